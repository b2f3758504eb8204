//! Pixels of a codestream. The decoder turns the picture upright and divides out premultiplied alpha.

use jxl::api::{
    AlphaMode, Endianness, Event, ExtraChannel, JxlBasicInfo, JxlColorEncoding, JxlColorProfile, JxlColorType,
    JxlDataFormat, JxlDecoder, JxlDecoderOptions, JxlOutputBuffer, JxlPixelFormat, JxlPrimaries, JxlTransferFunction,
    JxlWhitePoint, ProfileLevel,
};

use crate::error::Error;
use crate::guarded::guarded;
use crate::pixels::limits::{MAX_FRAMES, MAX_PIXELS, check_size};
use crate::pixels::{Channels, Colour, Decoded, Delay, Image, Orientation, Page, Samples, Sequence};

fn damaged<E>(_: E) -> Error {
    Error::damaged("its picture data breaks off or is broken")
}

/// A decoder that has read the header, and what it has not read yet.
fn opened(untrusted: &[u8]) -> Result<(JxlDecoder, JxlBasicInfo, &[u8]), Error> {
    let mut options = JxlDecoderOptions::default();
    options.alpha_mode = AlphaMode::Unpremultiplied;
    options.max_profile_level = ProfileLevel::Main10;
    options.sample_limit = Some(4 * MAX_PIXELS as usize);
    let mut decoder = JxlDecoder::new(options);
    let mut rest = untrusted;
    let event = decoder.process(&mut rest, None, None).map_err(damaged)?;
    match (event, decoder.basic_info().cloned()) {
        (Event::BasicInfo, Some(info)) => Ok((decoder, info, rest)),
        _ => Err(damaged(())),
    }
}

fn checked_size(info: &JxlBasicInfo, untrusted: &[u8]) -> Result<(u32, u32), Error> {
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let (width, height) = (side(info.size.0), side(info.size.1));
    check_size(width, height, untrusted.len())?;
    Ok((width, height))
}

/// Upright width and height.
pub fn size(untrusted: &[u8]) -> Result<(u32, u32), Error> {
    guarded(|| opened(untrusted).and_then(|(_, info, _)| checked_size(&info, untrusted)))?
}

/// All frames.
pub fn decode(untrusted: &[u8]) -> Result<Decoded, Error> {
    guarded(|| frames(untrusted))?
}

fn frames(untrusted: &[u8]) -> Result<Decoded, Error> {
    let (mut decoder, info, mut rest) = opened(untrusted)?;
    let size = checked_size(&info, untrusted)?;
    let deep = info.bit_depth.bits_per_sample() > 8;
    let colour_type = colour_type(&decoder, &info);
    decoder.set_pixel_format(pixel_format(colour_type, deep, &info)).map_err(damaged)?;
    let colour = decoder.output_color_profile().map_or(Colour::Srgb, colour);

    let row = size.0 as usize * colour_type.samples_per_pixel() * if deep { 2 } else { 1 };
    let mut buffer = Buffer::new(row, size.1 as usize);
    let mut delay = None;
    let mut pages: Vec<Page> = Vec::new();
    loop {
        let mut target = [JxlOutputBuffer::new(buffer.bytes_mut(), size.1 as usize, row)];
        match decoder.process(&mut rest, Some(&mut target), None).map_err(damaged)? {
            Event::BasicInfo => {}
            Event::FrameHeader => delay = self::delay(&decoder, &info),
            Event::FrameComplete { has_more_frames } => {
                let image = buffer.image(size, colour_type, deep).ok_or_else(|| damaged(()))?;
                pages.push(Page { image, colour: colour.clone(), orientation: Orientation::Upright, delay });
                if !has_more_frames {
                    break;
                }
                let held = (pages.len() as u64 + 1) * u64::from(size.0) * u64::from(size.1);
                if pages.len() >= MAX_FRAMES || held > MAX_PIXELS {
                    return Err(Error::too_large(format!(
                        "over {} frames of {}×{} pixels",
                        pages.len(),
                        size.0,
                        size.1
                    )));
                }
            }
            Event::Complete => break,
            Event::NeedMoreInput { .. } => return Err(damaged(())),
        }
    }
    if pages.is_empty() {
        return Err(damaged(()));
    }
    let sequence = match &info.animation {
        Some(animation) if pages.len() > 1 => Sequence::Animation { loops: animation.num_loops },
        _ => Sequence::Still,
    };
    if sequence == Sequence::Still {
        pages.truncate(1);
        pages.iter_mut().for_each(|page| page.delay = None);
    }
    let lossy = !info.uses_original_profile;
    // Filters of the lossy coding reach eight pixels over the edge of a block.
    let (block, reach) = if lossy { ((8, 8), 8) } else { ((1, 1), 0) };
    Ok(Decoded { pages, sequence, lossy, full_chroma: true, block, reach, warnings: Vec::new() })
}

/// Gray, colour or ink, with alpha where there is a channel for it.
fn colour_type(decoder: &JxlDecoder, info: &JxlBasicInfo) -> JxlColorType {
    let has = |kind| info.extra_channels.iter().any(|channel| channel.ec_type == kind);
    let profile = decoder.embedded_color_profile();
    let gray = profile.is_some_and(|profile| profile.channels() == 1);
    match (gray, has(ExtraChannel::Alpha)) {
        _ if has(ExtraChannel::Black) && profile.is_some_and(JxlColorProfile::is_cmyk) => JxlColorType::Cmyk,
        (true, false) => JxlColorType::Grayscale,
        (true, true) => JxlColorType::GrayscaleAlpha,
        (false, false) => JxlColorType::Rgb,
        (false, true) => JxlColorType::Rgba,
    }
}

fn pixel_format(color_type: JxlColorType, deep: bool, info: &JxlBasicInfo) -> JxlPixelFormat {
    let sixteen = JxlDataFormat::U16 { endianness: Endianness::native(), bit_depth: 16 };
    JxlPixelFormat {
        color_type,
        color_data_format: Some(if deep { sixteen } else { JxlDataFormat::U8 { bit_depth: 8 } }),
        extra_channel_format: vec![None; info.extra_channels.len()],
    }
}

/// In ticks of the animation. [ISO 18181-1 annex D]
fn delay(decoder: &JxlDecoder, info: &JxlBasicInfo) -> Option<Delay> {
    let animation = info.animation.as_ref()?;
    let millis = decoder.frame_header()?.duration?;
    let ticks = millis * f64::from(animation.tps_numerator) / f64::from(animation.tps_denominator) / 1000.0;
    let num = (ticks.round() as u32).checked_mul(animation.tps_denominator);
    Some(match num {
        Some(num) => Delay { num, den: animation.tps_numerator },
        None => Delay { num: millis.round() as u32, den: 1000 },
    })
}

/// What the decoder's numbers mean. Code points where they say it exactly, else a profile.
fn colour(profile: &JxlColorProfile) -> Colour {
    let points = match profile {
        JxlColorProfile::Icc(icc) => return Colour::Icc(icc.clone()),
        JxlColorProfile::Simple(JxlColorEncoding::RgbColorSpace {
            white_point, primaries, transfer_function, ..
        }) => primaries_point(white_point, primaries).zip(transfer_point(transfer_function)),
        JxlColorProfile::Simple(JxlColorEncoding::GrayscaleColorSpace { transfer_function, .. }) => {
            transfer_point(transfer_function).map(|transfer| (1, transfer))
        }
        JxlColorProfile::Simple(JxlColorEncoding::XYB { .. }) => None,
    };
    match points {
        Some((1, 13)) => Colour::Srgb,
        Some((primaries, transfer)) => Colour::Cicp { primaries, transfer },
        None => profile.try_as_icc().map_or(Colour::Srgb, |icc| Colour::Icc(icc.into_owned())),
    }
}

fn primaries_point(white: &JxlWhitePoint, primaries: &JxlPrimaries) -> Option<u8> {
    match (white, primaries) {
        (JxlWhitePoint::D65, JxlPrimaries::SRGB) => Some(1),
        (JxlWhitePoint::D65, JxlPrimaries::BT2100) => Some(9),
        (JxlWhitePoint::D65, JxlPrimaries::P3) => Some(12),
        (JxlWhitePoint::DCI, JxlPrimaries::P3) => Some(11),
        _ => None,
    }
}

fn transfer_point(transfer: &JxlTransferFunction) -> Option<u8> {
    match transfer {
        JxlTransferFunction::Linear => Some(8),
        JxlTransferFunction::SRGB => Some(13),
        JxlTransferFunction::PQ => Some(16),
        JxlTransferFunction::HLG => Some(18),
        JxlTransferFunction::BT709 | JxlTransferFunction::DCI | JxlTransferFunction::Gamma(_) => None,
    }
}

/// Rows of bytes that the decoder writes to, at an even address.
struct Buffer {
    bytes: Vec<u8>,
    start: usize,
    len: usize,
}

impl Buffer {
    fn new(row: usize, rows: usize) -> Self {
        let bytes = vec![0u8; row * rows + 1];
        let start = bytes.as_ptr().align_offset(2).min(1);
        Self { bytes, start, len: row * rows }
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes[self.start..self.start + self.len]
    }

    fn image(&self, size: (u32, u32), colour_type: JxlColorType, deep: bool) -> Option<Image> {
        let channels = match colour_type {
            JxlColorType::Grayscale => Channels::Gray,
            JxlColorType::GrayscaleAlpha => Channels::GrayAlpha,
            JxlColorType::Rgb | JxlColorType::Bgr => Channels::Rgb,
            JxlColorType::Rgba | JxlColorType::Bgra => Channels::Rgba,
            JxlColorType::Cmyk => Channels::Cmyk,
        };
        let bytes = &self.bytes[self.start..self.start + self.len];
        if deep {
            let (pairs, _) = bytes.as_chunks::<2>();
            let samples: Vec<u16> = pairs.iter().map(|&pair| u16::from_ne_bytes(pair)).collect();
            let (samples, channels) = tidied(samples, channels, u16::MAX);
            Image::new(size.0, size.1, channels, Samples::U16(samples))
        } else {
            let (samples, channels) = tidied(bytes.to_vec(), channels, u8::MAX);
            Image::new(size.0, size.1, channels, Samples::U8(samples))
        }
    }
}

/// Without an alpha channel that is opaque everywhere; ink as full where the format says 0.
fn tidied<T>(mut samples: Vec<T>, channels: Channels, full: T) -> (Vec<T>, Channels)
where
    T: Copy + PartialEq + std::ops::Sub<Output = T>,
{
    let count = channels.count();
    let kept = match channels {
        Channels::GrayAlpha => Channels::Gray,
        Channels::Rgba => Channels::Rgb,
        Channels::Cmyk => {
            samples.iter_mut().for_each(|v| *v = full - *v);
            return (samples, channels);
        }
        Channels::Gray | Channels::Rgb => return (samples, channels),
    };
    if samples.iter().skip(count - 1).step_by(count).any(|&alpha| alpha != full) {
        return (samples, channels);
    }
    let mut place = 0;
    samples.retain(|_| {
        place += 1;
        place % count != 0
    });
    (samples, kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opaque_alpha_goes_and_ink_is_turned_round() {
        assert_eq!(tidied(vec![1, 2, 3, 255], Channels::Rgba, 255u8), (vec![1, 2, 3], Channels::Rgb));
        assert_eq!(tidied(vec![1, 254], Channels::GrayAlpha, 255u8), (vec![1, 254], Channels::GrayAlpha));
        assert_eq!(tidied(vec![0, 255, 1, 2], Channels::Cmyk, 255u8), (vec![255, 0, 254, 253], Channels::Cmyk));
    }

    #[test]
    fn colours_are_named_by_code_points() {
        let simple = JxlColorProfile::Simple;
        assert_eq!(colour(&simple(JxlColorEncoding::srgb(false))), Colour::Srgb);
        assert_eq!(colour(&simple(JxlColorEncoding::linear_srgb(true))), Colour::Cicp { primaries: 1, transfer: 8 });
        assert_eq!(colour(&JxlColorProfile::Icc(vec![1])), Colour::Icc(vec![1]));
    }
}
