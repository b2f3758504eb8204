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
/// Descriptions of standard spaces. A description that begins like this and goes on with plain words for versions passes.
const NAMES: [&str; 27] = [
    "srgb",
    "display p3",
    "image p3",
    "p3 d65",
    "dci-p3",
    "dci p3",
    "smpte rp 431-2",
    "adobe rgb",
    "adobergb",
    "compatible with adobe rgb",
    "prophoto",
    "romm rgb",
    "apple rgb",
    "colormatch",
    "wide gamut",
    "generic gray",
    "generic grey",
    "generic rgb",
    "rec. 2020",
    "rec. 709",
    "rec2020",
    "bt.2020",
    "bt.709",
    "itu-r bt",
    "gray gamma",
    "gray",
    "linear",
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
        && is_one_of(80, &makers)
        && all_zero(header.get(100..128)?);
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
        (b"rTRC" | b"gTRC" | b"bTRC" | b"kTRC", b"curv") => size == 12 + 2 * u32_be(value, 8)? as usize,
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
    let name = name.trim().to_lowercase();
    let rest = NAMES.iter().filter_map(|known| name.strip_prefix(known)).min_by_key(|rest| rest.len());
    rest.is_some_and(|rest| {
        const WORDS: [&str; 16] = [
            "iec61966-2.1",
            "iec",
            "61966-2-1",
            "profile",
            "rgb",
            "built-in",
            "(1998)",
            "with",
            "gamma",
            "2.2",
            "1.0",
            "srgb",
            "trc",
            "black",
            "scaled",
            "default",
        ];
        rest.split([' ', '_', ',', '-']).all(|word| word.len() < 2 || WORDS.contains(&word))
            || matches!(rest, " iec61966-2.1" | " iec 61966-2-1 default rgb colour space - srgb")
    })
}

fn copyright_is_known(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    const MAKERS: [&str; 12] = [
        "apple",
        "adobe",
        "google",
        "hewlett",
        "international color consortium",
        "kodak",
        "microsoft",
        "cc0",
        "facebook",
        "public domain",
        "no copyright",
        "freely",
    ];
    text.is_empty() || (text.len() <= 100 && MAKERS.iter().any(|maker| text.contains(maker)))
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
