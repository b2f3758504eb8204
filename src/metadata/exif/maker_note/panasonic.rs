//! Panasonic.

use super::{Entry, Maker, Origin, Tag, letters, say_by, serial, text};
use crate::item::Kind;
use crate::metadata::words;

pub static PANASONIC: Maker =
    Maker { name: "Panasonic", heads: &[b"Panasonic\0"], by_make: false, ifd: 12, origin: Origin::Block, tags: TAGS };

static TAGS: &[Tag] = &[
    say_by(0x0025, Kind::Serial, "internal serial number", serial),
    say_by(0x0033, Kind::Person, "age of child or pet", age),
    say_by(0x0051, Kind::Device, "lens", letters),
    say_by(0x0052, Kind::Serial, "lens serial number", serial),
    say_by(0x0054, Kind::Serial, "accessory serial number", serial),
    say_by(0x0061, Kind::Person, "recognised faces", faces),
    say_by(0x0065, Kind::Caption, "title", letters),
    say_by(0x0066, Kind::Person, "child or pet", letters),
    say_by(0x0067, Kind::Caption, "location", letters),
    say_by(0x0069, Kind::Caption, "country", letters),
    say_by(0x006b, Kind::Caption, "state", letters),
    say_by(0x006d, Kind::Caption, "city", letters),
    say_by(0x006f, Kind::Caption, "landmark", letters),
    say_by(0x0080, Kind::Caption, "city", letters),
    say_by(0x8010, Kind::Person, "age of child or pet", age),
];

fn age(entry: &Entry<'_>) -> Option<String> {
    text(entry).filter(|age| !age.starts_with("9999") && !age.starts_with("0000"))
}

/// A count, then 48 bytes a face that begin with a name of 20.
fn faces(entry: &Entry<'_>) -> Option<String> {
    let records = entry.bytes.get(4..)?.chunks(48).take(usize::from(entry.i16(0)?.unsigned_abs()).min(3));
    let names: Vec<String> = records.filter_map(|record| words::text(record.get(..20)?)).collect();
    words::some(&names.join(", "))
}
