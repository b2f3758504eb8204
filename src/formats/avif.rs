//! AVIF [AV1 Image File Format].

use crate::error::Error;
use crate::formats::{Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

/// AVIF [AV1 Image File Format].
pub struct Avif;

impl Format for Avif {
    fn id(&self) -> &'static str {
        "avif"
    }

    fn matches(&self, _head: &[u8]) -> bool {
        false
    }

    fn size(&self, _untrusted: &[u8]) -> Result<(u32, u32), Error> {
        Err(Error::unsupported("avif"))
    }

    fn items(&self, _untrusted: &[u8]) -> Vec<Item> {
        Vec::new()
    }

    fn decode(&self, _untrusted: &[u8]) -> Result<Decoded, Error> {
        Err(Error::unsupported("avif"))
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Jpeg
    }
}
