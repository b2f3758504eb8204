//! TIFF and BigTIFF. \[TIFF6\]
//!
//! - `ifd`: directories; `layout`: how a page's samples lie; `items`: what is not picture.
//! - `chunks` (with `fax`) → `samples` (or `subsampled`) → `colours` → `decode`: from strips to pages.
//! - `encode`: writing.

use crate::error::Error;
use crate::formats::{Encoding, Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

mod chunks;
mod colours;
mod decode;
mod encode;
mod fax;
mod ifd;
mod items;
mod layout;
mod samples;
mod subsampled;

/// TIFF \[TIFF6\].
pub struct Tiff;

impl Format for Tiff {
    fn id(&self) -> &'static str {
        "tiff"
    }

    fn matches(&self, head: &[u8]) -> bool {
        ifd::Tiff::open(head).is_some()
    }

    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error> {
        decode::size(untrusted)
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        items::items(untrusted)
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        decode::decode(untrusted)
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Tiff
    }
}

/// Writes pictures that are upright and in sRGB.
pub fn encode(upright: &Decoded, _encoding: Encoding) -> Result<Vec<u8>, Error> {
    encode::encode(upright)
}

#[cfg(test)]
mod tests;
