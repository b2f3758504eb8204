//! Numbers that look like chance and are the same on every machine.

pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    pub fn whether(&mut self, share: f32) -> bool {
        self.unit() < share
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Normally distributed, nearly: mean 0, deviation 1.
    pub fn normal(&mut self) -> f32 {
        ((0..6).map(|_| self.unit()).sum::<f32>() - 3.0) * std::f32::consts::SQRT_2
    }
}

fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Smooth noise, -1..1: values at whole numbers, smoothly between them.
#[derive(Clone, Copy)]
pub struct Noise(pub u64);

impl Noise {
    fn corner(self, x: i32, y: i32) -> f32 {
        let hash = mixed(self.0 ^ (x as u32 as u64) << 32 ^ y as u32 as u64);
        (hash >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    }

    pub fn at(self, x: f32, y: f32) -> f32 {
        let (fx, fy) = (x.floor(), y.floor());
        let smooth = |t: f32| t * t * (3.0 - 2.0 * t);
        let (tx, ty) = (smooth(x - fx), smooth(y - fy));
        let (ix, iy) = (fx as i32, fy as i32);
        let top = self.corner(ix, iy) * (1.0 - tx) + self.corner(ix + 1, iy) * tx;
        let bottom = self.corner(ix, iy + 1) * (1.0 - tx) + self.corner(ix + 1, iy + 1) * tx;
        top * (1.0 - ty) + bottom * ty
    }

    /// Three octaves.
    pub fn rough(self, x: f32, y: f32) -> f32 {
        (self.at(x, y) + 0.5 * self.at(2.1 * x + 7.0, 2.1 * y) + 0.25 * self.at(4.3 * x, 4.3 * y + 3.0)) / 1.4
    }
}
