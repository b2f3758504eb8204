//! Samples out of unpacked chunks: predictors undone, bits spread, tiles put in their places. [TIFF6 14, 15; TN 3]

use super::chunks;
use super::ifd::Tiff;
use super::layout::{Layout, scheme};
use crate::error::Error;

/// All samples of a page as numbers of the file, interleaved, rows from the top.
pub enum Raw {
    /// Up to 8 bits.
    U8(Vec<u8>),
    /// Up to 16 bits; of 32-bit whole numbers the upper half.
    U16(Vec<u16>),
    F32(Vec<f32>),
}

/// A kind of number that samples are read into.
trait Number: Copy + Default {
    /// Reads a row of samples of `bits` each.
    fn read_row(row: &[u8], bits: u32, little: bool) -> Vec<Self>;
}

/// Reads all chunks of a page, and says whether they were whole. `tables`: JPEGTables.
pub fn read(tiff: &Tiff<'_>, layout: &Layout, tables: Option<&[u8]>) -> Result<(Raw, bool), Error> {
    let mut whole = true;
    let raw = match (layout.format, layout.bits) {
        (1 | 2 | 4, 1..=8) => Raw::U8(place(tiff, layout, tables, &mut whole)?),
        (1 | 2 | 4, 9..=16 | 32) => Raw::U16(place(tiff, layout, tables, &mut whole)?),
        (3, 16 | 32 | 64) => Raw::F32(place(tiff, layout, tables, &mut whole)?),
        (format, bits) => return Err(Error::unsupported(format!("TIFF samples of {bits} bits (kind {format})"))),
    };
    Ok((raw, whole))
}

/// What is broken stays black, and `whole` says so. Errors: all is broken.
fn place<T: Number>(
    tiff: &Tiff<'_>,
    layout: &Layout,
    tables: Option<&[u8]>,
    whole: &mut bool,
) -> Result<Vec<T>, Error> {
    let (width, height, samples) = (layout.width as usize, layout.height as usize, layout.samples as usize);
    let in_chunk = layout.samples_in_chunk() as usize;
    let (across, down) = (layout.chunks_across() as usize, layout.chunks_down() as usize);
    let row_bytes = (layout.chunk_width as usize * in_chunk * layout.bits as usize).div_ceil(8);
    let mut out = vec![T::default(); width * height * samples];
    let mut found = 0;
    for (index, &(offset, size)) in layout.chunks.iter().enumerate() {
        let (plane, column, line) = (index / (across * down), index % across, index / across % down);
        let top = line * layout.chunk_height as usize;
        let is_strip = across == 1 && layout.chunk_width == layout.width;
        let shown = (layout.chunk_height as usize).min(height - top);
        let rows = if is_strip { shown } else { layout.chunk_height as usize };
        let end = offset.saturating_add(size).min(tiff.bytes.len() as u64);
        let coded = tiff.get(offset.min(end)..end).unwrap_or_default();
        let mut bytes = chunks::unpacked(coded, layout, rows as u32, rows * row_bytes, tables)?.bytes;
        // A JPEG decoder fills what a cut file lacks; the others stop.
        let cut = layout.compression == scheme::JPEG && end < offset.saturating_add(size);
        *whole &= bytes.len() == rows * row_bytes && !cut;
        found += bytes.len();
        bytes.truncate(bytes.len() / row_bytes * row_bytes);
        let left = column * layout.chunk_width as usize;
        let columns = (layout.chunk_width as usize).min(width - left);
        for (y, row) in bytes.chunks_mut(row_bytes).take(shown).enumerate() {
            let little = unpredicted(row, layout, in_chunk, tiff.little)?;
            let numbers = T::read_row(row, layout.bits, little);
            let start = ((top + y) * width + left) * samples;
            let target = &mut out[start..start + columns * samples];
            if in_chunk == samples {
                target.copy_from_slice(&numbers[..target.len()]);
            } else {
                let places = target.iter_mut().skip(plane).step_by(samples);
                places.zip(numbers).for_each(|(place, number)| *place = number);
            }
        }
    }
    if found == 0 { Err(Error::damaged("its picture data is missing or broken")) } else { Ok(out) }
}

/// Undoes the predictor of one row; whether its numbers are little-endian afterwards.
fn unpredicted(row: &mut [u8], layout: &Layout, step: usize, little: bool) -> Result<bool, Error> {
    match (layout.predictor, layout.bits) {
        (0 | 1, _) => {}
        (2, 8) => sum(row, step),
        (2, 16) => sum_wide::<2>(row, step, little),
        (2, 32) => sum_wide::<4>(row, step, little),
        (2, 64) => sum_wide::<8>(row, step, little),
        (3, bits @ (16 | 32 | 64)) => {
            sum(row, step);
            let size = bits as usize / 8;
            let planes = row.to_vec();
            let count = row.len() / size;
            for (i, number) in row.chunks_exact_mut(size).enumerate() {
                number.iter_mut().enumerate().for_each(|(byte, out)| *out = planes[byte * count + i]);
            }
            return Ok(false);
        }
        (other, bits) => return Err(Error::unsupported(format!("TIFF predictor {other} with {bits} bits"))),
    }
    Ok(little)
}

fn sum(row: &mut [u8], step: usize) {
    for i in step..row.len() {
        row[i] = row[i].wrapping_add(row[i - step]);
    }
}

fn sum_wide<const N: usize>(row: &mut [u8], step: usize, little: bool) {
    let (numbers, _) = row.as_chunks_mut::<N>();
    for i in step..numbers.len() {
        let mut carry = 0;
        for byte in 0..N {
            let at = if little { byte } else { N - 1 - byte };
            let sum = u16::from(numbers[i][at]) + u16::from(numbers[i - step][at]) + carry;
            numbers[i][at] = sum as u8;
            carry = sum >> 8;
        }
    }
}

/// The numbers of `bits` each in a row, most significant bit first.
fn packed(row: &[u8], bits: u32) -> impl Iterator<Item = u16> + '_ {
    let count = row.len() * 8 / bits as usize;
    let (mut buffer, mut held) = (0u32, 0);
    let mut bytes = row.iter();
    (0..count).map(move |_| {
        while held < bits {
            buffer = buffer << 8 | u32::from(bytes.next().copied().unwrap_or(0));
            held += 8;
        }
        held -= bits;
        (buffer >> held & ((1 << bits) - 1)) as u16
    })
}

impl Number for u8 {
    fn read_row(row: &[u8], bits: u32, _: bool) -> Vec<u8> {
        if bits == 8 { row.to_vec() } else { packed(row, bits).map(|v| v as u8).collect() }
    }
}

impl Number for u16 {
    fn read_row(row: &[u8], bits: u32, little: bool) -> Vec<u16> {
        let pair = |pair: &[u8; 2]| if little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) };
        match bits {
            16 => row.as_chunks::<2>().0.iter().map(pair).collect(),
            32 => {
                row.as_chunks::<4>().0.iter().map(|&[a, b, c, d]| pair(&if little { [c, d] } else { [a, b] })).collect()
            }
            _ => packed(row, bits).collect(),
        }
    }
}

impl Number for f32 {
    fn read_row(row: &[u8], bits: u32, little: bool) -> Vec<f32> {
        match bits {
            16 => u16::read_row(row, 16, little).into_iter().map(half).collect(),
            32 => (row.as_chunks::<4>().0.iter())
                .map(|&raw| if little { f32::from_le_bytes(raw) } else { f32::from_be_bytes(raw) })
                .collect(),
            _ => (row.as_chunks::<8>().0.iter())
                .map(|&raw| if little { f64::from_le_bytes(raw) } else { f64::from_be_bytes(raw) } as f32)
                .collect(),
        }
    }
}

/// [IEEE 754 binary16]
fn half(raw: u16) -> f32 {
    let (exponent, fraction) = (i32::from(raw >> 10 & 0x1f), f32::from(raw & 0x3ff) / 1024.0);
    let size = match exponent {
        0 => fraction * 2f32.powi(-14),
        31 => f32::INFINITY,
        _ => (1.0 + fraction) * 2f32.powi(exponent - 15),
    };
    if raw >> 15 == 1 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_depths_are_spread() {
        assert_eq!(u16::read_row(&[0xAB, 0xCD, 0xEF], 12, true), [0xABC, 0xDEF]);
        assert_eq!(u8::read_row(&[0b1010_0000], 1, true)[..4], [1, 0, 1, 0]);
        assert_eq!(half(0x3c00), 1.0);
        assert_eq!(half(0xc000), -2.0);
    }

    #[test]
    fn differences_are_summed_with_their_carries() {
        let mut row = [0xff, 0x00, 0x02, 0x00];
        sum_wide::<2>(&mut row, 1, true);
        assert_eq!(row, [0xff, 0x00, 0x01, 0x01]);
        let mut row = [0x00, 0xff, 0x00, 0x02];
        sum_wide::<2>(&mut row, 1, false);
        assert_eq!(row, [0x00, 0xff, 0x01, 0x01]);
    }
}
