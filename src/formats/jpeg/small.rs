//! The picture reduced by 2, 4 or 8 while it is decoded: the mean of each square of pixels, straight from the coefficients.
//!
//! The mean of some samples of a block is a weighted sum of its coefficients [T.81 A.3.3], and the higher ones weigh next to
//! nothing. Chroma that is stored with fewer samples is reduced less, so that nothing has to be widened and narrowed again.

use super::canvas;
use super::dct::CODED;
use super::facts::Coding;
use super::header::{self, Frame, Quant};
use super::strips::Rows;

/// One number for each of eight neighbouring blocks.
type Lanes = [f32; 8];

/// Takes the rows of MCUs of a picture in their order.
pub struct SmallCanvas {
    width: usize,
    height: usize,
    /// Lines of the small picture in a row of MCUs.
    mcu_lines: usize,
    coding: Coding,
    components: Vec<Component>,
    lines: Vec<Vec<u8>>,
    rows: usize,
    samples: Vec<u8>,
}

struct Component {
    reducer: Reducer,
    /// How often each of its samples is repeated, across and down.
    repeat: (usize, usize),
    stride: usize,
    /// The lines of one row of MCUs.
    plane: Vec<u8>,
}

impl SmallCanvas {
    /// `by`: 2, 4 or 8. `None` where a component's samples do not come out even.
    pub fn new(frame: &Frame, coding: Coding, quants: &[Quant], by: u32) -> Option<Self> {
        let (of_h, of_v) = frame.densest();
        let component = |(component, quant): (&header::Component, &Quant)| {
            let (across, repeat_x) = kept(of_h, component.h, by)?;
            let (down, repeat_y) = kept(of_v, component.v, by)?;
            let blocks = frame.extent(component).stride.next_multiple_of(8);
            let stride = blocks * across;
            Some(Component {
                reducer: Reducer::new(quant, across, down),
                repeat: (repeat_x, repeat_y),
                stride,
                plane: vec![0; stride * down * component.v as usize],
            })
        };
        let components: Vec<Component> =
            frame.components.iter().zip(quants).map(component).collect::<Option<Vec<_>>>()?;
        let (width, height) = (frame.width.div_ceil(by) as usize, frame.height.div_ceil(by) as usize);
        Some(Self {
            width,
            height,
            mcu_lines: (of_v * 8 / by) as usize,
            coding,
            lines: vec![vec![0; width]; components.len()],
            components,
            rows: 0,
            samples: Vec::new(),
        })
    }

    /// Width and height of the small picture.
    pub fn size(&self) -> (u32, u32) {
        (self.width as u32, self.height as u32)
    }

    /// The samples, once all rows were pushed.
    pub fn finish(self) -> Vec<u8> {
        self.samples
    }
}

impl Rows for SmallCanvas {
    fn push<'a>(&mut self, row: impl Iterator<Item = &'a [[i16; 64]]>) {
        for (component, blocks) in self.components.iter_mut().zip(row) {
            component.push(blocks);
        }
        let top = self.rows * self.mcu_lines;
        for y in 0..self.mcu_lines.min(self.height.saturating_sub(top)) {
            for (component, line) in self.components.iter().zip(&mut self.lines) {
                component.line(y, line);
            }
            canvas::colour(&mut self.lines, self.coding, self.width, &mut self.samples);
        }
        self.rows += 1;
    }
}

/// How many samples of a block's eight are kept along one side, and how often each is then repeated.
fn kept(densest: u32, own: u32, by: u32) -> Option<(usize, usize)> {
    let wanted = 8 * densest;
    if !wanted.is_multiple_of(own * by) {
        return None;
    }
    let wanted = (wanted / (own * by)) as usize;
    let kept = wanted.min(8);
    (kept.is_power_of_two() && wanted.is_multiple_of(kept)).then(|| (kept, wanted / kept))
}

impl Component {
    fn push(&mut self, blocks: &[[i16; 64]]) {
        const EMPTY: [i16; 64] = [0; 64];
        let (across, down) = (self.reducer.across, self.reducer.down);
        let lines = self.plane.len() / self.stride.max(1) / down;
        for (index, blocks) in blocks.chunks_exact((blocks.len() / lines.max(1)).max(1)).take(lines).enumerate() {
            for (group, blocks) in blocks.chunks(8).enumerate() {
                let eight = std::array::from_fn(|i| blocks.get(i).unwrap_or(&EMPTY));
                let samples = self.reducer.samples(eight);
                for (line, samples) in samples.chunks_exact(across).take(down).enumerate() {
                    let at = (index * down + line) * self.stride + group * 8 * across;
                    let Some(out) = self.plane.get_mut(at..at + 8 * across) else { continue };
                    for (x, lanes) in samples.iter().enumerate() {
                        for (block, &sample) in lanes.iter().enumerate() {
                            out[block * across + x] = (sample + 128.5).clamp(0.0, 255.0) as u8;
                        }
                    }
                }
            }
        }
    }

    fn line(&self, y: usize, out: &mut [u8]) {
        let (repeat_x, repeat_y) = self.repeat;
        let start = y / repeat_y * self.stride;
        let stored = self.plane.get(start..start + self.stride).unwrap_or_default();
        if repeat_x == 1 {
            out.copy_from_slice(stored.get(..out.len()).unwrap_or_default());
        } else {
            for (x, out) in out.iter_mut().enumerate() {
                *out = stored.get(x / repeat_x).copied().unwrap_or(128);
            }
        }
    }
}

/// Blocks to `across`×`down` means.
struct Reducer {
    across: usize,
    down: usize,
    steps: [f32; 64],
    /// What each of the lowest coefficients adds to each mean, across and down.
    weights_across: Vec<[f32; 8]>,
    weights_down: Vec<[f32; 8]>,
}

impl Reducer {
    fn new(steps: &Quant, across: usize, down: usize) -> Self {
        let steps = std::array::from_fn(|at| f32::from(steps[usize::from(CODED[at]) & 63]));
        Self { across, down, steps, weights_across: weights(across), weights_down: weights(down) }
    }

    /// For each mean, rows from the top, its value around 0 in each of the eight blocks; coefficients in the coded order.
    fn samples(&self, blocks: [&[i16; 64]; 8]) -> [Lanes; 64] {
        let (lowest_u, lowest_v) = (lowest(self.across), lowest(self.down));
        let mut halfway = [[0.0; 8]; 64];
        for v in 0..lowest_v {
            let mut row = [[0.0; 8]; 8];
            for (u, lanes) in row[..lowest_u].iter_mut().enumerate() {
                let place = usize::from(CODED[v * 8 + u]) & 63;
                *lanes = blocks.map(|block| f32::from(block[place]) * self.steps[v * 8 + u]);
            }
            for (x, weights) in self.weights_across.iter().enumerate() {
                halfway[v * 8 + x] = mixed(&row[..lowest_u], weights);
            }
        }
        let mut out = [[0.0; 8]; 64];
        for x in 0..self.across {
            let column: [Lanes; 8] = std::array::from_fn(|v| halfway[v * 8 + x]);
            for (y, weights) in self.weights_down.iter().enumerate() {
                out[y * self.across + x] = mixed(&column[..lowest_v], weights);
            }
        }
        out
    }
}

/// How many coefficients count for so many means: of the others the mean keeps less than a tenth.
fn lowest(means: usize) -> usize {
    (2 * means).clamp(1, 8)
}

fn mixed(values: &[Lanes], weights: &[f32; 8]) -> Lanes {
    let mut sum = [0.0; 8];
    for (lanes, weight) in values.iter().zip(weights) {
        for (sum, value) in sum.iter_mut().zip(lanes) {
            *sum += value * weight;
        }
    }
    sum
}

/// The mean of each of `means` equal parts of the eight samples of cosine `u`. [T.81 A.3.3]
fn weights(means: usize) -> Vec<[f32; 8]> {
    let each = 8 / means;
    let sample = |x: usize, u: usize| {
        let scale = if u == 0 { 1.0 / 8.0_f64.sqrt() } else { 0.5 };
        scale * ((2 * x + 1) as f64 * u as f64 * std::f64::consts::PI / 16.0).cos()
    };
    let mean = |part: usize, u: usize| {
        ((part * each..(part + 1) * each).map(|x| sample(x, u)).sum::<f64>() / each as f64) as f32
    };
    (0..means).map(|part| std::array::from_fn(|u| mean(part, u))).collect()
}

#[cfg(test)]
mod tests {
    use crate::formats::jpeg::decode::{decode, decode_small};
    use crate::formats::{Encoding, Target};
    use crate::pixels::{Channels, Decoded, Image, Samples};

    /// A soft picture, coded with chroma whole or halved.
    fn jpeg(width: u32, height: u32, channels: Channels, full_chroma: bool) -> Vec<u8> {
        let wave = |x: f32, y: f32, c: usize| 120.0 + 80.0 * ((x + y * 0.7) / (23.0 + 9.0 * c as f32)).sin();
        let pixel = |i: u32, c: usize| wave((i % width) as f32, (i / width) as f32, c) as u8;
        let samples = (0..width * height).flat_map(|i| (0..channels.count()).map(move |c| pixel(i, c))).collect();
        let image = Image::new(width, height, channels, Samples::U8(samples)).unwrap();
        let decoded = Decoded { full_chroma, ..Decoded::still(image) };
        Target::Jpeg.encode(&decoded, Encoding { quality: 92 }).unwrap()
    }

    fn samples(image: &Image) -> &[u8] {
        let Samples::U8(samples) = &image.samples else { panic!("deep") };
        samples
    }

    #[test]
    fn small_pixels_are_the_means_of_large_ones() {
        for (channels, full) in [(Channels::Gray, true), (Channels::Rgb, true), (Channels::Rgb, false)] {
            let (width, height) = (203, 150);
            let file = jpeg(width, height, channels, full);
            let whole = decode(&file).unwrap().pages.remove(0).image;
            for by in [2u32, 4, 8] {
                let small = decode_small(&file, width / by).unwrap().pages.remove(0).image;
                assert_eq!((small.width, small.height), (width.div_ceil(by), height.div_ceil(by)));
                let count = channels.count();
                let mean = |x: u32, y: u32, c: usize| {
                    let square = (0..by * by).map(|i| (x * by + i % by, y * by + i / by));
                    let at = |(x, y): (u32, u32)| f32::from(samples(&whole)[(y * width + x) as usize * count + c]);
                    square.map(at).sum::<f32>() / (by * by) as f32
                };
                for y in 0..height / by {
                    for x in 0..width / by {
                        for c in 0..count {
                            let seen = f32::from(samples(&small)[(y * small.width + x) as usize * count + c]);
                            let apart = (seen - mean(x, y, c)).abs();
                            assert!(apart < 6.0, "{channels:?} by {by} at {x},{y}: {seen}, not {}", mean(x, y, c));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn no_smaller_than_asked() {
        let file = jpeg(203, 150, Channels::Rgb, false);
        assert_eq!(decode_small(&file, 204).unwrap().pages[0].image.width, 203);
        assert_eq!(decode_small(&file, 60).unwrap().pages[0].image.width, 102);
        assert!(decode_small(&file[..file.len() / 2], 20).unwrap().warnings[0].contains("lower part"));
    }
}
