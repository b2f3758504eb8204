//! How pages are divided: a middle, a panel beside it, a column to read.

use egui::{Align, CentralPanel, Color32, Frame, Layout, Panel, ScrollArea, Ui};

use super::super::theme::Palette;

/// Width of the panel at the right, in points.
const SIDE: f32 = 340.0;
/// Up to this width of the window, in points, panels lie below each other.
const NARROW: f32 = 760.0;
/// Room above and below a column.
const ABOVE: f32 = 34.0;

/// Whether panels stand side by side.
pub fn is_wide(ui: &Ui) -> bool {
    ui.available_width() > NARROW
}

/// The panel at the right; in a narrow window below the middle, as a `part` of the height.
pub fn side(ui: &mut Ui, name: &'static str, part: f32, contents: impl FnOnce(&mut Ui)) {
    let frame = Frame::NONE.fill(Palette::of(ui).card);
    if is_wide(ui) {
        Panel::right(name).exact_size(SIDE).resizable(false).frame(frame).show(ui, contents);
    } else {
        let height = ui.available_height() * part;
        Panel::bottom((name, "below")).exact_size(height).frame(frame).show(ui, contents);
    }
}

/// The middle of the window, without margins.
pub fn middle(ui: &mut Ui, fill: Color32, contents: impl FnOnce(&mut Ui)) {
    CentralPanel::default().frame(Frame::NONE.fill(fill)).show(ui, contents);
}

/// The middle as one column of text, `width` points wide where there is room, that scrolls.
pub fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    middle(ui, Palette::of(ui).background, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.vertical_centered(|ui| {
                ui.add_space(ABOVE);
                ui.set_max_width(width.min(ui.available_width() - 32.0));
                ui.with_layout(Layout::top_down(Align::Min), contents);
                ui.add_space(ABOVE);
            });
        });
    });
}
