//! Faults in TIFF files (little-endian ones, as they are written).

use super::{Fault, SECRET, appended, bytes, cut, replaced};

pub const FAULTS: &[Fault] = &[
    bytes("tiff", "a text tag is left in", |copy| with_tag(copy, &tag(315, 2, SECRET.len(), copy.len()), SECRET)),
    bytes("tiff", "the Exif directory is left in", |copy| with_tag(copy, &tag(34665, 4, 1, 8), &[])),
    bytes("tiff", "a thumbnail directory is left in", |copy| with_tag(copy, &tag(330, 4, 1, 8), &[])),
    bytes("tiff", "it needs turning", |copy| with_tag(copy, &tag(274, 3, 1, 6), &[])),
    bytes("tiff", "bytes are left behind the end", appended),
    bytes("tiff", "it is cut in half", cut),
    bytes("tiff", "a strip is longer than its rows", |copy| {
        let (at, count) = directory(copy)?;
        let entry = (0..count).map(|i| at + 2 + 12 * i).find(|&entry| copy.get(entry..entry + 2) == Some(&[23, 1]))?;
        let one = copy.get(entry + 4..entry + 8)? == [1, 0, 0, 0];
        let size = u32_at(copy, entry + 8)?;
        one.then(|| replaced(copy, entry + 8, &(size + 5).to_le_bytes()))?
    }),
    bytes("tiff", "bytes belong to no tag", |copy| {
        // The first directory moves behind a secret; its old place is part of the same gap.
        let (at, count) = directory(copy)?;
        let moved = copy.get(at..at + 6 + 12 * count)?;
        let longer = [copy, SECRET, moved].concat();
        replaced(&longer, 4, &((copy.len() + SECRET.len()) as u32).to_le_bytes())
    }),
];

fn u32_at(copy: &[u8], at: usize) -> Option<u32> {
    copy.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// Place of the first directory, number of its entries.
fn directory(copy: &[u8]) -> Option<(usize, usize)> {
    let at = u32_at(copy, 4)? as usize;
    Some((at, usize::from(u16::from_le_bytes(copy.get(at..at + 2)?.try_into().ok()?))))
}

fn tag(number: u16, kind: u16, count: usize, value: usize) -> Vec<u8> {
    let [number, kind] = [number, kind].map(u16::to_le_bytes);
    let [count, value] = [count as u32, value as u32].map(u32::to_le_bytes);
    [number.as_slice(), &kind, &count, &value].concat()
}

/// The first directory again at the end of the file, with one more entry, behind `value`.
fn with_tag(copy: &[u8], entry: &[u8], value: &[u8]) -> Option<Vec<u8>> {
    let (at, count) = directory(copy)?;
    let entries = copy.get(at + 2..at + 2 + 12 * count)?;
    let next = copy.get(at + 2 + 12 * count..at + 6 + 12 * count)?;
    let mut blank = copy.to_vec();
    blank.get_mut(at..at + 6 + 12 * count)?.fill(0);
    let count = (count as u16 + 1).to_le_bytes();
    let longer = [&blank, value, &count, entries, entry, next].concat();
    replaced(&longer, 4, &((copy.len() + value.len()) as u32).to_le_bytes())
}
