//! Blocks as tokens, which are counted before they are coded with the best tables. Blocks come in any order and are written in
//! that of the upright picture. [T.81 F.1.2]

use std::cell::Cell;

use super::bits::{BitWriter, stuff};
use super::header::{Extent, Frame, HuffmanSpec};
use super::huffman::{SMALL_MAGNITUDES, best, encoder, magnitude};
use super::turn::Turn;
use crate::wide::{self, Work};

/// One AC code word to come: its symbol in the high byte, additional bits in the low one. Where there are more than eight, only the
/// highest ones, and a token of [`EIGHT_MORE`] with the others behind it.
type Token = u16;

/// No symbol that occurs: nothing but eight bits. [T.81 F.1.2.2.1]
const EIGHT_MORE: Token = 0x0b;

/// A block: its DC coefficient, and where the tokens of the others are.
#[derive(Clone, Copy, Default)]
struct Block {
    start: u32,
    row: u16,
    count: u8,
    dc: i16,
}

thread_local! {
    /// Room that the last picture on this thread took, for the next one: fresh memory costs more time than it seems.
    static SPARE: Cell<Spare> = const { Cell::new(Spare { rows: Vec::new(), blocks: Vec::new() }) };
}

/// Empty lists with room.
#[derive(Default)]
struct Spare {
    rows: Vec<Vec<Token>>,
    blocks: Vec<Vec<Block>>,
}

/// Tokens for which room is kept: those of a photo of 12 megapixels need half of it.
const MOST_SPARE: usize = 1 << 24;

/// How often each symbol comes, at even and at odd places: adding one to a number has to wait for the last time it was done.
type Counts = [[u32; 256]; 2];

/// Blocks of a picture, and how often each AC symbol comes.
pub struct Tokens {
    /// One list for each row of MCUs, so that no list grows large and moves. They are longer than what is used of them.
    rows: Vec<Vec<Token>>,
    /// Used of the last one.
    used: usize,
    /// By component, with padding.
    blocks: Vec<Vec<Block>>,
    extents: Vec<Extent>,
    /// Of luma and chroma.
    counts: Box<[Counts; 2]>,
    spare: Spare,
}

impl Drop for Tokens {
    fn drop(&mut self) {
        let mut spare = std::mem::take(&mut self.spare);
        spare.rows.append(&mut self.rows);
        spare.blocks.append(&mut self.blocks);
        if spare.rows.iter().map(Vec::capacity).sum::<usize>() <= MOST_SPARE {
            spare.blocks.iter_mut().for_each(Vec::clear);
            spare.blocks.truncate(4);
            SPARE.set(spare);
        }
    }
}

impl Tokens {
    /// For components of these extents, as stored.
    pub fn new(extents: Vec<Extent>) -> Self {
        let mut spare = SPARE.take();
        // What the first row and the first component took comes to them again: photos of one size fit.
        spare.rows.reverse();
        spare.blocks.reverse();
        let blocks = extents.iter().map(|extent| {
            let mut blocks = spare.blocks.pop().unwrap_or_default();
            blocks.resize(extent.stride * extent.padded_rows, Block::default());
            blocks
        });
        let blocks = blocks.collect();
        Self { rows: Vec::new(), blocks, extents, used: 0, counts: Box::new([[[0; 256]; 2]; 2]), spare }
    }

    /// Begins a row of MCUs.
    pub fn begin_row(&mut self) {
        let expected = self.used + self.used / 8;
        self.used = 0;
        self.rows.push(self.spare.rows.pop().unwrap_or_else(|| vec![0; expected]));
    }

    /// The `at`th stored block, with padding, of a component: which of its coefficients are not zero, and these by their place in the
    /// coded order. They are turned upright on the way.
    #[inline(always)]
    pub fn push_block(
        &mut self,
        turn: &Turn,
        component: usize,
        at: usize,
        nonzero: u64,
        coefficient: impl Fn(usize) -> i16,
    ) {
        if turn.is_none() {
            self.push_upright(component, at, coefficient(0), nonzero, coefficient);
        } else {
            let mut upright = [0; 64];
            let nonzero = turn.coefficients(nonzero, coefficient, &mut upright);
            self.push_upright(component, at, upright[0], nonzero, |k| upright[k & 63]);
        }
    }

    #[inline(always)]
    fn push_upright(&mut self, component: usize, at: usize, dc: i16, nonzero: u64, coefficient: impl Fn(usize) -> i16) {
        const ZERO_RUN_16: Token = 0xf000;
        /// More than a block has: 63 coefficients, each with eight bits more.
        const MOST_TOKENS: usize = 128;
        let row = self.rows.len().saturating_sub(1) as u16;
        let (Some(tokens), Some(block)) =
            (self.rows.last_mut(), self.blocks.get_mut(component).and_then(|blocks| blocks.get_mut(at)))
        else {
            return;
        };
        let start = self.used;
        if tokens.len() < start + MOST_TOKENS {
            tokens.resize(start + start / 4 + 8 * MOST_TOKENS, 0);
        }
        let Some(list) = tokens.get_mut(start..).and_then(|rest| rest.first_chunk_mut::<MOST_TOKENS>()) else { return };
        let counts = &mut self.counts[component.min(1)];
        let mut count = 0;
        let mut push = |token: Token| {
            counts[count & 1][usize::from(token >> 8)] += 1;
            list[count & 127] = token;
            count += 1;
        };
        let mut rest = nonzero & !1;
        let mut next = 1;
        while rest != 0 {
            let k = rest.trailing_zeros();
            rest &= rest - 1;
            let mut run = k - next;
            while run > 15 {
                push(ZERO_RUN_16);
                run -= 16;
            }
            let value = i32::from(coefficient(k as usize & 63));
            match SMALL_MAGNITUDES.get((value + 255) as usize) {
                Some(small) => push((run << 12) as Token | small),
                None => {
                    let (bits, size) = magnitude(value);
                    push(((run << 4 | size) << 8 | bits >> 8) as Token);
                    push(EIGHT_MORE << 8 | (bits & 0xff) as Token);
                }
            }
            next = k + 1;
        }
        if next < 64 {
            push(0);
        }
        *block = Block { start: start as u32, row, count: count as u8, dc };
        self.used = start + count;
    }

    /// The blocks in the order of the upright `frame`: 0 for luma or 1, the difference of the DC coefficient to the one before, the
    /// tokens of the others.
    #[inline(always)]
    fn in_order(&self, frame: &Frame, turn: &Turn, mut visit: impl FnMut(usize, i32, &[Token])) {
        let mut last = [0; 4];
        frame.for_each_block(|component, column, row, _| {
            let (Some(blocks), Some(extent)) = (self.blocks.get(component), self.extents.get(component)) else {
                return;
            };
            let Some(block) = blocks.get(turn.stored_index(extent, column, row)) else { return };
            let last = &mut last[component & 3];
            let difference = i32::from(block.dc) - *last;
            *last = i32::from(block.dc);
            let (start, count) = (block.start as usize, usize::from(block.count));
            let tokens = self.rows.get(usize::from(block.row)).and_then(|tokens| tokens.get(start..start + count));
            visit(component.min(1), difference, tokens.unwrap_or_default());
        });
    }

    /// The best tables for the order of the upright `frame`: DC and AC of luma, then, if there is, of chroma.
    pub fn best_tables(&self, frame: &Frame, turn: &Turn) -> Vec<HuffmanSpec> {
        let mut differences = [[0; 256]; 2];
        self.in_order(frame, turn, |chroma, difference, _| {
            differences[chroma & 1][magnitude(difference).1 as usize & 0xff] += 1;
        });
        let mut counts = [[0; 256]; 2];
        for (counts, [even, odd]) in counts.iter_mut().zip(self.counts.iter()) {
            counts.iter_mut().zip(even.iter().zip(odd)).for_each(|(count, (even, odd))| *count = even + odd);
            counts[usize::from(EIGHT_MORE)] = 0;
        }
        let pairs = differences.iter().zip(counts.iter()).take(self.blocks.len().min(2));
        pairs.flat_map(|(dc, ac)| [best(dc), best(ac)]).collect()
    }

    /// Appends the coded data with these tables.
    pub fn write(&self, frame: &Frame, turn: &Turn, tables: &[HuffmanSpec], out: &mut Vec<u8>) {
        let words: Vec<Words> = tables.chunks_exact(2).map(Words::new).collect();
        // A code word takes five bits or so.
        out.reserve(self.rows.iter().map(Vec::len).sum());
        wide::at_best(Written { tokens: self, frame, turn, words: &words, out });
    }
}

/// Tokens to be written as code words.
struct Written<'a> {
    tokens: &'a Tokens,
    frame: &'a Frame,
    turn: &'a Turn,
    words: &'a [Words],
    out: &'a mut Vec<u8>,
}

impl Work for Written<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const WIDE: bool>(self) {
        let Self { tokens, frame, turn, words, out } = self;
        let mut writer = BitWriter::default();
        tokens.in_order(frame, turn, |chroma, difference, tokens| {
            let Some(words) = words.get(chroma) else { return };
            let (mut pen, room) = writer.room();
            let (bits, length) = words.difference(difference);
            pen.put(room, bits, length);
            // Four at once: what a pen does has to wait for what it did before.
            let (fours, others) = tokens.as_chunks();
            for &[first, second, third, fourth] in fours {
                let ((bits, length), (more, further)) = (words.pair(first, second), words.pair(third, fourth));
                if length + further <= 56 {
                    pen.put(room, bits << further | more, length + further);
                } else {
                    pen.put(room, bits, length);
                    pen.put(room, more, further);
                }
            }
            for &token in others {
                let (bits, length) = words.coded(token);
                pen.put(room, bits, length);
            }
            writer.keep(pen);
            writer.hand_on(out);
        });
        stuff(&writer.finish(), out);
    }
}

/// Code words of luma or chroma.
struct Words {
    dc: [(u16, u8); 256],
    /// By symbol: the word, moved up by the additional bits of its token, then five bits of length together with these.
    ac: [u32; 256],
}

impl Words {
    fn new(tables: &[HuffmanSpec]) -> Self {
        let [dc, ac] = [0, 1].map(|at| tables.get(at).map_or([(0, 0); 256], encoder));
        let mut words = [0; 256];
        for (symbol, (word, (bits, length))) in words.iter_mut().zip(ac).enumerate() {
            let size = symbol as u32 & 15;
            let own = if size > 8 { size - 8 } else { size };
            *word = u32::from(bits) << own << 5 | (u32::from(length) + own);
        }
        words[usize::from(EIGHT_MORE)] = 8;
        Self { dc, ac: words }
    }

    #[inline(always)]
    fn difference(&self, difference: i32) -> (u64, u32) {
        let (bits, size) = magnitude(difference);
        let (word, length) = self.dc[size as usize & 0xff];
        (u64::from(u32::from(word) << size | bits), u32::from(length) + size)
    }

    /// Bits of two tokens and their number, 2..=48.
    #[inline(always)]
    fn pair(&self, first: Token, second: Token) -> (u64, u32) {
        let ((bits, length), (more, further)) = (self.coded(first), self.coded(second));
        (bits << further | more, length + further)
    }

    /// Bits and their number, 1..=24.
    #[inline(always)]
    fn coded(&self, token: Token) -> (u64, u32) {
        let word = self.ac[usize::from(token >> 8)];
        (u64::from(word >> 5 | u32::from(token & 0xff)), word & 31)
    }
}
