//! Convolutions of each channel by itself, 3×3 or 5×5 pixels.

use pulp::Simd;

use super::activation::Finish;
use super::block::{Block, Kernel, Lanes, Wide};

pub struct Depthwise<'a> {
    pub input: &'a [Block],
    pub height: usize,
    pub width: usize,
    /// Pixels of zeros above and left of the input; below and right as many as needed.
    pub pad: usize,
    pub side: usize,
    pub stride: usize,
    /// `side²` for each block of channels, line by line.
    pub weights: &'a [Block],
    pub bias: &'a [Block],
    pub finish: Finish,
    pub add: Option<&'a [Block]>,
    /// A line of `width` zeros.
    pub zeros: &'a [Block],
    pub output: &'a mut [Block],
}

impl Kernel for Depthwise<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>) {
        match N {
            1 => self.sides::<S, N, 8>(lanes),
            2 => self.sides::<S, N, 4>(lanes),
            4 => self.sides::<S, N, 4>(lanes),
            _ => self.sides::<S, N, 1>(lanes),
        }
    }
}

impl Depthwise<'_> {
    #[inline(always)]
    fn sides<S: Simd, const N: usize, const P: usize>(self, lanes: Lanes<S, N>) {
        match (self.side, self.stride) {
            (3, 1) => self.planes::<S, N, P, 3, 1>(lanes),
            (3, _) => self.planes::<S, N, P, 3, 2>(lanes),
            (_, 1) => self.planes::<S, N, P, 5, 1>(lanes),
            (_, _) => self.planes::<S, N, P, 5, 2>(lanes),
        }
    }

    #[inline(always)]
    fn planes<S: Simd, const N: usize, const P: usize, const K: usize, const STRIDE: usize>(self, lanes: Lanes<S, N>) {
        let (height, width) = (self.height / STRIDE, self.width / STRIDE);
        for (block, bias) in self.bias.iter().enumerate() {
            let plane = &self.input[block * self.height * self.width..][..self.height * self.width];
            let weights = &self.weights[block * K * K..][..K * K];
            for y in 0..height {
                let mut lines: [&[Block]; K] = [self.zeros; K];
                for (i, line) in lines.iter_mut().enumerate() {
                    let from = (y * STRIDE + i).wrapping_sub(self.pad);
                    if from < self.height {
                        *line = &plane[from * self.width..][..self.width];
                    }
                }
                let at = (block * height + y) * width;
                let line = Line { weights, bias, finish: self.finish, add: self.add.map(|add| &add[at..at + width]) };
                let output = &mut self.output[at..at + width];
                line.compute::<S, N, P, K, STRIDE>(lanes, &lines, self.pad, output);
            }
        }
    }
}

struct Line<'a> {
    weights: &'a [Block],
    bias: &'a Block,
    finish: Finish,
    add: Option<&'a [Block]>,
}

impl Line<'_> {
    #[inline(always)]
    fn compute<S: Simd, const N: usize, const P: usize, const K: usize, const STRIDE: usize>(
        &self,
        lanes: Lanes<S, N>,
        lines: &[&[Block]; K],
        pad: usize,
        output: &mut [Block],
    ) {
        let width = lines[0].len();
        // Outputs whose every input pixel exists.
        let start = pad.div_ceil(STRIDE).min(output.len());
        let end = (width + pad).checked_sub(K).map_or(0, |room| room / STRIDE + 1).clamp(start, output.len());
        for x in (0..start).chain(end..output.len()) {
            self.edge::<S, N, K, STRIDE>(lanes, lines, pad, x, output);
        }
        let mut x = start;
        while x < end {
            if end - start >= P {
                // The last tile may compute some pixels a second time.
                self.tile::<S, N, P, K, STRIDE>(lanes, lines, pad, x.min(end - P), output);
                x += P;
            } else {
                self.edge::<S, N, K, STRIDE>(lanes, lines, pad, x, output);
                x += 1;
            }
        }
    }

    #[inline(always)]
    fn tile<S: Simd, const N: usize, const P: usize, const K: usize, const STRIDE: usize>(
        &self,
        lanes: Lanes<S, N>,
        lines: &[&[Block]; K],
        pad: usize,
        x: usize,
        output: &mut [Block],
    ) {
        let mut sums: [Wide<S, N>; P] = [lanes.load(self.bias); P];
        let weights = &self.weights[..K * K];
        for i in 0..K {
            let pixels = &lines[i][x * STRIDE - pad..][..(P - 1) * STRIDE + K];
            for j in 0..K {
                let weight = lanes.load(&weights[i * K + j]);
                for p in 0..P {
                    sums[p] = lanes.mul_add(lanes.load(&pixels[p * STRIDE + j]), weight, sums[p]);
                }
            }
        }
        let output = &mut output[x..x + P];
        for p in 0..P {
            lanes.store(&mut output[p], sums[p]);
        }
        self.finish.settle(lanes, self.add.map(|add| &add[x..x + P]), output);
    }

    /// One pixel, taps outside the picture left out.
    #[inline(always)]
    fn edge<S: Simd, const N: usize, const K: usize, const STRIDE: usize>(
        &self,
        lanes: Lanes<S, N>,
        lines: &[&[Block]; K],
        pad: usize,
        x: usize,
        output: &mut [Block],
    ) {
        let mut sum = lanes.load(self.bias);
        for (line, weights) in lines.iter().zip(self.weights.chunks_exact(K)) {
            for (j, weight) in weights.iter().enumerate() {
                if let Some(pixel) = line.get((x * STRIDE + j).wrapping_sub(pad)) {
                    sum = lanes.mul_add(lanes.load(pixel), lanes.load(weight), sum);
                }
            }
        }
        if let Some(add) = self.add {
            sum = lanes.add(sum, lanes.load(&add[x]));
        }
        lanes.store(&mut output[x], self.finish.apply(lanes, sum));
    }
}
