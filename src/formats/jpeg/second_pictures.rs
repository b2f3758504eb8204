//! Pictures behind the first one that a multi-picture index names. [CIPA DC-007 5.2]

use std::ops::Range;

use super::segments::{Kind as Piece, SOS, segments};
use crate::item::Kind;

/// A picture in the file.
pub struct SecondPicture {
    pub kind: Kind,
    pub range: Range<usize>,
}

/// The pictures of an index that begins at `start` of the file, the first one left out, in the order of the file.
pub fn listed(file: &[u8], index: &[u8], start: usize) -> Vec<SecondPicture> {
    let mut pictures: Vec<_> =
        entries(index).unwrap_or_default().iter().filter_map(|e| picture(file, *e, start)).collect();
    pictures.sort_by_key(|picture| picture.range.start);
    pictures
}

#[derive(Clone, Copy)]
struct Entry {
    /// The type of the picture, without flags.
    code: u32,
    size: usize,
    /// From the start of the index; 0 for the first picture.
    offset: usize,
}

fn entries(index: &[u8]) -> Option<Vec<Entry>> {
    const MP_ENTRY: u32 = 0xb002;
    let little = index.starts_with(b"II");
    let u32_at = |at: usize| {
        let raw = *index.get(at..)?.first_chunk()?;
        Some(if little { u32::from_le_bytes(raw) } else { u32::from_be_bytes(raw) })
    };
    let u16_at = |at: usize| {
        let raw = *index.get(at..)?.first_chunk()?;
        Some(u32::from(if little { u16::from_le_bytes(raw) } else { u16::from_be_bytes(raw) }))
    };
    let ifd = u32_at(4)? as usize;
    let count = u16_at(ifd)? as usize;
    let field = (0..count).map(|i| ifd + 2 + 12 * i).find(|&at| u16_at(at) == Some(MP_ENTRY))?;
    let (length, at) = (u32_at(field + 4)? as usize, u32_at(field + 8)? as usize);
    let entry = |at: usize| {
        Some(Entry {
            code: u32_at(at)? & 0x00ff_ffff,
            size: u32_at(at + 4)? as usize,
            offset: u32_at(at + 8)? as usize,
        })
    };
    Some((0..length / 16).map_while(|i| entry(at + 16 * i)).collect())
}

fn picture(file: &[u8], entry: Entry, start: usize) -> Option<SecondPicture> {
    if entry.offset == 0 {
        return None;
    }
    let begin = start.checked_add(entry.offset)?;
    let range = begin..begin.checked_add(entry.size)?.min(file.len());
    let bytes = file.get(range.clone())?;
    let kind = match entry.code {
        0x01_0000..=0x01_ffff => Kind::Thumbnail,
        0x02_0002 => Kind::DepthMap,
        0x05_0000 => Kind::GainMap,
        _ => kind_by_contents(bytes),
    };
    bytes.starts_with(&[0xff, 0xd8]).then_some(SecondPicture { kind, range })
}

/// Makers name maps in the XMP of the map itself.
fn kind_by_contents(picture: &[u8]) -> Kind {
    const MARKS: [(&[u8], Kind); 6] = [
        (b"hdrgm:", Kind::GainMap),
        (b"HDRGainMap", Kind::GainMap),
        (b"urn:iso:std:iso:ts:21496", Kind::GainMap),
        (b"hdrgainmap", Kind::GainMap),
        (b"GDepth", Kind::DepthMap),
        (b"auxiliaryimagetype:depth", Kind::DepthMap),
    ];
    let head = segments(picture)
        .take_while(|segment| segment.kind != Piece::Marker(SOS))
        .filter(|segment| matches!(segment.kind, Piece::Marker(0xe1 | 0xe2)))
        .map(|segment| segment.payload_of(picture));
    let holds = |payload: &[u8], mark: &[u8]| payload.windows(mark.len()).any(|window| window == mark);
    head.flat_map(|payload| MARKS.iter().filter(move |(mark, _)| holds(payload, mark)).map(|(_, kind)| *kind))
        .next()
        .unwrap_or(Kind::SecondPicture)
}
