//! Blocks of one component, from the steps of their file to other steps.
//!
//! Decoding and encoding a block is two cosine transforms that undo each other, with samples cut to 0..=255 between them. Where
//! nothing is cut, the numbers only change their unit. Where something is, and where a part of the block lies beyond the edge of
//! the picture, the block really is decoded and encoded: so nothing goes on that no viewer shows.

use super::dct::Quantiser;
use super::header::{Component, Extent, Frame, Quant, ZIGZAG};
use super::idct::Dequantiser;
use crate::wide::{self, Work};

/// 1.5·2²³: adding it leaves the nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;

/// Changes the steps of the blocks of one component.
pub struct Requantiser {
    extent: Extent,
    /// In samples that show something.
    width: usize,
    height: usize,
    /// Lines of blocks in a row of MCUs.
    lines: usize,
    dequantiser: Dequantiser,
    quantiser: Quantiser,
    /// Old step / new step, in the coded order.
    ratios: [f32; 64],
    /// How far a coefficient of 1 moves a sample at most, in parts of [`REACH`], in the coded order.
    reaches: [i16; 64],
    /// In the coded order.
    old_steps: [f32; 64],
    new_steps: [f32; 64],
    /// Squares of what rounding changed, over some of the blocks, and how many samples these have.
    lost: f64,
    measured: f64,
    /// Of one row of MCUs.
    blocks: Vec<Requantised>,
    to_draw: Vec<ToDraw>,
}

/// A block in its new steps, coefficients in the coded order.
#[derive(Clone, Copy)]
pub struct Requantised {
    pub coefficients: [i16; 64],
    /// Which of them are not zero.
    pub nonzero: u64,
}

/// A block that has to be looked at as samples.
#[derive(Clone, Copy)]
struct ToDraw {
    /// Its number in the row of MCUs, and that of the block its samples come from.
    at: usize,
    from: usize,
    /// For blocks that end beyond the edge: which samples of the other block are its own, across and down.
    edge: Option<[[usize; 8]; 2]>,
    /// Whether a coefficient times its step may be more than sixteen bits hold.
    may_overflow: bool,
}

impl Requantiser {
    /// For a component of a frame, as stored: the steps it has, in the coded order, and those that it gets.
    pub fn new(frame: &Frame, component: &Component, old: &Quant, new: Quantiser) -> Self {
        let (h, v) = frame.densest();
        let extent = frame.extent(component);
        let steps = new.coded_steps();
        Self {
            extent,
            width: (frame.width * component.h).div_ceil(h) as usize,
            height: (frame.height * component.v).div_ceil(v) as usize,
            lines: component.v as usize,
            dequantiser: Dequantiser::new(old),
            quantiser: new,
            ratios: std::array::from_fn(|k| f32::from(old[k]) / f32::from(steps[k])),
            reaches: std::array::from_fn(|k| reach(ZIGZAG[k], old[k])),
            old_steps: old.map(f32::from),
            new_steps: steps.map(f32::from),
            lost: 0.0,
            measured: 0.0,
            blocks: vec![Requantised { coefficients: [0; 64], nonzero: 0 }; extent.stride * component.v as usize],
            to_draw: Vec::new(),
        }
    }

    /// The blocks of row `row` of MCUs, line after line, padding made anew like all that lies beyond the edge.
    pub fn row(&mut self, row: usize, stored: &[[i16; 64]]) -> &[Requantised] {
        self.to_draw.clear();
        wide::at_best(Rescaled { stored, requantiser: self });
        self.find_edges(row);
        for eight in self.to_draw.chunks(8) {
            draw(eight, stored, (&self.dequantiser, &self.quantiser), &mut self.blocks);
        }
        &self.blocks
    }

    #[inline(always)]
    fn rescale(&mut self, stored: &[[i16; 64]]) {
        for (at, (stored, block)) in stored.iter().zip(&mut self.blocks).enumerate() {
            scale(stored, &self.ratios, &mut block.coefficients);
            block.nonzero = wide::nonzero(&block.coefficients);
            if at % MEASURED_OF == 0 {
                self.lost += f64::from(lost(stored, &block.coefficients, (&self.old_steps, &self.new_steps)));
                self.measured += 64.0;
            }
            // How far all coefficients together move a sample at most, in units of the reaches.
            let farthest = wide::weighed(stored, &self.reaches);
            if farthest > MOST {
                self.to_draw.push(ToDraw { at, from: at, edge: None, may_overflow: farthest >= LARGEST });
            }
        }
    }

    /// Mean square of what rounding to the new steps changed in a sample; the transform keeps sums of squares.
    pub fn mean_loss(&self) -> f64 {
        self.lost / self.measured.max(1.0)
    }

    /// Adds the blocks that end beyond the edge. They come last: what is drawn later stays.
    fn find_edges(&mut self, row: usize) {
        let Extent { columns, rows, stride, .. } = self.extent;
        // The first block of a line that has a sample beyond the right edge, and the first such line of blocks.
        let (whole_columns, whole_rows) = (self.width / 8, self.height / 8);
        for line in 0..self.lines {
            let y = row * self.lines + line;
            let first = if y >= whole_rows { 0 } else { whole_columns };
            for x in first..stride {
                let (from_x, from_y) = (x.min(columns - 1), y.min(rows - 1));
                let own = |block: usize, from: usize, side: usize| {
                    std::array::from_fn(|i| (block * 8 + i).min(side - 1) - from * 8)
                };
                let edge = Some([own(x, from_x, self.width), own(y, from_y, self.height)]);
                let from = (from_y - row * self.lines) * stride + from_x;
                self.to_draw.push(ToDraw { at: line * stride + x, from, edge, may_overflow: true });
            }
        }
    }
}

struct Rescaled<'a> {
    stored: &'a [[i16; 64]],
    requantiser: &'a mut Requantiser,
}

impl Work for Rescaled<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const WIDE: bool>(self) {
        self.requantiser.rescale(self.stored);
    }
}

/// One step of a sample in the unit of reaches. The largest reach still lets 64 of the largest coefficients be added up.
const REACH: f64 = 64.0;
/// Of so many blocks side by side the loss of one is measured.
const MEASURED_OF: usize = 8;
/// A sample that is this far from the middle is neither cut at black nor at white.
const MOST: i32 = 127 * 64;
/// The largest reach: from this on, a coefficient of 1 is already further than `MOST`. A reach is eight times the step or more, so that a
/// coefficient which overflows with its step reaches further still.
const LARGEST: i32 = 16_383;

/// The largest sample of a coefficient of 1 at a raster place, rounded up. [T.81 A.3.3]
fn reach(place: u8, step: u16) -> i16 {
    let along = |k: u8| match k {
        0 => 0.5f64.sqrt(),
        4 => (std::f64::consts::PI / 4.0).cos(),
        // Some sample is at an angle of π/16 or π/8 from the top of the wave.
        2 | 6 => (std::f64::consts::PI / 8.0).cos(),
        _ => (std::f64::consts::PI / 16.0).cos(),
    };
    (along(place / 8) * along(place % 8) / 4.0 * f64::from(step) * REACH).ceil().min(LARGEST.into()) as i16
}

/// Rounds to the nearest multiples of the new steps.
#[inline(always)]
fn scale(stored: &[i16; 64], ratios: &[f32; 64], out: &mut [i16; 64]) {
    for ((out, &stored), &ratio) in out.iter_mut().zip(stored).zip(ratios) {
        *out = (f32::from(stored) * ratio + ROUND).to_bits() as i16;
    }
}

/// The sum of squares of what rounding changed in a block.
#[inline(always)]
fn lost(stored: &[i16; 64], coefficients: &[i16; 64], (old, new): (&[f32; 64], &[f32; 64])) -> f32 {
    let eights = stored.as_chunks::<8>().0.iter().zip(coefficients.as_chunks::<8>().0);
    // Eight sums, each of its own: so they become vector code.
    let mut sums = [0.0; 8];
    for ((stored, coefficients), (old, new)) in eights.zip(old.as_chunks::<8>().0.iter().zip(new.as_chunks::<8>().0)) {
        for i in 0..8 {
            sums[i] += (f32::from(stored[i]) * old[i] - f32::from(coefficients[i]) * new[i]).powi(2);
        }
    }
    sums.iter().sum()
}

/// Decodes up to eight blocks and encodes those anew that are cut somewhere.
fn draw(
    eight: &[ToDraw],
    stored: &[[i16; 64]],
    (dequantiser, quantiser): (&Dequantiser, &Quantiser),
    blocks: &mut [Requantised],
) {
    const EMPTY: [i16; 64] = [0; 64];
    let block = |i: usize| eight.get(i).and_then(|to_draw| stored.get(to_draw.from)).unwrap_or(&EMPTY);
    let (mut lines, mut is_cut) = dequantiser.samples_and_excess(std::array::from_fn(block));
    for ((to_draw, is_cut), i) in eight.iter().zip(&mut is_cut).zip(0..) {
        *is_cut |= to_draw.may_overflow && dequantiser.overflows(block(i));
    }
    if !eight.iter().zip(is_cut).any(|(to_draw, is_cut)| is_cut || to_draw.edge.is_some()) {
        return;
    }
    for (i, to_draw) in eight.iter().enumerate() {
        if let Some([across, down]) = to_draw.edge {
            let samples = lines.map(|line| *line.as_chunks::<8>().0.get(i).unwrap_or(&[0; 8]));
            for (line, y) in lines.iter_mut().zip(down) {
                line[i * 8..][..8].copy_from_slice(&across.map(|x| samples[y][x]));
            }
        }
    }
    let coded = quantiser.quantise(lines.each_ref());
    for (i, (to_draw, is_cut)) in eight.iter().zip(is_cut).enumerate() {
        if let Some(block) = blocks.get_mut(to_draw.at).filter(|_| is_cut || to_draw.edge.is_some()) {
            block.coefficients = coded.coefficients.map(|lanes| lanes[i]);
            block.nonzero = coded.nonzero[i];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dct::LUMA;
    use super::*;

    fn block(coefficients: &[(usize, i16)]) -> [i16; 64] {
        let mut block = [0; 64];
        coefficients.iter().for_each(|&(k, value)| block[k] = value);
        block
    }

    #[test]
    fn reaches_are_the_largest_samples() {
        for (k, &place) in ZIGZAG.iter().enumerate() {
            let step = 40;
            let coefficients = block(&[(k, 8)]);
            let eight = std::array::from_fn(|_| &coefficients);
            let lines = Dequantiser::new(&[step; 64]).samples(eight);
            let farthest = lines.iter().flatten().map(|&sample| (f64::from(sample) - 128.0).abs()).fold(0.0, f64::max);
            let reach = 8.0 * f64::from(reach(place, step)) / REACH;
            assert!((farthest - reach).abs() <= 1.0, "{k}: {farthest} {reach}");
        }
    }

    #[test]
    fn numbers_change_their_unit() {
        let stored = block(&[(0, -31), (1, 7), (9, -5), (63, 100)]);
        let mut out = [0; 64];
        scale(&stored, &[1.5; 64], &mut out);
        assert_eq!(out, block(&[(0, -46), (1, 10), (9, -8), (63, 150)]));
        assert_eq!(wide::nonzero(&out), 1 | 1 << 1 | 1 << 9 | 1 << 63);
        scale(&stored, &[0.07; 64], &mut out);
        assert_eq!(wide::nonzero(&out), 1 | 1 << 63);
    }

    /// A row of one component of `width`×8 samples.
    fn row(width: u32, blocks: &[[i16; 64]]) -> Vec<[i16; 64]> {
        let component = Component { id: 1, h: 1, v: 1, quant: 0 };
        let frame = Frame { progressive: false, width, height: 8, components: vec![component.clone()] };
        let mut requantiser = Requantiser::new(&frame, &component, &[4; 64], Quantiser::new(&LUMA, 92));
        requantiser.row(0, blocks).iter().map(|block| block.coefficients).collect()
    }

    #[test]
    fn what_is_cut_is_not_carried_on() {
        // White with a wave that goes far beyond it, or further, or stays below.
        let wave = |dc, ac| block(&[(0, dc), (2, ac)]);
        let white = row(32, &[wave(400, 20), wave(500, 20), wave(300, -90), wave(200, 20)]);
        assert_eq!(white[0], white[1]);
        assert_eq!(white[0], row(8, &[wave(254, 0)])[0]);
        assert_ne!(white[2], white[0], "here the wave comes down to where it is seen");
        assert_eq!(white[3][0], (200.0f32 * 4.0 / 3.0).round() as i16);
        assert_eq!(white[3][2], 40);
    }

    #[test]
    fn blocks_at_the_edge_hold_only_what_is_shown() {
        // Eleven samples across. The second block shows three of its columns.
        let hidden = |value: i16| {
            let mut samples = [[0u8; 64]; 8];
            for line in &mut samples {
                line[..3].copy_from_slice(&[90, 100, 110]);
                line[3..8].fill(value as u8);
            }
            let coded = Quantiser::new(&[4; 64], 50).quantise(samples.each_ref());
            std::array::from_fn(|k| coded.coefficients[k][0])
        };
        let (dark, bright) = (row(11, &[[0; 64], hidden(20)]), row(11, &[[0; 64], hidden(230)]));
        assert_ne!(hidden(20), hidden(230));
        let apart = |k: usize| (dark[1][k] - bright[1][k]).abs();
        assert!((0..64).all(|k| apart(k) <= 2), "no more than rounding in the source tells them apart");
        assert!(row(16, &[[0; 64], hidden(20)])[1][0].abs_diff(row(16, &[[0; 64], hidden(230)])[1][0]) > 100);
    }
}
