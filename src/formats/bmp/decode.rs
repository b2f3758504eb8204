//! Pixels of a BMP. Missing rows stay black, with a warning.

use super::header::{Coding, Header};
use crate::error::Error;
use crate::pixels::limits;
use crate::pixels::{Channels, Decoded, Image, Samples};

/// The one picture.
pub fn decode(untrusted: &[u8]) -> Result<Decoded, Error> {
    let header = Header::read(untrusted)?;
    limits::check_size(header.width, header.height, untrusted.len())?;
    let coded = untrusted.get(header.pixels..).unwrap_or_default();
    let rows = coded.len() / header.row_bytes();
    if coded.is_empty() || header.coding == Coding::Plain && rows < header.height as usize / 8 {
        return Err(Error::damaged("most of its pixels are missing"));
    }
    let (pixels, whole) = match header.coding {
        Coding::Plain => plain(untrusted, &header, coded),
        Coding::Runs => runs(&header, coded).colours(untrusted, &header),
    };
    let image = image(&header, &pixels).ok_or_else(|| Error::damaged("it has fewer pixels than its header says"))?;
    // A profile in a BMP is read by hardly any program: browsers show the numbers as sRGB, and so does the copy.
    let warnings = if whole { Vec::new() } else { vec![crate::note::PART_MISSING.into()] };
    Ok(Decoded { warnings, ..Decoded::still(image) })
}

/// Alpha counts only where a mask gives it and it says more than all or nothing.
fn image(header: &Header, pixels: &[[u8; 4]]) -> Option<Image> {
    let alpha = |value| pixels.iter().all(|pixel| pixel[3] == value);
    let channels = if header.masks[3] == 0 || alpha(0) || alpha(255) { Channels::Rgb } else { Channels::Rgba };
    let rows = pixels.chunks_exact(header.width as usize);
    let mut samples = Vec::with_capacity(pixels.len() * channels.count());
    let mut push = |row: &[[u8; 4]]| samples.extend(row.iter().flat_map(|pixel| &pixel[..channels.count()]));
    if header.top_down {
        rows.for_each(&mut push)
    } else {
        rows.rev().for_each(&mut push)
    }
    Image::new(header.width, header.height, channels, Samples::U8(samples))
}

/// Rows as they are stored, and whether all were there.
fn plain(file: &[u8], header: &Header, coded: &[u8]) -> (Vec<[u8; 4]>, bool) {
    let (width, count) = (header.width as usize, header.width as usize * header.height as usize);
    let palette = table(file, header);
    let mut pixels = Vec::with_capacity(count);
    for row in coded.chunks_exact(header.row_bytes()).take(header.height as usize) {
        match header.bits {
            24 => pixels.extend(row.as_chunks::<3>().0.iter().take(width).map(|&[b, g, r]| [r, g, b, 255])),
            16 => {
                let values = row.as_chunks::<2>().0.iter().take(width).map(|&raw| u16::from_le_bytes(raw).into());
                pixels.extend(values.map(|value| masked(value, header.masks)));
            }
            32 => {
                let values = row.as_chunks::<4>().0.iter().take(width).map(|&raw| u32::from_le_bytes(raw));
                pixels.extend(values.map(|value| masked(value, header.masks)));
            }
            bits => pixels.extend(numbers(row, bits).take(width).map(|number| palette[usize::from(number)])),
        }
    }
    let whole = pixels.len() == count;
    pixels.resize(count, [0, 0, 0, 255]);
    (pixels, whole)
}

/// Palette numbers of up to 8 bits in a row.
pub fn numbers(row: &[u8], bits: u32) -> impl Iterator<Item = u8> + '_ {
    let mask = (0xffu16 >> (8 - bits)) as u8;
    row.iter().flat_map(move |&byte| (1..=8 / bits).map(move |i| byte >> (8 - bits * i) & mask))
}

/// A colour for each of 256 numbers; black where the palette has none.
fn table(file: &[u8], header: &Header) -> [[u8; 4]; 256] {
    let mut table = [[0, 0, 0, 255]; 256];
    table.iter_mut().zip(header.palette(file)).for_each(|(entry, [r, g, b])| *entry = [r, g, b, 255]);
    table
}

fn masked(value: u32, masks: [u32; 4]) -> [u8; 4] {
    let channel = |mask: u32| match mask.checked_shr(mask.trailing_zeros()) {
        None | Some(0) => 0,
        Some(top) => {
            let part = u64::from((value & mask) >> mask.trailing_zeros());
            ((part * 255 + u64::from(top) / 2) / u64::from(top)) as u8
        }
    };
    [channel(masks[0]), channel(masks[1]), channel(masks[2]), channel(masks[3])]
}

/// Palette numbers out of runs. [MS-WMF 3.1.6]
pub struct Unrolled {
    /// Rows from the bottom; 0 where nothing was drawn.
    numbers: Vec<u8>,
    /// The end was marked.
    ended: bool,
    /// Coded bytes up to the mark of the end.
    pub used: usize,
}

impl Unrolled {
    fn colours(self, file: &[u8], header: &Header) -> (Vec<[u8; 4]>, bool) {
        let table = table(file, header);
        (self.numbers.into_iter().map(|number| table[usize::from(number)]).collect(), self.ended)
    }

    /// Which numbers occur.
    pub fn numbers(&self) -> &[u8] {
        &self.numbers
    }
}

/// Unrolls runs of 4 or 8 bits.
pub fn runs(header: &Header, coded: &[u8]) -> Unrolled {
    let (width, height) = (header.width as usize, header.height as usize);
    let mut numbers = vec![0; width * height];
    let (mut x, mut y) = (0usize, 0usize);
    let mut rest = coded;
    let mut put = |x: usize, y: usize, number| {
        if let Some(place) = (x < width).then(|| numbers.get_mut(y * width + x)).flatten() {
            *place = number;
        }
    };
    let four = header.bits == 4;
    let part = |byte: u8, i: usize| match (four, i % 2) {
        (false, _) => byte,
        (true, 0) => byte >> 4,
        (true, _) => byte & 15,
    };
    let mut ended = false;
    while let (false, Some((&[first, second], after))) = (ended || y >= height, rest.split_first_chunk::<2>()) {
        rest = after;
        match (first, second) {
            (0, 0) => (x, y) = (0, y + 1),
            (0, 1) => ended = true,
            (0, 2) => {
                let Some((&[right, up], after)) = rest.split_first_chunk::<2>() else { break };
                (x, y, rest) = (x + usize::from(right), y + usize::from(up), after);
            }
            (0, count) => {
                let count = usize::from(count);
                let bytes = if four { count.div_ceil(2) } else { count };
                let Some((literal, after)) = rest.split_at_checked(bytes) else { break };
                for i in 0..count {
                    put(x + i, y, part(literal[if four { i / 2 } else { i }], i));
                }
                x += count;
                rest = after.get(bytes % 2..).unwrap_or_default();
            }
            (count, value) => {
                (0..usize::from(count)).for_each(|i| put(x + i, y, part(value, i)));
                x += usize::from(count);
            }
        }
    }
    // After the last row an end mark may follow or not.
    let done = y >= height;
    if done && rest.starts_with(&[0, 1]) {
        rest = &rest[2..];
    }
    Unrolled { numbers, ended: ended || done || y + 1 == height && x >= width, used: coded.len() - rest.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_of_any_width_fill_the_range() {
        assert_eq!(masked(0x7fff, [0x7c00, 0x03e0, 0x001f, 0]), [255, 255, 255, 0]);
        assert_eq!(masked(0x8000_0001, [0xffff_ffff, 1, 2, 0x8000_0000]), [128, 255, 0, 255]);
    }

    #[test]
    fn rows_of_small_numbers_are_spread() {
        assert!(numbers(&[0b1011_0001], 1).eq([1, 0, 1, 1, 0, 0, 0, 1]));
        assert!(numbers(&[0xA5], 4).eq([10, 5]));
    }
}
