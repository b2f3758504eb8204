//! Faults in JPEG files.

use super::{Fault, SECRET, appended, bytes, cut, find, replaced, with};

pub const FAULTS: &[Fault] = &[
    bytes("jpeg", "a comment is left in", |copy| with(copy, 2, &segment(0xFE, SECRET))),
    bytes("jpeg", "the Exif block is left in", |copy| {
        with(copy, 2, &segment(0xE1, &[b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0", SECRET].concat()))
    }),
    bytes("jpeg", "a colour profile is left in", |copy| {
        with(copy, 2, &segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", SECRET].concat()))
    }),
    bytes("jpeg", "an unknown segment is left in", |copy| with(copy, 2, &segment(0xEA, SECRET))),
    bytes("jpeg", "bytes are left behind the end", appended),
    bytes("jpeg", "it is cut in half", cut),
    bytes("jpeg", "the end mark is missing", |copy| copy.get(..copy.len() - 2).map(<[u8]>::to_vec)),
    bytes("jpeg", "a table is left in that nothing uses", |copy| {
        let secret: Vec<u8> = SECRET.iter().cycle().take(64).copied().collect();
        with(copy, find(copy, &[0xFF, 0xDB])?, &segment(0xDB, &[&[3], secret.as_slice()].concat()))
    }),
    bytes("jpeg", "a step that no coefficient has is filled", |copy| {
        let at = find(copy, &[0xFF, 0xDB, 0, 67])? + 5;
        let idle = copy.get(at..at + 64)?.iter().position(|&step| step == 1)?;
        replaced(copy, at + idle, b"x")
    }),
    bytes("jpeg", "a Huffman table is left in that nothing uses", |copy| {
        let table = [&[0x13, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], b"4267".as_slice()].concat();
        with(copy, find(copy, &[0xFF, 0xC4])?, &segment(0xC4, &table))
    }),
    bytes("jpeg", "a padding bit is not one", |copy| {
        // The fixtures end with a padded byte; where they do not, the picture changes.
        let at = copy.len().checked_sub(3)?;
        let last = *copy.get(at)?;
        (last & 1 == 1 && last != 0xFF).then(|| replaced(copy, at, &[last & !1]))?
    }),
    bytes("jpeg", "coded bytes follow the last block", |copy| with(copy, copy.len() - 2, SECRET)),
    bytes("jpeg", "a segment stands before the end mark", |copy| with(copy, copy.len() - 2, &segment(0xFE, SECRET))),
    bytes("jpeg", "there are more rows than the header says", |copy| {
        let at = find(copy, &[0xFF, 0xC0])? + 5;
        replaced(copy, at, &[0, 40])
    }),
    bytes("jpeg", "fill bytes stand between segments", |copy| with(copy, find(copy, &[0xFF, 0xDB])?, &[0xFF; 9])),
    bytes("jpeg", "the JFIF segment holds a thumbnail", |copy| {
        let jfif = b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01abc";
        with(copy, 2, &segment(0xE0, jfif))
    }),
];

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() + 2) as u16;
    [&[0xFF, marker], length.to_be_bytes().as_slice(), payload].concat()
}
