//! WebP [RFC 9649].

use crate::error::Error;
use crate::formats::{Encoding, Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

/// WebP [RFC 9649].
pub struct WebP;

impl Format for WebP {
    fn id(&self) -> &'static str {
        "webp"
    }

    fn matches(&self, _head: &[u8]) -> bool {
        false
    }

    fn size(&self, _untrusted: &[u8]) -> Result<(u32, u32), Error> {
        Err(Error::unsupported("webp"))
    }

    fn items(&self, _untrusted: &[u8]) -> Vec<Item> {
        Vec::new()
    }

    fn decode(&self, _untrusted: &[u8]) -> Result<Decoded, Error> {
        Err(Error::unsupported("webp"))
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::WebP
    }
}

/// Writes pictures that are upright and in sRGB.
pub fn encode(_upright: &Decoded, _encoding: Encoding) -> Result<Vec<u8>, Error> {
    Err(Error::unsupported("webp"))
}

/// Said where a lossy WebP is redrawn.
pub const LOSSLESS_NOTE: &str = "written as lossless WebP";
