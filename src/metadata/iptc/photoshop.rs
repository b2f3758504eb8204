//! Photoshop image resources. [Adobe Photoshop file formats, image resource blocks]

use crate::item::{Item, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::{exif, icc, iptc, words, xmp};

/// More resources than this are not looked at.
const MOST: usize = 500;

/// Image resource blocks ("8BIM…"), with or without "Photoshop 3.0\0" before them.
pub fn items(resources: &[u8], place: &str) -> Vec<Item> {
    let mut facts = Facts::new(place);
    let blocks = blocks(resources.strip_prefix(b"Photoshop 3.0\0").unwrap_or(resources));
    facts.add(Kind::Software, resources.len(), Said::counted("resources", blocks.len(), "Photoshop resource"));
    let mut inner = Vec::new();
    for block in blocks {
        let place = |what: &str| format!("{place} {what}");
        match block.number {
            0x0404 => inner.extend(iptc::items(block.data, &place("IPTC"))),
            0x040f => inner.extend(icc::items(block.data, &place("colour profile"))),
            0x0422 | 0x0423 => inner.extend(exif::own_items(block.data, &place("Exif"))),
            0x0424 => inner.extend(xmp::items(block.data, &place("XMP"))),
            _ => told(&block, &mut facts),
        }
    }
    let mut items = facts.into_items();
    items.extend(inner);
    items
}

/// The small copy of the picture: a JPEG behind 28 bytes about its size.
pub fn thumbnail(resources: &[u8]) -> Option<&[u8]> {
    let blocks = blocks(resources.strip_prefix(b"Photoshop 3.0\0").unwrap_or(resources));
    blocks.into_iter().find(|block| block.number == 0x040c).and_then(|block| block.data.get(28..))
}

fn told(block: &Block<'_>, facts: &mut Facts) {
    let (kind, text) = match block.number {
        0x0409 | 0x040c if block.data.len() > 28 => (Kind::Thumbnail, Some("a small copy of the picture".into())),
        0x03f0 => (Kind::Caption, block.data.get(1..).and_then(words::text).map(Said::from)),
        0x040b => (Kind::Caption, words::text(block.data).map(|url| Said::named("address", &url))),
        0x0421 => (
            Kind::Software,
            words::utf16(block.data.get(9..).unwrap_or_default(), false).map(|name| Said::bare("software", name)),
        ),
        0x07d0..=0x0bb7 => (Kind::Caption, words::text(block.name).map(|name| Said::named("path", &name))),
        _ => return,
    };
    if let Some(text) = text {
        facts.add(kind, if kind == Kind::Software { 0 } else { block.data.len() }, text);
    }
}

struct Block<'a> {
    number: u16,
    name: &'a [u8],
    data: &'a [u8],
}

fn blocks(resources: &[u8]) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = resources;
    while blocks.len() < MOST {
        let Some((block, after)) = block(rest) else { break };
        blocks.push(block);
        rest = after;
    }
    blocks
}

fn block(bytes: &[u8]) -> Option<(Block<'_>, &[u8])> {
    let (&[b0, b1, b2, b3, high, low, name_length], rest) = bytes.split_first_chunk()?;
    if !matches!(&[b0, b1, b2, b3], b"8BIM" | b"PHUT" | b"DCSR" | b"AgHg" | b"MeSa" | b"PHTR" | b"8B64") {
        return None;
    }
    let (name, rest) = rest.split_at_checked(usize::from(name_length))?;
    let rest = rest.get(usize::from(name_length % 2 == 0)..)?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = u32::from_be_bytes(*length) as usize;
    // The last block may be cut.
    let (data, rest) = rest.split_at_checked(length).unwrap_or((rest, &[]));
    let rest = rest.get(length % 2..).unwrap_or_default();
    Some((Block { number: u16::from_be_bytes([high, low]), name, data }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(number: u16, data: &[u8]) -> Vec<u8> {
        let mut block =
            [&b"8BIM"[..], &number.to_be_bytes(), &[0, 0], &(data.len() as u32).to_be_bytes(), data].concat();
        block.resize(block.len() + data.len() % 2, 0);
        block
    }

    #[test]
    fn resources_are_opened() {
        let iptc = b"\x1c\x02\x50\0\x03Ann";
        let writer = b"\0\0\0\x01\0\0\0\0\x02\0P\0S\0\0\0\0\0\0";
        let resources =
            [resource(0x0404, iptc), resource(0x0421, writer), resource(0x040c, &[7; 40]), resource(1, b"odd")]
                .concat();
        let items = items(&[b"Photoshop 3.0\0", &resources[..]].concat(), "APP13");
        let says = |kind| items.iter().find(|item| item.kind == kind).and_then(|item| item.says.as_deref());
        assert_eq!(says(Kind::Person), Some("by Ann"));
        assert_eq!(says(Kind::Thumbnail), Some("a small copy of the picture"));
        assert_eq!(says(Kind::Software), Some("4 Photoshop resources; PS"));
    }

    #[test]
    fn cut_resources_are_survived() {
        let whole = [resource(0x0404, b"\x1c\x02\x50\0\x03Ann"), resource(0x03f0, b"\x03abc")].concat();
        for end in 0..whole.len() {
            assert!(!items(&whole[..end], "x").is_empty());
        }
    }
}
