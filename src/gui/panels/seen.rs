//! "What can be seen": the found areas, each with its number, a reason and a button; and "keep only".

use egui::{Align, CornerRadius, Frame, Layout, Margin, Rect, Ui, UiBuilder, pos2, vec2};

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
        Looked::Seen(seen) => match seen.flags.iter().filter(|flag| flag.category.is_of_place()).count() {
            0 => texts.get("seen-nothing"),
            count => texts.with("seen-found", &[("count", count.into())]),
        },
    };
    ui.label(theme::small(sentence).color(palette.soft));
    ui.add_space(6.0);
    keep(ui, scene, entry, actions);
    let count = entry.seen().map_or(0, |seen| seen.flags.len());
    for flag in 0..count {
        found(ui, scene, entry, flag, actions);
    }
    // They tell who is in the picture, not where it is, and stay unless somebody covers them.
    let faces = session.faces_here();
    if count > 1 && session.visible_here() > 0 {
        let label = if faces > 0 { "seen-cover-all-but-faces" } else { "seen-cover-all" };
        if button::link(ui, &texts.get(label)).clicked() {
            actions.push(Action::CoverAllFlags);
        }
        ui.add_space(4.0);
    } else if faces > 0 {
        let text = texts.with("seen-faces-open", &[("count", faces.into())]);
        ui.label(theme::small(text).color(palette.soft));
        ui.add_space(4.0);
    }
    for warning in &entry.warnings {
        ui.label(theme::small(super::words::warning(texts, warning)).color(palette.amber));
    }
    ui.add_space(12.0);
}

/// Height of the line with the name of a found area.
const LINE: f32 = 32.0;
/// Where the words of a found area begin, beside its number.
const INDENT: f32 = 32.0;

/// One found area: number, name and button; the reason once for areas of one kind that follow each other.
fn found(ui: &mut Ui, scene: &Scene<'_>, entry: &Entry, index: usize, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    let flags = entry.seen().map(|seen| seen.flags.as_slice()).unwrap_or_default();
    let Some(flag) = flags.get(index) else { return };
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
        .inner_margin(Margin { left: 10, right: 8, top: 6, bottom: 6 });
    let first = index.checked_sub(1).and_then(|before| flags.get(before)).is_none_or(|f| f.category != flag.category);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let line = vec2(ui.available_width(), LINE);
        let (line, _) = ui.allocate_exact_size(line, egui::Sense::hover());
        let mark = Rect::from_center_size(pos2(line.left() + 11.0, line.center().y), vec2(22.0, 22.0));
        if covered {
            Icon::Check.paint(ui.painter(), mark.shrink(3.0), palette.good);
        } else {
            number::paint(ui.painter(), mark, index + 1, palette);
        }
        let name = texts.get(&format!("flag-{id}"));
        let mut row = ui.new_child(
            UiBuilder::new()
                .max_rect(line.with_min_x(line.left() + INDENT))
                .layout(Layout::left_to_right(Align::Center)),
        );
        row.add(egui::Label::new(theme::strong(name.clone()).color(palette.ink)).truncate());
        if own || !covered {
            let (id, label) =
                if covered { ("seen-uncover-name", "seen-uncover") } else { ("seen-cover-name", "seen-cover") };
            let spoken = texts.with(id, &[("number", (index + 1).into()), ("what", name.into())]);
            row.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button::small(ui, &texts.get(label), &spoken).clicked() {
                    actions.push(Action::ToggleFlag(index));
                }
            });
        }
        let reason = match covered {
            true => Some("seen-is-covered".to_owned()),
            false => first.then(|| format!("flag-{id}-reason")),
        };
        if let Some(reason) = reason {
            ui.horizontal_top(|ui| {
                ui.add_space(INDENT);
                ui.add(egui::Label::new(theme::small(texts.get(&reason)).color(palette.soft)).wrap());
            });
            ui.add_space(2.0);
        }
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
    ui.add_space(4.0);
}
