//! Something is undone when the window is closed: what, and whether to stay.

use egui::Ui;

use super::super::Scene;
use super::super::session::Action;
use super::super::theme::{self, Palette};
use super::super::widgets::button;
use super::layout;

pub fn show(ui: &Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    let closed = layout::sheet(ui, "leaving", 420.0, |ui| {
        ui.label(theme::heading(texts.get("leaving-title")).color(palette.ink));
        ui.add_space(8.0);
        let undone = scene.session.undone();
        for (id, count) in [
            ("leaving-unsaved", undone.unsaved),
            ("leaving-running", undone.running),
            ("leaving-looked-through", undone.looked_through),
        ] {
            if count > 0 {
                ui.label(texts.with(id, &[("count", count.into())]));
            }
        }
        ui.label(theme::small(texts.get("leaving-originals")).color(palette.soft));
        ui.add_space(12.0);
        if button::primary_wide(ui, &texts.get("leaving-stay"), true).clicked() {
            actions.push(Action::Dismiss);
        }
        ui.add_space(6.0);
        if button::secondary_wide(ui, &texts.get("leaving-close"), true).clicked() {
            actions.push(Action::CloseAnyway);
        }
    });
    if closed {
        actions.push(Action::Dismiss);
    }
}
