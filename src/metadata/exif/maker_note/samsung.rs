//! Samsung.

use super::{Maker, Origin, letters, say, say_by, serial};
use crate::item::Kind;

pub static SAMSUNG: Maker = Maker {
    name: "Samsung",
    heads: &[b"SAMSUNG"],
    by_make: true,
    ifd: 0,
    origin: Origin::Note,
    tags: &[
        say_by(0x0030, Kind::Caption, "place", letters),
        say_by(0x0031, Kind::Caption, "place", letters),
        say_by(0x0123, Kind::Person, "recognised face", letters),
        say(0xa001, Kind::Software, "firmware"),
        say_by(0xa002, Kind::Serial, "camera serial number", serial),
        say_by(0xa005, Kind::Serial, "lens serial number", serial),
    ],
};
