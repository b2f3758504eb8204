//! Fujifilm.

use super::{Entry, Maker, Origin, say, say_by};
use crate::item::Kind;
use crate::metadata::words;

pub static FUJIFILM: Maker = Maker {
    name: "Fujifilm",
    heads: &[b"FUJIFILM", b"GENERALE"],
    by_make: false,
    ifd: 12,
    origin: Origin::Note,
    tags: &[
        say(0x0010, Kind::Serial, "internal serial number"),
        say_by(0x4282, Kind::Person, "recognised faces", faces),
    ],
};

/// A table of offsets and lengths of records; in each, the length and offset of a name and of a birthday.
fn faces(entry: &Entry<'_>) -> Option<String> {
    let within = |at: usize, length: usize| entry.bytes.get(at..at.checked_add(length)?).and_then(words::text);
    let word = |at: usize| {
        let raw = entry.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(u32::from_le_bytes(raw) as usize)
    };
    let face = |i: usize| {
        let record = word(8 * i).filter(|_| word(8 * i + 4).is_some_and(|length| length >= 62))?;
        let name = within(word(record.checked_add(34)?)?, word(record.checked_add(30)?)?)?;
        let birthday = within(word(record.checked_add(58)?)?, word(record.checked_add(54)?)?);
        Some([Some(name), birthday].into_iter().flatten().collect::<Vec<_>>().join(" born "))
    };
    words::some(&(0..8).map_while(face).collect::<Vec<_>>().join(", "))
}
