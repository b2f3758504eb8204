//! A thin bar for work that goes on.

use egui::{Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::gui::theme::Palette;

/// `part` from 0 to 1 of the work is done; `name` says what work.
pub fn bar(ui: &mut Ui, size: Vec2, part: f32, name: &str) -> Response {
    let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(part) * 100.0),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, name)
    });
    if ui.is_rect_visible(rect) {
        let p = Palette::of(ui);
        let round = rect.height() / 2.0;
        ui.painter().rect_filled(rect, round, p.track);
        let done = Rect::from_min_size(rect.min, vec2(rect.width() * part, rect.height()));
        // Clipped rather than narrowed: the round end stays round when little is done.
        ui.painter().with_clip_rect(done.intersect(ui.clip_rect())).rect_filled(rect, round, p.accent);
    }
    response
}
