//! "What can be seen": the found areas, each with its number, a reason and a button; and "keep only".

use egui::{Align, CornerRadius, Frame, Layout, Margin, Ui, vec2};

use super::super::Scene;
use super::super::icon::Icon;
use super::super::session::{Action, Entry, Looked, Outlined, Part};
use super::super::theme::{self, Palette};
use super::super::widgets::{button, number};

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let palette = Palette::of(ui);
    let Some(entry) = session.entry() else { return };
    ui.label(theme::title(texts.get("seen-title")).color(palette.ink));
    ui.add_space(6.0);
    let sentence = match &entry.looked {
        Looked::NotYet => texts.get("seen-looking"),
        Looked::Unreadable(_) => texts.get("seen-unreadable"),
        Looked::Seen(seen) if seen.flags.is_empty() => texts.get("seen-nothing"),
        Looked::Seen(seen) => texts.with("seen-found", &[("count", seen.flags.len().into())]),
    };
    ui.label(theme::small(sentence).color(palette.soft));
    ui.add_space(6.0);
    let count = entry.seen().map_or(0, |seen| seen.flags.len());
    for flag in 0..count {
        found(ui, scene, entry, flag, actions);
    }
    if count > 1 && session.visible_here() > 0 {
        if button::link(ui, &texts.get("seen-cover-all")).clicked() {
            actions.push(Action::CoverAllFlags);
        }
        ui.add_space(4.0);
    }
    keep(ui, scene, entry, actions);
    for warning in &entry.warnings {
        ui.label(theme::small(super::words::warning(texts, warning)).color(palette.amber));
    }
    ui.add_space(12.0);
}

/// The number stands lower than the top of its row, beside the title.
const BESIDE_TITLE: f32 = 8.0;

/// One found area.
fn found(ui: &mut Ui, scene: &Scene<'_>, entry: &Entry, index: usize, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    let Some(flag) = entry.seen().and_then(|seen| seen.flags.get(index)) else { return };
    let own = entry.edits.cover_of(index).is_some();
    let covered = own || scene.session.is_under(index);
    let chosen = scene.session.selected == Some(Part::Flag(index));
    let id = flag.category.id();
    let fill = if covered { palette.background } else { palette.amber_ground };
    let edge = if chosen { palette.amber } else { fill };
    let frame = Frame::NONE
        .fill(fill)
        .stroke(egui::Stroke::new(1.5, edge))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(10, 9));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(22.0, 22.0), egui::Sense::hover());
            let rect = rect.translate(vec2(0.0, BESIDE_TITLE));
            if covered {
                Icon::Check.paint(ui.painter(), rect.shrink(3.0), palette.good);
            } else {
                number::paint(ui.painter(), rect, index + 1, palette);
            }
            ui.add_space(2.0);
            let label = texts.get(if covered { "seen-uncover" } else { "seen-cover" });
            let name = texts.get(&format!("flag-{id}"));
            let spoken = texts.with(
                if covered { "seen-uncover-name" } else { "seen-cover-name" },
                &[("number", (index + 1).into()), ("what", name.clone().into())],
            );
            let offers = own || !covered;
            let taken = if offers { button::small_width(ui, &label) + 12.0 } else { 0.0 };
            let room = (ui.available_width() - taken).max(60.0);
            ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(room);
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(theme::strong(name).color(palette.ink));
                let reason = if covered { "seen-is-covered".to_owned() } else { format!("flag-{id}-reason") };
                ui.label(theme::small(texts.get(&reason)).color(palette.soft));
            });
            if offers {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if button::small(ui, &label, &spoken).clicked() {
                        actions.push(Action::ToggleFlag(index));
                    }
                });
            }
        });
    });
    ui.add_space(1.0);
}

/// "Keep only the cat", where somebody was seen.
fn keep(ui: &mut Ui, scene: &Scene<'_>, entry: &Entry, actions: &mut Vec<Action>) {
    let Some(who) = scene.session.subject() else { return };
    let drawing = entry.outlined == Outlined::Drawing;
    let label = if drawing { scene.texts.get("keep-drawing") } else { scene.texts.get(&format!("keep-{who}")) };
    if button::accent_outlined(ui, Icon::KeepOnly, &label, !drawing).clicked() {
        actions.push(Action::KeepSubjects);
    }
}
