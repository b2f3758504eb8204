//! Pixels that are covered.

use super::rounding::Rounding;
use super::spans::{self, Span};
use super::{Cover, Effect};
use crate::region::PixelBox;

/// The covered pixels of an upright picture: sorted, separate spans `x0..x1` a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    pub width: u32,
    pub height: u32,
    pub(super) rows: Vec<Vec<Span>>,
}

impl Mask {
    /// Nothing covered.
    pub fn empty(width: u32, height: u32) -> Self {
        Self { width, height, rows: vec![Vec::new(); height as usize] }
    }

    /// What is left covered when all of `covers` were gone through, in their order. A cover takes every pixel that it touches; what
    /// uncovers shows only pixels that lie wholly inside.
    pub fn of(covers: &[Cover], width: u32, height: u32) -> Self {
        let mut mask = Self::empty(width, height);
        for Cover { shape, effect } in covers {
            match effect {
                Effect::Hide => mask.unite(&shape.mask(Rounding::Outward, width, height)),
                Effect::Show => mask.subtract(&shape.mask(Rounding::Inward, width, height)),
            }
        }
        mask
    }

    /// Adds a box.
    pub fn cover(&mut self, area: PixelBox) {
        let rows = self.rows.iter_mut().take(area.y1 as usize).skip(area.y0 as usize);
        let (x0, x1) = (area.x0, area.x1.min(self.width));
        if x0 < x1 {
            rows.for_each(|spans| spans::add(spans, (x0, x1)));
        }
    }

    /// Adds a span that lies inside the picture.
    pub(super) fn cover_row(&mut self, y: u32, span: Option<Span>) {
        if let (Some(spans), Some(span)) = (self.rows.get_mut(y as usize), span) {
            spans::add(spans, span);
        }
    }

    /// Adds what another mask of the same size covers.
    pub fn unite(&mut self, other: &Self) {
        for (spans, more) in self.rows.iter_mut().zip(&other.rows).filter(|(_, more)| !more.is_empty()) {
            spans.extend(more);
            spans::joined(spans);
        }
    }

    /// Uncovers what another mask of the same size covers.
    pub fn subtract(&mut self, other: &Self) {
        for (spans, less) in self.rows.iter_mut().zip(&other.rows) {
            spans::subtract(spans, less);
        }
    }

    /// Covered where this one is not.
    pub fn inverted(&self) -> Self {
        let mut all = Self::empty(self.width, self.height);
        all.cover(PixelBox { x0: 0, y0: 0, x1: self.width, y1: self.height });
        all.subtract(self);
        all
    }

    /// The part in a box, as a mask of the box's size.
    pub fn cropped(&self, area: PixelBox) -> Self {
        let (x0, x1) = (area.x0.min(self.width), area.x1.min(self.width));
        let moved = |&(a, b): &Span| {
            let (a, b) = (a.max(x0), b.min(x1));
            (a < b).then(|| (a - x0, b - x0))
        };
        let rows = self.rows.iter().take(area.y1 as usize).skip(area.y0 as usize);
        let rows: Vec<Vec<Span>> = rows.map(|spans| spans.iter().filter_map(moved).collect()).collect();
        Self { width: x1.saturating_sub(x0), height: rows.len() as u32, rows }
    }

    /// The smallest box around everything that is covered.
    pub fn bounds(&self) -> Option<PixelBox> {
        around(self.rows.iter().map(|spans| Some((spans.first()?.0, spans.last()?.1))))
    }

    /// The smallest box around everything in which another mask of the same size differs.
    pub fn difference_bounds(&self, other: &Self) -> Option<PixelBox> {
        around(self.rows.iter().zip(&other.rows).map(|(one, other)| spans::difference(one, other)))
    }

    /// The covered spans of row `y`.
    pub fn row(&self, y: u32) -> &[Span] {
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
            let mut row = Vec::new();
            for y in top..bottom {
                for &(x0, x1) in self.row(y) {
                    let left = ((x0 + shift.0) / block_x * block_x).saturating_sub(shift.0);
                    let right = next_line(x1 - 1, block_x, shift.0);
                    spans::add(&mut row, (left.saturating_sub(reach), right.saturating_add(reach).min(self.width)));
                }
            }
            for (x0, x1) in row {
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

/// The box around a stretch in each row.
fn around(rows: impl Iterator<Item = Option<Span>>) -> Option<PixelBox> {
    let boxes = (0_u32..).zip(rows).filter_map(|(y, span)| span.map(|(x0, x1)| PixelBox { x0, y0: y, x1, y1: y + 1 }));
    boxes.reduce(|a, b| PixelBox { x0: a.x0.min(b.x0), y0: a.y0, x1: a.x1.max(b.x1), y1: b.y1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cover::Shape;
    use crate::region::Region;

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
        let mask = Mask::of(&[Cover::hide(Shape::Outside(region))], 10, 8);
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

    #[test]
    fn what_uncovers_lifts_the_covers_before_it_only() {
        let at = |x0: f64, y0: f64, x1: f64, y1: f64| Shape::Inside(Region::new(x0, y0, x1, y1).unwrap());
        let below = Cover::hide(at(0.1, 0.1, 0.9, 0.9));
        let shown = Cover { shape: at(0.25, 0.35, 0.75, 0.65), effect: Effect::Show };
        let above = Cover::hide(at(0.4, 0.4, 0.5, 0.5));
        let mask = Mask::of(&[shown.clone(), below.clone(), shown, above], 10, 10);
        assert_eq!(mask.row(2), [(1, 9)]);
        assert_eq!(mask.row(3), [(1, 9)], "a row that is only partly to be shown stays covered");
        assert_eq!(mask.row(4), [(1, 3), (4, 5), (7, 9)]);
        assert_eq!(mask.row(5), [(1, 3), (7, 9)]);
        assert_eq!(mask.row(6), [(1, 9)]);
        let outside = Cover { shape: Shape::Outside(Region::new(0.31, 0.0, 0.69, 1.0).unwrap()), effect: Effect::Show };
        assert_eq!(Mask::of(&[below, outside], 10, 10).row(4), [(3, 7)]);
    }

    #[test]
    fn a_part_of_a_mask_is_a_mask() {
        let mut mask = Mask::empty(20, 10);
        mask.cover(PixelBox { x0: 2, y0: 3, x1: 9, y1: 5 });
        mask.cover(PixelBox { x0: 15, y0: 4, x1: 20, y1: 10 });
        let part = mask.cropped(PixelBox { x0: 5, y0: 4, x1: 16, y1: 8 });
        assert_eq!((part.width, part.height), (11, 4));
        assert_eq!(part.row(0), [(0, 4), (10, 11)]);
        assert_eq!(part.row(1), [(10, 11)]);
        assert_eq!(mask.cropped(PixelBox { x0: 0, y0: 0, x1: 20, y1: 10 }), mask);
    }

    #[test]
    fn boxes_around_what_is_covered_and_what_differs() {
        let mut mask = Mask::empty(20, 10);
        assert_eq!(mask.bounds(), None);
        mask.cover(PixelBox { x0: 2, y0: 3, x1: 9, y1: 5 });
        let before = mask.clone();
        assert_eq!(mask.difference_bounds(&before), None);
        mask.cover(PixelBox { x0: 7, y0: 4, x1: 12, y1: 8 });
        assert_eq!(mask.bounds(), Some(PixelBox { x0: 2, y0: 3, x1: 12, y1: 8 }));
        assert_eq!(mask.difference_bounds(&before), Some(PixelBox { x0: 7, y0: 4, x1: 12, y1: 8 }));
        assert_eq!(before.difference_bounds(&mask), mask.difference_bounds(&before));
        assert_eq!(mask.inverted().inverted(), mask);
    }
}
