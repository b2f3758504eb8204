//! Messages between the coded pictures: SEI of HEVC, metadata and padding of AV1.

use crate::formats::bmff::bytes::Fields;
use crate::item::{Item, Kind};

/// SEI messages before and behind a picture. [ITU-T H.265 table 7-1]
const SEI: [u8; 2] = [39, 40];

/// NAL units, each behind its length of four bytes.
pub fn sei(data: &[u8]) -> Vec<Item> {
    let mut fields = Fields(data);
    let mut found = Vec::new();
    while let Some(unit) = fields.u32().and_then(|length| fields.take(length as usize)) {
        found.extend(message(unit, "SEI message"));
    }
    found
}

/// The arrays of NAL units in `hvcC`. [ISO 14496-15 8.3.3.1.2]
pub fn sei_in_config(config: &[u8]) -> Vec<Item> {
    let mut found = Vec::new();
    let mut fields = Fields(config.get(22..).unwrap_or(&[]));
    for _ in 0..fields.u8().unwrap_or(0) {
        fields.u8();
        for _ in 0..fields.u16().unwrap_or(0) {
            let Some(unit) = fields.u16().and_then(|length| fields.take(length.into())) else { return found };
            found.extend(message(unit, "SEI message in hvcC"));
        }
    }
    found
}

/// A unit that is not needed to decode: user data, or of a kind that no standard names.
fn message(unit: &[u8], place: &str) -> Option<Item> {
    let kind = unit.first()? >> 1 & 63;
    // User data: registered (4) and unregistered (5). The others describe the coding. [ITU-T H.265 D.2.1]
    let user_data = SEI.contains(&kind) && matches!(unit.get(2), Some(4 | 5));
    (user_data || kind > 40).then(|| Item::new(Kind::Unknown, place, unit.len()))
}

/// Open bitstream units. [AV1 6.2.2]
pub fn obu(data: &[u8]) -> Vec<Item> {
    let mut fields = Fields(data);
    let mut found = Vec::new();
    while let Some(header) = fields.u8() {
        if header & 4 != 0 {
            fields.u8();
        }
        let length = if header & 2 != 0 { leb128(&mut fields) } else { Some(fields.0.len()) };
        let Some(body) = length.and_then(|length| fields.take(length)) else { break };
        let place = match header >> 3 & 15 {
            5 => "OBU metadata",
            15 => "OBU padding",
            1..=4 | 6..=8 => continue,
            _ => "OBU of an unknown kind",
        };
        // Light levels and mastering displays describe the picture. [AV1 6.7.1]
        if !(place == "OBU metadata" && matches!(body.first(), Some(1 | 2))) {
            found.push(Item::new(Kind::Unknown, place, body.len()));
        }
    }
    found
}

/// [AV1 4.10.5]
fn leb128(fields: &mut Fields) -> Option<usize> {
    let mut value = 0u64;
    for i in 0..8 {
        let byte = fields.u8()?;
        value |= u64::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            return usize::try_from(value).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_data_is_found_between_coded_pictures() {
        let unit = |bytes: &[u8]| [&(bytes.len() as u32).to_be_bytes()[..], bytes].concat();
        let data = [unit(b"\x26\x01coded"), unit(b"\x4e\x01\x05\x03abc"), unit(b"\x4e\x01\x88\x01a")].concat();
        assert_eq!(sei(&data), [Item::new(Kind::Unknown, "SEI message", 7)]);
        let config = [&[0; 22][..], b"\x01\x27\0\x01\0\x06\x4e\x01\x05\x01ab"].concat();
        assert_eq!(sei_in_config(&config), [Item::new(Kind::Unknown, "SEI message in hvcC", 6)]);
        for end in 0..config.len() {
            sei_in_config(&config[..end]);
        }
    }

    #[test]
    fn metadata_and_padding_are_found_in_av1() {
        let data = b"\x12\0\x0a\x01x\x2a\x03\x04ab\x7a\x02ab\x32\x01p";
        let places: Vec<_> = obu(data).into_iter().map(|item| item.place).collect();
        assert_eq!(places, ["OBU metadata", "OBU padding"]);
        for end in 0..data.len() {
            obu(&data[..end]);
        }
    }
}
