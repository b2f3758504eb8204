//! Thermal cameras of FLIR: records spread over several APP1 segments.

use crate::item::{Item, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::words;

/// The most records that are looked at.
const MOST: usize = 64;

/// What the records say; the segments themselves have items already.
pub fn items(segments: &[(u8, &[u8])]) -> Vec<Item> {
    let mut parts: Vec<(u8, &[u8])> = segments.iter().filter_map(|(_, payload)| part(payload)).collect();
    parts.sort_by_key(|(number, _)| *number);
    let whole: Vec<u8> = parts.iter().flat_map(|(_, data)| data.iter().copied()).collect();
    let mut facts = Facts::new("APP1 FLIR");
    for (kind, record) in records(&whole).unwrap_or_default() {
        match kind {
            0x20 => camera(record, &mut facts),
            0x2b => gps(record, &mut facts),
            _ => {}
        }
    }
    facts.into_items()
}

/// "FLIR\0", a version, the part's number and that of the last one.
fn part(payload: &[u8]) -> Option<(u8, &[u8])> {
    let ([_, number, _], data) = payload.strip_prefix(b"FLIR\0")?.split_first_chunk()?;
    Some((*number, data))
}

/// Types and contents, from the directory that the head names.
fn records(whole: &[u8]) -> Option<Vec<(u16, &[u8])>> {
    whole.strip_prefix(b"FFF\0")?;
    let word =
        |at: usize| whole.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_be_bytes).map(|v| v as usize);
    let (directory, count) = (word(24)?, word(28)?);
    let record = |i: usize| {
        let at = directory.checked_add(32 * i)?;
        let kind = u16::from_be_bytes(whole.get(at..at.checked_add(2)?)?.try_into().ok()?);
        let start = word(at.checked_add(12)?)?;
        Some((kind, whole.get(start..start.checked_add(word(at + 16)?)?)?))
    };
    Some((0..count.min(MOST)).filter_map(record).collect())
}

fn camera(record: &[u8], facts: &mut Facts) {
    let text = |at: usize, length: usize| record.get(at..at + length).and_then(words::text);
    for (at, length, kind, name) in [
        (0xd4, 32, Kind::Device, "camera"),
        (0x104, 16, Kind::Serial, "camera serial number"),
        (0x170, 32, Kind::Device, "lens"),
        (0x1a0, 16, Kind::Serial, "lens serial number"),
    ] {
        if let Some(text) = text(at, length) {
            facts.add(kind, length, Said::named(name, &text));
        }
    }
    let little = record.get(1) == Some(&0);
    let seconds = record.get(0x384..0x388).and_then(|raw| raw.try_into().ok());
    let seconds = seconds.map(|raw| if little { u32::from_le_bytes(raw) } else { u32::from_be_bytes(raw) });
    if let Some(seconds) = seconds.filter(|&seconds| seconds > 0) {
        facts.add(Kind::Time, 10, Said::named("taken", &words::utc(i64::from(seconds))));
    }
}

fn gps(record: &[u8], facts: &mut Facts) {
    let number = |at: usize| record.get(at..at + 8).and_then(|raw| raw.try_into().ok()).map(f64::from_le_bytes);
    let negative =
        |at: usize, mark: u8, degrees: f64| if record.get(at) == Some(&mark) { -degrees.abs() } else { degrees };
    let valid = record.get(..4).is_some_and(|valid| valid.iter().any(|&b| b != 0));
    if let (Some(latitude), Some(longitude), true) = (number(0x10), number(0x18), valid)
        && latitude.abs() <= 90.0
        && longitude.abs() <= 180.0
    {
        let (latitude, longitude) = (negative(8, b'S', latitude), negative(10, b'W', longitude));
        facts.add(Kind::Gps, record.len(), Said::position(latitude, longitude, None));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_over_two_segments_are_read() {
        let mut camera = vec![0; 0x38e];
        camera[..2].copy_from_slice(&[2, 0]);
        camera[0x104..0x108].copy_from_slice(b"SN77");
        let mut gps = vec![0; 0x58];
        gps[0] = 1;
        gps[8..11].copy_from_slice(b"N\0W");
        gps[0x10..0x18].copy_from_slice(&34.5f64.to_le_bytes());
        gps[0x18..0x20].copy_from_slice(&118.25f64.to_le_bytes());
        let record = |kind: u8, at: usize, length: usize| {
            let mut record = [0; 32];
            record[1] = kind;
            record[12..16].copy_from_slice(&(at as u32).to_be_bytes());
            record[16..20].copy_from_slice(&(length as u32).to_be_bytes());
            record
        };
        let mut whole = [&b"FFF\0"[..], &[0; 20], &32u32.to_be_bytes(), &2u32.to_be_bytes()].concat();
        whole.extend(record(0x20, 96, camera.len()));
        whole.extend(record(0x2b, 96 + camera.len(), gps.len()));
        whole.extend(&camera);
        whole.extend(&gps);
        let (first, second) = whole.split_at(500);
        let first = [b"FLIR\0\x01\0\x01", first].concat();
        let second = [b"FLIR\0\x01\x01\x01", second].concat();
        let items = items(&[(1, &second), (1, &first)]);
        let says =
            |kind| items.iter().find(|item| item.kind == kind).and_then(|item| item.says.clone()).unwrap_or_default();
        assert_eq!(says(Kind::Serial), "camera serial number SN77");
        assert!(says(Kind::Gps).starts_with("34.5000, -118.2500"));
    }
}
