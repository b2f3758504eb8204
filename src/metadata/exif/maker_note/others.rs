//! Makers of whom little is known.

use super::{Entry, Maker, Origin, Tag, letters, picture, picture_at, say_by, serial};
use crate::item::Kind;
use crate::metadata::words;

pub static CASIO: Maker = Maker {
    name: "Casio",
    heads: &[b"CASIO"],
    by_make: true,
    ifd: 0,
    origin: Origin::Block,
    tags: &[picture_at(0x0004, 0x0003)],
};

pub static CASIO_NEW: Maker = Maker {
    name: "Casio",
    heads: &[b"QVC\0", b"DCI\0"],
    by_make: false,
    ifd: 6,
    origin: Origin::Block,
    tags: &[picture_at(0x0004, 0x0003), picture(0x2000)],
};

pub static MINOLTA: Maker = Maker {
    name: "Minolta",
    heads: &[b"MINOLTA", b"KONICA MINOLTA"],
    by_make: true,
    ifd: 0,
    origin: Origin::Block,
    tags: &[picture(0x0081), picture_at(0x0088, 0x0089)],
};

pub static MOTOROLA: Maker = Maker {
    name: "Motorola",
    heads: &[b"MOT\0"],
    by_make: false,
    ifd: 8,
    origin: Origin::Note,
    tags: &[say_by(0x5501, Kind::Serial, "camera serial number", serial), say_by(0x6705, Kind::Time, "made", letters)],
};

pub static NINTENDO: Maker = Maker {
    name: "Nintendo",
    heads: &[b"NINTENDO"],
    by_make: true,
    ifd: 0,
    origin: Origin::Block,
    tags: &[say_by(0x1101, Kind::Serial, "internal serial number", nintendo)],
};

pub static RICOH: Maker = Maker {
    name: "Ricoh",
    heads: &[b"RICOH", b"Ricoh"],
    by_make: false,
    ifd: 8,
    origin: Origin::Block,
    tags: RICOH_TAGS,
};

static RICOH_TAGS: &[Tag] = &[say_by(0x0005, Kind::Serial, "internal serial number", serial)];

fn nintendo(entry: &Entry<'_>) -> Option<String> {
    entry.bytes.get(0x18..0x1c).and_then(words::hex)
}
