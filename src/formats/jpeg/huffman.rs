//! Huffman codes: tables to read with, and the best tables to write with. [T.81 C, F.2.2.3, K.2, K.3]

use super::header::HuffmanSpec;
use std::sync::LazyLock;

/// Codes up to this length are found by one look.
pub const LOOK_BITS: u32 = 11;
const LOOK: usize = 1 << LOOK_BITS;

/// Reads code words.
#[derive(Debug, Clone)]
pub struct Decoder {
    /// By the next [`LOOK_BITS`] bits: symbol << 8 | length; 0 where the code is longer.
    look: Box<[u16; LOOK]>,
    /// Highest code of each length, shifted up to 16 bits, plus one; index of its first symbol less its first code.
    limits: [u32; 17],
    offsets: [i32; 17],
    symbols: Vec<u8>,
}

impl Decoder {
    /// `None` where the lengths are no code.
    pub fn new(spec: &HuffmanSpec) -> Option<Self> {
        let mut decoder =
            Self { look: Box::new([0; LOOK]), limits: [0; 17], offsets: [0; 17], symbols: spec.symbols.clone() };
        for Code { symbol, word, length } in codes(spec)? {
            decoder.limits[length as usize] = (word + 1) << (16 - length);
            if length <= LOOK_BITS {
                let first = (word << (LOOK_BITS - length)) as usize;
                let same = 1 << (LOOK_BITS - length);
                decoder.look.get_mut(first..first + same)?.fill(u16::from(symbol) << 8 | length as u16);
            }
        }
        let (mut word, mut index) = (0i32, 0i32);
        for length in 1..=16 {
            decoder.offsets[length] = index - word;
            let count = i32::from(spec.lengths[length - 1]);
            (word, index) = ((word + count) << 1, index + count);
        }
        Some(decoder)
    }

    /// Symbol and length of the code at the top of `bits`; length 0 where there is none.
    #[inline(always)]
    pub fn read(&self, bits: u64) -> (u8, u32) {
        let entry = self.look[(bits >> (64 - LOOK_BITS)) as usize];
        if entry != 0 { ((entry >> 8) as u8, u32::from(entry & 0xff)) } else { self.read_long(bits) }
    }

    #[cold]
    fn read_long(&self, bits: u64) -> (u8, u32) {
        let top = (bits >> 48) as u32;
        for length in LOOK_BITS as usize + 1..=16 {
            if top < self.limits[length] {
                let index = (top >> (16 - length)) as i32 + self.offsets[length];
                let symbol = usize::try_from(index).ok().and_then(|i| self.symbols.get(i));
                return symbol.map_or((0, 0), |&symbol| (symbol, length as u32));
            }
        }
        (0, 0)
    }
}

struct Code {
    symbol: u8,
    word: u32,
    length: u32,
}

/// The code words. `None`: too many of a length. A word that is all ones is forbidden, yet some cameras use it. [T.81 C.2]
fn codes(spec: &HuffmanSpec) -> Option<Vec<Code>> {
    let mut codes = Vec::with_capacity(spec.symbols.len());
    let mut symbols = spec.symbols.iter();
    let mut word = 0u32;
    for (&count, length) in spec.lengths.iter().zip(1u32..) {
        for _ in 0..count {
            if word >= 1 << length {
                return None;
            }
            codes.push(Code { symbol: *symbols.next()?, word, length });
            word += 1;
        }
        word <<= 1;
    }
    Some(codes)
}

/// Writes code words: word and length by symbol; length 0 where there is none.
pub type Encoder = [(u16, u8); 256];

/// The words of a table.
pub fn encoder(spec: &HuffmanSpec) -> Encoder {
    let mut encoder = [(0, 0); 256];
    for Code { symbol, word, length } in codes(spec).unwrap_or_default() {
        encoder[usize::from(symbol)] = (word as u16, length as u8);
    }
    encoder
}

/// Additional bits of a value and their number. [T.81 F.1.2.1.1]
#[inline(always)]
pub const fn magnitude(value: i32) -> (u32, u32) {
    let size = 32 - value.unsigned_abs().leading_zeros();
    ((value + (value >> 31)) as u32 & ((1 << size) - 1), size)
}

/// The best table for symbols that occur so often, at most 16 bits a word, none all ones. [T.81 K.2]
pub fn best(counts: &[u32; 256]) -> HuffmanSpec {
    let lengths = word_lengths(counts);
    let mut spec = HuffmanSpec { lengths: [0; 16], symbols: Vec::new() };
    let mut by_length: Vec<(usize, u8)> = (0..=255u8).map(|s| (lengths[usize::from(s)], s)).collect();
    by_length.retain(|&(length, _)| length > 0);
    by_length.sort_unstable();
    spec.symbols.extend(by_length.iter().map(|&(_, symbol)| symbol));
    let mut tally = [0u32; 257];
    lengths.iter().for_each(|&length| tally[length] += u32::from(length > 0));
    shorten(&mut tally);
    // The place of the word that must not be used, the longest one. [K.2, last step of Adjust_BITS]
    if let Some(last) = tally.iter_mut().rev().find(|n| **n > 0) {
        *last -= 1;
    }
    spec.lengths.iter_mut().zip(&tally[1..]).for_each(|(length, &n)| *length = n as u8);
    spec
}

/// [T.81 figure K.1]; the 257th symbol keeps the word of all ones free.
fn word_lengths(counts: &[u32; 256]) -> [usize; 257] {
    let mut weight = [0u64; 257];
    weight.iter_mut().zip(counts).for_each(|(w, &n)| *w = u64::from(n));
    weight[256] = 1;
    let mut lengths = [0usize; 257];
    let mut next: [Option<usize>; 257] = [None; 257];
    let rarest = |weight: &[u64; 257], but: Option<usize>| {
        (0..257).rev().filter(|&i| weight[i] > 0 && Some(i) != but).min_by_key(|&i| weight[i])
    };
    loop {
        let Some(a) = rarest(&weight, None) else { return lengths };
        let Some(b) = rarest(&weight, Some(a)) else { return lengths };
        weight[a] += weight[b];
        weight[b] = 0;
        let end = deepen(a, &next, &mut lengths);
        next[end] = Some(b);
        deepen(b, &next, &mut lengths);
    }
}

/// Makes the words of a chain of symbols one bit longer; returns its last symbol.
fn deepen(start: usize, next: &[Option<usize>; 257], lengths: &mut [usize; 257]) -> usize {
    let mut at = start;
    lengths[at] += 1;
    while let Some(further) = next[at] {
        at = further;
        lengths[at] += 1;
    }
    at
}

/// Brings words of more than 16 bits to 16. [T.81 figure K.3]
fn shorten(tally: &mut [u32; 257]) {
    for long in (17..257).rev() {
        while tally[long] > 0 {
            let Some(short) = (1..long - 1).rev().find(|&length| tally[length] > 0) else { return };
            tally[long] -= 2;
            tally[long - 1] += 1;
            tally[short + 1] += 2;
            tally[short] -= 1;
        }
    }
}

/// The tables that nearly everybody writes, luma then chroma. [T.81 tables K.3 to K.6]
pub struct Standard {
    pub dc: [HuffmanSpec; 2],
    pub ac: [HuffmanSpec; 2],
}

/// [T.81 K.3.3]
pub static STANDARD: LazyLock<Standard> = LazyLock::new(|| {
    let spec = |lengths: [u8; 16], symbols: &[u8]| HuffmanSpec { lengths, symbols: symbols.to_vec() };
    let differences: [u8; 12] = std::array::from_fn(|i| i as u8);
    Standard {
        dc: [
            spec([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], &differences),
            spec([0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], &differences),
        ],
        ac: [
            spec([0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125], &AC_LUMA),
            spec([0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119], &AC_CHROMA),
        ],
    }
});

#[rustfmt::skip]
const AC_LUMA: [u8; 162] = [
    0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07, 0x22, 0x71, 0x14, 0x32,
    0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0, 0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0a, 0x16,
    0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45,
    0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
    0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94,
    0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6,
    0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8,
    0xd9, 0xda, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8,
    0xf9, 0xfa,
];

#[rustfmt::skip]
const AC_CHROMA: [u8; 162] = [
    0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71, 0x13, 0x22, 0x32, 0x81,
    0x08, 0x14, 0x42, 0x91, 0xa1, 0xb1, 0xc1, 0x09, 0x23, 0x33, 0x52, 0xf0, 0x15, 0x62, 0x72, 0xd1, 0x0a, 0x16, 0x24, 0x34,
    0xe1, 0x25, 0xf1, 0x17, 0x18, 0x19, 0x1a, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44,
    0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68,
    0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92,
    0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4,
    0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6,
    0xd7, 0xd8, 0xd9, 0xda, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8,
    0xf9, 0xfa,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn every_word_reads_back(spec: &HuffmanSpec) {
        let decoder = Decoder::new(spec).unwrap();
        let encoder = encoder(spec);
        for &symbol in &spec.symbols {
            let (word, length) = encoder[usize::from(symbol)];
            let bits = u64::from(word) << (64 - u32::from(length)) | 0x5a5a_5a5a;
            assert_eq!(decoder.read(bits), (symbol, u32::from(length)));
        }
        assert_eq!(decoder.read(u64::MAX), (0, 0), "all ones is no word");
    }

    #[test]
    fn standard_words_read_back() {
        STANDARD.dc.iter().chain(&STANDARD.ac).for_each(every_word_reads_back);
    }

    #[test]
    fn best_words_read_back_and_are_short() {
        let mut counts = [0u32; 256];
        let (mut a, mut b) = (1u32, 1u32);
        for count in counts.iter_mut().take(40) {
            *count = a;
            (a, b) = (b, a.saturating_add(b));
        }
        let spec = best(&counts);
        assert_eq!(spec.symbols.len(), 40);
        let words = encoder(&spec);
        assert!(words.iter().all(|&(_, n)| n == 0 || n >= words[39].1), "the most frequent symbol has a shortest word");
        every_word_reads_back(&spec);
        let mut one = [0; 256];
        one[7] = 5;
        let spec = best(&one);
        assert_eq!((spec.lengths[0], &spec.symbols[..]), (1, &[7][..]));
        every_word_reads_back(&spec);
    }

    #[test]
    fn lengths_that_are_no_code_are_found() {
        let mut lengths = [0; 16];
        lengths[0] = 3;
        assert!(Decoder::new(&HuffmanSpec { lengths, symbols: vec![1, 2, 3] }).is_none());
        lengths[0] = 1;
        assert!(Decoder::new(&HuffmanSpec { lengths, symbols: Vec::new() }).is_none());
    }
}
