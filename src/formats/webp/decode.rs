//! Pixels: each coded picture through `image-webp`, frames laid on their canvas here.

use std::io::Cursor;

use image_webp::WebPDecoder;

use super::parsed::{Coded, Frame, Parsed};
use super::riff;
use crate::error::Error;
use crate::guarded::guarded;
use crate::pixels::{Channels, Decoded, Delay, Image, Page, Samples, Sequence};

/// All pages of a file.
pub fn decode(untrusted: &[u8]) -> Result<Decoded, Error> {
    let parsed = Parsed::read(untrusted)?;
    let lossy = parsed.frames.iter().any(|frame| frame.coded.is_lossy());
    let sequence = match parsed.loops {
        Some(loops) => Sequence::Animation { loops: loops.into() },
        None => Sequence::Still,
    };
    let images = match parsed.loops {
        Some(_) => composed(&parsed)?,
        None => parsed.frames.iter().map(|frame| picture(&frame.coded)).collect::<Result<_, _>>()?,
    };
    let delay = |frame: &Frame<'_>| parsed.loops.map(|_| Delay { num: frame.delay, den: 1000 });
    let pages = images.into_iter().zip(&parsed.frames).map(|(image, frame)| Page {
        image,
        colour: parsed.colour.clone(),
        orientation: parsed.orientation,
        delay: delay(frame),
    });
    let (block, reach) = if lossy { ((16, 16), 16) } else { ((1, 1), 0) };
    Ok(Decoded { pages: pages.collect(), sequence, lossy, full_chroma: !lossy, block, reach, warnings: Vec::new() })
}

/// The samples of one coded picture.
pub fn picture(coded: &Coded<'_>) -> Result<Image, Error> {
    Ok(picture_and_end(coded)?.0)
}

/// How many bytes of a lossless picture its decoder takes, a few of reading ahead included.
pub fn bytes_read(coded: &Coded<'_>) -> Option<usize> {
    Some((picture_and_end(coded).ok()?.1 as usize).saturating_sub(LONE_HEADER))
}

/// RIFF header and chunk header before the picture in a lone file.
const LONE_HEADER: usize = 20;

fn picture_and_end(coded: &Coded<'_>) -> Result<(Image, u64), Error> {
    let (width, height) = coded.size().ok_or_else(|| unreadable("its header is broken"))?;
    let file = lone_file(coded, width, height).ok_or_else(|| Error::too_large("over 4 GiB"))?;
    let (channels, samples, end) = guarded(|| {
        let mut reader = Cursor::new(&file[..]);
        let mut decoder = WebPDecoder::new(&mut reader).map_err(unreadable)?;
        let channels = if decoder.has_alpha() { Channels::Rgba } else { Channels::Rgb };
        let mut samples = vec![0; decoder.output_buffer_size().unwrap_or(0)];
        decoder.read_image(&mut samples).map_err(unreadable)?;
        Ok((channels, samples, reader.position()))
    })??;
    let image = Image::new(width, height, channels, Samples::U8(samples));
    Ok((image.ok_or_else(|| unreadable("its size is not its own"))?, end))
}

fn unreadable(why: impl std::fmt::Display) -> Error {
    Error::damaged(format!("the picture in it cannot be decoded ({why})"))
}

/// A file of this picture alone, so that nothing else in the container can change what is decoded.
fn lone_file(coded: &Coded<'_>, width: u32, height: u32) -> Option<Vec<u8>> {
    let mut chunks = Vec::new();
    match coded {
        Coded::Lossless(vp8l) => riff::push(&mut chunks, b"VP8L", vp8l),
        Coded::Lossy { vp8, alpha } => {
            if let Some(alpha) = alpha {
                riff::push(&mut chunks, b"VP8X", &riff::extended(riff::ALPHA, width, height));
                riff::push(&mut chunks, b"ALPH", alpha);
            }
            riff::push(&mut chunks, b"VP8 ", vp8);
        }
    }
    riff::file(&chunks)
}

/// Each frame as it is seen, on the whole canvas. [RFC 9649 2.7.1.1]
fn composed(parsed: &Parsed<'_>) -> Result<Vec<Image>, Error> {
    let mut canvas = vec![[0u8; 4]; parsed.width as usize * parsed.height as usize];
    let mut images = Vec::with_capacity(parsed.frames.len());
    for frame in &parsed.frames {
        let image = picture(&frame.coded)?;
        lay(&mut canvas, parsed.width, frame, &image);
        let samples = Samples::U8(canvas.as_flattened().to_vec());
        images.extend(Image::new(parsed.width, parsed.height, Channels::Rgba, samples));
        if frame.dispose {
            rows(&mut canvas, parsed.width, frame).for_each(|row| row.fill([0; 4]));
        }
    }
    let opaque = images.iter().all(|image| pixels(image).all(|pixel| pixel[3] == 255));
    Ok(if opaque { images.into_iter().map(without_alpha).collect() } else { images })
}

fn rows<'a>(canvas: &'a mut [[u8; 4]], width: u32, frame: &Frame<'_>) -> impl Iterator<Item = &'a mut [[u8; 4]]> {
    let (left, right) = (frame.x as usize, (frame.x + frame.width) as usize);
    let rows = canvas.chunks_mut(width as usize).skip(frame.y as usize).take(frame.height as usize);
    rows.map(move |row| &mut row[left..right])
}

fn lay(canvas: &mut [[u8; 4]], width: u32, frame: &Frame<'_>, image: &Image) {
    let mut pixels = pixels(image);
    for row in rows(canvas, width, frame) {
        for (under, over) in row.iter_mut().zip(&mut pixels) {
            *under = if frame.blend { blended(over, *under) } else { over };
        }
    }
}

/// RGBA pixels of an eight-bit RGB or RGBA image.
pub fn pixels(image: &Image) -> impl Iterator<Item = [u8; 4]> + '_ {
    let samples: &[u8] = if let Samples::U8(samples) = &image.samples { samples } else { &[] };
    samples.chunks_exact(image.channels.count()).map(|pixel| match *pixel {
        [r, g, b, a] => [r, g, b, a],
        [r, g, b] => [r, g, b, 255],
        _ => [0; 4],
    })
}

/// As libwebp blends, in whole numbers.
fn blended(over: [u8; 4], under: [u8; 4]) -> [u8; 4] {
    let (over_alpha, under_alpha) = (u32::from(over[3]), u32::from(under[3]));
    if over_alpha == 255 {
        return over;
    }
    if over_alpha == 0 {
        return under;
    }
    let kept = (under_alpha * (256 - over_alpha)) >> 8;
    let alpha = over_alpha + kept;
    let scale = (1 << 24) / alpha;
    let mix = |i: usize| (((u32::from(over[i]) * over_alpha + u32::from(under[i]) * kept) * scale) >> 24) as u8;
    [mix(0), mix(1), mix(2), alpha as u8]
}

fn without_alpha(image: Image) -> Image {
    let samples = pixels(&image).flat_map(|[r, g, b, _]| [r, g, b]).collect();
    Image { channels: Channels::Rgb, samples: Samples::U8(samples), ..image }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_seen_over_opaque_is_the_mean() {
        assert_eq!(blended([200, 0, 0, 128], [0, 100, 0, 255]), [100, 49, 0, 255]);
        assert_eq!(blended([9, 9, 9, 0], [1, 2, 3, 4]), [1, 2, 3, 4]);
        assert_eq!(blended([9, 9, 9, 255], [1, 2, 3, 4]), [9, 9, 9, 255]);
    }
}
