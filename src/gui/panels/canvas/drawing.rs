//! What the pointer is drawing: a box, an oval, a crop, a stroke of the brush. It becomes a cover when the button is let go.

use std::sync::Arc;

use egui::{Color32, CursorIcon, Id, Painter, Pos2, Rect, Response, Shape as Drawn, Stroke, StrokeKind, Ui};

use super::super::super::Scene;
use super::super::super::session::{Action, Placement, Tool};
use super::super::super::theme::Palette;
use super::{around, in_picture, on_screen, picture_rect};
use crate::cover::{self, Shape};
use crate::region::Region;

/// Points of a stroke lie at least so far apart in the window.
const STEP: f32 = 1.5;
/// A drag shorter than this is a click.
const SHORT: f32 = 3.0;

/// The colour of solid covers.
fn covered() -> Color32 {
    Color32::from_gray(cover::GRAY)
}

/// The dark veil over what a crop takes away.
pub fn crop_shade(painter: &Painter, scene: &Scene<'_>, place: &Placement, palette: &Palette) {
    let Some(crop) = scene.session.entry().and_then(|entry| entry.edits.now().crop) else { return };
    fill_around(painter, picture_rect(place), on_screen(place, crop), palette.overlay);
}

/// Fills what lies around a box.
fn fill_around(painter: &Painter, all: Rect, kept: Rect, colour: Color32) {
    around(all, kept).into_iter().filter(Rect::is_positive).for_each(|part| {
        painter.rect_filled(part, 0.0, colour);
    });
}

/// A box from where the button went down to where the pointer is.
pub fn shape(ui: &Ui, whole: &Response, scene: &Scene<'_>, place: &Placement, actions: &mut Vec<Action>) {
    if whole.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    }
    let id = Id::unique("drawn from");
    if whole.drag_started_by(egui::PointerButton::Primary)
        && let Some(at) = ui.input(|input| input.pointer.press_origin())
    {
        ui.data_mut(|data| data.insert_temp(id, at));
    }
    let from: Option<Pos2> = ui.data(|data| data.get_temp(id));
    let (Some(from), Some(to)) = (from, whole.interact_pointer_pos()) else { return };
    let ((ax, ay), (bx, by)) = (in_picture(place, from), in_picture(place, to));
    let region = Region::new(ax.min(bx), ay.min(by), ax.max(bx), ay.max(by));
    if whole.drag_stopped() {
        ui.data_mut(|data| data.remove::<Pos2>(id));
        let long = from.distance(to) > SHORT;
        actions.extend(region.filter(|_| long).map(|region| made(scene.session.tool, region)));
        return;
    }
    let Some(region) = region else { return };
    let palette = Palette::of(ui);
    let rect = on_screen(place, region);
    match scene.session.tool {
        Tool::Crop => fill_around(ui.painter(), picture_rect(place), rect, palette.overlay),
        Tool::KeepOnly => fill_around(ui.painter(), picture_rect(place), rect, covered()),
        Tool::Oval => {
            ui.painter().add(Drawn::ellipse_filled(rect.center(), rect.size() / 2.0, covered()));
        }
        _ => {
            ui.painter().rect_filled(rect, 0.0, covered());
        }
    }
    ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, palette.card), StrokeKind::Middle);
}

/// What a tool makes of a box.
pub fn made(tool: Tool, region: Region) -> Action {
    match tool {
        Tool::Oval => Action::Cover(Shape::Ellipse(region)),
        Tool::Crop => Action::Crop(Some(region)),
        Tool::KeepOnly => Action::Cover(Shape::Outside(region)),
        Tool::Box | Tool::Select | Tool::Brush | Tool::Uncover => Action::Cover(Shape::Inside(region)),
    }
}

/// A stroke of the brush, shown at once and covered when the button is let go.
pub fn stroke(ui: &Ui, whole: &Response, scene: &Scene<'_>, place: &Placement, actions: &mut Vec<Action>) {
    let longer = place.width.max(place.height);
    let radius = scene.session.brush as f32 * longer;
    let palette = Palette::of(ui);
    let uncovers = scene.session.tool == Tool::Uncover;
    let id = Id::unique("stroke");
    let mut points: Arc<Vec<Pos2>> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if (whole.dragged_by(egui::PointerButton::Primary) || whole.clicked())
        && let Some(at) = whole.interact_pointer_pos()
        && points.last().is_none_or(|last| last.distance(at) >= STEP)
    {
        Arc::make_mut(&mut points).push(at);
        ui.data_mut(|data| data.insert_temp(id, points.clone()));
    }
    if (whole.drag_stopped() || whole.clicked()) && !points.is_empty() {
        ui.data_mut(|data| data.remove::<Arc<Vec<Pos2>>>(id));
        let points = points.iter().map(|at| place.image_from_screen(at.x, at.y)).collect();
        let shape = Shape::Stroke(Arc::new(cover::Stroke { points, radius: scene.session.brush }));
        actions.push(if uncovers { Action::Uncover(shape) } else { Action::Cover(shape) });
        return;
    }
    let painter = ui.painter();
    let colour = if uncovers { palette.card.gamma_multiply(0.6) } else { covered() };
    if let (Some(first), Some(last)) = (points.first(), points.last()) {
        painter.circle_filled(*first, radius, colour);
        painter.add(Drawn::line(points.to_vec(), Stroke::new(radius * 2.0, colour)));
        painter.circle_filled(*last, radius, colour);
    }
    if let Some(at) = ui.input(|input| input.pointer.hover_pos()).filter(|_| whole.contains_pointer()) {
        ui.ctx().set_cursor_icon(CursorIcon::None);
        painter.circle_stroke(at, radius, Stroke::new(3.0, palette.card));
        painter.circle_stroke(at, radius, Stroke::new(1.5, palette.accent));
    }
}
