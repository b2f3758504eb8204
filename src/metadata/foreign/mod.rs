//! Application segments of a JPEG that belong to no common standard: thermal cameras, old cameras, old programs.

use crate::item::{Item, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::{exif, words};

mod flir;

/// All segments that the format itself does not know, each with the number of its marker (1 for APP1) and without its length:
/// an item for each, then what is found in them.
pub fn items(segments: &[(u8, &[u8])]) -> Vec<Item> {
    let mut items = Vec::new();
    for (number, payload) in segments {
        let place = place(*number, payload);
        items.push(Item::new(Kind::Unknown, place.clone(), payload.len()));
        items.extend(told(payload, &place));
    }
    items.extend(flir::items(segments));
    items
}

/// "APP4", with the name that the segment gives itself.
fn place(number: u8, payload: &[u8]) -> String {
    let name: String =
        payload.iter().take(32).take_while(|b| (b' '..=b'~').contains(*b)).map(|&b| char::from(b)).collect();
    if name.len() < 2 { format!("APP{number}") } else { format!("APP{number} \"{name}\"") }
}

fn told(payload: &[u8], place: &str) -> Vec<Item> {
    if let Some(block) = payload.strip_prefix(b"Meta\0\0").or(payload.strip_prefix(b"META\0\0")) {
        return exif::own_items(block, place);
    }
    let mut facts = Facts::new(place);
    if let Some(records) = payload.strip_prefix(b"Ducky") {
        ducky(records, &mut facts);
    } else if payload.starts_with(b"infisense") {
        for at in [0xc0, 0x240] {
            serial(payload.get(at..at + 32), &mut facts);
        }
    } else if !payload.starts_with(b"FLIR\0") {
        loose(payload, &mut facts);
    }
    facts.into_items()
}

fn serial(bytes: Option<&[u8]>, facts: &mut Facts) {
    if let Some(serial) = bytes.and_then(words::text) {
        facts.add(Kind::Serial, serial.len(), Said::named("serial number", &serial));
    }
}

/// Photoshop's "save for web": 1 is a quality, 2 a comment, 3 a copyright.
fn ducky(mut records: &[u8], facts: &mut Facts) {
    while let Some((&[_, number, high, low], rest)) = records.split_first_chunk() {
        let Some((value, after)) = rest.split_at_checked(usize::from(u16::from_be_bytes([high, low]))) else { return };
        let text = value.get(4..).and_then(|text| words::utf16(text, false));
        match (number, text) {
            (2, Some(text)) => facts.add(Kind::Comment, value.len(), Said::bare("comment", text)),
            (3, Some(text)) => facts.add(Kind::Person, value.len(), Said::named("copyright", &text)),
            _ => {}
        }
        records = after;
    }
}

/// Dates, serial numbers and pictures in bytes whose structure is not known.
fn loose(payload: &[u8], facts: &mut Facts) {
    for window in payload.windows(19) {
        if let Some(when) = date(window) {
            facts.add(Kind::Time, 19, Said::bare("time", when));
        }
    }
    if let Some(at) = find(payload, b"Serial") {
        let line = payload.get(at..).and_then(|rest| rest.split(|b| b.is_ascii_control()).next()).unwrap_or_default();
        serial(line.iter().position(|&b| b == b'=').and_then(|mark| line.get(mark + 1..)), facts);
    }
    if let Some(at) = find(payload, b"TimeDate=") {
        let digits = payload.get(at..).and_then(|rest| rest.split(|b| !b.is_ascii_digit()).next());
        if let Some(seconds) = digits
            .and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok())
            .filter(|&s: &i64| s > 0 && s < 1 << 36)
        {
            facts.add(Kind::Time, 10, Said::bare("time", words::utc(seconds).trim_end_matches(" UTC")));
        }
    }
    if payload.windows(4).any(|window| matches!(window, [0xff, 0xd8, 0xff, 0xdb | 0xc0 | 0xc4 | 0xe0 | 0xe1 | 0xfe])) {
        facts.add(Kind::Thumbnail, payload.len(), "a small copy of the picture");
    }
}

/// Where the bytes behind `mark` begin.
fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark).map(|at| at + mark.len())
}

/// "2022:07:08 23:12:05", with "-" too.
fn date(window: &[u8]) -> Option<String> {
    let shape = window.iter().enumerate().all(|(i, b)| match i {
        4 | 7 => matches!(b, b':' | b'-'),
        10 => matches!(b, b' ' | b'T'),
        13 | 16 => *b == b':',
        _ => b.is_ascii_digit(),
    });
    if shape { words::date(std::str::from_utf8(window).ok()?) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(number: u8, payload: &[u8], kind: Kind) -> String {
        let items = items(&[(number, payload)]);
        assert_eq!(items[0].kind, Kind::Unknown);
        items.iter().find(|item| item.kind == kind).and_then(|item| item.says.clone()).unwrap_or_default()
    }

    #[test]
    fn segments_are_named_by_their_own_names() {
        assert_eq!(items(&[(4, b"Acme\0\x01")])[0].place, "APP4 \"Acme\"");
        assert_eq!(items(&[(4, b"\x01")])[0].place, "APP4");
    }

    #[test]
    fn dates_serial_numbers_and_pictures_are_found_in_the_unknown() {
        let text =
            b"[picture info]\r\nTimeDate=1657321925\r\nSerialNumber=#SN77\r\n\xff\xd8\xff\xe0 2022:07:08 23:12:05";
        assert_eq!(says(12, text, Kind::Serial), "serial number #SN77");
        assert_eq!(says(12, text, Kind::Time), "2022-07-08 23:12:05");
        assert!(!says(12, text, Kind::Thumbnail).is_empty());
    }

    #[test]
    fn copyrights_of_photoshop_are_read() {
        assert_eq!(says(12, b"Ducky\0\x03\0\x08\0\0\0\x02\0M\0e\0\0", Kind::Person), "copyright Me");
    }
}
