//! Writes redrawn frames: exact palettes where the colours are few, else the best 256.

use super::animation::{Animation, Frame};
use super::blocks::{Colour, Control, Disposal};
use crate::error::Error;
use crate::formats::png::{
    Area,
    palette::{Palette, rgba},
};
use crate::pixels::limits::MAX_SIDE;
use crate::pixels::{Channels, Decoded, Image, Samples, Sequence};

/// Of 1 (best) to 30 (fastest): "a good compromise". [gif]
const SPEED: i32 = 10;

/// Pictures that are upright and in sRGB. Alpha is all or nothing in a GIF.
pub fn encode(upright: &Decoded) -> Result<Vec<u8>, Error> {
    let images: Vec<Image> = upright.pages.iter().map(|page| flat(&page.image)).collect();
    let first = images.first().ok_or_else(|| Error::Internal { what: "no picture to write".into() })?;
    if first.width > MAX_SIDE
        || first.height > MAX_SIDE
        || images.iter().any(|i| (i.width, i.height) != (first.width, first.height))
    {
        return Err(Error::unsupported("pictures of several sizes in one GIF"));
    }
    let shared = Palette::of(&images, 256);
    let mut frames = Vec::new();
    let mut before: Option<&Image> = None;
    for (at, image) in images.iter().enumerate() {
        let clears = images.get(at + 1).is_some_and(|next| loses(image, next));
        let area = match before {
            Some(before) if !clears => Area::of_change(before, image),
            _ => Area::whole(image),
        };
        let delay = upright.pages.get(at).and_then(|page| page.delay).map_or(0, |delay| (delay.millis() + 5) / 10);
        let disposal = if clears { Disposal::Background } else { Disposal::Keep };
        let control = Control { delay: delay.min(u16::MAX.into()) as u16, disposal, transparent: None };
        frames.push(frame(image, area, control, shared.as_ref()));
        before = (!clears).then_some(image);
    }
    if let [only] = &mut frames[..] {
        only.control.disposal = Disposal::Unsaid;
    }
    let animation = Animation {
        width: first.width as u16,
        height: first.height as u16,
        palette: shared.map(|palette| palette.entries.iter().map(|&[r, g, b, _]| [r, g, b]).collect()),
        loops: looping(upright.sequence),
        frames,
    };
    Ok(animation.tidied().write())
}

/// The number in the looping extension; playing once needs none.
fn looping(sequence: Sequence) -> Option<u16> {
    match sequence {
        Sequence::Animation { loops } => Some(loops.min(u16::MAX.into()) as u16).filter(|&loops| loops != 1),
        Sequence::Still | Sequence::Pages => None,
    }
}

/// Eight bits, opaque or fully transparent black.
fn flat(image: &Image) -> Image {
    let count = image.channels.count();
    let pixel = |pixel: &[u8]| match rgba(pixel) {
        [.., 0..128] => [0; 4],
        [r, g, b, _] => [r, g, b, 255],
    };
    let pixels: Vec<[u8; 4]> = match &image.samples {
        Samples::U8(all) => all.chunks_exact(count).map(pixel).collect(),
        Samples::U16(all) => {
            let bytes: Vec<u8> = all.iter().map(|value| (value >> 8) as u8).collect();
            bytes.chunks_exact(count).map(pixel).collect()
        }
    };
    let samples = Samples::U8(pixels.into_flattened());
    Image { width: image.width, height: image.height, channels: Channels::Rgba, samples }
}

fn bytes(image: &Image) -> &[u8] {
    match &image.samples {
        Samples::U8(all) => all,
        Samples::U16(_) => &[],
    }
}

/// Whether a pixel that shows something is transparent in the next frame: only clearing can do that.
fn loses(image: &Image, next: &Image) -> bool {
    let pairs = bytes(image).as_chunks::<4>().0.iter().zip(bytes(next).as_chunks::<4>().0);
    pairs.into_iter().any(|(here, next)| here[3] == 255 && next[3] == 0)
}

/// An area of a picture as a frame.
fn frame(image: &Image, area: Area, control: Control, shared: Option<&Palette>) -> Frame {
    let pixels: Vec<[u8; 4]> =
        area.rows(bytes(image), image.width, 4).flat_map(|row| row.as_chunks::<4>().0).copied().collect();
    let transparent = pixels.iter().any(|pixel| pixel[3] == 0);
    let (indexes, palette, index) = match shared {
        Some(palette) => {
            let indexes = pixels.iter().map(|&pixel| palette.number(pixel).unwrap_or_default()).collect();
            (indexes, None, palette.number([0; 4]))
        }
        None => {
            let (indexes, palette, index) = reduced(&pixels, area.width, area.height);
            (indexes, Some(palette), index)
        }
    };
    Frame {
        left: area.x as u16,
        top: area.y as u16,
        width: area.width as u16,
        height: area.height as u16,
        control: Control { transparent: index.filter(|_| transparent), ..control },
        palette,
        indexes,
    }
}

/// Indexes, palette, and the index of full transparency, for any number of colours.
fn reduced(pixels: &[[u8; 4]], width: u32, height: u32) -> (Vec<u8>, Vec<Colour>, Option<u8>) {
    let filler = pixels.iter().copied().find(|pixel| pixel[3] == 255).unwrap_or([0, 0, 0, 255]);
    let opaque = pixels.iter().map(|&pixel| if pixel[3] == 0 { filler } else { pixel });
    let mut opaque: Vec<u8> = opaque.flatten().collect();
    let made = gif::Frame::from_rgba_speed(width as u16, height as u16, &mut opaque, SPEED);
    let mut indexes = made.buffer.into_owned();
    let mut palette: Vec<Colour> = made.palette.unwrap_or_default().as_chunks::<3>().0.to_vec();
    let is_clear = |pixel: &[u8; 4]| pixel[3] == 0;
    if !pixels.iter().any(is_clear) {
        return (indexes, palette, None);
    }
    let index = if palette.len() < 256 {
        palette.push([0; 3]);
        (palette.len() - 1) as u8
    } else {
        give_up_the_rarest(&mut indexes, &palette)
    };
    indexes.iter_mut().zip(pixels).filter(|(_, pixel)| is_clear(pixel)).for_each(|(to, _)| *to = index);
    (indexes, palette, Some(index))
}

/// Frees the index that the fewest pixels have; they take the nearest other colour.
fn give_up_the_rarest(indexes: &mut [u8], palette: &[Colour]) -> u8 {
    let mut counts = [0_usize; 256];
    indexes.iter().for_each(|&index| counts[usize::from(index)] += 1);
    let rarest = counts.iter().zip(0..=255_u8).min_by_key(|(count, _)| **count).map_or(0, |(_, index)| index);
    let colour = palette.get(usize::from(rarest)).copied().unwrap_or_default();
    let distance =
        |other: &Colour| -> u32 { colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum() };
    let others = palette.iter().zip(0..=255_u8).filter(|(_, index)| *index != rarest);
    let nearest = others.min_by_key(|(entry, _)| distance(entry)).map_or(0, |(_, index)| index);
    indexes.iter_mut().filter(|index| **index == rarest).for_each(|index| *index = nearest);
    rarest
}
