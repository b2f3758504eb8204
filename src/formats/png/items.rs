//! What a PNG holds beside its pictures.

use super::chunks::{Chunk, chunks, u16_at, u32_at};
use super::colour;
use super::file::File;
use super::header::ColourType;
use super::inflate::{self, Room};
use super::survey::Survey;
use crate::item::{Fact, Item, Kind};
use crate::metadata;
use crate::pixels::limits;

/// Everything that is not needed to show the pictures.
pub fn items(untrusted: &[u8]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut walk = chunks(untrusted);
    let mut met = Vec::new();
    let mut more = 0;
    let mut room = Room::default();
    for chunk in walk.by_ref() {
        if items.len() > limits::MAX_ITEMS {
            more += if chunk.kind == *b"IDAT" || chunk.kind == *b"fdAT" { 0 } else { chunk.body.len() };
            continue;
        }
        items.append(&mut of_chunk(&chunk, &met, &mut room));
        if met.len() < 64 {
            met.push(chunk.kind);
        }
    }
    items.extend((more > 0).then(|| Item::new(Kind::Unknown, "more chunks", more)));
    if !walk.rest().is_empty() {
        let place = if walk.ended() { "after IEND" } else { "between chunks" };
        items.append(&mut metadata::trailer::items(walk.rest(), place));
    }
    if let Ok(file) = File::read(untrusted) {
        in_pictures(&file, untrusted, &mut items);
    }
    items
}

fn of_chunk(chunk: &Chunk<'_>, met: &[[u8; 4]], room: &mut Room) -> Vec<Item> {
    let (body, place) = (chunk.body, chunk.place());
    match &chunk.kind {
        b"IDAT" | b"fcTL" | b"fdAT" => Vec::new(),
        // Once each is enough to show a picture.
        b"IHDR" | b"PLTE" | b"tRNS" | b"acTL" | b"gAMA" | b"cHRM" | b"sRGB" | b"cICP" if !met.contains(&chunk.kind) => {
            Vec::new()
        }
        b"IEND" if body.is_empty() => Vec::new(),
        b"tEXt" | b"zTXt" | b"iTXt" => text(chunk, &place, room),
        b"eXIf" => metadata::exif::items(body, &place),
        b"iCCP" => profile(body, &place, room),
        b"tIME" => vec![time(body, &place)],
        b"caBX" => metadata::c2pa::items(body, &place),
        b"pHYs" => vec![resolution(body, &place)],
        _ => vec![Item::new(Kind::Unknown, place, body.len())],
    }
}

/// [PNG3 11.3.3]
fn text(chunk: &Chunk<'_>, place: &str, room: &mut Room) -> Vec<Item> {
    let unreadable = || vec![Item::new(Kind::Comment, place, chunk.body.len())];
    let Some((keyword, rest)) = until_zero(chunk.body) else { return unreadable() };
    let keyword = utf8(keyword);
    let (bytes, notes) = match &chunk.kind {
        b"tEXt" => (utf8(rest).into_bytes(), Vec::new()),
        b"zTXt" => match inflate::block(rest.get(1..).unwrap_or_default(), room) {
            Some((text, _)) => (utf8(&text).into_bytes(), Vec::new()),
            None => return unreadable(),
        },
        _ => match international(rest, room) {
            Some(parts) => parts,
            None => return unreadable(),
        },
    };
    if keyword == "XML:com.adobe.xmp" {
        return metadata::xmp::items(&bytes, place);
    }
    let mut items = metadata::text::items(Some(&keyword), &bytes, place);
    for note in notes {
        items.push(Item::new(Kind::Comment, format!("{place}, keyword"), note.len()).saying(note));
    }
    items
}

/// The text of iTXt, and its language and translated keyword where they say something. [PNG3 11.3.3.4]
fn international(rest: &[u8], room: &mut Room) -> Option<(Vec<u8>, Vec<String>)> {
    let (&[compressed, _], rest) = rest.split_first_chunk::<2>()?;
    let (language, rest) = until_zero(rest)?;
    let (translated, text) = until_zero(rest)?;
    let text = if compressed == 1 { inflate::block(text, room)?.0 } else { text.to_vec() };
    let notes = [language, translated].into_iter().filter(|note| note.len() > 12).map(utf8).collect();
    Some((text, notes))
}

fn until_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|&byte| byte == 0)?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

/// UTF-8, as many programs write it, else the standard's Latin-1.
fn utf8(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

fn profile(body: &[u8], place: &str, room: &mut Room) -> Vec<Item> {
    let stream = until_zero(body).and_then(|(_, rest)| rest.get(1..)).unwrap_or_default();
    let block = inflate::block(stream, room).filter(|(profile, _)| colour::is_profile(body, profile));
    let Some((profile, behind)) = block else { return vec![Item::new(Kind::Profile, place, body.len())] };
    let mut items = metadata::icc::items(&profile, place);
    if behind > 0 {
        items.push(Item::new(Kind::Unknown, format!("{place}, behind the profile"), behind));
    }
    items
}

/// [PNG3 11.3.6.1]
fn time(body: &[u8], place: &str) -> Item {
    match (u16_at(body, 0), body.get(2..7)) {
        (Some(year), Some(&[month @ 1..=12, day @ 1..=31, hour @ 0..24, minute @ 0..60, second @ 0..=60])) => {
            let says = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC");
            let facts = vec![Fact::time("changed", &says)];
            Item::new(Kind::Time, place, body.len()).telling(says, facts)
        }
        _ => Item::new(Kind::Unknown, place, body.len()),
    }
}

/// [PNG3 11.3.5.3]
fn resolution(body: &[u8], place: &str) -> Item {
    let item = Item::new(Kind::Unknown, place, body.len());
    match (u32_at(body, 0), body.get(8)) {
        (Some(number), Some(1)) => {
            let dots = f64::from(number) * 0.0254;
            item.telling(format!("{dots:.0} dots per inch"), vec![Fact::count("resolution", dots.round() as usize)])
        }
        _ => item,
    }
}

/// What the pictures themselves hold that is never shown.
fn in_pictures(file: &File<'_>, untrusted: &[u8], items: &mut Vec<Item>) {
    for hidden in &file.hidden {
        let size = format!("a picture of {}×{} pixels that is never shown", hidden.width, hidden.height);
        items.push(Item::new(Kind::SecondPicture, "IDAT and fdAT chunks", hidden.coded_bytes()).saying(size));
    }
    let survey = Survey::of(file);
    let mut found = |there: bool, place: &str, bytes: usize| {
        if there {
            items.push(Item::new(Kind::Unknown, place, bytes));
        }
    };
    found(survey.more > 0, "pixel data below the last row", survey.more);
    found(survey.behind > 0, "bytes behind the compressed pixels", survey.behind);
    found(survey.padding, "padding bits of the rows", file.header.height as usize);
    found(survey.colours_hidden, "colours under full transparency", 0);
    let has = |kind: &[u8; 4]| chunks(untrusted).find(|chunk| chunk.kind == *kind).map(|chunk| chunk.body);
    let palette = has(b"PLTE").unwrap_or_default();
    let alphas = has(b"tRNS").unwrap_or_default();
    if file.header.colour_type == ColourType::Palette {
        let unused = file.palette.iter().zip(survey.used).filter(|(entry, used)| !used && entry[..3] != [0; 3]).count()
            + (palette.len() / 3).saturating_sub(file.palette.len());
        found(unused > 0, "PLTE chunk, unused entries", 3 * unused);
        let unused = alphas.iter().zip(survey.used).filter(|(alpha, used)| !used && !matches!(alpha, 0 | 255)).count()
            + alphas.len().saturating_sub(file.palette.len());
        found(unused > 0, "tRNS chunk, unused entries", unused);
    } else {
        found(!palette.is_empty(), "PLTE chunk, not needed", palette.len());
        found(!alphas.is_empty() && !survey.key_met, "tRNS chunk, not needed", alphas.len());
    }
}
