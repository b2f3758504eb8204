//! The forward cosine transform and quantisation of one block. [T.81 A.3.3, A.3.4]
//!
//! Arai, Agui and Nakajima's five multiplications on single floats, eight columns side by side, so that the compiler
//! makes vector code of it. Their scale factors are part of the quantiser's multipliers.

/// Samples in [`ONE`]ths around zero, by rows.
pub type Block = [[f32; 8]; 8];

/// One step of an 8-bit sample, in the numbers that [`Quantiser::quantise`] takes.
pub const ONE: f32 = 1.0;

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

/// Raster positions in the order in which coefficients are coded. [T.81 A.3.6]
pub const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// A quantisation table, ready for use.
pub struct Quantiser {
    /// Steps in raster order.
    pub steps: [u8; 64],
    /// What a transformed coefficient is multiplied with, columns and rows exchanged.
    multipliers: Block,
}

impl Quantiser {
    /// `base` scaled to `quality` (1..=100) as every JPEG library does.
    pub fn new(base: &[u8; 64], quality: u8) -> Self {
        let quality = u32::from(quality.clamp(1, 100));
        let percent = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
        let steps = base.map(|step| ((u32::from(step) * percent + 50) / 100).clamp(1, 255) as u8);
        // cos(kπ/16)·√2, and 1 for k = 0.
        let scale = |k: usize| if k == 0 { 1.0 } else { (k as f64 * std::f64::consts::PI / 16.0).cos() * 2f64.sqrt() };
        let multipliers = std::array::from_fn(|u| {
            std::array::from_fn(|v| {
                let step = f64::from(steps[v * 8 + u]);
                (1.0 / (step * scale(u) * scale(v) * 8.0 * f64::from(ONE))) as f32
            })
        });
        Self { steps, multipliers }
    }

    /// Transforms and quantises; the coefficients come out with columns and rows exchanged.
    pub fn quantise(&self, samples: &Block) -> [[i16; 8]; 8] {
        /// 1.5·2²³: adding it leaves the nearest whole number in the low bits.
        const ROUND: f32 = 12_582_912.0;
        let mut block = *samples;
        columns(&mut block);
        block = transposed(&block);
        columns(&mut block);
        let mut out = [[0; 8]; 8];
        for (out, (row, multipliers)) in out.iter_mut().zip(block.iter().zip(&self.multipliers)) {
            for i in 0..8 {
                out[i] = (row[i] * multipliers[i] + ROUND).to_bits() as i16;
            }
        }
        out
    }
}

/// The one-dimensional transform of all eight columns.
fn columns(v: &mut Block) {
    for i in 0..8 {
        let (sum07, diff07) = (v[0][i] + v[7][i], v[0][i] - v[7][i]);
        let (sum16, diff16) = (v[1][i] + v[6][i], v[1][i] - v[6][i]);
        let (sum25, diff25) = (v[2][i] + v[5][i], v[2][i] - v[5][i]);
        let (sum34, diff34) = (v[3][i] + v[4][i], v[3][i] - v[4][i]);

        let (even0, even3) = (sum07 + sum34, sum07 - sum34);
        let (even1, even2) = (sum16 + sum25, sum16 - sum25);
        v[0][i] = even0 + even1;
        v[4][i] = even0 - even1;
        let z1 = (even2 + even3) * std::f32::consts::FRAC_1_SQRT_2;
        v[2][i] = even3 + z1;
        v[6][i] = even3 - z1;

        let (odd0, odd1, odd2) = (diff34 + diff25, diff25 + diff16, diff16 + diff07);
        let z5 = (odd0 - odd2) * 0.382_683_43;
        let z2 = odd0 * 0.541_196_1 + z5;
        let z4 = odd2 * 1.306_563 + z5;
        let z3 = odd1 * std::f32::consts::FRAC_1_SQRT_2;
        let (z11, z13) = (diff07 + z3, diff07 - z3);
        v[5][i] = z13 + z2;
        v[3][i] = z13 - z2;
        v[1][i] = z11 + z4;
        v[7][i] = z11 - z4;
    }
}

fn transposed(v: &Block) -> Block {
    let mut out = [[0.0; 8]; 8];
    for (i, row) in v.iter().enumerate() {
        for (j, &value) in row.iter().enumerate() {
            out[j][i] = value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// The definition. [T.81 A.3.3]
    fn defined(samples: &Block, u: usize, v: usize) -> f64 {
        let c = |k: usize| if k == 0 { 0.5f64.sqrt() } else { 1.0 };
        let mut sum = 0.0;
        for (y, row) in samples.iter().enumerate() {
            for (x, &s) in row.iter().enumerate() {
                let angle = |p: usize, k: usize| ((2 * p + 1) as f64 * k as f64 * PI / 16.0).cos();
                sum += f64::from(s / ONE) * angle(x, u) * angle(y, v);
            }
        }
        sum * c(u) * c(v) / 4.0
    }

    #[test]
    fn coefficients_are_those_of_the_definition() {
        let samples: Block = std::array::from_fn(|y| {
            std::array::from_fn(|x| (((x * 37 + y * 91 + x * y * 13) % 255) as f32 - 127.0) * ONE)
        });
        let quantiser = Quantiser::new(&[1; 64], 100);
        let out = quantiser.quantise(&samples);
        for u in 0..8 {
            for v in 0..8 {
                let expected = defined(&samples, u, v);
                assert!((f64::from(out[u][v]) - expected).abs() <= 0.501, "u {u}, v {v}: {} {expected}", out[u][v]);
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

    #[test]
    fn the_coded_order_visits_every_place_once() {
        let mut sorted = ZIGZAG;
        sorted.sort_unstable();
        assert!(sorted.iter().enumerate().all(|(i, &place)| i == usize::from(place)));
    }
}
