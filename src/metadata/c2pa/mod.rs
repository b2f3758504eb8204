//! Content credentials. [C2PA 2.1, JUMBF: ISO 19566-5]

use crate::item::{Item, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::{names, words};

mod cbor;

/// The deepest nesting of boxes, and the most boxes, that are followed.
const DEEPEST: usize = 12;
const MOST: usize = 1000;

/// A JUMBF superbox: who made the claim, what was done, people, times and small copies of pictures in it.
pub fn items(jumbf: &[u8], place: &str) -> Vec<Item> {
    let mut walk = Walk { facts: Facts::new(place), boxes: 0 };
    walk.facts.add(Kind::Provenance, jumbf.len(), "content credentials");
    walk.boxes(jumbf, "", 0);
    walk.facts.into_items()
}

struct Walk {
    facts: Facts,
    boxes: usize,
}

impl Walk {
    /// `label` is that of the nearest description.
    fn boxes(&mut self, bytes: &[u8], label: &str, depth: usize) {
        let mut rest = bytes;
        let mut label = label.to_owned();
        while let Some((kind, content, after)) = next_box(rest) {
            self.boxes += 1;
            if depth > DEEPEST || self.boxes > MOST {
                return;
            }
            match kind {
                b"jumb" => self.boxes(content, &label, depth + 1),
                b"jumd" => label = described(content).unwrap_or(label),
                b"bidb" if label.contains("thumbnail") => {
                    self.facts.add(Kind::Thumbnail, content.len(), "a small copy of a picture")
                }
                b"cbor" => cbor::texts(content, |key, text| self.tell(key, "", text)),
                b"json" => self.json(content),
                _ => {}
            }
            rest = after;
        }
    }

    fn json(&mut self, content: &[u8]) {
        if let Ok(value) = serde_json::from_slice(content) {
            self.value(["", ""], &value);
        }
    }

    /// `names` are those of the object around the value and of the value; as one array, because rustc 1.95 was seen to
    /// mix up two such arguments when optimising. serde_json nests at most 128 deep.
    fn value(&mut self, names: [&str; 2], value: &serde_json::Value) {
        let [parent, key] = names;
        match value {
            serde_json::Value::String(text) => self.tell(key, parent, text),
            serde_json::Value::Array(values) => values.iter().for_each(|value| self.value(names, value)),
            serde_json::Value::Object(fields) => fields.iter().for_each(|(name, value)| self.value([key, name], value)),
            _ => {}
        }
    }

    fn tell(&mut self, key: &str, parent: &str, text: &str) {
        let Some(said) = words::some(words::cut(text)) else { return };
        let (prefix, name) = key.rsplit_once(':').unwrap_or(("", key));
        match names::kind(prefix, name, text) {
            _ if key == "action" => self.facts.add(Kind::Provenance, 0, Said::bare("action", said)),
            Some(Kind::Software) => self.facts.add(Kind::Provenance, 0, Said::named("made with", &said)),
            Some(Kind::Time) => {
                self.facts.add(Kind::Time, text.len(), Said::bare("time", words::date(text).unwrap_or(said)));
            }
            Some(kind) => self.facts.add(kind, text.len(), Said::named(name, &said)),
            None if name == "name" && matches!(parent, "author" | "credentialSubject" | "creator") => {
                self.facts.add(Kind::Person, text.len(), Said::bare("person", said));
            }
            None => {}
        }
    }
}

/// Type, content, what follows.
fn next_box(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let length = match u32::from_be_bytes(*length) as usize {
        0 => rest.len(),
        length => length.checked_sub(8)?,
    };
    // A box that is cut is read as far as it goes.
    let (content, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
    Some((kind, content, after))
}

/// The label behind the type and the toggles of a description box.
fn described(content: &[u8]) -> Option<String> {
    words::text(content.get(17..)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        [&(content.len() as u32 + 8).to_be_bytes()[..], kind, content].concat()
    }

    fn described_box(label: &str, content: &[u8]) -> Vec<u8> {
        let description = [&[0; 16][..], &[3], label.as_bytes(), &[0]].concat();
        boxed(b"jumb", &[boxed(b"jumd", &description), content.to_vec()].concat())
    }

    fn manifest() -> Vec<u8> {
        let claim = b"\xa2\x6fclaim_generator\x68Painter9\x64when\xc0\x742022-07-08T23:12:05Z";
        let author = br#"{"author":[{"@type":"Person","name":"Ann"}]}"#;
        let inside = [
            described_box("c2pa.claim", &boxed(b"cbor", claim)),
            described_box("stds.schema-org.CreativeWork", &boxed(b"json", author)),
            described_box("c2pa.thumbnail.claim.jpeg", &boxed(b"bidb", b"\xff\xd8")),
        ];
        described_box("c2pa", &inside.concat())
    }

    #[test]
    fn makers_people_times_and_thumbnails_are_told() {
        let items = items(&manifest(), "APP11");
        let says = |kind| items.iter().find(|item| item.kind == kind).and_then(|item| item.says.as_deref());
        assert_eq!(says(Kind::Provenance), Some("content credentials; made with Painter9"));
        assert_eq!(says(Kind::Person), Some("Ann"), "{items:?}");
        assert_eq!(says(Kind::Time), Some("2022-07-08 23:12:05Z"));
        assert!(says(Kind::Thumbnail).is_some());
    }

    #[test]
    fn cut_and_flipped_boxes_are_survived() {
        let whole = manifest();
        for end in 0..whole.len() {
            items(&whole[..end], "x");
            let mut flipped = whole.clone();
            flipped[end] ^= 0x80;
            items(&flipped, "x");
        }
    }
}
