//! What the panels are built of. Each is a function from a `Ui` to a `Response`, takes its colours from the palette, and has
//! a name in the accessibility tree.

pub mod button;
pub mod card;
pub mod chip;
pub mod compare;
pub mod map;
pub mod number;
pub mod progress;
pub mod rows;
pub mod strip;

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, CursorIcon, Galley, Rect, Response, RichText, Stroke, StrokeKind, TextStyle, TextWrapMode,
    Ui,
};

use super::theme::Palette;

/// The ring around what the keyboard is at: 2 px, with a gap, so that it is seen on every ground.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        let corners = CornerRadius::same(radius.saturating_add(3));
        let ring = Stroke::new(2.0, Palette::of(ui).focus);
        ui.painter().rect_stroke(rect.expand(2.0), corners, ring, StrokeKind::Outside);
    }
}

/// What the keyboard reaches comes into view; what the pointer can press shows a hand.
fn pointing(response: Response, enabled: bool) -> Response {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if enabled { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// The colour for what the pointer does now.
fn by_state(response: &Response, rest: Color32, hover: Color32, pressed: Color32) -> Color32 {
    if response.is_pointer_button_down_on() {
        pressed
    } else if response.hovered() {
        hover
    } else {
        rest
    }
}

/// Text broken at `width`, to be painted in any colour.
fn laid_out(ui: &Ui, text: &str, style: TextStyle, width: f32) -> Arc<Galley> {
    let text = RichText::new(text).text_style(style.clone()).color(Color32::PLACEHOLDER);
    egui::WidgetText::from(text).into_galley(ui, Some(TextWrapMode::Wrap), width, style)
}

/// A soft sentence in the middle of an area where nothing else is.
pub fn centred_note(ui: &Ui, area: Rect, text: &str) {
    let words = laid_out(ui, text, TextStyle::Body, area.width() - 32.0);
    let place = Rect::from_center_size(area.center(), words.size());
    ui.painter().galley(place.min, words, Palette::of(ui).soft);
}
