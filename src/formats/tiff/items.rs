//! Everything in a TIFF that is not needed to show its pages.

use std::ops::Range;

use super::chunks;
use super::decode::{Pages, is_copy};
use super::ifd::{Ifd, Tiff};
use super::layout::{Layout, scheme};
use crate::guarded::guarded;
use crate::item::{Item, Kind};
use crate::metadata::{self, exif};

/// Fields that say how samples are stored or shown. Everything else is named.
/// [TIFF6 8, 9, 11, 14–16, 18–22; TIFF Technical Note 2]
const STRUCTURE: &[u16] = &[
    254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291,
    292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 338, 339, 340, 341, 347, 512, 513,
    514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532,
];
/// Fields of pointers to directories.
const CHILDREN: &[u16] = &[330, 34665, 34853, 40965];

/// See [`crate::formats::Format::items`].
pub fn items(untrusted: &[u8]) -> Vec<Item> {
    let Some((tiff, first)) = Tiff::open(untrusted) else {
        return vec![Item::new(Kind::Unknown, "whole file", untrusted.len())];
    };
    let items = exif::file_items(untrusted, "Exif fields");
    let told = items.iter().map(|item| item.kind).collect();
    let mut walk = Walk { tiff, items, told, used: Vec::new() };
    walk.used.push(0..if tiff.big { 16 } else { 8 });
    for (i, ifd) in tiff.chain(first).iter().enumerate() {
        walk.page(ifd, i);
    }
    walk.orphans();
    walk.items.extend(slack(untrusted));
    walk.items
}

struct Walk<'a> {
    tiff: Tiff<'a>,
    items: Vec<Item>,
    /// Ranges that belong to something.
    used: Vec<Range<u64>>,
    /// Kinds of the facts that the Exif reader found in all directories.
    told: Vec<Kind>,
}

impl Walk<'_> {
    fn page(&mut self, ifd: &Ifd, index: usize) {
        self.cover(ifd);
        if index > 0 && is_copy(&self.tiff, ifd) {
            self.items.push(Item::new(Kind::Thumbnail, format!("IFD{index}"), self.coded_bytes(ifd)));
        }
        self.fields(ifd, &format!("IFD{index}"));
        // Directories below a page: mostly smaller copies.
        for child in ifd.children(&self.tiff, 330) {
            let place = format!("IFD{index}, SubIFD");
            self.items.push(Item::new(Kind::Thumbnail, place.clone(), self.coded_bytes(&child)));
            self.fields(&child, &place);
        }
    }

    fn fields(&mut self, ifd: &Ifd, directory: &str) {
        for entry in &ifd.entries {
            let place = format!("{directory}, tag {}", entry.tag);
            let value = self.tiff.get(entry.range()).unwrap_or_default();
            match entry.tag {
                700 => self.items.extend(metadata::xmp::items(value, &place)),
                33723 => self.items.extend(metadata::iptc::items(value, &place)),
                34377 => self.items.extend(metadata::iptc::photoshop_items(value, &place)),
                34675 => self.items.extend(metadata::icc::items(value, &place)),
                tag if STRUCTURE.contains(&tag) || CHILDREN.contains(&tag) => {}
                tag if exif::kind(tag).is_some_and(|kind| self.told.contains(&kind)) => {}
                _ => self.items.push(Item::new(Kind::Unknown, place, value.len())),
            }
        }
    }

    fn coded_bytes(&self, ifd: &Ifd) -> usize {
        let sizes = |tag| ifd.numbers(&self.tiff, tag).unwrap_or_default().into_iter().sum::<u64>();
        (sizes(279).saturating_add(sizes(325))).min(self.tiff.bytes.len() as u64) as usize
    }

    /// Notes what a directory and all it points to take up.
    fn cover(&mut self, ifd: &Ifd) {
        let mut waiting = vec![ifd.clone()];
        let mut seen = Vec::new();
        while let Some(ifd) = waiting.pop() {
            if seen.contains(&ifd.range.start) || seen.len() > 64 {
                continue;
            }
            seen.push(ifd.range.start);
            self.used.push(ifd.range.clone());
            self.used.extend(ifd.entries.iter().map(|entry| entry.range()));
            for (offsets, sizes) in [(273, 279), (324, 325), (513, 514)] {
                let [offsets, sizes] = [offsets, sizes].map(|tag| ifd.numbers(&self.tiff, tag).unwrap_or_default());
                self.used.extend(offsets.iter().zip(sizes).map(|(&at, size)| at..at.saturating_add(size)));
            }
            waiting.extend(CHILDREN.iter().flat_map(|&tag| ifd.children(&self.tiff, tag)));
        }
    }

    /// Bytes that belong to no field.
    fn orphans(&mut self) {
        let length = self.tiff.bytes.len() as u64;
        self.used.sort_by_key(|range| range.start);
        let mut end = 0;
        let mut between = 0;
        for range in &self.used {
            between += self.written(end..range.start.min(length));
            end = end.max(range.end).min(length);
        }
        let after = self.written(end..length);
        for (bytes, place) in [(between, "between the parts"), (after, "after the end")] {
            if bytes > 0 {
                self.items.push(Item::new(Kind::TrailingData, place, bytes));
            }
        }
    }

    /// The length of a gap that holds anything but zeros.
    fn written(&self, gap: Range<u64>) -> usize {
        let bytes = self.tiff.get(gap).unwrap_or_default();
        if bytes.iter().any(|&byte| byte != 0) { bytes.len() } else { 0 }
    }
}

/// Bytes in strips and tiles that no decoder reads, and comments of JPEGs in them.
fn slack(untrusted: &[u8]) -> Vec<Item> {
    let Ok(Pages { tiff, ifds }) = Pages::read(untrusted) else { return Vec::new() };
    let layouts = ifds.iter().filter_map(|ifd| Layout::read(&tiff, ifd).ok());
    let mut unread = 0;
    let mut comments = 0;
    for layout in layouts {
        let is_strip = layout.chunk_width == layout.width;
        for (index, &(at, size)) in layout.chunks.iter().enumerate() {
            let Some(coded) = tiff.get(at..at.saturating_add(size)) else { continue };
            let line = index as u32 / layout.chunks_across() % layout.chunks_down();
            let left = layout.height - line * layout.chunk_height;
            let rows = if is_strip { layout.chunk_height.min(left) } else { layout.chunk_height };
            match layout.compression {
                scheme::JPEG => comments += segments(coded),
                _ if layout.is_subsampled() => {}
                _ => unread += behind(coded, &layout, rows),
            }
        }
    }
    let item = |kind, place: &str, bytes| (bytes > 0).then(|| Item::new(kind, place, bytes));
    let items = [
        item(Kind::TrailingData, "behind the data of a strip", unread),
        item(Kind::Unknown, "segments of a JPEG inside", comments),
    ];
    items.into_iter().flatten().collect()
}

fn behind(coded: &[u8], layout: &Layout, rows: u32) -> usize {
    let row = (layout.chunk_width as usize * layout.samples_in_chunk() as usize * layout.bits as usize).div_ceil(8);
    let wanted = row.saturating_mul(rows as usize);
    let unpacked = guarded(|| chunks::unpacked(coded, layout, rows, wanted, None).ok());
    let used = unpacked.ok().flatten().and_then(|unpacked| unpacked.used);
    // Some writers end a strip on an even byte, or with a code that says so.
    let rest = used.and_then(|used| coded.get(used..)).unwrap_or_default();
    if rest.len() > 4 { rest.len() } else { 0 }
}

/// Bytes of segments before the scan that hold no tables: APPn (but JFIF and Adobe) and comments. [ITU-T T.81 B.1]
fn segments(jpeg: &[u8]) -> usize {
    let mut rest = jpeg.get(2..).unwrap_or_default();
    let mut bytes = 0;
    while let Some(&[0xff, marker, high, low]) = rest.first_chunk::<4>() {
        let size = 2 + usize::from(u16::from_be_bytes([high, low]));
        match marker {
            0xda => break,
            0xe1..=0xed | 0xef | 0xfe => bytes += size,
            _ => {}
        }
        rest = rest.get(size..).unwrap_or_default();
    }
    bytes
}
