//! Everything in a WebP that is not needed to show it.

use super::decode;
use super::parsed::{Coded, Parsed};
use super::riff::{self, Chunk, Chunks};
use super::vp8;
use crate::item::{Item, Kind};
use crate::metadata;
use crate::pixels::limits;

/// See [`crate::formats::Format::items`].
pub fn items(untrusted: &[u8]) -> Vec<Item> {
    let Some((body, trailing)) = riff::split(untrusted) else {
        return vec![Item::new(Kind::Unknown, "whole file", untrusted.len())];
    };
    let mut items = Vec::new();
    let mut pictures = 0;
    let mut chunks = Chunks::of(body);
    let mut more = 0;
    for chunk in chunks.by_ref() {
        if items.len() > limits::MAX_ITEMS {
            more += chunk.data.len();
            continue;
        }
        match &chunk.id {
            b"VP8 " | b"VP8L" => {
                pictures += 1;
                if pictures > 1 {
                    items.push(Item::new(Kind::SecondPicture, place(&chunk), chunk.data.len()));
                }
            }
            b"VP8X" => items.extend(reserved(chunk.data)),
            b"ANMF" => frame(chunk.data, &mut items),
            b"ALPH" | b"ANIM" => {}
            b"EXIF" => items.extend(metadata::exif::items(chunk.data, "EXIF chunk")),
            b"XMP " => items.extend(metadata::xmp::items(chunk.data, "XMP chunk")),
            b"ICCP" => items.extend(metadata::icc::items(chunk.data, "ICCP chunk")),
            b"C2PA" => items.extend(metadata::c2pa::items(chunk.data, "C2PA chunk")),
            _ => items.push(unknown(&chunk)),
        }
        items.extend(padding(&chunk));
    }
    items.extend((more > 0).then(|| Item::new(Kind::Unknown, "more chunks", more)));
    let rest = [chunks.rest, trailing].concat();
    if !rest.is_empty() {
        items.extend(metadata::trailer::items(&rest, "after the end"));
    }
    items.extend(slack(untrusted));
    items
}

fn place(chunk: &Chunk<'_>) -> String {
    format!("{} chunk", String::from_utf8_lossy(&chunk.id).trim())
}

fn unknown(chunk: &Chunk<'_>) -> Item {
    Item::new(Kind::Unknown, place(chunk), chunk.data.len())
}

fn padding(chunk: &Chunk<'_>) -> Option<Item> {
    (chunk.padding != 0).then(|| Item::new(Kind::Unknown, format!("after {}", place(chunk)), 1))
}

/// Bits of the extended header that mean nothing, and bytes behind it.
fn reserved(data: &[u8]) -> Option<Item> {
    let (header, more) = data.split_at_checked(10)?;
    let spare = header[0] & 0xc1 != 0 || header[1..4] != [0; 3];
    (spare || !more.is_empty()).then(|| Item::new(Kind::Unknown, "VP8X chunk", more.len() + 3 * usize::from(spare)))
}

fn frame(data: &[u8], items: &mut Vec<Item>) {
    let mut chunks = Chunks::of(data.get(16..).unwrap_or_default());
    for chunk in chunks.by_ref() {
        if !matches!(&chunk.id, b"VP8 " | b"VP8L" | b"ALPH") {
            let unknown = unknown(&chunk);
            items.push(Item { place: format!("ANMF, {}", unknown.place), ..unknown });
        }
        items.extend(padding(&chunk));
    }
    if !chunks.rest.is_empty() {
        items.push(Item::new(Kind::Unknown, "end of ANMF chunk", chunks.rest.len()));
    }
}

/// Bytes of coded pictures that no decoder reads.
fn slack(untrusted: &[u8]) -> Vec<Item> {
    let frames = Parsed::read(untrusted).map(|parsed| parsed.frames).unwrap_or_default();
    let unread = |coded: &Coded<'_>| match coded {
        Coded::Lossy { vp8, .. } => vp8::unread(vp8).saturating_sub(SPARE),
        Coded::Lossless(vp8l) => {
            vp8l.len().saturating_sub(decode::bytes_read(coded).unwrap_or(usize::MAX).saturating_add(1))
        }
    };
    let bytes: usize = frames.iter().map(|frame| unread(&frame.coded)).sum();
    (bytes > 0).then(|| Item::new(Kind::TrailingData, "after the coded picture", bytes)).into_iter().collect()
}

/// Encoders end a partition in their own ways; a few bytes more are no message.
const SPARE: usize = 8;
