//! Something is undone when the window is closed: what, and whether to stay.

use egui::{Id, Modal, Ui};

use super::super::Scene;
use super::super::session::Action;
use super::super::theme::{self, Palette};
use super::super::widgets::{button, card};

pub fn show(ui: &Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    let modal = Modal::new(Id::unique("leaving")).frame(card::sheet(palette)).show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.label(theme::heading(texts.get("leaving-title")).color(palette.ink));
        ui.add_space(8.0);
        let (unsaved, running) = scene.session.undone();
        if unsaved > 0 {
            ui.label(texts.with("leaving-unsaved", &[("count", unsaved.into())]));
        }
        if running > 0 {
            ui.label(texts.with("leaving-running", &[("count", running.into())]));
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
    if modal.should_close() {
        actions.push(Action::Dismiss);
    }
}
