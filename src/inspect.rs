//! Bytes → what they give away.
//!
//! All at once with [`inspect`], or in steps for a window: [`open`], then its preview, [`hidden_pictures`] and what is seen.

use crate::detect::{Flag, Seen, Sensitivity, Subject};
use crate::error::Error;
use crate::formats;
use crate::item::Item;
use crate::metadata::file_name;
use crate::note::OTHER_THUMBNAIL;

mod hidden_pictures;
mod opened;
mod shown;
pub mod thumbnail;

pub use hidden_pictures::{HiddenPicture, hidden_pictures};
pub use opened::{Opened, detail, open, thumbnail};

/// How deep to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Containers and metadata only; no pixel is decoded.
    Hidden,
    /// The picture only: damage, and what it shows.
    Visible,
    /// Both, and whether the thumbnails show the same.
    Whole,
}

/// What one file gives away.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// The format's id.
    pub format: &'static str,
    /// Upright size; zero where the file is too damaged to tell.
    pub width: u32,
    pub height: u32,
    pub depth: Depth,
    /// Whether detectors looked at the picture; what is wrong with it otherwise is among the warnings.
    pub looked: bool,
    pub hidden: Vec<Item>,
    /// What the picture shows that may tell where it was taken.
    pub flags: Vec<Flag>,
    /// Whom it is about.
    pub subjects: Vec<Subject>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

/// Looks at one file; `name` is its own name, which can tell something too. A picture of a known format is always
/// inspected, and what is wrong with it is a warning: hidden data of a broken picture is still there to be read.
pub fn inspect(untrusted: &[u8], name: &str, depth: Depth, sensitivity: Sensitivity) -> Result<Inspected, Error> {
    let format = formats::sniff(untrusted)?;
    let mut warnings = Vec::new();
    let (width, height) = format.size(untrusted).unwrap_or_else(|error| {
        warnings.push(error.to_string());
        (0, 0)
    });
    let mut hidden = Vec::new();
    if depth != Depth::Visible {
        hidden = file_name::items(name);
        hidden.extend(format.items(untrusted));
    }
    let mut seen = None;
    if depth != Depth::Hidden && width > 0 {
        let looked = Opened::of(format, untrusted, (width, height), 0).and_then(|opened| {
            warnings.extend(opened.warnings.iter().cloned());
            // What is missing from a damaged picture makes it another one.
            if depth == Depth::Whole && opened.warnings.is_empty() && opened.thumbnails_differ(untrusted) {
                warnings.push(OTHER_THUMBNAIL.into());
            }
            opened.seen(sensitivity)
        });
        match looked {
            Ok(looked) => seen = Some(looked),
            Err(error) => warnings.push(error.to_string()),
        }
    }
    let looked = seen.is_some();
    let Seen { flags, subjects, warnings: more } = seen.unwrap_or_default();
    warnings.extend(more);
    Ok(Inspected { format: format.id(), width, height, depth, looked, hidden, flags, subjects, warnings })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::formats::{Encoding, Target};
    use crate::metadata::exif::tests::{Block, entry};
    use crate::pixels::{Channels, Colour, Decoded, Image, Orientation, Page, Samples, Sequence};

    /// A gray JPEG, bright where `bright` says so, in fractions.
    pub fn jpeg(width: u32, height: u32, bright: impl Fn(f32, f32) -> bool) -> Vec<u8> {
        let pixel = |i: u32| bright((i % width) as f32 / width as f32, (i / width) as f32 / height as f32);
        let samples = (0..width * height).map(|i| if pixel(i) { 220 } else { 30 }).collect();
        let image = Image::new(width, height, Channels::Gray, Samples::U8(samples)).unwrap();
        let page = Page { image, colour: Colour::Srgb, orientation: Orientation::Upright, delay: None };
        let decoded = Decoded {
            pages: vec![page],
            sequence: Sequence::Still,
            lossy: true,
            full_chroma: true,
            block: (1, 1),
            reach: 0,
            warnings: Vec::new(),
        };
        Target::Jpeg.encode(&decoded, Encoding { quality: 92 }).unwrap()
    }

    /// The file with an Exif block of this orientation.
    pub fn turned(file: &[u8], orientation: u8) -> Vec<u8> {
        let mut block = Block::new();
        let first = block.ifd(&[entry(0x0112, 3, 1, [0, orientation, 0, 0])], [0; 4]);
        with_exif(file, &block.finish(first))
    }

    /// The file with the copy in the Exif block before everything else.
    pub fn with_thumbnail(file: &[u8], copy: &[u8]) -> Vec<u8> {
        let mut block = Block::new();
        let at = block.put(copy);
        let length = (copy.len() as u32).to_be_bytes();
        let second = block.ifd(&[entry(0x201, 4, 1, at), entry(0x202, 4, 1, length)], [0; 4]);
        let first = block.ifd(&[entry(0x0112, 3, 1, [0, 1, 0, 0])], second);
        with_exif(file, &block.finish(first))
    }

    fn with_exif(file: &[u8], block: &[u8]) -> Vec<u8> {
        let body = [b"Exif\0\0", block].concat();
        let size = (body.len() as u16 + 2).to_be_bytes();
        [&file[..2], &[0xff, 0xe1], &size, &body, &file[2..]].concat()
    }

    #[test]
    fn a_thumbnail_of_another_picture_is_told() {
        let left = |x: f32, y: f32| x < 0.4 && y > 0.2;
        let photo = jpeg(320, 240, left);
        let warns = |file: &[u8], depth| {
            inspect(file, "a.jpg", depth, Sensitivity::Normal).unwrap().warnings.contains(&OTHER_THUMBNAIL.into())
        };
        assert!(!warns(&with_thumbnail(&photo, &jpeg(160, 120, left)), Depth::Whole));
        let other = with_thumbnail(&photo, &jpeg(160, 120, |x, y| x > 0.5 || y < 0.3));
        assert!(warns(&other, Depth::Whole));
        assert!(!warns(&other, Depth::Hidden));
    }
}
