//! What the photos say together: where most were taken, a map, a strip of months.

use egui::{Ui, vec2};

use super::super::Scene;
use super::super::theme::{self, Palette};
use super::super::widgets::{map, strip};

pub fn show(ui: &mut Ui, scene: &Scene<'_>) {
    let (session, texts) = (scene.session, scene.texts);
    let together = &session.together;
    let palette = Palette::of(ui);
    ui.label(theme::title(texts.get("together-title")).color(palette.ink));
    ui.add_space(4.0);
    let soft = |ui: &mut Ui, text: String| ui.label(theme::small(text).color(palette.soft));
    if together.positions.is_empty() && together.months.is_empty() {
        let id = if session.unread > 0 { "says-reading" } else { "together-nothing" };
        soft(ui, texts.get(id));
        ui.add_space(12.0);
        return;
    }
    match together.gathered {
        Some((count, _)) if count > 1 => {
            soft(ui, texts.with("together-gathered", &[("count", count.into())]));
        }
        _ if !together.positions.is_empty() => {
            soft(ui, texts.with("together-places", &[("count", together.positions.len().into())]));
        }
        _ => {}
    }
    if !together.positions.is_empty() {
        ui.add_space(6.0);
        let label = texts.with("together-map", &[("count", together.positions.len().into())]);
        map::many(ui, vec2(ui.available_width(), 130.0), &together.positions, &label);
    }
    if let Some((only, _)) = together.span.filter(|(first, last)| first == last) {
        ui.add_space(4.0);
        soft(ui, texts.month(only.0, only.1));
    } else if let Some((first, last)) = together.span {
        ui.add_space(8.0);
        let (first, last) = (texts.month(first.0, first.1), texts.month(last.0, last.1));
        let label = texts.with("together-time", &[("first", first.clone().into()), ("last", last.clone().into())]);
        strip::show(ui, vec2(ui.available_width(), 54.0), &together.months, (&first, &last), &label);
    }
    ui.add_space(16.0);
}
