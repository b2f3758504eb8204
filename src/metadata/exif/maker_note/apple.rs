//! Apple.

use super::{Maker, Origin, say};
use crate::item::Kind;

pub static APPLE: Maker = Maker {
    name: "Apple",
    heads: &[b"Apple iOS\0"],
    by_make: false,
    ifd: 14,
    origin: Origin::Note,
    tags: &[
        say(0x000b, Kind::MakerNote, "burst id"),
        say(0x0011, Kind::MakerNote, "live photo id"),
        say(0x0015, Kind::Serial, "picture group id"),
        say(0x0020, Kind::MakerNote, "capture request id"),
        say(0x002b, Kind::MakerNote, "photo id"),
    ],
};
