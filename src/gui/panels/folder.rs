//! Many photos: how many there are, chips to filter by, the grid, and at the right what they say together and what to do.

use egui::{Align, Frame, Layout, Margin, RichText, ScrollArea, Ui, vec2};

use super::super::Scene;
use super::super::session::{Action, Choice, Filter, Sheet, Sort};
use super::super::texts::Texts;
use super::super::theme::{self, Palette};
use super::super::widgets::{button, card, chip};
use super::{grid, layout, together};

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    if layout::is_wide(ui) {
        layout::side(ui, "folder side", |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                layout::padded(ui, |ui| side(ui, scene, actions));
            });
        });
        layout::middle(ui, palette.background, |ui| {
            Frame::NONE.inner_margin(Margin { left: 18, right: 18, top: 14, bottom: 0 }).show(ui, |ui| {
                head(ui, scene, actions);
                ui.add_space(10.0);
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    // Room for the ring of the first row.
                    ui.add_space(4.0);
                    grid::show(ui, scene, actions);
                });
            });
        });
        return;
    }
    layout::stacked(ui, "folder", |ui| {
        layout::padded(ui, |ui| {
            head(ui, scene, actions);
            ui.add_space(10.0);
            side(ui, scene, actions);
            ui.add_space(18.0);
            grid::show(ui, scene, actions);
        });
    });
}

/// The counts, the chips, the order.
fn head(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let palette = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let foreign = session.foreign();
        let photos = texts.with("folder-photos", &[("count", (session.entries.len() - foreign).into())]);
        ui.label(theme::strong(photos).color(palette.ink));
        if foreign > 0 {
            let text = texts.with("folder-foreign", &[("count", foreign.into())]);
            ui.label(RichText::new(format!("· {text}")).color(palette.soft));
        }
        for (beside, &count) in &session.beside {
            let text = texts.with(&format!("beside-{}", beside.id()), &[("count", count.into())]);
            ui.label(RichText::new(format!("· {text}")).color(palette.soft));
        }
        if session.walking > 0 || session.unread > 0 {
            let left = texts.with("folder-reading", &[("count", session.unread.into())]);
            ui.label(RichText::new(format!("· {left}")).color(palette.soft));
        }
    });
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for &(filter, count) in session.chips() {
            if chip::filter(ui, &filter_name(texts, filter), &texts.number(count as u64), filter == session.filter)
                .clicked()
            {
                actions.push(Action::Filter(filter));
            }
        }
    });
    let line = vec2(ui.available_width(), 32.0);
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| order(ui, scene, actions));
}

fn filter_name(texts: &Texts, filter: Filter) -> String {
    match filter {
        Filter::All => texts.get("chip-all"),
        Filter::Badge(badge) => texts.get(&format!("badge-{}", badge.id())),
        Filter::NotLooked => texts.get("chip-not-looked"),
        Filter::Later => texts.get("chip-later"),
        Filter::NoCopy => texts.get("chip-no-copy"),
    }
}

fn order(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let name = |sort: Sort| match sort {
        Sort::MostTelling => texts.get("sort-telling"),
        Sort::Name => texts.get("sort-name"),
        Sort::Time => texts.get("sort-time"),
    };
    button::menu(ui, &name(scene.session.sort), &texts.get("sort-label"), |ui| {
        for sort in Sort::ALL {
            if button::choice(ui, &name(sort), sort == scene.session.sort).clicked() {
                actions.push(Action::Sort(sort));
                ui.close();
            }
        }
    });
}

/// What the folder says as a whole, and the two ways on.
fn side(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let palette = Palette::of(ui);
    together::show(ui, scene);
    let left = session.left_to_clean();
    card::frame(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::strong(texts.get("all-title")).color(palette.ink));
        let about = match left {
            0 => texts.get("all-done"),
            _ => format!("{} {}", about(texts, session.megapixels_left()), texts.get("all-stays")),
        };
        ui.label(theme::small(about).color(palette.soft));
        ui.add_space(6.0);
        let label = texts.with("all-button", &[("count", left.into())]);
        let free = session.progress.is_none() && left > 0 && session.unread == 0;
        if left > 0 && button::primary_wide(ui, &label, free).clicked() {
            actions.push(Action::Sheet(Sheet::Saving));
        }
    });
    ui.add_space(10.0);
    card::frame(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::strong(texts.get("one-title")).color(palette.ink));
        ui.label(theme::small(texts.get("one-keys")).color(palette.soft));
        ui.add_space(6.0);
        if button::secondary_wide(ui, &texts.get("one-button"), !session.order().is_empty()).clicked() {
            actions.push(Action::Review);
        }
    });
    ui.add_space(10.0);
    super::saving::where_to(ui, scene, actions);
    let (_, without) = session.outcome();
    let again =
        without.iter().filter(|&&index| session.entries.get(index).is_some_and(|entry| entry.can_be_tried_again()));
    if again.count() > 0 && session.progress.is_none() {
        ui.add_space(6.0);
        if button::secondary_wide(ui, &texts.get("folder-retry"), true).clicked() {
            actions.push(Action::Retry);
        }
    }
    ui.add_space(6.0);
    if button::link(ui, &texts.get("folder-add")).clicked() {
        actions.push(Action::Choose(Choice::Photos));
    }
}

/// How long it will take, as far as that can be said before anything was measured here.
fn about(texts: &Texts, megapixels: f64) -> String {
    match (megapixels / MEGAPIXELS_A_SECOND / 60.0).ceil() as u64 {
        0 | 1 => texts.get("all-about-soon"),
        minutes => texts.with("all-about", &[("minutes", minutes.into())]),
    }
}

/// Half of what two cores of 2020 clean.
const MEGAPIXELS_A_SECOND: f64 = 60.0;
