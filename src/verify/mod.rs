//! The second opinion: reads a finished copy with code that shares nothing with the writers, and accounts for every byte.
//!
//! One file per format, each with one function `walk`: it goes through the whole file by the standard, notes whatever
//! is not needed to show the picture, and shows the pixels it met to whoever asked. To add a format: one file, one arm
//! in `walk`.

mod bmp;
mod bytes;
mod check;
mod cover;
mod filters;
mod gif;
mod icc;
mod jpeg;
mod look;
mod lzw;
mod notes;
mod palette;
mod png;
mod raster;
mod tiff;
mod vp8;
mod vp8l;
mod webp;
mod zlib;

pub use check::{Expected, check};
pub use look::{Look, LookOfLines};

use crate::error::Error;
use crate::item::{Item, Kind};
use notes::{Facts, Notes};

/// Everything in a file that is not needed to show its picture. Empty: the file is clean.
/// Errors: a file that is no picture, or so broken that its bytes cannot be accounted for, and nothing hidden was met before
/// the break.
pub fn findings(untrusted: &[u8]) -> Result<Vec<Item>, Error> {
    let mut notes = Notes::default();
    match walk(untrusted, &mut notes) {
        Ok(_) => Ok(notes.items),
        Err(error) if notes.items.is_empty() => Err(error),
        Err(error) => {
            notes.items.push(Item::new(Kind::Unknown, "what could not be read", 0).saying(error.to_string()));
            Ok(notes.items)
        }
    }
}

/// The walk of the format that the first bytes name.
fn walk(untrusted: &[u8], notes: &mut Notes) -> Result<Facts, Error> {
    let starts = |magic: &[u8]| untrusted.starts_with(magic);
    if starts(&[0xFF, 0xD8]) {
        jpeg::walk(untrusted, notes)
    } else if starts(&png::SIGNATURE) {
        png::walk(untrusted, notes)
    } else if starts(b"RIFF") && untrusted.get(8..12) == Some(b"WEBP") {
        webp::walk(untrusted, notes)
    } else if starts(b"GIF87a") || starts(b"GIF89a") {
        gif::walk(untrusted, notes)
    } else if starts(b"II*\0") || starts(b"MM\0*") {
        tiff::walk(untrusted, notes)
    } else if starts(b"BM") {
        bmp::walk(untrusted, notes)
    } else {
        Err(Error::UnsupportedFormat {
            what: "a file of a kind that is never written here".into(),
            advice: "only JPEG, PNG, WebP, GIF, TIFF and BMP can be read to their last byte".into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_an_error() {
        assert!(matches!(findings(b"hello"), Err(Error::UnsupportedFormat { .. })));
        assert!(matches!(findings(b""), Err(Error::UnsupportedFormat { .. })));
    }
}
