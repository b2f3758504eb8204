//! One photo: the others at the left, the picture in the middle, what it shows and says at the right; in a narrow window the picture
//! above all else.

use egui::{Color32, RichText, ScrollArea, Ui};

use super::super::Scene;
use super::super::session::{Action, Stage};
use super::super::theme::{self, Palette};
use super::super::widgets::button;
use super::canvas::{self, Stand};
use super::{filmstrip, layout, reason, says, seen, style, tools, words};

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    if layout::is_wide(ui) {
        beside(ui, scene, actions);
    } else {
        stacked(ui, scene, actions);
    }
}

fn beside(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    if scene.session.entries.len() > 1 {
        filmstrip::show(ui, scene, actions);
    }
    layout::side(ui, "side", |ui| {
        layout::foot(ui, "save", |ui| {
            ending(ui, scene);
            main_buttons(ui, scene, actions);
            ui.add_space(2.0);
            super::saving::where_to(ui, scene, actions);
        });
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| layout::padded(ui, |ui| about(ui, scene, actions)));
    });
    layout::middle(ui, Color32::TRANSPARENT, |ui| {
        let area = ui.available_rect_before_wrap();
        canvas::show(ui, scene, Stand::Alone, actions);
        tools::floating(ui, scene, area, actions);
    });
}

fn stacked(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    layout::foot(ui, "save below", |ui| main_buttons(ui, scene, actions));
    layout::stacked(ui, "photo", |ui| {
        layout::picture(ui, |ui| canvas::show(ui, scene, Stand::InPage, actions));
        tools::below(ui, scene, actions);
        layout::padded(ui, |ui| {
            about(ui, scene, actions);
            ui.add_space(8.0);
            ending(ui, scene);
            super::saving::where_to(ui, scene, actions);
        });
    });
}

/// What the photo shows and says, and how covers look.
fn about(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    seen::show(ui, scene, actions);
    style::show(ui, scene, actions);
    says::show(ui, scene, actions);
}

/// What will happen to the photo, or why it has no copy.
fn ending(ui: &mut Ui, scene: &Scene<'_>) {
    let (session, texts) = (scene.session, scene.texts);
    let palette = Palette::of(ui);
    let Some(entry) = session.entry() else { return };
    if let Stage::NoCopy(error) = &entry.stage {
        ui.label(RichText::new(texts.get("save-no-copy")).color(palette.amber));
        reason::show(ui, texts, error, session.current);
        ui.add_space(6.0);
        return;
    }
    if let Some(path) = entry.copy_path() {
        let name = words::name(&path.file_name().unwrap_or_default().to_string_lossy(), 40);
        let is_older = entry.copy.as_ref().is_some_and(|copy| copy.decisions != *entry.edits.now());
        let (id, colour) = if is_older { ("save-copy-older", palette.amber) } else { ("save-has-copy", palette.good) };
        ui.label(theme::small(texts.with(id, &[("name", name.into())])).color(colour));
    }
    if !entry.hidden.is_empty() {
        ui.label(theme::small(texts.get("save-all-removed")).color(palette.soft));
    }
}

/// The main button; when photos are looked at one by one, what can be said of this one.
fn main_buttons(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let Some(entry) = session.entry() else { return };
    let visible = session.visible_here();
    if visible > 0 {
        let text = texts.with("save-visible", &[("count", visible.into())]);
        ui.label(theme::small(text).color(Palette::of(ui).amber));
    }
    if session.reviewing {
        review(ui, scene, actions);
        return;
    }
    let label = texts.get(match &entry.stage {
        Stage::Cleaning => "save-saving",
        Stage::Clean if !entry.edits.is_unsaved() => "save-another",
        _ => "save-one",
    });
    let enabled = session.progress.is_none() && session.large.is_some();
    if button::primary_wide(ui, &label, enabled).clicked() {
        actions.push(Action::Save);
    }
}

/// Looking through photos one by one.
fn review(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let (done, count) = scene.session.review_count();
    ui.label(
        theme::small(texts.with("review-count", &[("done", done.into()), ("count", count.into())]))
            .color(Palette::of(ui).soft),
    );
    let entry = scene.session.entry();
    let unseen = entry.is_some_and(|entry| matches!(entry.stage, Stage::NoCopy(_)));
    let label = texts.get(if unseen { "done-next" } else { "review-fine" });
    let is_ready = scene.session.is_reviewable();
    if button::primary_wide(ui, &label, is_ready).clicked() {
        actions.push(Action::Fine);
    }
    ui.add_space(2.0);
    if unseen {
        return;
    }
    ui.columns(2, |columns| {
        let [cover, later] = columns else { return };
        let flags = entry
            .and_then(|entry| entry.seen())
            .is_some_and(|seen| seen.flags.iter().any(|flag| flag.category.is_of_place()));
        if button::secondary_wide(cover, &texts.get("review-cover"), flags && is_ready).clicked() {
            actions.push(Action::CoverAllFlags);
        }
        if button::secondary_wide(later, &texts.get("review-later"), is_ready).clicked() {
            actions.push(Action::Later);
        }
    });
    ui.label(theme::small(texts.get("review-not-saved")).color(Palette::of(ui).soft));
}
