//! How covers look, and what else can be done with them.

use egui::Ui;

use super::super::Scene;
use super::super::session::{Action, Tool};
use super::super::theme::{self, Palette};
use super::super::widgets::{button, rows};
use crate::cover::Style;

/// Shown once something is covered or a brush is in hand.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (session, texts) = (scene.session, scene.texts);
    let Some(entry) = session.entry() else { return };
    let now = entry.edits.now();
    let brushing = matches!(session.tool, Tool::Brush | Tool::Uncover);
    if !now.hides() && now.crop.is_none() && !brushing {
        return;
    }
    let palette = Palette::of(ui);
    ui.label(theme::title(texts.get("style-title")).color(palette.ink));
    ui.add_space(6.0);
    if now.hides() {
        ui.horizontal_wrapped(|ui| {
            for (style, id) in [(Style::Solid, "style-solid"), (Style::Soft, "style-soft")] {
                if button::choice(ui, &texts.get(id), now.style == style).clicked() {
                    actions.push(Action::Style(style));
                }
            }
        });
    }
    if brushing {
        let mut size = session.brush * 100.0;
        let label = texts.get("style-brush");
        rows::beside_label(ui, &label, |ui| {
            let slider = egui::Slider::new(&mut size, 0.2..=20.0).logarithmic(true).show_value(false);
            let response = ui.add(slider);
            response.widget_info(|| egui::WidgetInfo::slider(true, size, &label));
            if response.changed() {
                actions.push(Action::BrushSize(size / 100.0));
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        if matches!(session.selected, Some(super::super::session::Part::Cover(_)))
            && button::link(ui, &texts.get("style-delete")).clicked()
        {
            actions.push(Action::Delete);
        }
        if now.crop.is_some() && button::link(ui, &texts.get("style-uncrop")).clicked() {
            actions.push(Action::Crop(None));
        }
        let similar = session.similar().len();
        if similar > 0
            && now.hides()
            && button::link(ui, &texts.with("style-similar", &[("count", similar.into())])).clicked()
        {
            actions.push(Action::CoverSimilar);
        }
    });
    ui.add_space(10.0);
}
