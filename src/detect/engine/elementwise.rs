//! Pixel by pixel: products, sums, curves, and larger pictures from smaller ones.

use pulp::Simd;

use super::activation::Finish;
use super::block::{Block, Kernel, Lanes};

/// `finish(x · factor + term)`. A factor or term is as large as `input`, or has one block for each plane, or is left out.
pub struct Combine<'a> {
    pub input: &'a [Block],
    pub plane: usize,
    pub factor: Option<&'a [Block]>,
    pub term: Option<&'a [Block]>,
    pub finish: Finish,
    pub output: &'a mut [Block],
}

impl<'a> Kernel for Combine<'a> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        let planes = self.input.chunks_exact(self.plane).zip(self.output.chunks_exact_mut(self.plane));
        for (index, (input, output)) in planes.enumerate() {
            let part = |of: Option<&'a [Block]>| {
                of.map(|of| match of.len() == self.input.len() {
                    true => (&of[index * self.plane..][..self.plane], 1),
                    false => (&of[index..=index], 0),
                })
            };
            let (factor, term) = (part(self.factor), part(self.term));
            for (x, (input, output)) in input.iter().zip(output).enumerate() {
                let mut value = lanes.load(input);
                if let Some((factor, step)) = factor {
                    value = lanes.mul(value, lanes.load(&factor[x * step]));
                }
                if let Some((term, step)) = term {
                    value = lanes.add(value, lanes.load(&term[x * step]));
                }
                lanes.store(output, self.finish.apply(lanes, value));
            }
        }
    }
}

/// Twice the sides and more.
pub struct Upsample<'a> {
    pub input: &'a [Block],
    /// Of the input, of one plane.
    pub height: usize,
    pub width: usize,
    pub times: usize,
    /// Between two pixels, for twice the sides only: pixel `2i` is pixel `i`, pixel `2i + 1` half way to the next.
    pub linear: bool,
    pub finish: Finish,
    pub output: &'a mut [Block],
}

impl Kernel for Upsample<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        let planes = self.input.chunks_exact(self.height * self.width);
        let larger = self.height * self.width * self.times * self.times;
        for (plane, output) in planes.zip(self.output.chunks_exact_mut(larger)) {
            let line = |y: usize| &plane[y.min(self.height - 1) * self.width..][..self.width];
            for (y, output) in output.chunks_exact_mut(self.width * self.times).enumerate() {
                let (here, below) = (line(y / self.times), line(y / self.times + y % self.times));
                for (x, output) in output.chunks_exact_mut(self.times).enumerate() {
                    if self.linear {
                        let half = lanes.splat(0.5);
                        let next = (x + 1).min(self.width - 1);
                        let left = lanes.mul(lanes.add(lanes.load(&here[x]), lanes.load(&below[x])), half);
                        let right = lanes.mul(lanes.add(lanes.load(&here[next]), lanes.load(&below[next])), half);
                        let middle = lanes.mul(lanes.add(left, right), half);
                        lanes.store(&mut output[0], self.finish.apply(lanes, left));
                        lanes.store(&mut output[1], self.finish.apply(lanes, middle));
                    } else {
                        let value = self.finish.apply(lanes, lanes.load(&here[x]));
                        for output in output {
                            lanes.store(output, value);
                        }
                    }
                }
            }
        }
    }
}

/// `finish(x · scale + offset)`, channel by channel.
pub struct Normalise<'a> {
    pub input: &'a [Block],
    pub plane: usize,
    pub scale: &'a [Block],
    pub offset: &'a [Block],
    pub finish: Finish,
    pub output: &'a mut [Block],
}

impl Kernel for Normalise<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        let planes = self.input.chunks_exact(self.plane).zip(self.output.chunks_exact_mut(self.plane));
        for ((input, output), (scale, offset)) in planes.zip(self.scale.iter().zip(self.offset)) {
            let (scale, offset) = (lanes.load(scale), lanes.load(offset));
            for (input, output) in input.iter().zip(output) {
                let value = lanes.mul_add(lanes.load(input), scale, offset);
                lanes.store(output, self.finish.apply(lanes, value));
            }
        }
    }
}
