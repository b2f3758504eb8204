//! Palettes: of pictures with few colours, and without the entries that nothing uses.

use crate::pixels::{Image, Samples};

/// A palette that holds each used colour once, and the new number of each old entry.
pub struct Renumbered {
    entries: Vec<[u8; 4]>,
    numbers: [u8; 256],
    /// An index in use has no entry.
    pub misses: bool,
}

impl Renumbered {
    /// `order`: the indexes that pixels have, in the order in which they come first. Entries that are not opaque stand before
    /// the others, as in [`Palette::of`], and otherwise in that order: the one that a file came with could be a message. Fully
    /// transparent ones become one and the same.
    pub fn new(palette: &[[u8; 4]], order: &[u8]) -> Self {
        let entry = |index: u8| match palette.get(usize::from(index)) {
            Some([.., 0]) => [0; 4],
            Some(entry) => *entry,
            None => [0, 0, 0, 255],
        };
        let mut entries: Vec<[u8; 4]> = Vec::new();
        let mut numbers = [0; 256];
        for opaque in [false, true] {
            for &index in order.iter().filter(|&&index| (entry(index)[3] == 255) == opaque) {
                let at = entries.iter().position(|&other| other == entry(index)).unwrap_or_else(|| {
                    entries.push(entry(index));
                    entries.len() - 1
                });
                numbers[usize::from(index)] = at as u8;
            }
        }
        let misses = order.iter().any(|&index| usize::from(index) >= palette.len());
        Self { entries, numbers, misses }
    }

    pub fn new_index(&self, old: u8) -> u8 {
        self.numbers[usize::from(old)]
    }

    /// The bodies of PLTE and tRNS; the second ends with the last entry that is not opaque.
    pub fn chunks(&self) -> (Vec<u8>, Vec<u8>) {
        let colours = self.entries.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
        let clear = self.entries.iter().rposition(|entry| entry[3] != 255).map_or(0, |last| last + 1);
        (colours, self.entries.iter().take(clear).map(|entry| entry[3]).collect())
    }
}

/// Few colours, as red, green, blue, alpha, and a number for each of them.
#[derive(Clone)]
pub struct Palette {
    pub entries: Vec<[u8; 4]>,
    /// Numbers by colour, in the places that [`Palette::place`] gives.
    table: Vec<Option<u8>>,
    most: usize,
}

const PLACES: usize = 1024;

impl Palette {
    /// An empty palette for at most `most` colours (up to 256).
    pub fn new(most: usize) -> Self {
        Self { entries: Vec::new(), table: vec![None; PLACES], most: most.min(256) }
    }

    /// The palette of all these pictures, those that are not opaque first; `None` for more colours, or 16 bits.
    pub fn of<'a>(images: impl IntoIterator<Item = &'a Image>, most: usize) -> Option<Self> {
        let mut palette = Self::new(most);
        for image in images {
            let mut last = None;
            let Samples::U8(all) = &image.samples else { return None };
            for colour in all.chunks_exact(image.channels.count()).map(rgba) {
                if last != Some(colour) {
                    palette.number_or_add(colour)?;
                    last = Some(colour);
                }
            }
        }
        let mut entries = std::mem::take(&mut palette.entries);
        entries.sort_by_key(|entry| entry[3] == 255);
        let mut sorted = Self::new(most);
        entries.into_iter().for_each(|entry| {
            sorted.number_or_add(entry);
        });
        Some(sorted)
    }

    /// The number of a colour; `None` where it is not in the palette.
    pub fn number(&self, colour: [u8; 4]) -> Option<u8> {
        self.table.get(self.place(colour)).copied().flatten()
    }

    /// The same, and a new number for a new colour; `None` once the palette is full.
    pub fn number_or_add(&mut self, colour: [u8; 4]) -> Option<u8> {
        let place = self.place(colour);
        let slot = self.table.get_mut(place)?;
        if slot.is_none() && self.entries.len() < self.most {
            *slot = Some(self.entries.len() as u8);
            self.entries.push(colour);
        }
        *slot
    }

    /// Where the number of a colour stands, or would stand. The table is never more than a quarter full.
    fn place(&self, colour: [u8; 4]) -> usize {
        let mut place = (u32::from_le_bytes(colour).wrapping_mul(0x9e37_79b1) >> 22) as usize;
        while let Some(Some(number)) = self.table.get(place) {
            if self.entries.get(usize::from(*number)) == Some(&colour) {
                break;
            }
            place = (place + 1) % PLACES;
        }
        place
    }
}

/// An 8-bit pixel as red, green, blue, alpha.
pub fn rgba(pixel: &[u8]) -> [u8; 4] {
    match *pixel {
        [gray] => [gray, gray, gray, 255],
        [gray, alpha] => [gray, gray, gray, alpha],
        [r, g, b] => [r, g, b, 255],
        [r, g, b, alpha, ..] => [r, g, b, alpha],
        [] => [0; 4],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Channels;

    #[test]
    fn unused_double_and_transparent_entries_fall_together_in_one_order() {
        let palette = [[1, 1, 1, 255], [9, 9, 9, 0], [2, 2, 2, 255], [1, 1, 1, 255], [8, 8, 8, 0], [7, 7, 7, 9]];
        let order = [3, 5, 0, 1, 4];
        let new = Renumbered::new(&palette, &order);
        assert_eq!(order.map(|old| new.new_index(old)), [2, 0, 2, 1, 1]);
        assert_eq!(new.chunks(), (vec![7, 7, 7, 0, 0, 0, 1, 1, 1], vec![9, 0]));
        assert!(!new.misses && Renumbered::new(&palette, &[6]).misses);
    }

    #[test]
    fn palettes_hold_up_to_256_colours() {
        let picture = |count: u32| {
            let samples = (0..count).flat_map(|v| [v as u8, (v >> 8) as u8, 7, if v == 5 { 0 } else { 255 }]).collect();
            Image::new(count, 1, Channels::Rgba, Samples::U8(samples)).unwrap()
        };
        let palette = Palette::of([&picture(256)], 256).unwrap();
        assert_eq!(palette.entries.len(), 256);
        assert_eq!(palette.entries[0], [5, 0, 7, 0]);
        assert_eq!(palette.number([200, 0, 7, 255]), Some(200));
        assert_eq!(palette.number([0, 1, 7, 255]), None);
        assert!(Palette::of([&picture(257)], 256).is_none());
    }
}
