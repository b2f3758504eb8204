//! Help: one page. What the program does and does not, keys, where copies go.

use egui::{RichText, Ui};

use super::super::Scene;
use super::super::session::Action;
use super::super::theme::{self, Palette};
use super::super::widgets::{button, rows};
use super::layout;

const WIDTH: f32 = 680.0;
const KEYS_WIDTH: f32 = 148.0;

/// Sections: title, and how many sentences it has.
const SECTIONS: [(&str, usize); 4] = [("does", 4), ("not", 5), ("copies", 4), ("words", 3)];
/// Keys, each with the id of what it does.
const KEYS: [(&str, &str); 13] = [
    ("Ctrl+V", "paste"),
    ("Tab", "tab"),
    ("Enter", "enter"),
    ("← ↑ → ↓", "arrows"),
    ("Shift+← ↑ → ↓", "resize"),
    ("Del", "delete"),
    ("Ctrl+Z, Ctrl+Y", "undo"),
    ("V R O B E X K", "tools"),
    ("+ − 0", "zoom"),
    ("Ctrl+S", "save"),
    ("Ctrl+C", "copy"),
    ("Space, C, L", "review"),
    ("Esc", "escape"),
];

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    layout::column(ui, WIDTH, |ui| contents(ui, scene, actions));
}

fn contents(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    ui.label(theme::heading(texts.get("help-title")).color(palette.ink));
    for (section, count) in SECTIONS {
        heading(ui, &texts.get(&format!("help-{section}")));
        for number in 1..=count {
            ui.horizontal_top(|ui| {
                ui.label(RichText::new("·").color(palette.soft));
                ui.add(egui::Label::new(texts.get(&format!("help-{section}-{number}"))).wrap());
            });
        }
    }
    heading(ui, &texts.get("help-keys"));
    for (keys, id) in KEYS {
        rows::wide_row(ui, KEYS_WIDTH, keys, &texts.get(&format!("help-key-{id}")));
    }
    ui.add_space(16.0);
    ui.label(
        theme::small(texts.with("help-version", &[("version", env!("CARGO_PKG_VERSION").into())])).color(palette.soft),
    );
    ui.add_space(10.0);
    if button::secondary(ui, &texts.get("top-back")).clicked() {
        actions.push(Action::Back);
    }
}

fn heading(ui: &mut Ui, text: &str) {
    let palette = Palette::of(ui);
    ui.add_space(18.0);
    ui.label(theme::title(text).color(palette.ink));
    ui.add_space(4.0);
}
