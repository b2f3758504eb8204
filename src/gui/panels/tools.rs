//! The tools: they float over the lower edge of the picture, or stand below it in a narrow window.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Rect, Stroke, Ui, vec2};

use super::super::Scene;
use super::super::icon::Icon;
use super::super::session::{Action, Tool};
use super::super::theme::{self, Palette};
use super::super::widgets::{button, card, compare};
use super::layout;

const ZOOM: f32 = 1.25;
/// Room from the lower edge.
const ABOVE: f32 = 16.0;

/// Height of the tools in one row, in points.
const ONE_ROW: f32 = 62.0;
/// Between two tools.
const GAP: f32 = 4.0;
/// What the ground of the tools takes at both sides.
const GROUND: f32 = 2.0 * 9.0;

/// How high the tools were drawn last: long words need two rows.
pub fn height(ctx: &Context) -> f32 {
    ctx.data(|data| data.get_temp(Id::unique("height of the tools"))).unwrap_or(ONE_ROW)
}

/// Over the picture in `area`.
pub fn floating(ui: &mut Ui, scene: &Scene<'_>, area: Rect, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let at = area.center_bottom() - vec2(0.0, ABOVE);
    if let Some(text) = hint(scene) {
        // In the room above the picture.
        let place = area.center_top() + vec2(0.0, 1.0);
        let rect = compare::label(ui.painter(), palette, place, Align2::CENTER_TOP, &text);
        let response = ui.interact(rect, Id::unique("hint"), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
    }
    let shown = Area::new(Id::unique("tools"))
        .order(Order::Middle)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(at)
        .constrain_to(area)
        .show(ui.ctx(), |ui| {
            card::floating(palette).show(ui, |ui| {
                ui.set_max_width(area.width() - 24.0 - GROUND);
                groups(ui, scene, actions);
            });
        });
    ui.data_mut(|data| data.insert_temp(Id::unique("height of the tools"), shown.response.rect.height()));
}

/// In the page, as wide as it is.
pub fn below(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    Frame::NONE.fill(palette.background).inner_margin(Margin::symmetric(8, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        groups(ui, scene, actions);
        if let Some(text) = hint(scene) {
            ui.label(theme::small(text).color(palette.soft));
        }
    });
}

/// What the tool in hand does.
fn hint(scene: &Scene<'_>) -> Option<String> {
    let id = match scene.session.tool {
        Tool::Select => return None,
        Tool::Box | Tool::Oval => "hint-shape",
        Tool::Brush => "hint-brush",
        Tool::Uncover => "hint-uncover",
        Tool::Crop => "hint-crop",
        Tool::KeepOnly => "hint-keep",
    };
    Some(scene.texts.get(id))
}

/// Tools, steps back and on, zoom: in one row where there is room, else the tools in a row of their own.
fn groups(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(GAP, GAP);
    // What the last frame needed in one row.
    let id = Id::unique(("width of the tools", scene.texts.language().code(), ui.pixels_per_point().to_bits()));
    let needed = layout::known(ui, id);
    if needed <= ui.available_width() {
        let row = ui.horizontal(|ui| {
            tools(ui, scene, actions);
            separator(ui);
            steps(ui, scene, actions);
            separator(ui);
            zoom(ui, scene, actions);
        });
        layout::learn(ui, id, row.response.rect.width().max(needed));
    } else {
        ui.horizontal_wrapped(|ui| tools(ui, scene, actions));
        ui.horizontal_wrapped(|ui| {
            steps(ui, scene, actions);
            separator(ui);
            zoom(ui, scene, actions);
        });
    }
}

fn tools(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    for tool in Tool::ALL {
        let (icon, id) = match tool {
            Tool::Select => (Icon::Select, "tool-select"),
            Tool::Box => (Icon::Box, "tool-box"),
            Tool::Oval => (Icon::Oval, "tool-oval"),
            Tool::Brush => (Icon::Brush, "tool-brush"),
            Tool::Uncover => (Icon::Eraser, "tool-uncover"),
            Tool::Crop => (Icon::Crop, "tool-crop"),
            Tool::KeepOnly => (Icon::KeepOnly, "tool-keep"),
        };
        if button::tool(ui, icon, &texts.get(id), session.tool == tool, true).clicked() {
            actions.push(Action::Tool(tool));
        }
    }
}

fn steps(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let edits = session.entry().map(|entry| &entry.edits);
    for (icon, id, action, can) in [
        (Icon::Undo, "tool-undo", Action::Undo, edits.is_some_and(|edits| edits.can_undo())),
        (Icon::Redo, "tool-redo", Action::Redo, edits.is_some_and(|edits| edits.can_redo())),
    ] {
        if button::tool(ui, icon, &texts.get(id), false, can).clicked() {
            actions.push(action);
        }
    }
}

fn zoom(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    if button::icon(ui, Icon::Minus, &texts.get("tool-smaller")).clicked() {
        actions.push(Action::Zoom(1.0 / ZOOM, None));
    }
    let size = session.large.as_ref().map_or((1, 1), |large| large.size);
    let is_open = session.large.is_some();
    let scale = session.viewing.place(size, (0.0, 0.0), session.area.size()).scale * ui.ctx().pixels_per_point();
    let percent = (scale * 100.0).round() as i64;
    let id = if session.viewing.scale.is_none() { "tool-fit-percent" } else { "tool-percent" };
    let label = if is_open { texts.with(id, &[("percent", percent.into())]) } else { texts.get("tool-fit") };
    if button::quiet(ui, &label).clicked() {
        actions.push(Action::Fit);
    }
    if button::icon(ui, Icon::Plus, &texts.get("tool-larger")).clicked() {
        actions.push(Action::Zoom(ZOOM, None));
    }
}

fn separator(ui: &mut Ui) {
    let palette = Palette::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(13.0, 40.0), egui::Sense::hover());
    let line = Stroke::new(1.0, palette.line);
    ui.painter().vline(rect.center().x, rect.y_range().shrink(6.0), line);
}
