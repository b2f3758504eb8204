//! Colour profiles: only a small matrix or gray profile of a standard space, with nothing in it that is not needed, is plain.
//! [ICC.1:2022; ICC.1:2001-04]

use super::bytes::{all_zero, array, u32_be};

/// A matrix profile of a standard space stays far below this.
const LARGEST: usize = 8 << 10;
/// Tags that a matrix or gray profile needs.
const TAGS: [&[u8; 4]; 14] = [
    b"desc", b"cprt", b"wtpt", b"bkpt", b"chad", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC",
    b"lumi", b"cicp",
];
/// Names of standard spaces, in small letters.
const NAMES: [&str; 32] = [
    "srgb",
    "srgb iec61966-2.1",
    "srgb built-in",
    "linear srgb",
    "display p3",
    "image p3",
    "dci-p3",
    "dci p3",
    "adobe rgb",
    "adobe rgb 1998",
    "adobe rgb (1998)",
    "compatible with adobe rgb (1998)",
    "prophoto rgb",
    "romm rgb",
    "rec2020",
    "rec.2020",
    "rec. 2020",
    "bt.2020",
    "rec709",
    "rec.709",
    "rec. 709",
    "bt.709",
    "apple rgb",
    "wide gamut rgb",
    "generic rgb profile",
    "generic gray profile",
    "generic gray gamma 2.2 profile",
    "gray gamma 1.8",
    "gray gamma 2.2",
    "gray",
    "sgray",
    "srgb gray",
];

/// Whether a profile is one that many people's pictures hold, without a byte for something else.
pub fn is_plain(profile: &[u8]) -> bool {
    judge(profile).is_some()
}

fn judge(profile: &[u8]) -> Option<()> {
    let plain = |fine: bool| fine.then_some(());
    plain(profile.len() <= LARGEST && u32_be(profile, 0)? as usize == profile.len())?;
    header(profile.first_chunk::<128>()?)?;
    let count = u32_be(profile, 128)? as usize;
    plain(count <= 20)?;
    let mut spans = vec![(0, 132 + 12 * count)];
    let mut names = 0;
    for entry in 0..count {
        let at = 132 + 12 * entry;
        let tag: [u8; 4] = array(profile, at)?;
        let (start, size) = (u32_be(profile, at + 4)? as usize, u32_be(profile, at + 8)? as usize);
        let value = profile.get(start..start.checked_add(size)?)?;
        plain(TAGS.contains(&&tag) && value_is_plain(&tag, value)?)?;
        names += usize::from(tag == *b"desc");
        spans.push((start, start + size));
    }
    plain(names == 1 && covers(&mut spans, profile))
}

/// [ICC.1:2022 7.2]
fn header(header: &[u8; 128]) -> Option<()> {
    let is_one_of = |at: usize, known: &[&[u8; 4]]| {
        array::<4>(header, at).is_some_and(|field| field == [0; 4] || known.contains(&&field))
    };
    let makers: [&[u8; 4]; 7] = [b"appl", b"APPL", b"ADBE", b"lcms", b"none", b"GOOG", b"MSFT"];
    let fine = is_one_of(4, &makers)
        && header.get(8).is_some_and(|major| matches!(major, 2 | 4))
        && all_zero(header.get(10..12)?)
        && is_one_of(12, &[b"mntr", b"spac", b"scnr"])
        && is_one_of(16, &[b"RGB ", b"GRAY"])
        && is_one_of(20, &[b"XYZ ", b"Lab "])
        && header.get(36..40)? == b"acsp"
        && is_one_of(40, &[b"APPL", b"MSFT", b"*nix"])
        && all_zero(header.get(44..48)?)
        && is_one_of(48, &makers)
        && is_one_of(52, &[b"sRGB", b"    "])
        && all_zero(header.get(56..64)?)
        && u32_be(header, 64)? <= 3
        && [0xF6D6, 0x1_0000, 0xD32D]
            .iter()
            .zip((68..).step_by(4))
            .all(|(&d50, at)| u32_be(header, at).is_some_and(|said| said.abs_diff(d50) < 0x40))
        && is_one_of(80, &makers)
        && all_zero(header.get(84..128)?);
    (fine && date_is_of_a_standard(header)).then_some(())
}

/// A profile's date is that of the standard profile, never that of a photo: a day without a time of day, or none.
fn date_is_of_a_standard(header: &[u8; 128]) -> bool {
    let Some(date) = array::<12>(header, 24) else { return false };
    all_zero(date.get(6..).unwrap_or_default())
}

/// Whether a tag's value holds numbers, or a text that says nothing about a photo. `None`: cut.
fn value_is_plain(tag: &[u8; 4], value: &[u8]) -> Option<bool> {
    let kind: [u8; 4] = array(value, 0)?;
    if !all_zero(value.get(4..8)?) {
        return Some(false);
    }
    let size = value.len();
    Some(match (tag, &kind) {
        (b"desc", _) => name_is_known(&text(value)?),
        (b"cprt", _) => copyright_is_known(&text(value)?),
        (b"wtpt" | b"bkpt" | b"lumi" | b"rXYZ" | b"gXYZ" | b"bXYZ", b"XYZ ") => size == 20,
        (b"chad", b"sf32") => size == 44,
        (b"cicp", b"cicp") => size == 12,
        (b"rTRC" | b"gTRC" | b"bTRC" | b"kTRC", b"curv") => {
            let points = value.get(12..)?.as_chunks::<2>().0;
            // A curve rises; other numbers could say something.
            let rises = points.iter().map(|&point| u16::from_be_bytes(point)).is_sorted();
            size == 12 + 2 * u32_be(value, 8)? as usize && rises
        }
        (b"rTRC" | b"gTRC" | b"bTRC" | b"kTRC", b"para") => {
            let numbers = [1, 3, 4, 5, 7].get(u32_be(value, 8)? as usize >> 16);
            numbers.is_some_and(|count| size == 12 + 4 * count) && all_zero(value.get(10..12)?)
        }
        _ => false,
    })
}

/// The one text of a description or copyright; empty where it has several, or hides bytes beside it.
fn text(value: &[u8]) -> Option<String> {
    let kind: [u8; 4] = array(value, 0)?;
    let ascii = |bytes: &[u8]| {
        let text = bytes.strip_suffix(&[0]).unwrap_or(bytes);
        String::from_utf8(text.to_vec()).ok().filter(|t| t.is_ascii() && !t.contains('\0'))
    };
    match &kind {
        b"text" => ascii(value.get(8..)?),
        b"desc" => {
            // The text, then an empty Unicode and an empty Macintosh one. [ICC.1:2001-04 6.5.17]
            let end = 12_usize.checked_add(u32_be(value, 8)? as usize)?;
            let rest = value.get(end..)?;
            (rest.len() <= 78 + 3 && all_zero(rest)).then(|| ascii(value.get(12..end)?))?
        }
        b"mluc" => {
            // [ICC.1:2022 10.15]
            let (length, start) = (u32_be(value, 20)? as usize, u32_be(value, 24)? as usize);
            let one = u32_be(value, 8)? == 1 && u32_be(value, 12)? == 12 && start == 28;
            let end = start.checked_add(length)?;
            let (units, odd) = value.get(start..end)?.as_chunks::<2>();
            let rest = value.get(end..)?;
            let fine = one && odd.is_empty() && rest.len() < 4 && all_zero(rest);
            let text = String::from_utf16(&units.iter().map(|&u| u16::from_be_bytes(u)).collect::<Vec<_>>()).ok()?;
            fine.then(|| text.trim_end_matches('\0').to_string())
        }
        _ => None,
    }
}

fn name_is_known(name: &str) -> bool {
    NAMES.contains(&name.trim().to_lowercase().as_str())
}

/// Only whole sentences: a name could stand beside a word that is known.
fn copyright_is_known(text: &str) -> bool {
    const TEXTS: [&str; 8] = [
        "",
        "cc0",
        "public domain",
        "no copyright",
        "no copyright, use freely",
        "copyright apple inc., 2017",
        "copyright apple inc., 2022",
        "copyright 1999 adobe systems incorporated",
    ];
    TEXTS.contains(&text.trim().to_lowercase().as_str())
}

/// Whether the spans cover every byte but up to three zeros between two values.
fn covers(spans: &mut [(usize, usize)], profile: &[u8]) -> bool {
    spans.sort_unstable();
    let mut end = 0;
    let ends = [(profile.len(), profile.len())];
    spans.iter().chain(&ends).all(|&(from, to)| {
        let gap = profile.get(end..from.max(end)).unwrap_or_default();
        end = end.max(to);
        gap.len() < 4 && all_zero(gap)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use moxcms::ColorProfile;

    /// A standard profile, without the time of its making.
    fn standard(profile: &ColorProfile) -> Vec<u8> {
        let mut bytes = profile.encode().unwrap();
        bytes[24..36].fill(0);
        bytes
    }

    #[test]
    fn standard_matrix_profiles_are_plain() {
        let profiles = [ColorProfile::new_srgb(), ColorProfile::new_display_p3(), ColorProfile::new_adobe_rgb()];
        for profile in profiles {
            assert!(is_plain(&standard(&profile)), "{:?}", profile.description);
        }
    }

    #[test]
    fn a_profile_says_nothing_else() {
        let plain = standard(&ColorProfile::new_display_p3());
        let name = plain.windows(6).position(|w| w == b"\0D\0i\0s").unwrap();
        // Time, maker, model, profile id, reserved bytes, name.
        for (at, text) in [(30, b"\0\x0C"), (48, b"me"), (52, b"me"), (84, b"me"), (100, b"me"), (name, b"\0M")] {
            let mut changed = plain.clone();
            changed[at..at + 2].copy_from_slice(text);
            assert!(!is_plain(&changed), "{at}");
        }
        let mut longer = plain.clone();
        longer.extend_from_slice(b"43.4670 N");
        assert!(!is_plain(&longer));
        let size = longer.len() as u32;
        longer[..4].copy_from_slice(&size.to_be_bytes());
        assert!(!is_plain(&longer));
        assert!((0..plain.len()).all(|end| !is_plain(&plain[..end])));
    }
}
