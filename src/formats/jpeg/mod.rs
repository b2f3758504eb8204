//! JPEG [ITU-T T.81].

mod bits;
mod canvas;
mod dct;
mod decode;
mod encode;
mod facts;
mod header;
mod huffman;
mod huffman_write;
mod idct;
mod items;
mod planes;
mod progressive;
mod scan;
mod second_pictures;
mod segments;
mod source;
mod tables;
mod upsample;

use crate::error::Error;
use crate::formats::{Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

pub use encode::encode;

/// JPEG [ITU-T T.81].
pub struct Jpeg;

impl Format for Jpeg {
    fn id(&self) -> &'static str {
        "jpeg"
    }

    fn matches(&self, head: &[u8]) -> bool {
        head.starts_with(&[0xff, segments::SOI])
    }

    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error> {
        let (frame, look) = facts::head(untrusted)?;
        Ok(look.orientation.upright_size(frame.width.into(), frame.height.into()))
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        items::items(untrusted)
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        decode::decode(untrusted)
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Jpeg
    }
}
