//! Convolutions of 3×3 pixels that mix channels.

use pulp::Simd;

use super::activation::Finish;
use super::block::{Block, Kernel, LANES, Lanes, blocks};
use super::matmul::{Row, Source};

/// Side of the filters.
const SIDE: usize = 3;

/// A 3×3 convolution of stride 1, padded by one pixel of zeros, over several tensors as if they were one.
pub struct Spatial<'a> {
    /// Tensors and their channels.
    pub inputs: &'a [(&'a [Block], usize)],
    pub height: usize,
    pub width: usize,
    /// For each block of output channels: tap by tap, in it input by input, channel by channel.
    pub weights: &'a [Block],
    pub bias: &'a [Block],
    pub finish: Finish,
    pub add: Option<&'a [Block]>,
    /// Three padded lines of the input; any length, any content.
    pub lines: &'a mut Vec<Block>,
    pub output: &'a mut [Block],
}

impl Spatial<'_> {
    /// Copies line `y` of the input into its place in the ring, or zeros where there is none. The pixels left and right
    /// of a line are never written: they stay zero.
    #[inline(always)]
    fn fetch(&mut self, y: usize) {
        let padded = self.width + 2;
        let deep: usize = self.inputs.iter().map(|(_, channels)| blocks(*channels)).sum();
        let mut slots = self.lines[y % SIDE * deep * padded..][..deep * padded].chunks_exact_mut(padded);
        for (tensor, channels) in self.inputs {
            for (block, slot) in (0..blocks(*channels)).zip(&mut slots) {
                // Line 0 of the ring's count lies above the picture.
                match y.checked_sub(1).filter(|y| *y < self.height) {
                    Some(y) => {
                        let at = (block * self.height + y) * self.width;
                        slot[1..=self.width].copy_from_slice(&tensor[at..at + self.width]);
                    }
                    None => slot.fill(Block::ZERO),
                }
            }
        }
    }
}

impl Kernel for Spatial<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(mut self, lanes: Lanes<S, N>) {
        let padded = self.width + 2;
        let runs: Vec<usize> = self
            .inputs
            .iter()
            .flat_map(|(_, channels)| (0..*channels).step_by(LANES).map(move |first| (*channels - first).min(LANES)))
            .collect();
        self.lines.clear();
        self.lines.resize(SIDE * runs.len() * padded, Block::ZERO);
        self.fetch(0);
        self.fetch(1);
        let mut sources = Vec::with_capacity(SIDE * SIDE * runs.len());
        for y in 0..self.height {
            self.fetch(y + 2);
            sources.clear();
            for tap in 0..SIDE * SIDE {
                let slot = (y + tap / SIDE) % SIDE;
                sources.extend(runs.iter().enumerate().map(|(run, channels)| Source {
                    offset: (slot * runs.len() + run) * padded + tap % SIDE,
                    channels: *channels,
                }));
            }
            let row = Row {
                input: self.lines,
                sources: &sources,
                weights: self.weights,
                bias: self.bias,
                finish: self.finish,
                add: self.add,
                plane: self.height * self.width,
                first: y * self.width,
                pixels: self.width,
            };
            row.compute(lanes, self.output);
        }
    }
}
