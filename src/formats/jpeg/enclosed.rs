//! The pictures in a JPEG that are files of their own: small copies in its segments, pictures behind its end.

use super::second_pictures::{self, SecondPicture};
use super::segments::{Kind as Piece, segments};
use crate::formats::Enclosed;
use crate::item::Kind;
use crate::metadata::{iptc, trailer};

/// In Exif with its maker notes, of Photoshop, in a JFIF extension [T.871 10.2], in an index of pictures, and behind the end.
pub fn enclosed(untrusted: &[u8]) -> Vec<Enclosed<'_>> {
    let copy = |bytes| Enclosed::new(Kind::Thumbnail, bytes);
    let mut found = Vec::new();
    let mut photoshop = Vec::new();
    let mut listed = Vec::new();
    let mut end = untrusted.len();
    for segment in segments(untrusted) {
        let payload = segment.payload_of(untrusted);
        match segment.kind {
            Piece::Marker(0xe0) => found.extend(payload.strip_prefix(b"JFXX\0\x10").map(copy)),
            Piece::Marker(0xe1) if payload.starts_with(b"Exif\0") => found.extend(Enclosed::in_exif(payload)),
            Piece::Marker(0xe2) if listed.is_empty() => {
                if let Some(index) = payload.strip_prefix(b"MPF\0") {
                    listed = second_pictures::listed(untrusted, index, segment.payload.start + 4);
                }
            }
            Piece::Marker(0xed) => photoshop.extend(payload.strip_prefix(b"Photoshop 3.0\0").unwrap_or_default()),
            Piece::Trailing => end = segment.payload.start,
            _ => {}
        }
    }
    let thumbnail = iptc::photoshop_thumbnail(&photoshop);
    found.extend(thumbnail.map(|bytes| Enclosed::new(Kind::Thumbnail, bytes).into_owned()));
    listed.retain(|picture| picture.range.start >= end);
    found.extend(behind(untrusted, end, &listed));
    found
}

/// What the index lists, and what is found between and behind that.
fn behind<'a>(file: &'a [u8], end: usize, listed: &[SecondPicture]) -> Vec<Enclosed<'a>> {
    let mut found = Vec::new();
    let mut at = end;
    let bytes = |start: usize, end: usize| file.get(start..end).unwrap_or_default();
    for SecondPicture { kind, range } in listed {
        found.extend(Enclosed::behind(bytes(at, range.start)));
        found.push(Enclosed::new(*kind, bytes(range.start, range.end)));
        at = at.max(range.end);
    }
    let rest = trailer::pictures(bytes(at, file.len()));
    found.extend(rest.into_iter().map(|picture| Enclosed::new(Kind::SecondPicture, picture)));
    found
}
