//! A thin bar for work that goes on.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::gui::theme::Palette;

const HEIGHT: f32 = 8.0;

/// `part` from 0 to 1 of the work is done; `name` says what work, with its numbers.
pub fn progress(ui: &mut Ui, part: f32, width: f32, name: &str) -> Response {
    let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width.min(ui.available_width()), HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(part) * 100.0),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, name)
    });
    if ui.is_rect_visible(rect) {
        let p = Palette::of(ui);
        ui.painter().rect_filled(rect, 4, p.track);
        let done = Rect::from_min_size(rect.min, vec2(rect.width() * part, HEIGHT));
        // Clipped rather than narrowed: the round end stays round when little is done.
        ui.painter().with_clip_rect(done.intersect(ui.clip_rect())).rect_filled(rect, 4, p.accent);
    }
    response
}
