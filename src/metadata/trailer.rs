//! Bytes behind the end of a picture: second pictures, videos, trailers of phones.

use crate::item::{Fact, Item, Kind};
use crate::metadata::{iptc, words, xmp};

/// More pieces than this are not told apart.
const MOST: usize = 32;
/// How far behind a piece the next one is looked for.
const FARTHEST: usize = 256 << 20;

/// The bytes and the place ("after EOI"): one item a piece, in order; Samsung's table of contents as well.
pub fn items(trailing: &[u8], place: &str) -> Vec<Item> {
    if trailing.is_empty() {
        return Vec::new();
    }
    if trailing.iter().all(|&b| b == 0) {
        return vec![Item::new(Kind::TrailingData, place, trailing.len()).saying("zeros")];
    }
    let mut items = Vec::new();
    for (piece, bytes) in pieces(trailing) {
        match piece {
            Some(piece) => items.extend(piece.items(bytes, place)),
            None => items.push(unknown(bytes, place)),
        }
    }
    items.extend(samsung(trailing, place));
    items
}

/// The whole picture files among the bytes, in order.
pub fn pictures(trailing: &[u8]) -> Vec<&[u8]> {
    let is_picture = |piece: &Piece| piece.kind == Kind::SecondPicture;
    pieces(trailing).into_iter().filter(|(piece, _)| piece.as_ref().is_some_and(is_picture)).map(|p| p.1).collect()
}

/// What is known by its first bytes, and what lies between; zeros between are left out.
fn pieces(trailing: &[u8]) -> Vec<(Option<Piece>, &[u8])> {
    let mut pieces: Vec<(Option<Piece>, &[u8])> = Vec::new();
    let mut rest = trailing;
    while !rest.is_empty() && pieces.len() < MOST {
        let start =
            (0..rest.len().min(FARTHEST)).find(|&at| rest.get(at..).is_some_and(is_known)).unwrap_or(rest.len());
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, &[]));
        if !before.is_empty() && (pieces.is_empty() || before.iter().any(|&b| b != 0)) {
            pieces.push((None, before));
        }
        let Some(piece) = piece(from) else {
            pieces.extend((!from.is_empty()).then_some((None, from)));
            break;
        };
        let (bytes, after) = from.split_at_checked(piece.length.max(1)).unwrap_or((from, &[]));
        pieces.push((Some(piece), bytes));
        rest = after;
    }
    pieces
}

fn unknown(bytes: &[u8], place: &str) -> Item {
    let item = Item::new(Kind::TrailingData, place, bytes.len());
    let text = words::text(bytes)
        .filter(|text| bytes.len() < 4096 && text.chars().all(|c| !c.is_control() && c != '\u{fffd}'));
    match text {
        Some(text) => item.saying(text),
        None => item,
    }
}

/// A piece that is known by its first bytes.
struct Piece {
    kind: Kind,
    length: usize,
    says: &'static str,
}

impl Piece {
    fn items(&self, bytes: &[u8], place: &str) -> Vec<Item> {
        let mut items = vec![Item::new(self.kind, place, bytes.len()).saying(self.says)];
        match self.says {
            PHOTO_MECHANIC | AFCP => items.extend(iptc::items(bytes, place)),
            PACKET => items = xmp::items(bytes, place),
            _ => {}
        }
        items
    }
}

const PHOTO_MECHANIC: &str = "a block of Photo Mechanic";
const AFCP: &str = "an AFCP block with captions";
const PACKET: &str = "an XMP packet";

fn is_known(bytes: &[u8]) -> bool {
    // Cheap first: most bytes begin nothing.
    let first = bytes.first().copied().unwrap_or_default();
    (matches!(first, 0xff | 0x89 | b'P' | b'A' | b'c' | b'<' | b'R' | b'G') || bytes.get(4) == Some(&b'f'))
        && piece(bytes).is_some()
}

fn piece(bytes: &[u8]) -> Option<Piece> {
    let whole = bytes.len();
    let (kind, length, says) = match bytes {
        [0xff, 0xd8, 0xff, 0xc0..=0xfe, ..] => (Kind::SecondPicture, jpeg_length(bytes), jpeg_says(bytes)),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => (Kind::MotionVideo, boxes_length(bytes), "a video"),
        [0x89, b'P', b'N', b'G', 13, 10, 26, 10, ..] => (Kind::SecondPicture, png_length(bytes), "a picture (PNG)"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            (Kind::SecondPicture, riff_length(bytes), "a picture (WebP)")
        }
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => (Kind::SecondPicture, whole, "a picture (GIF)"),
        [b'P', b'K', 3, 4, ..] => (Kind::TrailingData, whole, "an archive (ZIP)"),
        [b'A', b'X', b'S', b'!' | b'*', ..] => (Kind::TrailingData, whole, AFCP),
        [b'c', b'b', b'i', b'p', b'c', b'b', b'b', b'l', ..] => (Kind::TrailingData, whole, PHOTO_MECHANIC),
        _ if bytes.starts_with(b"<?xpacket begin") || bytes.starts_with(b"<x:xmpmeta") => {
            (Kind::Xmp, packet_length(bytes), PACKET)
        }
        _ => return None,
    };
    Some(Piece { kind, length, says })
}

fn jpeg_says(bytes: &[u8]) -> &'static str {
    let head = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    if head.windows(6).any(|window| window == b"Exif\0\0") {
        "a second picture (JPEG) with an Exif block of its own"
    } else {
        "a second picture (JPEG)"
    }
}

/// Up to the first EOI behind the coded data, past segments that may hold thumbnails.
fn jpeg_length(bytes: &[u8]) -> usize {
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4).and_then(|head| <&[u8; 4]>::try_from(head).ok())
    {
        match marker {
            0xd9 => return at + 2,
            0xff => at += 1,
            _ => {
                at += 2 + usize::from(u16::from_be_bytes([high, low])).max(2);
                if marker == 0xda {
                    let coded = bytes.get(at..).unwrap_or_default();
                    let is_marker = |pair: &[u8]| matches!(pair, [0xff, 0x01..=0xcf | 0xd8..=0xfe]);
                    at += coded.windows(2).position(is_marker).unwrap_or(coded.len());
                }
            }
        }
    }
    if bytes.get(at..at + 2) == Some(&[0xff, 0xd9]) { at + 2 } else { bytes.len() }
}

/// As many boxes of ISO media as follow one another.
fn boxes_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some((size, kind)) = bytes.get(at..).and_then(|rest| rest.split_first_chunk::<4>()) {
        if !kind.get(..4).is_some_and(|kind| kind.iter().all(|b| b.is_ascii_alphanumeric() || *b == b' ')) {
            break;
        }
        let size = match u32::from_be_bytes(*size) {
            0 => bytes.len(),
            1 => bytes.get(at + 8..at + 16).and_then(|raw| raw.try_into().ok()).map_or(0, u64::from_be_bytes) as usize,
            size => size as usize,
        };
        if size < 8 {
            break;
        }
        at = at.saturating_add(size).min(bytes.len());
    }
    at.max(8).min(bytes.len())
}

fn png_length(bytes: &[u8]) -> usize {
    let mut at = 8usize;
    while let Some((length, kind)) = bytes.get(at..).and_then(|rest| rest.split_first_chunk::<4>()) {
        at = at.saturating_add(12).saturating_add(u32::from_be_bytes(*length) as usize).min(bytes.len());
        if kind.starts_with(b"IEND") {
            break;
        }
    }
    at.min(bytes.len())
}

fn riff_length(bytes: &[u8]) -> usize {
    let size = bytes.get(4..8).and_then(|raw| raw.try_into().ok()).map_or(0, u32::from_le_bytes) as usize;
    size.saturating_add(8).min(bytes.len())
}

fn packet_length(bytes: &[u8]) -> usize {
    let end = |mark: &[u8]| bytes.windows(mark.len()).position(|window| window == mark).map(|at| at + mark.len());
    end(b"<?xpacket end=\"w\"?>").or_else(|| end(b"</x:xmpmeta>")).unwrap_or(bytes.len())
}

/// Samsung's table at the very end: "SEFH", version, count, then 12 bytes an entry; its length; "SEFT".
fn samsung(trailing: &[u8], place: &str) -> Vec<Item> {
    samsung_entries(trailing)
        .unwrap_or_default()
        .into_iter()
        .map(|(name, data)| samsung_item(&name, data, place))
        .collect()
}

fn samsung_entries(trailing: &[u8]) -> Option<Vec<(String, &[u8])>> {
    let word =
        |at: usize| trailing.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes).map(|v| v as usize);
    let end = trailing.strip_suffix(b"SEFT")?.len().checked_sub(4)?;
    let table = end.checked_sub(word(end)?)?;
    trailing.get(table..)?.strip_prefix(b"SEFH")?;
    let entry = |i: usize| {
        let at = table.checked_add(12 + 12 * i)?;
        let start = table.checked_sub(word(at + 4)?)?;
        let block = trailing.get(start..start.checked_add(word(at + 8)?)?)?;
        let name_length = u32::from_le_bytes(block.get(4..8)?.try_into().ok()?) as usize;
        let (name, data) = block.get(8..)?.split_at_checked(name_length)?;
        Some((words::text(name)?, data))
    };
    Some((0..word(table + 8)?.min(MOST)).map_while(entry).collect())
}

fn samsung_item(name: &str, data: &[u8], place: &str) -> Item {
    let item = |kind: Kind, says: String| Item::new(kind, place, data.len()).saying(says);
    let milliseconds = words::text(data).and_then(|text| text.parse::<i64>().ok());
    match milliseconds {
        Some(time) if name.contains("UTC") => {
            let (says, fact) =
                (format!("taken {}", words::utc(time / 1000)), Fact::time("taken", &words::utc(time / 1000)));
            Item::new(Kind::Time, place, data.len()).telling(says, vec![fact])
        }
        _ if name.contains("Motion") => item(Kind::MotionVideo, format!("Samsung {name}")),
        _ if name.contains("Depth") => item(Kind::DepthMap, format!("Samsung {name}")),
        _ if name.contains("DualShot") || name.contains("Original") => {
            item(Kind::SecondPicture, format!("Samsung {name}"))
        }
        _ => item(
            Kind::TrailingData,
            format!("Samsung {name} {}", words::text(data).filter(|_| data.len() < 200).unwrap_or_default()),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(trailing: &[u8]) -> Vec<Kind> {
        items(trailing, "after EOI").into_iter().map(|item| item.kind).collect()
    }

    fn video() -> Vec<u8> {
        b"\0\0\0\x10ftypmp42\0\0\0\0\0\0\0\x0cmdatVVVV".to_vec()
    }

    fn jpeg() -> Vec<u8> {
        b"\xff\xd8\xff\xe1\0\x0cExif\0\0\xff\xd8\xff\xd9\xff\xda\0\x02coded\xff\0more\xff\xd9".to_vec()
    }

    #[test]
    fn pieces_are_told_apart() {
        assert_eq!(kinds(&video()), [Kind::MotionVideo]);
        assert_eq!(kinds(&[jpeg(), video()].concat()), [Kind::SecondPicture, Kind::MotionVideo]);
        assert_eq!(kinds(&[&b"junk"[..], &jpeg(), &[0; 9]].concat()), [Kind::TrailingData, Kind::SecondPicture]);
        assert_eq!(kinds(&[0; 100]), [Kind::TrailingData]);
        assert_eq!(kinds(b"just text"), [Kind::TrailingData]);
        assert_eq!(kinds(b""), []);
    }

    #[test]
    fn a_thumbnail_does_not_end_a_picture() {
        let items = items(&[jpeg(), b"tail".to_vec()].concat(), "x");
        assert_eq!(items[0].bytes, jpeg().len() as u64);
        assert_eq!(items[1].says.as_deref(), Some("tail"));
    }

    #[test]
    fn samsungs_table_is_read() {
        let block = [&b"\0\0\x01\x0a"[..], &14u32.to_le_bytes(), b"Image_UTC_Data", b"1657314725000"].concat();
        let entry =
            [&b"\0\0\x01\x0a"[..], &(block.len() as u32).to_le_bytes(), &(block.len() as u32).to_le_bytes()].concat();
        let table = [&b"SEFH"[..], &106u32.to_le_bytes(), &1u32.to_le_bytes(), &entry].concat();
        let trailer = [&block[..], &table, &(table.len() as u32).to_le_bytes(), b"SEFT"].concat();
        let items = items(&trailer, "after EOI");
        let time = items.iter().find(|item| item.kind == Kind::Time).and_then(|item| item.says.as_deref());
        assert_eq!(time, Some("taken 2022-07-08 21:12:05 UTC"));
        for end in 0..trailer.len() {
            kinds(&trailer[end..]);
            kinds(&trailer[..end]);
        }
    }
}
