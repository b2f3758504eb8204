//! Writes baseline JPEGs, one profile for everybody: JFIF, usual quantisation tables, codes made for the picture.

use std::borrow::Cow;

use super::dct::{self, Coded, Quantiser, ZIGZAG};
use super::huffman_write::{Code, Table, Tokens};
use super::planes::{Planes, Sampling};
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
    let (Ok(width), Ok(height)) = (u16::try_from(image.width), u16::try_from(image.height)) else {
        return Err(Error::too_large("a JPEG has at most 65535 pixels a side"));
    };
    let quantisers = [Quantiser::new(&dct::LUMA, encoding.quality), Quantiser::new(&dct::CHROMA, encoding.quality)];
    let tokens = tokens(image, sampling, &quantisers);
    Ok(write(width, height, sampling, &quantisers, &tokens))
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
                    tokens.push_block(component.min(1) as u8, dc - *last, eight, at % 8);
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

fn write(width: u16, height: u16, sampling: Sampling, quantisers: &[Quantiser; 2], tokens: &Tokens) -> Vec<u8> {
    let destinations = sampling.components().min(2) as u8;
    let mut out = vec![0xff, 0xd8]; // SOI
    // Version 1.02, no unit, pixels as wide as high, no thumbnail. [JFIF 1.02]
    segment(&mut out, 0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"); // APP0
    for (destination, quantiser) in (0..destinations).zip(quantisers) {
        let steps = ZIGZAG.map(|place| quantiser.steps[usize::from(place)]);
        segment(&mut out, 0xdb, &[&[destination], &steps[..]].concat()); // DQT
    }
    let mut frame = vec![8];
    frame.extend(height.to_be_bytes());
    frame.extend(width.to_be_bytes());
    frame.push(sampling.components() as u8);
    let mut scan = vec![sampling.components() as u8];
    for component in 0..sampling.components() {
        let (id, destination) = (component as u8 + 1, component.min(1) as u8);
        frame.extend([id, if component == 0 { sampling.luma_factors() } else { 0x11 }, destination]);
        scan.extend([id, destination << 4 | destination]);
    }
    scan.extend([0, 63, 0]);
    segment(&mut out, 0xc0, &frame); // SOF0
    let codes: Vec<(Table, Code)> = (0..destinations)
        .flat_map(|destination| [Table::Dc(destination), Table::Ac(destination)])
        .map(|table| (table, tokens.best_code(table)))
        .collect();
    for (table, code) in &codes {
        segment(&mut out, 0xc4, &[&[table.id()], &code.lengths[..], &code.symbols].concat()); // DHT
    }
    segment(&mut out, 0xda, &scan); // SOS
    tokens.write(&codes, &mut out);
    out.extend([0xff, 0xd9]); // EOI
    out
}

/// A marker segment; the payloads here are all short.
fn segment(out: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    out.extend([0xff, marker]);
    out.extend((payload.len() as u16 + 2).to_be_bytes());
    out.extend(payload);
}
