//! Bytes → what they give away.

use crate::detect::{self, Flag, Seen, Sensitivity, Subject};
use crate::error::Error;
use crate::formats::{self, Format};
use crate::item::Item;
use crate::metadata::file_name;
use crate::pixels::{Decoded, Image};

pub mod thumbnail;

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
    pub hidden: Vec<Item>,
    /// What the picture shows that may tell where it was taken.
    pub flags: Vec<Flag>,
    /// Whom it is about.
    pub subjects: Vec<Subject>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

const OTHER_THUMBNAIL: &str =
    "its thumbnail shows a different picture: perhaps the photo before it was cropped or covered";

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
    let mut seen = Seen::default();
    if depth != Depth::Hidden && width > 0 {
        let looked = format.decode_small(untrusted, detect::LEAST_SIDE).and_then(|decoded| {
            warnings.extend(warned(format, untrusted, &decoded, depth));
            detect::look(decoded, sensitivity)
        });
        match looked {
            Ok(looked) => seen = looked,
            Err(error) => warnings.push(error.to_string()),
        }
    }
    let Seen { flags, subjects, warnings: more } = seen;
    warnings.extend(more);
    Ok(Inspected { format: format.id(), width, height, depth, hidden, flags, subjects, warnings })
}

/// What is wrong with the picture itself.
fn warned(format: &dyn Format, untrusted: &[u8], decoded: &Decoded, depth: Depth) -> Vec<String> {
    let mut warnings = decoded.warnings.clone();
    // What is missing from a damaged picture makes it another one.
    let whole = decoded.pages.first().filter(|_| warnings.is_empty() && depth == Depth::Whole);
    if whole.is_some_and(|page| thumbnails_differ(format, untrusted, &page.image)) {
        warnings.push(OTHER_THUMBNAIL.into());
    }
    warnings
}

/// Whether one of the small copies in the file shows something else than its picture.
fn thumbnails_differ(format: &dyn Format, untrusted: &[u8], picture: &Image) -> bool {
    let decoded = |copy: &Vec<u8>| formats::sniff(copy).and_then(|format| format.decode(copy)).ok();
    let copies = format.thumbnails(untrusted);
    copies
        .iter()
        .filter_map(decoded)
        .any(|copy| copy.pages.first().is_some_and(|page| thumbnail::differs(picture, &page.image)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Encoding, Target};
    use crate::metadata::exif::tests::{Block, entry};
    use crate::pixels::{Channels, Colour, Decoded, Orientation, Page, Samples, Sequence};

    fn jpeg(width: u32, height: u32, bright: impl Fn(f32, f32) -> bool) -> Vec<u8> {
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

    /// The file with the copy in the Exif block before everything else.
    fn with_thumbnail(file: &[u8], copy: &[u8]) -> Vec<u8> {
        let mut block = Block::new();
        let at = block.put(copy);
        let length = (copy.len() as u32).to_be_bytes();
        let second = block.ifd(&[entry(0x201, 4, 1, at), entry(0x202, 4, 1, length)], [0; 4]);
        let first = block.ifd(&[entry(0x0112, 3, 1, [0, 1, 0, 0])], second);
        let body = [b"Exif\0\0", &block.finish(first)[..]].concat();
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
