//! Sony. Some fields are enciphered: each byte is the cube of the true one, modulo 249.

use super::{Entry, Maker, Origin, Tag, picture, say_by, say_for, serial};
use crate::item::Kind;
use crate::metadata::words;

pub static SONY: Maker = Maker {
    name: "Sony",
    heads: &[b"SONY DSC", b"SONY CAM", b"SONY MOBILE", b"\0\0SONY PIC\0", b"VHAB     \0"],
    by_make: false,
    ifd: 12,
    origin: Origin::Block,
    tags: TAGS,
};

pub static SONY_BARE: Maker =
    Maker { name: "Sony", heads: &[b"SONY"], by_make: true, ifd: 0, origin: Origin::Block, tags: TAGS };

static TAGS: &[Tag] = &[
    picture(0x2001),
    say_by(0x2031, Kind::Serial, "camera serial number", serial),
    say_by(0x3000, Kind::Time, "taken", shot),
    say_for(0x9050, Kind::Serial, "internal serial number", internal),
];

fn shot(entry: &Entry<'_>) -> Option<String> {
    entry.bytes.get(6..26).and_then(words::text).and_then(|text| words::date(&text))
}

/// Newer models, which keep the number six bytes long.
const NEWER: [&str; 18] = [
    "ILCE-6100",
    "ILCE-6300",
    "ILCE-6400",
    "ILCE-6500",
    "ILCE-6600",
    "ILCE-7C",
    "ILCE-7M3",
    "ILCE-7M4",
    "ILCE-7RM2",
    "ILCE-7RM3",
    "ILCE-7RM4",
    "ILCE-7RM5",
    "ILCE-7SM2",
    "ILCE-7SM3",
    "ILCE-9",
    "ILCA-99M2",
    "ILME-FX3",
    "ZV-E10",
];
/// Models that keep other things where others have the number.
const WITHOUT: [&str; 7] = ["DSC-", "Stellar", "ZV-", "Lunar", "NEX-5N", "NEX-7", "NEX-VG20E"];
const OLDER: [&str; 3] = ["SLT-", "HV", "ILCA-"];

fn internal(entry: &Entry<'_>, model: &str) -> Option<String> {
    let is = |models: &[&str]| models.iter().any(|known| model.starts_with(known));
    let (at, length) = match () {
        () if model.starts_with("ILCE-1") => (0x8a, 6),
        () if is(&NEWER) => (0x88, 6),
        () if is(&WITHOUT) => return None,
        () if is(&OLDER) => (0xf0, 5),
        () => (0x7c, 4),
    };
    let plain: Vec<u8> = entry.bytes.get(at..at + length)?.iter().map(|&b| deciphered(b)).collect();
    words::hex(&plain)
}

fn deciphered(byte: u8) -> u8 {
    let cube = |b: u32| b * b * b % 249;
    (0..=248).find(|&b| b > 1 && cube(b) == u32::from(byte) || b < 2 && b == u32::from(byte)).map_or(byte, |b| b as u8)
}

#[cfg(test)]
mod tests {
    use super::deciphered;

    #[test]
    fn the_cipher_is_undone() {
        for (coded, plain) in [(0, 0), (1, 1), (8, 2), (0x1b, 3), (0x40, 4), (0x7d, 5), (0xd8, 6), (0xff, 255)] {
            assert_eq!(deciphered(coded), plain);
        }
    }
}
