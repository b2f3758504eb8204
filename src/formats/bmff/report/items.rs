//! Items that are not the primary picture, and what is hidden in those that are.

use super::{jumbf, streams};
use crate::formats::bmff::boxes::name;
use crate::formats::bmff::bytes::Fields;
use crate::formats::bmff::meta::{Info, Meta};
use crate::item::{Item, Kind};
use crate::metadata::{c2pa, exif, iptc, text, xmp};

/// Kinds of items that are pictures. [ISO 23008-12; AVIF]
const PICTURES: [&[u8; 4]; 14] = [
    b"hvc1", b"hev1", b"av01", b"grid", b"iden", b"iovl", b"tmap", b"avc1", b"jpeg", b"unci", b"vvc1", b"lhv1",
    b"j2k1", b"mski",
];

/// Names that coders give.
const USUAL_NAMES: [&[u8]; 6] = [b"", b"Color", b"Alpha", b"Exif", b"XMP", b"Primary"];

pub fn of(meta: &Meta, found: &mut Vec<Item>) {
    let needed = meta.needed();
    for (&id, item) in &meta.items {
        let data = meta.present(id);
        if !USUAL_NAMES.contains(&item.name) {
            found.extend(text::items(None, item.name, "item name"));
        }
        if !PICTURES.contains(&&item.kind) {
            found.extend(described(item, &data));
        } else if !needed.contains(&id) {
            found.push(beside(meta, id, data.len()));
        } else if item.kind == *b"av01" {
            found.extend(streams::obu(&data));
        } else if item.kind == *b"hvc1" {
            found.extend(streams::sei(&data));
        }
    }
}

/// An item that is no picture.
fn described(item: &Info, data: &[u8]) -> Vec<Item> {
    let typed = Fields(item.typed).text();
    match (&item.kind, typed) {
        (b"Exif", _) => exif_item(data),
        (b"mime", b"application/rdf+xml") if data.is_empty() => Vec::new(),
        (b"mime", b"application/rdf+xml") => xmp::items(data, "XMP item"),
        (b"mime", typed) if typed.starts_with(b"text/") => text::items(None, data, "mime item"),
        (b"jumb", _) => c2pa::items(jumbf(data), "jumb item"),
        (b"mime" | b"uri ", typed) if typed.windows(4).any(|w| w == b"c2pa") => c2pa::items(jumbf(data), "C2PA item"),
        (b"iptc", _) => iptc::items(data, "iptc item"),
        (kind, typed) => {
            let place = format!("{} item", name(*kind).trim());
            vec![Item::new(Kind::Unknown, place, data.len()).saying(String::from_utf8_lossy(typed))]
        }
    }
}

/// Four bytes say how many bytes before the TIFF header are to be skipped. [ISO 23008-12 A.2.1]
fn exif_item(data: &[u8]) -> Vec<Item> {
    let mut fields = Fields(data);
    let skipped = fields.u32().and_then(|skip| fields.take(skip as usize));
    let mut found = exif::items(fields.0, "Exif item");
    if let Some(skipped) = skipped.filter(|skipped| !matches!(*skipped, b"" | b"Exif\0\0")) {
        found.push(Item::new(Kind::Unknown, "before the Exif item", skipped.len()));
    }
    found
}

/// A picture beside the primary one.
fn beside(meta: &Meta, id: u32, bytes: usize) -> Item {
    let link = meta.references.iter().find(|r| r.from == id && matches!(&r.kind, b"thmb" | b"auxl"));
    let part_of = || meta.references.iter().find(|r| r.kind == *b"dimg" && r.to.contains(&id)).map(|r| r.from);
    let urn = meta.auxiliary_type(id).or_else(|| meta.auxiliary_type(part_of()?)).unwrap_or_default();
    let says = |kind, place: &str| Item::new(kind, place, bytes);
    let holds = |word: &[u8]| urn.windows(word.len()).any(|w| w == word);
    let named = !urn.is_empty();
    match link.map(|link| &link.kind) {
        Some(b"thmb") => says(Kind::Thumbnail, "thmb item"),
        _ if holds(b"gainmap") => says(Kind::GainMap, "auxiliary picture"),
        _ if holds(b"depth") || holds(b"disparity") || holds(b"auxid:2") => says(Kind::DepthMap, "auxiliary picture"),
        _ if meta.items.get(&id).is_some_and(|item| item.kind == *b"tmap") => says(Kind::GainMap, "tmap item"),
        _ if named => says(Kind::SecondPicture, "auxiliary picture").saying(String::from_utf8_lossy(urn)),
        _ => says(Kind::SecondPicture, "further picture"),
    }
}
