//! BMP, from OS/2 to version 5. [MS-WMF 2.2.2]

use crate::error::Error;
use crate::formats::{Encoding, Format, Target};
use crate::item::Item;
use crate::pixels::{Decoded, limits};

mod decode;
mod encode;
mod header;
mod items;

/// BMP.
pub struct Bmp;

impl Format for Bmp {
    fn id(&self) -> &'static str {
        "bmp"
    }

    fn matches(&self, head: &[u8]) -> bool {
        header::matches(head)
    }

    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error> {
        let header = header::Header::read(untrusted)?;
        limits::check_size(header.width, header.height, untrusted.len())?;
        Ok((header.width, header.height))
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        items::items(untrusted)
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        decode::decode(untrusted)
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Bmp
    }
}

/// Writes pictures that are upright and in sRGB.
pub fn encode(upright: &Decoded, _encoding: Encoding) -> Result<Vec<u8>, Error> {
    encode::encode(upright)
}

#[cfg(test)]
mod tests;
