//! The inner loop of every convolution that mixes channels: a few neighbouring pixels times one or two blocks of output
//! channels, all sums in registers, one input channel at a time.

use pulp::Simd;

use super::activation::Finish;
use super::block::{Block, Lanes, Wide};

/// One run of up to sixteen input channels: where its first pixel lies and how many channels count.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    pub offset: usize,
    pub channels: usize,
}

/// A row (or a whole plane) of output pixels to compute.
pub struct Row<'a> {
    /// What the sources' offsets count in.
    pub input: &'a [Block],
    pub sources: &'a [Source],
    /// For each block of output channels as many blocks as the sources have channels, in their order.
    pub weights: &'a [Block],
    /// One for each block of output channels.
    pub bias: &'a [Block],
    pub finish: Finish,
    /// Laid out as `output`, added before the activation.
    pub add: Option<&'a [Block]>,
    /// Pixels of a plane of `output`, and the part of it that this row is.
    pub plane: usize,
    pub first: usize,
    pub pixels: usize,
}

impl Row<'_> {
    /// Computes the row.
    #[inline(always)]
    pub fn compute<S: Simd, const N: usize>(&self, lanes: Lanes<S, N>, output: &mut [Block]) {
        // As many sums as fit the registers, with room for the weights and one pixel.
        match N {
            1 => self.blocks::<S, N, 12, 2>(lanes, output),
            2 => self.blocks::<S, N, 6, 1>(lanes, output),
            4 => self.blocks::<S, N, 5, 1>(lanes, output),
            _ => self.blocks::<S, N, 2, 1>(lanes, output),
        }
    }

    #[inline(always)]
    fn blocks<S: Simd, const N: usize, const P: usize, const B: usize>(
        &self,
        lanes: Lanes<S, N>,
        output: &mut [Block],
    ) {
        let mut block = 0;
        while block + B <= self.bias.len() {
            self.pixels::<S, N, P, B>(lanes, block, output);
            block += B;
        }
        while block < self.bias.len() {
            self.pixels::<S, N, P, 1>(lanes, block, output);
            block += 1;
        }
    }

    #[inline(always)]
    fn pixels<S: Simd, const N: usize, const P: usize, const B: usize>(
        &self,
        lanes: Lanes<S, N>,
        block: usize,
        output: &mut [Block],
    ) {
        let mut x = 0;
        while x < self.pixels {
            if self.pixels >= P {
                // The last tile may compute some pixels a second time.
                self.tile::<S, N, P, B>(lanes, block, x.min(self.pixels - P), output);
                x += P;
            } else {
                self.tile::<S, N, 1, B>(lanes, block, x, output);
                x += 1;
            }
        }
    }

    // Counted loops throughout: they unroll, and what they count through stays in registers.
    #[allow(clippy::needless_range_loop)]
    #[inline(always)]
    fn tile<S: Simd, const N: usize, const P: usize, const B: usize>(
        &self,
        lanes: Lanes<S, N>,
        block: usize,
        x: usize,
        output: &mut [Block],
    ) {
        let depth = self.weights.len() / self.bias.len();
        let mut sums: [[Wide<S, N>; B]; P] = [[lanes.splat(0.0); B]; P];
        let mut streams: [&[Block]; B] = [&[]; B];
        for b in 0..B {
            let bias = lanes.load(&self.bias[block + b]);
            streams[b] = &self.weights[(block + b) * depth..][..depth];
            for sum in &mut sums {
                sum[b] = bias;
            }
        }
        for source in self.sources {
            let pixels = &self.input[source.offset + x..][..P];
            let mut weights: [&[Block]; B] = [&[]; B];
            for b in 0..B {
                (weights[b], streams[b]) = streams[b].split_at(source.channels);
            }
            for k in 0..source.channels {
                let mut factor = [lanes.splat(0.0); B];
                for b in 0..B {
                    factor[b] = lanes.load(&weights[b][k]);
                }
                for p in 0..P {
                    let value = lanes.splat(pixels[p].0[k % 16]);
                    for b in 0..B {
                        sums[p][b] = lanes.mul_add(value, factor[b], sums[p][b]);
                    }
                }
            }
        }
        for b in 0..B {
            let at = (block + b) * self.plane + self.first + x;
            let stored = &mut output[at..at + P];
            // First all sums, then the curve: else the sums would have to be counted through and left their registers.
            for p in 0..P {
                lanes.store(&mut stored[p], sums[p][b]);
            }
            self.finish.settle(lanes, self.add.map(|add| &add[at..at + P]), stored);
        }
    }
}
