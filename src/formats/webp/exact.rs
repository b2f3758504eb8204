//! The exact copy: lossy pictures recoded bool by bool, lossless ones coded afresh from the same pixels.
//!
//! Both keep every visible sample and leave no room behind or between the coded data: of a lossless stream nothing of the
//! original coding remains (unused palette entries, alpha that is not shown, idle fields of transforms).

use super::parsed::{Coded, Frame, Parsed};
use super::riff::{ALPHA, PROFILE};
use super::{decode, encode, riff, vp8};
use crate::cover::Mask;
use crate::formats::{Exact, NotExact};
use crate::pixels::orientation::upright;
use crate::pixels::own_profile::Known;
use crate::pixels::{Channels, Colour, Image, Orientation, Samples};
use crate::region::PixelBox;
use crate::verify::Look;

fn redraw<T>(why: &str) -> Result<T, NotExact> {
    Err(NotExact::Redraw(why.into()))
}

/// See [`crate::formats::Format::exact`].
pub fn exact(untrusted: &[u8], covers: &dyn Fn(u32, u32) -> Mask) -> Result<Exact, NotExact> {
    let parsed = Parsed::read(untrusted)?;
    let Some(space) = space(&parsed.colour) else { return redraw("its colour profile is not a known one") };
    let turned = parsed.orientation != Orientation::Upright;
    if turned && (parsed.loops.is_some() || parsed.frames.iter().any(|frame| frame.coded.is_lossy())) {
        return redraw("it does not stand upright, and lossy WebP and animations cannot be turned without loss");
    }
    let (width, height) = parsed.orientation.upright_size(parsed.width, parsed.height);
    if !covers(width, height).is_empty() {
        return redraw("it is covered");
    }
    let images = parsed.frames.iter().map(seen).collect::<Result<Vec<_>, _>>()?;
    let look = (parsed.loops.is_none()).then(|| images.first().map(|image| Look::of(image, parsed.orientation)));
    let chunks = match parsed.loops {
        Some(loops) => animation(&parsed, images, loops, space.profile())?,
        None => still(&parsed, images, space.profile())?,
    };
    let bytes = riff::file(&chunks).ok_or_else(|| NotExact::Redraw("it is over 4 GiB".into()))?;
    Ok(Exact {
        bytes,
        width,
        height,
        pages: parsed.frames.len(),
        look: look.flatten(),
        covered: None,
        warnings: Vec::new(),
    })
}

/// The samples of a frame, if no colours hide in it.
fn seen(frame: &Frame<'_>) -> Result<Image, NotExact> {
    let image = decode::picture(&frame.coded)?;
    let hidden = |[r, g, b, a]: [u8; 4]| a == 0 && (frame.coded.is_lossy() || [r, g, b] != [0; 3]);
    if decode::pixels(&image).any(hidden) {
        return redraw("colours are hidden under full transparency");
    }
    Ok(without_idle_alpha(image))
}

/// Alpha that makes nothing transparent is none.
fn without_idle_alpha(image: Image) -> Image {
    if !image.channels.has_alpha() || decode::pixels(&image).any(|pixel| pixel[3] != 255) {
        return image;
    }
    let samples = Samples::U8(decode::pixels(&image).flat_map(|[r, g, b, _]| [r, g, b]).collect());
    Image { channels: Channels::Rgb, samples, ..image }
}

/// The space of the coded numbers, if it is a standard one.
fn space(colour: &Colour) -> Option<Known> {
    match colour {
        Colour::Icc(profile) => Known::of(profile, false),
        _ => Some(Known::Srgb),
    }
}

fn flags(alpha: bool, profile: bool) -> u8 {
    (ALPHA * u8::from(alpha)) | (PROFILE * u8::from(profile))
}

fn still(parsed: &Parsed<'_>, images: Vec<Image>, profile: Option<Vec<u8>>) -> Result<Vec<u8>, NotExact> {
    let mut chunks = Vec::new();
    for (frame, image) in parsed.frames.iter().zip(images) {
        let image = upright(image, parsed.orientation);
        let alpha = image.channels.has_alpha();
        if profile.is_some() || alpha && frame.coded.is_lossy() {
            let flags = flags(alpha, profile.is_some());
            riff::push(&mut chunks, b"VP8X", &riff::extended(flags, image.width, image.height));
        }
        if let Some(profile) = &profile {
            riff::push(&mut chunks, b"ICCP", profile);
        }
        push_picture(&mut chunks, &frame.coded, image)?;
    }
    Ok(chunks)
}

fn animation(
    parsed: &Parsed<'_>,
    images: Vec<Image>,
    loops: u16,
    profile: Option<Vec<u8>>,
) -> Result<Vec<u8>, NotExact> {
    let mut chunks = Vec::new();
    // A canvas that the frames do not fill is transparent around them.
    let whole = |frame: &Frame<'_>| (frame.width, frame.height) == (parsed.width, parsed.height);
    let alpha = images.iter().any(|image| image.channels.has_alpha()) || !parsed.frames.first().is_some_and(whole);
    let flags = flags(alpha, profile.is_some());
    encode::start_animation(&mut chunks, (parsed.width, parsed.height), flags, profile.as_deref(), loops);
    for (frame, image) in parsed.frames.iter().zip(images) {
        let area = PixelBox { x0: frame.x, y0: frame.y, x1: frame.x + frame.width, y1: frame.y + frame.height };
        let flags = u8::from(!frame.blend) << 1 | u8::from(frame.dispose);
        let mut data = encode::frame_header(area, frame.delay, flags);
        push_picture(&mut data, &frame.coded, image)?;
        riff::push(&mut chunks, b"ANMF", &data);
    }
    Ok(chunks)
}

/// Appends the chunks of a picture, coded anew; `image` is what it shows.
fn push_picture(chunks: &mut Vec<u8>, coded: &Coded<'_>, image: Image) -> Result<(), NotExact> {
    match coded {
        Coded::Lossless(_) => riff::push(chunks, b"VP8L", &encode::lossless(&image)?),
        Coded::Lossy { vp8, .. } => {
            let Some(copy) = vp8::recoded(vp8) else { return redraw("its coded data is not as the standard asks") };
            if image.channels.has_alpha() {
                riff::push(chunks, b"ALPH", &alpha(&image)?);
            }
            riff::push(chunks, b"VP8 ", &copy);
        }
    }
    Ok(())
}

/// The alpha of an RGBA picture as an ALPH chunk: no filter, the green channel of a headless VP8L. [RFC 9649 2.7.1.2]
fn alpha(image: &Image) -> Result<Vec<u8>, NotExact> {
    let samples = Samples::U8(decode::pixels(image).map(|pixel| pixel[3]).collect());
    let plane = Image { width: image.width, height: image.height, channels: Channels::Gray, samples };
    let stream = encode::lossless(&plane)?;
    Ok([&[0x01], stream.get(5..).unwrap_or_default()].concat())
}
