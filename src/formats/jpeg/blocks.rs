//! Blocks that are coded as they come, in any order, and written in that of the upright picture. [T.81 F.1.2]
//!
//! The AC tables are made from the first blocks, which in a small picture are all: so none has to wait for the last one. On photos this
//! costs less than half a per cent of the file, in the median, against tables made from all blocks.

use std::cell::Cell;

use super::bits::{BitWriter, ROOM, bits_at, stuff};
use super::header::{Extent, Frame, HuffmanSpec};
use super::huffman::{best, magnitude};
use super::sample::{self, Sample};
use super::turn::Turn;
use super::words::{AcWords, DcWords};
use crate::wide::{self, Work};

/// A block: its DC coefficient, and where the words of the others are.
#[derive(Clone, Copy, Default)]
struct Block {
    /// In bytes.
    start: u32,
    /// In bits.
    length: u16,
    list: u16,
    dc: i16,
}

thread_local! {
    /// Room that the last picture on this thread took, for the next one: fresh memory costs more time than it seems.
    static SPARE: Cell<Spare> = const { Cell::new(Spare { lists: Vec::new(), blocks: Vec::new(), sample: sample::Lists::EMPTY }) };
}

/// Lists whose room may be used again.
#[derive(Default)]
struct Spare {
    lists: Vec<Vec<u8>>,
    blocks: Vec<Vec<Block>>,
    sample: sample::Lists,
}

/// Bytes for which room is kept: those of a photo of 12 megapixels need half of it.
const MOST_SPARE: usize = 1 << 24;

/// Blocks of a picture.
pub struct Blocks {
    /// AC words: those of the sample, then one list for each row of MCUs, so that no list grows large and moves. They are longer than
    /// what is used of them.
    lists: Vec<Vec<u8>>,
    /// Used of the last one.
    used: usize,
    /// By component, with padding.
    blocks: Vec<Vec<Block>>,
    extents: Vec<Extent>,
    /// How often the differences between the DC coefficients of neighbours have each size, in luma and in chroma.
    differences: [[u32; 256]; 2],
    sample: Sample,
    /// As soon as the sample is enough.
    settled: Option<Settled>,
    spare: Spare,
}

/// The AC tables, of luma and of chroma.
struct Settled {
    tables: [HuffmanSpec; 2],
    words: [AcWords; 2],
}

impl Drop for Blocks {
    fn drop(&mut self) {
        let mut spare = std::mem::take(&mut self.spare);
        spare.lists.append(&mut self.lists);
        spare.blocks.append(&mut self.blocks);
        if spare.lists.iter().map(Vec::capacity).sum::<usize>() <= MOST_SPARE {
            spare.blocks.iter_mut().for_each(Vec::clear);
            spare.blocks.truncate(4);
            spare.sample = self.sample.leave();
            SPARE.set(spare);
        }
    }
}

impl Blocks {
    /// For components of these extents, as stored.
    pub fn new(extents: Vec<Extent>) -> Self {
        let mut spare = SPARE.take();
        // What the first row and the first component took comes to them again: photos of one size fit.
        spare.lists.reverse();
        spare.blocks.reverse();
        let blocks = extents.iter().map(|extent| {
            let mut blocks = spare.blocks.pop().unwrap_or_default();
            blocks.resize(extent.stride * extent.padded_rows, Block::default());
            blocks
        });
        Self {
            lists: Vec::new(),
            used: 0,
            blocks: blocks.collect(),
            extents,
            differences: [[0; 256]; 2],
            sample: Sample::new(std::mem::take(&mut spare.sample)),
            settled: None,
            spare,
        }
    }

    /// Begins a row of MCUs.
    pub fn begin_row(&mut self) {
        if self.settled.is_some() {
            self.begin_list();
        } else if self.sample.is_enough() {
            self.settle(true);
            self.begin_list();
        }
    }

    fn begin_list(&mut self) {
        let expected = self.used + self.used / 8;
        self.used = 0;
        self.lists.push(self.spare.lists.pop().unwrap_or_else(|| vec![0; expected]));
    }

    /// Makes the AC tables and codes the sample.
    fn settle(&mut self, others: bool) {
        let tables = self.sample.tables(others);
        let words = tables.each_ref().map(AcWords::new);
        self.settled = Some(Settled { tables, words });
        self.begin_list();
        let sample = std::mem::replace(&mut self.sample, Sample::new(sample::Lists::EMPTY));
        sample.for_each(|component, at, nonzero, coefficients| {
            self.code(component, at, nonzero, |k| coefficients[k & 63]);
        });
        self.sample = sample;
    }

    /// Stored blocks of a component side by side, `first` being the number of the first one, with padding. They are turned upright on
    /// the way.
    pub fn push(&mut self, turn: &Turn, component: usize, first: usize, count: usize, row: &(impl Row + ?Sized)) {
        wide::at_best(Pushed { blocks: self, turn, component, first, count, row });
    }

    #[inline(always)]
    fn push_upright(&mut self, component: usize, at: usize, nonzero: u64, coefficient: impl Fn(usize) -> i16) {
        let Some(blocks) = self.blocks.get_mut(component) else { return };
        let before = blocks.get(at.wrapping_sub(1)).map_or(0, |before| before.dc);
        let Some(block) = blocks.get_mut(at) else { return };
        block.dc = coefficient(0);
        let (_, size) = magnitude(i32::from(block.dc) - i32::from(before));
        self.differences[component.min(1)][size as usize & 255] += 1;
        if self.settled.is_some() {
            self.code(component, at, nonzero, coefficient);
        } else {
            self.sample.push(component, at, nonzero, coefficient);
        }
    }

    #[inline(always)]
    fn code(&mut self, component: usize, at: usize, nonzero: u64, coefficient: impl Fn(usize) -> i16) {
        let number = self.lists.len().wrapping_sub(1) as u16;
        let (Some(settled), Some(list)) = (&self.settled, self.lists.last_mut()) else { return };
        let Some(block) = self.blocks.get_mut(component).and_then(|blocks| blocks.get_mut(at)) else { return };
        let start = self.used;
        if list.len() < start + ROOM {
            list.resize(start + start / 4 + 8 * ROOM, 0);
        }
        let Some(room) = list.get_mut(start..).and_then(|rest| rest.first_chunk_mut()) else { return };
        let length = settled.words[component.min(1)].code(nonzero, coefficient, room);
        (block.start, block.length, block.list) = (start as u32, length as u16, number);
        self.used = start + length.div_ceil(8);
    }

    /// The tables, when all blocks have come: DC and AC of luma, then, if there is, of chroma.
    pub fn tables(&mut self) -> Vec<HuffmanSpec> {
        if self.settled.is_none() {
            self.settle(false);
        }
        // In the order in which blocks are written there may be a size that neighbours do not have.
        let dc = self.differences.map(|mut counts| {
            counts[..12].iter_mut().for_each(|count| *count += 1);
            best(&counts)
        });
        let ac = self.settled.iter().flat_map(|settled| settled.tables.clone());
        dc.into_iter().zip(ac).take(self.blocks.len()).flat_map(|(dc, ac)| [dc, ac]).collect()
    }

    /// Appends the coded data in the order of the upright `frame`, with [`Self::tables`].
    pub fn write(&self, frame: &Frame, turn: &Turn, tables: &[HuffmanSpec], out: &mut Vec<u8>) {
        let words: Vec<DcWords> = tables.iter().step_by(2).map(DcWords::new).collect();
        // With a byte or so for each DC coefficient.
        let bytes = self.lists.iter().map(Vec::len).sum::<usize>() + self.blocks.iter().map(Vec::len).sum::<usize>();
        out.reserve(bytes);
        wide::at_best(Written { blocks: self, frame, turn, words: &words, out });
    }
}

/// Blocks side by side, coefficients in the coded order.
pub trait Row {
    /// Which coefficients of a block are not zero, the first in the lowest bit.
    fn nonzero(&self, block: usize) -> u64;
    fn coefficient(&self, block: usize, k: usize) -> i16;
}

/// Blocks that come.
struct Pushed<'a, R: ?Sized> {
    blocks: &'a mut Blocks,
    turn: &'a Turn,
    component: usize,
    first: usize,
    count: usize,
    row: &'a R,
}

impl<R: Row + ?Sized> Work for Pushed<'_, R> {
    type Output = ();

    #[inline(always)]
    fn run<const WIDE: bool>(self) {
        let Self { blocks, turn, component, first, count, row } = self;
        for block in 0..count {
            let (at, nonzero) = (first + block, row.nonzero(block));
            let coefficient = |k| row.coefficient(block, k);
            if turn.is_none() {
                blocks.push_upright(component, at, nonzero, coefficient);
            } else {
                let mut upright = [0; 64];
                let nonzero = turn.coefficients(nonzero, coefficient, &mut upright);
                blocks.push_upright(component, at, nonzero, |k| upright[k & 63]);
            }
        }
    }
}

/// Blocks to be written one behind the other.
struct Written<'a> {
    blocks: &'a Blocks,
    frame: &'a Frame,
    turn: &'a Turn,
    words: &'a [DcWords],
    out: &'a mut Vec<u8>,
}

impl Work for Written<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const WIDE: bool>(self) {
        let Self { blocks: Blocks { lists, blocks, extents, .. }, frame, turn, words, out } = self;
        let mut writer = BitWriter::default();
        let mut predictions = [0; 4];
        frame.for_each_block(|component, column, row, _| {
            let (Some(blocks), Some(extent)) = (blocks.get(component), extents.get(component)) else { return };
            let Some(block) = blocks.get(turn.stored_index(extent, column, row)) else { return };
            let Some(words) = words.get(component.min(1)) else { return };
            let list = lists.get(usize::from(block.list)).map_or(&[][..], Vec::as_slice);
            let prediction = &mut predictions[component & 3];
            let (bits, length) = words.coded(i32::from(block.dc) - *prediction);
            *prediction = i32::from(block.dc);
            let (mut pen, room) = writer.room();
            pen.put(room, bits, length);
            let (mut at, mut left) = (8 * block.start as usize, u32::from(block.length));
            while left > 0 {
                let taken = left.min(56);
                pen.put(room, bits_at(list, at, taken), taken);
                at += 56;
                left -= taken;
            }
            writer.keep(pen);
            writer.hand_on(out);
        });
        stuff(&writer.finish(), out);
    }
}

#[cfg(test)]
mod tests {
    use super::super::encode::{quantisers, write};
    use super::super::fixtures::frame;
    use super::super::scan::{Plane, coefficients};
    use super::super::source::Source;
    use super::*;
    use crate::formats::Encoding;
    use crate::pixels::Orientation;

    const GRAY: &[(u8, u8)] = &[(1, 1)];
    const HALF: &[(u8, u8)] = &[(2, 2), (1, 1), (1, 1)];

    /// Blocks of a stored `frame`: smooth ones above, and from row `wild` on ones with runs and values of all lengths.
    fn planes(frame: &Frame, wild: usize) -> Vec<Plane> {
        let mut random = 1u32;
        let mut below = |end: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) % end
        };
        let mut block = |wild: bool| {
            let mut block = [0; 64];
            block[0] = below(2047) as i16 - 1023;
            let spread = if below(4) == 0 { 40 } else { 4 };
            for (k, value) in (0u32..).zip(&mut block).skip(1) {
                let (often, most) = if wild { (1 + k % spread, 1 << below(10)) } else { (3, 2) };
                if below(often) == 0 {
                    *value = below(2 * most + 1) as i16 - most as i16;
                }
            }
            block
        };
        let plane = |component| {
            let extent = frame.extent(component);
            let blocks = (0..extent.stride * extent.padded_rows).map(|at| block(at / extent.stride >= wild)).collect();
            Plane { extent, blocks }
        };
        frame.components.iter().map(plane).collect()
    }

    struct Stored<'a>(&'a [[i16; 64]]);

    impl Row for Stored<'_> {
        fn nonzero(&self, block: usize) -> u64 {
            wide::nonzero(&self.0[block])
        }

        fn coefficient(&self, block: usize, k: usize) -> i16 {
            self.0[block][k]
        }
    }

    fn file(stored: &Frame, planes: &[Plane], orientation: Orientation) -> Vec<u8> {
        let turn = Turn::new(orientation, stored).unwrap();
        let mut blocks = Blocks::new(planes.iter().map(|plane| plane.extent).collect());
        let (_, rows) = stored.mcus();
        for row in 0..rows {
            blocks.begin_row();
            for (index, plane) in planes.iter().enumerate() {
                let count = plane.blocks.len() / rows;
                blocks.push(&turn, index, row * count, count, &Stored(&plane.blocks[row * count..]));
            }
        }
        write(&turn.frame(stored), &turn, &quantisers(Encoding { quality: 92 }), blocks)
    }

    /// Bytes of all but the tables, and symbols in the AC table of luma.
    fn shape(file: &[u8]) -> (usize, usize) {
        let source = Source::read(file).unwrap_or_else(|_| panic!("it is whole"));
        (source.scans[0].data.len(), source.scans[0].ac[0].as_ref().unwrap().symbols.len())
    }

    #[test]
    fn all_blocks_come_back_where_they_belong() {
        // Small ones, of which all blocks are the sample, and large ones.
        for (side, wild, is_sampled_whole) in [(48, 0, true), (48, 9, true), (1024, 0, false), (1024, 60, false)] {
            for sampling in [GRAY, HALF] {
                let stored = frame(side, side - 16, sampling);
                let planes = planes(&stored, wild);
                for orientation in [Orientation::Upright, Orientation::Rotated90, Orientation::MirroredHorizontally] {
                    let file = file(&stored, &planes, orientation);
                    assert_eq!(shape(&file).1 < 162, is_sampled_whole, "{side} {wild}");
                    let turn = Turn::new(orientation, &stored).unwrap();
                    let back = coefficients(&Source::read(&file).ok().unwrap()).unwrap();
                    for (back, plane) in back.iter().zip(&planes) {
                        let mut upright = [0; 64];
                        for (at, block) in back.blocks.iter().enumerate() {
                            let (x, y) = (at % back.extent.stride, at / back.extent.stride);
                            turn.block(turn.stored(plane, x, y).unwrap(), &mut upright);
                            assert!(*block == upright, "{side} {wild} {orientation:?} at {x},{y}");
                            upright.fill(0);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn tables_of_the_first_rows_are_nearly_the_best() {
        let stored = frame(1024, 1024, GRAY);
        let all = planes(&stored, 0).remove(0).blocks;
        let size = |height: u16, blocks: &[[i16; 64]]| {
            let stored = frame(1024, height, GRAY);
            let plane = Plane { extent: stored.extent(&stored.components[0]), blocks: blocks.to_vec() };
            shape(&file(&stored, &[plane], Orientation::Upright))
        };
        let (bytes, symbols) = size(1024, &all);
        // Each half alone is small enough to get tables of its own.
        let ((upper, few), (lower, _)) = (size(512, &all[..8192]), size(512, &all[8192..]));
        assert!(symbols == 162 && few < 162, "{symbols} {few}");
        let best = upper + lower;
        assert!(bytes < best + best / 50, "{bytes} {best}");
    }
}
