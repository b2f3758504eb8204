//! After saving one photo: before and after, what went, and what nobody can know.

use egui::{Rect, RichText, ScrollArea, Ui};

use super::super::Scene;
use super::super::session::{Action, Decisions};
use super::super::surroundings;
use super::super::theme::{self, Palette};
use super::super::widgets::{button, card, compare, rows};
use super::{facts, layout, words};
use crate::batch::Written;
use crate::item::Kind;

const MARGIN: f32 = 26.0;
const MARGIN_IN_PAGE: f32 = 10.0;
/// Small pictures are not shown larger than they are, in points for a pixel.
const LARGEST: f32 = 1.0;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    if layout::is_wide(ui) {
        layout::side(ui, "done side", |ui| {
            layout::foot(ui, "done buttons", |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                next(ui, scene, actions);
                with_the_copy(ui, scene, actions);
            });
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| layout::padded(ui, |ui| about(ui, scene, actions)));
        });
        layout::middle(ui, Palette::of(ui).canvas, |ui| compared(ui, scene, MARGIN));
        return;
    }
    layout::foot(ui, "done below", |ui| next(ui, scene, actions));
    layout::stacked(ui, "done", |ui| {
        layout::picture(ui, |ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, Palette::of(ui).canvas);
            compared(ui, scene, MARGIN_IN_PAGE);
        });
        layout::padded(ui, |ui| {
            about(ui, scene, actions);
            ui.add_space(10.0);
            with_the_copy(ui, scene, actions);
        });
    });
}

/// The picture before and after, with a handle.
fn compared(ui: &mut Ui, scene: &Scene<'_>, margin: f32) {
    let area = ui.available_rect_before_wrap().shrink(margin);
    let (Some(before), Some(after)) = (scene.pictures.before(), scene.pictures.after()) else { return };
    let texts = scene.texts;
    let size = before.size_vec2();
    let scale = (area.width() / size.x).min(area.height() / size.y).min(LARGEST);
    let rect = Rect::from_center_size(area.center(), size * scale);
    let sides = compare::Sides {
        before,
        after,
        before_label: &texts.get("done-before"),
        after_label: &texts.get("done-after"),
    };
    compare::show(ui, rect, sides, &texts.get("done-slider"));
}

/// On to the next photo, or to others.
fn next(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    if let Some(next) = session.next_left() {
        if button::primary_wide(ui, &texts.get("done-next"), true).clicked() {
            actions.push(Action::Open(next));
        }
    } else if button::primary_wide(ui, &texts.get("done-more"), true).clicked() {
        actions.push(Action::StartOver);
    }
}

/// What can be done with the copy.
fn with_the_copy(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 8.0;
    for (id, action) in [
        ("done-show", Action::ShowInFolder),
        ("done-copy", Action::CopyPicture),
        ("done-back", Action::Open(scene.session.current)),
    ] {
        if button::secondary_wide(ui, &scene.texts.get(id), true).clicked() {
            actions.push(action);
        }
    }
}

/// What was saved, what went, what is covered, what nobody can know.
fn about(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let Some(entry) = scene.session.entry() else { return };
    let Some(copy) = &entry.copy else { return };
    saved(ui, scene, &copy.written, actions);
    removed(ui, scene, &copy.written);
    covered(ui, scene, &copy.decisions);
    notice(ui, scene, &copy.written, entry.visible_with(&copy.decisions));
}

fn heading(ui: &mut Ui, text: &str) {
    let palette = Palette::of(ui);
    ui.label(theme::title(text).color(palette.ink));
    ui.add_space(4.0);
}

fn saved(ui: &mut Ui, scene: &Scene<'_>, copy: &Written, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    heading(ui, &texts.get("done-saved"));
    ui.label(theme::strong(format!("✓ {}", texts.get("done-checked"))).color(palette.good));
    ui.add_space(4.0);
    let name = copy.output.file_name().unwrap_or_default().to_string_lossy();
    let size = format!("{} · {} × {}", texts.size(copy.bytes), copy.width, copy.height);
    rows::row(ui, &texts.get("done-file"), &words::name(&name, 40), Some(&size));
    let folder = copy.output.parent().unwrap_or(&copy.output).to_string_lossy();
    rows::row(ui, &texts.get("done-folder"), &words::name(&folder, 80), None);
    if surroundings::gives_drags() {
        ui.add_space(4.0);
        if card::handle(ui, &texts.get("done-drag")).drag_started() {
            actions.push(Action::DragOut);
        }
    }
    if scene.session.saving.keep_names {
        ui.label(theme::small(texts.get("saving-names-warning")).color(palette.amber));
    }
    ui.add_space(8.0);
}

/// What went, by group: the kinds of facts, and where there are none, how many pieces.
fn removed(ui: &mut Ui, scene: &Scene<'_>, copy: &Written) {
    let texts = scene.texts;
    heading(ui, &texts.get("done-removed"));
    let groups: [(&str, &[Kind]); 7] = [
        ("place", &[Kind::Gps]),
        ("time", &[Kind::Time]),
        ("device", &[Kind::Serial, Kind::Device, Kind::MakerNote, Kind::Software]),
        ("names", &[Kind::Person]),
        ("words", &[Kind::Caption, Kind::Comment, Kind::Iptc, Kind::Xmp]),
        ("pictures", &[Kind::Thumbnail, Kind::SecondPicture, Kind::MotionVideo, Kind::DepthMap, Kind::GainMap]),
        ("others", &[Kind::Profile, Kind::Provenance, Kind::TrailingData, Kind::Unknown, Kind::FileName]),
    ];
    let mut nothing = true;
    for (id, kinds) in groups {
        // The most telling kinds first: not all have room.
        let items = || kinds.iter().flat_map(|kind| copy.removed.iter().filter(move |item| item.kind == *kind));
        let count: usize = items().map(|item| item.facts.len().max(1)).sum();
        if count > 0 {
            nothing = false;
            let names = facts::names(texts, items().flat_map(|item| &item.facts));
            let counted = texts.with(&format!("removed-{id}-count"), &[("count", count.into())]);
            let said = if names.is_empty() || matches!(id, "pictures" | "others") { counted } else { names };
            rows::row(ui, &texts.get(&format!("removed-{id}")), &said, None);
        }
    }
    if nothing {
        ui.label(RichText::new(texts.get("done-nothing-removed")).color(Palette::of(ui).soft));
    }
    ui.add_space(8.0);
}

fn covered(ui: &mut Ui, scene: &Scene<'_>, now: &Decisions) {
    let texts = scene.texts;
    if !now.hides() && now.crop.is_none() {
        return;
    }
    heading(ui, &texts.get("done-covered"));
    let keeps =
        |shape: &crate::cover::Shape| matches!(shape, crate::cover::Shape::Around(_) | crate::cover::Shape::Outside(_));
    if now.covers.iter().any(|placed| keeps(&placed.cover.shape)) {
        let by_hand = now.covers.iter().any(|placed| matches!(placed.cover.shape, crate::cover::Shape::Outside(_)));
        let who = scene.session.subject().filter(|_| !by_hand).unwrap_or("part");
        rows::row(ui, &texts.get("done-everything"), &texts.get(&format!("done-but-{who}")), None);
    }
    let parts = now.covers.iter().filter(|placed| !keeps(&placed.cover.shape)).count();
    if parts > 0 {
        rows::row(ui, &texts.get("done-parts"), &texts.with("done-parts-count", &[("count", parts.into())]), None);
    }
    if now.crop.is_some() {
        rows::row(ui, &texts.get("done-crop"), &texts.get("done-cropped"), None);
    }
    ui.add_space(8.0);
}

/// Found areas that can still be seen, and what nobody can know; and what else the copy's maker says.
fn notice(ui: &mut Ui, scene: &Scene<'_>, copy: &Written, visible: usize) {
    let palette = Palette::of(ui);
    card::notice(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if visible > 0 {
            let text = scene.texts.with("done-visible", &[("count", visible.into())]);
            ui.label(theme::strong(text).color(palette.amber));
        }
        ui.label(theme::small(scene.texts.get("done-unknowable")).color(palette.ink));
    });
    ui.add_space(8.0);
    for warning in &copy.warnings {
        ui.label(theme::small(words::warning(scene.texts, warning)).color(palette.soft));
    }
    ui.label(theme::small(scene.texts.get("done-original")).color(palette.soft));
}
