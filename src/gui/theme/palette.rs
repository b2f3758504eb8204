//! Every colour of the window, once for light and once for dark. A new colour goes into the table of pairs below too.

use egui::{Color32, Ui};

/// The colours; names say what they are for.
#[derive(Debug, PartialEq)]
pub struct Palette {
    pub dark: bool,
    /// Behind everything.
    pub background: Color32,
    /// Cards, the side panel, the toolbar.
    pub card: Color32,
    /// Behind the photo.
    pub canvas: Color32,
    /// Text.
    pub ink: Color32,
    /// Second lines and labels.
    pub soft: Color32,
    /// Lines that only part things.
    pub line: Color32,
    /// Borders of what can be clicked.
    pub control: Color32,
    /// Behind a secondary button.
    pub control_ground: Color32,
    /// Behind a secondary button, a chip or a tool under the pointer, and while it is pressed.
    pub hover: Color32,
    pub pressed: Color32,
    /// Behind the tool or row that is chosen; its words are in `accent`.
    pub selected: Color32,
    /// Behind marked text.
    pub marked: Color32,
    /// The main button, links, the chosen thing.
    pub accent: Color32,
    pub accent_hover: Color32,
    pub accent_pressed: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Behind and on what cannot be clicked now.
    pub disabled: Color32,
    pub on_disabled: Color32,
    /// What wants a look: text, outlines, numbers.
    pub amber: Color32,
    /// Behind amber words.
    pub amber_ground: Color32,
    /// Numbers on `amber`.
    pub on_amber: Color32,
    /// What went well.
    pub good: Color32,
    /// Around what the keyboard is at.
    pub focus: Color32,
    /// The part of a progress bar still to come; behind sliders.
    pub track: Color32,
    /// Words on a photo, and the dark ground that they lie on.
    pub overlay: Color32,
    pub on_overlay: Color32,
    /// The light line beside the amber outlines on a photo.
    pub halo: Color32,
    /// Under the toolbar and menus.
    pub shadow: Color32,
    /// Bars of the time strip.
    pub bar: Color32,
    pub land: Color32,
    pub sea: Color32,
    pub border: Color32,
}

impl Palette {
    pub const LIGHT: Self = Self {
        dark: false,
        background: hex(0xf6f4ef),
        card: hex(0xfffdf9),
        canvas: hex(0xe8e4dc),
        ink: hex(0x23282e),
        soft: hex(0x565d66),
        line: hex(0xdcd6ca),
        control: hex(0x8b8477),
        control_ground: hex(0xfffdf9),
        hover: hex(0xf1ede4),
        pressed: hex(0xe6e1d6),
        selected: hex(0xd9e5e5),
        marked: hex(0xa8cdd3),
        accent: hex(0x1f5f6b),
        accent_hover: hex(0x194f5a),
        accent_pressed: hex(0x133f48),
        on_accent: hex(0xfffdf9),
        disabled: hex(0xebe7de),
        on_disabled: hex(0x60666e),
        amber: hex(0x9c5208),
        amber_ground: hex(0xfdf0dc),
        on_amber: hex(0xfffdf9),
        good: hex(0x2c6b46),
        focus: hex(0x1f5f6b),
        track: hex(0xdcd6ca),
        overlay: Color32::from_rgba_premultiplied(18, 20, 22, 214),
        on_overlay: hex(0xffffff),
        halo: Color32::from_rgba_premultiplied(216, 214, 208, 216),
        shadow: Color32::from_rgba_premultiplied(5, 4, 3, 34),
        bar: hex(0x55848d),
        land: hex(0xf3eddf),
        sea: hex(0xd3e2e7),
        border: hex(0xb5aa94),
    };

    pub const DARK: Self = Self {
        dark: true,
        background: hex(0x191d21),
        card: hex(0x22272c),
        canvas: hex(0x101316),
        ink: hex(0xeceae5),
        soft: hex(0xa9b0b8),
        line: hex(0x39414a),
        control: hex(0x77808a),
        control_ground: hex(0x22272c),
        hover: hex(0x2d333a),
        pressed: hex(0x373e46),
        selected: hex(0x2b4046),
        marked: hex(0x2f5a63),
        accent: hex(0x7cc4cf),
        accent_hover: hex(0x92d1da),
        accent_pressed: hex(0xa9dde4),
        on_accent: hex(0x12191c),
        disabled: hex(0x2c3238),
        on_disabled: hex(0x9aa2ab),
        amber: hex(0xf0a94e),
        amber_ground: hex(0x3a2d1a),
        on_amber: hex(0x1c1408),
        good: hex(0x83cfa2),
        focus: hex(0x7cc4cf),
        track: hex(0x39414a),
        overlay: Color32::from_rgba_premultiplied(18, 20, 22, 214),
        on_overlay: hex(0xffffff),
        halo: Color32::from_rgba_premultiplied(216, 214, 208, 216),
        shadow: Color32::from_rgba_premultiplied(0, 0, 0, 110),
        bar: hex(0x5f9aa4),
        land: hex(0x3b403b),
        sea: hex(0x1b2c36),
        border: hex(0x6a7068),
    };

    /// The colours in use where `ui` is.
    pub fn of(ui: &Ui) -> &'static Self {
        if ui.visuals().dark_mode { &Self::DARK } else { &Self::LIGHT }
    }
}

const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::super::contrast::{contrast, over};
    use super::*;

    /// Text that is used, and what it lies on.
    fn words(p: &Palette) -> Vec<(&'static str, Color32, Color32)> {
        let grounds = [p.background, p.card, p.amber_ground, p.canvas];
        let mut pairs = Vec::new();
        for ground in grounds {
            pairs.push(("text", p.ink, ground));
            pairs.push(("second line", p.soft, ground));
        }
        for ground in [p.background, p.card, p.canvas] {
            pairs.push(("link", p.accent, ground));
            pairs.push(("amber word", p.amber, ground));
        }
        for ground in [p.background, p.card] {
            pairs.push(("good word", p.good, ground));
        }
        for ground in [p.control_ground, p.hover, p.pressed] {
            pairs.push(("secondary button", p.ink, ground));
            pairs.push(("outlined button", p.accent, ground));
            pairs.push(("hint in a field", p.soft, ground));
        }
        for ground in [p.accent, p.accent_hover, p.accent_pressed] {
            pairs.push(("main button", p.on_accent, ground));
        }
        for ground in [p.disabled, p.background, p.card] {
            pairs.push(("disabled button", p.on_disabled, ground));
        }
        for ground in [Color32::BLACK, Color32::WHITE] {
            pairs.push(("label on a photo", p.on_overlay, over(p.overlay, ground)));
        }
        for ground in [p.land, p.sea] {
            pairs.push(("town", p.ink, ground));
        }
        pairs.push(("chosen tool", p.accent, p.selected));
        pairs.push(("marked text", p.ink, p.marked));
        pairs.push(("chosen row", p.ink, p.selected));
        pairs.push(("badge", p.amber, p.amber_ground));
        pairs.push(("number", p.on_amber, p.amber));
        pairs
    }

    /// Borders and marks, and what they have to be told from.
    fn controls(p: &Palette) -> Vec<(&'static str, Color32, Color32)> {
        let mut pairs = Vec::new();
        for ground in [p.background, p.card, p.amber_ground, p.canvas, p.hover] {
            pairs.push(("focus ring", p.focus, ground));
            pairs.push(("main button", p.accent, ground));
        }
        for ground in [p.background, p.card, p.control_ground, p.hover, p.amber_ground] {
            pairs.push(("border of a control", p.control, ground));
        }
        pairs.push(("progress", p.accent, p.track));
        pairs.push(("focus ring of the chosen tool", p.focus, p.selected));
        for ground in [p.land, p.sea] {
            pairs.push(("pin", p.amber, ground));
        }
        for ground in [p.background, p.card] {
            pairs.push(("bar of the time strip", p.bar, ground));
            pairs.push(("check mark", p.good, ground));
        }
        pairs
    }

    #[test]
    fn every_pair_in_use_has_enough_contrast() {
        let mut seen = 0;
        let mut faint = Vec::new();
        for palette in [&Palette::LIGHT, &Palette::DARK] {
            for (least, pairs) in [(4.5, words(palette)), (3.0, controls(palette))] {
                for (name, top, ground) in pairs {
                    let ratio = contrast(top, ground);
                    seen += 1;
                    if ratio < least {
                        faint.push(format!("{name}, dark {}: {top:?} on {ground:?} {ratio:.2}", palette.dark));
                    }
                }
            }
        }
        assert!(seen > 100, "{seen}");
        assert!(faint.is_empty(), "{}", faint.join("\n"));
    }
}
