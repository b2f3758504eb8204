//! The tools under the picture.

use egui::{Align2, Area, Context, Id, Order, Rect, Stroke, Ui, vec2};

use super::super::Scene;
use super::super::icon::Icon;
use super::super::session::{Action, Tool};
use super::super::theme::Palette;
use super::super::widgets::{button, card, compare};

const ZOOM: f32 = 1.25;
/// Room from the lower edge.
const ABOVE: f32 = 16.0;

/// Height of the tools in one row, in points.
const ONE_ROW: f32 = 62.0;

/// How high the tools were drawn last: long words need two rows.
pub fn height(ctx: &Context) -> f32 {
    ctx.data(|data| data.get_temp(Id::unique("height of the tools"))).unwrap_or(ONE_ROW)
}

pub fn show(ui: &mut Ui, scene: &Scene<'_>, area: Rect, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let at = area.center_bottom() - vec2(0.0, ABOVE);
    hint(ui, scene, area);
    let shown = Area::new(Id::unique("tools"))
        .order(Order::Middle)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(at)
        .constrain_to(area)
        .show(ui.ctx(), |ui| {
            card::floating(palette).show(ui, |ui| {
                ui.set_max_width(area.width() - 24.0);
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                    contents(ui, scene, actions);
                });
            });
        });
    ui.data_mut(|data| data.insert_temp(Id::unique("height of the tools"), shown.response.rect.height()));
}

/// What the tool in hand does.
fn hint(ui: &Ui, scene: &Scene<'_>, area: Rect) {
    let id = match scene.session.tool {
        Tool::Select => return,
        Tool::Box | Tool::Oval => "hint-shape",
        Tool::Brush => "hint-brush",
        Tool::Uncover => "hint-uncover",
        Tool::Crop => "hint-crop",
        Tool::KeepOnly => "hint-keep",
    };
    let text = scene.texts.get(id);
    let place = area.center_bottom() - vec2(0.0, ABOVE + height(ui.ctx()) + 6.0);
    let rect = compare::label(ui.painter(), Palette::of(ui), place, Align2::CENTER_BOTTOM, &text);
    let response = ui.interact(rect, Id::unique("hint"), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
}

fn contents(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
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
    separator(ui);
    let edits = session.entry().map(|entry| &entry.edits);
    if button::tool(ui, Icon::Undo, &texts.get("tool-undo"), false, edits.is_some_and(|edits| edits.can_undo()))
        .clicked()
    {
        actions.push(Action::Undo);
    }
    if button::tool(ui, Icon::Redo, &texts.get("tool-redo"), false, edits.is_some_and(|edits| edits.can_redo()))
        .clicked()
    {
        actions.push(Action::Redo);
    }
    separator(ui);
    zoom(ui, scene, actions);
}

fn zoom(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    if button::icon(ui, Icon::Minus, &texts.get("tool-smaller")).clicked() {
        actions.push(Action::Zoom(1.0 / ZOOM, None));
    }
    let size = session.large.as_ref().map_or((1, 1), |large| large.size);
    let is_open = session.large.is_some();
    let scale = session.viewing.place(size, (0.0, 0.0), session.area).scale * ui.ctx().pixels_per_point();
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
