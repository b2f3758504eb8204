//! Canon.

use super::{Entry, Maker, Origin, Tag, hex, number, say, say_by, text};
use crate::item::Kind;
use crate::metadata::words;

pub static CANON: Maker =
    Maker { name: "Canon", heads: &[b"CANON"], by_make: true, ifd: 0, origin: Origin::Block, tags: CANON_TAGS };

static CANON_TAGS: &[Tag] = &[
    say(0x0006, Kind::Device, "camera"),
    say(0x0007, Kind::Software, "firmware"),
    say(0x0009, Kind::Person, "owner"),
    say_by(0x000c, Kind::Serial, "camera serial number", padded),
    say_by(0x0028, Kind::Serial, "image unique id", hex),
    say_by(0x0035, Kind::Time, "time zone", time_zone),
    say(0x0095, Kind::Device, "lens"),
    say_by(0x0096, Kind::Serial, "internal serial number", internal),
    say_by(0x00b6, Kind::Thumbnail, "a small copy of the picture", preview),
    say_by(0x4019, Kind::Serial, "lens serial number", lens),
];

fn padded(entry: &Entry<'_>) -> Option<String> {
    number(entry).filter(|&n| n != 0).map(|n| format!("{n:010}"))
}

/// Nine bytes of other things may stand before it.
fn internal(entry: &Entry<'_>) -> Option<String> {
    let letters = |text: &String| text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    let trimmed = entry.bytes.split(|&b| b == 0xff).next().unwrap_or_default();
    let after = || entry.bytes.get(9..).and_then(words::text).filter(letters);
    words::text(trimmed).filter(letters).or_else(after)
}

fn lens(entry: &Entry<'_>) -> Option<String> {
    entry.bytes.get(..5).filter(|serial| !serial.starts_with(&[0; 4])).and_then(words::hex)
}

fn time_zone(entry: &Entry<'_>) -> Option<String> {
    let text = text(entry)?;
    let minutes: i32 = text.split(' ').nth(1)?.parse().ok()?;
    Some(format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60))
}

/// Words of 32 bits: size of the table, quality, length, width, height, offset.
fn preview(entry: &Entry<'_>) -> Option<String> {
    let text = text(entry)?;
    let length: u64 = text.split(' ').nth(2)?.parse().ok()?;
    (length > 0 && length < 0xff_ffff).then(|| format!("of {length} bytes"))
}
