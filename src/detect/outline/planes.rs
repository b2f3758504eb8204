//! The working window around a subject: a crop, perhaps at half the size, with the features of each pixel.

use super::mixture::Sample;

/// Brightness and two colour differences, and the same smoothed, and roughness.
pub const FEATURES: usize = 7;

pub struct Planes {
    pub width: usize,
    pub height: usize,
    pub features: Vec<Sample<FEATURES>>,
}

/// The least variance of each feature: noise below it tells nothing.
pub const FLOOR: Sample<FEATURES> = [16.0, 6.0, 6.0, 9.0, 4.0, 4.0, 4.0];

impl Planes {
    /// `rgb` holds one triple a pixel, rows from the top.
    pub fn of(rgb: &[[f32; 3]], width: usize) -> Self {
        let height = rgb.len() / width.max(1);
        let opponent: Vec<[f32; 3]> = rgb
            .iter()
            .map(|&[r, g, b]| [0.3 * r + 0.6 * g + 0.1 * b, 0.7 * (r - b), 0.7 * (g - 0.5 * (r + b))])
            .collect();
        let fine = blurred(&opponent, width, 1);
        let coarse = blurred(&blurred(&opponent, width, 2), width, 2);
        let rough: Vec<[f32; 1]> = opponent.iter().zip(&coarse).map(|(f, c)| [(f[0] - c[0]).abs()]).collect();
        let rough = blurred(&blurred(&rough, width, 2), width, 2);
        let features = (0..rgb.len()).map(|at| {
            let (f, c) = (fine[at], coarse[at]);
            [f[0], f[1], f[2], c[0], c[1], c[2], 8.0 * (1.0 + rough[at][0]).ln()]
        });
        Self { width, height, features: features.collect() }
    }
}

impl Planes {
    /// The features of the pixels for which `chosen` says yes.
    pub fn chosen(&self, chosen: impl Fn(usize) -> bool) -> Vec<Sample<FEATURES>> {
        (0..self.features.len()).filter(|&at| chosen(at)).map(|at| self.features[at]).collect()
    }
}

/// The mean over a square of `2 * reach + 1` pixels, cut at the borders.
pub fn blurred<const N: usize>(plane: &[[f32; N]], width: usize, reach: usize) -> Vec<[f32; N]> {
    let height = plane.len() / width.max(1);
    let mut across = plane.to_vec();
    for y in 0..height {
        let row = &plane[y * width..(y + 1) * width];
        slide(width, reach, |x| row[x], |x, mean| across[y * width + x] = mean);
    }
    let mut both = plane.to_vec();
    for x in 0..width {
        slide(height, reach, |y| across[y * width + x], |y, mean| both[y * width + x] = mean);
    }
    both
}

fn slide<const N: usize>(
    len: usize,
    reach: usize,
    from: impl Fn(usize) -> [f32; N],
    mut put: impl FnMut(usize, [f32; N]),
) {
    let mut sum = [0.0; N];
    for at in 0..len.min(reach) {
        add(&mut sum, from(at), 1.0);
    }
    for at in 0..len {
        if at + reach < len {
            add(&mut sum, from(at + reach), 1.0);
        }
        if at > reach {
            add(&mut sum, from(at - reach - 1), -1.0);
        }
        let count = (at + reach + 1).min(len) - at.saturating_sub(reach);
        put(at, sum.map(|v| v / count as f32));
    }
}

fn add<const N: usize>(sum: &mut [f32; N], value: [f32; N], sign: f32) {
    for (sum, v) in sum.iter_mut().zip(value) {
        *sum += sign * v;
    }
}
