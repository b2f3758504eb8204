//! Free text: comments, PNG text chunks, prompts of picture generators.

use crate::item::{Item, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::{exif, icc, iptc, names, words, xmp};

/// The most digits of a profile in hexadecimal that are looked at.
const LONGEST_PROFILE: usize = 4 << 20;

/// Keywords of the PNG standard [PNG3 11.3.3.1] and of programs; lower case.
const KEYWORDS: [(&str, Kind, &str); 26] = [
    ("author", Kind::Person, "author"),
    ("copyright", Kind::Person, "copyright"),
    ("creation time", Kind::Time, "made"),
    ("create-date", Kind::Time, "made"),
    ("date:create", Kind::Time, "made"),
    ("date:modify", Kind::Time, "changed"),
    ("date:timestamp", Kind::Time, "saved"),
    ("software", Kind::Software, "software"),
    ("source", Kind::Device, "source"),
    ("title", Kind::Caption, "title"),
    ("description", Kind::Caption, "description"),
    ("disclaimer", Kind::Caption, "disclaimer"),
    ("warning", Kind::Caption, "warning"),
    ("comment", Kind::Comment, ""),
    ("parameters", Kind::Software, "AI prompt:"),
    ("prompt", Kind::Software, "AI prompt:"),
    ("workflow", Kind::Software, "AI workflow:"),
    ("dream", Kind::Software, "AI prompt:"),
    ("sd-metadata", Kind::Software, "AI prompt:"),
    ("invokeai_metadata", Kind::Software, "AI prompt:"),
    ("invokeai_graph", Kind::Software, "AI workflow:"),
    ("generation_data", Kind::Software, "AI prompt:"),
    ("fooocus_scheme", Kind::Software, "AI prompt:"),
    ("user comment", Kind::Comment, ""),
    ("usercomment", Kind::Comment, ""),
    ("thumb::uri", Kind::Caption, "file"),
];

/// A comment, or a text with a keyword (PNG: "Author", "parameters"); also knows "Raw profile type …" and XMP in iTXt.
pub fn items(keyword: Option<&str>, text: &[u8], place: &str) -> Vec<Item> {
    let keyword = keyword.unwrap_or_default().trim();
    let lower = keyword.to_ascii_lowercase();
    if lower == "xml:com.adobe.xmp" || is_packet(text) {
        return xmp::items(text, place);
    }
    if let Some(name) = lower.strip_prefix("raw profile type ")
        && let Some(profile) = unhexed(text)
    {
        return raw_profile(name.trim(), &profile, &format!("{place} {keyword}"));
    }
    let mut facts = Facts::new(place);
    tell(keyword, &lower, text, &mut facts);
    facts.into_items()
}

fn tell(keyword: &str, lower: &str, text: &[u8], facts: &mut Facts) {
    let said = words::text(text).unwrap_or_default();
    if let Some((_, kind, name)) = KEYWORDS.iter().find(|known| known.0 == lower) {
        let said = if *kind == Kind::Time { words::date(&said).unwrap_or(said) } else { said };
        let said = if name.is_empty() { Said::bare("comment", said) } else { Said::named(name, &said) };
        return facts.add(*kind, text.len(), said);
    }
    let (prefix, name) = keyword.rsplit_once(':').unwrap_or(("", keyword));
    let kind = if prefix == "exif:thumbnail" { Some(Kind::Thumbnail) } else { names::kind(prefix, name, &said) };
    match kind {
        Some(Kind::Gps) => facts.add(Kind::Gps, text.len(), degrees(name, &said)),
        Some(Kind::Thumbnail) => facts.add(Kind::Thumbnail, text.len(), "a small copy of the picture is described"),
        Some(kind) => facts.add(kind, text.len(), Said::named(keyword, &said)),
        None if keyword.is_empty() => facts.add(Kind::Comment, text.len(), Said::bare("comment", said.as_str())),
        None => facts.add(Kind::Comment, text.len(), Said::named(keyword, &said)),
    }
    if keyword.is_empty() && is_prompt(&said) {
        facts.add(Kind::Software, text.len(), Said::named("AI prompt:", &said));
    }
}

fn degrees(name: &str, said: &str) -> String {
    match xmp::degrees(said) {
        Some(degrees) if name.ends_with("itude") && !name.ends_with("Altitude") => format!("{name} {degrees:.4}"),
        _ => format!("{name} {said}"),
    }
}

fn is_packet(text: &[u8]) -> bool {
    let head = text.get(..text.len().min(64)).unwrap_or_default();
    [&b"<?xpacket"[..], b"<x:xmpmeta", b"<rdf:RDF"]
        .iter()
        .any(|mark| head.windows(mark.len()).any(|window| window == *mark))
}

/// As the usual programs write them.
fn is_prompt(text: &str) -> bool {
    let settings = ["Steps: ", "Sampler: ", "CFG scale: ", "Negative prompt: "];
    settings.iter().filter(|setting| text.contains(**setting)).count() >= 2 || text.starts_with("{\"prompt\"")
}

/// ImageMagick's way to keep other packets: a name, a length, then hexadecimal digits.
fn raw_profile(name: &str, profile: &[u8], place: &str) -> Vec<Item> {
    match name {
        "exif" => exif::items(profile, place),
        "xmp" => xmp::items(profile, place),
        "app1" if is_packet(profile.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0").unwrap_or(profile)) => {
            xmp::items(profile.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0").unwrap_or(profile), place)
        }
        "app1" => exif::items(profile, place),
        "iptc" | "8bim" | "app13" if profile.starts_with(b"8BIM") || profile.starts_with(b"Photoshop") => {
            iptc::photoshop_items(profile, place)
        }
        "iptc" => iptc::items(profile, place),
        "icc" | "icm" => icc::items(profile, place),
        _ => vec![Item::new(Kind::Unknown, place, profile.len()).saying(format!("a profile of type {name}"))],
    }
}

fn unhexed(text: &[u8]) -> Option<Vec<u8>> {
    let mut lines = text.splitn(4, |&b| b == b'\n').skip(2);
    let (_length, digits) = (lines.next()?, lines.next()?);
    let digits = digits.get(..digits.len().min(LONGEST_PROFILE))?;
    let values: Vec<u8> = digits.iter().filter_map(|&b| char::from(b).to_digit(16)).map(|v| v as u8).collect();
    (values.len() >= 2).then(|| values.chunks_exact(2).map(|pair| pair.iter().fold(0, |sum, v| sum << 4 | v)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(keyword: Option<&str>, text: &str) -> (Kind, String) {
        let item = items(keyword, text.as_bytes(), "tEXt").remove(0);
        (item.kind, item.says.unwrap_or_default())
    }

    #[test]
    fn keywords_decide_the_kind() {
        assert_eq!(first(Some("Author"), "Ann"), (Kind::Person, "author Ann".into()));
        assert_eq!(
            first(Some("Creation Time"), "2022:07:08 23:12:05"),
            (Kind::Time, "made 2022-07-08 23:12:05".into())
        );
        assert_eq!(
            first(Some("parameters"), "a cat\nSteps: 20"),
            (Kind::Software, "AI prompt: a cat Steps: 20".into())
        );
        assert_eq!(first(Some("exif:GPSLatitude"), "54/1, 30/1, 0/1"), (Kind::Gps, "GPSLatitude 54.5000".into()));
        assert_eq!(first(Some("odd"), "x"), (Kind::Comment, "odd x".into()));
        assert_eq!(first(None, "made by hand"), (Kind::Comment, "made by hand".into()));
    }

    #[test]
    fn long_text_is_cut() {
        assert!(first(None, &"word ".repeat(10_000)).1.chars().count() <= words::LONGEST);
    }

    #[test]
    fn profiles_in_hexadecimal_are_opened() {
        let hex: String = b"\x1c\x02\x50\0\x03Ann".iter().map(|b| format!("{b:02x}")).collect();
        let text = format!("\niptc\n      8\n{}\n{}\n", &hex[..6], &hex[6..]);
        let items = items(Some("Raw profile type iptc"), text.as_bytes(), "zTXt");
        assert!(items.iter().any(|item| item.kind == Kind::Person && item.says.as_deref() == Some("by Ann")));
    }

    #[test]
    fn a_packet_is_known_under_any_keyword() {
        assert_eq!(first(Some("xmp"), "<x:xmpmeta a:b='1'/>").0, Kind::Xmp);
    }
}
