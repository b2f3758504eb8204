//! Everything in a JPEG that its picture does not need, by a walk of its segments. Only tables, frame, scans, and the plain
//! JFIF and Adobe segments are needed; all else is named.

use std::collections::BTreeMap;

use super::beyond;
use super::second_pictures::{self, SecondPicture};
use super::segments::{EOI, Kind as Piece, SOI, SOS, Segment, segments};
use super::tables::Tables;
use crate::item::{Item, Kind};
use crate::metadata::{c2pa, exif, foreign, icc, iptc, text, trailer, xmp};
use crate::pixels::limits;

/// What is hidden in the file, pictures behind the first one included.
pub fn items(untrusted: &[u8]) -> Vec<Item> {
    Walk::over(untrusted).finish()
}

#[derive(Default)]
struct Walk<'a> {
    file: &'a [u8],
    items: Vec<Item>,
    tables: Tables,
    fill: usize,
    junk: usize,
    /// Bytes of application segments and comments behind the first [`limits::MAX_ITEMS`].
    more: usize,
    icc: Vec<(u8, &'a [u8])>,
    photoshop: Vec<u8>,
    /// Parts of extended XMP by GUID, with their offsets.
    extended_xmp: BTreeMap<&'a [u8], Vec<(u32, &'a [u8])>>,
    /// Parts of JUMBF boxes by box instance, with their sequence numbers.
    jumbf: BTreeMap<[u8; 2], Vec<(u32, &'a [u8])>>,
    /// The MPF index and its position in the file.
    mpf: Option<(&'a [u8], usize)>,
    /// Application segments that this walk does not know, by number.
    foreign: Vec<(u8, &'a [u8])>,
    trailing: Option<Segment>,
    frames: usize,
    /// Bytes in all scans.
    coded: usize,
}

impl<'a> Walk<'a> {
    fn over(file: &'a [u8]) -> Self {
        let mut walk = Self { file, ..Self::default() };
        for segment in segments(file) {
            let payload = file.get(segment.payload.clone()).unwrap_or_default();
            let full = walk.items.len() + walk.foreign.len() > limits::MAX_ITEMS;
            match segment.kind {
                Piece::Marker(0xe0..=0xef | 0xfe) if full => walk.more += payload.len(),
                Piece::Marker(marker) | Piece::Cut(marker) => walk.marker(marker, payload, segment.payload.start),
                Piece::Scan => walk.coded += payload.len(),
                Piece::Fill => walk.fill += payload.len(),
                Piece::Junk => walk.junk += payload.len(),
                Piece::Trailing => walk.trailing = Some(segment),
            }
        }
        walk
    }

    fn unknown(&mut self, place: impl Into<String>, bytes: usize) {
        self.items.push(Item::new(Kind::Unknown, place, bytes));
    }

    fn marker(&mut self, marker: u8, payload: &'a [u8], start: usize) {
        match marker {
            SOI | EOI => {}
            0xdb => self.items.extend(self.tables.quantisation(payload)),
            0xc4 => self.items.extend(self.tables.huffman(payload)),
            SOS => self.items.extend(self.tables.scan(payload)),
            0xdd => self.beyond(2, "DRI", payload),
            0xc0..=0xc2 | 0xc9 | 0xca if self.frames == 0 => {
                self.frames = 1;
                self.items.extend(self.tables.frame(payload));
            }
            // The number of lines, where the frame header leaves it open.
            0xdc if self.tables.open_height() => self.beyond(2, "DNL", payload),
            0xe0..=0xef => self.application(marker - 0xe0, payload, start),
            0xfe => self.items.extend(text::items(None, payload, "COM")),
            _ => self.unknown(format!("marker FF {marker:02X}"), payload.len()),
        }
    }

    /// Names the bytes behind the `needed` ones.
    fn beyond(&mut self, needed: usize, place: &str, payload: &[u8]) {
        if payload.len() > needed {
            self.unknown(format!("{place}, further bytes"), payload.len() - needed);
        }
    }

    fn application(&mut self, number: u8, payload: &'a [u8], start: usize) {
        let after = |identifier: &[u8]| payload.strip_prefix(identifier);
        match number {
            0 if payload.starts_with(b"JFIF\0") => self.jfif(payload),
            0 if payload.starts_with(b"JFXX\0") && payload.len() > 6 => {
                self.items.push(Item::new(Kind::Thumbnail, "APP0 JFXX", payload.len()));
            }
            1 => self.app1(payload),
            2 => {
                if let Some(index) = after(b"MPF\0") {
                    self.mpf = Some((index, start + 4));
                } else if let Some(([number, _], data)) = after(b"ICC_PROFILE\0").and_then(<[u8]>::split_first_chunk) {
                    self.icc.push((*number, data));
                } else if payload.starts_with(b"urn:iso:std:iso:ts:21496:-1\0") {
                    self.items.push(Item::new(Kind::GainMap, "APP2 ISO 21496-1", payload.len()));
                } else {
                    self.foreign.push((number, payload));
                }
            }
            11 => match after(b"JP").and_then(<[u8]>::split_first_chunk) {
                Some((instance, rest)) => self.jumbf(*instance, rest),
                None => self.foreign.push((number, payload)),
            },
            13 => match after(b"Photoshop 3.0\0") {
                Some(resources) => self.photoshop.extend(resources),
                None => self.foreign.push((number, payload)),
            },
            14 if payload.starts_with(b"Adobe") && payload.len() >= 12 => self.beyond(12, "APP14 Adobe", payload),
            _ => self.foreign.push((number, payload)),
        }
    }

    fn app1(&mut self, payload: &'a [u8]) {
        const EXTENDED: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
        if let Some((identifier, block)) = payload.split_at_checked(6)
            && identifier.to_ascii_lowercase().starts_with(b"exif\0")
        {
            self.items.extend(exif::items(block, "APP1 Exif"));
        } else if let Some(packet) = payload.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
            self.items.extend(xmp::items(packet, "APP1 XMP"));
        } else if let Some((guid, rest)) = payload.strip_prefix(EXTENDED).and_then(|rest| rest.split_at_checked(32))
            && let Some(([_, _, _, _, offset @ ..], data)) = rest.split_first_chunk::<8>()
        {
            self.extended_xmp.entry(guid).or_default().push((u32::from_be_bytes(*offset), data));
        } else {
            self.foreign.push((1, payload));
        }
    }

    /// A part of a JUMBF box: its sequence number, then the header of the box, in every part again. [ISO 19566-5 D]
    fn jumbf(&mut self, instance: [u8; 2], rest: &'a [u8]) {
        let Some((sequence, part)) = rest.split_first_chunk() else {
            return self.unknown("APP11 JUMBF", rest.len());
        };
        self.jumbf.entry(instance).or_default().push((u32::from_be_bytes(*sequence), part));
    }

    /// What follows the 14 bytes that everybody needs: a thumbnail, uncompressed, and anything else. [T.871 10.1]
    fn jfif(&mut self, payload: &[u8]) {
        let Some((head, rest)) = payload.split_at_checked(14) else { return };
        let size = head.iter().skip(12).map(|&side| usize::from(side)).product::<usize>() * 3;
        let (thumbnail, rest) = rest.split_at_checked(size).unwrap_or((&[], rest));
        if !thumbnail.is_empty() {
            self.items.push(Item::new(Kind::Thumbnail, "APP0 JFIF", thumbnail.len()));
        }
        if rest == b"AMPF" {
            let says = "AMPF, as the cameras of Apple write it";
            self.items.push(Item::new(Kind::Software, "APP0 JFIF, further bytes", rest.len()).saying(says));
        } else if !rest.is_empty() {
            self.unknown("APP0 JFIF, further bytes", rest.len());
        }
    }

    fn finish(mut self) -> Vec<Item> {
        if !self.icc.is_empty() {
            self.icc.sort_by_key(|(number, _)| *number);
            let profile: Vec<u8> = self.icc.iter().flat_map(|(_, data)| data.iter().copied()).collect();
            self.items.extend(icc::items(&profile, "APP2 ICC"));
        }
        if !self.photoshop.is_empty() {
            self.items.extend(iptc::photoshop_items(&self.photoshop, "APP13 Photoshop"));
        }
        for parts in std::mem::take(&mut self.extended_xmp).into_values() {
            self.items.extend(xmp::items(&joined(parts, 0), "APP1 extended XMP"));
        }
        for parts in std::mem::take(&mut self.jumbf).into_values() {
            self.items.extend(c2pa::items(&joined(parts, 8), "APP11 JUMBF"));
        }
        self.items.extend(foreign::items(&self.foreign));
        let unused = self.tables.unused();
        self.items.extend(unused);
        if self.fill > 3 {
            self.unknown("fill bytes", self.fill);
        }
        if self.more > 0 {
            self.unknown("more segments", self.more);
        }
        if self.junk > 0 {
            self.unknown("between segments", self.junk);
        }
        if self.coded <= beyond::MAX_BYTES {
            self.items.extend(beyond::items(self.file));
        }
        self.second_pictures();
        self.items
    }

    /// Pictures that the MPF index names, and what else lies behind the first one.
    fn second_pictures(&mut self) {
        let mut pictures = Vec::new();
        if let Some((index, start)) = self.mpf {
            pictures = second_pictures::listed(self.file, index, start);
            if pictures.is_empty() {
                self.unknown("APP2 MPF", index.len() + 4);
            }
        }
        let Some(trailing) = self.trailing.take() else { return };
        let mut at = trailing.payload.start;
        for SecondPicture { kind, range } in pictures.into_iter().filter(|p| p.range.start >= trailing.payload.start) {
            let Some(bytes) = self.file.get(range.clone()) else { continue };
            self.trailing(at..range.start);
            at = at.max(range.end);
            self.items.push(Item::new(kind, "picture after EOI (MPF)", bytes.len()));
            let inside = Walk { mpf: None, trailing: None, ..Walk::over(bytes) };
            self.items.extend(
                inside
                    .finish()
                    .into_iter()
                    .map(|item| Item { place: format!("{} of the picture after EOI", item.place), ..item }),
            );
        }
        self.trailing(at..trailing.payload.end);
    }

    fn trailing(&mut self, range: std::ops::Range<usize>) {
        if let Some(bytes) = self.file.get(range).filter(|bytes| !bytes.is_empty()) {
            self.items.extend(trailer::items(bytes, "after EOI"));
        }
    }
}

/// Parts in their order; all but the first without the `repeated` bytes at their start.
fn joined(mut parts: Vec<(u32, &[u8])>, repeated: usize) -> Vec<u8> {
    parts.sort_by_key(|(order, _)| *order);
    let mut whole = Vec::new();
    for (i, (_, part)) in parts.iter().enumerate() {
        whole.extend(part.get(if i == 0 { 0 } else { repeated }..).unwrap_or_default());
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::super::waves::{jpeg, jpeg_with, position, segment};
    use super::*;

    fn places(file: &[u8]) -> Vec<(Kind, String)> {
        items(file).into_iter().map(|item| (item.kind, item.place)).collect()
    }

    fn named(kind: Kind, place: &str) -> (Kind, String) {
        (kind, place.into())
    }

    #[test]
    fn a_clean_file_hides_nothing() {
        assert_eq!(items(&jpeg(100, 60)), []);
    }

    #[test]
    fn every_segment_that_nobody_needs_is_named() {
        for (marker, payload, kind, place) in [
            (0xe0, &b"JFXX\0\x10thumbnail"[..], Kind::Thumbnail, "APP0 JFXX"),
            (0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01rgb", Kind::Thumbnail, "APP0 JFIF"),
            (0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01no", Kind::Unknown, "APP0 JFIF, further bytes"),
            (0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0secret", Kind::Unknown, "APP0 JFIF, further bytes"),
            (0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0AMPF", Kind::Software, "APP0 JFIF, further bytes"),
            (0xe0, b"JFXX\0", Kind::Unknown, "APP0 \"JFXX\""),
            (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>", Kind::Xmp, "APP1 XMP"),
            (0xe2, b"ICC_PROFILE\0\x01\x01profile", Kind::Profile, "APP2 ICC"),
            (0xe2, b"urn:iso:std:iso:ts:21496:-1\0map", Kind::GainMap, "APP2 ISO 21496-1"),
            (0xe2, b"MPF\0broken", Kind::Unknown, "APP2 MPF"),
            (0xe4, b"SCALADO\0secret", Kind::Unknown, "APP4 \"SCALADO\""),
            (0xe5, b"\0\x01\x02", Kind::Unknown, "APP5"),
            (0xeb, b"JP\0\x01\0\0\0\x01\0\0\0\x10jumbsecret..", Kind::Provenance, "APP11 JUMBF"),
            (0xed, b"Photoshop 3.0\x008BIM", Kind::Software, "APP13 Photoshop"),
            (0xee, b"Adobe\0\x64\0\0\0\0\x01secret", Kind::Unknown, "APP14 Adobe, further bytes"),
            (0xf3, b"secret", Kind::Unknown, "marker FF F3"),
            (0xdc, b"\0\x18", Kind::Unknown, "marker FF DC"),
            (0xdd, b"\0\0secret", Kind::Unknown, "DRI, further bytes"),
        ] {
            assert_eq!(places(&jpeg_with(&[segment(marker, payload)])), [named(kind, place)]);
        }
        // What these two say is for their readers to tell.
        assert!(!items(&jpeg_with(&[segment(0xe1, b"Exif\0\0MM\0*secret")])).is_empty());
        assert!(!items(&jpeg_with(&[segment(0xfe, b"secret")])).is_empty());
    }

    #[test]
    fn parts_are_joined() {
        let extended = |offset: u32, data: &[u8]| {
            let head = [b"http://ns.adobe.com/xmp/extension/\0", &[b'G'; 32][..], &[0, 0, 0, 9]].concat();
            segment(0xe1, &[&head, &offset.to_be_bytes()[..], data].concat())
        };
        let icc = |number: u8| segment(0xe2, &[b"ICC_PROFILE\0", &[number, 2][..], b"four"].concat());
        let file = jpeg_with(&[extended(4, b"later"), extended(0, b"soon"), icc(2), icc(1)]);
        let sizes: Vec<(Kind, u64)> = items(&file).iter().map(|item| (item.kind, item.bytes)).collect();
        assert_eq!(sizes, [(Kind::Profile, 8), (Kind::Xmp, 9)]);
    }

    #[test]
    fn bytes_outside_segments_are_named() {
        let clean = jpeg(40, 24);
        let at = position(&clean, 0xc0);
        let inserted = |bytes: &[u8]| [&clean[..at], bytes, &clean[at..]].concat();
        assert_eq!(places(&inserted(b"secret")), [named(Kind::Unknown, "between segments")]);
        assert_eq!(places(&inserted(&[0xff; 9])), [named(Kind::Unknown, "fill bytes")]);
        assert_eq!(places(&inserted(&[0xff; 2])), []);
        assert!(!items(&[&clean, &b"secret"[..]].concat()).is_empty());
    }

    #[test]
    fn coded_data_beyond_the_picture_is_named() {
        let clean = jpeg(40, 24);
        let (data, end) = clean.split_at(clean.len() - 2);
        let behind = [named(Kind::Unknown, "coded data, behind the last block")];
        assert_eq!(places(&[data, b"secret", end].concat()), behind);
        let mut cropped = jpeg(40, 64);
        let height = position(&cropped, 0xc0) + 6;
        cropped[height] = 32;
        assert_eq!(places(&cropped), behind);
    }

    #[test]
    fn second_pictures_and_what_they_hide_are_named() {
        let second = jpeg_with(&[segment(0xfe, b"secret")]);
        let index = |size: usize, offset: usize| {
            let mut index = b"MPF\0MM\0*\0\0\0\x08\0\x01\xb0\x02\0\x07\0\0\0\x20\0\0\0\x1a\0\0\0\0".to_vec();
            index.extend([0; 16]);
            for number in [0, size as u32, offset as u32, 0] {
                index.extend(number.to_be_bytes());
            }
            segment(0xe2, &index)
        };
        let length = jpeg_with(&[index(0, 0)]).len();
        // Offsets count from behind "MPF\0".
        let file = [jpeg_with(&[index(second.len(), length - 28)]), second.clone()].concat();
        let found = places(&file);
        assert_eq!(found[0], named(Kind::SecondPicture, "picture after EOI (MPF)"), "{found:?}");
        assert!(found.iter().any(|(_, place)| place == "COM of the picture after EOI"), "{found:?}");
        assert_eq!(items(&[&file, &b"tail"[..]].concat()).len(), found.len() + 1);
    }
}
