//! Faults in BMP files.

use super::{Fault, SECRET, appended, bytes, cut, replaced, with};

pub const FAULTS: &[Fault] = &[
    bytes("bmp", "bytes are left behind the end", appended),
    bytes("bmp", "it is cut in half", cut),
    bytes("bmp", "the reserved fields are filled", |copy| replaced(copy, 6, b"gps!")),
    bytes("bmp", "a gap lies before the pixels", |copy| {
        let start = u32_at(copy, 10)?;
        let longer = with(copy, start as usize, SECRET)?;
        let sized = replaced(&longer, 10, &(start + SECRET.len() as u32).to_le_bytes())?;
        replaced(&sized, 2, &(sized.len() as u32).to_le_bytes())
    }),
    bytes("bmp", "the padding of the rows is filled", |copy| {
        let bits = usize::from(*copy.get(28)?);
        let bytes = (u32_at(copy, 18)? as usize * bits).div_ceil(8);
        (!bytes.is_multiple_of(4)).then(|| replaced(copy, u32_at(copy, 10)? as usize + bytes, b"x"))?
    }),
    bytes("bmp", "a palette entry that no pixel uses is filled", |copy| {
        let (header, start) = (u32_at(copy, 14)? as usize, u32_at(copy, 10)? as usize);
        (start >= 14 + header + 4).then(|| replaced(copy, start - 4, b"xyz"))?
    }),
    bytes("bmp", "a reserved byte of the palette is filled", |copy| {
        let (header, start) = (u32_at(copy, 14)? as usize, u32_at(copy, 10)? as usize);
        (start >= 14 + header + 4).then(|| replaced(copy, 14 + header + 3, b"x"))?
    }),
];

fn u32_at(copy: &[u8], at: usize) -> Option<u32> {
    copy.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
