//! JPEG XL [ISO 18181].

use crate::error::Error;
use crate::formats::{Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

/// JPEG XL [ISO 18181].
pub struct Jxl;

impl Format for Jxl {
    fn id(&self) -> &'static str {
        "jxl"
    }

    fn matches(&self, _head: &[u8]) -> bool {
        false
    }

    fn size(&self, _untrusted: &[u8]) -> Result<(u32, u32), Error> {
        Err(Error::unsupported("jxl"))
    }

    fn items(&self, _untrusted: &[u8]) -> Vec<Item> {
        Vec::new()
    }

    fn decode(&self, _untrusted: &[u8]) -> Result<Decoded, Error> {
        Err(Error::unsupported("jxl"))
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Jpeg
    }
}
