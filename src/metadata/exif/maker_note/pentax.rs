//! Pentax, and Ricoh's cameras of the same make.

use super::{Entry, Maker, Origin, Tag, letters, picture_at, say_by, serial};
use crate::item::Kind;

pub static PENTAX_OLD: Maker =
    Maker { name: "Pentax", heads: &[b"AOC\0"], by_make: false, ifd: 6, origin: Origin::Block, tags: TAGS };

pub static PENTAX: Maker =
    Maker { name: "Pentax", heads: &[b"PENTAX \0"], by_make: false, ifd: 10, origin: Origin::Note, tags: TAGS };

pub static RICOH: Maker = Maker {
    name: "Ricoh",
    heads: &[b"RICOH\0II", b"RICOH\0MM"],
    by_make: false,
    ifd: 8,
    origin: Origin::Note,
    tags: TAGS,
};

static TAGS: &[Tag] = &[
    picture_at(0x0004, 0x0003),
    say_by(0x0006, Kind::Time, "taken", day),
    say_by(0x0215, Kind::Serial, "internal serial number", internal),
    say_by(0x0229, Kind::Serial, "camera serial number", serial),
    say_by(0x022e, Kind::Person, "artist", letters),
    say_by(0x022f, Kind::Person, "copyright", letters),
];

fn day(entry: &Entry<'_>) -> Option<String> {
    let [high, low, month, day] = entry.bytes.get(..4)?.try_into().ok()?;
    let year = u16::from_be_bytes([high, low]);
    (year != 0).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The fifth of five numbers of 32 bits.
fn internal(entry: &Entry<'_>) -> Option<String> {
    let number = entry.u32(4)?;
    (number != 0).then(|| number.to_string())
}
