//! While files are held over a page that already shows photos.

use egui::{Align2, LayerId, Order, Ui};

use super::super::Scene;
use super::super::session::Page;
use super::super::theme::Palette;
use super::super::widgets::compare;

pub fn show(ui: &Ui, scene: &Scene<'_>) {
    let held = ui.input(|input| !input.raw.hovered_files.is_empty());
    if !held || scene.session.page == Page::Start {
        return;
    }
    let area = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, egui::Id::unique("held over the window")));
    painter.rect_filled(area, 0.0, Palette::of(ui).overlay.gamma_multiply(0.5));
    compare::label(
        &painter,
        Palette::of(ui),
        area.center(),
        Align2::CENTER_CENTER,
        &scene.texts.get("start-drop-more"),
    );
}
