//! Covers: which pixels of the upright picture are painted over, and with what.

use crate::pixels::Image;
use crate::region::{PixelBox, Region};

mod soft;
mod solid;

pub use solid::GRAY;

/// How a cover is filled. Neither style reads a pixel from under the cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// One colour.
    #[default]
    Solid,
    /// Colours grown inward from the border.
    Soft,
}

impl Style {
    /// Paints the covered pixels of an upright picture of the mask's size.
    pub fn paint(self, image: &mut Image, mask: &Mask) {
        if mask.is_empty() || (image.width, image.height) != (mask.width, mask.height) {
            return;
        }
        match self {
            Self::Solid => solid::paint(image, mask),
            Self::Soft => soft::paint(image, mask),
        }
    }
}

/// The shape of a cover.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    Inside(Region),
    /// Everything but the region.
    Outside(Region),
}

/// The covered pixels of an upright picture: sorted, separate spans `x0..x1` a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    pub width: u32,
    pub height: u32,
    rows: Vec<Vec<(u32, u32)>>,
}

impl Mask {
    /// Nothing covered.
    pub fn empty(width: u32, height: u32) -> Self {
        Self { width, height, rows: vec![Vec::new(); height as usize] }
    }

    /// The pixels under any of `shapes`; the edges of a kept region are drawn inward, those of a cover outward.
    pub fn of(shapes: &[Shape], width: u32, height: u32) -> Self {
        let mut mask = Self::empty(width, height);
        for shape in shapes {
            match shape {
                Shape::Inside(region) => mask.cover(region.to_pixels(width, height)),
                Shape::Outside(region) => {
                    let outer = region.to_pixels(width, height);
                    // Inward: a pixel that the region only touches is covered.
                    let x0 = (region.x0 * f64::from(width)).ceil() as u32;
                    let y0 = (region.y0 * f64::from(height)).ceil() as u32;
                    let x1 = ((region.x1 * f64::from(width)).floor() as u32).min(outer.x1).max(x0);
                    let y1 = ((region.y1 * f64::from(height)).floor() as u32).min(outer.y1).max(y0);
                    mask.cover(PixelBox { x0: 0, y0: 0, x1: width, y1: y0 });
                    mask.cover(PixelBox { x0: 0, y0: y1, x1: width, y1: height });
                    mask.cover(PixelBox { x0: 0, y0, x1: x0, y1 });
                    mask.cover(PixelBox { x0: x1, y0, x1: width, y1 });
                }
            }
        }
        mask
    }

    /// Adds a box.
    pub fn cover(&mut self, area: PixelBox) {
        let (x0, x1) = (area.x0.min(self.width), area.x1.min(self.width));
        if x0 >= x1 {
            return;
        }
        let rows = area.y0.min(self.height) as usize..area.y1.min(self.height).max(area.y0.min(self.height)) as usize;
        for spans in &mut self.rows[rows] {
            add_span(spans, (x0, x1));
        }
    }

    /// Adds what another mask of the same size covers.
    pub fn unite(&mut self, other: &Self) {
        for (spans, more) in self.rows.iter_mut().zip(&other.rows) {
            more.iter().for_each(|&span| add_span(spans, span));
        }
    }

    /// The covered spans of row `y`.
    pub fn row(&self, y: u32) -> &[(u32, u32)] {
        self.rows.get(y as usize).map_or(&[], Vec::as_slice)
    }

    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(Vec::is_empty)
    }

    /// Whether a pixel is covered.
    pub fn covers(&self, x: u32, y: u32) -> bool {
        self.row(y).iter().any(|&(x0, x1)| (x0..x1).contains(&x))
    }

    /// Whether any pixel of `area` is covered.
    pub fn touches(&self, area: PixelBox) -> bool {
        (area.y0..area.y1.min(self.height)).any(|y| self.row(y).iter().any(|&(x0, x1)| x0 < area.x1 && area.x0 < x1))
    }

    /// Grown to whole blocks of `block` pixels, then by `reach` pixels on each side. The lines between blocks lie at
    /// multiples of `block` less `shift` (where the first blocks are cut because they were last before turning).
    pub fn grown(&self, block: (u32, u32), shift: (u32, u32), reach: u32) -> Self {
        let (block_x, block_y) = (block.0.max(1), block.1.max(1));
        let mut grown = Self::empty(self.width, self.height);
        let mut top = 0;
        while top < self.height {
            let bottom = next_line(top, block_y, shift.1).min(self.height);
            let mut spans = Vec::new();
            for y in top..bottom {
                for &(x0, x1) in self.row(y) {
                    let left = ((x0 + shift.0) / block_x * block_x).saturating_sub(shift.0);
                    let right = next_line(x1 - 1, block_x, shift.0);
                    add_span(&mut spans, (left.saturating_sub(reach), right.saturating_add(reach).min(self.width)));
                }
            }
            for (x0, x1) in spans {
                grown.cover(PixelBox { x0, y0: top.saturating_sub(reach), x1, y1: bottom.saturating_add(reach) });
            }
            top = bottom;
        }
        grown
    }
}

/// The first line between blocks behind `at`.
fn next_line(at: u32, block: u32, shift: u32) -> u32 {
    ((at + shift) / block + 1) * block - shift
}

/// Adds a span to sorted, separate spans, joining what touches.
fn add_span(spans: &mut Vec<(u32, u32)>, (mut x0, mut x1): (u32, u32)) {
    spans.retain(|&(a, b)| {
        let joins = a <= x1 && x0 <= b;
        if joins {
            x0 = x0.min(a);
            x1 = x1.max(b);
        }
        !joins
    });
    let at = spans.partition_point(|&(a, _)| a < x0);
    spans.insert(at, (x0, x1));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::{Channels, Samples};

    fn picture(hidden: u8) -> (Image, Mask) {
        let mut mask = Mask::empty(60, 40);
        mask.cover(PixelBox { x0: 10, y0: 5, x1: 33, y1: 29 });
        let mut samples = Vec::new();
        for y in 0..40_u32 {
            for x in 0..60_u32 {
                let seen = [(x * 4) as u8, (y * 6) as u8, 90, 255];
                samples.extend(if mask.covers(x, y) { [hidden, 255 - hidden, hidden / 2, hidden] } else { seen });
            }
        }
        (Image::new(60, 40, Channels::Rgba, Samples::U8(samples)).unwrap(), mask)
    }

    #[test]
    fn pictures_that_differ_only_under_a_cover_become_the_same() {
        for style in [Style::Solid, Style::Soft] {
            let (mut one, mask) = picture(3);
            let (mut other, _) = picture(251);
            assert_ne!(one, other);
            style.paint(&mut one, &mask);
            style.paint(&mut other, &mask);
            assert_eq!(one, other, "{style:?}");
        }
    }

    #[test]
    fn painting_changes_nothing_outside_and_leaves_no_hole_to_see_through() {
        for style in [Style::Solid, Style::Soft] {
            let (before, mask) = picture(3);
            let mut after = before.clone();
            style.paint(&mut after, &mask);
            let (Samples::U8(before), Samples::U8(after)) = (before.samples, after.samples) else { panic!("depth") };
            for (at, (b, a)) in before.chunks(4).zip(after.chunks(4)).enumerate() {
                let covered = mask.covers(at as u32 % 60, at as u32 / 60);
                assert!(if covered { a[3] == 255 } else { a == b }, "{style:?} at {at}");
            }
        }
    }

    #[test]
    fn a_soft_cover_continues_its_surroundings() {
        let (mut image, mask) = picture(200);
        Style::Soft.paint(&mut image, &mask);
        let Samples::U8(v) = image.samples else { panic!("depth") };
        let at = |x: usize, y: usize| &v[(y * 60 + x) * 4..][..4];
        assert!(at(20, 15)[0].abs_diff(80) < 12, "red follows x: {:?}", at(20, 15));
        assert!(at(20, 15)[1].abs_diff(90) < 12, "green follows y: {:?}", at(20, 15));
        assert!(at(20, 15)[2].abs_diff(90) < 2);
    }

    #[test]
    fn a_wholly_covered_picture_is_painted_too() {
        let (mut image, _) = picture(200);
        let mut mask = Mask::empty(60, 40);
        mask.cover(PixelBox { x0: 0, y0: 0, x1: 60, y1: 40 });
        Style::Soft.paint(&mut image, &mask);
        let Samples::U8(v) = image.samples else { panic!("depth") };
        assert!(v.chunks(4).all(|p| p == [128, 128, 128, 255]));
    }

    #[test]
    fn overlapping_boxes_join() {
        let mut mask = Mask::empty(20, 4);
        mask.cover(PixelBox { x0: 2, y0: 0, x1: 6, y1: 2 });
        mask.cover(PixelBox { x0: 10, y0: 0, x1: 12, y1: 2 });
        mask.cover(PixelBox { x0: 5, y0: 1, x1: 10, y1: 3 });
        assert_eq!(mask.row(0), [(2, 6), (10, 12)]);
        assert_eq!(mask.row(1), [(2, 12)]);
        assert_eq!(mask.row(2), [(5, 10)]);
        assert!(mask.row(3).is_empty());
        assert!(mask.covers(11, 1) && !mask.covers(12, 1));
    }

    #[test]
    fn outside_leaves_only_the_inner_pixels() {
        let region = Region::new(0.25, 0.25, 0.74, 0.75).unwrap();
        let mask = Mask::of(&[Shape::Outside(region)], 10, 8);
        assert_eq!(mask.row(1), [(0, 10)]);
        assert_eq!(mask.row(2), [(0, 3), (7, 10)]);
        assert_eq!(mask.row(6), [(0, 10)]);
    }

    #[test]
    fn growing_reaches_whole_blocks_and_further() {
        let mut mask = Mask::empty(64, 64);
        mask.cover(PixelBox { x0: 20, y0: 20, x1: 21, y1: 21 });
        let grown = mask.grown((16, 16), (0, 0), 2);
        assert_eq!(grown.row(14), [(14, 34)]);
        assert!(grown.row(13).is_empty());
        assert_eq!(grown.row(33), [(14, 34)]);
        assert!(grown.row(34).is_empty());
        let shifted = mask.grown((16, 16), (9, 3), 0);
        assert_eq!(shifted.row(13), [(7, 23)]);
        assert_eq!(shifted.row(28), [(7, 23)]);
        assert!(shifted.row(12).is_empty() && shifted.row(29).is_empty());
    }
}
