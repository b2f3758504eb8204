//! Writes baseline JPEGs, one profile for everybody: JFIF, usual quantisation tables, codes made for the picture.

use std::borrow::Cow;

use super::dct::{self, Coded, Quantiser};
use super::header::{Frame, HuffmanSpec, Quant};
use super::planes::{Planes, Sampling};
use super::source::Model;
use super::tokens::Tokens;
use super::write::{self, table_numbers};
use crate::error::Error;
use crate::formats::Encoding;
use crate::pixels::{Channels, Decoded, Image, Samples};

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
    let quantisers = [Quantiser::new(&dct::LUMA, encoding.quality), Quantiser::new(&dct::CHROMA, encoding.quality)];
    let tokens = tokens(image, sampling, &quantisers);
    let frame =
        Frame { progressive: false, width: image.width, height: image.height, components: sampling.frame_components() };
    let model = if sampling == Sampling::Gray { Model::Gray } else { Model::YCbCr };
    Ok(write(&frame, model, &quantisers, &tokens))
}

/// Transforms the picture, one row of MCUs after the other.
fn tokens(image: &Image, sampling: Sampling, quantisers: &[Quantiser; 2]) -> Tokens {
    let mut tokens = Tokens::new();
    let mut planes = Planes::new(image.width as usize, sampling);
    let mut coded: Vec<Vec<Coded>> = (0..sampling.components()).map(|_| Vec::new()).collect();
    let mut last_dc = [0; 3];
    let side = sampling.mcu_side();
    for top in (0..image.height as usize).step_by(side) {
        for line in 0..side {
            let y = (top + line).min(image.height as usize - 1);
            planes.read_line(line, &line_of(image, y));
        }
        for (component, coded) in coded.iter_mut().enumerate() {
            coded.clear();
            coded.extend(planes.eights(component).map(|lines| quantisers[component.min(1)].quantise(lines)));
        }
        tokens.begin_row();
        for mcu in 0..(image.width as usize).div_ceil(side) {
            for (component, (coded, last)) in coded.iter().zip(&mut last_dc).enumerate() {
                for at in sampling.blocks(component, mcu, coded.len() * 8) {
                    let eight = &coded[at / 8];
                    let dc = i32::from(eight.coefficients[0][at % 8]);
                    tokens.push_block(component.min(1) as u32, dc - *last, eight, at % 8);
                    *last = dc;
                }
            }
        }
    }
    tokens
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

fn write(frame: &Frame, model: Model, quantisers: &[Quantiser; 2], tokens: &Tokens) -> Vec<u8> {
    let components = frame.components.len();
    let numbers = &table_numbers(model)[..components];
    let quants: Vec<Quant> = numbers.iter().map(|&number| quantisers[number & 1].coded_steps()).collect();
    let mut out = write::head(model, None, frame, &quants);
    let tables: Vec<HuffmanSpec> = (0..components.min(2)).flat_map(|chroma| tokens.best_tables(chroma)).collect();
    for (at, table) in tables.iter().enumerate() {
        write::huffman_table(&mut out, at % 2 == 1, at / 2, table);
    }
    let pairs: Vec<_> = numbers.iter().map(|&number| (number, number)).collect();
    write::scan_header(&mut out, model, &pairs);
    tokens.write(&tables, &mut out);
    write::end(&mut out);
    out
}
