//! The inverse cosine transform. [T.81 A.3.3, A.3.4]
//!
//! Arai, Agui and Nakajima's transform turned round, eight neighbouring blocks at a time, one in each lane, as in
//! [`super::dct`]. Their scale factors are part of the multipliers.

use super::dct::{CODED, scale, transpose};
use super::header::{Quant, ZIGZAG};

type Lanes = [f32; 8];

/// A quantisation table, ready for use: multipliers in raster order.
pub struct Dequantiser([f32; 64]);

impl Dequantiser {
    /// `steps` in the coded order.
    pub fn new(steps: &Quant) -> Self {
        let mut multipliers = [0.0; 64];
        for (&step, &place) in steps.iter().zip(&ZIGZAG) {
            let at = usize::from(place);
            multipliers[at] = (f64::from(step) * scale(at / 8) * scale(at % 8) / 8.0) as f32;
        }
        Self(multipliers)
    }

    /// The samples of eight neighbouring blocks, coefficients in the coded order: eight lines of 64.
    pub fn samples(&self, blocks: [&[i16; 64]; 8]) -> [[u8; 64]; 8] {
        let mut lanes = [[0.0; 8]; 64];
        for u in 0..8 {
            let column = std::array::from_fn(|v| self.value(blocks, v * 8 + u));
            for (v, line) in transform(&column).iter().enumerate() {
                lanes[v * 8 + u] = *line;
            }
        }
        let mut lines = [[0; 64]; 8];
        for (line, lanes) in lines.iter_mut().zip(lanes.as_chunks::<8>().0) {
            *line = by_block(&transform(lanes));
        }
        lines
    }

    #[inline(always)]
    fn value(&self, blocks: [&[i16; 64]; 8], at: usize) -> Lanes {
        let (place, multiplier) = (usize::from(CODED[at]) & 63, self.0[at]);
        let coefficients = blocks.map(|block| block[place]);
        let mut lanes = [0.0; 8];
        for i in 0..8 {
            lanes[i] = f32::from(coefficients[i]) * multiplier;
        }
        lanes
    }
}

/// The one-dimensional transform.
#[inline(always)]
fn transform(v: &[Lanes; 8]) -> [Lanes; 8] {
    let mut out = [[0.0; 8]; 8];
    for i in 0..8 {
        let (even10, even11) = (v[0][i] + v[4][i], v[0][i] - v[4][i]);
        let even13 = v[2][i] + v[6][i];
        let even12 = (v[2][i] - v[6][i]) * std::f32::consts::SQRT_2 - even13;
        let (even0, even3) = (even10 + even13, even10 - even13);
        let (even1, even2) = (even11 + even12, even11 - even12);

        let (z13, z10) = (v[5][i] + v[3][i], v[5][i] - v[3][i]);
        let (z11, z12) = (v[1][i] + v[7][i], v[1][i] - v[7][i]);
        let odd7 = z11 + z13;
        let z5 = (z10 + z12) * 1.847_759_1;
        let odd6 = z5 - z10 * 2.613_126 - odd7;
        let odd5 = (z11 - z13) * std::f32::consts::SQRT_2 - odd6;
        let odd4 = z5 - z12 * 1.082_392_2 - odd5;

        (out[0][i], out[7][i]) = (even0 + odd7, even0 - odd7);
        (out[1][i], out[6][i]) = (even1 + odd6, even1 - odd6);
        (out[2][i], out[5][i]) = (even2 + odd5, even2 - odd5);
        (out[3][i], out[4][i]) = (even3 + odd4, even3 - odd4);
    }
    out
}

/// Whole samples, from columns of eight blocks to a line.
#[inline(always)]
fn by_block(columns: &[Lanes; 8]) -> [u8; 64] {
    /// 1.5·2²³: adding it leaves the nearest whole number in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let mut words = [0; 8];
    for (word, column) in words.iter_mut().zip(columns) {
        let mut bytes = [0; 8];
        for i in 0..8 {
            bytes[i] = ((column[i] + (128.0 + ROUND)).to_bits() as i16).clamp(0, 255) as u8;
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
}
