//! The first layer: 3×3, stride 2, from planes of single values.

use pulp::Simd;

use super::activation::Finish;
use super::block::{Block, Kernel, Lanes, Wide};

const SIDE: usize = 3;

pub struct Stem<'a> {
    /// Plane after plane.
    pub input: &'a [f32],
    pub planes: usize,
    pub height: usize,
    pub width: usize,
    /// Pixels of zeros above and left: 0 or 1.
    pub pad: usize,
    /// For each block of output channels: tap by tap, in it plane by plane.
    pub weights: &'a [Block],
    pub bias: &'a [Block],
    pub finish: Finish,
    pub output: &'a mut [Block],
}

impl Kernel for Stem<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        match N {
            1 => self.lines::<S, N, 12>(lanes),
            2 => self.lines::<S, N, 6>(lanes),
            4 => self.lines::<S, N, 5>(lanes),
            _ => self.lines::<S, N, 2>(lanes),
        }
    }
}

impl Stem<'_> {
    #[inline(always)]
    fn lines<S: Simd, const N: usize, const P: usize>(self, lanes: Lanes<S, N>) {
        let (height, width) = (self.height / 2, self.width / 2);
        // The input lines of one output line, plane by plane, a zero before and after each.
        let padded = self.width + 2;
        let mut lines = vec![0.0; SIDE * self.planes * padded];
        for y in 0..height {
            for (index, line) in lines.chunks_exact_mut(padded).enumerate() {
                let (i, plane) = (index / self.planes, index % self.planes);
                let (from, line) = ((y * 2 + i).wrapping_sub(self.pad), &mut line[1..=self.width]);
                match from < self.height {
                    true => {
                        line.copy_from_slice(&self.input[(plane * self.height + from) * self.width..][..self.width])
                    }
                    false => line.fill(0.0),
                }
            }
            for (block, bias) in self.bias.iter().enumerate() {
                let weights = &self.weights[block * SIDE * SIDE * self.planes..][..SIDE * SIDE * self.planes];
                let output = &mut self.output[(block * height + y) * width..][..width];
                // Pixel 0 of the first tap is the zero or the first pixel.
                let line = Line { lines: &lines, padded, start: 1 - self.pad, planes: self.planes, weights, bias };
                let mut x = 0;
                while x + P <= width {
                    line.tile::<S, N, P>(lanes, x, output);
                    x += P;
                }
                while x < width {
                    line.tile::<S, N, 1>(lanes, x, output);
                    x += 1;
                }
                self.finish.settle(lanes, None, output);
            }
        }
    }
}

struct Line<'a> {
    lines: &'a [f32],
    padded: usize,
    start: usize,
    planes: usize,
    weights: &'a [Block],
    bias: &'a Block,
}

impl Line<'_> {
    #[inline(always)]
    fn tile<S: Simd, const N: usize, const P: usize>(&self, lanes: Lanes<S, N>, x: usize, output: &mut [Block]) {
        let mut sums: [Wide<S, N>; P] = [lanes.load(self.bias); P];
        for (tap, weights) in self.weights.chunks_exact(self.planes).enumerate() {
            let lines = &self.lines[tap / SIDE * self.planes * self.padded..];
            for (line, weight) in lines.chunks_exact(self.padded).zip(weights) {
                let values = &line[self.start + tap % SIDE + x * 2..][..P * 2 - 1];
                let weight = lanes.load(weight);
                for p in 0..P {
                    sums[p] = lanes.mul_add(lanes.splat(values[p * 2]), weight, sums[p]);
                }
            }
        }
        let output = &mut output[x..x + P];
        for p in 0..P {
            lanes.store(&mut output[p], sums[p]);
        }
    }
}
