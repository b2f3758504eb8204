//! Writes baseline JPEGs, one profile for everybody: JFIF, usual quantisation tables, codes made for the picture.

use std::borrow::Cow;

use super::blocks::{Blocks, Row};
use super::dct::{self, Coded, Quantiser};
use super::header::{Extent, Frame, Quant};
use super::planes::{Planes, Sampling};
use super::source::Model;
use super::turn::Turn;
use super::write::{self, table_numbers};
use crate::error::Error;
use crate::formats::Encoding;
use crate::pixels::{Channels, Decoded, Image, Orientation, Samples};

/// Writes one picture that is upright, in sRGB and without alpha: gray, or colour with chroma at half the resolution
/// (at full where the source has it so).
pub fn encode(upright: &Decoded, encoding: Encoding) -> Result<Vec<u8>, Error> {
    let internal = |what: &str| Error::Internal { what: format!("{what} cannot be written as JPEG") };
    let image = &upright.pages.first().ok_or_else(|| internal("no picture"))?.image;
    let sampling = match image.channels {
        Channels::Gray => Sampling::Gray,
        Channels::Rgb if upright.full_chroma => Sampling::Full,
        Channels::Rgb => Sampling::Half,
        Channels::GrayAlpha | Channels::Rgba | Channels::Cmyk => return Err(internal("alpha or ink")),
    };
    if image.width.max(image.height) > u32::from(u16::MAX) {
        return Err(Error::too_large("a JPEG has at most 65535 pixels a side"));
    }
    let quantisers = quantisers(encoding);
    let frame =
        Frame { progressive: false, width: image.width, height: image.height, components: sampling.frame_components() };
    let turn = Turn::new(Orientation::Upright, &frame).ok_or_else(|| internal("a turned picture"))?;
    let blocks = blocks(image, sampling, &frame, quantisers.clone(), &turn);
    Ok(write(&frame, &turn, &quantisers, blocks))
}

/// For luma and chroma: one profile for everybody.
pub fn quantisers(encoding: Encoding) -> [Quantiser; 2] {
    [&dct::LUMA, &dct::CHROMA].map(|base| Quantiser::new(base, encoding.quality))
}

/// The same for stored blocks that are turned later: their steps turn with them.
pub fn stored_quantisers(encoding: Encoding, turn: &Turn) -> [Quantiser; 2] {
    if !turn.swaps_sides() {
        return quantisers(encoding);
    }
    [&dct::LUMA, &dct::CHROMA].map(|base| Quantiser::new(&transposed(base), encoding.quality))
}

fn transposed(raster: &[u8; 64]) -> [u8; 64] {
    std::array::from_fn(|at| raster[at % 8 * 8 + at / 8])
}

/// Transforms the picture, one line after the other.
fn blocks(image: &Image, sampling: Sampling, frame: &Frame, quantisers: [Quantiser; 2], turn: &Turn) -> Blocks {
    let mut coder = Coder::new(frame, sampling, quantisers, turn);
    for y in 0..image.height as usize {
        coder.push(&line_of(image, y));
    }
    coder.blocks
}

/// Transforms a picture as its lines come.
pub struct Coder<'a> {
    quantisers: [Quantiser; 2],
    turn: &'a Turn,
    extents: Vec<Extent>,
    /// Lines of blocks in a row of MCUs, by component.
    block_lines: Vec<usize>,
    mcu_height: usize,
    height: usize,
    planes: Planes,
    /// Lines that came.
    lines: usize,
    pub blocks: Blocks,
}

impl<'a> Coder<'a> {
    /// For a stored `frame` of this sampling; `quantisers` are those of stored blocks, which `turn` makes upright.
    pub fn new(frame: &Frame, sampling: Sampling, quantisers: [Quantiser; 2], turn: &'a Turn) -> Self {
        let extents: Vec<Extent> = frame.components.iter().map(|component| frame.extent(component)).collect();
        Self {
            quantisers,
            turn,
            block_lines: frame.components.iter().map(|component| component.v as usize).collect(),
            mcu_height: sampling.mcu_side(),
            height: frame.height as usize,
            planes: Planes::new(frame.width as usize, sampling),
            lines: 0,
            blocks: Blocks::new(extents.clone()),
            extents,
        }
    }

    /// Takes the next line; beyond the last one the picture goes on as it ends.
    pub fn push(&mut self, samples: &[u8]) {
        let line = self.lines % self.mcu_height;
        self.planes.read_line(line, samples);
        self.lines += 1;
        let is_last = self.lines == self.height;
        if is_last {
            self.planes.end(line + 1, samples);
        }
        if is_last || line + 1 == self.mcu_height {
            self.code((self.lines - 1) / self.mcu_height);
        }
    }

    /// A row of MCUs.
    fn code(&mut self, row: usize) {
        self.blocks.begin_row();
        for (component, (extent, &lines)) in self.extents.iter().zip(&self.block_lines).enumerate() {
            for line in 0..lines {
                let first = (row * lines + line) * extent.stride;
                for (column, samples) in (0..extent.stride).step_by(8).zip(self.planes.eights(component, line)) {
                    let coded = self.quantisers[component.min(1)].quantise(samples);
                    let count = (extent.stride - column).min(8);
                    self.blocks.push(self.turn, component, first + column, count, &coded);
                }
            }
        }
    }
}

impl Row for Coded {
    #[inline(always)]
    fn nonzero(&self, block: usize) -> u64 {
        self.nonzero[block & 7]
    }

    #[inline(always)]
    fn coefficient(&self, block: usize, k: usize) -> i16 {
        self.coefficients[k & 63][block & 7]
    }
}

/// One line of samples in 8 bits.
fn line_of(image: &Image, y: usize) -> Cow<'_, [u8]> {
    let length = image.width as usize * image.channels.count();
    let range = y * length..(y + 1) * length;
    match &image.samples {
        Samples::U8(samples) => Cow::Borrowed(samples.get(range).unwrap_or_default()),
        Samples::U16(samples) => {
            let rounded = |&sample: &u16| ((u32::from(sample) * 255 + 32_767) / 65_535) as u8;
            Cow::Owned(samples.get(range).unwrap_or_default().iter().map(rounded).collect())
        }
    }
}

/// A file of these blocks; `frame` is upright, of one component or of three.
pub fn write(frame: &Frame, turn: &Turn, quantisers: &[Quantiser; 2], mut blocks: Blocks) -> Vec<u8> {
    let model = if frame.components.len() == 1 { Model::Gray } else { Model::YCbCr };
    let numbers = &table_numbers(model)[..frame.components.len()];
    let quants: Vec<Quant> = numbers.iter().map(|&number| quantisers[number & 1].coded_steps()).collect();
    let mut out = write::head(model, None, frame, &quants);
    let tables = blocks.tables();
    for (at, table) in tables.iter().enumerate() {
        write::huffman_table(&mut out, at % 2 == 1, at / 2, table);
    }
    let pairs: Vec<_> = numbers.iter().map(|&number| (number, number)).collect();
    write::scan_header(&mut out, model, &pairs);
    blocks.write(frame, turn, &tables, &mut out);
    write::end(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::super::segments::segments;
    use super::super::waves::waves;
    use super::*;
    use crate::pixels::Page;

    const QUALITY: Encoding = Encoding { quality: 92 };

    fn decoded(file: &[u8]) -> Image {
        let decoded = super::super::decode::decode(file).unwrap();
        assert_eq!(decoded.warnings, Vec::<String>::new());
        decoded.pages.into_iter().next().unwrap().image
    }

    fn psnr(a: &Image, b: &Image) -> f64 {
        let (Samples::U8(a), Samples::U8(b)) = (&a.samples, &b.samples) else { panic!("8 bit") };
        let sum: f64 = a.iter().zip(b).map(|(&a, &b)| f64::from(a.abs_diff(b)).powi(2)).sum();
        10.0 * (255.0f64.powi(2) / (sum / a.len() as f64).max(1e-9)).log10()
    }

    #[test]
    fn pictures_of_all_sizes_and_samplings_come_back() {
        for (width, height) in [(1, 1), (7, 9), (16, 16), (17, 33), (130, 70)] {
            for (channels, full, least) in
                [(Channels::Gray, true, 38.0), (Channels::Rgb, true, 33.0), (Channels::Rgb, false, 26.0)]
            {
                let picture = waves(width, height, channels, full);
                let back = decoded(&encode(&picture, QUALITY).unwrap());
                assert_eq!((back.width, back.height, back.channels), (width, height, channels));
                let quality = psnr(&picture.pages[0].image, &back);
                assert!(quality > least, "{width}×{height} {channels:?} {full}: {quality:.1} dB");
            }
        }
    }

    #[test]
    fn everybody_has_the_same_profile_and_nothing_else() {
        let of = |picture| {
            let file = encode(&picture, QUALITY).unwrap();
            segments(&file).map(|s| file[s.whole.start + 1]).filter(|marker| *marker >= 0xc0).collect::<Vec<u8>>()
        };
        let colour = of(waves(33, 20, Channels::Rgb, false));
        assert_eq!(colour[..6], [0xd8, 0xe0, 0xdb, 0xdb, 0xc0, 0xc4]);
        assert_eq!(of(waves(33, 20, Channels::Gray, true))[..6], [0xd8, 0xe0, 0xdb, 0xc0, 0xc4, 0xc4]);
        let file = encode(&waves(33, 20, Channels::Rgb, false), QUALITY).unwrap();
        assert_eq!(file[2..20], *b"\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        assert!(file.ends_with(&[0xff, 0xd9]));
        assert!(super::super::items::items(&file).is_empty());
    }

    #[test]
    fn sixteen_bits_are_rounded_to_eight() {
        let eight = waves(21, 13, Channels::Rgb, true);
        let mut sixteen = eight.clone();
        let Page { image, .. } = &mut sixteen.pages[0];
        let Samples::U8(samples) = &image.samples else { panic!("8 bit") };
        image.samples = Samples::U16(samples.iter().map(|&v| u16::from(v) * 257 - u16::from(v > 0) * 100).collect());
        assert_eq!(encode(&sixteen, QUALITY).unwrap(), encode(&eight, QUALITY).unwrap());
    }

    #[test]
    fn alpha_is_not_written() {
        let error = encode(&waves(8, 8, Channels::Rgba, true), QUALITY).unwrap_err();
        assert_eq!(error.code(), "internal");
    }

    #[test]
    fn all_qualities_are_written() {
        let picture = waves(50, 30, Channels::Rgb, true);
        let sizes: Vec<usize> = [0, 1, 30, 60, 92, 100, 255]
            .iter()
            .map(|&quality| {
                let file = encode(&picture, Encoding { quality }).unwrap();
                decoded(&file);
                file.len()
            })
            .collect();
        assert!(sizes.is_sorted(), "{sizes:?}");
    }
}
