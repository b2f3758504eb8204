//! An outline at the size of the picture that is covered.

use crate::cover::Mask;
use crate::region::PixelBox;

use super::Outline;

impl Outline {
    /// The cover for "keep only this" in an upright picture of `width`×`height` pixels: everything but the outline. The
    /// edge is drawn inward: a pixel stays visible only if it lies inside for certain.
    pub fn cover_outside(&self, width: u32, height: u32) -> Mask {
        let mut mask = Mask::empty(width, height);
        for y in 0..height {
            let mut start = 0;
            for (x0, x1) in self.kept_spans(y, width, height) {
                mask.cover(PixelBox { x0: start, y0: y, x1: x0, y1: y + 1 });
                start = x1;
            }
            mask.cover(PixelBox { x0: start, y0: y, x1: width, y1: y + 1 });
        }
        mask
    }

    /// What stays visible in a row of the large picture.
    fn kept_spans(&self, y: u32, width: u32, height: u32) -> Vec<(u32, u32)> {
        let mut spans = Vec::new();
        let Some(row) = self.depths_at((f64::from(y) + 0.5) / f64::from(height)) else { return spans };
        let scale = self.width as f32 / width as f32;
        let mut start = None;
        for x in 0..width {
            let inside = between(&row, (x as f32 + 0.5) * scale - 0.5) > 0.0;
            match (inside, start) {
                (true, None) => start = Some(x),
                (false, Some(from)) => {
                    spans.push((from, x));
                    start = None;
                }
                _ => {}
            }
        }
        spans.extend(start.map(|from| (from, width)));
        spans
    }

    /// How deep the small picture's pixels lie inside at a height (0..1) between its rows; `None` where nothing does.
    fn depths_at(&self, fraction: f64) -> Option<Vec<f32>> {
        let width = self.width as usize;
        let last = (self.height as usize).checked_sub(1)?;
        let at = (fraction * f64::from(self.height) - 0.5).clamp(0.0, last as f64);
        let (above, part) = (at.floor() as usize, at.fract() as f32);
        let row = |y: usize| self.depth.get(y * width..(y + 1) * width);
        let (above, below) = (row(above)?, row((above + 1).min(last))?);
        let mixed: Vec<f32> = above.iter().zip(below).map(|(a, b)| a + (b - a) * part).collect();
        mixed.iter().any(|&d| d > 0.0).then_some(mixed)
    }
}

/// The value of a row between its entries.
fn between(row: &[f32], at: f32) -> f32 {
    let at = at.clamp(0.0, row.len() as f32 - 1.0);
    let left = at.floor() as usize;
    let right = (left + 1).min(row.len() - 1);
    row[left] + (row[right] - row[left]) * at.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disc of 20 pixels around (40, 30), its edge drawn in by one.
    fn disc() -> Outline {
        let depth = (0..80 * 60).map(|at| {
            let (x, y) = ((at % 80) as f32 + 0.5, (at / 80) as f32 + 0.5);
            (20.0 - (x - 40.0).hypot(y - 30.0)).max(0.0) - 1.0
        });
        Outline { width: 80, height: 60, depth: depth.collect(), steadiness: 1.0 }
    }

    #[test]
    fn the_large_cover_leaves_only_what_is_inside() {
        let (width, height) = (1003, 752);
        let mask = disc().cover_outside(width, height);
        let mut visible = 0;
        for y in 0..height {
            for x in 0..width {
                let (sx, sy) = ((x as f32 + 0.5) * 80.0 / 1003.0, (y as f32 + 0.5) * 60.0 / 752.0);
                let radius = (sx - 40.0).hypot(sy - 30.0);
                assert!(mask.covers(x, y) || radius < 19.3, "({x}, {y}) is visible at {radius}");
                visible += u32::from(!mask.covers(x, y));
            }
        }
        let whole = std::f32::consts::PI * 19.0 * 19.0 * (1003.0 * 752.0 / 4800.0);
        assert!((visible as f32) > 0.97 * whole && (visible as f32) < 1.02 * whole, "{visible} of {whole}");
    }

    #[test]
    fn small_and_odd_sizes_are_covered_wholly_or_by_the_outline() {
        for (width, height) in [(1, 1), (1, 50), (80, 60), (7, 400)] {
            let mask = disc().cover_outside(width, height);
            assert_eq!((mask.width, mask.height), (width, height));
            assert!(mask.covers(0, 0) || width == 1);
        }
        let nothing = Outline { width: 3, height: 2, depth: vec![-1.0; 6], steadiness: 1.0 };
        let mask = nothing.cover_outside(30, 20);
        assert!((0..20).all(|y| mask.row(y) == [(0, 30)]));
    }
}
