//! Faults in WebP files.

use super::{Fault, SECRET, appended, bytes, cut, find, replaced, with};

pub const FAULTS: &[Fault] = &[
    bytes("webp", "the Exif block is left in", |copy| inside(copy, b"EXIF", SECRET)),
    bytes("webp", "XMP is left in", |copy| inside(copy, b"XMP ", SECRET)),
    bytes("webp", "an unknown chunk is left in", |copy| inside(copy, b"prVt", SECRET)),
    bytes("webp", "bytes are left behind the end", appended),
    bytes("webp", "it is cut in half", cut),
    bytes("webp", "bytes follow the coded pixels", |copy| {
        let at = find(copy, b"VP8L")? + 4;
        let size = u32::from_le_bytes(copy.get(at..at + 4)?.try_into().ok()?) as usize;
        let body = [copy.get(at + 4..at + 4 + size)?, SECRET].concat();
        riff(&[copy.get(12..at - 4)?, &chunk(b"VP8L", &body)].concat())
    }),
    bytes("webp", "alpha is announced where nothing is transparent", |copy| {
        // Of an animation, only the canvas is looked at.
        if find(copy, b"ANMF").is_some() {
            return None;
        }
        // Behind the name, the size, the mark and 28 bits of width and height.
        let at = find(copy, b"VP8L")? + 8 + 4;
        let bits = *copy.get(at)?;
        (bits & 0x10 == 0).then(|| replaced(copy, at, &[bits | 0x10]))?
    }),
    bytes("webp", "the size of the file is wrong", |copy| replaced(copy, 4, &[0xFF, 0xFF])),
];

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let padding: &[u8] = if body.len().is_multiple_of(2) { &[] } else { &[0] };
    [name.as_slice(), &(body.len() as u32).to_le_bytes(), body, padding].concat()
}

fn riff(chunks: &[u8]) -> Option<Vec<u8>> {
    Some([b"RIFF", (chunks.len() as u32 + 4).to_le_bytes().as_slice(), b"WEBP", chunks].concat())
}

/// One more chunk at the end, counted in.
fn inside(copy: &[u8], name: &[u8; 4], body: &[u8]) -> Option<Vec<u8>> {
    riff(&with(copy.get(12..)?, copy.len() - 12, &chunk(name, body))?)
}
