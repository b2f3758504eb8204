//! The pictures of a PNG, as coded.

use super::file::{File, Frame};
use super::frames::Canvas;
use super::samples::Painter;
use crate::error::Error;
use crate::pixels::limits::MAX_PIXELS;
use crate::pixels::{Decoded, Image, Page, Samples, Sequence};

/// What a person is told about a picture of which something is missing, and where some of it may be wrong.
pub use crate::note::{LOWER_PART_MISSING as CUT, PARTS_LOOK_WRONG as ODD};

/// All frames, each on the full canvas.
pub fn decode(file: &File<'_>) -> Result<Decoded, Error> {
    let painter = Painter::new(file);
    let (width, height) = (file.header.width, file.header.height);
    let pixels = u64::from(width) * u64::from(height) * file.frames.len() as u64;
    if pixels > MAX_PIXELS {
        return Err(Error::too_large(format!("{} frames of {width}×{height} pixels", file.frames.len())));
    }
    let mut cut = false;
    let images = match &file.frames[..] {
        [frame] if frame.covers(&file.header) => {
            let (image, end) = painter.paint(frame);
            cut |= !end.whole;
            if end.rows > 0 { vec![image] } else { Vec::new() }
        }
        frames => composed(file, &painter, frames, &mut cut),
    };
    if images.is_empty() {
        return Err(Error::damaged("nothing of its pixels can be read"));
    }
    let mut warnings = Vec::new();
    if cut || file.damaged {
        warnings.push(if cut { CUT } else { ODD }.into());
    }
    let sequence = match file.loops {
        Some(loops) if images.len() > 1 => Sequence::Animation { loops },
        _ => Sequence::Still,
    };
    let pages = images.into_iter().zip(&file.frames).map(|(image, frame)| Page {
        image,
        colour: file.colour.clone(),
        orientation: file.orientation,
        delay: file.loops.map(|_| frame.delay),
    });
    let pages = pages.collect();
    Ok(Decoded { pages, sequence, lossy: false, full_chroma: true, block: (1, 1), reach: 0, warnings })
}

/// Frames up to the first of which nothing can be read.
fn composed(file: &File<'_>, painter: &Painter<'_>, frames: &[Frame<'_>], cut: &mut bool) -> Vec<Image> {
    let header = &file.header;
    let mut canvas = Canvas::new(header.width, header.height, painter.channels, header.depth == 16);
    let mut images = Vec::new();
    for frame in frames {
        let (painted, end) = painter.paint(frame);
        *cut |= !end.whole;
        if end.rows == 0 {
            break;
        }
        images.push(canvas.show(frame, &painted));
    }
    if images.iter().all(is_opaque) { images.into_iter().map(without_alpha).collect() } else { images }
}

/// The first frame alone, for a look at it.
pub fn first(file: &File<'_>) -> Option<Image> {
    let painter = Painter::new(file);
    let frame = file.frames.first()?;
    let (image, _) = painter.paint(frame);
    if frame.covers(&file.header) {
        return Some(image);
    }
    let header = &file.header;
    Some(Canvas::new(header.width, header.height, painter.channels, header.depth == 16).show(frame, &image))
}

/// Whether a picture has no alpha below the highest.
pub fn is_opaque(image: &Image) -> bool {
    let count = image.channels.count();
    if !image.channels.has_alpha() {
        return true;
    }
    match &image.samples {
        Samples::U8(all) => all.iter().skip(count - 1).step_by(count).all(|&alpha| alpha == u8::MAX),
        Samples::U16(all) => all.iter().skip(count - 1).step_by(count).all(|&alpha| alpha == u16::MAX),
    }
}

/// The same picture without its alpha.
pub fn without_alpha(image: Image) -> Image {
    use crate::pixels::Channels::{Cmyk, Gray, GrayAlpha, Rgb, Rgba};
    fn kept<T: Copy>(all: &[T], count: usize) -> Vec<T> {
        all.chunks_exact(count).flat_map(|pixel| pixel.iter().copied().take(count - 1)).collect()
    }
    let (count, channels) = match image.channels {
        GrayAlpha => (2, Gray),
        Rgba => (4, Rgb),
        Gray | Rgb | Cmyk => return image,
    };
    let samples = match &image.samples {
        Samples::U8(all) => Samples::U8(kept(all, count)),
        Samples::U16(all) => Samples::U16(kept(all, count)),
    };
    Image { channels, samples, ..image }
}
