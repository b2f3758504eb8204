//! Everything in a HEIF or AVIF file that is not needed to show its picture, for the report.

mod items;
mod streams;

use super::boxes::{IsoBox, name, of_file};
use super::bytes::Fields;
use super::{Meta, shape};
use crate::formats::Enclosed;
use crate::item::{Fact, Item, Kind};
use crate::metadata::{c2pa, icc, text, trailer, words, xmp};

/// Adobe's XMP. [XMP part 3 1.2.7]
const XMP: [u8; 16] = *b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac";
/// Content credentials. [C2PA 2.1 A.5]
const C2PA: [u8; 16] = *b"\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81";
/// Items in a list that is for reading.
const MAX_ITEMS: usize = 4000;

/// All hidden things. `animated`: the movie is the picture, not something beside it.
pub fn items(untrusted: &[u8], animated: bool) -> Vec<Item> {
    let mut found = Vec::new();
    let meta = Meta::read(untrusted);
    let mut boxes = of_file(untrusted);
    let mut metas = 0;
    for part in boxes.by_ref() {
        match &part.kind {
            b"ftyp" | b"styp" | b"mdat" => {}
            b"meta" => {
                metas += 1;
                if metas > 1 {
                    found.push(Item::new(Kind::Unknown, "second meta box", part.body.len()));
                }
            }
            b"moov" => {
                if !animated {
                    found.push(Item::new(Kind::MotionVideo, "moov box", part.body.len()));
                }
                movie(&part, &mut found, 0);
            }
            _ => beside(&part, &mut found),
        }
    }
    if !boxes.rest.is_empty() {
        rest(boxes.rest, &mut found);
    }
    if let Some(meta) = &meta {
        table(meta, &mut found);
        items::of(meta, &mut found);
        if !of_file(untrusted).any(|b| b.kind == *b"moov") {
            slack(untrusted, meta, &mut found);
        }
    }
    found.truncate(MAX_ITEMS);
    found
}

/// The small copies of the picture in Exif items, and pictures behind the last box.
pub fn enclosed(untrusted: &[u8]) -> Vec<Enclosed<'_>> {
    let mut found = Vec::new();
    if let Some(meta) = Meta::read(untrusted) {
        let blocks = meta.items.iter().filter(|(_, item)| item.kind == *b"Exif").map(|(&id, _)| meta.present(id));
        for data in blocks.take(4) {
            let copies = Enclosed::in_exif(data.get(4..).unwrap_or_default());
            found.extend(copies.map(Enclosed::into_owned));
        }
    }
    let mut boxes = of_file(untrusted);
    boxes.by_ref().for_each(drop);
    found.extend(Enclosed::behind(boxes.rest));
    found
}

fn blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|&b| b == 0)
}

/// Bytes that are no box: something appended, or a box that is cut.
fn rest(rest: &[u8], found: &mut Vec<Item>) {
    let cut = rest.get(4..8).is_some_and(|kind| matches!(kind, b"mdat" | b"meta" | b"moov" | b"ftyp"));
    if !cut && !blank(rest) {
        found.extend(trailer::items(rest, "after the last box"));
    }
}

/// A box that has no part in the picture.
fn beside(part: &IsoBox, found: &mut Vec<Item>) {
    let place = format!("{} box", part.name().trim());
    let body = part.body;
    match &part.kind {
        b"free" | b"skip" | b"wide" if blank(body) => {}
        b"dinf" | b"ipro" | b"etyp" => {}
        b"uuid" => match body.split_first_chunk::<16>() {
            Some((&XMP, packet)) => found.extend(xmp::items(packet, &place)),
            Some((&C2PA, manifest)) => found.extend(c2pa::items(jumbf(manifest), &place)),
            _ => found.push(Item::new(Kind::Unknown, place, body.len())),
        },
        b"jumb" => found.extend(c2pa::items(body, &place)),
        b"mpvd" => found.push(Item::new(Kind::MotionVideo, place, body.len())),
        b"sefd" => found.extend(trailer::items(body, &place)),
        b"udta" => found.extend(text::items(None, body, &place)),
        b"grpl" => groups(part, found),
        _ => found.push(Item::new(Kind::Unknown, place, body.len())),
    }
}

/// The JUMBF box behind version, purpose and offset.
fn jumbf(manifest: &[u8]) -> &[u8] {
    let start = manifest.windows(4).position(|w| w == b"jumb").and_then(|at| at.checked_sub(4));
    start.and_then(|at| manifest.get(at..)).unwrap_or(manifest)
}

/// Groups of equal rank ("altr") and of eyes ("ster") hold numbers of items only.
fn groups(part: &IsoBox, found: &mut Vec<Item>) {
    for group in part.children(0).filter(|group| !matches!(&group.kind, b"altr" | b"ster")) {
        found.push(Item::new(Kind::Unknown, format!("{} group", group.name().trim()), group.body.len()));
    }
}

/// User data and times in a movie.
fn movie(part: &IsoBox, found: &mut Vec<Item>, depth: usize) {
    for child in part.children(0) {
        match &child.kind {
            b"trak" | b"mdia" | b"minf" | b"stbl" | b"edts" if depth < 8 => movie(&child, found, depth + 1),
            b"udta" | b"meta" | b"uuid" => beside(&child, found),
            b"free" | b"skip" => beside(&child, found),
            b"mvhd" | b"tkhd" | b"mdhd" => {
                let size = if child.body.first() == Some(&1) { 8 } else { 4 };
                let times = child.body.get(4..4 + 2 * size).unwrap_or_default();
                if !blank(times) {
                    let (made, changed) = times.split_at(size);
                    let (made, changed) = (since_1904(made, 1), since_1904(changed, 1));
                    let facts = vec![Fact::time("created", &made), Fact::time("changed", &changed)];
                    let item = Item::new(Kind::Time, format!("{} box", child.name()), times.len());
                    found.push(item.telling(format!("made {made}; changed {changed}"), facts));
                }
            }
            _ => {}
        }
    }
}

/// A time as the moving picture formats count it, in parts of a second. [ISO 14496-12 8.2.2.3]
fn since_1904(time: &[u8], parts_of_a_second: u64) -> String {
    const TO_1970: i64 = 2_082_844_800;
    let time = Fields(time).uint(time.len()).unwrap_or_default() / parts_of_a_second;
    match i64::try_from(time).ok().filter(|&time| 0 < time && time < 1 << 36) {
        Some(seconds) => words::utc(seconds - TO_1970),
        None => "at no known time".into(),
    }
}

/// The table of contents itself: names, properties, boxes that do not belong there.
fn table(meta: &Meta, found: &mut Vec<Item>) {
    let name = Fields(meta.handler_name).text();
    const USUAL: [&[u8]; 6] = [b"", b"libheif", b"libavif", b"pict", b"PictureHandler", b"Picture"];
    if !USUAL.contains(&name) || meta.handler_name.get(name.len()..).is_some_and(|behind| !blank(behind)) {
        found.extend(text::items(None, meta.handler_name, "hdlr name"));
    }
    for part in &meta.others {
        beside(part, found);
    }
    for property in &meta.properties {
        if let Some(item) = self::property(property) {
            found.extend(item);
        }
    }
    if let Some(hidden) = hidden_rim(meta) {
        found.push(hidden);
    }
}

/// A property that says more than how to show the picture; `None` for the others.
fn property(property: &IsoBox) -> Option<Vec<Item>> {
    let place = format!("{} property", property.name().trim());
    let body = property.body;
    let one = |kind| Some(vec![Item::new(kind, place.clone(), body.len())]);
    match &property.kind {
        b"colr" => {
            let profile = body.strip_prefix(b"prof").or(body.strip_prefix(b"rICC"))?;
            Some(icc::items(profile, "colr box"))
        }
        b"hvcC" => Some(streams::sei_in_config(body)),
        b"av1C" => Some(streams::obu(body.get(4..).unwrap_or(&[]))),
        b"udes" => Some(text::items(None, body.get(4..).unwrap_or(&[]), &place)),
        b"crtt" | b"mdft" => {
            let says = since_1904(body.get(4..12).unwrap_or_default(), 1_000_000);
            let label = if property.kind == *b"crtt" { "created" } else { "changed" };
            let facts = vec![Fact::time(label, &says)];
            Some(vec![Item::new(Kind::Time, place, body.len()).telling(says, facts)])
        }
        b"free" | b"skip" if blank(body) => None,
        b"ispe" | b"pixi" | b"irot" | b"imir" | b"pasp" | b"clap" | b"lsel" | b"a1op" | b"a1lx" | b"clli" | b"mdcv"
        | b"cclv" | b"rloc" | b"vvcC" | b"avcC" | b"jpgC" | b"cmpd" | b"uncC" | b"iscl" | b"rref" | b"amve" => None,
        // Depth, gain and other maps are named as items.
        b"auxC" => None,
        _ => one(Kind::Unknown),
    }
}

/// What a crop leaves out: eight pixels or more, which is over the rim that coders need.
fn hidden_rim(meta: &Meta) -> Option<Item> {
    let primary = meta.primary?;
    let (width, height) = shape::coded_size(meta, primary).ok()?;
    let crop = shape::crop(meta.property(primary, b"clap")?, width, height)?;
    let hides = width.saturating_sub(crop.width) >= 8 || height.saturating_sub(crop.height) >= 8;
    hides.then(|| {
        let says = format!("{}×{} of {width}×{height} pixels are shown", crop.width, crop.height);
        Item::new(Kind::SecondPicture, "clap property", 0).saying(says)
    })
}

/// Bytes in `mdat` and `idat` that belong to no item.
fn slack(file: &[u8], meta: &Meta, found: &mut Vec<Item>) {
    let mut covered: Vec<(usize, usize)> = meta.located().flat_map(|id| meta.places(id)).collect();
    covered.sort_unstable();
    for part in of_file(file).filter(|b| b.kind == *b"mdat").chain(meta.idat) {
        let (mut at, end) = (part.at, part.at + part.body.len());
        let mut bytes = 0;
        for &(from, to) in covered.iter().chain([&(end, end)]) {
            let gap = file.get(at..from.min(end)).unwrap_or(&[]);
            bytes += if blank(gap) { 0 } else { gap.len() };
            at = at.max(to);
        }
        if bytes > 0 {
            let place = format!("{} box, between the items", name(part.kind));
            found.push(Item::new(Kind::Unknown, place, bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Item as Fixture, file, full_box, iso_box, ispe};
    use super::*;

    fn main() -> Fixture {
        Fixture {
            id: 1,
            kind: *b"hvc1",
            properties: vec![ispe(64, 64)],
            data: b"\0\0\0\x01\x26".into(),
            ..Fixture::default()
        }
    }

    fn places(file: &[u8]) -> Vec<(Kind, String)> {
        items(file, false).into_iter().map(|item| (item.kind, item.place)).collect()
    }

    #[test]
    fn a_plain_picture_hides_nothing() {
        assert_eq!(places(&file(b"heic", &[main()], &[], b"")), []);
        assert_eq!(places(&file(b"heic", &[main()], &[], &iso_box(b"free", &[0; 9]))), []);
    }

    #[test]
    fn boxes_beside_the_picture_are_named() {
        let tail = [
            iso_box(b"free", b"secret"),
            iso_box(b"mpvd", b"video"),
            iso_box(b"zzzz", b"x"),
            iso_box(b"mdat", b"left over"),
            b"behind".to_vec(),
        ];
        let found = places(&file(b"heic", &[main()], &[], &tail.concat()));
        let wanted = [
            (Kind::Unknown, "free box"),
            (Kind::MotionVideo, "mpvd box"),
            (Kind::Unknown, "zzzz box"),
            (Kind::TrailingData, "after the last box"),
            (Kind::Unknown, "mdat box, between the items"),
        ];
        assert_eq!(found, wanted.map(|(kind, place)| (kind, place.to_string())));
    }

    #[test]
    fn depth_and_gain_maps_and_thumbnails_are_named() {
        let part = |id, urn: &[u8]| Fixture {
            id,
            kind: *b"hvc1",
            properties: vec![full_box(b"auxC", 0, 0, urn)],
            data: b"\0\0\0\x01\x26".into(),
            ..Fixture::default()
        };
        let parts = [
            main(),
            part(2, b"urn:mpeg:mpegB:cicp:systems:auxiliary:depth\0"),
            part(3, b"urn:com:apple:photo:2020:aux:hdrgainmap\0"),
            part(4, b"\0"),
            part(5, b"urn:mpeg:hevc:2015:auxid:1\0"),
        ];
        let links = [b"auxl", b"auxl", b"thmb", b"auxl"];
        let links: Vec<(&[u8; 4], u16, &[u16])> =
            links.iter().zip(2..).map(|(kind, id)| (*kind, id, &[1][..])).collect();
        let kinds: Vec<Kind> = items(&file(b"heic", &parts, &links, b""), false).iter().map(|i| i.kind).collect();
        assert_eq!(kinds, [Kind::DepthMap, Kind::GainMap, Kind::Thumbnail]);
    }

    #[test]
    fn a_crop_hides_what_is_outside() {
        let clap = [32u32, 1, 64, 1, 0, 1, 0, 1].map(u32::to_be_bytes).concat();
        let mut cropped = main();
        cropped.properties.push(iso_box(b"clap", &clap));
        let found = items(&file(b"heic", &[cropped], &[], b""), false);
        assert_eq!(found[0].says.as_deref(), Some("32×64 of 64×64 pixels are shown"));
    }

    #[test]
    fn cuts_and_flipped_bytes_do_no_harm() {
        let exif = Fixture { id: 2, kind: *b"Exif", data: b"\0\0\0\0II*\0".into(), ..Fixture::default() };
        let whole = file(b"heic", &[main(), exif], &[(b"cdsc", 2, &[1])], b"behind");
        assert!(!items(&whole, false).is_empty());
        for at in 0..whole.len() {
            items(&whole[..at], false);
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            items(&broken, true);
        }
    }
}
