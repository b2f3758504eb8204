//! JPEG [ITU-T T.81].

use crate::cover::{Mask, Style};
use crate::error::Error;
use crate::formats::{Enclosed, Encoding, Exact, Format, NotExact, Target};
use crate::item::Item;
use crate::pixels::Decoded;

mod beyond;
mod bits;
mod blocks;
mod canvas;
mod copy;
mod dct;
mod decode;
mod enclosed;
mod encode;
mod entropy;
mod exact;
mod facts;
#[cfg(test)]
mod fixtures;
mod header;
mod huffman;
mod idct;
mod items;
mod line_by_line;
mod look;
mod mcu_cover;
mod planes;
mod progressive;
mod redrawn;
mod requantiser;
mod sample;
mod scan;
mod second_pictures;
pub mod segments;
mod small;
mod source;
mod splice;
mod strips;
mod tables;
mod turn;
mod upsample;
#[cfg(test)]
mod waves;
mod words;
mod write;

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
        Ok(look.orientation.upright_size(frame.width, frame.height))
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        items::items(untrusted)
    }

    fn enclosed<'a>(&self, untrusted: &'a [u8]) -> Vec<Enclosed<'a>> {
        enclosed::enclosed(untrusted)
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        decode::decode(untrusted)
    }

    fn decode_small(&self, untrusted: &[u8], least: u32) -> Result<Decoded, Error> {
        decode::decode_small(untrusted, least)
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Jpeg
    }

    fn exact_target(&self) -> Option<Target> {
        Some(Target::Jpeg)
    }

    fn exact(&self, untrusted: &[u8], covers: &dyn Fn(u32, u32) -> Mask, style: Style) -> Result<Exact, NotExact> {
        exact::exact(untrusted, covers, style)
    }

    fn redrawn_directly(&self, untrusted: &[u8], encoding: Encoding) -> Option<Result<Exact, Error>> {
        let source = source::Source::read(untrusted).ok()?;
        let redrawn = redrawn::redrawn(&source, untrusted, encoding);
        redrawn.or_else(|| line_by_line::redrawn(&source, encoding)).map(Ok)
    }
}
