//! The time strip: how many photos were taken when.

use egui::{Align2, Rect, Response, Role, Sense, Stroke, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::gui::theme::Palette;

const LABELS_HEIGHT: f32 = 24.0;
const GAP: f32 = 4.0;
/// A single month is a bar, no field.
const WIDEST: f32 = 28.0;

/// A bar for each count, all of equal time, in `size`; below it the names of the ends. `name` says it in words.
pub fn show(ui: &mut Ui, size: Vec2, counts: &[u32], (first, last): (&str, &str), name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(size + vec2(0.0, LABELS_HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    let most = counts.iter().copied().max().unwrap_or(0);
    if !ui.is_rect_visible(rect) || most == 0 {
        return response;
    }
    let p = Palette::of(ui);
    let ground = rect.top() + size.y;
    let step = rect.width() / counts.len() as f32;
    let gap = GAP.min(step * 0.3);
    for (i, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (size.y * count as f32 / most as f32).max(3.0);
        let left = rect.left() + step * i as f32;
        let wide = (step - gap).clamp(1.0, WIDEST);
        let bar = Rect::from_min_max(pos2(left, ground - height), pos2(left + wide, ground));
        let round = if bar.width() > 6.0 { 3 } else { 0 };
        ui.painter().rect_filled(bar, egui::CornerRadius { nw: round, ne: round, sw: 0, se: 0 }, p.bar);
    }
    ui.painter().hline(rect.x_range(), ground, Stroke::new(1.0, p.control));
    let font = TextStyle::Small.resolve(ui.style());
    let below = ground + 8.0;
    ui.painter().text(pos2(rect.left(), below), Align2::LEFT_TOP, first, font.clone(), p.soft);
    ui.painter().text(pos2(rect.right(), below), Align2::RIGHT_TOP, last, font, p.soft);
    response
}
