//! Buttons: one main one a page, secondary ones, links, and the tools of the toolbar.

use egui::{Color32, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{by_state, focus_ring, laid_out, pointing};
use crate::gui::icon::Icon;
use crate::gui::theme::{self, BUTTON_HEIGHT, Palette, RADIUS, SMALLEST_TARGET};

const ICON_SIDE: f32 = 18.0;
const ICON_GAP: f32 = 8.0;
const ACROSS: f32 = 15.0;

/// Radius of the disc before a choice, and where the choice's words begin.
const DISC: f32 = 8.0;
pub const WORDS_AT: f32 = 2.0 * DISC + 14.0;

/// How much a button asks to be clicked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Filled: the one thing to do next.
    Primary,
    /// Bordered in the accent: a strong suggestion.
    Suggested,
    /// Bordered.
    Secondary,
    /// Words alone, until the pointer is there.
    Quiet,
}

/// A filled button as wide as its words.
pub fn primary(ui: &mut Ui, text: &str) -> Response {
    Face::new(Look::Primary, text).show(ui, true)
}

/// A filled button as wide as the space.
pub fn primary_wide(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    Face { wide: true, ..Face::new(Look::Primary, text) }.show(ui, enabled)
}

/// A bordered button as wide as its words.
pub fn secondary(ui: &mut Ui, text: &str) -> Response {
    Face::new(Look::Secondary, text).show(ui, true)
}

/// A bordered button as wide as the space.
pub fn secondary_wide(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    Face { wide: true, ..Face::new(Look::Secondary, text) }.show(ui, enabled)
}

/// A bordered button in a row of a list, where its words alone would not say what it is for: `spoken` does.
pub fn small(ui: &mut Ui, text: &str, spoken: &str) -> Response {
    Face { spoken, high: 30.0, across: 11.0, ..Face::new(Look::Secondary, text) }.show(ui, true)
}

/// How wide such a button with these words is.
pub fn small_width(ui: &Ui, text: &str) -> f32 {
    laid_out(ui, text, TextStyle::Button, f32::INFINITY).size().x + 2.0 * 11.0
}

/// A suggestion, as wide as the space.
pub fn accent_outlined(ui: &mut Ui, icon: Icon, text: &str, enabled: bool) -> Response {
    Face { wide: true, before: Some((icon, ICON_SIDE)), ..Face::new(Look::Suggested, text) }.show(ui, enabled)
}

/// A button without a border, for bars.
pub fn quiet(ui: &mut Ui, text: &str) -> Response {
    Face::new(Look::Quiet, text).show(ui, true)
}

/// A quiet button with a triangle that opens a menu; `spoken` says of what, its value follows.
pub fn menu(ui: &mut Ui, text: &str, spoken: &str, content: impl FnOnce(&mut Ui)) -> Response {
    let name = format!("{spoken}: {text}");
    let response =
        Face { spoken: &name, after: Some((Icon::Down, 12.0)), ..Face::new(Look::Quiet, text) }.show(ui, true);
    egui::Popup::menu(&response).show(content);
    response
}

/// How wide a button with these words is.
pub fn width(ui: &Ui, text: &str) -> f32 {
    laid_out(ui, text, theme::strong_style(), f32::INFINITY).size().x + 2.0 * ACROSS
}

struct Face<'a> {
    look: Look,
    text: &'a str,
    /// The name, where it is not the text.
    spoken: &'a str,
    wide: bool,
    high: f32,
    /// Room left and right.
    across: f32,
    before: Option<(Icon, f32)>,
    after: Option<(Icon, f32)>,
}

impl<'a> Face<'a> {
    fn new(look: Look, text: &'a str) -> Self {
        let across = if look == Look::Quiet { 10.0 } else { ACROSS };
        Self { look, text, spoken: text, wide: false, high: BUTTON_HEIGHT, across, before: None, after: None }
    }

    fn show(self, ui: &mut Ui, enabled: bool) -> Response {
        let enabled = enabled && ui.is_enabled();
        let padding = vec2(self.across, 5.0);
        let style = match self.look {
            Look::Primary | Look::Suggested => theme::strong_style(),
            Look::Secondary | Look::Quiet => TextStyle::Button,
        };
        let icons: f32 = self.before.iter().chain(&self.after).map(|(_, side)| side + ICON_GAP).sum();
        let words = laid_out(ui, self.text, style, ui.available_width() - 2.0 * padding.x - icons);
        let content = vec2(words.size().x + icons, words.size().y);
        let mut size = content + 2.0 * padding;
        size.y = size.y.max(self.high);
        if self.wide {
            size.x = size.x.max(ui.available_width());
        }
        let (rect, response) = ui.allocate_exact_size(size, sense(enabled));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.spoken));
        if ui.is_rect_visible(rect) {
            let ink = self.ground(ui, &response, rect, enabled);
            let mut place = Rect::from_center_size(rect.center(), content);
            let icon = |(icon, side): (Icon, f32), right: bool| {
                let x = if right { place.right() - side / 2.0 } else { place.left() + side / 2.0 };
                let square = Rect::from_center_size(pos2(x, rect.center().y), Vec2::splat(side));
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
    fn ground(&self, ui: &Ui, response: &Response, rect: Rect, enabled: bool) -> Color32 {
        let p = Palette::of(ui);
        let (fill, border, ink) = if !enabled {
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
pub fn tool(ui: &mut Ui, icon: Icon, text: &str, selected: bool, enabled: bool) -> Response {
    let enabled = enabled && ui.is_enabled();
    let words = laid_out(ui, text, theme::tiny_style(), f32::INFINITY);
    let size = vec2((words.size().x + 18.0).max(44.0), 48.0);
    let (rect, response) = ui.allocate_exact_size(size, sense(enabled));
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, selected, text));
    if ui.is_rect_visible(rect) {
        let ink = face(ui, &response, rect, selected, enabled);
        let top = Rect::from_center_size(rect.center_top() + vec2(0.0, 17.0), Vec2::splat(ICON_SIDE));
        icon.paint(ui.painter(), top, ink);
        ui.painter().galley(pos2(rect.center().x - words.size().x / 2.0, rect.top() + 28.0), words, ink);
        focus_ring(ui, &response, rect, RADIUS);
    }
    pointing(response, enabled)
}

/// An icon alone; `name` is told to screen readers and shown under the pointer.
pub fn icon(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let (rect, response) = icon_target(ui, name);
    if ui.is_rect_visible(rect) {
        let ink = face(ui, &response, rect, false, ui.is_enabled());
        icon.paint(ui.painter(), Rect::from_center_size(rect.center(), Vec2::splat(16.0)), ink);
        focus_ring(ui, &response, rect, RADIUS);
    }
    response.on_hover_text(name)
}

fn icon_target(ui: &mut Ui, name: &str) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(32.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    (rect, pointing(response, enabled))
}

/// One of several, of which one is chosen: in a sheet or a menu.
pub fn choice(ui: &mut Ui, text: &str, selected: bool) -> Response {
    let words = laid_out(ui, text, TextStyle::Button, ui.available_width() - WORDS_AT - 8.0);
    let size = vec2(words.size().x + WORDS_AT + 8.0, (words.size().y + 8.0).max(30.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, selected, text));
    if ui.is_rect_visible(rect) {
        let p = Palette::of(ui);
        let ground = by_state(&response, Color32::TRANSPARENT, p.hover, p.pressed);
        ui.painter().rect_filled(rect, RADIUS, if enabled { ground } else { Color32::TRANSPARENT });
        let (ink, line) = match (enabled, selected) {
            (false, _) => (p.on_disabled, p.on_disabled),
            (true, true) => (p.ink, p.accent),
            (true, false) => (p.ink, p.control),
        };
        let centre = pos2(rect.left() + 6.0 + DISC, rect.center().y);
        ui.painter().circle(centre, DISC, p.control_ground, Stroke::new(1.5, line));
        if selected {
            ui.painter().circle_filled(centre, DISC / 2.0, line);
        }
        let at = pos2(rect.left() + WORDS_AT, rect.center().y - words.size().y / 2.0);
        ui.painter().galley(at, words, ink);
        focus_ring(ui, &response, rect, RADIUS);
    }
    pointing(response, enabled)
}

/// The ground of a tool; gives the colour of its lines.
fn face(ui: &Ui, response: &Response, rect: Rect, selected: bool, enabled: bool) -> Color32 {
    let p = Palette::of(ui);
    let (fill, ink) = match (enabled, selected) {
        (false, _) => (Color32::TRANSPARENT, p.on_disabled),
        (true, true) => (p.selected, p.accent),
        (true, false) => (by_state(response, Color32::TRANSPARENT, p.hover, p.pressed), p.ink),
    };
    ui.painter().rect_filled(rect, RADIUS, fill);
    if selected && enabled {
        // Not by colour alone.
        let line = Rect::from_center_size(rect.center_bottom() - vec2(0.0, 2.0), vec2(18.0, 2.0));
        ui.painter().rect_filled(line, 1, p.accent);
    }
    ink
}

/// What is disabled is not reached by the keyboard either.
fn sense(enabled: bool) -> Sense {
    if enabled { Sense::click() } else { Sense::hover() }
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
                        if primary_wide(ui, name, true).clicked() {
                            clicks.push(name);
                        }
                    }
                    if link(ui, "Change…").clicked() {
                        clicks.push("Change…");
                    }
                    if tool(ui, Icon::Brush, "Brush", true, true).clicked() {
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
                    *clicked |= primary_wide(ui, "Save", false).clicked();
                });
            },
            false,
        );
        harness.get_by_label("Save").click();
        harness.run();
        assert!(!harness.state());
    }
}
