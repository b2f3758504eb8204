//! Why a photo has no copy, and what to do. What only the core can say about the file lies one click deeper.

use egui::{CollapsingHeader, RichText, Ui};

use super::super::texts::Texts;
use super::super::theme::{self, Palette};
use super::words;
use crate::error::Error;

/// `number` tells this reason from others on the same page.
pub fn show(ui: &mut Ui, texts: &Texts, error: &Error, number: usize) {
    let palette = Palette::of(ui);
    let reason = texts.with("error-reason", &[("reason", words::reason(texts, error).into())]);
    ui.label(theme::small(reason).color(palette.soft));
    if let Some(detail) = words::detail(error) {
        let title = RichText::new(texts.get("error-details")).color(palette.accent);
        CollapsingHeader::new(title).id_salt(("reason", number)).show(ui, |ui| {
            ui.label(theme::small(detail).color(palette.soft));
        });
    }
}
