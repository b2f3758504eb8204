//! Entropy coding: tokens are counted, the best code tables made for them, and then written. [T.81 F.1.2, K.2]

use super::dct::Coded;

/// One code word to come: the symbol in bits 0..8, its table in bits 8..10, additional bits from bit 16 on.
/// The number of additional bits is the low half of the symbol's byte, for DC and AC symbols alike.
#[derive(Clone, Copy)]
pub struct Token(u32);

const INDEX: u32 = 0x3ff;

impl Token {
    #[inline(always)]
    fn new(table: u32, run: u32, value: i32) -> Self {
        let size = 32 - value.unsigned_abs().leading_zeros();
        // Negative values are coded as the value less one, in `size` bits. [T.81 F.1.2.1.1]
        let bits = (value + (value >> 31)) as u32 & ((1 << size) - 1);
        Self(bits << 16 | table << 8 | run << 4 | size)
    }
}

/// A Huffman table: destination (0 luma, 1 chroma) and class. [T.81 B.2.4.2]
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Dc(u8),
    Ac(u8),
}

impl Table {
    fn index(self) -> u32 {
        match self {
            Self::Dc(destination) => u32::from(destination) * 2,
            Self::Ac(destination) => u32::from(destination) * 2 + 1,
        }
    }

    fn symbols(self) -> std::ops::Range<usize> {
        let start = self.index() as usize * 256;
        start..start + 256
    }

    /// Class and destination as one byte. [T.81 B.2.4.2, Tc and Th]
    pub fn id(self) -> u8 {
        match self {
            Self::Dc(destination) => destination,
            Self::Ac(destination) => 0x10 | destination,
        }
    }
}

/// Tokens of a picture, and how often each symbol comes.
pub struct Tokens {
    /// One list for each row of MCUs, so that no list grows large and moves.
    rows: Vec<Vec<Token>>,
    counts: Box<[u32; 1024]>,
}

impl Tokens {
    pub fn new() -> Self {
        Self { rows: Vec::new(), counts: Box::new([0; 1024]) }
    }

    /// Begins a row of MCUs.
    pub fn begin_row(&mut self) {
        let expected = self.rows.last().map_or(0, Vec::len);
        self.rows.push(Vec::with_capacity(expected + expected / 8));
    }

    /// Block `block` of eight; `dc_difference` stands for its first coefficient.
    pub fn push_block(&mut self, destination: u8, dc_difference: i32, coded: &Coded, block: usize) {
        const ZERO_RUN_16: u32 = 15;
        let Some(row) = self.rows.last_mut() else { return };
        let mut push = |table: u32, run: u32, value: i32| {
            let token = Token::new(table, run, value);
            self.counts[(token.0 & INDEX) as usize] += 1;
            row.push(token);
        };
        let (dc, ac) = (Table::Dc(destination).index(), Table::Ac(destination).index());
        push(dc, 0, dc_difference);
        let mut nonzero = coded.nonzero[block] & !1;
        let mut next = 1;
        while nonzero != 0 {
            let k = nonzero.trailing_zeros();
            nonzero &= nonzero - 1;
            let mut run = k - next;
            while run > ZERO_RUN_16 {
                push(ac, ZERO_RUN_16, 0);
                run -= 16;
            }
            push(ac, run, i32::from(coded.coefficients[(k & 63) as usize][block & 7]));
            next = k + 1;
        }
        if next < 64 {
            push(ac, 0, 0);
        }
    }

    /// The best code lengths for `table`.
    pub fn best_code(&self, table: Table) -> Code {
        Code::best(&self.counts[table.symbols()])
    }

    /// The coded data, with the codes of all tables that have tokens.
    pub fn write(&self, codes: &[(Table, Code)], out: &mut Vec<u8>) {
        let mut words = [(0, 0); 1024];
        for (table, code) in codes {
            code.assign(&mut words[table.symbols()]);
        }
        let bits: u64 = self
            .counts
            .iter()
            .enumerate()
            .map(|(i, &n)| u64::from(n) * (u64::from(words[i].1) + (i as u64 & 15)))
            .sum();
        out.reserve(bits as usize / 8 + bits as usize / 512 + 16);
        let mut writer = BitWriter { out, pending: 0, free: 64 };
        for row in &self.rows {
            for token in row {
                let (word, length) = words[(token.0 & INDEX) as usize];
                let size = token.0 & 15;
                writer.put(word << size | token.0 >> 16, u32::from(length) + size);
            }
        }
        writer.finish();
    }
}

/// A Huffman code as the DHT segment holds it. [T.81 B.2.4.2]
pub struct Code {
    /// How many symbols have a code word of 1, 2, … 16 bits.
    pub lengths: [u8; 16],
    /// Symbols, the shortest code word first.
    pub symbols: Vec<u8>,
}

impl Code {
    /// The shortest code of at most 16 bits a word in which no word is all ones. [T.81 K.2]
    fn best(counts: &[u32]) -> Self {
        // A 257th symbol takes the word of all ones; it is the rarest.
        let mut weights: Vec<(u64, Vec<usize>)> = vec![(1, vec![256])];
        weights.extend(counts.iter().enumerate().filter(|(_, n)| **n > 0).map(|(s, &n)| (u64::from(n) * 2, vec![s])));
        let mut depth = [0usize; 257];
        while weights.len() > 1 {
            // Of equal weights the later comes first, so the order of symbols decides and nothing else.
            weights.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
            let Some((rare, next)) = weights.pop().zip(weights.pop()) else { break };
            let joined: Vec<usize> = [rare.1, next.1].concat();
            joined.iter().for_each(|&symbol| depth[symbol] += 1);
            weights.push((rare.0 + next.0, joined));
        }
        let mut lengths = [0usize; 257];
        depth.iter().filter(|d| **d > 0).for_each(|&d| lengths[d] += 1);
        shorten(&mut lengths);
        // The word of all ones is one of the longest.
        if let Some(longest) = lengths.iter_mut().rev().find(|n| **n > 0) {
            *longest -= 1;
        }
        let mut symbols: Vec<u8> = (0..=255).filter(|&s| depth[usize::from(s)] > 0).collect();
        symbols.sort_by_key(|&s| depth[usize::from(s)]);
        Self { lengths: std::array::from_fn(|i| lengths[i + 1] as u8), symbols }
    }

    /// Code words and their lengths, by symbol. [T.81 C.2]
    fn assign(&self, words: &mut [(u32, u8)]) {
        let lengths = self.lengths.iter().zip(1u8..).flat_map(|(&n, length)| std::iter::repeat_n(length, n.into()));
        let (mut word, mut last) = (0u32, 0u8);
        for (&symbol, length) in self.symbols.iter().zip(lengths) {
            word <<= length - last;
            words[usize::from(symbol)] = (word, length);
            word += 1;
            last = length;
        }
    }
}

/// Moves words of more than 16 bits up. [T.81 K.2, Adjust_BITS]
fn shorten(lengths: &mut [usize; 257]) {
    for long in (17..lengths.len()).rev() {
        while lengths[long] > 0 {
            let Some(short) = (1..long - 1).rev().find(|&length| lengths[length] > 0) else { return };
            lengths[long] -= 2;
            lengths[long - 1] += 1;
            lengths[short + 1] += 2;
            lengths[short] -= 1;
        }
    }
}

/// Bits into bytes, the highest first, with a zero byte behind each 0xFF. [T.81 F.1.2.3]
struct BitWriter<'a> {
    out: &'a mut Vec<u8>,
    /// The lowest bits are still to be written: all but `free`, at least one.
    pending: u64,
    free: u32,
}

impl BitWriter<'_> {
    /// At most 32 bits.
    #[inline(always)]
    fn put(&mut self, bits: u32, length: u32) {
        if length < self.free {
            self.pending = self.pending << length | u64::from(bits);
            self.free -= length;
        } else {
            let later = length - self.free;
            self.flush(self.pending << self.free | u64::from(bits) >> later);
            // What was written already is shifted out by what follows.
            self.pending = u64::from(bits);
            self.free = 64 - later;
        }
    }

    #[inline(always)]
    fn flush(&mut self, eight: u64) {
        const LOW: u64 = 0x0101_0101_0101_0101;
        // No byte is 0xFF where adding one to each leaves the highest bit of those set that had it.
        if eight & !eight.wrapping_add(LOW) & LOW << 7 == 0 {
            self.out.extend_from_slice(&eight.to_be_bytes());
        } else {
            self.stuffed(&eight.to_be_bytes());
        }
    }

    fn stuffed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.out.push(byte);
            if byte == 0xff {
                self.out.push(0);
            }
        }
    }

    /// Fills the last byte with ones.
    fn finish(mut self) {
        let missing = self.free % 8;
        self.put((1 << missing) - 1, missing);
        let bytes = (8 - self.free / 8) as usize;
        if self.free < 64 {
            self.stuffed(&(self.pending << self.free).to_be_bytes()[..bytes]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kraft(code: &Code) -> u32 {
        code.lengths.iter().zip(1..).map(|(&n, length)| u32::from(n) << (16 - length)).sum()
    }

    #[test]
    fn the_longest_word_has_16_bits_and_none_is_all_ones() {
        let mut counts = [0u32; 256];
        let (mut a, mut b) = (1u32, 1u32);
        for count in counts.iter_mut().take(40) {
            *count = a;
            (a, b) = (b, a.saturating_add(b));
        }
        let code = Code::best(&counts);
        assert_eq!(code.symbols.len(), 40);
        assert_eq!(code.lengths.iter().map(|&n| usize::from(n)).sum::<usize>(), 40);
        assert!(kraft(&code) < 1 << 16);
        let mut words = [(0, 0); 256];
        code.assign(&mut words);
        assert!(words.iter().filter(|w| w.1 > 0).all(|&(word, length)| word + 1 < 1 << length));
        assert!(words[39].1 <= words[0].1, "frequent symbols have short words");
    }

    #[test]
    fn one_symbol_has_a_word_of_one_bit() {
        let mut counts = [0u32; 256];
        counts[7] = 9;
        let code = Code::best(&counts);
        assert_eq!((code.lengths[0], code.symbols), (1, vec![7]));
    }

    #[test]
    fn ff_is_followed_by_zero_and_the_rest_filled_with_ones() {
        let mut out = Vec::new();
        let mut writer = BitWriter { out: &mut out, pending: 0, free: 64 };
        writer.put(0x12ff, 16);
        writer.put(0x34_ff, 16);
        writer.put(0b010, 3);
        writer.finish();
        assert_eq!(out, [0x12, 0xff, 0, 0x34, 0xff, 0, 0b0101_1111]);
    }

    #[test]
    fn bits_come_out_in_their_order_whatever_the_lengths() {
        let numbers = (0..2000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 7, i * 7 % 28));
        let (mut expected, mut out) = (String::new(), Vec::new());
        let mut writer = BitWriter { out: &mut out, pending: 0, free: 64 };
        for (number, length) in numbers {
            let bits = number & ((1 << length) - 1);
            writer.put(bits, length);
            if length > 0 {
                expected += &format!("{bits:0width$b}", width = length as usize);
            }
        }
        writer.finish();
        let mut bytes = out.iter().copied();
        let mut written = String::new();
        while let Some(byte) = bytes.next() {
            written += &format!("{byte:08b}");
            if byte == 0xff {
                assert_eq!(bytes.next(), Some(0));
            }
        }
        assert!(written.starts_with(&expected) && written.len() < expected.len() + 8);
        assert!(written[expected.len()..].bytes().all(|bit| bit == b'1'));
    }
}
