//! Writing: 24-bit pixels behind the shortest header, or 32-bit ones with a mask for alpha. Every byte is ours.

use super::header::FILE_HEADER;
use crate::error::Error;
use crate::pixels::{Channels, Decoded, Image, Samples};

/// The only page.
pub fn encode(upright: &Decoded) -> Result<Vec<u8>, Error> {
    let [page] = &upright.pages[..] else { return Err(Error::unsupported("several pages in one BMP")) };
    let image = &page.image;
    let alpha = image.channels.has_alpha();
    let pixel = if alpha { 4 } else { 3 };
    let row = (image.width as usize * pixel).next_multiple_of(4);
    let header = if alpha { 108 } else { 40 };
    let pixels_at = FILE_HEADER + header;
    let too_large = || Error::too_large("a BMP holds at most 4 GiB");
    let size = row.checked_mul(image.height as usize).and_then(|size| u32::try_from(size + pixels_at).ok());
    let size = size.ok_or_else(too_large)?;

    let mut out = Vec::with_capacity(size as usize);
    out.extend_from_slice(b"BM");
    for number in [size, 0, pixels_at as u32, header as u32, image.width, image.height] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.extend_from_slice(&[1, 0, 8 * pixel as u8, 0]);
    let compression = if alpha { 3 } else { 0 };
    for number in [compression, size - pixels_at as u32, 0, 0, 0, 0] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    if alpha {
        out.extend_from_slice(&masks_and_space());
    }
    let samples = rgb(image)?;
    for line in samples.chunks(image.width as usize * pixel).rev() {
        let swapped = line.chunks_exact(pixel).flat_map(|p| [p[2], p[1], p[0]].into_iter().chain(p.get(3).copied()));
        out.extend(swapped);
        out.resize(out.len() + row - line.len(), 0);
    }
    Ok(out)
}

/// Masks for blue, green, red, alpha in this order of bytes; sRGB; no endpoints, no gamma. [MS-WMF 2.2.2.4]
fn masks_and_space() -> Vec<u8> {
    let mut fields = Vec::new();
    for number in [0x00ff_0000u32, 0xff00, 0xff, 0xff00_0000, 0x7352_4742] {
        fields.extend_from_slice(&number.to_le_bytes());
    }
    fields.resize(108 - 40, 0);
    fields
}

/// Eight-bit RGB or RGBA.
fn rgb(image: &Image) -> Result<Vec<u8>, Error> {
    let samples: Vec<u8> = match &image.samples {
        Samples::U8(samples) => samples.clone(),
        Samples::U16(samples) => samples.iter().map(|&v| ((u32::from(v) + 128) / 257) as u8).collect(),
    };
    Ok(match image.channels {
        Channels::Rgb | Channels::Rgba => samples,
        Channels::Gray => samples.into_iter().flat_map(|v| [v; 3]).collect(),
        Channels::GrayAlpha => samples.as_chunks::<2>().0.iter().flat_map(|&[v, a]| [v, v, v, a]).collect(),
        Channels::Cmyk => return Err(Error::unsupported("CMYK in a redrawn BMP")),
    })
}
