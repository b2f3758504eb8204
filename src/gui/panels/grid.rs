//! The photos of a folder side by side; only those in view are drawn.

use egui::{CornerRadius, Id, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, pos2, vec2};

use super::super::Scene;
use super::super::icon;
use super::super::session::{Action, Stage};
use super::super::theme::Palette;
use super::super::widgets::chip;
use super::filmstrip::paint_thumb;
use super::{layout, words};

const GAP: f32 = 13.0;
/// A card is at least so wide.
const CARD: f32 = 168.0;
const PICTURE: f32 = 104.0;
const BADGES: f32 = 36.0;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let session = scene.session;
    let width = ui.available_width() - 8.0;
    let columns = (((width + GAP) / (CARD + GAP)).floor() as usize).max(1);
    if columns != session.columns {
        actions.push(Action::Columns(columns));
    }
    let card = (width - GAP * (columns - 1) as f32) / columns as f32;
    let rows = session.order().len().div_ceil(columns);
    let (height, step) = (PICTURE + BADGES, PICTURE + BADGES + GAP);
    let (all, _) = ui.allocate_exact_size(vec2(width, (rows as f32 * step - GAP).max(0.0)), Sense::hover());
    let in_view = ui.clip_rect().intersect(all);
    let row_at = |y: f32| (((y - all.min.y) / step).floor().max(0.0) as usize).min(rows);
    let shown = if in_view.is_positive() { row_at(in_view.min.y)..row_at(in_view.max.y + step) } else { 0..0 };
    let places: Vec<usize> =
        (shown.start * columns..shown.end * columns).filter_map(|at| session.order().get(at).copied()).collect();
    if !session.sees(&places) {
        actions.push(Action::InView(places));
    }
    for row in shown {
        for column in 0..columns {
            let Some(&index) = session.order().get(row * columns + column) else { break };
            let corner = all.min + vec2(column as f32 * (card + GAP), row as f32 * step);
            one(ui, scene, index, Rect::from_min_size(corner, vec2(card, height)), actions);
        }
    }
    follow(ui, scene, all, (columns, height, step));
}

/// The photo chosen by keys comes into view.
fn follow(ui: &Ui, scene: &Scene<'_>, all: Rect, (columns, height, step): (usize, f32, f32)) {
    let Some((at, false)) = layout::gone_to(ui, scene.session, "grid") else { return };
    let top = pos2(all.min.x, all.min.y + (at / columns) as f32 * step);
    ui.scroll_to_rect(Rect::from_min_size(top, vec2(all.width(), height)), None);
}

/// One photo: thumbnail, badges, how it ended.
fn one(ui: &mut Ui, scene: &Scene<'_>, index: usize, rect: Rect, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let Some(entry) = scene.session.entries.get(index) else { return };
    let response = ui.interact(rect, Id::unique(("card", scene.session.id(index))), Sense::click());
    let name = words::name(&entry.name, 60);
    let label = scene.texts.with("thumb-name", &[("name", name.clone().into())]);
    let current = index == scene.session.current;
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, current, &label));
    let round = CornerRadius::same(9);
    ui.painter().rect(rect, round, palette.card, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let picture = Rect::from_min_size(rect.min + Vec2::splat(1.0), vec2(rect.width() - 2.0, PICTURE));
    paint_thumb(ui, scene, index, picture, CornerRadius { nw: 8, ne: 8, sw: 0, se: 0 });
    if matches!(scene.session.thumbs.get(&index), Some(None)) || entry.is_foreign() {
        let words = chip::short_words(ui, &name, picture.width() - 16.0);
        ui.painter().galley(picture.min + Vec2::splat(8.0), words, palette.ink);
    }
    ending(ui, &entry.stage, picture, palette);
    badges(ui, scene, entry, Rect::from_min_max(pos2(rect.min.x, picture.max.y), rect.max));
    if current || response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand(2.0),
            CornerRadius::same(11),
            Stroke::new(3.0, palette.accent),
            StrokeKind::Middle,
        );
    } else if response.hovered() {
        ui.painter().rect_stroke(rect, round, Stroke::new(1.5, palette.control), StrokeKind::Inside);
    }
    if response.clicked() || response.double_clicked() {
        actions.push(if current { Action::Open(index) } else { Action::Point(index) });
    }
    response.on_hover_text(name);
}

/// The mark of a photo that is clean or has no copy.
fn ending(ui: &Ui, stage: &Stage, picture: Rect, palette: &Palette) {
    let mark = Rect::from_min_size(picture.max - vec2(26.0, 26.0), Vec2::splat(20.0));
    match stage {
        Stage::Clean => icon::paint_done(ui.painter(), mark, palette),
        Stage::NoCopy(_) => icon::paint_attention(ui.painter(), mark, palette),
        Stage::Waiting | Stage::Ready | Stage::Cleaning => {}
    }
}

/// As many badges as have room; the number of the others.
fn badges(ui: &mut Ui, scene: &Scene<'_>, entry: &super::super::session::Entry, rect: Rect) {
    let texts = scene.texts;
    let names: Vec<String> =
        entry.badges().iter().map(|badge| texts.get(&format!("badge-{}-short", badge.id()))).collect();
    let inner = rect.shrink2(vec2(8.0, 7.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        chip::badges(ui, &names, inner.width());
    });
}
