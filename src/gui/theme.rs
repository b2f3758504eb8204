//! How the window looks: colours, letters, spacing. Everything that is painted takes its colours from a [`Palette`] and its
//! letters from the text styles here, so that contrast can be tested in one table.

pub mod contrast;
mod fonts;
mod palette;
mod style;

use egui::{Context, FontFamily, RichText, TextStyle, ThemePreference};

pub use palette::Palette;

/// The height of a button.
pub const BUTTON_HEIGHT: f32 = 36.0;
/// No target is smaller [WCAG 2.2, 2.5.8].
pub const SMALLEST_TARGET: f32 = 24.0;
/// Corners of buttons and pictures.
pub const RADIUS: u8 = 8;
/// Corners of cards.
pub const CARD_RADIUS: u8 = 12;

/// The choice of light and dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
    /// As the desktop has it.
    #[default]
    System,
}

impl Theme {
    /// The next one of the button in the top bar: what is seen now turns round.
    pub fn turned(ctx: &Context) -> Self {
        match ctx.theme() {
            egui::Theme::Dark => Self::Light,
            egui::Theme::Light => Self::Dark,
        }
    }
}

/// Sets letters, colours and spacing of the whole window; to be called at the start and when the choice changes.
pub fn apply(ctx: &Context, theme: Theme) {
    fonts::install_once(ctx);
    ctx.set_style_of(egui::Theme::Light, style::of(&Palette::LIGHT));
    ctx.set_style_of(egui::Theme::Dark, style::of(&Palette::DARK));
    ctx.set_theme(match theme {
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
        Theme::System => ThemePreference::System,
    });
}

/// Shows `content` once the letters are there: in a test a frame runs before they are.
#[cfg(test)]
pub(crate) fn dressed(ui: &mut egui::Ui, content: impl FnOnce(&mut egui::Ui)) {
    apply(ui.ctx(), Theme::Light);
    if ui.style().text_styles.contains_key(&title_style()) {
        content(ui);
    } else {
        ui.ctx().request_repaint();
    }
}

/// 24 px, semi-bold: one a page.
pub fn heading(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(TextStyle::Heading)
}

/// 15 px, semi-bold: over a group.
pub fn title(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(title_style())
}

/// 15 px: the sentence under a heading.
pub fn emphasis(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(emphasis_style()).line_height(Some(23.0))
}

/// 14 px, semi-bold: names and counts in a text.
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(strong_style())
}

/// 13 px: second lines.
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(TextStyle::Small).line_height(Some(18.0))
}

pub fn title_style() -> TextStyle {
    TextStyle::Name("Title".into())
}

pub fn emphasis_style() -> TextStyle {
    TextStyle::Name("Emphasis".into())
}

pub fn strong_style() -> TextStyle {
    TextStyle::Name("Strong".into())
}

/// 13 px, semi-bold: numbers in chips and badges.
pub fn small_strong_style() -> TextStyle {
    TextStyle::Name("SmallStrong".into())
}

/// 12 px: words under the icons of the toolbar, badges of thumbnails.
pub fn tiny_style() -> TextStyle {
    TextStyle::Name("Tiny".into())
}

/// The semi-bold letters.
pub fn semibold() -> FontFamily {
    FontFamily::Name("SemiBold".into())
}
