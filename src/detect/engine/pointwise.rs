//! Convolutions of one pixel: a matrix product.

use pulp::Simd;

use super::activation::Finish;
use super::block::{Block, Kernel, LANES, Lanes, blocks};
use super::matmul::{Row, Source};

/// Input blocks that a strip of pixels may fill, so that they stay in the second-level cache: 128 KiB.
const STRIP_BLOCKS: usize = 2048;

/// `output = finish(weights · (input · gate) + bias + add)` for each pixel.
pub struct Pointwise<'a> {
    pub input: &'a [Block],
    pub channels: usize,
    pub weights: &'a [Block],
    pub bias: &'a [Block],
    pub finish: Finish,
    pub add: Option<&'a [Block]>,
    pub plane: usize,
    pub output: &'a mut [Block],
}

impl Kernel for Pointwise<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        let strip = (STRIP_BLOCKS / blocks(self.channels) / 12 * 12).max(12);
        let mut sources = Vec::with_capacity(blocks(self.channels));
        for first in (0..self.plane).step_by(strip) {
            sources.clear();
            sources.extend((0..blocks(self.channels)).map(|block| Source {
                offset: block * self.plane + first,
                channels: (self.channels - block * LANES).min(LANES),
            }));
            let row = Row {
                input: self.input,
                sources: &sources,
                weights: self.weights,
                bias: self.bias,
                finish: self.finish,
                add: self.add,
                plane: self.plane,
                first,
                pixels: strip.min(self.plane - first),
            };
            row.compute(lanes, self.output);
        }
    }
}

/// Weights times a gate for each input channel (squeeze and excitation, folded into the layer that reads the product).
pub fn gated(weights: &[Block], gate: &[Block], channels: usize, gated: &mut Vec<Block>) {
    gated.clear();
    gated.extend(weights.iter().enumerate().map(|(i, weight)| {
        let channel = i % channels;
        let factor = gate[channel / LANES].0[channel % LANES];
        Block(weight.0.map(|weight| weight * factor))
    }));
}
