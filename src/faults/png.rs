//! Faults in PNG and APNG files.

use super::{Fault, SECRET, appended, bytes, cut, find, replaced, with};

pub const FAULTS: &[Fault] = &[
    bytes("png", "a text is left in", |copy| {
        with(copy, AFTER_HEADER, &chunk(b"tEXt", &[b"Author\0", SECRET].concat()))
    }),
    bytes("png", "the Exif block is left in", |copy| with(copy, AFTER_HEADER, &chunk(b"eXIf", SECRET))),
    bytes("png", "the time is left in", |copy| with(copy, AFTER_HEADER, &chunk(b"tIME", &[7, 230, 7, 8, 23, 12, 0]))),
    bytes("png", "a colour profile is left in", |copy| {
        with(copy, AFTER_HEADER, &chunk(b"iCCP", &[b"icc\0\0", SECRET].concat()))
    }),
    bytes("png", "a private chunk stands before the end", |copy| with(copy, copy.len() - 12, &chunk(b"prVt", SECRET))),
    bytes("png", "the end chunk holds something", |copy| {
        Some([copy.get(..copy.len() - 12)?, &chunk(b"IEND", SECRET)].concat())
    }),
    bytes("png", "bytes are left behind the end", appended),
    bytes("png", "it is cut in half", cut),
    bytes("png", "bytes follow the compressed pixels", |copy| {
        let at = find(copy, b"IDAT")?;
        let size = u32::from_be_bytes(copy.get(at - 4..at)?.try_into().ok()?) as usize;
        with(copy, at + 4 + size + 4, &chunk(b"IDAT", SECRET))
    }),
    bytes("png", "a checksum is wrong", |copy| {
        let at = find(copy, b"IDAT")?;
        let size = u32::from_be_bytes(copy.get(at - 4..at)?.try_into().ok()?) as usize;
        replaced(copy, at + 4 + size, SECRET.get(..4)?)
    }),
    bytes("png", "a palette stands where none is needed", |copy| {
        let colour_type = *copy.get(25)?;
        (colour_type != 3).then(|| with(copy, AFTER_HEADER, &chunk(b"PLTE", SECRET.get(..18)?)))?
    }),
    bytes("png", "a palette entry that no pixel uses is filled", |copy| {
        let at = find(copy, b"PLTE")?;
        let size = u32::from_be_bytes(copy.get(at - 4..at)?.try_into().ok()?) as usize;
        let table = copy.get(at + 4..at + 4 + size)?;
        // The last entry where it is empty, else one more.
        let used = table.strip_suffix(&[0; 3]).unwrap_or(table);
        let body = (used.len() < 3 * 256).then(|| [used, b"xyz"].concat())?;
        let after = copy.get(at + 4 + size + 4..)?;
        Some([copy.get(..at - 4)?, &chunk(b"PLTE", &body), after].concat())
    }),
    bytes("png", "a chunk stands between frames", |copy| with(copy, find(copy, b"fdAT")? - 4, &chunk(b"prVt", SECRET))),
    bytes("png", "there are more frames than are counted", |copy| {
        let at = find(copy, b"acTL")?;
        let frames = u32::from_be_bytes(copy.get(at + 4..at + 8)?.try_into().ok()?);
        let body = [(frames - 1).to_be_bytes(), [0; 4]].concat();
        Some([copy.get(..at - 4)?, &chunk(b"acTL", &body), copy.get(at + 16..)?].concat())
    }),
];

/// Behind signature and IHDR.
const AFTER_HEADER: usize = 33;

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(name);
    crc.update(body);
    [&(body.len() as u32).to_be_bytes(), name.as_slice(), body, &crc.sum().to_be_bytes()].concat()
}
