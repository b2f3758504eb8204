//! JPEG [ITU-T T.81].

use crate::error::Error;
use crate::formats::{Encoding, Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

pub mod segments;

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
}

/// Writes pictures that are upright and in sRGB.
pub fn encode(_upright: &Decoded, _encoding: Encoding) -> Result<Vec<u8>, Error> {
    Err(Error::unsupported("jpeg"))
}
