//! The outline of what is kept, as data: how deep each pixel of a small picture lies inside.

use super::Mask;
use super::rounding::Rounding;
use crate::region::Region;

/// The shape of a subject in a small picture; it fits the upright picture at any size.
#[derive(Debug, Clone, PartialEq)]
pub struct Silhouette {
    width: u32,
    height: u32,
    /// How deep the middle of each pixel lies inside the edge, in pixels of the small picture; 0 or less is outside.
    depth: Vec<f32>,
}

impl Silhouette {
    /// `None` where the number of depths does not fit the size, or there are none.
    pub fn new(width: u32, height: u32, mut depth: Vec<f32>) -> Option<Self> {
        let count = (width as usize).checked_mul(height as usize)?;
        for d in &mut depth {
            // What is no number is outside.
            *d = if d.is_nan() { -1.0 } else { d.clamp(-1e6, 1e6) };
        }
        (count > 0 && depth.len() == count).then_some(Self { width, height, depth })
    }

    pub fn width(&self) -> u32 {
        self.width
    }

    pub fn height(&self) -> u32 {
        self.height
    }

    /// Whether a pixel of the small picture belongs to it.
    pub fn contains(&self, x: u32, y: u32) -> bool {
        let at = y as usize * self.width as usize + x as usize;
        x < self.width && self.depth.get(at).is_some_and(|&d| d > 0.0)
    }

    /// Becomes both, for pictures of the same size.
    pub fn join(&mut self, other: &Self) {
        if (self.width, self.height) == (other.width, other.height) {
            for (own, other) in self.depth.iter_mut().zip(&other.depth) {
                *own = own.max(*other);
            }
        }
    }

    /// A box that it does not leave; `None` where nothing is inside.
    pub fn bounds(&self) -> Option<Region> {
        let inside = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        let inside = inside.filter(|&(x, y)| self.contains(x, y)).map(|(x, y)| (x, y, x, y));
        let (x0, y0, x1, y1) = inside.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)))?;
        // The edge lies before the middle of the next pixel.
        let (before, behind) = (|v: u32| f64::from(v) - 0.5, |v: u32| f64::from(v) + 1.5);
        let (w, h) = (f64::from(self.width), f64::from(self.height));
        Region::new(before(x0) / w, before(y0) / h, behind(x1) / w, behind(y1) / h)
    }

    /// The pixels of everything but the silhouette, in an upright picture of `width`×`height`.
    pub(super) fn around(&self, rounding: Rounding, width: u32, height: u32) -> Mask {
        match rounding {
            Rounding::Outward => self.touched(false, width, height),
            Rounding::Inward => self.touched(true, width, height).inverted(),
        }
    }

    /// The pixels in which any place is inside, or any outside. Between its own pixels the depth changes evenly, along and
    /// across, so that it is least and most on the upper and lower edges of a pixel and on the silhouette's own lines.
    fn touched(&self, inside: bool, width: u32, height: u32) -> Mask {
        let scale = f64::from(self.height) / f64::from(height);
        let enlarged = f64::from(width) / f64::from(self.width);
        let mut mask = Mask::empty(width, height);
        for y in 0..height {
            let (top, bottom) = (f64::from(y) * scale, f64::from(y + 1) * scale);
            let own = ((top - 0.5).ceil().max(0.0) as u32..).map(|line| f64::from(line) + 0.5);
            let own = own.take_while(|&line| line < bottom);
            for line in [top, bottom].into_iter().chain(own) {
                for (x0, x1) in stretches(&self.depths_at(line), inside) {
                    mask.cover_row(y, Rounding::Outward.span((x0 * enlarged, x1 * enlarged), width));
                }
            }
        }
        mask
    }

    /// The depths at the middles of the columns, at a height in its own pixels.
    fn depths_at(&self, line: f64) -> Vec<f32> {
        let width = self.width as usize;
        let last = (self.height as usize).saturating_sub(1);
        let at = (line - 0.5).clamp(0.0, last as f64);
        let (above, part) = (at.floor() as usize, at.fract() as f32);
        let row = |y: usize| self.depth.chunks_exact(width).nth(y).unwrap_or_default().iter();
        row(above).zip(row((above + 1).min(last))).map(|(a, b)| a + (b - a) * part).collect()
    }
}

/// Where a row of depths is inside, or outside, in its own pixels.
fn stretches(row: &[f32], inside: bool) -> Vec<(f64, f64)> {
    let is_in = |d: f32| (d > 0.0) == inside;
    let mut found = Vec::new();
    let mut start = row.first().filter(|&&d| is_in(d)).map(|_| 0.0);
    for (i, (&a, &b)) in row.iter().zip(row.iter().skip(1)).enumerate() {
        if is_in(a) != is_in(b) {
            let change = i as f64 + 0.5 + f64::from(a) / (f64::from(a) - f64::from(b));
            match start.take() {
                Some(from) => found.push((from, change)),
                None => start = Some(change),
            }
        }
    }
    found.extend(start.map(|from| (from, row.len() as f64)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disc of 20 pixels around (40, 30), its edge drawn in by one.
    fn disc() -> Silhouette {
        let depth = (0..80 * 60).map(|at| {
            let (x, y) = ((at % 80) as f32 + 0.5, (at / 80) as f32 + 0.5);
            (20.0 - (x - 40.0).hypot(y - 30.0)).max(0.0) - 1.0
        });
        Silhouette::new(80, 60, depth.collect()).unwrap()
    }

    #[test]
    fn the_large_cover_leaves_only_what_is_inside() {
        let (width, height) = (1003, 752);
        let mask = disc().around(Rounding::Outward, width, height);
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
            let mask = disc().around(Rounding::Outward, width, height);
            assert_eq!((mask.width, mask.height), (width, height));
            assert!(mask.covers(0, 0));
        }
        let nothing = Silhouette::new(3, 2, vec![-1.0; 6]).unwrap();
        let mask = nothing.around(Rounding::Outward, 30, 20);
        assert!((0..20).all(|y| mask.row(y) == [(0, 30)]));
    }

    /// Depths like hills, without an order.
    fn hills(width: u32, height: u32, seed: u32) -> Silhouette {
        let grain = |at: u32| (at.wrapping_mul(2_654_435_761).wrapping_add(seed) >> 20) as f32 / 2048.0 - 1.0;
        Silhouette::new(width, height, (0..width * height).map(grain).collect()).unwrap()
    }

    /// The depth at a place, in the silhouette's own pixels.
    fn depth(of: &Silhouette, x: f64, y: f64) -> f64 {
        let row = of.depths_at(y);
        let at = (x - 0.5).clamp(0.0, row.len() as f64 - 1.0);
        let (left, right) = (at.floor() as usize, (at.floor() as usize + 1).min(row.len() - 1));
        f64::from(row[left]) + f64::from(row[right] - row[left]) * at.fract()
    }

    #[test]
    fn no_pixel_is_left_or_shown_that_is_only_partly_inside() {
        for (seed, (width, height)) in [(83, 61), (9, 7), (4, 13), (30, 5)].into_iter().enumerate() {
            let hills = hills(9, 7, seed as u32 * 77_777_777);
            let [hidden, shown] = [Rounding::Outward, Rounding::Inward].map(|r| hills.around(r, width, height));
            let mut counts = [0; 3];
            for (x, y) in (0..width).flat_map(|x| (0..height).map(move |y| (x, y))) {
                let places = (0..=12).flat_map(|i| (0..=12).map(move |j| (f64::from(i) / 12.0, f64::from(j) / 12.0)));
                let depths: Vec<f64> = places
                    .map(|(i, j)| {
                        let (across, down) = (9.0 / f64::from(width), 7.0 / f64::from(height));
                        depth(&hills, (f64::from(x) + i) * across, (f64::from(y) + j) * down)
                    })
                    .collect();
                assert!(hidden.covers(x, y) || depths.iter().all(|&d| d > -1e-6), "({x}, {y}) is left");
                assert!(!shown.covers(x, y) || depths.iter().all(|&d| d < 1e-6), "({x}, {y}) is shown");
                counts[usize::from(hidden.covers(x, y)) + usize::from(shown.covers(x, y))] += 1;
            }
            assert!(width < 80 || counts.iter().all(|&count| count > 100), "{counts:?}");
        }
    }

    #[test]
    fn joined_silhouettes_hold_both() {
        let one = |at: usize| {
            let mut depth = vec![-1.0; 4];
            depth[at] = 1.0;
            Silhouette::new(4, 1, depth).unwrap()
        };
        let mut both = one(0);
        both.join(&one(3));
        assert!(both.contains(0, 0) && both.contains(3, 0) && !both.contains(1, 0));
        both.join(&Silhouette::new(2, 2, vec![5.0; 4]).unwrap());
        assert!(!both.contains(1, 0));
        assert_eq!(both.bounds(), Region::new(0.0, 0.0, 1.0, 1.0));
        assert_eq!(one(1).bounds(), Region::new(0.125, 0.0, 0.625, 1.0));
    }

    #[test]
    fn odd_numbers_are_outside() {
        assert_eq!(Silhouette::new(2, 2, vec![0.0; 3]), None);
        assert_eq!(Silhouette::new(0, 2, Vec::new()), None);
        let odd = Silhouette::new(2, 1, vec![f32::NAN, f32::INFINITY]).unwrap();
        assert!(!odd.contains(0, 0) && odd.contains(1, 0));
        assert!(!odd.around(Rounding::Outward, 4, 4).is_empty());
    }
}
