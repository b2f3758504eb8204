//! Entropy-coded bits: out of intervals with stuffed bytes, and back. [T.81 F.1.2.3, F.2.2.5]

use std::cell::Cell;

use super::segments::find_ff;

/// Zeros behind an interval, so that a reader near its end needs no care.
const PADDING: usize = 16;

/// The bytes of one restart interval without the stuffed ones, with padding behind.
#[derive(Default)]
pub struct Interval {
    bytes: Vec<u8>,
    length: usize,
}

/// Splits the data of a scan at its RSTn markers.
pub struct Intervals<'a> {
    rest: Option<&'a [u8]>,
}

impl<'a> Intervals<'a> {
    pub fn new(scan: &'a [u8]) -> Self {
        Self { rest: Some(scan) }
    }

    /// Fills `interval`; returns the marker that ended it, 0 at the end of the data. `None`: there is no more.
    pub fn next(&mut self, interval: &mut Interval) -> Option<u8> {
        let mut rest = self.rest.take()?;
        interval.bytes.clear();
        let mut marker = 0;
        loop {
            let (plain, from_ff) = rest.split_at(find_ff(rest));
            interval.bytes.extend_from_slice(plain);
            let ones = from_ff.iter().take_while(|&&b| b == 0xff).count();
            let after = from_ff.get(ones + 1..).unwrap_or_default();
            match from_ff.get(ones) {
                None => break,
                Some(0) => interval.bytes.push(0xff),
                Some(&rst) => {
                    marker = rst;
                    self.rest = Some(after);
                    break;
                }
            }
            rest = after;
        }
        interval.length = interval.bytes.len();
        interval.bytes.resize(interval.length + PADDING, 0);
        Some(marker)
    }
}

thread_local! {
    /// Room that the last scan on this thread took.
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Room for a photo of 12 megapixels, and more, is kept.
const MOST_SPARE: usize = 1 << 24;

impl Interval {
    /// An empty one that takes over the room of the last one on this thread.
    pub fn empty() -> Self {
        Self { bytes: SPARE.take(), length: 0 }
    }

    /// Leaves its room to the next one.
    pub fn leave(self) {
        if self.bytes.capacity() <= MOST_SPARE {
            SPARE.set(self.bytes);
        }
    }

    pub fn bits(&self) -> Bits<'_> {
        Bits { bytes: &self.bytes, at: 0, top: 0, count: 0 }
    }

    /// Whether a reader took more bits than there are.
    pub fn is_overrun(&self, bits: &Bits<'_>) -> bool {
        bits.consumed() > self.length * 8
    }

    /// The bytes that a reader took at least one bit of, with ones in place of the bits behind its last one.
    pub fn used(&mut self, consumed: usize) -> &[u8] {
        let length = consumed.div_ceil(8).min(self.length);
        if let Some(last) = self.bytes.get_mut(length.wrapping_sub(1)) {
            *last |= (1u16 << (8 * length).saturating_sub(consumed).min(8)).wrapping_sub(1) as u8;
        }
        self.bytes.get(..length).unwrap_or_default()
    }
}

/// Reads bits, the highest first; zeros behind the end.
#[derive(Clone, Copy)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    top: u64,
    count: u32,
}

impl Bits<'_> {
    /// Makes at least 56 bits ready.
    #[inline(always)]
    pub fn refill(&mut self) {
        if let Some(eight) = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk()) {
            self.top |= u64::from_be_bytes(*eight) >> self.count;
        }
        self.at += ((63 - self.count) >> 3) as usize;
        self.count |= 56;
    }

    /// Makes at least 32 bits ready.
    #[inline(always)]
    pub fn refill_if_low(&mut self) {
        if self.count < 32 {
            self.refill();
        }
    }

    /// The bits to come, the next one highest.
    #[inline(always)]
    pub fn peek(&self) -> u64 {
        self.top
    }

    /// Passes over ready bits.
    #[inline(always)]
    pub fn skip(&mut self, length: u32) {
        self.top <<= length;
        self.count -= length;
    }

    /// Takes up to 16 ready bits.
    #[inline(always)]
    pub fn take(&mut self, length: u32) -> u32 {
        let value = (self.top >> 32 >> (32 - length)) as u32;
        self.skip(length);
        value
    }

    /// Takes `size` ready bits as the value that they stand for. [T.81 F.2.2.1, EXTEND]
    #[inline(always)]
    pub fn take_value(&mut self, size: u32) -> i32 {
        // The highest bit is 0 for negative values: then they stand for themselves less 2^size - 1.
        let negative = ((!self.top) >> 63) as i32;
        let value = self.take(size) as i32;
        value - (-negative & ((1 << size) - 1))
    }

    /// Bits taken since the interval began.
    pub fn consumed(&self) -> usize {
        self.at * 8 - self.count as usize
    }
}

/// Writes bits, the highest first, without stuffed bytes.
#[derive(Default)]
pub struct BitWriter {
    /// Longer than what was written.
    bytes: Vec<u8>,
    /// Whole bytes written, and the bits behind them.
    at: usize,
    pen: Pen,
}

/// Where a pen writes.
pub type Room = [u8; ROOM];

/// More than a block takes, 64 words of 16 bits with up to 16 additional bits, so that a place is not beyond it.
pub const ROOM: usize = PLACES + 8;
const PLACES: usize = 512;

/// Writes into a room, from its beginning on. A copy of it stays in registers while a block is written.
#[derive(Clone, Copy, Default)]
pub struct Pen {
    /// Whole bytes written.
    at: usize,
    /// The bits behind them, the first one highest; less than eight between calls.
    top: u64,
    count: u32,
}

impl Pen {
    /// Writes the low `length` (1..=56) bits of `bits`; the others must be zero.
    #[inline(always)]
    pub fn put(&mut self, room: &mut Room, bits: u64, length: u32) {
        self.count += length;
        self.top |= bits << (64 - self.count);
        // The rest of the division tells the compiler that the place is inside.
        if let Some(eight) = room.get_mut(self.at % PLACES..).and_then(|rest| rest.first_chunk_mut()) {
            *eight = self.top.to_be_bytes();
        }
        self.at += (self.count >> 3) as usize;
        self.top <<= self.count & !7;
        self.count &= 7;
    }

    /// Bits written so far.
    #[inline(always)]
    pub fn written(&self) -> usize {
        self.at * 8 + self.count as usize
    }
}

impl BitWriter {
    pub fn with_capacity(bytes: usize) -> Self {
        Self { bytes: vec![0; bytes + ROOM], ..Self::default() }
    }

    /// A pen to write what belongs to one block, and where it writes; give it back with [`Self::keep`].
    #[inline(always)]
    pub fn room(&mut self) -> (Pen, &mut Room) {
        if self.bytes.len() < self.at + ROOM {
            self.bytes.resize(2 * self.bytes.len() + ROOM, 0);
        }
        let room = self.bytes.get_mut(self.at..).and_then(|rest| rest.first_chunk_mut());
        (self.pen, room.expect("it is long enough"))
    }

    #[inline(always)]
    pub fn keep(&mut self, pen: Pen) {
        self.at += pen.at;
        self.pen = Pen { at: 0, ..pen };
    }

    /// Writes the low `length` (1..=56) bits of `bits`; the others must be zero.
    #[inline(always)]
    pub fn put(&mut self, bits: u64, length: u32) {
        let (mut pen, room) = self.room();
        pen.put(room, bits, length);
        self.keep(pen);
    }

    /// Bits written so far.
    #[inline(always)]
    pub fn written(&self) -> usize {
        self.at * 8 + self.pen.count as usize
    }

    /// Appends the whole bytes so far to `out`, with a zero behind each 0xFF, as soon as there are many of them, and forgets them: so
    /// the same room is written again and again, and never leaves the cache.
    #[inline(always)]
    pub fn hand_on(&mut self, out: &mut Vec<u8>) {
        const MANY: usize = 1 << 15;
        if self.at >= MANY {
            stuff(self.bytes.get(..self.at).unwrap_or_default(), out);
            self.at = 0;
        }
    }

    /// All bytes; the last one is filled up with ones.
    pub fn finish(mut self) -> Vec<u8> {
        let missing = (8 - self.pen.count) % 8;
        if missing > 0 {
            self.put((1 << missing) - 1, missing);
        }
        self.bytes.truncate(self.at);
        self.bytes
    }
}

/// `length` (1..=56) bits from bit number `at` on; zeros behind the end.
#[inline(always)]
pub fn bits_at(bytes: &[u8], at: usize, length: u32) -> u64 {
    let rest = bytes.get(at / 8..).unwrap_or_default();
    let eight = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        eight
    });
    u64::from_be_bytes(eight) << (at % 8) >> (64 - length)
}

/// Appends bytes with a zero behind each 0xFF.
pub fn stuff(mut bytes: &[u8], out: &mut Vec<u8>) {
    loop {
        let (plain, rest) = bytes.split_at(find_ff(bytes));
        out.extend_from_slice(plain);
        let Some((_, after)) = rest.split_first() else { return };
        out.extend_from_slice(&[0xff, 0]);
        bytes = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_bits_read_back() {
        let numbers: Vec<(u32, u32)> = (0..2000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 7, i % 16 + 1))
            .map(|(v, n)| (v % (1 << n), n))
            .collect();
        let mut writer = BitWriter::default();
        numbers.iter().for_each(|&(value, length)| writer.put(value.into(), length));
        let bytes = writer.finish();
        let mut stuffed = Vec::new();
        stuff(&bytes, &mut stuffed);
        let mut interval = Interval::default();
        let mut intervals = Intervals::new(&stuffed);
        assert_eq!(intervals.next(&mut interval), Some(0));
        let mut bits = interval.bits();
        for &(value, length) in &numbers {
            bits.refill_if_low();
            assert_eq!(bits.take(length), value);
        }
        assert!(!interval.is_overrun(&bits));
        let consumed = bits.consumed();
        assert_eq!(interval.used(consumed), bytes);
        assert_eq!(intervals.next(&mut interval), None);
    }

    #[test]
    fn bits_that_are_handed_on_are_the_same() {
        let (mut writer, mut whole, mut out) = (BitWriter::default(), BitWriter::default(), Vec::new());
        for i in 0..200_000u64 {
            // Every 97th byte or so is 0xFF.
            let bits = if i % 97 < 3 { 0x7f } else { i * i % 101 };
            writer.put(bits, 7);
            whole.put(bits, 7);
            writer.hand_on(&mut out);
        }
        assert!(out.len() > 3 << 15, "it was handed on again and again");
        stuff(&writer.finish(), &mut out);
        let mut expected = Vec::new();
        stuff(&whole.finish(), &mut expected);
        assert!(expected.windows(2).any(|pair| pair == [0xff, 0]));
        assert!(out == expected);
    }

    #[test]
    fn intervals_end_at_their_markers() {
        let mut intervals = Intervals::new(b"ab\xff\0\xff\xff\xd3c\xff");
        let mut interval = Interval::default();
        assert_eq!(intervals.next(&mut interval), Some(0xd3));
        assert_eq!(&interval.bytes[..interval.length], b"ab\xff");
        assert_eq!(intervals.next(&mut interval), Some(0));
        assert_eq!(&interval.bytes[..interval.length], b"c");
    }

    #[test]
    fn bits_behind_the_last_one_become_ones() {
        let mut interval = Interval::default();
        Intervals::new(&[0b1010_0000, 7]).next(&mut interval);
        let mut bits = interval.bits();
        bits.refill();
        assert_eq!(bits.take(3), 5);
        assert_eq!(interval.used(3), [0b1011_1111]);
        assert!(interval.used(0).is_empty());
    }

    #[test]
    fn values_are_extended() {
        let mut interval = Interval::default();
        Intervals::new(&[0b0110_1100]).next(&mut interval);
        let mut bits = interval.bits();
        bits.refill();
        assert_eq!([bits.take_value(1), bits.take_value(2), bits.take_value(3), bits.take_value(0)], [-1, 3, -4, 0]);
    }

    #[test]
    fn reading_on_behind_the_end_is_noticed() {
        let mut interval = Interval::default();
        Intervals::new(&[1]).next(&mut interval);
        let mut bits = interval.bits();
        for _ in 0..100 {
            bits.refill();
            bits.skip(30);
        }
        assert!(interval.is_overrun(&bits));
    }
}
