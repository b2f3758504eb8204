//! XMP packets. [ISO 16684-1, Google depth and motion photo, Adobe gain maps, MWG regions]

use std::borrow::Cow;

use crate::item::{Fact, Item, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::{names, words};

mod scan;

/// An XMP packet (UTF-8, or UTF-16 with a mark). Always an item for the packet, then what it says.
pub fn items(packet: &[u8], place: &str) -> Vec<Item> {
    let mut facts = Facts::new(place);
    let mut place_found = Position::default();
    let mut properties = 0;
    let mut told = Facts::new(place);
    scan::scan(&decoded(packet), |stack, name, value| {
        if name.starts_with("xmlns") || name.starts_with("xml:") || name.starts_with("rdf:") {
            return;
        }
        properties += 1;
        let parent = stack.last().copied().unwrap_or_default();
        property(parent, name, value, &mut place_found, &mut told);
    });
    let says = if properties == 0 {
        String::new()
    } else {
        words::counted(properties, "XMP entry").replace("entrys", "entries")
    };
    facts.add(Kind::Xmp, packet.len(), Said::new(says, Fact::count("entries", properties)));
    let mut items = facts.into_items();
    place_found.tell(&mut told);
    items.extend(told.into_items());
    items
}

fn property(parent: &str, name: &str, value: &str, position: &mut Position, facts: &mut Facts) {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let length = value.len();
    if let Some((kind, says)) = embedded(prefix, local, value) {
        return facts.add(kind, length, says);
    }
    let Some(value) = words::some(&scan::unescaped(words::cut(value))) else { return };
    let kind = match names::kind(prefix, local, &value) {
        Some(kind) => kind,
        None if is_face(prefix, local, &value) => return facts.add(Kind::Person, length, "a face is marked"),
        None => return,
    };
    match kind {
        Kind::Gps => {
            position.note(local, &value, length);
            if let Some(when) = words::date(&value).filter(|_| local.contains("Date") || local.contains("Time")) {
                facts.add(Kind::Time, length, Said::named("satellites", &when));
            }
        }
        Kind::Time => facts.add(kind, length, Said::named(&spoken(local), &words::date(&value).unwrap_or(value))),
        Kind::Caption if prefix == "mwg-rs" || parent.ends_with("RegionStruct") => facts.add(kind, length, value),
        _ => facts.add(kind, length, Said::named(&spoken(local), &value)),
    }
}

fn is_face(prefix: &str, local: &str, value: &str) -> bool {
    prefix == "mwg-rs" && local == "Type" && value == "Face"
}

/// Pictures, sounds and videos inside a packet, or behind the picture and announced by it.
fn embedded(prefix: &str, local: &str, value: &str) -> Option<(Kind, &'static str)> {
    let large = value.len() > 64;
    Some(match (prefix, local) {
        ("xmpGImg" | "xapGImg", "image") => (Kind::Thumbnail, "a small copy of the picture"),
        ("GDepth", "Data" | "Format") => (Kind::DepthMap, "a depth map"),
        ("depthData" | "apdi", "Filtered" | "DepthDataVersion" | "AuxiliaryImageType")
            if value.contains("epth") || prefix == "depthData" =>
        {
            (Kind::DepthMap, "a depth map")
        }
        ("GImage", "Data") => (Kind::SecondPicture, "the picture before it was edited"),
        ("GAudio", "Data") => (Kind::Unknown, "a sound recording"),
        ("GCamera" | "Camera", "MicroVideo" | "MotionPhoto") if value.trim() == "1" => {
            (Kind::MotionVideo, "a video belongs to the picture")
        }
        ("Item", "Semantic") if value == "MotionPhoto" => (Kind::MotionVideo, "a video belongs to the picture"),
        ("Item", "Semantic") if value == "GainMap" => (Kind::GainMap, "a gain map belongs to the picture"),
        ("Item", "Semantic") if value == "Depth" => (Kind::DepthMap, "a depth map belongs to the picture"),
        ("hdrgm", "Version" | "GainMapMax") | ("HDRGainMap", "HDRGainMapVersion") => {
            (Kind::GainMap, "a gain map belongs to the picture")
        }
        ("dcterms", "provenance") => (Kind::Provenance, "content credentials are kept elsewhere"),
        ("photoshop", "DocumentAncestors") => (Kind::Software, "edit history"),
        ("crs", "Version" | "ProcessVersion") => (Kind::Software, "Camera Raw settings"),
        ("GPano", "ProjectionType") => (Kind::Software, "panorama"),
        ("GDepth" | "GImage" | "GAudio", _) if large => (Kind::Unknown, "embedded data"),
        _ => return None,
    })
}

/// "CreateDate" as "create date".
fn spoken(name: &str) -> String {
    let mut words = String::new();
    let mut last_lower = false;
    for c in name.chars() {
        if c.is_uppercase() && last_lower {
            words.push(' ');
        }
        last_lower = c.is_lowercase();
        words.extend(c.to_lowercase());
    }
    words
}

/// Latitude and longitude stand apart in a packet.
#[derive(Default)]
struct Position {
    latitude: Option<f64>,
    longitude: Option<f64>,
    bytes: usize,
    others: Vec<Said>,
}

impl Position {
    fn note(&mut self, local: &str, value: &str, length: usize) {
        self.bytes += length;
        let name = local.to_ascii_lowercase();
        let other = |name: &str| name.contains("dest") || name.ends_with("ref");
        if name.ends_with("latitude") && !other(&name) && self.latitude.is_none() {
            self.latitude = degrees(value);
        } else if name.ends_with("longitude") && !other(&name) && self.longitude.is_none() {
            self.longitude = degrees(value);
        } else if !name.ends_with("ref") && self.others.len() < 8 {
            self.others.push(Said::named(&spoken(local.trim_start_matches("GPS")), value));
        }
    }

    fn tell(self, facts: &mut Facts) {
        let position = match (self.latitude, self.longitude) {
            (Some(latitude), Some(longitude)) => Some(Said::position(latitude, longitude, None)),
            (Some(latitude), None) => Some(Said::half("latitude", latitude)),
            (None, Some(longitude)) => Some(Said::half("longitude", longitude)),
            (None, None) => None,
        };
        let mut bytes = self.bytes;
        for said in position.into_iter().chain(self.others) {
            facts.add(Kind::Gps, std::mem::take(&mut bytes), said);
        }
    }
}

/// "52,22.123N", "52,22,7W", "-33.5", or rationals "54/1, 5938/100, 0/1".
pub fn degrees(value: &str) -> Option<f64> {
    let number = |text: &str| -> Option<f64> {
        match text.split_once('/') {
            Some((a, b)) => Some(a.trim().parse::<f64>().ok()? / b.trim().parse::<f64>().ok()?),
            None => text.trim().trim_start_matches('+').parse().ok(),
        }
    };
    let value = value.trim();
    let bare = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let parts: Vec<f64> = bare.split(',').take(3).map_while(number).collect();
    let sum = parts.iter().zip([1.0, 60.0, 3600.0]).map(|(part, by)| part / by).sum::<f64>();
    let negative = value.ends_with(['S', 'W', 's', 'w']);
    (!parts.is_empty() && sum.is_finite()).then_some(if negative { -sum } else { sum })
}

fn decoded(packet: &[u8]) -> Cow<'_, str> {
    let utf16 = |little: bool| {
        let unit = |pair: &[u8]| match *pair {
            [a, b] if little => u16::from_le_bytes([a, b]),
            [a, b] => u16::from_be_bytes([a, b]),
            _ => 0,
        };
        let units = packet.chunks_exact(2).map(unit);
        Cow::Owned(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect())
    };
    match packet {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => utf16(true),
        [0xfe, 0xff, ..] | [0, b'<', ..] => utf16(false),
        _ => String::from_utf8_lossy(packet),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 6.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" exif:GPSLatitude="52,22.123N"
 exif:GPSLongitude="4,53.7E" xmp:CreateDate="2022-07-08T23:12:05+02:00" aux:SerialNumber="SN99" tiff:Make="Acme">
 <dc:creator><rdf:Seq><rdf:li>Ann &amp; Bo</rdf:li></rdf:Seq></dc:creator>
 <mwg-rs:Regions><rdf:Bag><rdf:li mwg-rs:Name="Clara" mwg-rs:Type="Face"/></rdf:Bag></mwg-rs:Regions>
 <GDepth:Data>AAAA</GDepth:Data><xmp:CreatorTool>Painter 9</xmp:CreatorTool></rdf:Description></rdf:RDF></x:xmpmeta>"#;

    fn says(items: &[Item], kind: Kind) -> String {
        items.iter().find(|item| item.kind == kind).and_then(|item| item.says.clone()).unwrap_or_default()
    }

    fn all_is_told(items: &[Item]) {
        assert_eq!(items[0].kind, Kind::Xmp);
        assert!(says(items, Kind::Gps).starts_with("52.3687, 4.8950"), "{items:?}");
        assert_eq!(says(items, Kind::Time), "create date 2022-07-08 23:12:05+02:00");
        assert_eq!(says(items, Kind::Serial), "serial number SN99");
        assert_eq!(says(items, Kind::Device), "make Acme");
        assert!(says(items, Kind::Person).contains("creator Ann & Bo; name Clara"));
        assert!(says(items, Kind::Software).contains("creator tool Painter 9"));
        assert_eq!(says(items, Kind::DepthMap), "a depth map");
    }

    #[test]
    fn all_facts_of_a_packet_are_told() {
        all_is_told(&items(PACKET.as_bytes(), "APP1 XMP"));
    }

    #[test]
    fn a_packet_in_utf16_is_read() {
        let utf16: Vec<u8> = PACKET.encode_utf16().flat_map(u16::to_le_bytes).collect();
        all_is_told(&items(&[&b"\xff\xfe"[..], &utf16].concat(), "APP1 XMP"));
    }

    #[test]
    fn an_empty_packet_is_still_an_item() {
        assert_eq!(items(b"\0\xff<", "x"), [Item::new(Kind::Xmp, "x", 3)]);
    }

    #[test]
    fn degrees_are_read_in_all_spellings() {
        assert_eq!(degrees("10,30S"), Some(-10.5));
        assert_eq!(degrees("+47.25"), Some(47.25));
        assert_eq!(degrees("54/1, 30/1, 0/1"), Some(54.5));
        assert_eq!(degrees("north"), None);
    }
}
