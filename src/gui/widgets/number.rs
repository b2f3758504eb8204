//! The numbers that join a row in the panel with an outline on the photo.

use egui::{Align2, CornerRadius, FontId, Painter, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::gui::theme::{Palette, semibold};

/// The side of a number's square.
pub const SIDE: f32 = 22.0;

/// An amber square with a number.
pub fn number(ui: &mut Ui, number: usize) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(SIDE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, number));
    if ui.is_rect_visible(rect) {
        paint(ui.painter(), Palette::of(ui), rect, CornerRadius::same(6), number);
    }
    response
}

/// Paints a number anywhere, as in the corner of an outline.
pub fn paint(painter: &Painter, palette: &Palette, rect: Rect, corners: CornerRadius, number: usize) {
    painter.rect_filled(rect, corners, palette.amber);
    painter.text(rect.center(), Align2::CENTER_CENTER, number, FontId::new(13.0, semibold()), palette.on_amber);
}
