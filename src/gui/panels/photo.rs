//! One photo: the others at the left, the picture in the middle, what it shows and says at the right.

use egui::{Frame, Margin, Panel, RichText, ScrollArea, Ui};

use super::super::Scene;
use super::super::session::{Action, Stage};
use super::super::theme::{self, Palette};
use super::super::widgets::button;
use super::{canvas, filmstrip, layout, reason, says, seen, style, tools};

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    if scene.session.entries.len() > 1 && layout::is_wide(ui) {
        filmstrip::show(ui, scene, actions);
    }
    layout::side(ui, "side", 0.45, |ui| {
        let foot = Frame::NONE.fill(palette.card).inner_margin(Margin::symmetric(18, 12));
        Panel::bottom("save").frame(foot).show(ui, |ui| save(ui, scene, actions));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            Frame::NONE.inner_margin(Margin { left: 18, right: 18, top: 18, bottom: 12 }).show(ui, |ui| {
                seen::show(ui, scene, actions);
                style::show(ui, scene, actions);
                says::show(ui, scene, actions);
            });
        });
    });
    layout::middle(ui, palette.canvas, |ui| {
        let area = ui.available_rect_before_wrap();
        canvas::show(ui, scene, actions);
        tools::show(ui, scene, area, actions);
    });
}

/// The main button, and where the copy goes.
fn save(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let palette = Palette::of(ui);
    let Some(entry) = session.entry() else { return };
    if let Stage::NoCopy(error) = &entry.stage {
        ui.label(RichText::new(texts.get("save-no-copy")).color(palette.amber));
        reason::show(ui, texts, error, session.current);
        ui.add_space(6.0);
    } else if !entry.hidden.is_empty() {
        ui.label(theme::small(texts.get("save-all-removed")).color(palette.soft));
    }
    if session.reviewing {
        review(ui, scene, actions);
    } else {
        let label = if entry.stage == Stage::Cleaning { texts.get("save-saving") } else { texts.get("save-one") };
        let enabled = session.progress.is_none() && session.large.is_some();
        if button::primary_wide(ui, &label, enabled).clicked() {
            actions.push(Action::Save);
        }
    }
    ui.add_space(2.0);
    super::saving::where_to(ui, scene, actions);
}

/// Looking through photos one by one.
fn review(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let (done, count) = scene.session.review_count();
    ui.label(
        theme::small(texts.with("review-count", &[("done", done.into()), ("count", count.into())]))
            .color(Palette::of(ui).soft),
    );
    if button::primary_wide(ui, &texts.get("review-fine"), true).clicked() {
        actions.push(Action::Fine);
    }
    ui.add_space(2.0);
    ui.columns(2, |columns| {
        let [cover, later] = columns else { return };
        let flags = scene.session.entry().and_then(|entry| entry.seen()).is_some_and(|seen| !seen.flags.is_empty());
        if button::secondary_wide(cover, &texts.get("review-cover"), flags).clicked() {
            actions.push(Action::CoverAllFlags);
        }
        if button::secondary_wide(later, &texts.get("review-later"), true).clicked() {
            actions.push(Action::Later);
        }
    });
}
