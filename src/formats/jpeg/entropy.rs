//! Coefficients into one interleaved sequential scan. [T.81 F.1.2]

use super::bits::{BitWriter, stuff};
use super::header::{Frame, HuffmanSpec};
use super::huffman::{self, Encoder, magnitude};
use super::mcu_cover::McuCover;
use super::scan::Plane;
use super::turn::Turn;

/// What is written.
pub struct Picture<'a> {
    /// Upright.
    pub frame: &'a Frame,
    /// Stored.
    pub planes: &'a [Plane],
    pub turn: &'a Turn,
    pub cover: &'a McuCover,
    /// By component: which tables it uses, 0 or 1.
    pub tables: &'a [usize],
}

/// The tables of a scan, luma then chroma.
pub struct Tables {
    pub dc: [HuffmanSpec; 2],
    pub ac: [HuffmanSpec; 2],
}

/// A coefficient is larger than the standard allows.
pub struct OutOfRange;

impl Picture<'_> {
    /// The best tables for this picture; and by component, which coefficients are not zero in some block.
    pub fn best_tables(&self) -> (Tables, [u64; 4]) {
        let mut counts = Counts { symbols: [[0; 256]; 4], used: [0; 4] };
        self.code(&mut counts);
        let [dc0, dc1, ac0, ac1] = counts.symbols.each_ref().map(huffman::best);
        (Tables { dc: [dc0, dc1], ac: [ac0, ac1] }, counts.used)
    }

    /// The coded data, with stuffed bytes, appended to `out`.
    pub fn write(&self, tables: &Tables, out: &mut Vec<u8>) -> Result<(), OutOfRange> {
        let [dc, ac] = [&tables.dc, &tables.ac].map(|pair| pair.each_ref().map(huffman::encoder));
        let [dc0, dc1] = dc;
        let [ac0, ac1] = ac;
        let mut words = Words { encoders: [dc0, dc1, ac0, ac1], bits: BitWriter::default(), in_range: true };
        self.code(&mut words);
        stuff(&words.bits.finish(), out);
        if words.in_range { Ok(()) } else { Err(OutOfRange) }
    }

    fn code(&self, sink: &mut impl Sink) {
        let mut predictions = [0i16; 4];
        self.frame.for_each_block(|component, column, row, shown| {
            let (Some(plane), Some(&table)) = (self.planes.get(component), self.tables.get(component)) else { return };
            if !shown {
                // As short as can be. [T.81 A.2.4]
                return block(sink, table, 0, 0, &[0; 64]);
            }
            let mut upright = [0; 64];
            let mut nonzero = 0;
            if self.cover.is_covered_block(component, column, row) {
                upright[0] = self.cover.dc(component, column, row);
            } else if let Some(stored) = self.turn.stored(plane, column, row) {
                nonzero = self.turn.block(stored, &mut upright);
            }
            let prediction = &mut predictions[component & 3];
            let difference = i32::from(upright[0]) - i32::from(*prediction);
            *prediction = upright[0];
            sink.uses(component, nonzero & !1 | u64::from(upright[0] != 0));
            block(sink, table, difference, nonzero, &upright);
        });
    }
}

/// Takes code words: table 0 or 1 for DC, 2 or 3 for AC; symbol; additional bits and their number.
trait Sink {
    fn put(&mut self, table: usize, symbol: u32, bits: u32, size: u32);
    /// Is told which coefficients of a block of a component are not zero.
    fn uses(&mut self, _component: usize, _nonzero: u64) {}
}

struct Counts {
    symbols: [[u32; 256]; 4],
    used: [u64; 4],
}

impl Sink for Counts {
    #[inline(always)]
    fn put(&mut self, table: usize, symbol: u32, _bits: u32, _size: u32) {
        self.symbols[table & 3][symbol as usize & 0xff] += 1;
    }

    #[inline(always)]
    fn uses(&mut self, component: usize, nonzero: u64) {
        self.used[component & 3] |= nonzero;
    }
}

struct Words {
    encoders: [Encoder; 4],
    bits: BitWriter,
    in_range: bool,
}

impl Sink for Words {
    #[inline(always)]
    fn put(&mut self, table: usize, symbol: u32, bits: u32, size: u32) {
        let (word, length) = self.encoders[table & 3][symbol as usize & 0xff];
        // Ten bits, or eleven for differences of DC. [T.81 F.1.2.1.1, F.1.2.2.1]
        self.in_range &= length > 0 && size <= 11 - table as u32 / 2;
        self.bits.put(u64::from(u32::from(word) << size | bits), (u32::from(length) + size).max(1));
    }
}

#[inline(always)]
fn block(sink: &mut impl Sink, table: usize, difference: i32, nonzero: u64, block: &[i16; 64]) {
    let (bits, size) = magnitude(difference);
    sink.put(table, size, bits, size);
    let mut rest = nonzero & !1;
    let mut next = 1;
    while rest != 0 {
        let k = rest.trailing_zeros();
        rest &= rest - 1;
        let mut run = k - next;
        while run > 15 {
            sink.put(table + 2, 0xf0, 0, 0);
            run -= 16;
        }
        let (bits, size) = magnitude(block[k as usize & 63].into());
        sink.put(table + 2, run << 4 | size, bits, size);
        next = k + 1;
    }
    if next < 64 {
        sink.put(table + 2, 0, 0, 0);
    }
}
