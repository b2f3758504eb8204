//! Colour profiles. [ICC.1:2022]

use crate::item::{Fact, Item, Kind};
use crate::metadata::words;

/// Tags that a profile needs or usually has; others are named.
const USUAL: [&[u8; 4]; 33] = [
    b"desc", b"cprt", b"wtpt", b"bkpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"chad",
    b"chrm", b"lumi", b"meas", b"tech", b"view", b"vued", b"dmnd", b"dmdd", b"A2B0", b"A2B1", b"A2B2", b"B2A0",
    b"B2A1", b"B2A2", b"gamt", b"cicp", b"calt", b"targ", b"pre0", b"pre1", b"pre2",
];
/// More tags than this are not looked at.
const MOST_TAGS: usize = 100;

/// An ICC profile: its description, and odd tags in it.
pub fn items(profile: &[u8], place: &str) -> Vec<Item> {
    let item = Item::new(Kind::Profile, place, profile.len());
    let tags = tags(profile);
    let description = tags.iter().find(|(name, _)| *name == b"desc").and_then(|(_, value)| text(value));
    let odd: Vec<String> = tags
        .iter()
        .filter(|(name, _)| !USUAL.contains(name))
        .map(|(name, _)| String::from_utf8_lossy(*name).into_owned())
        .collect();
    let odd = (!odd.is_empty()).then(|| format!("with private parts {}", odd.join(" ")));
    let facts =
        description.iter().map(|name| Fact::text("profile", name)).chain(odd.iter().map(|odd| Fact::sentence(odd)));
    let facts = facts.collect();
    let says: Vec<String> = description.into_iter().chain(odd).collect();
    vec![if says.is_empty() { item } else { item.telling(words::short(&says.join("; ")), facts) }]
}

/// Names and values of the tag table [7.3].
fn tags(profile: &[u8]) -> Vec<(&[u8; 4], &[u8])> {
    let count = u32_at(profile, 128).unwrap_or(0) as usize;
    let tag = |i: usize| -> Option<(&[u8; 4], &[u8])> {
        let at = 132 + 12 * i;
        let name = profile.get(at..at + 4)?.try_into().ok()?;
        let (start, length) = (u32_at(profile, at + 4)? as usize, u32_at(profile, at + 8)? as usize);
        Some((name, profile.get(start..start.checked_add(length)?)?))
    };
    (0..count.min(MOST_TAGS)).filter_map(tag).collect()
}

/// A 'desc' of version 2 or an 'mluc' of version 4 [10.15].
fn text(value: &[u8]) -> Option<String> {
    match value.get(..4)? {
        b"desc" => words::text(value.get(12..)?),
        b"text" => words::text(value.get(8..)?),
        b"mluc" => {
            let (length, start) = (u32_at(value, 20)? as usize, u32_at(value, 24)? as usize);
            words::utf16(value.get(start..start.checked_add(length)?)?, false)
        }
        _ => None,
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(name: &[u8; 4], value: &[u8]) -> Vec<u8> {
        let mut profile = vec![0; 128];
        profile.extend(1u32.to_be_bytes());
        profile.extend(name);
        profile.extend(144u32.to_be_bytes());
        profile.extend((value.len() as u32).to_be_bytes());
        profile.extend(value);
        profile
    }

    #[test]
    fn both_kinds_of_description_are_read() {
        let old = profile(b"desc", b"desc\0\0\0\0\0\0\0\x0bDisplay P3\0");
        let new = profile(b"desc", b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x04\0\0\0\x1c\0P\x003");
        assert_eq!(items(&old, "x")[0].says.as_deref(), Some("Display P3"));
        assert_eq!(items(&new, "x")[0].says.as_deref(), Some("P3"));
    }

    #[test]
    fn private_parts_are_named() {
        assert_eq!(items(&profile(b"secr", b"abc"), "x")[0].says.as_deref(), Some("with private parts secr"));
    }

    #[test]
    fn cut_profiles_are_survived() {
        let whole = profile(b"desc", b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x04\0\0\0\x1c\0P\x003");
        for end in 0..whole.len() {
            assert_eq!(items(&whole[..end], "x").len(), 1);
        }
    }
}
