//! Sony. Some fields are enciphered: each byte is the cube of the true one, modulo 249.

use super::{Entry, Maker, Origin, Tag, picture, say_by, serial};
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
    say_by(0x9050, Kind::Serial, "internal serial number", internal),
];

fn shot(entry: &Entry<'_>) -> Option<String> {
    entry.bytes.get(6..26).and_then(words::text).and_then(|text| words::date(&text))
}

/// Where the number stands depends on the model; it is looked for where each of them puts it.
fn internal(entry: &Entry<'_>) -> Option<String> {
    let plain = |at: usize, length: usize| -> Option<Vec<u8>> {
        let bytes = entry.bytes.get(at..at + length)?.iter().map(|&b| deciphered(b)).collect::<Vec<u8>>();
        bytes.iter().any(|&b| b != 0).then_some(bytes)
    };
    let found = [(0x7c, 4), (0xf0, 5), (0x88, 6), (0x8a, 6)].into_iter().find_map(|(at, length)| plain(at, length))?;
    words::hex(&found)
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
