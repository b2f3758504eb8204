//! A line under the bar at the top that says what just happened.

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui, vec2};

use super::super::Scene;
use super::super::icon::Icon;
use super::super::session::{Action, Notice};
use super::super::theme::Palette;
use super::super::widgets::button;
use super::words;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let Some(notice) = &scene.session.notice else { return };
    let texts = scene.texts;
    let text = match notice {
        Notice::Copied
        | Notice::NoPhotosThere
        | Notice::OutlineDrawn(0)
        | Notice::OutlineUnclear
        | Notice::NoSimilar
        | Notice::NotDragged => texts.get(notice.id()),
        Notice::FoldersUnreadable(count)
        | Notice::OutlineDrawn(count)
        | Notice::CoveredSimilar(count)
        | Notice::LookedThrough(count) => texts.with(notice.id(), &[("count", (*count).into())]),
        Notice::NotCopied(error) => texts.with(notice.id(), &[("reason", words::reason(texts, error).into())]),
        Notice::NotShownInFolder(path) => {
            texts.with(notice.id(), &[("path", words::name(&path.to_string_lossy(), 120).into())])
        }
    };
    let palette = Palette::of(ui);
    let frame = Frame::NONE.fill(palette.selected).inner_margin(Margin { left: 18, right: 10, top: 4, bottom: 4 });
    Panel::top("notice").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let close = 40.0;
            ui.allocate_ui_with_layout(
                vec2(ui.available_width() - close, 32.0),
                Layout::left_to_right(Align::Center),
                |ui| ui.add(egui::Label::new(RichText::new(text).color(palette.ink)).wrap()),
            );
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button::icon(ui, Icon::Close, &texts.get("notice-close")).clicked() {
                    actions.push(Action::Dismiss);
                }
            });
        });
    });
}
