//! Noise that is the same every time.

use std::sync::LazyLock;

use crate::vector::V;

/// A number in 0..1 for each place of a grid.
pub fn hash(x: i32, y: i32, z: i32) -> f32 {
    let mut h = (x as u32).wrapping_mul(0x9e37_79b9) ^ (y as u32).wrapping_mul(0x85eb_ca6b);
    h ^= (z as u32).wrapping_mul(0xc2b2_ae35);
    h ^= h >> 15;
    h = h.wrapping_mul(0x2c1b_3c6d);
    h ^= h >> 12;
    h = h.wrapping_mul(0x297a_2d39);
    h ^= h >> 15;
    (h & 0xff_ffff) as f32 / 16_777_216.0
}

/// Random numbers, looked up much faster than they are made.
static TABLE: LazyLock<Vec<f32>> = LazyLock::new(|| (0..=MASK as i32).map(|i| hash(i, 7, 3)).collect());
const MASK: u32 = 0x3fff;

/// Smooth, -1..1, with features about 1 wide.
pub fn smooth(p: V) -> f32 {
    let table = TABLE.as_slice();
    // Faster than `floor` on old processors.
    let below = |v: f32| v as i32 - i32::from(v < 0.0);
    let (x, y, z) = (below(p.0), below(p.1), below(p.2));
    let t = (p - V(x as f32, y as f32, z as f32)).map(|t| t * t * (3.0 - 2.0 * t));
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    let [xs, ys, zs] = [(x, 0x9e37_79b9u32), (y, 0x85eb_ca6b), (z, 0xc2b2_ae35)]
        .map(|(v, k)| [v, v.wrapping_add(1)].map(|v| (v as u32).wrapping_mul(k)).map(|m| m ^ (m >> 15)));
    let at =
        |i: usize, j: usize, k: usize| table[((xs[i] ^ ys[j].rotate_left(5) ^ zs[k].rotate_left(9)) & MASK) as usize];
    let line = |j, k| mix(at(0, j, k), at(1, j, k), t.0);
    let sheet = |k| mix(line(0, k), line(1, k), t.1);
    mix(sheet(0), sheet(1), t.2) * 2.0 - 1.0
}

/// Several sizes of it at once, each half as wide and half as strong as the one before.
pub fn rough(p: V, octaves: u32) -> f32 {
    let (mut sum, mut strength, mut at) = (0.0, 0.5, p);
    for _ in 0..octaves {
        sum += strength * smooth(at);
        strength *= 0.5;
        at = V(at.0 * 1.7 + at.2 * 1.1, at.1 * 2.03, at.2 * 1.7 - at.0 * 1.1) + V(5.2, 1.3, 9.1);
    }
    sum
}

/// Creases as in cloth: sharp ridges, 0..1.
pub fn creased(p: V) -> f32 {
    let ridge = |p| 1.0 - (smooth(p).abs() * 1.6).min(1.0);
    let warped = p + V(smooth(p * 0.7), 0.0, smooth(p * 0.7 + V::all(17.0))) * 0.8;
    0.65 * ridge(warped).powi(2) + 0.35 * ridge(warped * 2.1 + V::all(4.0)).powi(2)
}
