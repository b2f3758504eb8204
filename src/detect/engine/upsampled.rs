//! 3×3 convolutions of enlarged tensors, without the enlarging.
//!
//! A nearest-pixel enlargement repeats pixels, so that a convolution over it multiplies the same values again and again.
//! Instead, a 1×1 layer multiplies each small pixel with the weights of all nine taps once, and [`Spread`] adds up what
//! each large pixel gets. Where the convolution reads a sum of an enlarged tensor and a gated 1×1 layer, [`through`] makes
//! one filter of the 3×3 and the 1×1 layer. Both are the same sums in another order.

use pulp::Simd;

use super::block::{Block, Kernel, LANES, Lanes, blocks};

const SIDE: usize = 3;

/// A tensor of products to spread: for each tap, line by line, the blocks of all output channels.
pub struct Products<'a> {
    pub blocks: &'a [Block],
    pub height: usize,
    pub width: usize,
}

/// Adds up products over a 3×3 neighbourhood in the larger picture; pixels outside of it give nothing.
pub struct Spread<'a> {
    /// Sides are those of the output divided by powers of two.
    pub inputs: &'a [Products<'a>],
    pub height: usize,
    pub width: usize,
    pub output: &'a mut [Block],
}

impl Kernel for Spread<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        let planes = self.output.len() / (self.height * self.width);
        // For each column of the filter, the sum over its lines, with a zero pixel at either end of the picture.
        let mut columns = vec![Block::ZERO; SIDE * self.width];
        for (index, line) in self.output.chunks_exact_mut(self.width).enumerate() {
            let (plane, y) = (index / self.height, index % self.height);
            for (nth, input) in self.inputs.iter().enumerate() {
                let times = self.width / input.width;
                for (column, sums) in columns.chunks_exact_mut(self.width).enumerate() {
                    let sums = &mut sums[..input.width];
                    let mut untouched = true;
                    for i in 0..SIDE {
                        let from = (y + i).wrapping_sub(1);
                        if from >= self.height {
                            continue;
                        }
                        let at = ((i * SIDE + column) * planes + plane) * input.height + from / times;
                        let products = &input.blocks[at * input.width..][..input.width];
                        for (sum, product) in sums.iter_mut().zip(products) {
                            let product = lanes.load(product);
                            lanes.store(sum, if untouched { product } else { lanes.add(lanes.load(sum), product) });
                        }
                        untouched = false;
                    }
                }
                let (left, rest) = columns.split_at(self.width);
                let (middle, right) = rest.split_at(self.width);
                for (x, (middle, pixels)) in middle.iter().zip(line.chunks_exact_mut(times)).enumerate() {
                    let (left, right) = (&left[..input.width], &right[..input.width]);
                    for (i, pixel) in pixels.iter_mut().enumerate() {
                        let mut sum = lanes.load(middle);
                        if let Some(left) = left.get(if i == 0 { x.wrapping_sub(1) } else { x }) {
                            sum = lanes.add(sum, lanes.load(left));
                        }
                        if let Some(right) = right.get(if i + 1 == times { x + 1 } else { x }) {
                            sum = lanes.add(sum, lanes.load(right));
                        }
                        lanes.store(pixel, if nth == 0 { sum } else { lanes.add(lanes.load(pixel), sum) });
                    }
                }
            }
        }
    }
}

/// One 3×3 filter of a 1×1 layer from `inputs` to `middle` channels, a gate, and a 3×3 filter that reads them.
pub fn through(filter: &[Block], inner: &[Block], gate: &[Block], inputs: usize, middle: usize, made: &mut Vec<Block>) {
    made.clear();
    for tap in filter.chunks_exact(middle) {
        for input in 0..inputs {
            let mut sum = Block::ZERO;
            for (channel, weight) in tap.iter().enumerate() {
                let (block, lane) = (channel / LANES, channel % LANES);
                let factor = inner[block * inputs + input].0[lane] * gate[block].0[lane];
                for (sum, weight) in sum.0.iter_mut().zip(&weight.0) {
                    *sum += weight * factor;
                }
            }
            made.push(sum);
        }
    }
}

/// Channels of products for an output of `channels` channels: nine taps, each in blocks of its own.
pub const fn product_channels(channels: usize) -> usize {
    SIDE * SIDE * blocks(channels) * LANES
}
