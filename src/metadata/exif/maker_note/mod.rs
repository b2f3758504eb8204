//! Maker notes: directories of the camera makers' own, in which serial numbers, owners and previews stand.
//! The tables follow what is publicly known of them (ExifTool's tag names, by which one can look them up).
//!
//! To add a maker: a file with a [`Maker`], and a line in [`MAKERS`].

use exif::Context;

use super::fields::{Field, Fields};
use super::tiff::{Entry, Tiff};
use super::{tells, thumbnail_item, value};
use crate::item::{Fact, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::words;

mod apple;
mod canon;
mod fujifilm;
mod nikon;
mod olympus;
mod others;
mod panasonic;
mod pentax;
mod samsung;
mod sony;

/// All makers that are known, those with a head of their own first.
static MAKERS: &[&Maker] = &[
    &apple::APPLE,
    &nikon::NIKON_WITH_HEADER,
    &nikon::NIKON_OLD,
    &fujifilm::FUJIFILM,
    &olympus::OLYMPUS_OLD,
    &olympus::OLYMPUS,
    &olympus::OM_SYSTEM,
    &panasonic::PANASONIC,
    &pentax::PENTAX,
    &pentax::PENTAX_OLD,
    &pentax::RICOH,
    &sony::SONY,
    &others::CASIO_NEW,
    &others::MOTOROLA,
    &others::RICOH,
    &canon::CANON,
    &nikon::NIKON_BARE,
    &samsung::SAMSUNG,
    &sony::SONY_BARE,
    &others::CASIO,
    &others::MINOLTA,
    &others::NINTENDO,
];

/// How deep directories of a note are followed into one another.
const DEEPEST: usize = 2;

/// How one maker writes notes.
struct Maker {
    name: &'static str,
    /// How the note begins, or, where `by_make`, how the camera's make begins.
    heads: &'static [&'static [u8]],
    by_make: bool,
    /// Where the directory begins in the note.
    ifd: usize,
    origin: Origin,
    tags: &'static [Tag],
}

/// What the offsets in a note count from.
#[derive(Clone, Copy)]
enum Origin {
    /// The header of the Exif block.
    Block,
    /// The first byte of the note.
    Note,
    /// A TIFF header of the note's own, at `ifd`.
    Header,
}

/// A field that tells something.
struct Tag {
    number: u16,
    kind: Kind,
    name: &'static str,
    how: How,
}

/// How the field is read.
enum How {
    Say(fn(&Entry<'_>) -> Option<String>),
    /// Where it stands in the value depends on the camera's model.
    SayFor(fn(&Entry<'_>, &str) -> Option<String>),
    /// It holds, or points at, a directory of its own.
    Ifd(&'static [Tag]),
    /// Its value is a picture.
    Picture,
    /// It says how long a picture is; the field with this number says where it begins.
    PictureFrom(u16),
}

const fn say(number: u16, kind: Kind, name: &'static str) -> Tag {
    Tag { number, kind, name, how: How::Say(text) }
}

const fn say_by(number: u16, kind: Kind, name: &'static str, by: fn(&Entry<'_>) -> Option<String>) -> Tag {
    Tag { number, kind, name, how: How::Say(by) }
}

const fn say_for(number: u16, kind: Kind, name: &'static str, by: fn(&Entry<'_>, &str) -> Option<String>) -> Tag {
    Tag { number, kind, name, how: How::SayFor(by) }
}

const fn picture(number: u16) -> Tag {
    Tag { number, kind: Kind::Thumbnail, name: "", how: How::Picture }
}

const fn picture_at(start: u16, length: u16) -> Tag {
    Tag { number: length, kind: Kind::Thumbnail, name: "", how: How::PictureFrom(start) }
}

const fn ifd(number: u16, tags: &'static [Tag]) -> Tag {
    Tag { number, kind: Kind::MakerNote, name: "", how: How::Ifd(tags) }
}

/// One item for the note, and what is found inside it.
pub fn read(fields: &Fields, block: &[u8], facts: &mut Facts) {
    walk(fields, block, facts, &mut Vec::new());
}

/// Previews in the notes, as far as they lie in the block.
pub fn pictures<'a>(fields: &Fields, block: &'a [u8]) -> Vec<&'a [u8]> {
    let mut pictures = Vec::new();
    walk(fields, block, &mut Facts::new(""), &mut pictures);
    pictures
}

fn walk<'a>(fields: &Fields, block: &'a [u8], facts: &mut Facts, pictures: &mut Vec<&'a [u8]>) {
    let text_of = |number: u16| {
        let field = fields.known.iter().find(|field| field.tag.number() == number);
        field.and_then(|field| value::text(&field.value)).unwrap_or_default()
    };
    let (make, model) = (text_of(0x010f), text_of(0x0110));
    let is_note = |field: &&Field| field.tag.number() == 0x927c && field.tag.context() != Context::Gps;
    for field in fields.known.iter().filter(is_note).take(4) {
        let Some(note) = field.at.checked_add(field.bytes).and_then(|end| block.get(field.at..end)) else { continue };
        let maker = MAKERS.iter().find(|maker| maker.wrote(note, &make));
        let name = maker.map_or(make.as_str(), |maker| maker.name);
        let of =
            Said::new(if name.is_empty() { String::new() } else { format!("of {name}") }, Fact::text("maker", name));
        facts.add(Kind::MakerNote, field.bytes, of);
        if let Some(maker) = maker {
            maker.read(block, field, &mut Reader { model: &model, facts, pictures });
        }
    }
}

/// What the directories of a note are read for, and where what they tell goes.
struct Reader<'a, 'b> {
    model: &'a str,
    facts: &'a mut Facts,
    pictures: &'a mut Vec<&'b [u8]>,
}

impl Maker {
    fn wrote(&self, note: &[u8], make: &str) -> bool {
        let make = make.to_ascii_uppercase();
        let subject = if self.by_make { make.as_bytes() } else { note };
        self.heads.iter().any(|head| subject.starts_with(head))
    }

    /// Values may lie behind the note: its length is often wrong.
    fn read<'b>(&self, block: &'b [u8], field: &Field, reader: &mut Reader<'_, 'b>) {
        let note = block.get(field.at..).unwrap_or_default();
        let little = block.starts_with(b"II");
        let (tiff, ifd) = match self.origin {
            Origin::Block => (Tiff::bare(block, little), field.at + self.ifd),
            Origin::Note => (Tiff::bare(note, little), self.ifd),
            Origin::Header => {
                let Some(tiff) = note.get(self.ifd..).and_then(Tiff::new) else { return };
                let Some(ifd) = tiff.first_ifd() else { return };
                return reader.directory(tiff, ifd, self.tags, 0);
            }
        };
        reader.directory(tiff.ordered_for(ifd), ifd, self.tags, 0);
    }
}

impl<'b> Reader<'_, 'b> {
    fn directory(&mut self, tiff: Tiff<'b>, ifd: usize, tags: &'static [Tag], depth: usize) {
        let (entries, _) = tiff.entries(ifd);
        let find = |number: u16| entries.iter().find(|entry| entry.tag == number);
        for tag in tags {
            let Some(entry) = find(tag.number) else { continue };
            match &tag.how {
                How::Say(by) => self.say(tag, entry, by(entry)),
                How::SayFor(by) => self.say(tag, entry, by(entry, self.model)),
                How::Picture => self.picture(tiff.bytes, entry.at, entry.length),
                How::PictureFrom(start) => {
                    let start = find(*start).and_then(number).unwrap_or(0);
                    let length = number(entry).unwrap_or(0);
                    self.picture(tiff.bytes, start as usize, length as usize);
                }
                How::Ifd(tags) if depth < DEEPEST => {
                    let pointed_at = entry.offsets().first().copied().filter(|_| entry.length <= 4);
                    self.directory(tiff, pointed_at.unwrap_or(entry.at), tags, depth + 1);
                }
                How::Ifd(_) => {}
            }
        }
    }

    fn picture(&mut self, bytes: &'b [u8], at: usize, length: usize) {
        thumbnail_item(bytes, at, length, self.facts);
        self.pictures.extend(at.checked_add(length).and_then(|end| bytes.get(at..end)));
    }

    fn say(&mut self, tag: &Tag, entry: &Entry<'_>, said: Option<String>) {
        if let Some(said) = said.and_then(|said| words::some(&said)).filter(|said| tells(tag.kind, said)) {
            self.facts.add(tag.kind, entry.length, Said::named(tag.name, &said));
        }
    }
}

fn text(entry: &Entry<'_>) -> Option<String> {
    value::text(&entry.value())
}

/// Text in a field of bytes.
fn letters(entry: &Entry<'_>) -> Option<String> {
    words::text(entry.bytes).filter(|text| !text.starts_with("---") && !text.contains(char::is_control))
}

/// Letters, or the bytes themselves.
fn serial(entry: &Entry<'_>) -> Option<String> {
    letters(entry).or_else(|| {
        words::hex(entry.bytes.split(|&b| b == 0).next().filter(|text| !text.is_empty()).unwrap_or(entry.bytes))
    })
}

fn hex(entry: &Entry<'_>) -> Option<String> {
    words::hex(entry.bytes)
}

fn number(entry: &Entry<'_>) -> Option<u32> {
    value::number(&entry.value(), 0).map(|number| number as u32)
}

fn when(entry: &Entry<'_>) -> Option<String> {
    words::date(&text(entry)?)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Block, entry, says};
    use crate::item::{Item, Kind};
    use crate::metadata::exif::items;

    /// A block of this make with a note that begins with `head`, whose one directory holds `fields` as texts;
    /// offsets count from the note where `relative`.
    fn note(make: &str, head: &[u8], relative: bool, fields: &[(u16, &str)]) -> Vec<Item> {
        let mut block = Block::new();
        let make = block.text(0x010f, make);
        let start = block.bytes.len();
        let base = if relative { start } else { 0 };
        let values = start + head.len() + 2 + 12 * fields.len() + 4;
        let mut directory = (fields.len() as u16).to_be_bytes().to_vec();
        let mut texts = Vec::new();
        for (tag, text) in fields {
            let text = [text.as_bytes(), b"\0\0\0\0\0"].concat();
            directory.extend(entry(*tag, 2, text.len() as u32, ((values + texts.len() - base) as u32).to_be_bytes()));
            texts.extend(text);
        }
        let note = [head, &directory, &[0; 4], &texts].concat();
        let at = block.put(&note);
        let exif = block.ifd(&[entry(0x927c, 7, note.len() as u32, at)], [0; 4]);
        let first = block.ifd(&[make, entry(0x8769, 4, 1, exif)], [0; 4]);
        items(&block.finish(first), "APP1 Exif")
    }

    #[test]
    fn serial_numbers_of_every_maker_are_found() {
        let cases: [(&str, &[u8], bool, u16); 11] = [
            ("Canon", b"", false, 0x96),
            ("NIKON", b"", false, 0xa0),
            ("OLYMPUS", b"OLYMPUS\0MM\x03\0", true, 0x0404),
            ("OLYMPUS", b"OLYMP\0\x01\0", false, 0x0404),
            ("OM Digital", b"OM SYSTEM\0\0\0MM\x04\0", true, 0x0404),
            ("Panasonic", b"Panasonic\0\0\0", false, 0x25),
            ("PENTAX", b"AOC\0MM", false, 0x0229),
            ("PENTAX", b"PENTAX \0MM", true, 0x0229),
            ("SONY", b"SONY DSC \0\0\0", false, 0x2031),
            ("Apple", b"Apple iOS\0\0\x01MM", true, 0x15),
            ("SAMSUNG", b"", true, 0xa002),
        ];
        for (make, head, relative, tag) in cases {
            serial_is_told(&note(make, head, relative, &[(tag, "SN123456")]), make);
        }
        serial_is_told(&nikon(0x1d), "Nikon");
    }

    fn serial_is_told(items: &[Item], make: &str) {
        assert!(says(items, Kind::Serial).is_some_and(|said| said.contains("SN123456")), "{make} {items:?}");
        assert!(says(items, Kind::MakerNote).is_some());
    }

    fn nikon(tag: u16) -> Vec<Item> {
        let mut inner = Block::new();
        let serial = inner.text(tag, "SN123456");
        let first = inner.ifd(&[serial], [0; 4]);
        let note = [&b"Nikon\0\x02\x10\0\0"[..], &inner.finish(first)].concat();
        let mut block = Block::new();
        let make = block.text(0x010f, "NIKON CORPORATION");
        let at = block.put(&note);
        let exif = block.ifd(&[entry(0x927c, 7, note.len() as u32, at)], [0; 4]);
        let first = block.ifd(&[make, entry(0x8769, 4, 1, exif)], [0; 4]);
        items(&block.finish(first), "APP1 Exif")
    }

    #[test]
    fn owners_and_children_are_found() {
        let canon = note("Canon", b"", false, &[(0x09, "Rosa Owner")]);
        assert_eq!(says(&canon, Kind::Person), Some("owner Rosa Owner"));
        let panasonic = note("Panasonic", b"Panasonic\0\0\0", false, &[(0x66, "Baby Bo")]);
        assert_eq!(says(&panasonic, Kind::Person), Some("child or pet Baby Bo"));
    }

    #[test]
    fn a_note_of_an_unknown_maker_is_named_by_its_camera() {
        assert_eq!(says(&note("Acme", b"???", false, &[(1, "x")]), Kind::MakerNote), Some("of Acme"));
    }
}
