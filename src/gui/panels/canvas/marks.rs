//! Found areas and covers: outlines with numbers, each a control with a name, that can be clicked, moved and resized.

use egui::{CornerRadius, CursorIcon, EventFilter, Id, Painter, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::super::super::Scene;
use super::super::super::session::{Action, Part, Placement, Tool};
use super::super::super::theme::Palette;
use super::super::super::widgets::number;
use super::on_screen;
use crate::region::Region;

/// Side of a handle, and of the area that takes the pointer for it.
const HANDLE: f32 = 9.0;
const GRIP: f32 = 24.0;
/// Boxes are not made smaller than this part of the picture.
const LEAST: f64 = 0.005;

/// Corners and edges by which a box is resized: which side of x and y they move, -1, 0 or 1.
const GRIPS: [(i8, i8); 8] = [(-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0)];

pub fn show(ui: &mut Ui, scene: &Scene<'_>, place: &Placement, clip: Rect, actions: &mut Vec<Action>) {
    let Some(entry) = scene.session.entry() else { return };
    let flags = entry.seen().map(|seen| seen.flags.as_slice()).unwrap_or_default();
    let mut badges = Vec::new();
    for (index, flag) in flags.iter().enumerate() {
        if entry.edits.cover_of(index).is_none() && !scene.session.is_under(index) {
            let category = scene.texts.get(&format!("flag-{}", flag.category.id()));
            let label = scene.texts.with("canvas-flag", &[("number", (index + 1).into()), ("what", category.into())]);
            let mark = Mark { part: Part::Flag(index), region: flag.region, label };
            badges.push((index + 1, found(ui, scene, mark, place, clip, actions)));
        }
    }
    // On top of all outlines, so that each can be read.
    for (number, badge) in badges {
        number::paint(&ui.painter().with_clip_rect(clip), badge, number, Palette::of(ui));
    }
    let now = entry.edits.now();
    for index in 0..now.covers.len() {
        let part = Part::Cover(index);
        if let Some(region) = now.region(part) {
            let label = scene.texts.with("canvas-cover", &[("number", (index + 1).into())]);
            placed(ui, scene, Mark { part, region, label }, place, clip, actions);
        }
    }
    if let Some(region) = now.crop {
        let label = scene.texts.get("canvas-crop");
        placed(ui, scene, Mark { part: Part::Crop, region, label }, place, clip, actions);
    }
}

/// One thing in the picture that can be chosen.
struct Mark {
    part: Part,
    region: Region,
    label: String,
}

/// A found area: outline, and the place of its number; a click covers it.
fn found(ui: &mut Ui, scene: &Scene<'_>, mark: Mark, place: &Placement, clip: Rect, actions: &mut Vec<Action>) -> Rect {
    let palette = Palette::of(ui);
    let rect = on_screen(place, mark.region);
    let badge = badge(rect, clip);
    // With a drawing tool in hand only the number takes the pointer, so that one can draw over the area.
    let sensed = if scene.session.tool == Tool::Select { rect.union(badge) } else { badge };
    let response = ui.interact(sensed.intersect(clip), Id::unique(("mark", mark.part)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &mark.label));
    if response.gained_focus() {
        actions.push(Action::Select(Some(mark.part)));
    }
    if let (true, Part::Flag(index)) = (response.clicked(), mark.part) {
        actions.push(Action::ToggleFlag(index));
    }
    let chosen = scene.session.selected == Some(mark.part);
    let painter = ui.painter().with_clip_rect(clip);
    outline(&painter, rect, palette.amber, palette.card, if chosen || response.hovered() { 3.0 } else { 2.0 });
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    badge
}

/// The place of the number of an outline: in its corner, or beside a small one, so that the thing itself can be seen.
fn badge(rect: Rect, clip: Rect) -> Rect {
    const SMALL: f32 = 2.0 * number::SIDE;
    let inside = number::rect(rect.min.max(clip.min));
    if rect.width() >= SMALL && rect.height() >= SMALL {
        return inside;
    }
    let beside = inside.translate(vec2(-inside.width() - 2.0, 0.0));
    if beside.left() >= clip.left() { beside } else { inside.translate(vec2(rect.right() + 2.0 - inside.left(), 0.0)) }
}

/// A line with a light edge, that is seen on every picture.
fn outline(painter: &Painter, rect: Rect, colour: egui::Color32, edge: egui::Color32, width: f32) {
    let round = CornerRadius::same(5);
    painter.rect_stroke(rect, round, Stroke::new(width + 2.0, edge), StrokeKind::Middle);
    painter.rect_stroke(rect, round, Stroke::new(width, colour), StrokeKind::Middle);
}

/// A cover or the crop: chosen by a click, moved by dragging, resized by its handles and by keys.
fn placed(ui: &mut Ui, scene: &Scene<'_>, mark: Mark, place: &Placement, clip: Rect, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let rect = on_screen(place, mark.region);
    let chosen = scene.session.selected == Some(mark.part) && scene.session.tool == Tool::Select;
    let takes_pointer = scene.session.tool == Tool::Select && (mark.part != Part::Crop || chosen);
    let sense = if takes_pointer { Sense::click_and_drag() } else { Sense::focusable_noninteractive() };
    let response = ui.interact(rect.intersect(clip), Id::unique(("mark", mark.part)), sense);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &mark.label));
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let grabbed = response.clicked() || response.drag_started();
    if (response.gained_focus() || grabbed) && !chosen {
        actions.push(Action::Select(Some(mark.part)));
    }
    if grabbed {
        response.request_focus();
    }
    if response.dragged() {
        let by = response.drag_delta();
        let by = (f64::from(by.x / place.width.max(1.0)), f64::from(by.y / place.height.max(1.0)));
        let moved = super::super::super::keys::moved(mark.region, by);
        actions.extend(moved.map(|region| Action::Reshape(region, !response.drag_started())));
    }
    if response.hovered() && takes_pointer {
        ui.ctx().set_cursor_icon(CursorIcon::Move);
    }
    let painter = ui.painter().with_clip_rect(clip);
    if chosen {
        outline(&painter, rect, palette.accent, palette.card, 2.0);
        handles(ui, &painter, &mark, place, rect, actions);
    } else if mark.part == Part::Crop || response.hovered() {
        outline(&painter, rect, palette.accent, palette.card, 1.0);
    }
}

fn handles(ui: &mut Ui, painter: &Painter, mark: &Mark, place: &Placement, rect: Rect, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    for (number, (x, y)) in GRIPS.into_iter().enumerate() {
        let along = |low: f32, high: f32, side: i8| low + (high - low) * (f32::from(side) + 1.0) / 2.0;
        let at = pos2(along(rect.min.x, rect.max.x, x), along(rect.min.y, rect.max.y, y));
        let grip = Rect::from_center_size(at, Vec2::splat(GRIP));
        let response = ui.interact(grip, Id::unique(("grip", mark.part, number)), Sense::drag());
        // The whole cover is the control that has a name; its handles are for the pointer.
        let square = Rect::from_center_size(at, vec2(HANDLE, HANDLE));
        painter.rect(square, 2.0, palette.card, Stroke::new(1.5, palette.accent), StrokeKind::Middle);
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(match (x, y) {
                (0, _) => CursorIcon::ResizeVertical,
                (_, 0) => CursorIcon::ResizeHorizontal,
                (x, y) if x == y => CursorIcon::ResizeNwSe,
                _ => CursorIcon::ResizeNeSw,
            });
        }
        if response.dragged() {
            let by = response.drag_delta();
            let by = (f64::from(by.x / place.width.max(1.0)), f64::from(by.y / place.height.max(1.0)));
            let resized = resized(mark.region, (x, y), by);
            actions.extend(resized.map(|region| Action::Reshape(region, !response.drag_started())));
        }
    }
}

/// The sides that a handle moves, moved; a box keeps some size.
fn resized(r: Region, (x, y): (i8, i8), by: (f64, f64)) -> Option<Region> {
    let side = |low: f64, high: f64, side: i8, by: f64| match side {
        -1 => ((low + by).min(high - LEAST), high),
        1 => (low, (high + by).max(low + LEAST)),
        _ => (low, high),
    };
    let (x0, x1) = side(r.x0, r.x1, x, by.0);
    let (y0, y1) = side(r.y0, r.y1, y, by.1);
    Region::new(x0, y0, x1, y1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_move_their_own_sides_only() {
        let region = Region::new(0.2, 0.2, 0.6, 0.6).unwrap();
        let grown = resized(region, (1, 0), (0.1, 0.3)).unwrap();
        assert!((grown.x1 - 0.7).abs() < 1e-9 && grown.y1 == 0.6 && grown.x0 == 0.2);
        let pushed = resized(region, (-1, -1), (0.9, 0.0)).unwrap();
        assert!(pushed.x0 < pushed.x1);
    }
}
