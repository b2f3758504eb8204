//! Buttons: one main one a page, secondary ones, links, and the tools of the toolbar.

use egui::{Color32, CursorIcon, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, vec2};

use super::{by_state, focus_ring, laid_out};
use crate::gui::icon::Icon;
use crate::gui::theme::{self, BUTTON_HEIGHT, Palette, RADIUS, SMALLEST_TARGET};

const ICON_SIDE: f32 = 18.0;
const ICON_GAP: f32 = 8.0;

/// How much a button asks to be clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Filled: the one thing to do next.
    Primary,
    /// Bordered in the accent: a strong suggestion.
    Suggested,
    /// Bordered.
    Secondary,
    /// Words alone, until the pointer is there.
    Quiet,
}

/// How wide a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As its words are.
    Fit,
    /// As the space is.
    Full,
}

/// A filled button as wide as its words.
pub fn primary(ui: &mut Ui, text: &str) -> Response {
    button(ui, Look::Primary, Width::Fit, None, text)
}

/// A bordered button as wide as its words.
pub fn secondary(ui: &mut Ui, text: &str) -> Response {
    button(ui, Look::Secondary, Width::Fit, None, text)
}

/// A button without a border, for the top bar.
pub fn quiet(ui: &mut Ui, text: &str) -> Response {
    button(ui, Look::Quiet, Width::Fit, None, text)
}

/// A quiet button with a triangle: opens a menu (`egui::Popup::menu(&response)`).
pub fn menu(ui: &mut Ui, text: &str) -> Response {
    Face { look: Look::Quiet, width: Width::Fit, before: None, after: Some((Icon::Down, 12.0)), text }.show(ui)
}

/// A button of any look and width, with an icon before its words if wanted.
pub fn button(ui: &mut Ui, look: Look, width: Width, icon: Option<Icon>, text: &str) -> Response {
    Face { look, width, before: icon.map(|icon| (icon, ICON_SIDE)), after: None, text }.show(ui)
}

struct Face<'a> {
    look: Look,
    width: Width,
    before: Option<(Icon, f32)>,
    after: Option<(Icon, f32)>,
    text: &'a str,
}

impl Face<'_> {
    fn show(self, ui: &mut Ui) -> Response {
        let padding = vec2(if self.look == Look::Quiet { 10.0 } else { 15.0 }, 7.0);
        let style = match self.look {
            Look::Primary | Look::Suggested => theme::strong_style(),
            Look::Secondary | Look::Quiet => TextStyle::Button,
        };
        let icons: f32 = self.before.iter().chain(&self.after).map(|(_, side)| side + ICON_GAP).sum();
        let words = laid_out(ui, self.text, style, ui.available_width() - 2.0 * padding.x - icons);
        let content = vec2(words.size().x + icons, words.size().y);
        let mut size = content + 2.0 * padding;
        size.y = size.y.max(BUTTON_HEIGHT);
        if self.width == Width::Full {
            size.x = size.x.max(ui.available_width());
        }
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.text));
        if ui.is_rect_visible(rect) {
            let ink = self.ground(ui, &response, rect);
            let mut place = Rect::from_center_size(rect.center(), content);
            let icon = |(icon, side): (Icon, f32), right: bool| {
                let x = if right { place.right() - side / 2.0 } else { place.left() + side / 2.0 };
                let square = Rect::from_center_size(egui::pos2(x, rect.center().y), Vec2::splat(side));
                icon.paint(ui.painter(), square, ink);
            };
            if let Some(after) = self.after {
                icon(after, true);
            }
            if let Some(before) = self.before {
                icon(before, false);
                place.min.x += before.1 + ICON_GAP;
            }
            ui.painter().galley(place.min, words, ink);
            focus_ring(ui, &response, rect, RADIUS);
        }
        pointing(response, enabled)
    }

    /// Paints what lies behind the words; gives the colour of the words.
    fn ground(&self, ui: &Ui, response: &Response, rect: Rect) -> Color32 {
        let p = Palette::of(ui);
        let (fill, border, ink) = if !ui.is_enabled() {
            let fill = if self.look == Look::Quiet { Color32::TRANSPARENT } else { p.disabled };
            (fill, Color32::TRANSPARENT, p.on_disabled)
        } else {
            match self.look {
                Look::Primary => {
                    let fill = by_state(response, p.accent, p.accent_hover, p.accent_pressed);
                    (fill, Color32::TRANSPARENT, p.on_accent)
                }
                Look::Suggested => (by_state(response, p.control_ground, p.hover, p.pressed), p.accent, p.accent),
                Look::Secondary => (by_state(response, p.control_ground, p.hover, p.pressed), p.control, p.ink),
                Look::Quiet => {
                    (by_state(response, Color32::TRANSPARENT, p.hover, p.pressed), Color32::TRANSPARENT, p.ink)
                }
            }
        };
        ui.painter().rect(rect, RADIUS, fill, Stroke::new(1.0, border), StrokeKind::Inside);
        ink
    }
}

/// Underlined words that do or open something.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    words_link(ui, text, TextStyle::Button)
}

/// A link of 13 px.
pub fn small_link(ui: &mut Ui, text: &str) -> Response {
    words_link(ui, text, TextStyle::Small)
}

fn words_link(ui: &mut Ui, text: &str, style: TextStyle) -> Response {
    let words = laid_out(ui, text, style, ui.available_width());
    let size = vec2(words.size().x, words.size().y.max(SMALLEST_TARGET));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Link, enabled, text));
    if ui.is_rect_visible(rect) {
        let p = Palette::of(ui);
        let ink = if enabled { by_state(&response, p.accent, p.accent_hover, p.accent_pressed) } else { p.on_disabled };
        let place = Rect::from_center_size(rect.center(), words.size());
        let width = if response.hovered() && enabled { 2.0 } else { 1.0 };
        for row in &words.rows {
            let row = row.rect().translate(place.min.to_vec2());
            ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(width, ink));
        }
        ui.painter().galley(place.min, words, ink);
        focus_ring(ui, &response, rect, 2);
    }
    pointing(response, enabled)
}

/// A tool of the toolbar: an icon over a word.
pub fn tool(ui: &mut Ui, icon: Icon, text: &str, selected: bool) -> Response {
    let words = laid_out(ui, text, theme::tiny_style(), f32::INFINITY);
    let size = vec2((words.size().x + 18.0).max(44.0), 48.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, selected, text));
    if ui.is_rect_visible(rect) {
        let ink = face(ui, &response, rect, selected);
        let top = Rect::from_center_size(rect.center_top() + vec2(0.0, 17.0), Vec2::splat(ICON_SIDE));
        icon.paint(ui.painter(), top, ink);
        ui.painter().galley(egui::pos2(rect.center().x - words.size().x / 2.0, rect.top() + 29.0), words, ink);
        focus_ring(ui, &response, rect, RADIUS);
    }
    pointing(response, enabled)
}

/// A tool that cannot stay chosen, as undo.
pub fn tool_action(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    let response = tool(ui, icon, text, false);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, text));
    response
}

/// An icon alone; `name` is told to screen readers and shown under the pointer.
pub fn icon_only(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(32.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        let ink = face(ui, &response, rect, false);
        icon.paint(ui.painter(), Rect::from_center_size(rect.center(), Vec2::splat(16.0)), ink);
        focus_ring(ui, &response, rect, RADIUS);
    }
    pointing(response, enabled).on_hover_text(name)
}

/// The ground of a tool; gives the colour of its lines.
fn face(ui: &Ui, response: &Response, rect: Rect, selected: bool) -> Color32 {
    let p = Palette::of(ui);
    let (fill, ink) = match (ui.is_enabled(), selected) {
        (false, _) => (Color32::TRANSPARENT, p.on_disabled),
        (true, true) => (p.selected, p.accent),
        (true, false) => (by_state(response, Color32::TRANSPARENT, p.hover, p.pressed), p.ink),
    };
    ui.painter().rect_filled(rect, RADIUS, fill);
    if selected && ui.is_enabled() {
        // Not by colour alone.
        let line = Rect::from_center_size(rect.center_bottom() - vec2(0.0, 2.0), vec2(18.0, 2.0));
        ui.painter().rect_filled(line, 1, p.accent);
    }
    ink
}

fn pointing(response: Response, enabled: bool) -> Response {
    if enabled { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    #[test]
    fn buttons_are_found_and_clicked_by_their_words() {
        let mut harness = Harness::new_ui_state(
            |ui, clicks: &mut Vec<&str>| {
                theme::dressed(ui, |ui| {
                    for name in ["Save", "Next"] {
                        if button(ui, Look::Primary, Width::Full, None, name).clicked() {
                            clicks.push(name);
                        }
                    }
                    if link(ui, "Change…").clicked() {
                        clicks.push("Change…");
                    }
                    if tool(ui, Icon::Brush, "Brush", true).clicked() {
                        clicks.push("Brush");
                    }
                });
            },
            Vec::new(),
        );
        for name in ["Next", "Brush", "Change…", "Save"] {
            harness.get_by_label(name).click();
            harness.run();
        }
        assert_eq!(harness.state(), &["Next", "Brush", "Change…", "Save"]);
    }

    #[test]
    fn targets_are_as_high_as_promised() {
        let harness = Harness::new_ui(|ui| {
            theme::dressed(ui, |ui| {
                primary(ui, "Main");
                small_link(ui, "Link");
            });
        });
        assert!(harness.get_by_label("Main").rect().height() >= BUTTON_HEIGHT);
        assert!(harness.get_by_label("Link").rect().height() >= SMALLEST_TARGET);
    }

    #[test]
    fn disabled_button_cannot_be_clicked() {
        let mut harness = Harness::new_ui_state(
            |ui, clicked: &mut bool| {
                theme::dressed(ui, |ui| {
                    ui.add_enabled_ui(false, |ui| *clicked |= primary(ui, "Save").clicked());
                });
            },
            false,
        );
        harness.get_by_label("Save").click();
        harness.run();
        assert!(!harness.state());
    }
}
