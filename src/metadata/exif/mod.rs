//! Exif blocks: places, times, devices, people, maker notes, thumbnails.
//!
//! `fields` finds the fields (with the library, or by our own walk in `tiff`), `tags` says what kind of thing each one tells,
//! `gps`, `times` and `maker_note` read what takes more than a table.

use exif::{Context, Tag};

use crate::item::{Item, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::{icc, iptc, xmp};

mod fields;
mod gps;
mod maker_note;
mod tags;
mod tiff;
mod times;
mod value;

use fields::{Field, Fields};
pub use tags::kind;

/// A TIFF structure, with or without "Exif\0\0" before it. Whole TIFF files too: their pixels are not looked at.
///
/// A block that holds nothing but what a picture needs, or that cannot be read, is one item of unknown kind;
/// a TIFF file that holds nothing but its picture has no item.
pub fn items(block: &[u8], place: &str) -> Vec<Item> {
    let tiff = header_of(block);
    let fields = Fields::read(tiff);
    let mut items = told(&fields, block, tiff, place);
    items.extend(
        fields
            .known
            .iter()
            .filter(|field| tags::holds_packet(field.tag.number()))
            .take(8)
            .flat_map(|field| packets(field, tiff, place)),
    );
    items
}

/// The same without the packets of other standards that fields may hold: for a block that stands in such a packet itself.
pub fn own_items(block: &[u8], place: &str) -> Vec<Item> {
    let tiff = header_of(block);
    told(&Fields::read(tiff), block, tiff, place)
}

/// The same of a whole TIFF file, without what its own reader sees: reduced pages, and unknown fields of its pages.
pub fn file_items(file: &[u8], place: &str) -> Vec<Item> {
    let mut fields = Fields::of_file(file);
    fields.known.retain(|field| field.tag.number() != 0x00fe);
    told(&fields, file, file, place)
}

/// The small copies of the picture that a block and its maker notes hold, where they are JPEGs.
pub fn small_copies(block: &[u8]) -> Vec<&[u8]> {
    let tiff = header_of(block);
    let fields = Fields::read(tiff);
    let inside = |(at, length): (usize, usize)| tiff.get(at..at.checked_add(length)?);
    let mut copies: Vec<&[u8]> = pointed_at(&fields).filter_map(inside).collect();
    copies.extend(maker_note::pictures(&fields, tiff));
    copies.retain(|copy| copy.starts_with(b"\xff\xd8"));
    copies
}

fn told(fields: &Fields, block: &[u8], tiff: &[u8], place: &str) -> Vec<Item> {
    let mut facts = Facts::new(place);
    gps::read(fields, &mut facts);
    times::read(fields, &mut facts);
    for field in &fields.known {
        by_table(field, &mut facts);
    }
    thumbnails(fields, tiff, &mut facts);
    maker_note::read(fields, tiff, &mut facts);
    if fields.others > 0 {
        facts.add(Kind::Unknown, 12 * fields.others, Said::counted("other-fields", fields.others, "other field"));
    }
    if facts.is_empty() && !fields.picture {
        facts.add(Kind::Unknown, block.len(), "Exif block without private facts");
    }
    facts.into_items()
}

/// The block from its TIFF header on; some writers put a few bytes more before it than they should.
fn header_of(block: &[u8]) -> &[u8] {
    let begins = |at: &usize| matches!(block.get(*at..*at + 4), Some(b"II*\0" | b"MM\0*" | b"II+\0" | b"MM\0+"));
    let start = (0..32).find(begins).unwrap_or(if block.starts_with(b"Exif\0\0") { 6 } else { 0 });
    block.get(start..).unwrap_or_default()
}

fn by_table(field: &Field, facts: &mut Facts) {
    if field.tag.context() == Context::Gps {
        return;
    }
    let Some(wanted) = tags::named(field.tag.number()) else { return };
    let text = match field.tag.number() {
        0x9286 => value::comment(&field.value),
        0x9c9b..=0x9c9f => value::windows(&field.value),
        0x8298 => value::texts(&field.value),
        _ => value::text(&field.value),
    };
    if let Some(text) = text.filter(|text| tells(wanted.kind, text)) {
        facts.add(wanted.kind, field.bytes, Said::named(wanted.name, &text));
    }
}

/// A serial number of zeros was never set.
fn tells(kind: Kind, text: &str) -> bool {
    kind != Kind::Serial || text.chars().any(|c| c != '0' && !c.is_whitespace())
}

/// Pictures that a directory points at with offset and length.
fn thumbnails(fields: &Fields, tiff: &[u8], facts: &mut Facts) {
    for (at, length) in pointed_at(fields) {
        thumbnail_item(tiff, at, length, facts);
    }
    let number = |wanted, ifd| number(fields, wanted, ifd);
    let is_reduced =
        |field: &&Field| field.tag.number() == 0x00fe && field.ifd > 0 && number(0x00fe, field.ifd) == Some(1.0);
    for field in fields.known.iter().filter(is_reduced) {
        facts.add(Kind::Thumbnail, field.bytes, "a small copy of the picture");
    }
}

/// Offsets and lengths of the pictures that directories point at.
fn pointed_at(fields: &Fields) -> impl Iterator<Item = (usize, usize)> {
    let starts = fields.known.iter().filter(|field| field.tag.number() == 0x0201);
    starts.filter_map(|field| {
        let whole = |tag| number(fields, tag, field.ifd).map(|value| value as usize);
        Some((whole(0x0201)?, whole(0x0202)?))
    })
}

fn number(fields: &Fields, wanted: u16, ifd: u16) -> Option<f64> {
    let found = fields.known.iter().find(|field| field.tag.number() == wanted && field.ifd == ifd);
    found.and_then(|field| value::number(&field.value, 0))
}

fn thumbnail_item(bytes: &[u8], at: usize, length: usize, facts: &mut Facts) {
    let inside = at.checked_add(length).is_some_and(|end| end <= bytes.len());
    if length > 0 {
        let says = if inside { "a small copy of the picture" } else { "a small copy of the picture, cut off" };
        facts.add(Kind::Thumbnail, length, says);
    }
}

/// Packets of other standards inside a field.
fn packets(field: &Field, tiff: &[u8], place: &str) -> Vec<Item> {
    let end = field.at.saturating_add(field.bytes);
    let (Some(bytes), true) = (tiff.get(field.at..end), field.at > 0) else { return Vec::new() };
    match field.tag.number() {
        0x02bc => xmp::items(bytes, &format!("{place} XMP field")),
        0x83bb => iptc::items(bytes, &format!("{place} IPTC field")),
        0x8649 => iptc::photoshop_items(bytes, &format!("{place} Photoshop field")),
        0x8773 => icc::items(bytes, &format!("{place} colour profile field")),
        _ => Vec::new(),
    }
}

/// A tag of the Exif directory.
const fn exif(number: u16) -> Tag {
    Tag(Context::Exif, number)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A directory entry: tag, type, count, value or offset.
    pub fn entry(tag: u16, kind: u16, count: u32, value: [u8; 4]) -> Vec<u8> {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    }

    /// A big-endian block of directories after one another, each with its entries and values; `pointers` join them.
    pub struct Block {
        pub bytes: Vec<u8>,
    }

    impl Block {
        pub fn new() -> Self {
            Self { bytes: b"MM\0*\0\0\0\0".to_vec() }
        }

        pub fn put(&mut self, value: &[u8]) -> [u8; 4] {
            let at = self.bytes.len() as u32;
            self.bytes.extend_from_slice(value);
            at.to_be_bytes()
        }

        pub fn text(&mut self, tag: u16, text: &str) -> Vec<u8> {
            let value = [text.as_bytes(), b"\0\0\0\0"].concat();
            let at = self.put(&value);
            entry(tag, 2, value.len() as u32, at)
        }

        pub fn rationals(&mut self, tag: u16, numbers: &[(u32, u32)]) -> Vec<u8> {
            let value: Vec<u8> =
                numbers.iter().flat_map(|(a, b)| [a.to_be_bytes(), b.to_be_bytes()].concat()).collect();
            let at = self.put(&value);
            entry(tag, 5, numbers.len() as u32, at)
        }

        pub fn ifd(&mut self, entries: &[Vec<u8>], next: [u8; 4]) -> [u8; 4] {
            let count = (entries.len() as u16).to_be_bytes();
            let ifd = [&count[..], &entries.concat(), &next].concat();
            self.put(&ifd)
        }

        pub fn finish(mut self, first: [u8; 4]) -> Vec<u8> {
            self.bytes[4..8].copy_from_slice(&first);
            self.bytes
        }
    }

    pub fn photo() -> Vec<u8> {
        let mut block = Block::new();
        let gps = [
            entry(1, 2, 2, *b"N\0\0\0"),
            block.rationals(2, &[(43, 1), (28, 1), (12, 10)]),
            entry(3, 2, 2, *b"W\0\0\0"),
            block.rationals(4, &[(80, 1), (31, 1), (2640, 100)]),
            block.rationals(6, &[(330, 1)]),
        ];
        let gps = block.ifd(&gps, [0; 4]);
        let exif = [
            block.text(0x9003, "2022:07:08 23:12:05"),
            block.text(0x9011, "-04:00"),
            block.text(0xa430, "Owner McOwn"),
            block.text(0xa431, "SN12345678"),
        ];
        let exif = block.ifd(&exif, [0; 4]);
        let jpeg = block.put(b"\xff\xd8\xff\xd9");
        let ifd1 = block.ifd(&[entry(0x201, 4, 1, jpeg), entry(0x202, 4, 1, 4u32.to_be_bytes())], [0; 4]);
        let ifd0 = [
            block.text(0x010f, "Canon"),
            entry(0x0112, 3, 1, [0, 6, 0, 0]),
            block.text(0x0131, "Painter 9"),
            entry(0x8769, 4, 1, exif),
            entry(0x8825, 4, 1, gps),
        ];
        let ifd0 = block.ifd(&ifd0, ifd1);
        block.finish(ifd0)
    }

    pub fn says(items: &[Item], kind: Kind) -> Option<&str> {
        items.iter().find(|item| item.kind == kind)?.says.as_deref()
    }

    fn all_facts_are_told(items: &[Item]) {
        assert!(says(items, Kind::Gps).unwrap().starts_with("43.4670, -80.5240"), "{items:?}");
        assert_eq!(says(items, Kind::Time), Some("taken 2022-07-08 23:12:05 -04:00"));
        assert_eq!(says(items, Kind::Device), Some("make Canon"));
        assert_eq!(says(items, Kind::Serial), Some("camera serial number SN12345678"));
        assert_eq!(says(items, Kind::Person), Some("owner Owner McOwn"));
        assert_eq!(says(items, Kind::Software), Some("software Painter 9"));
        assert!(says(items, Kind::Thumbnail).is_some());
    }

    #[test]
    fn all_facts_of_a_sound_block_are_told() {
        all_facts_are_told(&items(&photo(), "APP1 Exif"));
        all_facts_are_told(&items(&[b"Exif\0\0", &photo()[..]].concat(), "APP1 Exif"));
    }

    #[test]
    fn all_facts_of_a_block_that_the_library_refuses_are_told() {
        let mut broken = photo();
        let exif_next = broken.windows(10).position(|w| w == b"\0\0\0\0\xff\xd8\xff\xd9\0\x02").unwrap();
        broken[exif_next] = 0x7f;
        assert!(exif::Reader::new().read_raw(broken.clone()).is_err());
        all_facts_are_told(&items(&broken, "APP1 Exif"));
    }

    #[test]
    fn a_block_with_an_orientation_only_tells_nothing_private() {
        let mut block = Block::new();
        let ifd = block.ifd(&[entry(0x0112, 3, 1, [0, 6, 0, 0])], [0; 4]);
        let items = items(&block.finish(ifd), "eXIf");
        assert_eq!(says(&items, Kind::Unknown), Some("Exif block without private facts"));
        assert_eq!(items.len(), 1);
    }

    #[test]
    fn a_tiff_file_that_holds_only_its_picture_has_no_item() {
        let mut block = Block::new();
        let strip = block.put(&[7; 12]);
        let ifd = block.ifd(&[entry(0x0100, 3, 1, [0, 2, 0, 0]), entry(0x0111, 4, 1, strip)], [0; 4]);
        assert_eq!(items(&block.finish(ifd), "TIFF"), []);
    }

    #[test]
    fn cut_and_flipped_blocks_are_survived() {
        let whole = photo();
        for end in 0..whole.len() {
            assert!(!items(&whole[..end], "x").is_empty(), "cut at {end}");
            for bit in [0, 7] {
                let mut flipped = whole.clone();
                flipped[end] ^= 1 << bit;
                items(&flipped, "x");
            }
        }
    }

    #[test]
    fn overlapping_values_do_not_fill_the_memory() {
        let mut block = Block::new();
        let entries: Vec<_> = (0..4000u32).map(|i| entry(0x010e + (i % 2) as u16, 2, 60_000, [0; 4])).collect();
        let ifd = block.ifd(&entries, [0; 4]);
        block.bytes.resize(65_000, 0);
        let items = items(&block.finish(ifd), "x");
        assert!(items.len() < 10);
    }
}
