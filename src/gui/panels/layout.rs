//! How pages are divided: a middle and a panel beside it; in a narrow window one thing below the other; a column to read.

use egui::{
    Align, CentralPanel, Color32, Frame, Id, Layout, Margin, Modal, Panel, ScrollArea, Sense, Ui, UiBuilder, vec2,
};

use super::super::session::Session;
use super::super::theme::Palette;
use super::super::widgets::card;

/// Width of the panel at the right, in points.
const SIDE: f32 = 340.0;
/// Up to this width of the window, in points, panels lie below each other.
const NARROW: f32 = 760.0;
/// So much of what follows a picture in a stacked page is seen below it.
const PEEK: f32 = 36.0;
const LOWEST_PICTURE: f32 = 150.0;
/// Room around a sheet, its own margin included.
const ABOUT_SHEET: f32 = 32.0;
/// Room above and below a column.
const ABOVE: f32 = 34.0;

/// Whether panels stand side by side.
pub fn is_wide(ui: &Ui) -> bool {
    ui.available_width() > NARROW
}

/// The panel at the right of a wide window.
pub fn side(ui: &mut Ui, name: &'static str, contents: impl FnOnce(&mut Ui)) {
    let frame = Frame::NONE.fill(Palette::of(ui).card);
    Panel::right(name).exact_size(SIDE).resizable(false).frame(frame).show(ui, contents);
}

/// Below all else, always in view: the main buttons.
pub fn foot(ui: &mut Ui, name: &'static str, contents: impl FnOnce(&mut Ui)) {
    let frame = Frame::NONE.fill(Palette::of(ui).card).inner_margin(Margin::symmetric(18, 12));
    Panel::bottom(name).frame(frame).show(ui, contents);
}

/// One thing below the other in a narrow window; all of it scrolls.
pub fn stacked(ui: &mut Ui, name: &'static str, contents: impl FnOnce(&mut Ui)) {
    middle(ui, Palette::of(ui).card, |ui| {
        ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            contents(ui);
        });
    });
}

/// A part of a stacked page that is as high as the window lets it be, for a picture.
pub fn picture(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let in_view = ui.clip_rect().height();
    let size = vec2(ui.available_width(), (in_view - PEEK).min(ui.available_width() * 0.75).max(LOWEST_PICTURE));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    contents(&mut ui.new_child(UiBuilder::new().max_rect(rect)));
}

/// A part with the usual room around it.
pub fn padded(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let spacing = ui.ctx().global_style().spacing.item_spacing;
    Frame::NONE.inner_margin(Margin { left: 18, right: 18, top: 18, bottom: 12 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing = spacing;
        ui.set_width(ui.available_width());
        contents(ui);
    });
}

/// The middle of the window, without margins.
pub fn middle(ui: &mut Ui, fill: Color32, contents: impl FnOnce(&mut Ui)) {
    CentralPanel::default().frame(Frame::NONE.fill(fill)).show(ui, contents);
}

/// A sheet over the page, at most `width` points wide, that scrolls where the window is low. Whether it wants to be closed.
pub fn sheet(ui: &Ui, name: &'static str, width: f32, contents: impl FnOnce(&mut Ui)) -> bool {
    let window = ui.ctx().content_rect();
    let modal = Modal::new(Id::unique(name)).frame(card::sheet(Palette::of(ui))).show(ui.ctx(), |ui| {
        ui.set_width(width.min(window.width() - 2.0 * ABOUT_SHEET));
        let most = window.height() - 2.0 * ABOUT_SHEET;
        ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, contents);
    });
    modal.should_close()
}

/// What was learned of a size in the last frame, in points; 0 where nothing was.
pub fn known(ui: &Ui, id: Id) -> f32 {
    ui.data(|data| data.get_temp(id)).unwrap_or(0.0)
}

/// A size turned out to be `size`: what was laid out with another is laid out again, in the same frame.
pub fn learn(ui: &Ui, id: Id, size: f32) {
    if (size - known(ui, id)).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, size));
        ui.ctx().request_discard("a size was not known");
    }
}

/// The place in the order of the photo shown or chosen, once whenever it is another, and whether it is the first that `list` knows.
pub fn gone_to(ui: &Ui, session: &Session, list: &'static str) -> Option<(usize, bool)> {
    let id = Id::unique(("gone to in", list));
    let current = session.id(session.current);
    let before = ui.data(|data| data.get_temp(id));
    if before == Some(current) {
        return None;
    }
    ui.data_mut(|data| data.insert_temp(id, current));
    let place = session.order().iter().position(|&index| index == session.current)?;
    Some((place, before.is_none()))
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
