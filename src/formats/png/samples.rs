//! From rows to samples: palettes looked up, small samples scaled, the transparent colour made alpha. [PNG3 13.12]

use super::file::{File, Frame};
use super::header::{ColourType, Header};
use super::rows::{self, Pass, Row, unpack};
use crate::pixels::{Channels, Image, Samples};

/// What is needed to turn a row into samples.
pub struct Painter<'a> {
    header: &'a Header,
    palette: &'a [[u8; 4]],
    key: Option<&'a [u16]>,
    pub channels: Channels,
}

impl<'a> Painter<'a> {
    pub fn new(file: &'a File<'_>) -> Self {
        let key = file.key.as_deref();
        let channels = match file.header.colour_type {
            ColourType::Gray if key.is_none() => Channels::Gray,
            ColourType::Gray | ColourType::GrayAlpha => Channels::GrayAlpha,
            ColourType::Rgb if key.is_none() => Channels::Rgb,
            ColourType::Palette if file.palette.iter().all(|entry| entry[3] == 255) => Channels::Rgb,
            ColourType::Rgb | ColourType::Palette | ColourType::Rgba => Channels::Rgba,
        };
        Self { header: &file.header, palette: &file.palette, key, channels }
    }

    /// The frame as coded, and the number of rows that came; pixels that did not are zero.
    pub fn paint(&self, frame: &Frame<'_>) -> (Image, rows::End) {
        let (samples, end) = match self.header.depth {
            16 => self.painted(frame, Self::sixteen, Samples::U16),
            _ => self.painted(frame, Self::eight, Samples::U8),
        };
        (Image { width: frame.width, height: frame.height, channels: self.channels, samples }, end)
    }

    fn painted<T: Copy + Default>(
        &self,
        frame: &Frame<'_>,
        convert: impl Fn(&Self, &[u8], &mut [T]),
        wrap: impl Fn(Vec<T>) -> Samples,
    ) -> (Samples, rows::End) {
        let count = self.channels.count();
        let width = frame.width as usize * count;
        let mut all = vec![T::default(); width * frame.height as usize];
        let mut row_samples = vec![T::default(); width];
        let end = rows::walk(&frame.pieces, self.header, (frame.width, frame.height), |row| {
            if !self.header.interlaced {
                let start = row.y as usize * width;
                convert(self, row.plain, all.get_mut(start..start + width).unwrap_or_default());
                return;
            }
            let samples = row_samples.get_mut(..row.pass.width as usize * count).unwrap_or_default();
            convert(self, row.plain, samples);
            scatter(samples, &row, count, width, &mut all);
        });
        (wrap(all), end)
    }

    fn eight(&self, row: &[u8], out: &mut [u8]) {
        let depth = self.header.depth;
        match (self.header.colour_type, self.key) {
            (ColourType::Palette, _) => self.look_up(row, out),
            (ColourType::Gray, _) if depth < 8 => {
                let scale = 255 / (0xff_u8 >> (8 - depth));
                let key = self.key.and_then(|key| key.first());
                let width = (out.len() / self.channels.count()) as u32;
                for (value, to) in unpack(row, depth, width).zip(out.chunks_exact_mut(self.channels.count())) {
                    to.fill(if key == Some(&value.into()) { 0 } else { 255 });
                    if let Some(gray) = to.first_mut() {
                        *gray = value * scale;
                    }
                }
            }
            (_, Some(key)) => {
                for (from, to) in row.chunks_exact(key.len()).zip(out.chunks_exact_mut(key.len() + 1)) {
                    with_key(from.iter().copied(), to, key.iter().map(|&v| v as u8), 255);
                }
            }
            (_, None) => out.copy_from_slice(row),
        }
    }

    fn sixteen(&self, row: &[u8], out: &mut [u16]) {
        let values = || row.as_chunks::<2>().0.iter().map(|raw| u16::from_be_bytes(*raw));
        let Some(key) = self.key else {
            out.iter_mut().zip(values()).for_each(|(to, value)| *to = value);
            return;
        };
        let mut values = values();
        for to in out.chunks_exact_mut(key.len() + 1) {
            with_key(values.by_ref().take(key.len()), to, key.iter().copied(), u16::MAX);
        }
    }

    /// Indexes beyond the palette are black.
    fn look_up(&self, row: &[u8], out: &mut [u8]) {
        let mut table = [[0, 0, 0, 255]; 256];
        table.iter_mut().zip(self.palette).for_each(|(to, entry)| *to = *entry);
        let count = self.channels.count();
        let width = (out.len() / count) as u32;
        for (index, to) in unpack(row, self.header.depth, width).zip(out.chunks_exact_mut(count)) {
            let [r, g, b, a] = table[usize::from(index)];
            match to {
                [x, y, z] => [*x, *y, *z] = [r, g, b],
                [x, y, z, w] => [*x, *y, *z, *w] = [r, g, b, a],
                _ => {}
            }
        }
    }
}

/// One pixel with the alpha that the transparent colour gives it.
fn with_key<T: Copy + Default + PartialEq>(
    from: impl Iterator<Item = T>,
    to: &mut [T],
    key: impl Iterator<Item = T>,
    opaque: T,
) {
    let Some((alpha, colour)) = to.split_last_mut() else { return };
    colour.iter_mut().zip(from).for_each(|(to, from)| *to = from);
    *alpha = if key.eq(colour.iter().copied()) { T::default() } else { opaque };
}

/// Puts the pixels of a pass in their places. Each also fills the pixels that later passes refine, so that a picture that is
/// cut shows blocks instead of gaps.
fn scatter<T: Copy>(samples: &[T], row: &Row<'_>, count: usize, width: usize, all: &mut [T]) {
    let Pass { x0, y0, dx, dy, .. } = row.pass;
    let top = (y0 + row.y * dy) as usize;
    let (block_width, block_height) = block(&row.pass);
    for line in all.chunks_exact_mut(width).skip(top).take(block_height) {
        for (i, pixel) in samples.chunks_exact(count).enumerate() {
            let x = x0 as usize + i * dx as usize;
            let end = ((x + block_width) * count).min(width);
            for to in line.get_mut(x * count..end).unwrap_or_default().chunks_exact_mut(count) {
                to.copy_from_slice(pixel);
            }
        }
    }
}

/// The pixels that one pixel of a pass stands for until later passes come. [PNG3 8.1]
fn block(pass: &Pass) -> (usize, usize) {
    let width = if pass.x0 == 0 { pass.dx } else { pass.x0 };
    let height = if pass.y0 == 0 { pass.dy } else { pass.y0 };
    (width as usize, height as usize)
}
