//! The look of a picture: coarse enough to survive coding, fine enough to tell pictures and orientations apart.

use std::iter::Peekable;
use std::vec::IntoIter;

use crate::pixels::{Channels, Image, Orientation, Samples};

/// Cells on a side.
const GRID: usize = 8;
/// Samples taken along a long side, 48 in each cell; more if the other side is short, so that a cell always has some 2,000.
const TAKEN: usize = 48 * GRID;

/// Mean colours of an 8×8 grid over the upright picture (0..=255, sRGB or as coded, alpha laid over middle gray).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look(pub [[f32; 3]; 64]);

impl Look {
    /// The look of a stored picture once it is turned upright.
    pub fn of(stored: &Image, orientation: Orientation) -> Self {
        let mut lines = LookOfLines::new(stored.width, stored.height);
        while let Some(y) = lines.wanted() {
            let start = y as usize * stored.width as usize;
            lines.take(y, |x| colour(stored, start + x));
        }
        lines.finish(orientation)
    }

    /// The look that a stored picture with this look has once it is turned upright. [TIFF6 p. 36]
    pub fn turned(self, orientation: Orientation) -> Self {
        let last = GRID - 1;
        let mut upright = self;
        for y in 0..GRID {
            for x in 0..GRID {
                let (stored_x, stored_y) = match orientation {
                    Orientation::Upright => (x, y),
                    Orientation::MirroredHorizontally => (last - x, y),
                    Orientation::Rotated180 => (last - x, last - y),
                    Orientation::MirroredVertically => (x, last - y),
                    Orientation::Transposed => (y, x),
                    Orientation::Rotated90 => (y, last - x),
                    Orientation::Transversed => (last - y, last - x),
                    Orientation::Rotated270 => (last - y, x),
                };
                upright.0[y * GRID + x] = self.0[stored_y * GRID + stored_x];
            }
        }
        upright
    }

    /// Mean and largest difference of a cell to the other look, over the cells for which `counts(column, row)`.
    pub fn difference(&self, other: &Self, counts: impl Fn(usize, usize) -> bool) -> (f32, f32) {
        let (mut sum, mut most, mut cells) = (0.0, 0.0_f32, 0.0);
        for (at, (a, b)) in self.0.iter().zip(&other.0).enumerate() {
            if counts(at % GRID, at / GRID) {
                let apart = a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                sum += apart;
                most = most.max(apart);
                cells += 1.0;
            }
        }
        (if cells > 0.0 { sum / cells } else { 0.0 }, most)
    }
}

/// The look of a stored picture whose lines come one after the other.
pub struct LookOfLines {
    columns: Axis,
    rows: Peekable<IntoIter<(u32, usize, f32)>>,
    sums: [[f32; 4]; GRID * GRID],
}

impl LookOfLines {
    pub fn new(width: u32, height: u32) -> Self {
        let mut rows = Axis::new(height, width);
        rows.shake();
        let rows = rows.taken.into_iter().peekable();
        Self { columns: Axis::new(width, height), rows, sums: [[0.0; 4]; GRID * GRID] }
    }

    /// The next line that counts.
    pub fn wanted(&mut self) -> Option<u32> {
        self.rows.peek().map(|(y, ..)| *y)
    }

    /// Takes line `y`, whose colours (0..=255) are given by their column, if it counts.
    pub fn take(&mut self, y: u32, colour: impl Fn(usize) -> [f32; 3]) {
        while let Some((_, cell_y, weight_y)) = self.rows.next_if(|(row, ..)| *row == y) {
            self.columns.shake();
            for &(x, cell_x, weight_x) in &self.columns.taken {
                let weight = weight_x * weight_y;
                let [r, g, b] = colour(x as usize);
                let Some(sum) = self.sums.get_mut(cell_y * GRID + cell_x) else { continue };
                *sum = [sum[0] + r * weight, sum[1] + g * weight, sum[2] + b * weight, sum[3] + weight];
            }
        }
    }

    /// The look once the picture is turned upright.
    pub fn finish(self, orientation: Orientation) -> Look {
        let mean = |[r, g, b, weight]: [f32; 4]| [r, g, b].map(|v| v / weight.max(f32::MIN_POSITIVE));
        Look(self.sums.map(mean)).turned(orientation)
    }
}

/// The samples taken along one side: position, cell, weight.
struct Axis {
    side: u32,
    taken: Vec<(u32, usize, f32)>,
    random: u32,
}

impl Axis {
    fn new(side: u32, other: u32) -> Self {
        let count = TAKEN * TAKEN / (other as usize).clamp(1, TAKEN);
        let taken = if side as usize > count {
            (0..count).map(|i| (0, i * GRID / count, 1.0)).collect()
        } else {
            (0..side).flat_map(|at| shares(f64::from(at), f64::from(at + 1), f64::from(side), at)).collect()
        };
        Self { side, taken, random: side }
    }

    /// Takes other samples, each at a random place of its stretch, so that no pattern of the picture falls in step with them.
    fn shake(&mut self) {
        let count = self.taken.len() as u64;
        if u64::from(self.side) <= count {
            return;
        }
        for (i, (at, ..)) in self.taken.iter_mut().enumerate() {
            self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let within = (u64::from(self.random >> 8) * u64::from(self.side)) >> 24;
            *at = ((i as u64 * u64::from(self.side) + within) / count) as u32;
        }
    }
}

/// The cells that the stretch from `start` to `end` of a side falls into, each with the length of its part.
fn shares<T: Copy>(start: f64, end: f64, side: f64, tag: T) -> impl Iterator<Item = (T, usize, f32)> {
    let cell = side / GRID as f64;
    let first = ((start / cell) as usize).min(GRID - 1);
    (first..GRID).map_while(move |at| {
        let part = end.min((at + 1) as f64 * cell) - start.max(at as f64 * cell);
        (at as f64 * cell < end).then_some((tag, at, part.max(0.0) as f32))
    })
}

/// One pixel as red, green and blue of 0..=255.
fn colour(image: &Image, pixel: usize) -> [f32; 3] {
    let count = image.channels.count();
    let mut sample = [0.0_f32; 4];
    match &image.samples {
        Samples::U8(all) => {
            let pixel = all.get(pixel * count..(pixel + 1) * count).unwrap_or_default();
            sample.iter_mut().zip(pixel).for_each(|(to, &from)| *to = f32::from(from));
        }
        Samples::U16(all) => {
            let pixel = all.get(pixel * count..(pixel + 1) * count).unwrap_or_default();
            sample.iter_mut().zip(pixel).for_each(|(to, &from)| *to = f32::from(from) / 257.0);
        }
    }
    let [a, b, c, d] = sample;
    let over_gray = |v: f32, alpha: f32| 128.0 + (v - 128.0) * alpha / 255.0;
    match image.channels {
        Channels::Gray => [a; 3],
        Channels::GrayAlpha => [over_gray(a, b); 3],
        Channels::Rgb => [a, b, c],
        Channels::Rgba => [a, b, c].map(|v| over_gray(v, d)),
        Channels::Cmyk => [a, b, c].map(|ink| (255.0 - ink) * (255.0 - d) / 255.0),
    }
}

/// Adds up a plane of block means, `blocks_across` in a row, each `block` pixels of a picture of `width`×`height`, to the 64 cells.
pub fn of_blocks(
    means: impl Fn(usize, usize) -> f32,
    block: (f64, f64),
    width: u32,
    height: u32,
) -> [f32; GRID * GRID] {
    let parts = |block: f64, side: u32| {
        let side = f64::from(side);
        let count = (side / block).ceil() as usize;
        (0..count).flat_map(move |i| shares(i as f64 * block, ((i + 1) as f64 * block).min(side), side, i))
    };
    let columns: Vec<_> = parts(block.0, width).collect();
    let mut cells = [0.0; GRID * GRID];
    for (row, cell_y, share_y) in parts(block.1, height) {
        for &(column, cell_x, share_x) in &columns {
            cells[cell_y * GRID + cell_x] += means(column, row) * share_x * share_y;
        }
    }
    let area = width as f32 * height as f32 / (GRID * GRID) as f32;
    cells.map(|sum| sum / area)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::orientation::upright;

    fn scene(width: u32, height: u32) -> Image {
        let pixel = |at: u32| {
            let (x, y) = (at % width, at / width);
            [(x * 255 / width) as u8, (y * 255 / height) as u8, if x > y { 200 } else { 30 }]
        };
        Image::new(width, height, Channels::Rgb, Samples::U8((0..width * height).flat_map(pixel).collect())).unwrap()
    }

    #[test]
    fn the_look_follows_all_eight_orientations() {
        for (width, height) in [(600, 433), (64, 40), (9, 5), (3, 2)] {
            let stored = scene(width, height);
            for orientation in Orientation::ALL {
                let turned = Look::of(&upright(stored.clone(), orientation), Orientation::Upright);
                let (mean, most) = Look::of(&stored, orientation).difference(&turned, |_, _| true);
                assert!(mean < 2.0 && most < 4.0, "{width}×{height} {orientation:?}: {mean} {most}");
            }
        }
    }

    #[test]
    fn thin_pictures_of_writing_look_the_same_turned() {
        for (width, height) in [(1600, 16), (3000, 60), (12, 2000)] {
            let mut random = 9u32;
            let pixel = |_| {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if random >> 30 == 0 { 0 } else { 255 }
            };
            let samples = Samples::U8((0..width * height).map(pixel).collect());
            let stored = Image::new(width, height, Channels::Gray, samples).unwrap();
            for orientation in Orientation::ALL {
                let turned = Look::of(&upright(stored.clone(), orientation), Orientation::Upright);
                let (mean, most) = Look::of(&stored, orientation).difference(&turned, |_, _| true);
                assert!(mean < 3.0 && most < 12.0, "{width}×{height} {orientation:?}: {mean} {most}");
            }
        }
    }

    #[test]
    fn orientations_look_different() {
        let look = Look::of(&scene(600, 433), Orientation::Upright);
        for orientation in &Orientation::ALL[1..] {
            assert!(look.difference(&look.turned(*orientation), |_, _| true).0 > 20.0, "{orientation:?}");
        }
    }

    #[test]
    fn blocks_add_up_to_the_same_means() {
        let image = Image::new(100, 50, Channels::Gray, Samples::U8((0..5000).map(|at| (at % 100) as u8).collect()));
        let look = Look::of(&image.unwrap(), Orientation::Upright);
        let cells = of_blocks(|x, _| x as f32, (1.0, 1.0), 100, 50);
        for (cell, mean) in look.0.iter().zip(cells) {
            assert!((cell[0] - mean).abs() < 0.01);
        }
    }
}
