//! What a brush goes over: a line of any number of points, thick, with round ends.

use super::Mask;
use super::rounding::Rounding;
use super::spans;
use crate::region::Region;

/// The way of a brush.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Fractions of the upright picture; they may lie somewhat outside.
    pub points: Vec<(f64, f64)>,
    /// Half the width of the brush, as a fraction of the longer side.
    pub radius: f64,
}

impl Stroke {
    /// The pixels of the stroke. Inward, a pixel counts that lies wholly inside one of the straight pieces.
    pub(super) fn mask(&self, rounding: Rounding, width: u32, height: u32) -> Mask {
        let mut rows = vec![Vec::new(); height as usize];
        let points = self.in_pixels(width, height);
        let radius = self.radius_px(width, height);
        let last = points.last().map(|&point| (point, point)).filter(|_| points.len() == 1);
        let pieces = points.iter().copied().zip(points.iter().copied().skip(1)).chain(last);
        for (from, to) in pieces {
            let piece = Piece::new(from, to, radius);
            let (top, bottom) = (from.1.min(to.1) - radius, from.1.max(to.1) + radius);
            let Some((first, end)) = Rounding::Outward.span((top, bottom), height) else { continue };
            for (y, row) in (first..end).zip(rows.iter_mut().skip(first as usize)) {
                let stretch = match rounding {
                    Rounding::Outward => piece.widest(f64::from(y)),
                    Rounding::Inward => piece.narrowest(f64::from(y)),
                };
                if let Some(span) = rounding.span(stretch, width) {
                    spans::push(row, span);
                }
            }
        }
        rows.iter_mut().for_each(spans::joined);
        Mask { width, height, rows }
    }

    /// The smallest box around it, in a picture of `width`×`height`; `None` where it lies outside.
    pub fn bounds(&self, width: u32, height: u32) -> Option<Region> {
        let radius = self.radius_px(width, height);
        let (across, down) = (radius / f64::from(width), radius / f64::from(height));
        let around = |&(x, y): &(f64, f64)| [x - across, y - down, x + across, y + down];
        let wider = |a: [f64; 4], b: [f64; 4]| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
        let [x0, y0, x1, y1] = self.sensible().iter().map(around).reduce(wider)?;
        Region::new(x0, y0, x1, y1)
    }

    /// Without points that are no place near the picture.
    fn sensible(&self) -> Vec<(f64, f64)> {
        let near = |v: f64| (-4.0..=5.0).contains(&v);
        self.points.iter().copied().filter(|&(x, y)| near(x) && near(y)).collect()
    }

    fn in_pixels(&self, width: u32, height: u32) -> Vec<(f64, f64)> {
        let (w, h) = (f64::from(width), f64::from(height));
        self.sensible().into_iter().map(|(x, y)| (x * w, y * h)).collect()
    }

    fn radius_px(&self, width: u32, height: u32) -> f64 {
        let radius = if self.radius.is_nan() { 0.0 } else { self.radius.clamp(0.0, 2.0) };
        radius * f64::from(width.max(height))
    }
}

/// One straight piece with its round ends: two discs, and the two edges that lie along both.
struct Piece {
    ends: [(f64, f64); 2],
    radius: f64,
    edges: Option<[Edge; 2]>,
}

impl Piece {
    fn new(from: (f64, f64), to: (f64, f64), radius: f64) -> Self {
        let (along_x, along_y) = (to.0 - from.0, to.1 - from.1);
        let length = along_x.hypot(along_y);
        let edge = |side: f64| {
            let (across_x, across_y) = (-along_y / length * side, along_x / length * side);
            Edge::new((from.0 + across_x, from.1 + across_y), (to.0 + across_x, to.1 + across_y))
        };
        let edges = (length > 0.0).then(|| [edge(radius), edge(-radius)]);
        Self { ends: [from, to], radius, edges }
    }

    /// From the leftmost to the rightmost place between the lines `y` and `y + 1`: all between them is inside, too, as the
    /// piece has no hollows.
    fn widest(&self, y: f64) -> (f64, f64) {
        self.stretch(y, y + 1.0)
    }

    /// What is inside all the way from the line `y` to the line `y + 1`.
    fn narrowest(&self, y: f64) -> (f64, f64) {
        let (above, below) = (self.stretch(y, y), self.stretch(y + 1.0, y + 1.0));
        (above.0.max(below.0), above.1.min(below.1))
    }

    fn stretch(&self, top: f64, bottom: f64) -> (f64, f64) {
        let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
        for (x, y) in self.ends {
            let far = y.clamp(top, bottom) - y;
            let square = self.radius * self.radius - far * far;
            if square >= 0.0 {
                let half = square.sqrt();
                (left, right) = (left.min(x - half), right.max(x + half));
            }
        }
        for (a, b) in self.edges.iter().flatten().filter_map(|edge| edge.between(top, bottom)) {
            (left, right) = (left.min(a.min(b)), right.max(a.max(b)));
        }
        (left, right)
    }
}

/// A straight line between two places, from the upper one to the lower one.
struct Edge {
    upper: (f64, f64),
    lower: (f64, f64),
    /// To the right for each pixel down.
    slope: f64,
}

impl Edge {
    fn new(a: (f64, f64), b: (f64, f64)) -> Self {
        let (upper, lower) = if a.1 <= b.1 { (a, b) } else { (b, a) };
        let down = lower.1 - upper.1;
        let slope = if down > 1e-9 { (lower.0 - upper.0) / down } else { 0.0 };
        Self { upper, lower, slope }
    }

    /// Its ends between two heights.
    fn between(&self, top: f64, bottom: f64) -> Option<(f64, f64)> {
        if bottom < self.upper.1 || self.lower.1 < top {
            return None;
        }
        let above = if top <= self.upper.1 { self.upper.0 } else { self.upper.0 + (top - self.upper.1) * self.slope };
        let below =
            if bottom >= self.lower.1 { self.lower.0 } else { self.lower.0 + (bottom - self.lower.1) * self.slope };
        Some((above, below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dice(seed: u64) -> impl FnMut() -> f64 {
        let mut state = seed;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        }
    }

    /// The distance from a place to a piece.
    fn distance(at: (f64, f64), (a, b): ((f64, f64), (f64, f64))) -> f64 {
        let along = (b.0 - a.0, b.1 - a.1);
        let square = along.0 * along.0 + along.1 * along.1;
        let part = ((at.0 - a.0) * along.0 + (at.1 - a.1) * along.1) / square;
        let part = if square > 0.0 { part.clamp(0.0, 1.0) } else { 0.0 };
        (at.0 - a.0 - part * along.0).hypot(at.1 - a.1 - part * along.1)
    }

    /// The distance from a pixel to a piece: zero where it passes through, else between a corner and the piece or between an
    /// end and a side.
    fn pixel_distance(x: f64, y: f64, piece: ((f64, f64), (f64, f64))) -> f64 {
        let corners = [(x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0)];
        let to_side = |at: (f64, f64)| (at.0 - at.0.clamp(x, x + 1.0)).hypot(at.1 - at.1.clamp(y, y + 1.0));
        let crosses = (0..4).any(|i| {
            let (c, d) = (corners[i], corners[(i + 1) % 4]);
            let side =
                |p: (f64, f64), q: (f64, f64), r: (f64, f64)| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
            side(piece.0, piece.1, c) * side(piece.0, piece.1, d) < 0.0
                && side(c, d, piece.0) * side(c, d, piece.1) < 0.0
        });
        let near = corners.map(|corner| distance(corner, piece)).into_iter().fold(f64::INFINITY, f64::min);
        if crosses { 0.0 } else { near.min(to_side(piece.0)).min(to_side(piece.1)) }
    }

    #[test]
    fn the_mask_is_what_a_test_of_every_pixel_gives() {
        let mut roll = dice(7);
        let (mut touched_count, mut whole_count) = (0, 0);
        for case in 0..60 {
            let (width, height) = (30 + (roll() * 60.0) as u32, 30 + (roll() * 60.0) as u32);
            let count = [1, 2, 3, 9][case % 4];
            let mut points: Vec<(f64, f64)> = (0..count).map(|_| (roll() * 1.4 - 0.2, roll() * 1.4 - 0.2)).collect();
            if case % 5 == 0 {
                // Straight across and straight down, and twice the same.
                let (x, y) = points[0];
                points = vec![(x, y), (x + 0.3, y), (x + 0.3, y), (x + 0.3, y + 0.2)];
            }
            let stroke = Stroke { points, radius: [0.004, 0.02, 0.1, 0.3][case / 4 % 4] };
            let [touched, whole] = [Rounding::Outward, Rounding::Inward].map(|r| stroke.mask(r, width, height));
            let points = stroke.in_pixels(width, height);
            let mut pieces: Vec<_> = points.windows(2).map(|pair| (pair[0], pair[1])).collect();
            pieces.extend((points.len() == 1).then(|| (points[0], points[0])));
            let radius = stroke.radius * f64::from(width.max(height));
            for (x, y) in (0..width).flat_map(|x| (0..height).map(move |y| (x, y))) {
                let (left, top) = (f64::from(x), f64::from(y));
                let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(i, j)| (left + i, top + j));
                let touches = pieces.iter().any(|&piece| pixel_distance(left, top, piece) <= radius);
                let holds = |piece: &_| corners.iter().all(|&corner| distance(corner, *piece) <= radius);
                assert_eq!(touched.covers(x, y), touches, "case {case}: ({x}, {y})");
                assert_eq!(whole.covers(x, y), pieces.iter().any(holds), "case {case}: ({x}, {y})");
                touched_count += u32::from(touches);
                whole_count += u32::from(whole.covers(x, y));
            }
        }
        assert!(whole_count > 10_000 && touched_count > whole_count, "{touched_count} {whole_count}");
    }

    #[test]
    fn a_long_stroke_on_a_large_picture_takes_milliseconds() {
        let turn = |i: u32| f64::from(i) * 0.01;
        let points =
            (0..2000).map(|i| (0.5 + 0.4 * turn(i).cos() * turn(i) / 20.0, 0.5 + 0.4 * turn(i).sin())).collect();
        let stroke = Stroke { points, radius: 0.02 };
        let start = std::time::Instant::now();
        let mask = stroke.mask(Rounding::Outward, 8000, 6000);
        let took = start.elapsed();
        assert!(!mask.is_empty());
        println!("{took:?}");
        assert!(took.as_millis() < 500, "{took:?}");
    }

    #[test]
    fn odd_numbers_cover_little_and_never_panic() {
        let odd = [f64::NAN, f64::INFINITY, -f64::INFINITY, 1e300, -0.0, 0.5];
        for radius in odd {
            let points = odd.iter().flat_map(|&x| odd.map(|y| (x, y))).collect();
            let stroke = Stroke { points, radius };
            for rounding in [Rounding::Outward, Rounding::Inward] {
                assert_eq!(stroke.mask(rounding, 9, 4).height, 4);
            }
        }
        assert!(Stroke { points: Vec::new(), radius: 0.5 }.mask(Rounding::Outward, 9, 4).is_empty());
    }

    #[test]
    fn the_box_around_holds_every_pixel() {
        let stroke = Stroke { points: vec![(0.303, 0.404), (0.503, 0.453)], radius: 0.05 };
        let mask = stroke.mask(Rounding::Outward, 200, 100);
        assert_eq!(mask.bounds(), Some(stroke.bounds(200, 100).unwrap().to_pixels(200, 100)));
    }
}
