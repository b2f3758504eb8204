//! Grounds for things that belong together.

use egui::{
    CursorIcon, Frame, Margin, Painter, Pos2, Rect, Response, Role, Sense, Shadow, Shape, Stroke, TextStyle, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::gui::theme::{CARD_RADIUS, Palette};

/// A bordered card; its content sets how wide it is.
pub fn frame(palette: &Palette) -> Frame {
    Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CARD_RADIUS)
        .inner_margin(Margin::same(15))
}

/// The frame of a question over the window.
pub fn sheet(palette: &Palette) -> Frame {
    let shadow = Shadow { offset: [0, 6], blur: 28, spread: 0, color: palette.shadow };
    frame(palette).inner_margin(Margin::same(24)).shadow(shadow)
}

/// An amber ground for what wants a look.
pub fn notice(palette: &Palette) -> Frame {
    Frame::new().fill(palette.amber_ground).corner_radius(10).inner_margin(Margin::symmetric(12, 10))
}

/// The ground of a bar that floats over the photo.
pub fn floating(palette: &Palette) -> Frame {
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: palette.shadow };
    frame(palette).inner_margin(Margin::symmetric(8, 4)).shadow(shadow)
}

/// Something that is dragged out of the window with the pointer; `text` says so.
pub fn handle(ui: &mut Ui, text: &str) -> Response {
    let width = ui.available_width();
    let words = super::laid_out(ui, text, TextStyle::Small, width - 52.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, (words.size().y + 16.0).max(44.0)), Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if ui.is_rect_visible(rect) {
        let p = Palette::of(ui);
        let fill = super::by_state(&response, p.control_ground, p.hover, p.pressed);
        ui.painter().rect_filled(rect, 8, fill);
        let outline = rounded(rect.shrink(0.5), 8.0);
        ui.painter().extend(Shape::dashed_line(&outline, Stroke::new(1.0, p.control), 4.0, 4.0));
        let sheet = Rect::from_center_size(pos2(rect.left() + 22.0, rect.center().y), vec2(16.0, 20.0));
        crate::gui::icon::paint_sheet(ui.painter(), sheet, p.accent);
        ui.painter().galley(pos2(rect.left() + 42.0, rect.center().y - words.size().y / 2.0), words, p.ink);
    }
    response.on_hover_and_drag_cursor(CursorIcon::Grab)
}

/// Paints the dashed frame where photos are dropped; `wanted` while something is held over it.
pub fn drop_zone(painter: &Painter, rect: Rect, palette: &Palette, wanted: bool) {
    let (fill, line, width) =
        if wanted { (palette.selected, palette.accent, 2.5) } else { (palette.card, palette.control, 1.5) };
    painter.rect_filled(rect, 20, fill);
    let outline = rounded(rect.shrink(1.0), 20.0);
    painter.extend(Shape::dashed_line(&outline, Stroke::new(width, line), 6.0, 5.0));
}

/// The outline of a rectangle with round corners, closed.
fn rounded(rect: Rect, radius: f32) -> Vec<Pos2> {
    let corners = [
        (pos2(rect.right() - radius, rect.top() + radius), 270.0_f32),
        (pos2(rect.right() - radius, rect.bottom() - radius), 0.0),
        (pos2(rect.left() + radius, rect.bottom() - radius), 90.0),
        (pos2(rect.left() + radius, rect.top() + radius), 180.0),
    ];
    let mut points: Vec<Pos2> = corners
        .into_iter()
        .flat_map(|(centre, start)| {
            (0..=10u8).map(move |i| centre + radius * Vec2::angled((start + 9.0 * f32::from(i)).to_radians()))
        })
        .collect();
    points.extend(points.first().copied());
    points
}
