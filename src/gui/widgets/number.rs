//! The numbers that join a row in the panel with an outline on the photo.

use egui::{Align2, CornerRadius, FontId, Painter, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::gui::theme::{Palette, semibold};

/// The side of a number's square.
pub const SIDE: f32 = 22.0;

/// An amber square with a number.
pub fn number(ui: &mut Ui, number: usize) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(SIDE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, number));
    if ui.is_rect_visible(rect) {
        paint(ui.painter(), rect, number, Palette::of(ui));
    }
    response
}

/// The place of a number in the corner of an outline that begins at `corner`.
pub fn rect(corner: Pos2) -> Rect {
    Rect::from_min_size(corner, Vec2::splat(SIDE + 2.0))
}

/// Paints a number anywhere.
pub fn paint(painter: &Painter, rect: Rect, number: usize, palette: &Palette) {
    painter.rect_filled(rect, CornerRadius::same(6), palette.amber);
    painter.text(rect.center(), Align2::CENTER_CENTER, number, FontId::new(13.0, semibold()), palette.on_amber);
}
