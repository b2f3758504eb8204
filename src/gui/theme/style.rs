//! egui's own style, set from a [`Palette`]: nothing of its greys is left.

use egui::style::{HandleShape, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Vec2, Visuals, vec2};

use super::{BUTTON_HEIGHT, CARD_RADIUS, Palette, RADIUS, SMALLEST_TARGET};

/// The style for a palette.
pub fn of(palette: &Palette) -> Style {
    let mut style = Style { visuals: visuals(palette), ..Style::default() };
    let regular = |size| FontId::new(size, FontFamily::Proportional);
    let semibold = |size| FontId::new(size, super::semibold());
    style.text_styles = [
        (TextStyle::Small, regular(13.0)),
        (TextStyle::Body, regular(14.0)),
        (TextStyle::Button, regular(14.0)),
        (TextStyle::Monospace, FontId::monospace(13.0)),
        (TextStyle::Heading, semibold(24.0)),
        (super::emphasis_style(), regular(15.0)),
        (super::title_style(), semibold(15.0)),
        (super::strong_style(), semibold(14.0)),
        (super::small_strong_style(), semibold(13.0)),
        (super::tiny_style(), regular(12.0)),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(14.0, (BUTTON_HEIGHT - 18.0) / 2.0);
    spacing.interact_size = Vec2::splat(SMALLEST_TARGET);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.slider_rail_height = 4.0;
    spacing.slider_width = 160.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = scroll();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.1;
    style.explanation_tooltips = false;
    style
}

/// Thin bars beside the content, always to be seen.
fn scroll() -> ScrollStyle {
    ScrollStyle {
        floating: true,
        bar_width: 10.0,
        floating_width: 5.0,
        floating_allocated_width: 8.0,
        handle_min_length: 32.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.3,
        dormant_handle_opacity: 0.55,
        active_handle_opacity: 0.6,
        interact_handle_opacity: 0.8,
        ..ScrollStyle::thin()
    }
}

fn visuals(p: &Palette) -> Visuals {
    let base = if p.dark { Visuals::dark() } else { Visuals::light() };
    Visuals {
        dark_mode: p.dark,
        override_text_color: None,
        weak_text_color: Some(p.soft),
        widgets: widgets(p),
        selection: Selection { bg_fill: p.marked, stroke: Stroke::new(1.0, p.accent) },
        hyperlink_color: p.accent,
        faint_bg_color: p.hover,
        extreme_bg_color: p.control_ground,
        text_edit_bg_color: Some(p.control_ground),
        code_bg_color: p.hover,
        warn_fg_color: p.amber,
        error_fg_color: p.amber,
        window_corner_radius: CornerRadius::same(CARD_RADIUS),
        window_shadow: shadow(p, 24),
        window_fill: p.card,
        window_stroke: Stroke::new(1.0, p.line),
        menu_corner_radius: CornerRadius::same(RADIUS),
        panel_fill: p.background,
        popup_shadow: shadow(p, 16),
        text_cursor: TextCursorStyle { stroke: Stroke::new(2.0, p.accent), ..base.text_cursor.clone() },
        striped: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        // What is disabled has colours of its own: a veil over everything would make it too faint to read.
        disabled_alpha: 1.0,
        ..base
    }
}

/// The soft shadow under what floats.
fn shadow(p: &Palette, blur: u8) -> Shadow {
    Shadow { offset: [0, 4], blur, spread: 0, color: p.shadow }
}

fn widgets(p: &Palette) -> Widgets {
    let state = |ground: Color32, border: Color32, width: f32, ink: Color32| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(width, border),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.5, ink),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(p.card, p.line, 1.0, p.ink),
        // The rail of a slider has to be seen on a card.
        inactive: WidgetVisuals { bg_fill: p.pressed, ..state(p.control_ground, p.control, 1.0, p.ink) },
        hovered: state(p.hover, p.control, 1.0, p.ink),
        // Also what the keyboard is at: its border is the ring.
        active: state(p.pressed, p.focus, 2.0, p.ink),
        open: state(p.pressed, p.control, 1.0, p.ink),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_eguis_own_colours_are_left() {
        for (palette, own) in [(&Palette::LIGHT, Visuals::light()), (&Palette::DARK, Visuals::dark())] {
            let ours = of(palette).visuals;
            assert_eq!(ours.dark_mode, palette.dark);
            for (ours, own) in [
                (&ours.widgets.noninteractive, own.widgets.noninteractive),
                (&ours.widgets.inactive, own.widgets.inactive),
                (&ours.widgets.hovered, own.widgets.hovered),
                (&ours.widgets.active, own.widgets.active),
                (&ours.widgets.open, own.widgets.open),
            ] {
                assert_ne!(ours.fg_stroke.color, own.fg_stroke.color);
                assert_ne!(ours.bg_fill, own.bg_fill);
                assert_ne!(ours.weak_bg_fill, own.weak_bg_fill);
            }
            assert_ne!(ours.panel_fill, own.panel_fill);
            assert_ne!(ours.weak_text_color(), own.weak_text_color());
        }
    }

    #[test]
    fn targets_are_large_enough() {
        let spacing = of(&Palette::LIGHT).spacing;
        assert!(spacing.interact_size.y >= 24.0 && spacing.interact_size.x >= 24.0);
    }
}
