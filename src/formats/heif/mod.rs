//! HEIC and HEIF [ISO 23008-12].

mod decode;

use crate::error::Error;
use crate::formats::avif::still_target;
use crate::formats::bmff::{self, Meta, report, shape};
use crate::formats::{Enclosed, Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

/// HEIC and HEIF.
pub struct Heif;

/// Brands of pictures that are not AVIF's. [ISO 23008-12 10; MIAF]
const BRANDS: [&[u8; 4]; 13] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1", b"miaf", b"mif3",
];

impl Format for Heif {
    fn id(&self) -> &'static str {
        "heif"
    }

    fn matches(&self, head: &[u8]) -> bool {
        let brands = bmff::brands(head);
        let avif = brands.iter().any(|brand| matches!(brand, b"avif" | b"avis"));
        !avif && brands.iter().any(|brand| BRANDS.contains(&brand))
    }

    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error> {
        let (meta, primary) = decode::primary(untrusted)?;
        shape::shown_size(&meta, primary)
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        report::items(untrusted, false)
    }

    fn enclosed<'a>(&self, untrusted: &'a [u8]) -> Vec<Enclosed<'a>> {
        report::enclosed(untrusted)
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        decode::decode(untrusted)
    }

    fn target(&self, decoded: &Decoded) -> Target {
        still_target(decoded)
    }
}

/// Whether a movie stands beside the picture.
fn has_movie(untrusted: &[u8]) -> bool {
    bmff::boxes::of_file(untrusted).any(|b| b.kind == *b"moov") && Meta::read(untrusted).is_some()
}
