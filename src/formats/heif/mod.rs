//! HEIC and HEIF [ISO 23008-12].

use crate::error::Error;
use crate::formats::{Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

/// HEIC and HEIF [ISO 23008-12].
pub struct Heif;

impl Format for Heif {
    fn id(&self) -> &'static str {
        "heif"
    }

    fn matches(&self, _head: &[u8]) -> bool {
        false
    }

    fn size(&self, _untrusted: &[u8]) -> Result<(u32, u32), Error> {
        Err(Error::unsupported("heif"))
    }

    fn items(&self, _untrusted: &[u8]) -> Vec<Item> {
        Vec::new()
    }

    fn decode(&self, _untrusted: &[u8]) -> Result<Decoded, Error> {
        Err(Error::unsupported("heif"))
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Jpeg
    }
}
