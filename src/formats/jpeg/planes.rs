//! From interleaved RGB to planes of Y, Cb and Cr, a row of MCUs at a time. [JFIF 1.02; T.871 7]

use super::header::Component;
use crate::wide::{self, Work};

/// How chroma is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sampling {
    Gray,
    /// 4:4:4
    Full,
    /// 4:2:0
    Half,
}

impl Sampling {
    pub fn components(self) -> usize {
        if self == Self::Gray { 1 } else { 3 }
    }

    /// Width and height of an MCU in pixels.
    pub fn mcu_side(self) -> usize {
        if self == Self::Half { 16 } else { 8 }
    }

    /// The components as the frame header names them.
    pub fn frame_components(self) -> Vec<Component> {
        let factor = |component| if self == Self::Half && component == 0 { 2 } else { 1 };
        let component = |at: usize| Component { id: at as u8 + 1, h: factor(at), v: factor(at), quant: at.min(1) };
        (0..self.components()).map(component).collect()
    }
}

/// Samples of one row of MCUs. Lines are a multiple of eight blocks long; the last column is repeated.
pub struct Planes {
    sampling: Sampling,
    width: usize,
    components: Vec<Plane>,
    /// Chroma at full resolution of an upper and a lower line, before they are halved.
    pairs: [[Vec<u8>; 2]; 2],
    split: Split,
}

/// Samples of one component.
struct Plane {
    samples: Vec<u8>,
    stride: usize,
}

impl Planes {
    pub fn new(width: usize, sampling: Sampling) -> Self {
        let side = sampling.mcu_side();
        let padded = width.next_multiple_of(8 * side);
        let components = (0..sampling.components()).map(|component| {
            let (stride, lines) = match (sampling, component) {
                (Sampling::Half, 1..) => (padded / 2, side / 2),
                _ => (padded, side),
            };
            Plane { samples: vec![0; stride * lines], stride }
        });
        let line = || vec![0; padded];
        let pairs = [[line(), line()], [line(), line()]];
        Self { sampling, width, components: components.collect(), pairs, split: Split::new(padded) }
    }

    /// Takes line `line` of the row of MCUs; lines come in their order.
    pub fn read_line(&mut self, line: usize, samples: &[u8]) {
        let width = self.width;
        match (self.sampling, &mut self.components[..]) {
            (Sampling::Gray, [luma, ..]) => luma.line(line)[..width].copy_from_slice(samples),
            (Sampling::Full, [luma, cb, cr]) => {
                let [cb, cr] = [cb.line(line), cr.line(line)];
                self.split.colour(samples, [luma.line(line), cb, cr]);
                pad(cb, width);
                pad(cr, width);
            }
            (Sampling::Half, [luma, cb_plane, cr_plane]) => {
                let [cb, cr] = &mut self.pairs[line % 2];
                self.split.colour(samples, [luma.line(line), cb, cr]);
                pad(cb, width);
                pad(cr, width);
                if line % 2 == 1 {
                    let [[upper_cb, upper_cr], [lower_cb, lower_cr]] = &self.pairs;
                    halve(upper_cb, lower_cb, cb_plane.line(line / 2));
                    halve(upper_cr, lower_cr, cr_plane.line(line / 2));
                    // Once more at half: the last sample may be the mean of two, and what lies behind it the last of these.
                    pad(cb_plane.line(line / 2), width.div_ceil(2));
                    pad(cr_plane.line(line / 2), width.div_ceil(2));
                }
            }
            _ => {}
        }
        if let Some(luma) = self.components.first_mut() {
            pad(luma.line(line), width);
        }
    }

    /// The row of MCUs has only `lines` lines of the picture, the last of which is `samples`: below, all components go on as they end.
    pub fn end(&mut self, lines: usize, samples: &[u8]) {
        let is_half = self.sampling == Sampling::Half;
        if is_half && lines % 2 == 1 {
            self.read_line(lines, samples);
        }
        for (component, plane) in self.components.iter_mut().enumerate() {
            plane.repeat_below(if is_half && component > 0 { lines.div_ceil(2) } else { lines });
        }
    }

    /// Groups of eight blocks side by side in a line of blocks of `component`, eight lines each.
    pub fn eights(&self, component: usize, line: usize) -> impl Iterator<Item = [&[u8; 64]; 8]> {
        let plane = &self.components[component];
        let lines = &plane.samples[line * plane.stride * 8..][..plane.stride * 8];
        (0..plane.stride / 64)
            .map(move |group| std::array::from_fn(|line| &lines[line * plane.stride..].as_chunks::<64>().0[group]))
    }
}

impl Plane {
    fn line(&mut self, line: usize) -> &mut [u8] {
        &mut self.samples[line * self.stride..][..self.stride]
    }

    /// Repeats the last of the first `lines` lines.
    fn repeat_below(&mut self, lines: usize) {
        let end = lines * self.stride;
        for line in (end..self.samples.len()).step_by(self.stride.max(1)) {
            self.samples.copy_within(end - self.stride..end, line);
        }
    }
}

fn pad(line: &mut [u8], width: usize) {
    let (samples, padding) = line.split_at_mut(width);
    padding.fill(samples.last().copied().unwrap_or_default());
}

/// A line of red, green and blue.
struct Split([Vec<[u8; 16]>; 3]);

impl Split {
    /// For lines of `length` samples, a multiple of 16.
    fn new(length: usize) -> Self {
        Self([(); 3].map(|()| vec![[0; 16]; length / 16]))
    }

    /// Y = 0.299 R + 0.587 G + 0.114 B and so on, rounded, in products of 16 by 16 bits of which the upper half is kept.
    /// `out` is longer than the line; what lies behind it is without meaning.
    fn colour(&mut self, rgb: &[u8], out: [&mut [u8]; 3]) {
        wide::at_best(Coloured { split: self, rgb, out });
    }

    #[inline(always)]
    fn coloured(&mut self, rgb: &[u8], [luma, cb, cr]: [&mut [u8]; 3]) {
        let [red, green, blue] = &mut self.0;
        let (pixels, _) = rgb.as_chunks::<3>();
        let channels = red.as_flattened_mut().iter_mut().zip(green.as_flattened_mut()).zip(blue.as_flattened_mut());
        for (&[r, g, b], ((red, green), blue)) in pixels.iter().zip(channels) {
            (*red, *green, *blue) = (r, g, b);
        }
        let (luma, cb, cr) = (luma.as_chunks_mut().0, cb.as_chunks_mut().0, cr.as_chunks_mut().0);
        let out = luma.iter_mut().zip(cb).zip(cr);
        for (((r, g), b), ((luma, cb), cr)) in red.iter().zip(green).zip(blue).zip(out) {
            let (luma, cb, cr): (&mut [u8; 16], &mut [u8; 16], &mut [u8; 16]) = (luma, cb, cr);
            for i in 0..16 {
                // As the upper halves of 16 bits.
                let (r, g, b) = (u16::from(r[i]) << 8, u16::from(g[i]) << 8, u16::from(b[i]) << 8);
                // What the three cut products lose on average is part of the rounding.
                luma[i] = ((part(r, 19_595) + part(g, 38_470) + part(b, 7_471) + 129) >> 8) as u8;
                cb[i] = (((b >> 1) + (0x8000 + 126) - part(r, 11_059) - part(g, 21_709)) >> 8) as u8;
                cr[i] = (((r >> 1) + (0x8000 + 126) - part(g, 27_439) - part(b, 5_329)) >> 8) as u8;
            }
        }
    }
}

struct Coloured<'a> {
    split: &'a mut Split,
    rgb: &'a [u8],
    out: [&'a mut [u8]; 3],
}

impl Work for Coloured<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const WIDE: bool>(self) {
        self.split.coloured(self.rgb, self.out);
    }
}

/// The upper half of the product.
#[inline(always)]
fn part(sample: u16, share: u32) -> u16 {
    ((u32::from(sample) * share) >> 16) as u16
}

/// Means of two by two samples, rounded up and down in turn.
fn halve(upper: &[u8], lower: &[u8], out: &mut [u8]) {
    let pairs = upper.as_chunks::<32>().0.iter().zip(lower.as_chunks::<32>().0);
    for (out, (upper, lower)) in out.as_chunks_mut::<16>().0.iter_mut().zip(pairs) {
        for i in 0..16 {
            let sum = |line: &[u8; 32]| u16::from(line[2 * i]) + u16::from(line[2 * i + 1]);
            out[i] = ((sum(upper) + sum(lower) + 1 + (i as u16 & 1)) >> 2) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_edge_all_components_go_on_as_they_end() {
        for (width, lines) in [(20, 3), (21, 4), (15, 1), (16, 15)] {
            let line = |y: usize| (0..3 * width).map(|at| (at * 97 + y * 61) as u8).collect::<Vec<u8>>();
            let mut planes = Planes::new(width, Sampling::Half);
            (0..lines).for_each(|y| planes.read_line(y, &line(y)));
            planes.end(lines, &line(lines - 1));
            for (component, plane) in planes.components.iter().enumerate() {
                let half = |shown: usize| if component > 0 { shown.div_ceil(2) } else { shown };
                let (columns, rows) = (half(width), half(lines));
                let at = |x: usize, y: usize| plane.samples[y * plane.stride + x];
                for y in 0..plane.samples.len() / plane.stride {
                    for x in 0..plane.stride {
                        assert_eq!(at(x, y), at(x.min(columns - 1), y.min(rows - 1)), "{width}×{lines} {component}");
                    }
                }
                assert!(width < 16 || at(0, 0) != at(columns - 1, 0));
            }
        }
    }
}
