//! The forward cosine transform and quantisation. [T.81 A.3.3, A.3.4]
//!
//! Arai, Agui and Nakajima's five multiplications on single floats, eight neighbouring blocks at a time, one in each lane,
//! so that the compiler makes vector code of it. Their scale factors are part of the quantiser's multipliers.

use super::header::{Quant, ZIGZAG};
use crate::wide::{self, Work};

/// One number for each of eight neighbouring blocks.
type Lanes = [f32; 8];

/// Quantised coefficients of eight neighbouring blocks.
pub struct Coded {
    /// By their place in the coded order, then by block.
    pub coefficients: [[i16; 8]; 64],
    /// For each block, which of its coefficients are not zero.
    pub nonzero: [u64; 8],
}

/// Quantisation tables in raster order. [T.81 K.1]
pub const LUMA: [u8; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
    87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99,
];

/// [T.81 K.1]
pub const CHROMA: [u8; 64] = [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99,
];

/// A quantisation table, ready for use.
#[derive(Clone)]
pub struct Quantiser {
    /// Steps in raster order.
    pub steps: [u8; 64],
    /// What a transformed coefficient is multiplied with, in raster order.
    multipliers: [f32; 64],
}

impl Quantiser {
    /// `base` scaled to `quality` (1..=100) as every JPEG library does.
    pub fn new(base: &[u8; 64], quality: u8) -> Self {
        let quality = u32::from(quality.clamp(1, 100));
        let percent = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
        let steps = base.map(|step| ((u32::from(step) * percent + 50) / 100).clamp(1, 255) as u8);
        let multiplier = |at: usize| (1.0 / (f64::from(steps[at]) * scale(at / 8) * scale(at % 8) * 8.0)) as f32;
        Self { steps, multipliers: std::array::from_fn(multiplier) }
    }

    /// Steps in the coded order.
    pub fn coded_steps(&self) -> Quant {
        ZIGZAG.map(|place| self.steps[usize::from(place)].into())
    }

    /// Transforms and quantises eight neighbouring blocks: their eight lines, 64 samples each.
    pub fn quantise(&self, lines: [&[u8; 64]; 8]) -> Coded {
        wide::at_best(Quantise(self, lines))
    }

    #[inline(always)]
    fn quantised(&self, lines: [&[u8; 64]; 8]) -> Coded {
        let mut lanes = [[0.0; 8]; 64];
        for (line, out) in lines.iter().zip(lanes.as_chunks_mut::<8>().0) {
            *out = transform(&by_column(line));
        }
        let mut coefficients = [[0; 8]; 64];
        // For each block, eight bits a number.
        let mut nonzero = [[0u16; 8]; 8];
        for u in 0..8 {
            let mut column = [[0.0; 8]; 8];
            for (v, lane) in column.iter_mut().enumerate() {
                *lane = lanes[v * 8 + u];
            }
            for (v, lanes) in transform(&column).iter().enumerate() {
                let at = v * 8 + u;
                let place = usize::from(CODED[at]);
                let coefficient = rounded(lanes, self.multipliers[at]);
                coefficients[place] = coefficient;
                let bits = &mut nonzero[place / 8];
                for i in 0..8 {
                    bits[i] |= if coefficient[i] == 0 { 0 } else { 1 << (place % 8) };
                }
            }
        }
        let mut coded = Coded { coefficients, nonzero: [0; 8] };
        for (block, all) in coded.nonzero.iter_mut().enumerate() {
            for (place, bits) in nonzero.iter().enumerate() {
                *all |= u64::from(bits[block] as u8) << (8 * place);
            }
        }
        coded
    }
}

struct Quantise<'a>(&'a Quantiser, [&'a [u8; 64]; 8]);

impl Work for Quantise<'_> {
    type Output = Coded;

    #[inline(always)]
    fn run<const WIDE: bool>(self) -> Coded {
        self.0.quantised(self.1)
    }
}

/// The scale factors of the transform: cos(kπ/16)·√2, and 1 for k = 0.
fn scale(k: usize) -> f64 {
    if k == 0 { 1.0 } else { (k as f64 * std::f64::consts::PI / 16.0).cos() * 2f64.sqrt() }
}

/// The samples of eight blocks by column, less 128.
#[inline(always)]
fn by_column(line: &[u8; 64]) -> [Lanes; 8] {
    const MIDDLE: u64 = 0x8080_8080_8080_8080;
    let (blocks, _) = line.as_chunks::<8>();
    let mut words = [0; 8];
    for (word, block) in words.iter_mut().zip(blocks) {
        *word = u64::from_le_bytes(*block) ^ MIDDLE;
    }
    transpose(&mut words);
    let mut columns = [[0.0; 8]; 8];
    for (column, word) in columns.iter_mut().zip(words) {
        let bytes = word.to_le_bytes();
        for i in 0..8 {
            column[i] = f32::from(bytes[i] as i8);
        }
    }
    columns
}

/// Transposes 8×8 bytes: quarters of 4×4, then of 2×2, then single bytes change places.
#[inline(always)]
pub fn transpose(words: &mut [u64; 8]) {
    for (distance, bits, keep) in
        [(4, 32, 0xffff_ffff_u64), (2, 16, 0x0000_ffff_0000_ffff), (1, 8, 0x00ff_00ff_00ff_00ff)]
    {
        for i in (0..8).filter(|i| i & distance == 0) {
            let (a, b) = (words[i], words[i + distance]);
            words[i] = a & keep | (b & keep) << bits;
            words[i + distance] = a >> bits & keep | b & !keep;
        }
    }
}

/// The one-dimensional transform.
#[inline(always)]
fn transform(v: &[Lanes; 8]) -> [Lanes; 8] {
    let mut out = [[0.0; 8]; 8];
    for i in 0..8 {
        let (sum07, diff07) = (v[0][i] + v[7][i], v[0][i] - v[7][i]);
        let (sum16, diff16) = (v[1][i] + v[6][i], v[1][i] - v[6][i]);
        let (sum25, diff25) = (v[2][i] + v[5][i], v[2][i] - v[5][i]);
        let (sum34, diff34) = (v[3][i] + v[4][i], v[3][i] - v[4][i]);

        let (even0, even3) = (sum07 + sum34, sum07 - sum34);
        let (even1, even2) = (sum16 + sum25, sum16 - sum25);
        out[0][i] = even0 + even1;
        out[4][i] = even0 - even1;
        let z1 = (even2 + even3) * std::f32::consts::FRAC_1_SQRT_2;
        out[2][i] = even3 + z1;
        out[6][i] = even3 - z1;

        let (odd0, odd1, odd2) = (diff34 + diff25, diff25 + diff16, diff16 + diff07);
        let z5 = (odd0 - odd2) * 0.382_683_43;
        let z2 = odd0 * 0.541_196_1 + z5;
        let z4 = odd2 * 1.306_563 + z5;
        let z3 = odd1 * std::f32::consts::FRAC_1_SQRT_2;
        let (z11, z13) = (diff07 + z3, diff07 - z3);
        out[5][i] = z13 + z2;
        out[3][i] = z13 - z2;
        out[1][i] = z11 + z4;
        out[7][i] = z11 - z4;
    }
    out
}

/// Products as whole numbers.
#[inline(always)]
fn rounded(lanes: &Lanes, multiplier: f32) -> [i16; 8] {
    /// 1.5·2²³: adding it leaves the nearest whole number in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let mut out = [0; 8];
    for i in 0..8 {
        out[i] = (lanes[i] * multiplier + ROUND).to_bits() as i16;
    }
    out
}

/// Place in the coded order by raster position.
pub const CODED: [u8; 64] = {
    let mut places = [0; 64];
    let mut k = 0;
    while k < 64 {
        places[ZIGZAG[k] as usize] = k as u8;
        k += 1;
    }
    places
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// The definition. [T.81 A.3.3]
    fn defined(sample: impl Fn(usize, usize) -> u8, u: usize, v: usize) -> f64 {
        let c = |k: usize| if k == 0 { 0.5f64.sqrt() } else { 1.0 };
        let cosine = |p: usize, k: usize| ((2 * p + 1) as f64 * k as f64 * PI / 16.0).cos();
        let places = (0..64).map(|at| (at % 8, at / 8));
        let sum: f64 = places.map(|(x, y)| (f64::from(sample(x, y)) - 128.0) * cosine(x, u) * cosine(y, v)).sum();
        sum * c(u) * c(v) / 4.0
    }

    #[test]
    fn coefficients_are_those_of_the_definition() {
        let sample = |x: usize, y: usize| ((x * 37 + y * 91 + x * y * 13) % 256) as u8;
        let lines: [[u8; 64]; 8] = std::array::from_fn(|y| std::array::from_fn(|x| sample(x, y)));
        let coded = Quantiser::new(&[1; 64], 100).quantise(lines.each_ref());
        for block in 0..8 {
            for (k, &place) in ZIGZAG.iter().enumerate() {
                let (u, v) = (usize::from(place) % 8, usize::from(place) / 8);
                let expected = defined(|x, y| sample(block * 8 + x, y), u, v);
                let coefficient = coded.coefficients[k][block];
                assert!((f64::from(coefficient) - expected).abs() <= 0.501, "{u}, {v}: {coefficient} {expected}");
                assert_eq!(coded.nonzero[block] >> k & 1 == 1, coefficient != 0);
            }
        }
    }

    #[test]
    fn tables_scale_as_usual() {
        let table = Quantiser::new(&LUMA, 92).steps;
        assert_eq!(table[..8], [3, 2, 2, 3, 4, 6, 8, 10]);
        assert_eq!(Quantiser::new(&LUMA, 100).steps, [1; 64]);
        assert_eq!(Quantiser::new(&LUMA, 50).steps, LUMA);
        assert_eq!(Quantiser::new(&LUMA, 1).steps, [255; 64]);
    }
}
