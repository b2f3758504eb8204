//! The controls that panels use, as they use them.

use egui::{Response, Role, Ui, WidgetInfo};

use super::super::icon::Icon;
use super::super::widgets::button::{Look, Width, button};
use super::super::widgets::chip;

pub use super::super::widgets::button::{icon_only as icon, link, primary, quiet, secondary, small_link};

/// The main button across the space.
pub fn primary_wide(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    ui.add_enabled_ui(enabled, |ui| button(ui, Look::Primary, Width::Full, None, text)).inner
}

/// A bordered button across the space.
pub fn secondary_wide(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    ui.add_enabled_ui(enabled, |ui| button(ui, Look::Secondary, Width::Full, None, text)).inner
}

/// A strong suggestion across the space.
pub fn suggested_wide(ui: &mut Ui, icon: Icon, text: &str, enabled: bool) -> Response {
    ui.add_enabled_ui(enabled, |ui| button(ui, Look::Suggested, Width::Full, Some(icon), text)).inner
}

/// A bordered button whose name says more than its word.
pub fn named(ui: &mut Ui, text: &str, name: &str) -> Response {
    let response = secondary(ui, text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

/// One of several; the chosen one is filled.
pub fn choice(ui: &mut Ui, text: &str, chosen: bool) -> Response {
    chip::filter(ui, text, "", chosen)
}

/// A quiet button that opens a menu; `name` says what is chosen there.
pub fn menu(ui: &mut Ui, text: &str, name: &str, contents: impl FnOnce(&mut Ui)) {
    let response = super::super::widgets::button::menu(ui, text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {text}")));
    egui::Popup::menu(&response).show(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        contents(ui);
    });
}

/// A tool that stays in the hand.
pub fn tool(ui: &mut Ui, icon: Icon, text: &str, chosen: bool) -> Response {
    super::super::widgets::button::tool(ui, icon, text, chosen)
}

/// A tool that acts at once.
pub fn tool_action(ui: &mut Ui, icon: Icon, text: &str, enabled: bool) -> Response {
    ui.add_enabled_ui(enabled, |ui| super::super::widgets::button::tool_action(ui, icon, text)).inner
}

/// The width of a button with these words, in points.
pub fn width(ui: &Ui, text: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().x + 2.0 * SIDE_ROOM
}

/// Room beside the words of a button, in points.
const SIDE_ROOM: f32 = 16.0;
