//! The bar at the top: name, where one is, language, light or dark, help.

use egui::{Align, Frame, Id, Layout, Margin, Panel, RichText, Ui, vec2};

use super::super::Scene;
use super::super::icon;
use super::super::session::{Action, Page};
use super::super::texts::Language;
use super::super::theme::{self, Palette, Theme};
use super::super::widgets::button;
use super::{layout, words};

const HEIGHT: f32 = 48.0;
/// Narrower than this, where one is is not said.
const LEAST_WORDS: f32 = 40.0;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let frame = Frame::NONE.fill(palette.background).inner_margin(Margin::symmetric(16, 0));
    let is_wide = layout::is_wide(ui);
    Panel::top("top").exact_size(HEIGHT).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), egui::Sense::hover());
            icon::paint_sheet(ui.painter(), rect, palette.accent);
            if is_wide {
                ui.label(theme::title("Blanksheet").color(palette.ink));
                ui.add_space(8.0);
            }
            // What the settings took in the last frame is theirs.
            let id = Id::unique("width of the settings");
            let room = (ui.available_width() - layout::known(ui, id)).max(0.0);
            ui.scope(|ui| {
                ui.set_max_width(room);
                whereabouts(ui, scene, actions);
            });
            let all = ui.available_width();
            let shown = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                settings(ui, scene, actions);
                ui.min_rect().width()
            });
            layout::learn(ui, id, shown.inner.min(all) + 8.0);
        });
    });
}

/// Where one is, and the way back.
fn whereabouts(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let palette = Palette::of(ui);
    let soft = |ui: &mut Ui, text: String| {
        // A few letters and dots say nothing.
        if ui.available_width() > LEAST_WORDS {
            ui.add(egui::Label::new(RichText::new(text).color(palette.soft)).truncate());
        }
    };
    let count = session.entries.len();
    let back = |ui: &mut Ui, actions: &mut Vec<Action>| {
        let label = texts.with("top-all-photos", &[("count", (count - session.foreign()).into())]);
        if button::quiet(ui, &format!("‹ {label}")).clicked() {
            actions.push(Action::Show(Page::Folder));
        }
    };
    match session.page {
        Page::Start => {}
        Page::Photo => {
            if count > 1 {
                back(ui, actions);
                let at = session.order().iter().position(|&index| index == session.current).unwrap_or(0) + 1;
                let shown = session.order().len();
                let place = texts.with("top-photo-of", &[("number", at.into()), ("count", shown.into())]);
                let name = session.entry().map(|entry| words::name(&entry.name, 40)).unwrap_or_default();
                soft(ui, format!("{place} · {name}"));
            } else if let Some(entry) = session.entry() {
                soft(ui, words::name(&entry.name, 40));
            }
        }
        Page::Folder => {
            let name = if session.folder_name.is_empty() {
                texts.get("top-photos")
            } else {
                words::name(&session.folder_name, 40)
            };
            soft(ui, name);
        }
        Page::Done | Page::Outcome => {
            if count > 1 {
                back(ui, actions);
            }
            let stopped = session.page == Page::Outcome && session.stopped;
            soft(ui, texts.get(if stopped { "top-stopped" } else { "top-done" }));
        }
        Page::Help => {
            if button::quiet(ui, &format!("‹ {}", texts.get("top-back"))).clicked() {
                actions.push(Action::Back);
            }
        }
    }
}

/// From the right: help, looks, language.
fn settings(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    if button::quiet(ui, &texts.get("top-help")).clicked() {
        actions.push(Action::Show(Page::Help));
    }
    let dark = ui.ctx().theme() == egui::Theme::Dark;
    let label = texts.get(if dark { "top-light" } else { "top-dark" });
    if button::icon(ui, icon::Icon::Contrast, &label).clicked() {
        actions.push(Action::Theme(Theme::turned(ui.ctx())));
    }
    let current = session.language.own_name();
    button::menu(ui, current, &texts.get("top-language"), |ui| {
        for language in Language::ALL {
            if button::choice(ui, language.own_name(), language == session.language).clicked() {
                actions.push(Action::Language(language));
                ui.close();
            }
        }
    });
    if !session.entries.is_empty()
        && session.progress.is_none()
        && button::quiet(ui, &texts.get("top-start-over")).clicked()
    {
        actions.push(Action::StartOver);
    }
}
