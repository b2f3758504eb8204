//! Fujifilm.

use super::{Maker, Origin, say};
use crate::item::Kind;

pub static FUJIFILM: Maker = Maker {
    name: "Fujifilm",
    heads: &[b"FUJIFILM", b"GENERALE"],
    by_make: false,
    ifd: 12,
    origin: Origin::Note,
    tags: &[say(0x0010, Kind::Serial, "internal serial number")],
};
