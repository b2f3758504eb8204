//! The inverse cosine transform, to the bit as the common library makes it. [T.81 A.3.3, A.3.4]
//!
//! Loeffler, Ligtenberg and Moschytz's transform in whole numbers, eight neighbouring blocks at a time, one in each lane,
//! so that the compiler makes vector code of it. Only so a copy of a smooth picture is as near to what everybody sees of
//! its original as a copy by others: exact arithmetic would be another picture, by a grain.

use super::dct::{CODED, transpose};
use super::header::{Quant, ZIGZAG};
use crate::wide::{self, Work};

type Lanes = [i16; 8];

/// A quantisation table in raster order.
pub struct Dequantiser([i16; 64]);

impl Dequantiser {
    pub fn new(steps: &Quant) -> Self {
        let mut raster = [0; 64];
        for (&step, &place) in steps.iter().zip(&ZIGZAG) {
            raster[usize::from(place)] = step as i16;
        }
        Self(raster)
    }

    /// The samples of eight neighbouring blocks, coefficients in the coded order: eight lines of 64.
    pub fn samples(&self, blocks: [&[i16; 64]; 8]) -> [[u8; 64]; 8] {
        wide::at_best(Drawn::<false>(self, blocks)).0
    }

    /// The same, and which of the blocks had samples beyond black or white before they were cut to 0..=255.
    pub fn samples_and_excess(&self, blocks: [&[i16; 64]; 8]) -> ([[u8; 64]; 8], [bool; 8]) {
        wide::at_best(Drawn::<true>(self, blocks))
    }

    /// Whether a coefficient times its step is more than sixteen bits hold, so that decoders differ about what it shows.
    pub fn overflows(&self, block: &[i16; 64]) -> bool {
        let product = |at: usize| {
            let (place, step) = (usize::from(CODED[at]) & 63, i32::from(self.0[at] as u16));
            i32::from(block[place]) * step
        };
        (0..64).any(|at| i16::try_from(product(at)).is_err())
    }

    #[inline(always)]
    fn drawn<const EXCESS: bool>(&self, blocks: [&[i16; 64]; 8]) -> ([[u8; 64]; 8], [bool; 8]) {
        let mut lanes = [[0; 8]; 64];
        for u in 0..8 {
            let mut column = [[0; 8]; 8];
            for (v, lanes) in column.iter_mut().enumerate() {
                *lanes = self.value(blocks, v * 8 + u);
            }
            for (v, line) in transform::<{ BITS - 2 }>(&column).iter().enumerate() {
                lanes[v * 8 + u] = *line;
            }
        }
        // Of samples by block, before they are cut.
        let (mut least, mut most) = ([0; 8], [0; 8]);
        let mut lines = [[0; 64]; 8];
        for (line, lanes) in lines.iter_mut().zip(lanes.as_chunks::<8>().0) {
            let columns = transform::<{ BITS + 2 + 3 }>(lanes);
            if EXCESS {
                for column in &columns {
                    for i in 0..8 {
                        (least[i], most[i]) = (column[i].min(least[i]), column[i].max(most[i]));
                    }
                }
            }
            *line = by_block(&columns);
        }
        let mut excess = [false; 8];
        for i in 0..8 {
            excess[i] = least[i] < -128 || most[i] > 127;
        }
        (lines, excess)
    }

    #[inline(always)]
    fn value(&self, blocks: [&[i16; 64]; 8], at: usize) -> Lanes {
        let (place, step) = (usize::from(CODED[at]) & 63, self.0[at]);
        let mut lanes = [0; 8];
        for (lane, block) in lanes.iter_mut().zip(blocks) {
            *lane = block[place].wrapping_mul(step);
        }
        lanes
    }
}

/// `EXCESS`: which blocks have samples beyond black or white has to be found.
struct Drawn<'a, const EXCESS: bool>(&'a Dequantiser, [&'a [i16; 64]; 8]);

impl<const EXCESS: bool> Work for Drawn<'_, EXCESS> {
    type Output = ([[u8; 64]; 8], [bool; 8]);

    #[inline(always)]
    fn run<const WIDE: bool>(self) -> Self::Output {
        self.0.drawn::<EXCESS>(self.1)
    }
}

/// Constants are in 2^-13ths; between the two passes values keep two more bits.
const BITS: u32 = 13;

/// Two products of 16 bits and their sum are one instruction on many machines; sums of factors replace those of values.
#[inline(always)]
fn pair(a: i16, x: i16, b: i16, y: i16) -> i32 {
    i32::from(a) * i32::from(x) + i32::from(b) * i32::from(y)
}

/// Divided by 2^`SHIFT` and rounded. Only coefficients that no encoder makes overflow.
#[inline(always)]
fn whole<const SHIFT: u32>(value: i32) -> i16 {
    (value.wrapping_add(1 << (SHIFT - 1)) >> SHIFT).clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

/// Sum and difference.
#[inline(always)]
fn both<const SHIFT: u32>(even: i32, odd: i32) -> (i16, i16) {
    (whole::<SHIFT>(even.wrapping_add(odd)), whole::<SHIFT>(even.wrapping_sub(odd)))
}

/// The one-dimensional transform, divided by 2^`SHIFT`.
#[inline(always)]
fn transform<const SHIFT: u32>(v: &[Lanes; 8]) -> [Lanes; 8] {
    let mut out = [[0; 8]; 8];
    for i in 0..8 {
        let even2 = pair(v[2][i], 4_433, v[6][i], 4_433 - 15_137);
        let even3 = pair(v[2][i], 4_433 + 6_270, v[6][i], 4_433);
        let (even0, even1) =
            ((i32::from(v[0][i]) + i32::from(v[4][i])) << BITS, (i32::from(v[0][i]) - i32::from(v[4][i])) << BITS);
        let (e0, e3) = (even0 + even3, even0 - even3);
        let (e1, e2) = (even1 + even2, even1 - even2);

        let (z3, z4) = (v[7][i].wrapping_add(v[3][i]), v[5][i].wrapping_add(v[1][i]));
        let (y3, y4) = (pair(z3, 9_633 - 16_069, z4, 9_633), pair(z3, 9_633, z4, 9_633 - 3_196));
        let odd0 = pair(v[7][i], 2_446 - 7_373, v[1][i], -7_373) + y3;
        let odd1 = pair(v[5][i], 16_819 - 20_995, v[3][i], -20_995) + y4;
        let odd2 = pair(v[3][i], 25_172 - 20_995, v[5][i], -20_995) + y3;
        let odd3 = pair(v[1][i], 12_299 - 7_373, v[7][i], -7_373) + y4;

        (out[0][i], out[7][i]) = both::<SHIFT>(e0, odd3);
        (out[1][i], out[6][i]) = both::<SHIFT>(e1, odd2);
        (out[2][i], out[5][i]) = both::<SHIFT>(e2, odd1);
        (out[3][i], out[4][i]) = both::<SHIFT>(e3, odd0);
    }
    out
}

/// Bytes around 128, from columns of eight blocks to a line.
#[inline(always)]
fn by_block(columns: &[Lanes; 8]) -> [u8; 64] {
    let mut words = [0; 8];
    for (word, column) in words.iter_mut().zip(columns) {
        let mut bytes = [0; 8];
        for i in 0..8 {
            bytes[i] = column[i].saturating_add(128).clamp(0, 255) as u8;
        }
        *word = u64::from_le_bytes(bytes);
    }
    transpose(&mut words);
    let mut line = [0; 64];
    for (out, word) in line.as_chunks_mut::<8>().0.iter_mut().zip(words) {
        *out = word.to_le_bytes();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::jpeg::dct::Quantiser;

    #[test]
    fn there_and_back_is_the_same_picture() {
        let sample = |x: usize, y: usize| ((x * 37 + y * 91 + x * y * 13) % 256) as u8;
        let lines: [[u8; 64]; 8] = std::array::from_fn(|y| std::array::from_fn(|x| sample(x, y)));
        let coded = Quantiser::new(&[1; 64], 100).quantise(lines.each_ref());
        let blocks: [[i16; 64]; 8] = std::array::from_fn(|block| std::array::from_fn(|k| coded.coefficients[k][block]));
        let back = Dequantiser::new(&[1; 64]).samples(blocks.each_ref());
        for (line, back) in lines.iter().zip(&back) {
            assert!(line.iter().zip(back).all(|(&a, &b)| a.abs_diff(b) <= 1), "{line:?}\n{back:?}");
        }
    }

    #[test]
    fn samples_stay_between_black_and_white() {
        for (dc, expected) in [(i16::MAX, 255), (i16::MIN, 0), (80, 138)] {
            let mut block = [0; 64];
            block[0] = dc;
            assert_eq!(Dequantiser::new(&[1; 64]).samples([&block; 8]), [[expected; 64]; 8]);
        }
    }

    #[test]
    fn excess_is_told_block_by_block() {
        let flat = |dc: i16| std::array::from_fn(|k| if k == 0 { dc } else { 0 });
        let blocks: [[i16; 64]; 8] = [1016, 1024, -1024, -1032, 0, 3000, -3000, 7].map(flat);
        let (lines, excess) = Dequantiser::new(&[1; 64]).samples_and_excess(blocks.each_ref());
        assert_eq!(excess, [false, true, false, true, false, true, true, false]);
        assert_eq!(lines, Dequantiser::new(&[1; 64]).samples(blocks.each_ref()));
    }

    #[test]
    fn products_beyond_sixteen_bits_are_seen() {
        let block = |at: usize, value: i16| std::array::from_fn(|i| if i == at { value } else { 0 });
        let steps = |step: u16| Dequantiser::new(&[step; 64]);
        assert!(steps(32_768).overflows(&block(5, 2)));
        assert!(steps(255).overflows(&block(9, -257)));
        assert!(!steps(255).overflows(&block(9, 128)));
        assert!(!steps(16).overflows(&block(0, -2047)));
    }
}
