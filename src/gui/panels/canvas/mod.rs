//! The large picture: found areas with their numbers, covers, and what the pointer draws.

mod drawing;
mod marks;
mod paint;

pub use drawing::made;

use egui::{Id, Pos2, Rect, Response, Sense, Ui, Vec2, pos2, vec2};

use super::super::Scene;
use super::super::session::{Action, Area, Placement, Tool};
use super::super::theme::Palette;
use super::super::widgets;
use super::tools;

/// Room around a picture that fits.
const MARGIN: f32 = 26.0;
const MARGIN_IN_PAGE: f32 = 10.0;
/// Room below the tools and above them.
const ABOUT_TOOLS: f32 = 16.0;
/// A wheel step of 50 points makes the picture larger by this.
const WHEEL: f32 = 1.15;

/// How the picture stands in the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It fills the middle, the tools float over its lower edge; the wheel zooms.
    Alone,
    /// It is part of a page that scrolls: the wheel moves the page, and zooms with Ctrl.
    InPage,
}

/// Draws the picture and takes what the pointer does in it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, stand: Stand, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let all = ui.available_rect_before_wrap();
    let (margin, below) = match stand {
        Stand::Alone => (MARGIN, (tools::height(ui.ctx()) + 2.0 * ABOUT_TOOLS).min(all.height() / 2.0)),
        Stand::InPage => (MARGIN_IN_PAGE, MARGIN_IN_PAGE),
    };
    let area = Rect::from_min_max(all.min + Vec2::splat(margin), pos2(all.max.x - margin, all.max.y - below));
    let session = scene.session;
    let stage = stage(all, area);
    if session.area != stage {
        actions.push(Action::Area(stage));
    }
    let Some(large) = &session.large else {
        ui.painter().rect_filled(all, 0.0, palette.canvas);
        waiting(ui, scene, area);
        return;
    };
    let place = session.viewing.place(large.size, (area.min.x, area.min.y), (area.width(), area.height()));
    let whole = ui.interact(all, Id::unique("picture"), Sense::click_and_drag());
    name(&whole, scene);
    navigate(ui, &whole, scene, &place, stand, actions);
    let all = all.intersect(ui.clip_rect());
    let painter = ui.painter().with_clip_rect(all);
    paint::picture(&painter, scene, &place, palette);
    drawing::crop_shade(&painter, scene, &place, palette);
    marks::show(ui, scene, &place, all, actions);
    match session.tool {
        Tool::Select => {}
        Tool::Box | Tool::Oval | Tool::Crop | Tool::KeepOnly => drawing::shape(ui, &whole, scene, &place, actions),
        Tool::Brush | Tool::Uncover => drawing::stroke(ui, &whole, scene, &place, actions),
    }
}

/// The area of a picture in all of its page, in whole points, so that what is learned of it settles.
fn stage(all: Rect, area: Rect) -> Area {
    let whole = |points: f32| points.max(1.0).round();
    let (above, below) = (area.min - all.min, all.max - area.max);
    Area {
        width: whole(area.width()),
        height: whole(area.height()),
        around: [above.x, above.y, below.x, below.y].map(f32::ceil),
    }
}

/// The picture's node in the accessibility tree.
fn name(response: &Response, scene: &Scene<'_>) {
    let label = scene.texts.get("canvas-picture");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &label));
}

/// While the picture is being read.
fn waiting(ui: &mut Ui, scene: &Scene<'_>, area: Rect) {
    let id = match scene.session.entry().map(|entry| &entry.stage) {
        Some(super::super::session::Stage::NoCopy(_)) => "canvas-no-picture",
        _ => "canvas-opening",
    };
    widgets::centred_note(ui, area, &scene.texts.get(id));
}

/// Zoom with the wheel, pan by dragging where nothing else is dragged.
fn navigate(ui: &Ui, whole: &Response, scene: &Scene<'_>, place: &Placement, stand: Stand, actions: &mut Vec<Action>) {
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()).filter(|_| whole.contains_pointer()) else {
        return;
    };
    let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
    let factor = if pinch != 1.0 {
        pinch
    } else if stand == Stand::Alone {
        WHEEL.powf(wheel / 50.0)
    } else {
        1.0
    };
    if (factor - 1.0).abs() > 1e-4 {
        actions.push(Action::Zoom(factor, Some(place.image_from_screen(pointer.x, pointer.y))));
    }
    let middle = whole.dragged_by(egui::PointerButton::Middle);
    let panning = middle || (whole.dragged_by(egui::PointerButton::Primary) && scene.session.tool == Tool::Select);
    if panning {
        let by = whole.drag_delta();
        actions.push(Action::Pan(-f64::from(by.x / place.width.max(1.0)), -f64::from(by.y / place.height.max(1.0))));
    }
    if whole.clicked() && scene.session.tool == Tool::Select {
        actions.push(Action::Select(None));
    }
}

/// A box of the picture in the window.
fn on_screen(place: &Placement, region: crate::region::Region) -> Rect {
    let (left, top) = place.screen_from_image(region.x0, region.y0);
    let (right, bottom) = place.screen_from_image(region.x1, region.y1);
    Rect::from_min_max(pos2(left, top), pos2(right, bottom))
}

/// What lies around a box: above it, below it, on its left and on its right. Where it juts out, there is nothing.
fn around(all: Rect, kept: Rect) -> [Rect; 4] {
    [
        Rect::from_min_max(all.min, pos2(all.max.x, kept.min.y)),
        Rect::from_min_max(pos2(all.min.x, kept.max.y), all.max),
        Rect::from_min_max(pos2(all.min.x, kept.min.y), pos2(kept.min.x, kept.max.y)),
        Rect::from_min_max(pos2(kept.max.x, kept.min.y), pos2(all.max.x, kept.max.y)),
    ]
}

/// A point of the window in the picture, not outside.
fn in_picture(place: &Placement, at: Pos2) -> (f64, f64) {
    let (x, y) = place.image_from_screen(at.x, at.y);
    (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0))
}

/// The picture's box in the window.
fn picture_rect(place: &Placement) -> Rect {
    Rect::from_min_size(pos2(place.left, place.top), vec2(place.width, place.height))
}
