//! Maps of numbers over a picture, and connected parts of them.

use crate::region::Region;

/// One number for each cell of a grid over the picture, rows from the top.
#[derive(Debug, Clone)]
pub struct Map {
    pub width: usize,
    pub height: usize,
    pub values: Vec<f32>,
}

/// A connected part of a map: its cells' box in whole cells (`x1`, `y1` the first outside) and the cells themselves.
#[derive(Debug, Clone)]
pub struct Part {
    pub x0: usize,
    pub y0: usize,
    pub x1: usize,
    pub y1: usize,
    /// Indices into [`Map::values`].
    pub cells: Vec<usize>,
}

impl Map {
    pub fn new(width: usize, height: usize, values: Vec<f32>) -> Option<Self> {
        (width > 0 && height > 0 && values.len() == width * height).then_some(Self { width, height, values })
    }

    pub fn at(&self, x: usize, y: usize) -> f32 {
        self.values.get(y * self.width + x).copied().unwrap_or(0.0)
    }

    /// The largest number.
    pub fn max(&self) -> f32 {
        self.values.iter().copied().fold(f32::NEG_INFINITY, f32::max)
    }

    /// The mean of the `count` largest numbers.
    pub fn mean_of_largest(&self, count: usize) -> f32 {
        let count = count.clamp(1, self.values.len());
        let mut values = self.values.clone();
        values.sort_unstable_by(|a, b| b.total_cmp(a));
        values[..count].iter().sum::<f32>() / count as f32
    }

    /// The mean of this map and of another one, widened or narrowed to its size between the middles of cells.
    pub fn mean_with(mut self, other: &Self) -> Self {
        let place = |at: usize, of: usize, other: usize| {
            let middle = ((at as f32 + 0.5) * other as f32 / of as f32 - 0.5).clamp(0.0, (other - 1) as f32);
            (middle as usize, (middle as usize + 1).min(other - 1), middle.fract())
        };
        let columns: Vec<_> = (0..self.width).map(|x| place(x, self.width, other.width)).collect();
        for (y, row) in self.values.chunks_exact_mut(self.width).enumerate() {
            let (top, bottom, down) = place(y, self.height, other.height);
            for (value, &(left, right, across)) in row.iter_mut().zip(&columns) {
                let on = |y: usize| other.at(left, y) * (1.0 - across) + other.at(right, y) * across;
                let seen = on(top) * (1.0 - down) + on(bottom) * down;
                *value = (*value + seen) / 2.0;
            }
        }
        self
    }

    /// The cells that are at least `least` and not less than any of the eight around them, the largest first.
    pub fn peaks(&self, least: f32) -> Vec<(usize, usize)> {
        let is_peak = |x: usize, y: usize| {
            let value = self.at(x, y);
            let around = (y.saturating_sub(1)..(y + 2).min(self.height))
                .flat_map(|v| (x.saturating_sub(1)..(x + 2).min(self.width)).map(move |u| (u, v)));
            value >= least && around.into_iter().all(|(u, v)| self.at(u, v) <= value)
        };
        let cells = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        let mut peaks: Vec<_> = cells.filter(|&(x, y)| is_peak(x, y)).collect();
        peaks.sort_by(|&(ax, ay), &(bx, by)| self.at(bx, by).total_cmp(&self.at(ax, ay)));
        peaks
    }

    /// The parts connected over sides and corners whose cells pass, in the order of their first cells.
    pub fn parts(&self, passes: impl Fn(f32) -> bool) -> Vec<Part> {
        let mut open: Vec<bool> = self.values.iter().map(|&value| passes(value)).collect();
        let mut parts = Vec::new();
        for first in 0..open.len() {
            if std::mem::take(&mut open[first]) {
                parts.push(self.part(first, &mut open));
            }
        }
        parts
    }

    fn part(&self, first: usize, open: &mut [bool]) -> Part {
        let (mut cells, mut next) = (vec![first], 0);
        let mut part = Part { x0: self.width, y0: self.height, x1: 0, y1: 0, cells: Vec::new() };
        while let Some(&cell) = cells.get(next) {
            next += 1;
            let (x, y) = (cell % self.width, cell / self.width);
            part.x0 = part.x0.min(x);
            part.y0 = part.y0.min(y);
            part.x1 = part.x1.max(x + 1);
            part.y1 = part.y1.max(y + 1);
            for v in y.saturating_sub(1)..(y + 2).min(self.height) {
                for u in x.saturating_sub(1)..(x + 2).min(self.width) {
                    if std::mem::take(&mut open[v * self.width + u]) {
                        cells.push(v * self.width + u);
                    }
                }
            }
        }
        part.cells = cells;
        part
    }

    /// The boxes of the connected parts that pass and cover at least `least_share` of the map.
    pub fn regions(&self, least_share: f32, passes: impl Fn(f32) -> bool) -> Vec<Region> {
        let least = least_share * self.values.len() as f32;
        let large = |part: &Part| part.cells.len() as f32 >= least;
        let (width, height) = (self.width as f64, self.height as f64);
        let region = |part: Part| {
            Region::new(
                part.x0 as f64 / width,
                part.y0 as f64 / height,
                part.x1 as f64 / width,
                part.y1 as f64 / height,
            )
        };
        self.parts(passes).into_iter().filter(large).filter_map(region).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(rows: &[&[u8]]) -> Map {
        let values: Vec<f32> = rows.iter().flat_map(|row| row.iter().map(|&v| f32::from(v - b'0'))).collect();
        Map::new(rows[0].len(), rows.len(), values).unwrap()
    }

    #[test]
    fn parts_hang_together_over_corners() {
        let parts = map(&[b"10010", b"01000", b"00001"]).parts(|v| v > 0.0);
        let boxes: Vec<_> = parts.iter().map(|p| (p.x0, p.y0, p.x1, p.y1, p.cells.len())).collect();
        assert_eq!(boxes, [(0, 0, 2, 2, 2), (3, 0, 4, 1, 1), (4, 2, 5, 3, 1)]);
    }

    #[test]
    fn small_parts_have_no_region() {
        let map = map(&[b"1100", b"1100", b"0000", b"0001"]);
        assert_eq!(map.regions(0.1, |v| v > 0.0), [Region::new(0.0, 0.0, 0.5, 0.5).unwrap()]);
        assert_eq!(map.regions(0.01, |v| v > 0.0).len(), 2);
    }

    #[test]
    fn peaks_come_largest_first() {
        assert_eq!(map(&[b"30000", b"00000", b"00005"]).peaks(1.0), [(4, 2), (0, 0)]);
        assert_eq!(map(&[b"12", b"34"]).peaks(1.0), [(1, 1)]);
    }

    #[test]
    fn a_smaller_map_counts_half() {
        let mean = map(&[b"2222", b"2222"]).mean_with(&map(&[b"04"]));
        assert_eq!(mean.values, [1.0, 1.5, 2.5, 3.0, 1.0, 1.5, 2.5, 3.0]);
    }

    #[test]
    fn the_largest_are_meant() {
        assert_eq!(map(&[b"1234"]).mean_of_largest(2), 3.5);
        assert_eq!(map(&[b"1234"]).mean_of_largest(99), 2.5);
    }
}
