//! Filters for the rows of exact copies, chosen by one rule, so that the choice of the original does not live on. [PNG3 9]
//!
//! The rule is that of the `png` crate, which writes redrawn copies: the filter whose bytes, as numbers with a sign, have the
//! smallest sum of magnitudes. Pictures that pack better without filters get none.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

/// In the order in which they are tried.
const KINDS: [u8; 4] = [2, 1, 3, 4];

/// Filters the rows of one pass after the other.
pub struct Filter {
    /// Bytes from one pixel to the next.
    step: usize,
    above: Vec<u8>,
    best: Vec<u8>,
    trial: Vec<u8>,
}

impl Filter {
    /// For pixels of so many bits.
    pub fn new(pixel_bits: usize) -> Self {
        Self { step: pixel_bits.div_ceil(8), above: Vec::new(), best: Vec::new(), trial: Vec::new() }
    }

    /// The filter type and the filtered bytes of a row; `first`: no row of its pass came before.
    pub fn row(&mut self, row: &[u8], first: bool) -> &[u8] {
        if first {
            self.above.clear();
        }
        self.above.resize(row.len(), 0);
        let mut least = u64::MAX;
        for kind in KINDS {
            self.trial.clear();
            self.trial.push(kind);
            filtered(kind, row, &self.above, self.step, &mut self.trial);
            let sum = self.trial.iter().skip(1).map(|&byte| u64::from((byte as i8).unsigned_abs())).sum();
            if sum <= least {
                least = sum;
                std::mem::swap(&mut self.best, &mut self.trial);
            }
            if least == 0 {
                break;
            }
        }
        self.above.copy_from_slice(row);
        &self.best
    }
}

/// Appends the filtered bytes. What lies outside the picture is 0. [PNG3 9.2]
fn filtered(kind: u8, row: &[u8], above: &[u8], step: usize, out: &mut Vec<u8>) {
    let (first, rest) = row.split_at(step.min(row.len()));
    let (first_above, rest_above) = above.split_at(first.len());
    for (&byte, &up) in first.iter().zip(first_above) {
        out.push(byte.wrapping_sub(match kind {
            1 => 0,
            3 => up / 2,
            _ => up,
        }));
    }
    let near = rest.iter().zip(row).zip(rest_above.iter().zip(above));
    match kind {
        1 => out.extend(near.map(|((byte, left), _)| byte.wrapping_sub(*left))),
        2 => out.extend(near.map(|((byte, _), (up, _))| byte.wrapping_sub(*up))),
        3 => out.extend(near.map(|((byte, &left), (&up, _))| byte.wrapping_sub((left & up) + ((left ^ up) >> 1)))),
        _ => out.extend(
            near.map(|((byte, left), (up, corner))| byte.wrapping_sub(super::rows::paeth(*left, *up, *corner))),
        ),
    }
}

/// Finds out whether rows pack better with filters or without, from some of them.
pub struct Trial {
    plain: ZlibEncoder<Vec<u8>>,
    filtered: ZlibEncoder<Vec<u8>>,
    rows: u64,
    /// Of so many bands of rows, one is packed.
    one_in: u64,
}

impl Trial {
    /// Bytes of rows that are packed for the trial, about.
    const SAMPLE: usize = 2 << 20;
    const BAND: u64 = 32;

    /// For a picture of so many bytes.
    pub fn new(bytes: usize) -> Self {
        let encoder = || ZlibEncoder::new(Vec::new(), Compression::new(3));
        Self { plain: encoder(), filtered: encoder(), rows: 0, one_in: (bytes / Self::SAMPLE) as u64 + 1 }
    }

    /// Whether the next row is in the sample.
    pub fn wants(&mut self) -> bool {
        self.rows += 1;
        ((self.rows - 1) / Self::BAND).is_multiple_of(self.one_in)
    }

    /// Takes in a row with its filter, and without.
    pub fn see(&mut self, row: &[u8], filtered: &[u8]) {
        // Writing to a vector never fails.
        let _ = self.plain.write_all(&[0]).and_then(|()| self.plain.write_all(row));
        let _ = self.filtered.write_all(filtered);
    }

    /// Whether filters make it smaller.
    pub fn filters_help(self) -> bool {
        let size = |encoder: ZlibEncoder<Vec<u8>>| encoder.finish().map_or(0, |packed| packed.len());
        size(self.filtered) < size(self.plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_filtered_as_the_png_crate_does() {
        for (colour, step) in [(png::ColorType::Grayscale, 1), (png::ColorType::Rgb, 3), (png::ColorType::Rgba, 4)] {
            let (width, height) = (37, 29);
            let value = |at: usize| (at * at / 7 % 90 + at / 11 % 2 * (at % 160)) as u8;
            let mut pixels: Vec<u8> = (0..width * height * step).map(value).collect();
            // Rows that are flat, and rows that come twice.
            pixels[..3 * width * step].fill(8);
            pixels.copy_within(9 * width * step..10 * width * step, 10 * width * step);
            let mut file = Vec::new();
            let mut encoder = png::Encoder::new(&mut file, width as u32, height as u32);
            encoder.set_color(colour);
            encoder.set_filter(png::Filter::Adaptive);
            encoder.set_deflate_compression(png::DeflateCompression::Level(6));
            encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
            let idat = super::super::chunks::chunks(&file).find(|chunk| chunk.kind == *b"IDAT").unwrap();
            let theirs = super::super::inflate::block(idat.body, &mut Default::default()).unwrap().0;
            let mut filter = Filter::new(8 * step);
            let rows = pixels.chunks_exact(width * step).enumerate();
            let ours: Vec<u8> = rows.flat_map(|(y, row)| filter.row(row, y == 0).to_vec()).collect();
            assert_eq!(ours.len(), (width * step + 1) * height);
            assert!(ours == theirs, "{colour:?}");
            let kinds: std::collections::BTreeSet<u8> = ours.iter().copied().step_by(width * step + 1).collect();
            assert!(kinds.len() >= 3, "{kinds:?}");
        }
    }
}
