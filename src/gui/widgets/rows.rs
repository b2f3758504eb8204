//! Rows of a label and what it stands for, as in "What this photo says".

use egui::{Align, Layout, Response, RichText, TextStyle, Ui, vec2};

use crate::gui::theme::{self, Palette};

/// The column of labels.
pub const LABEL_WIDTH: f32 = 94.0;

/// A longer label, in a column `width` points wide, and what it stands for.
pub fn wide_row(ui: &mut Ui, width: f32, label: &str, value: &str) -> Response {
    beside_wide_label(ui, width, label, |ui| {
        ui.add(egui::Label::new(value).wrap());
    })
}

/// A label, its value, and a soft second line.
pub fn row(ui: &mut Ui, label: &str, value: &str, second: Option<&str>) -> Response {
    beside_label(ui, label, |ui| {
        ui.add(egui::Label::new(value).wrap());
        if let Some(second) = second {
            soft(ui, second);
        }
    })
}

/// Whatever is wanted in the column of values.
pub fn beside(ui: &mut Ui, value: impl FnOnce(&mut Ui)) -> Response {
    beside_label(ui, "", value)
}

/// A label, and beside it whatever is wanted, one below the other.
pub fn beside_label(ui: &mut Ui, label: &str, value: impl FnOnce(&mut Ui)) -> Response {
    beside_wide_label(ui, LABEL_WIDTH, label, value)
}

fn beside_wide_label(ui: &mut Ui, width: f32, label: &str, value: impl FnOnce(&mut Ui)) -> Response {
    let layout = Layout::left_to_right(Align::Min);
    let shown = ui.with_layout(layout, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let colour = Palette::of(ui).soft;
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width - 8.0);
            if !label.is_empty() {
                ui.add(egui::Label::new(RichText::new(label).color(colour)).wrap());
            }
        });
        ui.add_space((width - ui.min_rect().width()).max(0.0));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.set_width(ui.available_width());
            value(ui);
        });
    });
    shown.response
}

/// A second line.
pub fn soft(ui: &mut Ui, text: &str) -> Response {
    let text = theme::small(text).color(Palette::of(ui).soft);
    ui.add(egui::Label::new(text).wrap())
}

/// A sentence of 14 px that may be `soft`er than the rest.
pub fn sentence(ui: &mut Ui, text: &str) -> Response {
    let text = RichText::new(text).text_style(TextStyle::Body).color(Palette::of(ui).soft);
    ui.add(egui::Label::new(text).wrap())
}
