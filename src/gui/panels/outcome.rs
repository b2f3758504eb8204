//! A batch is over: how many copies there are, which photos have none, and why.

use egui::{RichText, Ui};

use super::super::Scene;
use super::super::session::visible::Visible;
use super::super::session::{Action, Page};
use super::super::texts::Texts;
use super::super::theme::{self, Palette};
use super::super::widgets::{button, card};
use super::{layout, reason, words};

const WIDTH: f32 = 640.0;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    layout::column(ui, WIDTH, |ui| contents(ui, scene, actions));
}

fn contents(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let palette = Palette::of(ui);
    let (clean, without) = session.outcome();
    let total = session.entries.len();
    ui.label(
        theme::heading(texts.with("outcome-title", &[("clean", clean.into()), ("count", total.into())]))
            .color(palette.ink),
    );
    ui.add_space(6.0);
    if clean > 0 {
        ui.label(theme::strong(format!("✓ {}", texts.get("outcome-checked"))).color(palette.good));
    }
    let left = session.left_to_clean();
    if session.stopped && left > 0 {
        ui.label(RichText::new(texts.with("outcome-stopped", &[("count", left.into())])).color(palette.ink));
    }
    ui.label(RichText::new(words::name(&session.saving.out().to_string_lossy(), 90)).color(palette.soft));
    if session.saving.keep_names {
        ui.label(theme::small(texts.get("saving-names-warning")).color(palette.amber));
    }
    ui.add_space(14.0);
    buttons(ui, scene, actions);
    ui.add_space(14.0);
    card::notice(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        visible(ui, texts, session.visible_in_copies());
        ui.label(theme::small(texts.get("outcome-unknowable")).color(palette.ink));
    });
    ui.add_space(18.0);
    if !without.is_empty() {
        missing(ui, scene, &without);
        ui.add_space(14.0);
    }
    let beside: usize = session.beside.values().sum();
    if beside > 0 {
        ui.label(RichText::new(texts.with("outcome-beside", &[("count", beside.into())])).color(palette.soft));
        for (beside, &count) in &session.beside {
            let line = texts.with(&format!("beside-{}", beside.id()), &[("count", count.into())]);
            ui.label(theme::small(format!("· {line}")).color(palette.soft));
        }
        ui.add_space(14.0);
    }
    ui.label(theme::small(texts.get("outcome-original")).color(palette.soft));
}

/// What can be seen in photos, as far as anybody looked.
pub fn visible(ui: &mut Ui, texts: &Texts, visible: Visible) {
    let palette = Palette::of(ui);
    if visible.photos > 0 {
        let values = [("count", visible.photos.into()), ("areas", visible.areas.into())];
        ui.label(theme::strong(texts.with("visible-photos", &values)).color(palette.amber));
    }
    if visible.not_looked > 0 {
        let text = texts.with("visible-not-looked", &[("count", visible.not_looked.into())]);
        ui.label(theme::small(text).color(palette.amber));
    }
}

fn buttons(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    ui.horizontal_wrapped(|ui| {
        let left = session.left_to_clean();
        let goes_on = session.stopped && left > 0;
        if goes_on && button::primary(ui, &texts.get("outcome-rest")).clicked() {
            actions.push(Action::SaveAll);
        }
        let show = texts.get("done-show");
        let shown = if goes_on { button::secondary(ui, &show) } else { button::primary(ui, &show) };
        if shown.clicked() {
            actions.push(Action::ShowInFolder);
        }
        if session.entries.iter().any(|entry| entry.can_be_tried_again())
            && button::secondary(ui, &texts.get("folder-retry")).clicked()
        {
            actions.push(Action::Retry);
        }
        if button::secondary(ui, &texts.get("outcome-look")).clicked() {
            actions.push(Action::Show(Page::Folder));
        }
        if button::secondary(ui, &texts.get("done-more")).clicked() {
            actions.push(Action::StartOver);
        }
    });
}

/// The photos that have no copy, each with the reason.
fn missing(ui: &mut Ui, scene: &Scene<'_>, without: &[usize]) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    ui.label(theme::title(texts.with("outcome-missing", &[("count", without.len().into())])).color(palette.ink));
    ui.add_space(4.0);
    card::frame(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for &index in without {
            let Some(entry) = scene.session.entries.get(index) else { continue };
            let super::super::session::Stage::NoCopy(error) = &entry.stage else { continue };
            ui.label(theme::strong(words::name(&entry.name, 70)).color(palette.ink));
            reason::show(ui, texts, error, index);
            ui.add_space(6.0);
        }
    });
}
