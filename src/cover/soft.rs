//! Colours grown inward from the border of a cover: a membrane over the hole (Laplace's equation), solved on a coarse grid.
//!
//! Cells hold the mean of their *uncovered* pixels only. Cells without any are filled from coarser and coarser copies
//! (pull, push), then relaxed until they are smooth. The covered pixels are read off between the cells.

use super::Mask;
use crate::pixels::{Image, Samples};

/// Cells along the longer side of the finest grid.
const CELLS: usize = 384;
const RELAXATIONS: usize = 80;
/// Steps longer than to the mean of the neighbours: the waves that are left die sooner (successive over-relaxation).
const OVERSHOOT: f32 = 1.7;

/// Paints the covered pixels; alpha becomes opaque. Reads no pixel from under the cover.
pub fn paint(image: &mut Image, mask: &Mask) {
    let shape = Shape { width: image.width as usize, height: image.height as usize, count: image.channels.count() };
    let alpha = image.channels.has_alpha();
    match &mut image.samples {
        Samples::U8(v) => fill(v, mask, shape, alpha, u8::MAX, f32::from, |f| f.round().clamp(0.0, 255.0) as u8),
        Samples::U16(v) => {
            fill(v, mask, shape, alpha, u16::MAX, f32::from, |f| f.round().clamp(0.0, 65535.0) as u16);
        }
    }
}

#[derive(Clone, Copy)]
struct Shape {
    width: usize,
    height: usize,
    count: usize,
}

/// A grid of cells: `count` means a cell, and the weight of what they were taken from.
struct Grid {
    width: usize,
    height: usize,
    count: usize,
    means: Vec<f32>,
    weights: Vec<f32>,
}

fn fill<T: Copy>(
    samples: &mut [T],
    mask: &Mask,
    shape: Shape,
    alpha: bool,
    opaque: T,
    read: impl Fn(T) -> f32,
    write: impl Fn(f32) -> T,
) {
    let side = shape.width.max(shape.height).div_ceil(CELLS).max(1);
    let mut grid = Grid::of(samples, mask, shape, side, read);
    grid.fill_holes();
    let mut colour = vec![0.0; shape.count];
    for (y, row) in samples.chunks_exact_mut(shape.width * shape.count).enumerate() {
        for &(x0, x1) in mask.row(y as u32) {
            for (x, pixel) in (x0 as usize..)
                .zip(row[x0 as usize * shape.count..x1 as usize * shape.count].chunks_exact_mut(shape.count))
            {
                grid.sample((x as f32 + 0.5) / side as f32 - 0.5, (y as f32 + 0.5) / side as f32 - 0.5, &mut colour);
                for (sample, value) in pixel.iter_mut().zip(&colour) {
                    *sample = write(*value);
                }
                if let (true, Some(last)) = (alpha, pixel.last_mut()) {
                    *last = opaque;
                }
            }
        }
    }
}

impl Grid {
    fn empty(width: usize, height: usize, count: usize) -> Self {
        let cells = width * height;
        Self { width, height, count, means: vec![0.0; cells * count], weights: vec![0.0; cells] }
    }

    /// The means of the uncovered pixels in cells of `side`×`side`.
    fn of<T: Copy>(samples: &[T], mask: &Mask, shape: Shape, side: usize, read: impl Fn(T) -> f32) -> Self {
        let mut grid = Self::empty(shape.width.div_ceil(side), shape.height.div_ceil(side), shape.count);
        for (y, row) in samples.chunks_exact(shape.width * shape.count).enumerate() {
            let mut from = 0;
            let ends = mask.row(y as u32).iter().copied().chain([(shape.width as u32, shape.width as u32)]);
            for (x0, x1) in ends {
                for x in from..x0 as usize {
                    let cell = y / side * grid.width + x / side;
                    grid.weights[cell] += 1.0;
                    let pixel = &row[x * shape.count..(x + 1) * shape.count];
                    for (sum, sample) in grid.means[cell * shape.count..].iter_mut().zip(pixel) {
                        *sum += read(*sample);
                    }
                }
                from = x1 as usize;
            }
        }
        for (mean, weight) in grid.means.chunks_exact_mut(shape.count).zip(&mut grid.weights) {
            if *weight > 0.0 {
                mean.iter_mut().for_each(|sum| *sum /= *weight);
                *weight = 1.0;
            }
        }
        grid
    }

    /// Gives every cell a colour; known cells keep theirs.
    fn fill_holes(&mut self) {
        if self.weights.iter().all(|w| *w > 0.0) {
            return;
        }
        if self.width * self.height > 1 {
            let mut coarse = self.halved();
            coarse.fill_holes();
            self.fill_from(&coarse);
            self.relax();
        } else {
            let gray = self.means.len();
            self.means = vec![128.0; gray];
        }
    }

    fn halved(&self) -> Self {
        let mut coarse = Self::empty(self.width.div_ceil(2), self.height.div_ceil(2), self.count);
        for y in 0..self.height {
            for x in 0..self.width {
                let (fine, cell) = (y * self.width + x, y / 2 * coarse.width + x / 2);
                let weight = self.weights[fine];
                coarse.weights[cell] += weight;
                for c in 0..self.count {
                    coarse.means[cell * self.count + c] += self.means[fine * self.count + c] * weight;
                }
            }
        }
        for (mean, weight) in coarse.means.chunks_exact_mut(self.count).zip(&mut coarse.weights) {
            if *weight > 0.0 {
                mean.iter_mut().for_each(|sum| *sum /= *weight);
                *weight = 1.0;
            }
        }
        coarse
    }

    fn fill_from(&mut self, coarse: &Self) {
        let mut colour = vec![0.0; self.count];
        for y in 0..self.height {
            for x in 0..self.width {
                let cell = y * self.width + x;
                if self.weights[cell] == 0.0 {
                    coarse.sample((x as f32 + 0.5) / 2.0 - 0.5, (y as f32 + 0.5) / 2.0 - 0.5, &mut colour);
                    self.means[cell * self.count..][..self.count].copy_from_slice(&colour);
                }
            }
        }
    }

    /// Each hole becomes the mean of its neighbours, again and again (in place, in a fixed order).
    fn relax(&mut self) {
        let holes: Vec<usize> = (0..self.weights.len()).filter(|&cell| self.weights[cell] == 0.0).collect();
        for _ in 0..RELAXATIONS {
            for &cell in &holes {
                let (x, y) = (cell % self.width, cell / self.width);
                let around = [
                    (x > 0).then(|| cell - 1),
                    (x + 1 < self.width).then(|| cell + 1),
                    (y > 0).then(|| cell - self.width),
                    (y + 1 < self.height).then(|| cell + self.width),
                ];
                let known = around.iter().flatten().count() as f32;
                for c in 0..self.count {
                    let sum: f32 = around.iter().flatten().map(|&n| self.means[n * self.count + c]).sum();
                    let mean = &mut self.means[cell * self.count + c];
                    *mean += OVERSHOOT * (sum / known - *mean);
                }
            }
        }
    }

    /// Bilinear, clamped at the rim; `x`, `y` in cells.
    fn sample(&self, x: f32, y: f32, colour: &mut [f32]) {
        let (x, y) = (x.clamp(0.0, (self.width - 1) as f32), y.clamp(0.0, (self.height - 1) as f32));
        let (left, top) = (x as usize, y as usize);
        let (right, bottom) = ((left + 1).min(self.width - 1), (top + 1).min(self.height - 1));
        let (fx, fy) = (x - left as f32, y - top as f32);
        for (c, value) in colour.iter_mut().enumerate() {
            let at = |x: usize, y: usize| self.means[(y * self.width + x) * self.count + c];
            let upper = at(left, top) * (1.0 - fx) + at(right, top) * fx;
            let lower = at(left, bottom) * (1.0 - fx) + at(right, bottom) * fx;
            *value = upper * (1.0 - fy) + lower * fy;
        }
    }
}
