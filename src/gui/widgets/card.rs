//! Grounds for things that belong together.

use egui::epaint::PathShape;
use egui::{Color32, Frame, InnerResponse, Margin, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2};

use crate::gui::theme::{CARD_RADIUS, Palette};

/// A bordered card as wide as the space.
pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let p = Palette::of(ui);
    let frame = Frame::new().fill(p.card).stroke(Stroke::new(1.0, p.line)).corner_radius(CARD_RADIUS);
    wide(ui, frame.inner_margin(Margin::same(15)), content)
}

/// An amber ground for what wants a look.
pub fn notice<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let frame = Frame::new().fill(Palette::of(ui).amber_ground).corner_radius(10);
    wide(ui, frame.inner_margin(Margin::symmetric(10, 9)), content)
}

/// The ground of a floating bar, as the toolbar.
pub fn floating<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let p = Palette::of(ui);
    Frame::new()
        .fill(p.card)
        .stroke(Stroke::new(1.0, if p.dark { p.line } else { p.card }))
        .shadow(ui.visuals().popup_shadow)
        .corner_radius(CARD_RADIUS)
        .inner_margin(Margin::symmetric(8, 3))
        .show(ui, content)
}

fn wide<R>(ui: &mut Ui, frame: Frame, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        content(ui)
    })
}

/// The dashed frame where photos are dropped, of the given size, its content in the middle; `wanted` while something is
/// held over it.
pub fn drop_zone<R>(ui: &mut Ui, size: Vec2, wanted: bool, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let p = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    let (fill, line) = if wanted { (p.selected, p.accent) } else { (p.card, p.control) };
    ui.painter().rect_filled(rect, 20, fill);
    let outline = rounded(rect.shrink(1.0), 20.0);
    let width = if wanted { 2.5 } else { 1.5 };
    ui.painter().extend(Shape::dashed_line(&outline, Stroke::new(width, line), 6.0, 5.0));
    let inner = rect.shrink2(Vec2::new(32.0, 24.0));
    let layout = egui::Layout::top_down(egui::Align::Center);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(layout));
    let inner = content(&mut child);
    InnerResponse { inner, response }
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

/// A line to part two groups, across the space.
pub fn parting_line(ui: &mut Ui) {
    let line = Stroke::new(1.0, Palette::of(ui).line);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), egui::Sense::hover());
    let ends = vec![rect.left_center(), rect.right_center()];
    ui.painter().add(PathShape { points: ends, closed: false, fill: Color32::TRANSPARENT, stroke: line.into() });
}
