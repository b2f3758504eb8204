//! A rectangle in fractions of the upright picture.

/// Fractions of the upright picture, `x` to the right, `y` down; `0 ≤ x0 < x1 ≤ 1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

/// A rectangle in whole pixels; `x1` and `y1` are the first ones outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelBox {
    pub x0: u32,
    pub y0: u32,
    pub x1: u32,
    pub y1: u32,
}

impl Region {
    /// All of the picture.
    pub const WHOLE: Self = Self { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 };

    /// `None` for numbers that are no rectangle inside the picture; what juts out is cut off.
    pub fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Option<Self> {
        let finite = [x0, y0, x1, y1].iter().all(|v| v.is_finite());
        let clamp = |v: f64| v.clamp(0.0, 1.0);
        let region = Self { x0: clamp(x0), y0: clamp(y0), x1: clamp(x1), y1: clamp(y1) };
        (finite && region.x0 < region.x1 && region.y0 < region.y1).then_some(region)
    }

    /// Of that of the picture, 0..=1.
    pub fn area(self) -> f64 {
        (self.x1 - self.x0) * (self.y1 - self.y0)
    }

    /// What lies in both.
    pub fn shared(self, other: Self) -> Option<Self> {
        let (x0, y0) = (self.x0.max(other.x0), self.y0.max(other.y0));
        Self::new(x0, y0, self.x1.min(other.x1), self.y1.min(other.y1))
    }

    /// The smallest region that holds both.
    pub fn around(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The smallest box of whole pixels that holds the region, in a picture of `width`×`height` pixels.
    pub fn to_pixels(self, width: u32, height: u32) -> PixelBox {
        let low = |v: f64, side: u32| ((v * f64::from(side)).floor() as u32).min(side.saturating_sub(1));
        let high = |v: f64, side: u32| ((v * f64::from(side)).ceil() as u32).clamp(1, side.max(1));
        PixelBox {
            x0: low(self.x0, width),
            y0: low(self.y0, height),
            x1: high(self.x1, width),
            y1: high(self.y1, height),
        }
    }

    /// The same for a crop: at least one pixel, and what lies outside by a hair, from numbers that were rounded, counts as inside.
    pub fn inner_pixels(self, width: u32, height: u32) -> PixelBox {
        const HAIR: f64 = 1e-6;
        let inner = |from: f64, to: f64, side: u32| {
            let (from, to) = (from * f64::from(side), to * f64::from(side));
            let (low, high) = ((from - HAIR).ceil() as u32, ((to + HAIR).floor() as u32).min(side));
            let only = (from.floor() as u32).min(side.saturating_sub(1));
            if low < high { (low, high) } else { (only, only + 1) }
        };
        let ((x0, x1), (y0, y1)) = (inner(self.x0, self.x1, width), inner(self.y0, self.y1, height));
        PixelBox { x0, y0, x1, y1 }
    }

    /// The largest box of whole pixels inside the region; where there is none, it holds no pixel.
    pub fn whole_pixels(self, width: u32, height: u32) -> PixelBox {
        let low = |v: f64, side: u32| (v * f64::from(side)).ceil() as u32;
        let high = |v: f64, side: u32| (v * f64::from(side)).floor() as u32;
        let (x0, y0) = (low(self.x0, width), low(self.y0, height));
        PixelBox { x0, y0, x1: high(self.x1, width).max(x0), y1: high(self.y1, height).max(y0) }
    }
}

impl PixelBox {
    /// The box grown outward to multiples of `step_x`×`step_y` pixels, inside `width`×`height`.
    pub fn grown_to(self, step_x: u32, step_y: u32, width: u32, height: u32) -> Self {
        let up = |v: u32, step: u32, side: u32| v.div_ceil(step).saturating_mul(step).min(side);
        Self {
            x0: self.x0 / step_x * step_x,
            y0: self.y0 / step_y * step_y,
            x1: up(self.x1, step_x, width),
            y1: up(self.y1, step_y, height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_rounded_outward() {
        let region = Region::new(0.26, 0.5, 0.74, 1.0).unwrap();
        assert_eq!(region.to_pixels(10, 10), PixelBox { x0: 2, y0: 5, x1: 8, y1: 10 });
    }

    #[test]
    fn pixels_inside_are_rounded_inward() {
        let region = Region::new(0.26, 0.5, 0.74, 1.0).unwrap();
        assert_eq!(region.whole_pixels(10, 10), PixelBox { x0: 3, y0: 5, x1: 7, y1: 10 });
        let thin = Region::new(0.51, 0.0, 0.58, 1.0).unwrap();
        assert_eq!(thin.whole_pixels(10, 10), PixelBox { x0: 6, y0: 0, x1: 6, y1: 10 });
    }

    #[test]
    fn a_crop_to_whole_pixels_keeps_just_these() {
        for side in 1..300 {
            for at in 0..side {
                let fraction = |pixel: u32| f64::from(pixel) / f64::from(side);
                let region = Region::new(fraction(at), 0.0, fraction(at + 1), 1.0).unwrap();
                assert_eq!(region.inner_pixels(side, 7), PixelBox { x0: at, y0: 0, x1: at + 1, y1: 7 });
            }
        }
        let nothing = Region::new(0.999, 0.51, 1.0, 0.52).unwrap();
        assert_eq!(nothing.inner_pixels(10, 10), PixelBox { x0: 9, y0: 5, x1: 10, y1: 6 });
    }

    #[test]
    fn no_rectangle_is_no_region() {
        assert_eq!(Region::new(0.5, 0.0, 0.5, 1.0), None);
        assert_eq!(Region::new(f64::NAN, 0.0, 1.0, 1.0), None);
        assert_eq!(Region::new(1.5, 0.0, 2.0, 1.0), None);
    }

    #[test]
    fn grown_boxes_stay_inside() {
        let grown = PixelBox { x0: 17, y0: 3, x1: 33, y1: 99 }.grown_to(16, 8, 40, 100);
        assert_eq!(grown, PixelBox { x0: 16, y0: 0, x1: 40, y1: 100 });
    }
}
