//! Where copies go and what they are like.

use egui::Ui;

use super::super::Scene;
use super::super::session::{Action, Choice, Page, Sheet, saving};
use super::super::theme::{self, Palette};
use super::super::widgets::{button, rows};
use super::{layout, words};
use crate::clean::Method;

/// The folder that copies go to, and the way to change it.
pub fn where_to(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let out = scene.session.saving.out();
    let name = out.file_name().unwrap_or(out.as_os_str()).to_string_lossy();
    rows::row(ui, &texts.get("saving-to"), &words::name(&name, 60), None)
        .on_hover_text(words::name(&out.to_string_lossy(), 200));
    rows::beside(ui, |ui| {
        if button::small_link(ui, &texts.get("saving-change")).clicked() {
            actions.push(Action::Sheet(Sheet::Saving));
        }
    });
}

pub fn show(ui: &Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    if layout::sheet(ui, "saving", 460.0, |ui| contents(ui, scene, actions)) {
        actions.push(Action::Dismiss);
    }
}

fn contents(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let palette = Palette::of(ui);
    let chosen = &session.saving;
    ui.label(theme::heading(texts.get("saving-title")).color(palette.ink));
    ui.add_space(10.0);

    heading(ui, &texts.get("saving-folder"));
    ui.label(words::name(&chosen.out().to_string_lossy(), 160));
    if button::link(ui, &texts.get("saving-choose")).clicked() {
        actions.push(Action::Choose(Choice::Out));
    }
    ui.add_space(8.0);

    heading(ui, &texts.get("saving-size"));
    ui.horizontal_wrapped(|ui| {
        if button::choice(ui, &texts.get("saving-size-same"), chosen.most_side.is_none()).clicked() {
            actions.push(Action::MostSide(None));
        }
        for side in saving::SIDES {
            let label = texts.with("saving-size-px", &[("pixels", side.into())]);
            if button::choice(ui, &label, chosen.most_side == Some(side)).clicked() {
                actions.push(Action::MostSide(Some(side)));
            }
        }
    });
    ui.add_space(8.0);

    heading(ui, &texts.get("saving-method"));
    for (method, id) in [(Method::Redrawn, "saving-redrawn"), (Method::Exact, "saving-exact")] {
        if button::choice(ui, &texts.get(id), chosen.method == method).clicked() {
            actions.push(Action::Method(method));
        }
        ui.horizontal_top(|ui| {
            ui.add_space(button::WORDS_AT);
            ui.add(egui::Label::new(theme::small(texts.get(&format!("{id}-why"))).color(palette.soft)).wrap());
        });
    }
    ui.add_space(8.0);

    heading(ui, &texts.get("saving-names"));
    for (keep, id) in [(false, "saving-names-neutral"), (true, "saving-names-keep")] {
        if button::choice(ui, &texts.get(id), chosen.keep_names == keep).clicked() {
            actions.push(Action::KeepNames(keep));
        }
    }
    if chosen.keep_names {
        ui.label(theme::small(texts.get("saving-names-warning")).color(palette.amber));
    }
    ui.add_space(14.0);
    confirm(ui, scene, actions);
}

fn heading(ui: &mut Ui, text: &str) {
    let palette = Palette::of(ui);
    ui.label(theme::strong(text).color(palette.ink));
}

/// From the folder's page the batch starts here; from a photo's the choice is just kept.
fn confirm(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let left = session.left_to_clean();
    if session.page == Page::Folder {
        super::outcome::visible(ui, texts, session.visible_at_sheet);
        ui.add_space(8.0);
    }
    if session.page == Page::Folder && session.progress.is_none() && left > 0 {
        if button::primary_wide(ui, &texts.with("saving-start", &[("count", left.into())]), true).clicked() {
            actions.push(Action::SaveAll);
        }
        ui.add_space(6.0);
        if button::secondary_wide(ui, &texts.get("common-cancel"), true).clicked() {
            actions.push(Action::Dismiss);
        }
    } else if button::primary_wide(ui, &texts.get("saving-done"), true).clicked() {
        actions.push(Action::Dismiss);
    }
}
