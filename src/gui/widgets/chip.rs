//! Filter chips above the thumbnails, and the small badges below them.

use std::sync::Arc;

use egui::{Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::{by_state, focus_ring, laid_out, pointing};
use crate::gui::theme::{self, Palette};

const HEIGHT: f32 = 28.0;
const ROUND: u8 = 14;
/// Between badges.
const GAP: f32 = 4.0;

/// A filter with the number of photos it leaves: "Place **812**". Its name is "Place 812".
pub fn filter(ui: &mut Ui, text: &str, count: &str, selected: bool) -> Response {
    let words = laid_out(ui, text, TextStyle::Small, f32::INFINITY);
    let number = laid_out(ui, count, theme::small_strong_style(), f32::INFINITY);
    let gap = if count.is_empty() { 0.0 } else { 4.0 };
    let content = vec2(words.size().x + gap + number.size().x, words.size().y);
    let (rect, response) = ui.allocate_exact_size(vec2(content.x + 26.0, HEIGHT), Sense::click());
    let enabled = ui.is_enabled();
    let name = if count.is_empty() { text.to_owned() } else { format!("{text} {count}") };
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, selected, &name));
    if ui.is_rect_visible(rect) {
        let p = Palette::of(ui);
        let (fill, border, ink) = match (enabled, selected) {
            (false, _) => (p.disabled, p.disabled, p.on_disabled),
            (true, true) => {
                let fill = by_state(&response, p.accent, p.accent_hover, p.accent_pressed);
                (fill, fill, p.on_accent)
            }
            (true, false) => (by_state(&response, p.control_ground, p.hover, p.pressed), p.control, p.ink),
        };
        ui.painter().rect(rect, ROUND, fill, Stroke::new(1.0, border), StrokeKind::Inside);
        let place = Rect::from_center_size(rect.center(), content);
        let right = pos2(place.right() - number.size().x, place.top());
        ui.painter().galley(place.min, words, ink);
        ui.painter().galley(right, number, ink);
        focus_ring(ui, &response, rect, ROUND);
    }
    pointing(response, enabled)
}

/// As many badges on one line as have room in `width`; how many more there are.
pub fn badges(ui: &mut Ui, names: &[String], width: f32) {
    ui.spacing_mut().item_spacing.x = GAP;
    ui.horizontal(|ui| {
        let more = |count: usize| format!("+{count}");
        let mut left = width;
        for (i, name) in names.iter().enumerate() {
            let after = names.len() - i - 1;
            let reserve = if after > 0 { badge_width(ui, &more(after)) + GAP } else { 0.0 };
            let needed = badge_width(ui, name);
            if needed + reserve > left && i > 0 {
                badge(ui, &more(after + 1));
                break;
            }
            left -= needed + GAP;
            badge(ui, name);
        }
    });
}

/// Small text of a few lines at most, to be painted on a thumbnail's place.
pub fn short_words(ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
    laid_out(ui, text, TextStyle::Small, width)
}

fn badge_width(ui: &Ui, text: &str) -> f32 {
    laid_out(ui, text, theme::tiny_style(), f32::INFINITY).size().x + 14.0
}

/// An amber word under a thumbnail.
pub fn badge(ui: &mut Ui, text: &str) -> Response {
    let words = laid_out(ui, text, theme::tiny_style(), f32::INFINITY);
    let (rect, response) = ui.allocate_exact_size(words.size() + vec2(14.0, 5.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if ui.is_rect_visible(rect) {
        let p = Palette::of(ui);
        ui.painter().rect_filled(rect, 10, p.amber_ground);
        let place = Rect::from_center_size(rect.center(), words.size());
        ui.painter().galley(place.min, words, p.amber);
    }
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    #[test]
    fn filter_is_found_by_words_and_count() {
        let mut harness = Harness::new_ui_state(
            |ui, on: &mut bool| {
                theme::dressed(ui, |ui| {
                    if filter(ui, "Place", "812", *on).clicked() {
                        *on = !*on;
                    }
                    badge(ui, "window");
                });
            },
            false,
        );
        harness.get_by_label("Place 812").click();
        harness.run();
        assert!(*harness.state());
    }
}
