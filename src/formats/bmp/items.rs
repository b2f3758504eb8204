//! Everything in a BMP that is not needed to show it.

use std::ops::Range;

use super::decode::{numbers, runs};
use super::header::{Coding, FILE_HEADER, Header, Profile};
use crate::item::{Item, Kind};
use crate::metadata;
use crate::pixels::limits;

/// See [`crate::formats::Format::items`].
pub fn items(untrusted: &[u8]) -> Vec<Item> {
    let header = Header::read(untrusted).ok();
    let fits = |header: &Header| limits::check_size(header.width, header.height, untrusted.len()).is_ok();
    let Some(header) = header.filter(fits) else {
        return vec![Item::new(Kind::Unknown, "whole file", untrusted.len())];
    };
    let file = File { bytes: untrusted, header };
    let mut items = Vec::new();
    items.extend(file.profile());
    let end = file.pixels(&mut items);
    file.header_fields(&mut items);
    file.palette(&mut items);
    let parts = [file.header.palette.end..file.header.pixels, end..untrusted.len()];
    for (part, place) in parts.into_iter().zip(["before the pixels", "after the end"]) {
        let rest = file.outside_profile(part);
        if rest.iter().any(|&byte| byte != 0) {
            items.extend(metadata::trailer::items(&rest, place));
        }
    }
    items
}

struct File<'a> {
    bytes: &'a [u8],
    header: Header,
}

impl File<'_> {
    fn get(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// The bytes of a part that do not belong to the profile.
    fn outside_profile(&self, part: Range<usize>) -> Vec<u8> {
        let length = self.bytes.len();
        let profile = self.header.profile.as_ref().map_or(length..length, |(_, range)| range.clone());
        let (start, end) = (part.start.min(length), part.end.min(length));
        let before = self.get(start..end.min(profile.start.max(start)));
        let after = self.get(start.max(profile.end).min(end)..end);
        [before, after].concat()
    }

    fn profile(&self) -> Vec<Item> {
        match &self.header.profile {
            Some((Profile::Embedded, range)) => metadata::icc::items(self.get(range.clone()), "embedded profile"),
            Some((Profile::Linked, range)) => {
                let path = self.get(range.clone());
                let says = String::from_utf8_lossy(path).trim_end_matches('\0').to_string();
                vec![Item::new(Kind::FileName, "path of a linked profile", path.len()).saying(says)]
            }
            None => Vec::new(),
        }
    }

    /// Reserved fields, and colour fields of V4 and V5 headers that are idle.
    fn header_fields(&self, items: &mut Vec<Item>) {
        let idle = |range: Range<usize>| self.get(range).iter().filter(|&&byte| byte != 0).count();
        let calibrated = self.get(FILE_HEADER + 56..FILE_HEADER + 60) == [0; 4];
        let spare = idle(6..10) + if self.header.length >= 108 && !calibrated { idle(74..122) } else { 0 };
        if spare > 0 {
            items.push(Item::new(Kind::Unknown, "unused header fields", spare));
        }
    }

    /// Padding and fourth bytes; where the pixels end.
    fn pixels(&self, items: &mut Vec<Item>) -> usize {
        let header = &self.header;
        if header.coding == Coding::Runs {
            return header.pixels + runs(header, self.get(header.pixels..self.bytes.len())).used;
        }
        let row = header.row_bytes();
        let end = header.pixels.saturating_add(row * header.height as usize).min(self.bytes.len());
        let rows = || self.get(header.pixels..end).chunks_exact(row);
        let bits = header.width as usize * header.bits as usize;
        let padding = |row: &[u8]| {
            let (whole, rest) = (bits / 8, bits % 8);
            let behind = row.get(whole + usize::from(rest > 0)..).unwrap_or_default();
            let odd = rest > 0 && row.get(whole).is_some_and(|&byte| byte << rest != 0);
            odd || behind.iter().any(|&byte| byte != 0)
        };
        let padded = rows().filter(|row| padding(row)).count();
        if padded > 0 {
            items.push(Item::new(Kind::Unknown, "padding of rows", padded * (row - bits / 8)));
        }
        if header.bits == 32 {
            let shown = header.masks.iter().fold(0, |all, mask| all | mask);
            let values = || rows().flat_map(|row| row.as_chunks::<4>().0).map(|&raw| u32::from_le_bytes(raw) & !shown);
            // All set or all clear is a habit of writers, no message.
            if values().any(|value| value != 0) && values().any(|value| value != !shown) {
                items.push(Item::new(Kind::Unknown, "unused bits of pixels", end - header.pixels));
            }
        }
        end
    }

    /// Entries that no pixel uses, and their fourth bytes.
    fn palette(&self, items: &mut Vec<Item>) {
        let header = &self.header;
        let mut used = [header.bits > 8; 256];
        match header.coding {
            Coding::Runs => {
                let unrolled = runs(header, self.get(header.pixels..self.bytes.len()));
                unrolled.numbers().iter().for_each(|&number| used[usize::from(number)] = true);
            }
            Coding::Plain if header.bits <= 8 => {
                let rows = self.get(header.pixels..self.bytes.len()).chunks_exact(header.row_bytes());
                for row in rows.take(header.height as usize) {
                    let shown = numbers(row, header.bits).take(header.width as usize);
                    shown.for_each(|number| used[usize::from(number)] = true);
                }
            }
            Coding::Plain => {}
        }
        let entries = || self.get(header.palette.clone()).chunks_exact(header.entry_bytes);
        let unused = |&(i, entry): &(usize, &[u8])| {
            !used.get(i).copied().unwrap_or(false) && entry.iter().take(3).any(|&byte| byte != 0)
        };
        let spare = if header.bits > 8 {
            entries().filter(|entry| entry.iter().any(|&byte| byte != 0)).count()
        } else {
            entries().enumerate().filter(unused).count()
        };
        if spare > 0 {
            items.push(Item::new(Kind::Unknown, "unused palette entries", spare * header.entry_bytes));
        }
        let fourth = entries().filter_map(|entry| entry.get(3)).filter(|&&byte| byte != 0 && byte != 255).count();
        if fourth > 0 {
            items.push(Item::new(Kind::Unknown, "fourth bytes of the palette", fourth));
        }
    }
}
