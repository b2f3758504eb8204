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
        say(0x000b, Kind::Serial, "burst id"),
        say(0x0011, Kind::Serial, "live photo id"),
        say(0x0015, Kind::Serial, "picture group id"),
        say(0x0020, Kind::Serial, "capture request id"),
        say(0x002b, Kind::Serial, "photo id"),
    ],
};
