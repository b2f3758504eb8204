//! Contrast of two colours, as WCAG 2.2 reckons it.

use egui::Color32;

/// From 1 (the same) to 21 (black on white), of two opaque colours.
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What is seen where `top` lies on `ground`.
pub fn over(top: Color32, ground: Color32) -> Color32 {
    let rest = 1.0 - f32::from(top.a()) / 255.0;
    let mixed = |top: u8, ground: u8| (f32::from(top) + f32::from(ground) * rest).round() as u8;
    Color32::from_rgb(mixed(top.r(), ground.r()), mixed(top.g(), ground.g()), mixed(top.b(), ground.b()))
}

/// [WCAG 2.2, "relative luminance"]
fn luminance(colour: Color32) -> f32 {
    let linear = |part: u8| {
        let part = f32::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_21() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((contrast(Color32::WHITE, Color32::WHITE) - 1.0).abs() < 0.01);
    }

    #[test]
    fn half_a_black_veil_on_white_is_grey() {
        assert_eq!(over(Color32::from_black_alpha(128), Color32::WHITE), Color32::from_gray(127));
    }
}
