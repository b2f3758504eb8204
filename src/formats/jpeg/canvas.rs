//! From coefficients to interleaved samples, a row of MCUs at a time. [T.81 A.1, A.2; T.871 7]

use super::facts::Coding;
use super::header::{self, Frame, Quant};
use super::idct::Dequantiser;
use super::strips::Rows;
use super::upsample::{Method, Ratio, Upsampler, down, nearest};
use crate::wide::{self, Work};

/// Takes the lines of a picture in their order.
pub trait Lines {
    /// `paint` appends the samples of the next line, interleaved.
    fn next(&mut self, paint: impl FnOnce(&mut Vec<u8>));
}

/// All of them, one behind the other.
impl Lines for Vec<u8> {
    fn next(&mut self, paint: impl FnOnce(&mut Vec<u8>)) {
        paint(self);
    }
}

/// A picture that is painted as its rows of MCUs come.
pub struct Canvas<L> {
    width: usize,
    height: usize,
    mcu_height: usize,
    coding: Coding,
    components: Vec<Component>,
    /// One line of each component at the resolution of the picture.
    lines: Vec<Vec<u8>>,
    upsampler: Upsampler,
    rows: usize,
    painted: L,
}

/// The last three rows of MCUs of one component.
struct Component {
    dequantiser: Dequantiser,
    ratio: Ratio,
    method: Method,
    /// In samples that show something.
    width: usize,
    height: usize,
    /// Lines in a row of MCUs.
    mcu_lines: usize,
    stride: usize,
    /// A ring: line `n` lies at `n` modulo three rows of MCUs.
    ring: Vec<u8>,
}

impl<L: Lines> Canvas<L> {
    /// `quants`: the quantisation table of each component.
    pub fn new(frame: &Frame, coding: Coding, quants: &[Quant], painted: L) -> Self {
        let (width, height) = (frame.width as usize, frame.height as usize);
        let (of_h, of_v) = frame.densest();
        let (of_h, of_v) = (of_h as usize, of_v as usize);
        let component = |(component, quant): (&header::Component, &Quant)| {
            let (h, v) = (component.h as usize, component.v as usize);
            let ratio = Ratio { h, of_h, v, of_v };
            let own_width = (width * h).div_ceil(of_h);
            let stride = (frame.extent(component).stride * 8).next_multiple_of(64);
            Component {
                dequantiser: Dequantiser::new(quant),
                ratio,
                method: ratio.method(own_width),
                width: own_width,
                height: (height * v).div_ceil(of_v),
                mcu_lines: v * 8,
                stride,
                ring: vec![0; stride * v * 24],
            }
        };
        let components: Vec<Component> = frame.components.iter().zip(quants).map(component).collect();
        Self {
            width,
            height,
            mcu_height: of_v * 8,
            coding,
            lines: vec![vec![0; width]; components.len()],
            components,
            upsampler: Upsampler::default(),
            rows: 0,
            painted,
        }
    }

    /// Where the lines went, once all rows were pushed.
    pub fn finish(mut self) -> L {
        if self.rows > 0 {
            self.paint(self.rows - 1);
        }
        self.painted
    }

    /// Paints the lines of a row of MCUs; the lines above and below are there.
    fn paint(&mut self, row: usize) {
        for y in row * self.mcu_height..((row + 1) * self.mcu_height).min(self.height) {
            for (component, line) in self.components.iter().zip(&mut self.lines) {
                component.line(y, &mut self.upsampler, line);
            }
            let Self { lines, coding, width, .. } = self;
            self.painted.next(|out| colour(lines, *coding, *width, out));
        }
    }
}

impl<L: Lines> Rows for Canvas<L> {
    fn push<'a>(&mut self, row: impl Iterator<Item = &'a [[i16; 64]]>) {
        for (component, blocks) in self.components.iter_mut().zip(row) {
            component.push(self.rows, blocks);
        }
        if self.rows > 0 {
            self.paint(self.rows - 1);
        }
        self.rows += 1;
    }
}

impl Component {
    fn push(&mut self, row: usize, blocks: &[[i16; 64]]) {
        const EMPTY: [i16; 64] = [0; 64];
        let lines = self.mcu_lines / 8;
        for (index, blocks) in blocks.chunks_exact((blocks.len() / lines).max(1)).take(lines).enumerate() {
            let top = (row % 3 * self.mcu_lines + index * 8) * self.stride;
            for (group, blocks) in blocks.chunks(8).enumerate() {
                let eight = std::array::from_fn(|i| blocks.get(i).unwrap_or(&EMPTY));
                for (line, samples) in self.dequantiser.samples(eight).iter().enumerate() {
                    let at = top + line * self.stride + group * 64;
                    if let Some(out) = self.ring.get_mut(at..at + 64) {
                        out.copy_from_slice(samples);
                    }
                }
            }
        }
    }

    /// A stored line; the picture goes on beyond its ends as it ends.
    fn stored(&self, line: usize) -> &[u8] {
        let at = line.min(self.height - 1) % (3 * self.mcu_lines) * self.stride;
        self.ring.get(at..at + self.width).unwrap_or_default()
    }

    /// Line `y` of the picture.
    fn line(&self, y: usize, upsampler: &mut Upsampler, out: &mut [u8]) {
        let here = y * self.ratio.v / self.ratio.of_v;
        let upper = y.is_multiple_of(2);
        let beside = if upper { here.saturating_sub(1) } else { here + 1 };
        let near = self.stored(here);
        match self.method {
            Method::Same => out.copy_from_slice(near),
            Method::Across => upsampler.across(near, out),
            Method::Down => down(near, self.stored(beside), upper, out),
            Method::Both => upsampler.both(near, self.stored(beside), out),
            Method::Nearest => nearest(near, self.ratio, out),
        }
    }
}

/// Appends a line of `width` pixels; ink as 0 = none.
pub fn colour(lines: &mut [Vec<u8>], coding: Coding, width: usize, out: &mut Vec<u8>) {
    if let (Coding::YCbCr | Coding::Ycck { .. }, [y, cb, cr, ..]) = (coding, &mut *lines) {
        wide::at_best(Converted(y, cb, cr));
    }
    let start = out.len();
    out.resize(start + width * lines.len(), 0);
    let pixels = &mut out[start..];
    match lines {
        [gray] => pixels.copy_from_slice(gray),
        [red, green, blue] => {
            wide::at_best(Interleaved { lines: [red, green, blue], pixels: pixels.as_chunks_mut().0 });
        }
        [first, second, third, black] => {
            // The light of YCCK is the opposite of its ink; Adobe's ink is turned round once more.
            let (ink, key) = match coding {
                Coding::Ycck { inverted } => (if inverted { 0 } else { 255 }, if inverted { 255 } else { 0 }),
                Coding::Cmyk { inverted: true } => (255, 255),
                _ => (0, 0),
            };
            let (pixels, _) = pixels.as_chunks_mut::<4>();
            let inks = first.iter().zip(&*second).zip(&*third).zip(&*black);
            for (pixel, (((&c, &m), &y), &k)) in pixels.iter_mut().zip(inks) {
                *pixel = [c ^ ink, m ^ ink, y ^ ink, k ^ key];
            }
        }
        _ => {}
    }
}

struct Interleaved<'a> {
    lines: [&'a [u8]; 3],
    pixels: &'a mut [[u8; 3]],
}

impl Work for Interleaved<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const WIDE: bool>(self) {
        let [red, green, blue] = self.lines;
        for (pixel, ((&r, &g), &b)) in self.pixels.iter_mut().zip(red.iter().zip(green).zip(blue)) {
            *pixel = [r, g, b];
        }
    }
}

struct Converted<'a>(&'a mut [u8], &'a mut [u8], &'a mut [u8]);

impl Work for Converted<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const WIDE: bool>(self) {
        to_rgb(self.0, self.1, self.2);
    }
}

#[inline(always)]
fn rounded(sum: i32) -> i16 {
    ((sum + 32_768) >> 16) as i16
}

#[inline(always)]
fn byte(value: i16) -> u8 {
    value.clamp(0, 255) as u8
}

/// R = Y + 1.402 Cr and so on, rounded as the common library does; the factors' whole parts are added apart, so that
/// sixteen bits hold the rest.
#[inline(always)]
fn to_rgb(first: &mut [u8], second: &mut [u8], third: &mut [u8]) {
    for ((first, second), third) in first.iter_mut().zip(second).zip(third) {
        let (y, cb, cr) = (i16::from(*first), i16::from(*second) - 128, i16::from(*third) - 128);
        let (blue, red) = (i32::from(cb), i32::from(cr));
        *first = byte(y + cr + rounded(26_345 * red));
        *second = byte(y - cr + rounded(18_734 * red - 22_554 * blue));
        *third = byte(y + 2 * cb + rounded(-14_942 * blue));
    }
}
