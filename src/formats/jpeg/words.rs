//! Code words of whole blocks. [T.81 F.1.2]

use super::bits::{Pen, Room};
use super::header::HuffmanSpec;
use super::huffman::{Encoder, encoder, magnitude};

/// End of block, and sixteen zeros. [T.81 F.1.2.2.1]
pub const END: usize = 0x00;
const ZERO_RUN_16: usize = 0xf0;
/// Samples of eight bits have no larger AC coefficients. [T.81 table F.2]
const LARGEST: i32 = 1023;
/// From -32 on and below 32, and zeros before them, below 16: their words are found by one look.
const SMALL: i32 = 32;

/// The AC coefficients of a block that are not zero, each with the number of zeros before it.
struct Runs<F> {
    /// Which are left.
    rest: u64,
    /// The place behind the last one.
    next: u32,
    coefficient: F,
}

impl<F: Fn(usize) -> i16> Runs<F> {
    fn new(nonzero: u64, coefficient: F) -> Self {
        Self { rest: nonzero & !1, next: 1, coefficient }
    }

    /// The next one; there must be one left.
    #[inline(always)]
    fn take(&mut self) -> (u32, i32) {
        let k = self.rest.trailing_zeros();
        self.rest &= self.rest.wrapping_sub(1);
        let run = k.wrapping_sub(self.next);
        self.next = k + 1;
        (run, i32::from((self.coefficient)(k as usize & 63)))
    }

    #[inline(always)]
    fn are_two_left(&self) -> bool {
        self.rest & self.rest.wrapping_sub(1) != 0
    }

    fn is_one_left(&self) -> bool {
        self.rest != 0
    }

    /// Whether there are zeros behind the last one.
    fn end_early(&self) -> bool {
        self.next < 64
    }
}

/// The symbol of a coefficient behind fewer than 16 zeros, and its additional bits and their number. [T.81 F.1.2.2]
#[inline(always)]
fn symbol(run: u32, value: i32) -> (usize, u32, u32) {
    let (bits, size) = magnitude(value.clamp(-LARGEST, LARGEST));
    ((run << 4 | size) as usize & 255, bits, size)
}

/// A value moved so that small ones are 0..64.
#[inline(always)]
fn small(value: i32) -> u32 {
    (value + SMALL) as u32
}

/// Counts the AC symbols of a block.
pub fn count(nonzero: u64, coefficient: impl Fn(usize) -> i16, counts: &mut [u32; 256]) {
    let mut runs = Runs::new(nonzero, coefficient);
    while runs.is_one_left() {
        let (run, value) = runs.take();
        counts[ZERO_RUN_16] += run / 16;
        counts[symbol(run % 16, value).0] += 1;
    }
    counts[END] += u32::from(runs.end_early());
}

/// AC code words of luma or chroma.
pub struct AcWords {
    /// By run and small value: word and additional bits, then five bits of their length.
    small: Box<[u32; 1024]>,
    symbols: Box<Encoder>,
}

impl AcWords {
    pub fn new(table: &HuffmanSpec) -> Self {
        let mut words = Self { small: Box::new([0; 1024]), symbols: Box::new(encoder(table)) };
        let coded = std::array::from_fn(|at| {
            let (bits, length) = words.coded(at as u32 / 64, at as i32 % 64 - SMALL);
            (bits as u32) << 5 | length
        });
        *words.small = coded;
        words
    }

    /// Writes the AC coefficients of a block; returns the number of bits.
    #[inline(always)]
    pub fn code(&self, nonzero: u64, coefficient: impl Fn(usize) -> i16, room: &mut Room) -> usize {
        let mut pen = Pen::default();
        let mut runs = Runs::new(nonzero, coefficient);
        // Two at once: what a pen does has to wait for what it did before.
        while runs.are_two_left() {
            let (first, second) = (runs.take(), runs.take());
            if (first.0 | second.0) >> 4 == 0 && (small(first.1) | small(second.1)) >> 6 == 0 {
                let ((bits, length), (more, further)) = (self.small(first), self.small(second));
                pen.put(room, bits << further | more, length + further);
            } else {
                self.put(&mut pen, room, first);
                self.put(&mut pen, room, second);
            }
        }
        if runs.is_one_left() {
            self.put(&mut pen, room, runs.take());
        }
        if runs.end_early() {
            self.put_symbol(&mut pen, room, END);
        }
        pen.written()
    }

    /// Word and additional bits, and their number, at most 22; `run` and [`small`] value in range.
    #[inline(always)]
    fn small(&self, (run, value): (u32, i32)) -> (u64, u32) {
        let word = self.small[(run << 6 | small(value)) as usize & 1023];
        (u64::from(word >> 5), word & 31)
    }

    #[inline(always)]
    fn put(&self, pen: &mut Pen, room: &mut Room, (mut run, value): (u32, i32)) {
        while run > 15 {
            self.put_symbol(pen, room, ZERO_RUN_16);
            run -= 16;
        }
        let (bits, length) = self.coded(run, value);
        pen.put(room, bits, length);
    }

    #[inline(always)]
    fn put_symbol(&self, pen: &mut Pen, room: &mut Room, symbol: usize) {
        let (word, length) = self.symbols[symbol & 255];
        pen.put(room, word.into(), length.into());
    }

    /// Word and additional bits, and their number, at most 26.
    #[inline(always)]
    fn coded(&self, run: u32, value: i32) -> (u64, u32) {
        let (symbol, bits, size) = symbol(run, value);
        let (word, length) = self.symbols[symbol];
        (u64::from(u32::from(word) << size | bits), u32::from(length) + size)
    }
}

/// DC code words of luma or chroma.
pub struct DcWords(Box<Encoder>);

impl DcWords {
    pub fn new(table: &HuffmanSpec) -> Self {
        Self(Box::new(encoder(table)))
    }

    /// Word and additional bits of a difference, and their number, at most 27. [T.81 F.1.2.1]
    #[inline(always)]
    pub fn coded(&self, difference: i32) -> (u64, u32) {
        let (bits, size) = magnitude(difference);
        let (word, length) = self.0[size as usize & 255];
        (u64::from(u32::from(word) << size | bits), u32::from(length) + size)
    }
}
