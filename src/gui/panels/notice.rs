//! A line that says what just happened.

use egui::{Align2, Area, CornerRadius, Frame, Id, Margin, Order, RichText, Ui, vec2};

use super::super::Scene;
use super::super::icon::Icon;
use super::super::session::{Action, Notice};
use super::super::theme::Palette;
use super::super::widgets::button;
use super::words;

const BELOW_TOP: f32 = 60.0;

pub fn show(ui: &Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let Some(notice) = &scene.session.notice else { return };
    let texts = scene.texts;
    let text = match notice {
        Notice::Copied
        | Notice::NoPhotosThere
        | Notice::OutlineDrawn
        | Notice::OutlineUnclear
        | Notice::NoSimilar
        | Notice::Stopped => texts.get(notice.id()),
        Notice::FoldersUnreadable(count) | Notice::CoveredSimilar(count) => {
            texts.with(notice.id(), &[("count", (*count).into())])
        }
        Notice::NotCopied(error) => texts.with(notice.id(), &[("reason", words::reason(texts, error).into())]),
        Notice::NotShownInFolder(path) => {
            texts.with(notice.id(), &[("path", words::name(&path.to_string_lossy(), 120).into())])
        }
    };
    let palette = Palette::of(ui);
    let frame =
        Frame::NONE.fill(palette.overlay).corner_radius(CornerRadius::same(10)).inner_margin(Margin::symmetric(14, 8));
    let area =
        Area::new(Id::unique("notice")).order(Order::Foreground).anchor(Align2::CENTER_TOP, vec2(0.0, BELOW_TOP));
    area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_max_width(640.0);
                ui.label(RichText::new(text).color(palette.on_overlay));
                if button::icon_on_label(ui, Icon::Close, &texts.get("notice-close")).clicked() {
                    actions.push(Action::Dismiss);
                }
            });
        });
    });
}
