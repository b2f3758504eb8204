//! Coefficients as tokens, which are counted before they are coded with the best tables. [T.81 F.1.2]

use super::bits::{BitWriter, stuff};
use super::dct::Coded;
use super::header::HuffmanSpec;
use super::huffman::{best, encoder};

/// One code word to come: the symbol in bits 0..8, its table in bits 8..10 (luma DC and AC, chroma DC and AC), additional bits from bit 16 on.
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

    /// Block `block` of eight, of luma (0) or `chroma` (1); `dc_difference` stands for its first coefficient.
    pub fn push_block(&mut self, chroma: u32, dc_difference: i32, coded: &Coded, block: usize) {
        const ZERO_RUN_16: u32 = 15;
        let Some(row) = self.rows.last_mut() else { return };
        let mut push = |table: u32, run: u32, value: i32| {
            let token = Token::new(table, run, value);
            self.counts[(token.0 & INDEX) as usize] += 1;
            row.push(token);
        };
        let (dc, ac) = (chroma * 2, chroma * 2 + 1);
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

    /// The best tables, DC and AC, for luma (0) or `chroma` (1).
    pub fn best_tables(&self, chroma: usize) -> [HuffmanSpec; 2] {
        let (counts, _) = self.counts.as_chunks::<256>();
        [chroma * 2, chroma * 2 + 1].map(|table| best(&counts[table]))
    }

    /// Appends the coded data; `tables` in the order luma DC and AC, chroma DC and AC.
    pub fn write(&self, tables: &[HuffmanSpec], out: &mut Vec<u8>) {
        let mut words = Box::new([(0, 0); 1024]);
        for (words, table) in words.as_chunks_mut::<256>().0.iter_mut().zip(tables) {
            *words = encoder(table);
        }
        let mut bits = BitWriter::default();
        // As many as there is room for at once.
        for tokens in self.rows.iter().flat_map(|row| row.chunks(64)) {
            let (mut pen, room) = bits.room();
            for token in tokens {
                let (word, length) = words[(token.0 & INDEX) as usize];
                let size = token.0 & 15;
                pen.put(room, u64::from(word) << size | u64::from(token.0 >> 16), u32::from(length) + size);
            }
            bits.keep(pen);
        }
        stuff(&bits.finish(), out);
    }
}
