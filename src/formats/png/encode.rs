//! Writes redrawn pictures: IHDR, PLTE, tRNS, acTL, fcTL, IDAT, fdAT and IEND, nothing else.

use super::decode::{is_opaque, without_alpha};
use super::palette::{Palette, rgba};
use super::rows::pack;
use crate::error::Error;
use crate::pixels::{Channels, Decoded, Delay, Image, Samples, Sequence};
use png::{BitDepth, BlendOp, ColorType, DeflateCompression, Encoder, Filter, Writer};
use std::borrow::Cow;

/// Up to this many pixels in all frames, time is spent on smaller files. Above, packing tighter takes 37 times as long for a
/// quarter of the size.
const SMALL: usize = 1 << 20;

/// Pictures that are upright and in sRGB.
pub fn encode(upright: &Decoded) -> Result<Vec<u8>, Error> {
    let images: Vec<Cow<'_, Image>> = if upright.pages.iter().all(|page| is_opaque(&page.image)) {
        upright.pages.iter().map(|page| opaque(&page.image)).collect()
    } else {
        upright.pages.iter().map(|page| Cow::Borrowed(&page.image)).collect()
    };
    let first = images.first().ok_or_else(|| Error::Internal { what: "no picture to write".into() })?;
    let loops = match upright.sequence {
        Sequence::Animation { loops } if images.len() > 1 => Some(loops),
        Sequence::Animation { .. } | Sequence::Still => None,
        Sequence::Pages => return Err(Error::unsupported("several pages in one PNG")),
    };
    let coding = Coding::of(&images)?;
    let mut file = Vec::new();
    let writer = coding.writer(&mut file, first, loops.map(|loops| (images.len() as u32, loops)));
    let written = writer.and_then(|mut writer| {
        if loops.is_some() {
            let delays = upright.pages.iter().map(|page| page.delay);
            frames(&mut writer, &coding, &images, delays)?;
        } else {
            writer.write_image_data(&coding.bytes(first, Area::whole(first)))?;
        }
        writer.finish()
    });
    written.map_err(|error| Error::Internal { what: error.to_string() })?;
    Ok(file)
}

fn opaque(image: &Image) -> Cow<'_, Image> {
    if image.channels.has_alpha() { Cow::Owned(without_alpha(image.clone())) } else { Cow::Borrowed(image) }
}

/// How pixels become bytes: as they are, or as indexes of a palette where they have few colours.
struct Coding {
    colour: ColorType,
    depth: BitDepth,
    palette: Option<Palette>,
    compression: DeflateCompression,
}

impl Coding {
    fn of(images: &[Cow<'_, Image>]) -> Result<Self, Error> {
        let first = images.first().map(|image| (image.channels, matches!(image.samples, Samples::U16(_))));
        let (channels, deep) = first.unwrap_or((Channels::Rgb, false));
        let colour = match channels {
            Channels::Gray => ColorType::Grayscale,
            Channels::GrayAlpha => ColorType::GrayscaleAlpha,
            Channels::Rgb => ColorType::Rgb,
            Channels::Rgba => ColorType::Rgba,
            Channels::Cmyk => return Err(Error::Internal { what: "CMYK in a PNG".into() }),
        };
        // An 8-bit gray pixel is no larger than an index.
        let most = if channels == Channels::Gray { 16 } else { 256 };
        let palette = Palette::of(images.iter().map(AsRef::as_ref), most);
        let small = images.iter().map(|image| image.samples.len()).sum::<usize>() < SMALL * channels.count();
        let compression = match palette {
            _ if small => DeflateCompression::Level(6),
            Some(_) => DeflateCompression::Level(3),
            None => DeflateCompression::FdeflateUltraFast,
        };
        let depth = match palette.as_ref().map(|palette| palette.entries.len()) {
            Some(0..=2) => BitDepth::One,
            Some(3..=4) => BitDepth::Two,
            Some(5..=16) => BitDepth::Four,
            None if deep => BitDepth::Sixteen,
            Some(_) | None => BitDepth::Eight,
        };
        let colour = if palette.is_some() { ColorType::Indexed } else { colour };
        Ok(Self { colour, depth, palette, compression })
    }

    /// The file up to its pixels; `animation` is the number of frames and of plays.
    fn writer<'a>(
        &self,
        file: &'a mut Vec<u8>,
        first: &Image,
        animation: Option<(u32, u32)>,
    ) -> Result<Writer<&'a mut Vec<u8>>, png::EncodingError> {
        let mut encoder = Encoder::new(file, first.width, first.height);
        encoder.set_color(self.colour);
        encoder.set_depth(self.depth);
        encoder.set_deflate_compression(self.compression);
        encoder.set_filter(if self.palette.is_some() { Filter::NoFilter } else { Filter::Adaptive });
        if let Some(palette) = &self.palette {
            let clear = palette.entries.iter().take_while(|entry| entry[3] != 255);
            let alphas: Vec<u8> = clear.map(|entry| entry[3]).collect();
            encoder.set_palette(palette.entries.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect::<Vec<u8>>());
            if !alphas.is_empty() {
                encoder.set_trns(alphas);
            }
        }
        if let Some((frames, loops)) = animation {
            encoder.set_animated(frames, loops)?;
        }
        encoder.write_header()
    }

    /// The bytes of the rows of an area.
    fn bytes<'a>(&self, image: &'a Image, area: Area) -> Cow<'a, [u8]> {
        if let Some(palette) = &self.palette {
            return Cow::Owned(self.indexes(palette, image, area));
        }
        let count = image.channels.count();
        match &image.samples {
            Samples::U8(all) if area == Area::whole(image) => Cow::Borrowed(all),
            Samples::U8(all) => Cow::Owned(area.rows(all, image.width, count).flatten().copied().collect()),
            Samples::U16(all) => {
                Cow::Owned(area.rows(all, image.width, count).flatten().flat_map(|v| v.to_be_bytes()).collect())
            }
        }
    }

    fn indexes(&self, palette: &Palette, image: &Image, area: Area) -> Vec<u8> {
        let depth = self.depth as u8;
        let mut out = Vec::new();
        let Samples::U8(all) = &image.samples else { return out };
        let count = image.channels.count();
        for row in area.rows(all, image.width, count) {
            let pixels = row.chunks_exact(count).map(rgba);
            let mut last = None;
            let indexes = pixels.map(|colour| match last {
                Some((known, index)) if known == colour => index,
                _ => {
                    let index = palette.number(colour).unwrap_or_default();
                    last = Some((colour, index));
                    index
                }
            });
            pack(indexes, depth, &mut out);
        }
        out
    }
}

/// The frames of an animation, each cut to what differs from the one before.
fn frames(
    writer: &mut Writer<&mut Vec<u8>>,
    coding: &Coding,
    images: &[Cow<'_, Image>],
    delays: impl Iterator<Item = Option<Delay>>,
) -> Result<(), png::EncodingError> {
    let mut before = None;
    for (image, delay) in images.iter().zip(delays) {
        let area = before.map_or(Area::whole(image), |before| Area::of_change(before, image));
        let (num, den) = short(delay.unwrap_or(Delay { num: 0, den: 100 }));
        writer.set_frame_delay(num, den)?;
        writer.set_blend_op(BlendOp::Source)?;
        if before.is_some() {
            writer.reset_frame_position()?;
            writer.set_frame_dimension(area.width, area.height)?;
            writer.set_frame_position(area.x, area.y)?;
        }
        writer.write_image_data(&coding.bytes(image, area))?;
        before = Some(image.as_ref());
    }
    Ok(())
}

/// A delay in 16 bits: the same fraction where it fits, else milliseconds.
fn short(delay: Delay) -> (u16, u16) {
    match (u16::try_from(delay.num), u16::try_from(delay.den)) {
        (Ok(num), Ok(den)) => (num, den),
        _ => (delay.millis().min(u16::MAX.into()) as u16, 1000),
    }
}

/// A rectangle of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

impl Area {
    pub fn whole(image: &Image) -> Self {
        Self { x: 0, y: 0, width: image.width, height: image.height }
    }

    /// The smallest area that holds all pixels that differ; one pixel where none does.
    pub fn of_change(before: &Image, after: &Image) -> Self {
        match (&before.samples, &after.samples) {
            (Samples::U8(a), Samples::U8(b)) => Self::of_difference(a, b, after),
            (Samples::U16(a), Samples::U16(b)) => Self::of_difference(a, b, after),
            _ => Self::whole(after),
        }
    }

    fn of_difference<T: PartialEq>(before: &[T], after: &[T], image: &Image) -> Self {
        let count = image.channels.count();
        let row = image.width as usize * count;
        let (mut left, mut right, mut top, mut bottom) = (image.width, 0, image.height, 0);
        for (y, (a, b)) in
            before.chunks_exact(row).zip(after.chunks_exact(row)).enumerate().filter(|(_, (a, b))| a != b)
        {
            let differs = |(a, b): (&T, &T)| a != b;
            let first = a.iter().zip(b).position(differs).unwrap_or(0) / count;
            let last = a.iter().zip(b).rposition(differs).unwrap_or(0) / count;
            (left, right) = (left.min(first as u32), right.max(last as u32 + 1));
            (top, bottom) = (top.min(y as u32), y as u32 + 1);
        }
        if left >= right {
            return Self { x: 0, y: 0, width: 1, height: 1 };
        }
        Self { x: left, y: top, width: right - left, height: bottom - top }
    }

    /// Its rows out of all samples of a picture.
    pub fn rows<T>(self, all: &[T], width: u32, count: usize) -> impl Iterator<Item = &[T]> {
        let rows = all.chunks_exact(width as usize * count).skip(self.y as usize).take(self.height as usize);
        let (start, end) = (self.x as usize * count, (self.x + self.width) as usize * count);
        rows.filter_map(move |row| row.get(start..end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changed_area_holds_all_changes() {
        let before = Image::new(4, 3, Channels::Gray, Samples::U8(vec![0; 12])).unwrap();
        let mut samples = vec![0; 12];
        (samples[6], samples[9]) = (1, 1);
        let after = Image::new(4, 3, Channels::Gray, Samples::U8(samples)).unwrap();
        assert_eq!(Area::of_change(&before, &after), Area { x: 1, y: 1, width: 2, height: 2 });
        assert_eq!(Area::of_change(&after, &after), Area { x: 0, y: 0, width: 1, height: 1 });
    }

    #[test]
    fn long_delays_are_shortened() {
        assert_eq!(short(Delay { num: 7, den: 30 }), (7, 30));
        assert_eq!(short(Delay { num: 100_000, den: 100_000 }), (1000, 1000));
    }
}
