//! The directory structure: classic and BigTIFF, both byte orders, read without trust. [TIFF6 2; BigTIFF]

use std::collections::HashSet;
use std::ops::Range;

use crate::pixels::limits::MAX_FRAMES;

/// A file whose header was read.
#[derive(Debug, Clone, Copy)]
pub struct Tiff<'a> {
    pub bytes: &'a [u8],
    pub little: bool,
    pub big: bool,
}

/// One field; `at` is where its value stands, in the entry or elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub tag: u16,
    pub kind: u16,
    pub count: u64,
    pub at: u64,
}

/// One image file directory.
#[derive(Debug, Clone)]
pub struct Ifd {
    /// Its own bytes.
    pub range: Range<u64>,
    pub entries: Vec<Entry>,
    /// Where the next one stands; 0: none.
    pub next: u64,
}

/// Bytes of one value of a field type; 0 for unknown types. [TIFF6 p. 15]
pub fn value_size(kind: u16) -> u64 {
    match kind {
        1 | 2 | 6 | 7 => 1,
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16..=18 => 8,
        _ => 0,
    }
}

impl Entry {
    /// Where the value stands in the file.
    pub fn range(&self) -> Range<u64> {
        self.at..self.at.saturating_add(self.count.saturating_mul(value_size(self.kind).max(1)))
    }
}

impl<'a> Tiff<'a> {
    /// The file and the place of its first directory.
    pub fn open(bytes: &'a [u8]) -> Option<(Self, u64)> {
        let little = match bytes.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        let tiff = Self { bytes, little, big: false };
        match tiff.uint(2, 2)? {
            42 => Some((tiff, tiff.uint(4, 4)?)),
            43 if tiff.uint(4, 2)? == 8 => Some((Self { big: true, ..tiff }, tiff.uint(8, 8)?)),
            _ => None,
        }
    }

    /// The bytes of a range, if the file holds all of them.
    pub fn get(&self, range: Range<u64>) -> Option<&'a [u8]> {
        self.bytes.get(usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?)
    }

    /// A number of 1 to 8 bytes.
    pub fn uint(&self, at: u64, size: u64) -> Option<u64> {
        let raw = self.get(at..at.checked_add(size)?)?;
        let join = |value, &byte: &u8| value << 8 | u64::from(byte);
        Some(if self.little { raw.iter().rev().fold(0, join) } else { raw.iter().fold(0, join) })
    }

    /// The directory at a place; entries that the file cuts off are left out.
    pub fn ifd(&self, at: u64) -> Option<Ifd> {
        let (head, size, inline) = if self.big { (8, 20, 8) } else { (2, 12, 4) };
        let count = self.uint(at, head)?;
        let first = at + head;
        let held = (self.bytes.len() as u64).saturating_sub(first) / size;
        let entry = |i: u64| {
            let at = first + i * size;
            let (tag, kind) = (self.uint(at, 2)? as u16, self.uint(at + 2, 2)? as u16);
            let count = self.uint(at + 4, inline)?;
            let place = at + 4 + inline;
            let outside = count.saturating_mul(value_size(kind).max(1)) > inline;
            let at = if outside { self.uint(place, inline)? } else { place };
            Some(Entry { tag, kind, count, at })
        };
        // More tags than there are numbers for them is no directory.
        let entries: Vec<_> = (0..count.min(held).min(1 << 16)).map_while(entry).collect();
        let end = first + entries.len() as u64 * size;
        let next = if entries.len() as u64 == count { self.uint(end, inline).unwrap_or(0) } else { 0 };
        Some(Ifd { range: at..end + inline, entries, next })
    }

    /// The chain of directories from `first` on; loops end it.
    pub fn chain(&self, first: u64) -> Vec<Ifd> {
        let mut seen = HashSet::new();
        let mut ifds = Vec::new();
        let mut at = first;
        while at != 0 && seen.insert(at) && ifds.len() < MAX_FRAMES {
            let Some(ifd) = self.ifd(at) else { break };
            at = ifd.next;
            ifds.push(ifd);
        }
        ifds
    }
}

impl Ifd {
    pub fn entry(&self, tag: u16) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }

    /// All values of a field of whole numbers; `None` if it is missing, of another type or cut.
    pub fn numbers(&self, tiff: &Tiff<'_>, tag: u16) -> Option<Vec<u64>> {
        let entry = self.entry(tag).filter(|entry| matches!(entry.kind, 1 | 3 | 4 | 6..=9 | 13 | 16..=18))?;
        tiff.get(entry.range())?;
        let size = value_size(entry.kind);
        (0..entry.count).map(|i| tiff.uint(entry.at + i * size, size)).collect()
    }

    /// The first value of a field of whole numbers.
    pub fn number(&self, tiff: &Tiff<'_>, tag: u16) -> Option<u64> {
        let entry = self.entry(tag).filter(|entry| entry.count > 0)?;
        let size = value_size(entry.kind);
        matches!(entry.kind, 1 | 3 | 4 | 6..=9 | 13 | 16..=18).then(|| tiff.uint(entry.at, size))?
    }

    /// Values of a field of fractions.
    pub fn fractions(&self, tiff: &Tiff<'_>, tag: u16) -> Option<Vec<f64>> {
        let entry = self.entry(tag).filter(|entry| matches!(entry.kind, 5 | 10) && entry.count < 64)?;
        let value = |i| {
            let [above, below] = [0, 4].map(|offset| tiff.uint(entry.at + 8 * i + offset, 4));
            Some(f64::from(above? as i32) / f64::from(below? as u32).max(1.0))
        };
        (0..entry.count).map(value).collect()
    }

    /// The raw bytes of a field.
    pub fn value<'a>(&self, tiff: &Tiff<'a>, tag: u16) -> Option<&'a [u8]> {
        tiff.get(self.entry(tag)?.range())
    }

    /// Directories that a field points to.
    pub fn children(&self, tiff: &Tiff<'_>, tag: u16) -> Vec<Ifd> {
        let places = self.numbers(tiff, tag).unwrap_or_default();
        places.into_iter().take(64).filter_map(|at| tiff.ifd(at)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIENTATION_6: &[u8] = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x08\0\0\0";

    #[test]
    fn a_directory_that_follows_itself_is_read_once() {
        let (tiff, first) = Tiff::open(ORIENTATION_6).unwrap();
        let chain = tiff.chain(first);
        assert_eq!(chain.len(), 1);
        assert_eq!(chain[0].number(&tiff, 274), Some(6));
        assert_eq!(chain[0].numbers(&tiff, 274), Some(vec![6]));
    }

    #[test]
    fn huge_counts_are_cut_to_the_file() {
        let mut bytes = ORIENTATION_6.to_vec();
        bytes[8..10].fill(0xff);
        let (tiff, first) = Tiff::open(&bytes).unwrap();
        assert!(tiff.ifd(first).unwrap().entries.len() <= 1);
        let mut bytes = ORIENTATION_6.to_vec();
        bytes[14..18].fill(0xff);
        let (tiff, first) = Tiff::open(&bytes).unwrap();
        assert_eq!(tiff.ifd(first).unwrap().numbers(&tiff, 274), None);
    }
}
