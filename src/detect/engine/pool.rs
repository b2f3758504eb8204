//! Means and maxima: of squares, of the whole plane, and weighted by another tensor.

use pulp::Simd;

use super::block::{Block, Kernel, Lanes};

/// Of squares of `side` pixels.
pub struct Pool<'a> {
    pub input: &'a [Block],
    /// Of the input; multiples of `side`.
    pub width: usize,
    pub side: usize,
    pub maximum: bool,
    pub output: &'a mut [Block],
}

impl Kernel for Pool<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        let share = lanes.splat(1.0 / (self.side * self.side) as f32);
        let bands = self.input.chunks_exact(self.width * self.side);
        for (band, output) in bands.zip(self.output.chunks_exact_mut(self.width / self.side)) {
            for (x, output) in output.iter_mut().enumerate() {
                let mut so_far = lanes.load(&band[x * self.side]);
                for i in 1..self.side * self.side {
                    let at = i / self.side * self.width + x * self.side + i % self.side;
                    let next = lanes.load(&band[at]);
                    so_far = if self.maximum { lanes.max(so_far, next) } else { lanes.add(so_far, next) };
                }
                lanes.store(output, if self.maximum { so_far } else { lanes.mul(so_far, share) });
            }
        }
    }
}

/// Pixels that are summed side by side, so that no sum waits for the one before.
const SIDE_BY_SIDE: usize = 4;

/// Of whole planes: one output block for each plane.
pub struct PoolAll<'a> {
    pub input: &'a [Block],
    pub plane: usize,
    pub maximum: bool,
    pub output: &'a mut [Block],
}

impl Kernel for PoolAll<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        let share = lanes.splat(1.0 / self.plane as f32);
        for (plane, output) in self.input.chunks_exact(self.plane).zip(self.output) {
            let start = if self.maximum { lanes.load(&plane[0]) } else { lanes.splat(0.0) };
            let mut parts = [start; SIDE_BY_SIDE];
            let (groups, rest) = plane.as_chunks::<SIDE_BY_SIDE>();
            for group in groups {
                for i in 0..SIDE_BY_SIDE {
                    let next = lanes.load(&group[i]);
                    parts[i] = if self.maximum { lanes.max(parts[i], next) } else { lanes.add(parts[i], next) };
                }
            }
            let [mut all, others @ ..] = parts;
            for other in others {
                all = if self.maximum { lanes.max(all, other) } else { lanes.add(all, other) };
            }
            for next in rest {
                let next = lanes.load(next);
                all = if self.maximum { lanes.max(all, next) } else { lanes.add(all, next) };
            }
            lanes.store(output, if self.maximum { all } else { lanes.mul(all, share) });
        }
    }
}

/// `Σ x·m / (Σ m + epsilon · pixels)`, with `m` the first lane of `mask`.
pub struct WeightedMean<'a> {
    pub input: &'a [Block],
    pub mask: &'a [Block],
    pub epsilon: f32,
    pub output: &'a mut [Block],
}

impl Kernel for WeightedMean<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        let mut weight = 0.0;
        for mask in self.mask {
            weight += mask.0[0];
        }
        let share = lanes.splat(1.0 / (weight + self.epsilon * self.mask.len() as f32));
        for (plane, output) in self.input.chunks_exact(self.mask.len()).zip(self.output) {
            let mut sum = lanes.splat(0.0);
            for (pixel, mask) in plane.iter().zip(self.mask) {
                sum = lanes.mul_add(lanes.load(pixel), lanes.splat(mask.0[0]), sum);
            }
            lanes.store(output, lanes.mul(sum, share));
        }
    }
}
