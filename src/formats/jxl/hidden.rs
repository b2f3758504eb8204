//! Everything in a JPEG XL file that is not needed to show its picture, for the report.

use std::io::Read;

use jxl::api::{Event, JxlColorProfile, JxlDecoder, JxlDecoderOptions, ProfileLevel};

use super::CODESTREAM;
use crate::formats::bmff::boxes::{name, of_file};
use crate::formats::bmff::bytes::Fields;
use crate::guarded::guarded;
use crate::item::{Item, Kind};
use crate::metadata::{c2pa, exif, icc, text, trailer, xmp};
use crate::pixels::limits::MAX_BLOCK_BYTES;

/// All hidden things.
pub fn items(untrusted: &[u8]) -> Vec<Item> {
    let mut found = Vec::new();
    if untrusted.starts_with(CODESTREAM) {
        in_codestream(untrusted, "after the codestream", &mut found);
        return found;
    }
    let mut codestream = Vec::new();
    let mut boxes = of_file(untrusted);
    for part in boxes.by_ref() {
        match &part.kind {
            // The signature, the level, the index of frames.
            b"JXL " | b"ftyp" | b"jxll" | b"jxli" => {}
            b"jxlc" => codestream.extend(part.body),
            b"jxlp" => codestream.extend(part.body.get(4..).unwrap_or(&[])),
            b"brob" => found.extend(packed(part.body)),
            kind => found.extend(beside(kind, part.body, &format!("{} box", part.name().trim()))),
        }
    }
    if !boxes.rest.is_empty() {
        found.extend(trailer::items(boxes.rest, "after the last box"));
    }
    in_codestream(&codestream, "jxlc box, after the codestream", &mut found);
    found
}

/// A box beside the codestream. [ISO 18181-2 4]
fn beside(kind: &[u8; 4], body: &[u8], place: &str) -> Vec<Item> {
    match kind {
        b"Exif" => {
            let mut fields = Fields(body);
            let _ = fields.u32().and_then(|skip| fields.take(skip as usize));
            exif::items(fields.0, place)
        }
        b"xml " => xmp::items(body, place),
        b"jumb" => c2pa::items(body, place),
        b"jhgm" => vec![Item::new(Kind::GainMap, place, body.len())],
        b"free" | b"skip" if body.iter().all(|&b| b == 0) => Vec::new(),
        _ => vec![Item::new(Kind::Unknown, place, body.len())],
    }
}

/// A box packed with brotli, behind its kind. [ISO 18181-2 4.7]
fn packed(body: &[u8]) -> Vec<Item> {
    let Some((kind, packed)) = body.split_first_chunk::<4>() else { return Vec::new() };
    let place = format!("brob {} box", name(*kind).trim());
    let mut unpacked = Vec::new();
    let mut reader = brotli::Decompressor::new(packed, 4096).take(MAX_BLOCK_BYTES as u64);
    match guarded(|| reader.read_to_end(&mut unpacked).is_ok()) {
        Ok(true) => beside(kind, &unpacked, &place),
        _ => vec![Item::new(Kind::Unknown, place, body.len())],
    }
}

/// Names of frames, a profile, and bytes behind the end.
fn in_codestream(codestream: &[u8], behind: &str, found: &mut Vec<Item>) {
    let Ok(Some((scanned, length))) = guarded(|| scanned(codestream)) else { return };
    if let Some(JxlColorProfile::Icc(profile)) = scanned.embedded_color_profile() {
        found.extend(icc::items(profile, "codestream"));
    }
    for frame in scanned.scanned_frames().iter().filter(|frame| !frame.name.is_empty()).take(100) {
        found.extend(text::items(None, frame.name.as_bytes(), "frame name"));
    }
    let rest = codestream.get(length..).unwrap_or(&[]);
    if rest.iter().any(|&b| b != 0) {
        found.extend(trailer::items(rest, behind));
    }
}

/// The headers of all frames, and where the codestream ends; `None` for what breaks off.
fn scanned(codestream: &[u8]) -> Option<(JxlDecoder, usize)> {
    let mut options = JxlDecoderOptions::default();
    options.scan_frames_only = true;
    options.max_profile_level = ProfileLevel::Main10;
    let mut decoder = JxlDecoder::new(options);
    let mut rest = codestream;
    loop {
        match decoder.process(&mut rest, None, None).ok()? {
            Event::Complete => break,
            Event::NeedMoreInput { .. } => return None,
            Event::BasicInfo | Event::FrameHeader | Event::FrameComplete { .. } => {}
        }
    }
    let length = decoder.file_length().map_or(codestream.len(), |length| length as usize);
    Some((decoder, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::bmff::fixtures::iso_box;
    use crate::formats::jxl::CONTAINER;

    #[test]
    fn boxes_beside_the_codestream_are_named() {
        let mut packed = Vec::new();
        let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 5, 20);
        std::io::Write::write_all(&mut writer, b"\0\0\0\0II*\0").unwrap();
        drop(writer);
        let file = [
            CONTAINER.to_vec(),
            iso_box(b"jxlc", b"\xff\x0a"),
            iso_box(b"xml ", b"<x/>"),
            iso_box(b"brob", &[b"Exif", packed.as_slice()].concat()),
            iso_box(b"zzzz", b"secret"),
            b"behind".to_vec(),
        ];
        let places: Vec<_> = items(&file.concat()).into_iter().map(|item| item.place).collect();
        assert_eq!(places, ["xml box", "brob Exif box", "zzzz box", "after the last box"]);
    }

    #[test]
    fn a_packed_bomb_is_not_unpacked() {
        let mut packed = Vec::new();
        let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 9, 24);
        for _ in 0..64 {
            std::io::Write::write_all(&mut writer, &[0; 1 << 20]).unwrap();
        }
        drop(writer);
        let file = [CONTAINER.to_vec(), iso_box(b"brob", &[b"zzzz", packed.as_slice()].concat())].concat();
        assert_eq!(items(&file)[0].bytes, MAX_BLOCK_BYTES as u64);
    }
}
