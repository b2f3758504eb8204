//! Blocks that are only partly shown: up to seven rows or columns of samples that no viewer shows, but everybody can decode.
//!
//! Encoders fill them with the last shown sample again, or with the shown ones mirrored. Anything else, by more than coarse
//! quantisation explains, is picture that was cut off, or a message.

use super::scan::{Component, Frame};
use crate::item::Kind;
use crate::verify::notes::Notes;

/// How far samples beyond the edge may lie from what fills them, as a root mean square of a block, in units of what rounding to
/// the steps of the table can do. Among 133 sides of photos from cameras and editors the worst block had 3.6; where a side was
/// moved into the picture, half of them had a block above 5.
const MOST: f32 = 4.0;

/// The least noise: of finely quantised luma, and of chroma, which some encoders smooth across the edge.
const LEAST: (f32, f32) = (1.0, 3.0);

/// A partly shown block.
pub struct Block {
    /// It lies at the right or lower side of the picture, where that does not end with a whole block.
    pub right: bool,
    pub bottom: bool,
    /// In zigzag order, not yet dequantised.
    pub coefficients: [i16; 64],
}

/// Samples by row.
type Samples = [[f32; 8]; 8];

/// Notes sides that hold more than they show.
pub fn judge(tables: &[Option<Vec<u16>>; 4], frame: &Frame, notes: &mut Notes) {
    let mut blocks = 0;
    for (number, component) in frame.components.iter().enumerate() {
        let Some(Some(table)) = tables.get(component.quantiser) else { continue };
        let Some(steps) = table.first_chunk::<64>() else { continue };
        blocks += telling(component, steps, if number == 0 { LEAST.0 } else { LEAST.1 });
    }
    notes.expect(blocks == 0, Kind::SecondPicture, "picture beyond its edge", blocks);
}

/// Blocks of a component whose hidden samples are not filled as encoders do.
fn telling(component: &Component, steps: &[u16; 64], least: f32) -> usize {
    let (across, down) = component.shown_at_the_end();
    let noise = noise(steps, component.used()).max(least);
    let mut right = Side::default();
    let mut bottom = Side::default();
    for block in &component.rim {
        let samples = samples(&block.coefficients, steps);
        if block.right {
            right.see(&samples, across, if block.bottom { down } else { 8 });
        }
        if block.bottom {
            bottom.see(&std::array::from_fn(|x| std::array::from_fn(|y| samples[y][x])), down, 8);
        }
    }
    right.above(MOST * noise) + bottom.above(MOST * noise)
}

/// What rounding to these steps can do, as a root mean square. Steps that no coefficient has may have been replaced: there, what was
/// rounded away is taken to be as coarse as the coarsest that is left.
fn noise(steps: &[u16; 64], used: u64) -> f32 {
    let is_used = |k: usize| used >> k & 1 == 1;
    let coarsest = (0..64).filter(|&k| is_used(k)).filter_map(|k| steps.get(k)).max().copied().unwrap_or(1);
    let step = |(k, step): (usize, &u16)| if is_used(k) { *step } else { coarsest };
    let squares: f32 = steps.iter().enumerate().map(step).map(|step| f32::from(step).powi(2)).sum();
    (squares / 64.0 / 12.0).sqrt()
}

/// Mean squares of what differs from two ways to fill, by block.
#[derive(Default)]
struct Side {
    repeated: Vec<f32>,
    mirrored: Vec<f32>,
}

impl Side {
    /// A block of which the first `shown` columns of the first `rows` rows are shown.
    fn see(&mut self, samples: &Samples, shown: usize, rows: usize) {
        let (mut repeated, mut mirrored) = (0.0, 0.0);
        let mirrors = shown.min(8 - shown);
        for row in samples.iter().take(rows) {
            let last = row.get(shown - 1).copied().unwrap_or(0.0);
            repeated += row.iter().skip(shown).map(|hidden| (hidden - last).powi(2)).sum::<f32>();
            let pairs = row.iter().rev().zip(row).take(mirrors);
            mirrored += pairs.map(|(hidden, shown)| (hidden - shown).powi(2)).sum::<f32>();
        }
        self.repeated.push(repeated / (rows * (8 - shown)) as f32);
        self.mirrored.push(mirrored / (rows * mirrors) as f32);
    }

    /// How many blocks differ by more, by the way that fits the side better.
    fn above(&self, most: f32) -> usize {
        let sum = |all: &[f32]| all.iter().sum::<f32>();
        let better = if sum(&self.mirrored) < sum(&self.repeated) { &self.mirrored } else { &self.repeated };
        better.iter().filter(|square| square.sqrt() > most).count()
    }
}

/// Where each zigzag place lies, row by row. [T.81 figure A.6]
const PLACES: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// [T.81 A.3.3]
fn samples(coefficients: &[i16; 64], steps: &[u16; 64]) -> Samples {
    let mut frequencies = [[0.0_f32; 8]; 8];
    for ((&place, &value), &step) in PLACES.iter().zip(coefficients).zip(steps) {
        frequencies[place / 8][place % 8] = f32::from(value) * f32::from(step);
    }
    let wave = |at: usize, u: usize| {
        let scale = if u == 0 { 0.125_f32.sqrt() } else { 0.5 };
        scale * (((2 * at + 1) * u) as f32 * std::f32::consts::PI / 16.0).cos()
    };
    let waves: Samples = std::array::from_fn(|at| std::array::from_fn(|u| wave(at, u)));
    let rows: Samples = std::array::from_fn(|v| {
        std::array::from_fn(|x| frequencies[v].iter().zip(&waves[x]).map(|(f, wave)| f * wave).sum())
    });
    std::array::from_fn(|y| {
        std::array::from_fn(|x| {
            let sum: f32 = rows.iter().zip(&waves[y]).map(|(row, wave)| row[x] * wave).sum();
            (sum + 128.0).clamp(0.0, 255.0)
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::faults::encoder;
    use crate::pixels::{Channels, Image};
    use crate::verify::findings;

    /// Stripes and slopes, 40×32.
    fn scene() -> Image {
        let pixel = |at: u32| (at % 40 * 5 + at / 40 * 2 + at % 3 * 20) as u8;
        Image::new(40, 32, Channels::Gray, crate::pixels::Samples::U8((0..40 * 32).map(pixel).collect())).unwrap()
    }

    #[test]
    fn what_a_lossless_crop_leaves_beyond_the_edge_is_found() {
        let whole = encoder::baseline(&scene());
        assert_eq!(findings(&whole), Ok(Vec::new()));
        let at = whole.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        for (height, width) in [(32, 37), (27, 40), (29, 36)] {
            let mut cropped = whole.clone();
            (cropped[at + 6], cropped[at + 8]) = (height, width);
            let found = findings(&cropped).unwrap();
            assert!(found.iter().any(|item| item.place == "picture beyond its edge"), "{width}×{height}: {found:?}");
        }
    }

    #[test]
    fn edges_that_are_repeated_are_clean() {
        let Image { samples: crate::pixels::Samples::U8(samples), .. } = scene() else { panic!("8 bit") };
        for (width, height) in [(33, 32), (39, 32), (40, 25), (37, 27)] {
            let rows = samples.chunks_exact(40).take(height);
            let cut = rows.flat_map(|row| &row[..width]).copied().collect();
            let samples = crate::pixels::Samples::U8(cut);
            let image = Image::new(width as u32, height as u32, Channels::Gray, samples).unwrap();
            assert_eq!(findings(&encoder::baseline(&image)), Ok(Vec::new()), "{width}×{height}");
        }
    }
}
