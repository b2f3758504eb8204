//! The empty window: what it does, and three ways to begin.

use egui::{Align, Frame, Id, Layout, Margin, Panel, Rect, Sense, Ui, UiBuilder, Vec2, vec2};

use super::super::Scene;
use super::super::icon;
use super::super::session::{Action, Choice};
use super::super::theme::{self, Palette};
use super::super::widgets::{button, card};
use super::layout;

const ZONE: Vec2 = vec2(720.0, 458.0);
const GAP: f32 = 12.0;
/// In a window up to this height, in points, words come first.
const LOW: f32 = 480.0;
/// Room inside the zone.
const INSIDE: f32 = 24.0;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let foot = Frame::NONE.fill(palette.background).inner_margin(Margin::same(8));
    Panel::bottom("foot").exact_size(40.0).frame(foot).show(ui, |ui| {
        ui.with_layout(Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
            ui.label(theme::small(scene.texts.get("start-foot")).color(palette.soft));
        });
    });
    layout::middle(ui, palette.background, |ui| {
        let in_view = ui.available_rect_before_wrap();
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let width = ZONE.x.min(in_view.width() - 48.0);
            // As high as its contents were in the last frame, at least.
            let id = Id::unique("height of the start");
            let needed = layout::known(ui, id);
            let height = ZONE.y.min(in_view.height() - 32.0).max(needed + 2.0 * INSIDE);
            let above = ((in_view.height() - height) / 2.0).max(16.0);
            let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), height + 2.0 * above), Sense::hover());
            let zone = Rect::from_center_size(all.center(), vec2(width, height));
            let hovers = ui.input(|input| !input.raw.hovered_files.is_empty());
            card::drop_zone(ui.painter(), zone, palette, hovers);
            let inner = zone.shrink(INSIDE);
            let builder = UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Center));
            let mut inside = ui.new_child(builder);
            inside.add_space(((inner.height() - needed) / 2.0).max(0.0));
            let shown = inside.vertical_centered(|ui| contents(ui, scene, actions)).response.rect.height();
            layout::learn(ui, id, shown);
        });
    });
}

fn contents(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    if ui.ctx().content_rect().height() > LOW {
        let (rect, _) = ui.allocate_exact_size(vec2(72.0, 88.0), egui::Sense::hover());
        icon::paint_sheet(ui.painter(), rect, palette.accent);
        ui.add_space(22.0);
    }
    if scene.session.walking > 0 {
        ui.label(theme::heading(texts.get("start-walking")).color(palette.ink));
        return;
    }
    let drops = super::super::surroundings::takes_drops();
    let title = if drops { "start-title" } else { "start-title-no-drop" };
    ui.label(theme::heading(texts.get(title)).color(palette.ink));
    ui.add_space(8.0);
    for line in ["start-what", "start-promise"] {
        ui.label(theme::emphasis(texts.get(line)).color(palette.soft));
    }
    if !drops {
        ui.label(theme::small(texts.get("start-no-drop")).color(palette.soft));
    }
    ui.add_space(20.0);
    buttons(ui, scene, actions);
    ui.add_space(22.0);
    if button::link(ui, &texts.get("start-practise")).clicked() {
        actions.push(Action::Practise);
    }
}

/// Side by side in the middle, one under the other where that is too wide.
fn buttons(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (photos, folder) = (scene.texts.get("start-photos"), scene.texts.get("start-folder"));
    let (a, b) = (button::width(ui, &photos), button::width(ui, &folder));
    let wide = a + GAP + b <= ui.available_width();
    let add = |ui: &mut Ui, actions: &mut Vec<Action>| {
        if button::primary(ui, &photos).clicked() {
            actions.push(Action::Choose(Choice::Photos));
        }
        if !wide {
            ui.add_space(GAP);
        }
        if button::secondary(ui, &folder).clicked() {
            actions.push(Action::Choose(Choice::Folder));
        }
    };
    if wide {
        ui.allocate_ui_with_layout(vec2(a + GAP + b, 36.0), Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            add(ui, actions);
        });
    } else {
        add(ui, actions);
    }
}
