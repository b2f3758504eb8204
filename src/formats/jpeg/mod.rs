//! JPEG [ITU-T T.81].

use crate::cover::{Mask, Style};
use crate::error::Error;
use crate::formats::{Encoding, Exact, Format, NotExact, Target};
use crate::item::Item;
use crate::pixels::Decoded;

mod bits;
mod copy;
mod entropy;
mod exact;
#[cfg(test)]
mod fixtures;
mod header;
mod huffman;
mod look;
mod mcu_cover;
mod progressive;
mod scan;
pub mod segments;
mod source;
mod splice;
mod turn;
mod write;

/// JPEG [ITU-T T.81].
pub struct Jpeg;

impl Format for Jpeg {
    fn id(&self) -> &'static str {
        "jpeg"
    }

    fn matches(&self, _head: &[u8]) -> bool {
        false
    }

    fn size(&self, _untrusted: &[u8]) -> Result<(u32, u32), Error> {
        Err(Error::unsupported("jpeg"))
    }

    fn items(&self, _untrusted: &[u8]) -> Vec<Item> {
        Vec::new()
    }

    fn decode(&self, _untrusted: &[u8]) -> Result<Decoded, Error> {
        Err(Error::unsupported("jpeg"))
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Jpeg
    }

    fn exact(&self, untrusted: &[u8], covers: &dyn Fn(u32, u32) -> Mask) -> Result<Exact, NotExact> {
        exact::exact(untrusted, covers, Style::Solid)
    }
}

/// Writes pictures that are upright and in sRGB.
pub fn encode(_upright: &Decoded, _encoding: Encoding) -> Result<Vec<u8>, Error> {
    Err(Error::unsupported("jpeg"))
}
