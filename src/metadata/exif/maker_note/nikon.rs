//! Nikon.

use super::{Entry, Maker, Origin, Tag, ifd, picture_at, say, say_by};
use crate::item::Kind;

pub static NIKON_WITH_HEADER: Maker =
    Maker { name: "Nikon", heads: &[b"Nikon\0\x02"], by_make: false, ifd: 10, origin: Origin::Header, tags: TAGS };

pub static NIKON_OLD: Maker =
    Maker { name: "Nikon", heads: &[b"Nikon\0\x01"], by_make: false, ifd: 8, origin: Origin::Block, tags: &[] };

pub static NIKON_BARE: Maker =
    Maker { name: "Nikon", heads: &[b"NIKON"], by_make: true, ifd: 0, origin: Origin::Block, tags: TAGS };

static TAGS: &[Tag] = &[
    ifd(0x0011, &[picture_at(0x0201, 0x0202)]),
    say(0x001d, Kind::Serial, "camera serial number"),
    say_by(0x0024, Kind::Time, "time zone", time_zone),
    say(0x00a0, Kind::Serial, "camera serial number"),
    say_by(0x00b6, Kind::Time, "switched on", switched_on),
];

fn time_zone(entry: &Entry<'_>) -> Option<String> {
    let minutes = i32::from(entry.i16(0)?);
    Some(format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60))
}

fn switched_on(entry: &Entry<'_>) -> Option<String> {
    let year = entry.i16(0)?;
    let [month, day, hour, minute, second] = entry.bytes.get(2..7)?.try_into().ok()?;
    let zeros = entry.bytes.iter().all(|&b| b == 0);
    (!zeros).then(|| format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"))
}
