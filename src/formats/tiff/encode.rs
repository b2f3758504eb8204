//! Writing: classic little-endian TIFF, strips packed by deflate over horizontal differences, and nothing else.
//!
//! For each page: its strips, the values that do not fit their fields, its directory. Only structural fields, in their order.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::layout::{photometric, scheme};
use crate::error::Error;
use crate::pixels::{Channels, Decoded, Image, Samples};

/// Measured on 12 megapixels: level 2 takes half the time of level 4, level 6 saves another tenth for four times the time.
const LEVEL: Compression = Compression::new(2);
/// Unpacked bytes of a strip.
const STRIP_BYTES: usize = 1 << 18;

/// All pages in one file.
pub fn encode(upright: &Decoded) -> Result<Vec<u8>, Error> {
    let mut out = b"II*\0\0\0\0\0".to_vec();
    let mut link = 4;
    for page in &upright.pages {
        let directory = push_page(&mut out, &page.image)?;
        out[link..link + 4].copy_from_slice(&directory.to_le_bytes());
        link = out.len() - 4;
    }
    Ok(out)
}

/// Appends a page that ends with an empty link to the next one; the place of its directory.
fn push_page(out: &mut Vec<u8>, image: &Image) -> Result<u32, Error> {
    let channels = image.channels.count();
    let colours = match image.channels {
        Channels::Gray | Channels::GrayAlpha => photometric::BLACK_IS_ZERO,
        Channels::Rgb | Channels::Rgba => photometric::RGB,
        Channels::Cmyk => return Err(Error::unsupported("CMYK in a redrawn TIFF")),
    };
    let (bits, strips, rows) = match &image.samples {
        Samples::U8(samples) => (8, strips(samples, image), rows_in_strip(image, 1)),
        Samples::U16(samples) => (16, strips(samples, image), rows_in_strip(image, 2)),
    };
    let (mut offsets, mut sizes) = (Vec::new(), Vec::new());
    for strip in strips {
        offsets.push(place(out)?);
        sizes.push(strip.len() as u32);
        out.extend_from_slice(&strip);
        out.resize(out.len().next_multiple_of(2), 0);
    }
    let mut fields = vec![
        Field::long(256, vec![image.width]),
        Field::long(257, vec![image.height]),
        Field::short(258, vec![bits; channels]),
        Field::short(259, vec![scheme::DEFLATE as u32]),
        Field::short(262, vec![colours as u32]),
        Field::long(273, offsets),
        Field::short(277, vec![channels as u32]),
        Field::long(278, vec![rows as u32]),
        Field::long(279, sizes),
        Field::short(284, vec![1]),
        Field::short(317, vec![2]),
    ];
    if image.channels.has_alpha() {
        fields.push(Field::short(338, vec![2]));
    }
    push_directory(out, &fields)
}

fn rows_in_strip(image: &Image, sample_bytes: usize) -> usize {
    let row = image.width as usize * image.channels.count() * sample_bytes;
    (STRIP_BYTES / row).clamp(1, image.height as usize)
}

/// A sample that can be written as its difference from another one.
trait Sample: Copy {
    const BYTES: usize;
    fn push_difference(self, before: Self, out: &mut Vec<u8>);
    fn zero() -> Self;
}

impl Sample for u8 {
    const BYTES: usize = 1;
    fn push_difference(self, before: Self, out: &mut Vec<u8>) {
        out.push(self.wrapping_sub(before));
    }
    fn zero() -> Self {
        0
    }
}

impl Sample for u16 {
    const BYTES: usize = 2;
    fn push_difference(self, before: Self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.wrapping_sub(before).to_le_bytes());
    }
    fn zero() -> Self {
        0
    }
}

/// The packed strips, made one by one. [TIFF6 14]
fn strips<'a, T: Sample>(samples: &'a [T], image: &Image) -> Box<dyn Iterator<Item = Vec<u8>> + 'a> {
    let channels = image.channels.count();
    let row = image.width as usize * channels;
    Box::new(samples.chunks(row * rows_in_strip(image, T::BYTES)).map(move |strip| {
        let mut differences = Vec::with_capacity(strip.len() * T::BYTES);
        for row in strip.chunks(row) {
            let before = std::iter::repeat_n(T::zero(), channels).chain(row.iter().copied());
            row.iter().zip(before).for_each(|(sample, before)| sample.push_difference(before, &mut differences));
        }
        let mut zlib = ZlibEncoder::new(Vec::with_capacity(differences.len() / 2), LEVEL);
        // Writing into memory does not fail.
        let _ = zlib.write_all(&differences);
        zlib.finish().unwrap_or_default()
    }))
}

/// A directory entry of numbers. [TIFF6 p. 14]
struct Field {
    tag: u16,
    /// Bytes of a value: 2 for SHORT, 4 for LONG.
    size: usize,
    values: Vec<u32>,
}

impl Field {
    fn short(tag: u16, values: Vec<u32>) -> Self {
        Self { tag, size: 2, values }
    }

    fn long(tag: u16, values: Vec<u32>) -> Self {
        Self { tag, size: 4, values }
    }

    fn bytes(&self) -> Vec<u8> {
        self.values.iter().flat_map(|value| value.to_le_bytes().into_iter().take(self.size)).collect()
    }
}

fn push_directory(out: &mut Vec<u8>, fields: &[Field]) -> Result<u32, Error> {
    let mut entries = Vec::new();
    for field in fields {
        entries.extend_from_slice(&field.tag.to_le_bytes());
        entries.extend_from_slice(&if field.size == 2 { 3u16 } else { 4 }.to_le_bytes());
        entries.extend_from_slice(&(field.values.len() as u32).to_le_bytes());
        let mut value = field.bytes();
        if value.len() > 4 {
            let place = place(out)?;
            out.extend_from_slice(&value);
            out.resize(out.len().next_multiple_of(2), 0);
            value = place.to_le_bytes().to_vec();
        }
        value.resize(4, 0);
        entries.extend_from_slice(&value);
    }
    let directory = place(out)?;
    out.extend_from_slice(&(fields.len() as u16).to_le_bytes());
    out.extend_from_slice(&entries);
    out.extend_from_slice(&[0; 4]);
    Ok(directory)
}

/// The end of what is written so far.
fn place(out: &[u8]) -> Result<u32, Error> {
    u32::try_from(out.len()).map_err(|_| Error::too_large("a TIFF holds at most 4 GiB"))
}
