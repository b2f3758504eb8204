//! A batch that runs: how much is done, how long it takes still, pause and stop.

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui, vec2};

use super::super::Scene;
use super::super::session::{Action, Progress};
use super::super::texts::Texts;
use super::super::theme::Palette;
use super::super::widgets::{button, progress};
use super::words;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let Some(running) = scene.session.progress.as_ref().filter(|running| !running.single) else { return };
    let texts = scene.texts;
    let palette = Palette::of(ui);
    let frame = Frame::NONE.fill(palette.background).inner_margin(Margin::symmetric(18, 6));
    Panel::bottom("progress").exact_size(48.0).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let part = running.done as f32 / running.total.max(1) as f32;
            let width = (ui.available_width() * 0.3).clamp(80.0, 380.0);
            progress::bar(ui, vec2(width, 8.0), part, &texts.get("progress-name"));
            ui.add_space(6.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button::secondary(ui, &texts.get("progress-stop")).clicked() {
                    actions.push(Action::Stop);
                }
                let pause = if running.paused { "progress-continue" } else { "progress-pause" };
                if button::secondary(ui, &texts.get(pause)).clicked() {
                    actions.push(Action::Pause(!running.paused));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let text = RichText::new(sentence(texts, scene, running)).color(palette.soft);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
    });
}

/// "661 of 1,942 · about 4 minutes left · 2 not cleaned · IMG_2231.jpg".
fn sentence(texts: &Texts, scene: &Scene<'_>, running: &Progress) -> String {
    let count = [("done", running.done.into()), ("count", running.total.into())];
    let mut parts = vec![texts.with("progress-count", &count)];
    if running.stopping {
        parts.push(texts.get("progress-stopping"));
    } else if running.paused {
        parts.push(texts.get("progress-paused"));
    } else if let Some(left) = running.left() {
        let seconds = left.as_secs();
        parts.push(if seconds < 50 {
            texts.get("progress-soon")
        } else {
            texts.with("progress-minutes", &[("minutes", seconds.div_ceil(60).into())])
        });
    }
    if running.failed > 0 {
        parts.push(texts.with("progress-failed", &[("count", running.failed.into())]));
    }
    if let Some(entry) = running.current.and_then(|index| scene.session.entries.get(index)) {
        parts.push(words::name(&entry.name, 30));
    }
    parts.join(" · ")
}
