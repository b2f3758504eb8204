//! The ellipse inside a box.

use super::Mask;
use super::rounding::Rounding;
use crate::region::Region;

/// The pixels of the ellipse that touches the four sides of `region`.
pub fn mask(region: Region, rounding: Rounding, width: u32, height: u32) -> Mask {
    let (w, h) = (f64::from(width), f64::from(height));
    let (middle_x, middle_y) = ((region.x0 + region.x1) / 2.0 * w, (region.y0 + region.y1) / 2.0 * h);
    let (half_x, half_y) = ((region.x1 - region.x0) / 2.0 * w, (region.y1 - region.y0) / 2.0 * h);
    let mut mask = Mask::empty(width, height);
    let rows = region.to_pixels(width, height);
    for y in rows.y0..rows.y1 {
        let (top, bottom) = (f64::from(y) - middle_y, f64::from(y + 1) - middle_y);
        // It is widest where the row comes nearest to its middle; what is wholly inside is as wide as at the other end.
        let far = match rounding {
            Rounding::Outward => 0.0_f64.clamp(top, bottom).abs(),
            Rounding::Inward => top.abs().max(bottom.abs()),
        };
        let part = 1.0 - (far / half_y).powi(2);
        if part >= 0.0 {
            let half = half_x * part.sqrt();
            mask.cover_row(y, rounding.span((middle_x - half, middle_x + half), width));
        }
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mask_is_what_a_test_of_every_pixel_gives() {
        let regions = [(0.1, 0.2, 0.83, 0.77), (0.0, 0.0, 1.0, 1.0), (0.4, 0.41, 0.43, 0.9), (0.51, 0.52, 0.52, 0.53)];
        for (x0, y0, x1, y1) in regions {
            let region = Region::new(x0, y0, x1, y1).unwrap();
            let (width, height) = (61, 43);
            let [touched, whole] = [Rounding::Outward, Rounding::Inward].map(|r| mask(region, r, width, height));
            // The distance of a place from the middle, in halves of the axes.
            let far = |x: f64, y: f64| {
                let across = (x / 61.0 - (x0 + x1) / 2.0) / ((x1 - x0) / 2.0);
                let down = (y / 43.0 - (y0 + y1) / 2.0) / ((y1 - y0) / 2.0);
                across.hypot(down)
            };
            let middle = ((x0 + x1) / 2.0 * 61.0, (y0 + y1) / 2.0 * 43.0);
            for (x, y) in (0..width).flat_map(|x| (0..height).map(move |y| (x, y))) {
                let (left, top) = (f64::from(x), f64::from(y));
                let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
                let farthest = corners.map(|(dx, dy)| far(left + dx, top + dy)).into_iter().fold(0.0, f64::max);
                let nearest = far(middle.0.clamp(left, left + 1.0), middle.1.clamp(top, top + 1.0));
                assert_eq!(whole.covers(x, y), farthest <= 1.0, "({x}, {y})");
                assert_eq!(touched.covers(x, y), nearest <= 1.0, "({x}, {y})");
            }
        }
    }
}
