//! Writing: lossless pictures by `image-webp`'s encoder, the container ours.

use image_webp::{ColorType, WebPEncoder};

use super::riff::{self, ALPHA, ANIMATION, Chunks};
use crate::error::Error;
use crate::guarded::guarded;
use crate::pixels::{Channels, Decoded, Image, Page, Samples, Sequence};
use crate::region::PixelBox;

/// One picture, or an animation in which each frame holds the box that changed.
pub fn encode(upright: &Decoded) -> Result<Vec<u8>, Error> {
    let mut chunks = Vec::new();
    match (upright.sequence, &upright.pages[..]) {
        (Sequence::Animation { loops }, pages) => animation(&mut chunks, pages, loops)?,
        (Sequence::Still | Sequence::Pages, [page]) => riff::push(&mut chunks, b"VP8L", &lossless(&page.image)?),
        (Sequence::Still | Sequence::Pages, _) => return Err(Error::unsupported("several pages in one WebP")),
    }
    riff::file(&chunks).ok_or_else(|| Error::too_large("a WebP holds at most 4 GiB"))
}

/// The VP8L bitstream of a picture. [RFC 9649 3]
pub fn lossless(image: &Image) -> Result<Vec<u8>, Error> {
    let samples = eight_bit(&image.samples);
    let colour = match image.channels {
        Channels::Gray => ColorType::L8,
        Channels::GrayAlpha => ColorType::La8,
        Channels::Rgb => ColorType::Rgb8,
        Channels::Rgba => ColorType::Rgba8,
        Channels::Cmyk => return Err(Error::unsupported("CMYK in WebP")),
    };
    let mut file = Vec::new();
    guarded(|| WebPEncoder::new(&mut file).encode(&samples, image.width, image.height, colour))?
        .map_err(|_| Error::too_large(format!("{}×{} pixels; a WebP has at most 16384", image.width, image.height)))?;
    let picture = riff::split(&file).and_then(|(body, _)| Chunks::of(body).next());
    Ok(picture.ok_or_else(|| Error::Internal { what: "the encoder wrote nothing".into() })?.data.to_vec())
}

fn eight_bit(samples: &Samples) -> std::borrow::Cow<'_, [u8]> {
    match samples {
        Samples::U8(samples) => samples.into(),
        Samples::U16(samples) => samples.iter().map(|&v| ((u32::from(v) + 128) / 257) as u8).collect::<Vec<_>>().into(),
    }
}

fn animation(chunks: &mut Vec<u8>, pages: &[Page], loops: u32) -> Result<(), Error> {
    let first = &pages.first().ok_or_else(|| Error::Internal { what: "no frames".into() })?.image;
    let alpha = pages.iter().any(|page| page.image.channels.has_alpha());
    start_animation(chunks, (first.width, first.height), ALPHA * u8::from(alpha), None, loops.min(0xffff) as u16);
    let mut before = None;
    for page in pages {
        let area = changed(before, &page.image);
        let delay = page.delay.map_or(0, |delay| delay.millis());
        let mut data = frame_header(area, delay, 0x02);
        riff::push(&mut data, b"VP8L", &lossless(&cut_out(&page.image, area))?);
        riff::push(chunks, b"ANMF", &data);
        before = Some(&page.image);
    }
    Ok(())
}

/// VP8X, ICCP and ANIM, with a background that is transparent.
pub fn start_animation(chunks: &mut Vec<u8>, size: (u32, u32), flags: u8, profile: Option<&[u8]>, loops: u16) {
    riff::push(chunks, b"VP8X", &riff::extended(flags | ANIMATION, size.0, size.1));
    if let Some(profile) = profile {
        riff::push(chunks, b"ICCP", profile);
    }
    let [low, high] = loops.to_le_bytes();
    riff::push(chunks, b"ANIM", &[0, 0, 0, 0, low, high]);
}

/// The first 16 bytes of an ANMF chunk; `flags`: 0x02 replaces what was there, 0x01 clears its place afterwards.
/// [RFC 9649 2.7.1.1]
pub fn frame_header(area: PixelBox, delay: u32, flags: u8) -> Vec<u8> {
    let numbers = [area.x0 / 2, area.y0 / 2, area.x1 - area.x0 - 1, area.y1 - area.y0 - 1, delay.min(0x00ff_ffff)];
    let mut header: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes().into_iter().take(3)).collect();
    header.push(flags);
    header
}

/// The smallest box, beginning at even places, outside which both frames are the same.
fn changed(before: Option<&Image>, image: &Image) -> PixelBox {
    let whole = PixelBox { x0: 0, y0: 0, x1: image.width, y1: image.height };
    let Some(before) = before.filter(|b| b.channels == image.channels && b.samples.len() == image.samples.len()) else {
        return whole;
    };
    let (old, new) = (eight_bit(&before.samples), eight_bit(&image.samples));
    let pixel = image.channels.count();
    let row = image.width as usize * pixel;
    let mut area: Option<PixelBox> = None;
    for (y, (old, new)) in (0..).zip(old.chunks(row).zip(new.chunks(row))) {
        let differs = |x: &usize| old[x * pixel..][..pixel] != new[x * pixel..][..pixel];
        let Some(x0) = (0..row / pixel).find(differs) else { continue };
        let x1 = (0..row / pixel).rfind(differs).map_or(x0, |x| x) as u32 + 1;
        let (x0, grown) = (x0 as u32, area.unwrap_or(PixelBox { x0: u32::MAX, y0: y, x1: 0, y1: 0 }));
        area = Some(PixelBox { x0: grown.x0.min(x0), x1: grown.x1.max(x1), y0: grown.y0, y1: y + 1 });
    }
    let area = area.unwrap_or(PixelBox { x0: 0, y0: 0, x1: 1, y1: 1 });
    PixelBox { x0: area.x0 & !1, y0: area.y0 & !1, ..area }
}

fn cut_out(image: &Image, area: PixelBox) -> Image {
    let pixel = image.channels.count();
    let samples = eight_bit(&image.samples);
    let rows = samples.chunks(image.width as usize * pixel).skip(area.y0 as usize).take((area.y1 - area.y0) as usize);
    let cut = rows.flat_map(|row| &row[area.x0 as usize * pixel..area.x1 as usize * pixel]).copied().collect();
    Image { width: area.x1 - area.x0, height: area.y1 - area.y0, channels: image.channels, samples: Samples::U8(cut) }
}
