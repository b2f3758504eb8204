//! Bits of a scan and the tables that tell how far each symbol reaches. [T.81 C, F.2.2]

use super::overflow::Extremes;
use super::scan::extended;
use crate::error::Error;

/// Bits that one look into a table covers.
const SIGHT: u32 = 12;
/// Bits that a filled window holds at least.
const FILLED: u32 = 56;
/// Leaps between two fillings.
const LEAPS: u32 = 3;

/// Bits of entropy-coded data, stuffed zeros taken out, up to the next marker.
pub struct Bits<'a> {
    data: &'a [u8],
    /// The next byte that is not in `window` yet.
    next: usize,
    /// The next bits, from the top.
    window: u64,
    /// How many of them there are.
    count: u32,
    /// How many of those were made up behind the end.
    made_up: u32,
}

/// What lies between the last bit that was needed and the next marker.
pub struct Rest {
    /// Where the marker begins.
    pub end: usize,
    /// Whole bytes that no symbol needed.
    pub bytes: usize,
    /// The bits that fill up the last byte are all ones. [T.81 F.1.2.3]
    pub padded_with_ones: bool,
}

impl<'a> Bits<'a> {
    pub fn new(data: &'a [u8], next: usize) -> Self {
        Self { data, next, window: 0, count: 0, made_up: 0 }
    }

    /// At least 56 bits in the window, at most 63.
    #[inline(always)]
    fn fill(&mut self) {
        if let Some(&eight) = self.data.get(self.next..).and_then(<[u8]>::first_chunk::<8>) {
            let word = u64::from_be_bytes(eight);
            let inverse = !word;
            let any_ff = inverse.wrapping_sub(0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080;
            if any_ff == 0 {
                self.window |= word >> self.count;
                let bytes = (63 - self.count) >> 3;
                self.next += bytes as usize;
                self.count += bytes * 8;
                return;
            }
        }
        self.fill_slowly();
    }

    #[cold]
    #[inline(never)]
    fn fill_slowly(&mut self) {
        while self.count < 56 {
            match self.data.get(self.next) {
                Some(0xFF) if self.data.get(self.next + 1) != Some(&0) => self.made_up += 8,
                None => self.made_up += 8,
                Some(&byte) => {
                    self.window |= u64::from(byte) << (56 - self.count);
                    self.next += if byte == 0xFF { 2 } else { 1 };
                }
            }
            self.count += 8;
        }
    }

    /// At least 32 bits in the window.
    #[inline(always)]
    pub fn ready(&mut self) {
        if self.count < 32 {
            self.fill();
        }
    }

    #[inline(always)]
    fn skip(&mut self, bits: u32) {
        debug_assert!(bits <= self.count, "more bits are passed over than are there");
        self.window <<= bits;
        self.count -= bits;
    }

    /// The next `bits` ≤ 16 bits; needs [`Self::ready`] before.
    #[inline(always)]
    pub fn take(&mut self, bits: u32) -> u32 {
        let value = (self.window >> 32 >> (32 - bits)) as u32;
        self.skip(bits);
        value
    }

    /// Passes over any number of bits.
    pub fn pass(&mut self, mut bits: u32) {
        while bits > 0 {
            self.ready();
            let step = bits.min(16);
            self.skip(step);
            bits -= step;
        }
    }

    /// Whether symbols were read out of what lies behind the end.
    #[inline(always)]
    pub fn ran_over(&self) -> bool {
        self.made_up > self.count
    }

    /// Looks for the next marker.
    pub fn rest(&self) -> Rest {
        let left = self.count.saturating_sub(self.made_up);
        let padding = left % 8;
        let ones = !(!0_u64 >> padding);
        let mut end = self.next;
        let mut bytes = (left / 8) as usize;
        while let Some(&byte) = self.data.get(end) {
            match (byte, self.data.get(end + 1)) {
                (0xFF, Some(0)) => end += 2,
                (0xFF, _) => break,
                _ => end += 1,
            }
            bytes += 1;
        }
        Rest { end, bytes, padded_with_ones: self.window & ones == ones }
    }
}

/// A Huffman table.
pub struct Table {
    /// For the next [`SIGHT`] bits: symbol << 8 | length of its code; 0: a longer code or none.
    codes: Box<[u16; 1 << SIGHT]>,
    /// For the next [`SIGHT`] bits of AC coefficients: as many whole symbols as begin and end there, see [`Leap`].
    leaps: Box<[Leap; 1 << SIGHT]>,
    /// By the same bits: which of the passed coefficients are not zero.
    nonzero: Box<[u32; 1 << SIGHT]>,
    /// Values of this size or more are looked at one by one; 0: there are no leaps.
    large: u32,
    /// For each code length 13..=16: first code, number of codes, where their symbols begin.
    long: [(u32, u32, usize); 4],
    symbols: Vec<u8>,
}

/// Several symbols at once: bits in the low 6, coefficients passed in the next 7, then whether the block ends.
#[derive(Clone, Copy, Default)]
struct Leap(u16);

impl Leap {
    fn new(bits: u32, passed: u32, ends: bool) -> Self {
        Self((bits | passed << 6 | u32::from(ends) << 13) as u16)
    }
    #[inline(always)]
    fn bits(self) -> u32 {
        u32::from(self.0) & 63
    }
    #[inline(always)]
    fn passed(self) -> u32 {
        u32::from(self.0) >> 6 & 127
    }
    #[inline(always)]
    fn ends(self) -> u32 {
        u32::from(self.0) >> 13 & 1
    }
}

impl Table {
    /// From the number of codes of each length and their symbols. `None`: more codes than fit, or a symbol twice.
    pub fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut seen = [false; 256];
        for &symbol in symbols {
            if std::mem::replace(seen.get_mut(usize::from(symbol))?, true) {
                return None;
            }
        }
        let mut table = Self {
            codes: Box::new([0; 1 << SIGHT]),
            leaps: Box::new([Leap::default(); 1 << SIGHT]),
            nonzero: Box::new([0; 1 << SIGHT]),
            large: 0,
            long: [(0, 0, 0); 4],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut first) = (0_u32, 0_usize);
        for (length, &count) in (1_u32..).zip(counts) {
            let count = u32::from(count);
            if code + count > 1 << length {
                return None;
            }
            let these = symbols.get(first..first + count as usize)?;
            if length <= SIGHT {
                for (symbol, code) in these.iter().zip(code..) {
                    let start = (code << (SIGHT - length)) as usize;
                    let entry = u16::from(*symbol) << 8 | length as u16;
                    table.codes.get_mut(start..start + (1 << (SIGHT - length)))?.fill(entry);
                }
            } else {
                *table.long.get_mut((length - SIGHT - 1) as usize)? = (code, count, first);
            }
            first += count as usize;
            code = (code + count) << 1;
        }
        (first == symbols.len()).then_some(table)
    }

    /// Makes the table of leaps, which pass over values of less than `large` bits; only worth its while for AC tables of baseline scans.
    pub fn with_leaps(&mut self, large: u32) {
        if self.large != large {
            self.large = large;
            for sight in 0..1 << SIGHT {
                (self.leaps[sight], self.nonzero[sight]) = self.leap(sight as u32);
            }
        }
    }

    /// At most 32 coefficients, and which of them are not zero.
    fn leap(&self, sight: u32) -> (Leap, u32) {
        /// So many bits at most: [`LEAPS`] of them lie in one filled window, whole.
        const MOST: u32 = FILLED / LEAPS;
        let (mut bits, mut passed, mut nonzero) = (0, 0, 0);
        while bits < SIGHT && passed < 64 {
            let Some(&entry) = self.codes.get((sight << bits & ((1 << SIGHT) - 1)) as usize) else { break };
            let (length, symbol) = (u32::from(entry & 0xFF), u32::from(entry >> 8));
            if length == 0 || length > SIGHT - bits {
                break;
            }
            let (run, size) = (symbol >> 4, symbol & 15);
            match (run, size) {
                (0, 0) => return (Leap::new(bits + length, passed, true), nonzero),
                (0..15, 0) => break,
                _ if size >= self.large || passed + run > 31 || bits + length + size > MOST => break,
                _ => nonzero |= u32::from(size > 0) << (passed + run),
            }
            // Only the code has to lie in sight; its magnitude bits are passed over unseen.
            bits += length + size;
            passed += run + 1;
        }
        (Leap::new(bits, passed, false), nonzero)
    }

    /// The next symbol; needs [`Bits::ready`] before, and leaves 16 of its 32 bits.
    #[inline(always)]
    pub fn symbol(&self, bits: &mut Bits) -> Result<u32, Error> {
        let entry = self.codes[(bits.window >> (64 - SIGHT)) as usize];
        if entry != 0 {
            bits.skip(u32::from(entry & 0xFF));
            return Ok(u32::from(entry >> 8));
        }
        self.long_symbol(bits)
    }

    #[cold]
    fn long_symbol(&self, bits: &mut Bits) -> Result<u32, Error> {
        for (length, &(code, count, first)) in (SIGHT + 1..).zip(&self.long) {
            let here = (bits.window >> (64 - length)) as u32;
            if here >= code && here - code < count {
                bits.skip(length);
                let symbol = self.symbols.get(first + (here - code) as usize);
                return symbol.map(|&s| u32::from(s)).ok_or_else(no_code);
            }
        }
        Err(no_code())
    }

    /// Passes over the AC coefficients of one block of a sequential scan; returns which of them are not zero.
    #[inline(always)]
    pub fn pass_block(&self, bits: &mut Bits, extremes: &mut Extremes) -> Result<u64, Error> {
        let mut k = 1;
        let mut nonzero = 0_u64;
        'filled: while k < 64 {
            bits.fill();
            for _ in 0..LEAPS {
                let sight = (bits.window >> (64 - SIGHT)) as usize;
                let leap = self.leaps[sight];
                let after = k + leap.passed();
                if leap.bits() == 0 || after + leap.ends() > 64 {
                    bits.ready();
                    k = self.pass_single(bits, k, &mut nonzero, extremes)?;
                    continue 'filled;
                }
                bits.skip(leap.bits());
                nonzero |= u64::from(self.nonzero[sight]) << k;
                if leap.ends() != 0 || after == 64 {
                    return Ok(nonzero);
                }
                k = after;
            }
        }
        Ok(nonzero)
    }

    /// Passes over one coefficient; returns the place behind it, 64 at the end of the block.
    #[inline(always)]
    fn pass_single(&self, bits: &mut Bits, k: u32, nonzero: &mut u64, extremes: &mut Extremes) -> Result<u32, Error> {
        let symbol = self.symbol(bits)?;
        let (run, size) = (symbol >> 4, symbol & 15);
        match (run, size) {
            (0, 0) => return Ok(64),
            (1..15, 0) => return Err(Error::damaged("a coefficient of the coded data has no size")),
            _ if size >= self.large => {
                let value = extended(bits.take(size) as i32, size);
                extremes.see((k + run) as usize, value as i16);
            }
            _ => bits.skip(size),
        }
        let after = k + run + 1;
        if after > 64 {
            return Err(Error::damaged("a block of the coded data has too many coefficients"));
        }
        *nonzero |= u64::from(size > 0) << (after - 1);
        Ok(after)
    }
}

impl Table {
    /// Reads the AC coefficients of one block of a sequential scan, in zigzag order; returns which of them are not zero.
    pub fn read_block(&self, bits: &mut Bits, block: &mut [i16; 64]) -> Result<u64, Error> {
        let mut nonzero = 0;
        let mut k = 1;
        while k < 64 {
            bits.ready();
            let symbol = self.symbol(bits)?;
            let (run, size) = (symbol >> 4, symbol & 15);
            match (run, size) {
                (0, 0) => return Ok(nonzero),
                (1..15, 0) => return Err(Error::damaged("a coefficient of the coded data has no size")),
                _ => {}
            }
            k += run;
            let value = extended(bits.take(size) as i32, size);
            let place = block.get_mut(k as usize);
            *place.ok_or_else(|| Error::damaged("a block of the coded data has too many coefficients"))? = value as i16;
            nonzero |= u64::from(size > 0) << k;
            k += 1;
        }
        Ok(nonzero)
    }
}

fn no_code() -> Error {
    Error::damaged("the coded data holds a code that its table does not")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_stop_at_a_marker_and_pass_over_stuffing() {
        let data = [0xFF, 0x00, 0x12, 0xFF, 0x00, 0x7F, 0xFF, 0xD9];
        let mut bits = Bits::new(&data, 0);
        bits.ready();
        assert_eq!(bits.take(12), 0xFF1);
        bits.ready();
        assert_eq!(bits.take(13), 0x2FF << 3 >> 2 & 0x1FFF);
        let rest = bits.rest();
        assert_eq!((rest.end, rest.bytes, rest.padded_with_ones), (6, 0, true));
    }

    #[test]
    fn what_is_not_needed_is_counted() {
        let mut data = vec![0xAA; 40];
        data.extend([0xFF, 0xD0]);
        let mut bits = Bits::new(&data, 0);
        bits.pass(20);
        let rest = bits.rest();
        assert_eq!((rest.end, rest.bytes, rest.padded_with_ones), (40, 37, false));
        assert!(!bits.ran_over());
        bits.pass(301);
        assert!(bits.ran_over());
    }

    /// Codes of one to three bits with long values, the end of the block, and a long run: leaps are as long as they can be.
    fn long_leaps(large: u32) -> Table {
        let mut counts = [0; 16];
        (counts[0], counts[1], counts[2], counts[15]) = (1, 1, 1, 2);
        let mut table = Table::new(&counts, &[0x0A, 0x16, 0x00, 0xF0, 0x09]).unwrap();
        table.with_leaps(large);
        table
    }

    #[test]
    fn leaps_come_to_where_single_steps_come() {
        let mut seed = 7_u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        let mut blocks = 0;
        for round in 0..400 {
            let mut data: Vec<u8> =
                (0..400).map(|_| if round % 2 == 0 { random() & random() } else { random() }).collect();
            data = data.into_iter().flat_map(|byte| if byte == 0xFF { vec![0xFF, 0] } else { vec![byte] }).collect();
            data.extend([0xFF, 0xD9]);
            for large in [8, 16] {
                let table = long_leaps(large);
                let (mut leaping, mut stepping) = (Bits::new(&data, 0), Bits::new(&data, 0));
                loop {
                    let passed = table.pass_block(&mut leaping, &mut Extremes::default());
                    let read = table.read_block(&mut stepping, &mut [0; 64]);
                    if stepping.ran_over() || read.is_err() {
                        assert!(passed.is_err() || leaping.ran_over() == stepping.ran_over());
                        break;
                    }
                    assert_eq!(passed.unwrap(), read.unwrap());
                    let (a, b) = (leaping.rest(), stepping.rest());
                    assert_eq!((a.bytes, a.end, a.padded_with_ones), (b.bytes, b.end, b.padded_with_ones));
                    blocks += 1;
                }
            }
        }
        assert!(blocks > 1_000, "{blocks}");
    }

    #[test]
    fn a_table_with_a_symbol_twice_or_too_many_codes_is_none() {
        let mut counts = [0; 16];
        counts[1] = 3;
        assert!(Table::new(&counts, &[1, 2, 3]).is_some());
        assert!(Table::new(&counts, &[1, 2, 1]).is_none());
        assert!(Table::new(&counts, &[1, 2]).is_none());
        counts[1] = 5;
        assert!(Table::new(&counts, &[1, 2, 3, 4, 5]).is_none());
    }
}
