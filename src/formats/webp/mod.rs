//! WebP: lossy, lossless, with alpha, animated. [RFC 9649]
//!
//! - `riff`: the container; `parsed`: what it holds; `items`: what in it is not picture.
//! - `decode`, `encode`: pixels, through `image-webp`.
//! - `exact`, with `vp8` and `bools`: coded pictures written in one form, every pixel the same.

use crate::cover::{Mask, Style};
use crate::error::Error;
use crate::formats::{Enclosed, Encoding, Exact, Format, NotExact, Target};
use crate::item::Item;
use crate::pixels::Decoded;

mod bools;
mod decode;
mod encode;
mod exact;
mod items;
mod parsed;
mod riff;
mod vp8;

/// Said of a redrawn copy whose source was lossy.
pub use crate::note::LOSSLESS_WEBP as LOSSLESS_NOTE;

/// WebP [RFC 9649].
pub struct WebP;

impl Format for WebP {
    fn id(&self) -> &'static str {
        "webp"
    }

    fn matches(&self, head: &[u8]) -> bool {
        riff::split(head).is_some()
    }

    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error> {
        let parsed = parsed::Parsed::read(untrusted)?;
        Ok(parsed.orientation.upright_size(parsed.width, parsed.height))
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        items::items(untrusted)
    }

    fn enclosed<'a>(&self, untrusted: &'a [u8]) -> Vec<Enclosed<'a>> {
        let Some((body, trailing)) = riff::split(untrusted) else { return Vec::new() };
        let blocks = riff::Chunks::of(body).filter(|chunk| chunk.id == *b"EXIF");
        blocks.take(4).flat_map(|chunk| Enclosed::in_exif(chunk.data)).chain(Enclosed::behind(trailing)).collect()
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        decode::decode(untrusted)
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::WebP
    }

    fn exact_target(&self) -> Option<Target> {
        Some(Target::WebP)
    }

    fn exact(&self, untrusted: &[u8], covers: &dyn Fn(u32, u32) -> Mask, _style: Style) -> Result<Exact, NotExact> {
        exact::exact(untrusted, covers)
    }
}

/// Writes pictures that are upright and in sRGB, always without loss.
pub fn encode(upright: &Decoded, _encoding: Encoding) -> Result<Vec<u8>, Error> {
    encode::encode(upright)
}

#[cfg(test)]
mod tests;
