//! TIFF [TIFF6].

use crate::error::Error;
use crate::formats::{Encoding, Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

/// TIFF [TIFF6].
pub struct Tiff;

impl Format for Tiff {
    fn id(&self) -> &'static str {
        "tiff"
    }

    fn matches(&self, _head: &[u8]) -> bool {
        false
    }

    fn size(&self, _untrusted: &[u8]) -> Result<(u32, u32), Error> {
        Err(Error::unsupported("tiff"))
    }

    fn items(&self, _untrusted: &[u8]) -> Vec<Item> {
        Vec::new()
    }

    fn decode(&self, _untrusted: &[u8]) -> Result<Decoded, Error> {
        Err(Error::unsupported("tiff"))
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Tiff
    }
}

/// Writes pictures that are upright and in sRGB.
pub fn encode(_upright: &Decoded, _encoding: Encoding) -> Result<Vec<u8>, Error> {
    Err(Error::unsupported("tiff"))
}
