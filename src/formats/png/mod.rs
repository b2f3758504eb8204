//! PNG and APNG \[PNG3\].
//!
//! `chunks` walks, `file` sorts out what is shown, `rows` inflates and unfilters, `samples` and `frames` make pictures.
//! `exact` rebuilds the container around the same pixels, `encode` writes new ones, `items` names what is hidden.

mod chunks;
mod colour;
mod decode;
mod encode;
mod exact;
mod file;
mod filter;
mod frames;
mod header;
mod inflate;
mod items;
pub(super) mod palette;
mod rows;
mod samples;
mod survey;
#[cfg(test)]
mod tests;

use crate::cover::{Mask, Style};
use crate::error::Error;
use crate::formats::{Enclosed, Encoding, Exact, Format, NotExact, Target};
use crate::item::Item;
use crate::pixels::Decoded;
use file::File;

pub(super) use encode::Area;

/// PNG and APNG \[PNG3\].
pub struct Png;

impl Format for Png {
    fn id(&self) -> &'static str {
        "png"
    }

    fn matches(&self, head: &[u8]) -> bool {
        head.starts_with(&chunks::SIGNATURE)
    }

    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error> {
        let file = File::read(untrusted)?;
        Ok(file.orientation.upright_size(file.header.width, file.header.height))
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        items::items(untrusted)
    }

    fn enclosed<'a>(&self, untrusted: &'a [u8]) -> Vec<Enclosed<'a>> {
        let mut walk = chunks::chunks(untrusted);
        let blocks = walk.by_ref().filter(|chunk| chunk.kind == *b"eXIf");
        let mut found: Vec<_> = blocks.take(4).flat_map(|chunk| Enclosed::in_exif(chunk.body)).collect();
        walk.by_ref().for_each(drop);
        found.extend(Enclosed::behind(walk.rest()));
        found
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        decode::decode(&File::read(untrusted)?)
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Png
    }

    fn exact_target(&self) -> Option<Target> {
        Some(Target::Png)
    }

    fn exact(&self, untrusted: &[u8], covers: &dyn Fn(u32, u32) -> Mask, _style: Style) -> Result<Exact, NotExact> {
        let file = File::read(untrusted)?;
        let (width, height) = file.orientation.upright_size(file.header.width, file.header.height);
        if !covers(width, height).is_empty() {
            return Err(NotExact::Redraw("covers mean that a PNG is written anew".into()));
        }
        exact::exact(&file)
    }
}

/// Writes pictures that are upright and in sRGB.
pub fn encode(upright: &Decoded, _encoding: Encoding) -> Result<Vec<u8>, Error> {
    encode::encode(upright)
}
