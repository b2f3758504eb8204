//! Rows of PNG: passes, filters, samples. [PNG3 8, 9]

use super::filters::Filters;
use super::png::{Hidden, Numbers};
use crate::error::Error;
use crate::pixels::{Channels, Image, Samples};

/// How the pixels lie.
pub struct Layout {
    pub width: u32,
    pub height: u32,
    /// Bits a sample.
    pub depth: u8,
    pub colour_type: u8,
    pub interlaced: bool,
    /// Red, green, blue, alpha.
    pub palette: Vec<[u8; 4]>,
    /// The transparent colour.
    pub key: Option<Vec<u16>>,
}

impl Layout {
    pub fn channels(&self) -> u8 {
        match self.colour_type {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        }
    }

    fn row_bytes(&self, width: u32) -> usize {
        (width as usize * usize::from(self.channels()) * usize::from(self.depth)).div_ceil(8)
    }
}

/// Start and step of each pass, across and down. [PNG3 8.2]
const PASSES: [(u32, u32, u32, u32); 7] =
    [(0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2)];
const ONE_PASS: [(u32, u32, u32, u32); 1] = [(0, 1, 0, 1)];

/// One pass over the picture: start and step across and down, and its size.
#[derive(Clone, Copy)]
pub struct Pass {
    x: u32,
    step_x: u32,
    y: u32,
    step_y: u32,
    width: u32,
    height: u32,
}

/// Cuts the inflated stream into rows and takes their filters away.
pub struct Adam7 {
    passes: std::vec::IntoIter<Pass>,
    pass: Option<Pass>,
    y: u32,
    /// Filter byte and bytes of the row, as far as they came.
    row: Vec<u8>,
    above: Vec<u8>,
    bytes: usize,
    pixel_bytes: usize,
    layout_bits: usize,
    filters: Filters,
}

impl Adam7 {
    pub fn new(layout: &Layout, width: u32, height: u32) -> Self {
        let table: &[_] = if layout.interlaced { &PASSES } else { &ONE_PASS };
        let passes = table.iter().map(|&(x, step_x, y, step_y)| Pass {
            x,
            step_x,
            y,
            step_y,
            width: width.saturating_sub(x).div_ceil(step_x),
            height: height.saturating_sub(y).div_ceil(step_y),
        });
        let passes: Vec<_> = passes.filter(|pass| pass.width > 0 && pass.height > 0).collect();
        let bits = usize::from(layout.channels()) * usize::from(layout.depth);
        let mut rows = Self {
            passes: passes.into_iter(),
            pass: None,
            y: 0,
            row: Vec::with_capacity(layout.row_bytes(width) + 1),
            above: Vec::new(),
            bytes: 0,
            pixel_bytes: bits.div_ceil(8),
            layout_bits: bits,
            filters: Filters::new(),
        };
        rows.next_pass();
        rows
    }

    fn next_pass(&mut self) {
        self.pass = self.passes.next();
        self.y = 0;
        self.bytes = self.pass.map_or(0, |pass| (pass.width as usize * self.layout_bits).div_ceil(8));
        self.above.clear();
        self.above.resize(self.bytes, 0);
    }

    pub fn done(&self) -> bool {
        self.pass.is_none()
    }

    /// Which filters the rows took.
    pub fn filters(&self) -> &Filters {
        &self.filters
    }

    /// Takes in what was inflated, hands whole rows on; returns how many bytes lie behind the last row.
    pub fn feed(&mut self, mut bytes: &[u8], mut row: impl FnMut(Pass, u32, &[u8])) -> Result<usize, Error> {
        while let Some(pass) = self.pass {
            let missing = self.bytes + 1 - self.row.len();
            let (now, later) = bytes.split_at(missing.min(bytes.len()));
            self.row.extend_from_slice(now);
            bytes = later;
            if self.row.len() <= self.bytes {
                return Ok(0);
            }
            let Some((&mut filter, line)) = self.row.split_first_mut() else { return Ok(0) };
            unfilter(filter, line, &self.above, self.pixel_bytes)?;
            self.filters.see(filter, line, &self.above, self.pixel_bytes);
            row(pass, self.y, line);
            self.above.copy_from_slice(line);
            self.row.clear();
            self.y += 1;
            if self.y == pass.height {
                self.next_pass();
            }
        }
        Ok(bytes.len())
    }
}

/// [PNG3 9.2]
fn unfilter(filter: u8, line: &mut [u8], above: &[u8], step: usize) -> Result<(), Error> {
    match filter {
        0 => {}
        1 => {
            for at in step..line.len() {
                line[at] = line[at].wrapping_add(line[at - step]);
            }
        }
        2 => line.iter_mut().zip(above).for_each(|(byte, up)| *byte = byte.wrapping_add(*up)),
        3 => {
            for at in 0..line.len() {
                let left = if at >= step { u16::from(line[at - step]) } else { 0 };
                line[at] = line[at].wrapping_add(((left + u16::from(above[at])) / 2) as u8);
            }
        }
        4 => {
            for at in 0..line.len() {
                let (left, corner) = if at >= step { (line[at - step], above[at - step]) } else { (0, 0) };
                line[at] = line[at].wrapping_add(paeth(left, above[at], corner));
            }
        }
        _ => return Err(Error::damaged("a row has an unknown filter")),
    }
    Ok(())
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let (to_a, to_b, to_c) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        up
    } else {
        corner
    }
}

/// Looks at the rows: what they use and what they hide; keeps the picture where it is asked for.
pub struct Raster {
    width: u32,
    height: u32,
    /// Red, green, blue, alpha; 8 bits each.
    kept: Option<Vec<[u8; 4]>>,
    pub padding_used: bool,
}

impl Raster {
    pub fn new(_layout: &Layout, width: u32, height: u32, keep: bool) -> Self {
        let kept = keep.then(|| vec![[0; 4]; width as usize * height as usize]);
        Self { width, height, kept, padding_used: false }
    }

    /// One row of a pass.
    pub fn row(&mut self, layout: &Layout, pass: Pass, y: u32, row: &[u8], numbers: &mut Numbers, hidden: &mut Hidden) {
        let bits = usize::from(layout.depth) * pass.width as usize * usize::from(layout.channels());
        if !bits.is_multiple_of(8) {
            self.padding_used |= row.last().is_some_and(|last| last & (0xFF >> (bits % 8)) != 0);
        }
        // Opaque colours without a palette hide nothing.
        if self.kept.is_none() && matches!(layout.colour_type, 0 | 2) && layout.key.is_none() {
            return;
        }
        let across = (pass.y + y * pass.step_y) as usize * self.width as usize + pass.x as usize;
        for x in 0..pass.width as usize {
            let pixel = pixel(layout, row, x, numbers, hidden);
            if let Some(kept) = &mut self.kept
                && let Some(to) = kept.get_mut(across + x * pass.step_x as usize)
            {
                *to = pixel;
            }
        }
    }

    /// The picture, if it was kept.
    pub fn into_image(self) -> Option<Image> {
        Image::new(self.width, self.height, Channels::Rgba, Samples::U8(self.kept?.into_flattened()))
    }
}

/// One pixel as red, green, blue, alpha of 8 bits.
#[inline(always)]
fn pixel(layout: &Layout, row: &[u8], x: usize, numbers: &mut Numbers, hidden: &mut Hidden) -> [u8; 4] {
    let channels = usize::from(layout.channels());
    let mut samples = [0_u16; 4];
    for (channel, sample) in samples.iter_mut().enumerate().take(channels) {
        let at = x * channels + channel;
        let byte = |at: usize| row.get(at).copied().unwrap_or(0);
        *sample = match layout.depth {
            16 => u16::from_be_bytes([byte(2 * at), byte(2 * at + 1)]),
            8 => u16::from(byte(at)),
            depth => {
                let bit = at * usize::from(depth);
                u16::from(byte(bit / 8) << (bit % 8) >> (8 - depth))
            }
        };
    }
    if layout.colour_type == 3 {
        let index = usize::from(samples[0]);
        numbers.see(samples[0] as u8);
        return layout.palette.get(index).copied().unwrap_or([0, 0, 0, 255]);
    }
    let eight = |v: u16| match layout.depth {
        16 => (v >> 8) as u8,
        8 => v as u8,
        depth => (v * 255 / ((1 << depth) - 1)) as u8,
    };
    let [a, b, c, d] = samples;
    let is_key = layout.key.as_ref().is_some_and(|key| samples.get(..channels) == Some(key));
    let alpha = if is_key { 0 } else { 255 };
    let (colour, raw_alpha, alpha) = match channels {
        1 => ([a; 3], u16::MAX, alpha),
        2 => ([a; 3], b, eight(b)),
        3 => ([a, b, c], u16::MAX, alpha),
        _ => ([a, b, c], d, eight(d)),
    };
    if raw_alpha == 0 {
        hidden.see(colour);
    }
    let [r, g, b] = colour.map(eight);
    [r, g, b, alpha]
}
