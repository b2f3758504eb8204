//! Cloths: a few kinds of pattern in measured colours, with folds.

use super::chance::{Chance, Noise};
use super::palettes::{CLOTHS, Rgb, Tone};

#[derive(Clone, Copy, Debug)]
enum Pattern {
    Plain,
    Stripes,
    Checks,
    Tartan,
    Florals,
    Damask,
    Dots,
    Patchwork,
}

pub struct Cloth {
    pattern: Pattern,
    tones: [Tone; 3],
    period: f32,
    angle: f32,
    folds: f32,
    fold_size: f32,
    weave: f32,
    contrast: f32,
    noise: Noise,
}

impl Cloth {
    pub fn new(chance: &mut Chance) -> Self {
        let patterns = [
            Pattern::Plain,
            Pattern::Stripes,
            Pattern::Checks,
            Pattern::Tartan,
            Pattern::Florals,
            Pattern::Florals,
            Pattern::Damask,
            Pattern::Damask,
            Pattern::Dots,
            Pattern::Patchwork,
        ];
        Self {
            pattern: *chance.one_of(&patterns),
            tones: *chance.one_of(CLOTHS),
            period: chance.between(9.0, 48.0),
            angle: chance.between(0.0, 3.1),
            folds: chance.between(0.0, 0.3),
            fold_size: chance.between(25.0, 90.0),
            weave: chance.between(1.0, 9.0),
            contrast: chance.between(0.35, 1.0),
            noise: Noise(chance.below(1 << 30) as u64),
        }
    }

    pub fn colour(&self, x: f32, y: f32) -> Rgb {
        let (fx, fy) = (x / self.fold_size, y / self.fold_size);
        let fold = self.noise.rough(fx, fy);
        let bend = 0.25 * self.fold_size * self.folds;
        let (wx, wy) = (x + bend * self.noise.at(fx + 40.0, fy), y + bend * self.noise.at(fx, fy + 40.0));
        let (s, c) = self.angle.sin_cos();
        let (u, v) = ((wx * c + wy * s) / self.period, (wy * c - wx * s) / self.period);
        let [second, third] = self.shares(u, v).map(|share| share * self.contrast);
        let thread = self.weave * (self.noise.at(wx * 0.9, wy * 0.9) + 0.3 * (u * 40.0).sin() * (v * 40.0).sin());
        let light = 1.0 + self.folds * 1.2 * fold;
        std::array::from_fn(|i| {
            let base = self.tones[0].0[i] * (1.0 - second) + self.tones[1].0[i] * second;
            (base * (1.0 - third) + self.tones[2].0[i] * third) * light + thread
        })
    }

    /// How much of the second and the third tone there is.
    fn shares(&self, u: f32, v: f32) -> [f32; 2] {
        let wave = |t: f32| (t * std::f32::consts::TAU).sin();
        match self.pattern {
            Pattern::Plain => [0.25 + 0.25 * self.noise.at(u * 0.7, v * 0.7), 0.0],
            Pattern::Stripes => [edge(wave(u)), edge(wave(u * 2.0 + 0.3) - 0.75)],
            Pattern::Checks => [edge(wave(u) * wave(v)), 0.0],
            Pattern::Tartan => {
                [0.5 * edge(wave(u)) + 0.5 * edge(wave(v)), edge(wave(u + 0.4) - 0.93).max(edge(wave(v + 0.4) - 0.93))]
            }
            Pattern::Florals => self.flower(u, v),
            Pattern::Damask => {
                let ornament =
                    wave(u + 0.25 * wave(v)) * wave(v * 0.5) + 0.6 * wave(2.0 * u) * wave(1.5 * v + 0.2 * wave(u));
                [edge(1.5 * ornament), 0.3 * edge(ornament - 0.8)]
            }
            Pattern::Dots => {
                let (cu, cv) = (u - u.floor() - 0.5, v - v.floor() - 0.5);
                [0.0, edge(4.0 * (0.28 - cu.hypot(cv)))]
            }
            Pattern::Patchwork => {
                let kind = self.noise.at(u.floor() * 7.3, v.floor() * 5.1);
                [
                    edge(kind * 3.0),
                    edge(self.noise.at(u.floor() * 3.7 + 90.0, v.floor() * 9.1) * 3.0 - 1.0)
                        * (0.6 + 0.4 * wave(u * 4.0)),
                ]
            }
        }
    }

    /// Flowers with petals and leaves, one in a cell, each turned and sized in its own way.
    fn flower(&self, u: f32, v: f32) -> [f32; 2] {
        let (cell_u, cell_v) = (u.floor(), v.floor());
        let own = |k: f32| self.noise.at(cell_u * 11.3 + k, cell_v * 13.7 + k);
        let (du, dv) = (u - cell_u - 0.5 - 0.2 * own(1.0), v - cell_v - 0.5 - 0.2 * own(2.0));
        let (r, phi) = (du.hypot(dv), dv.atan2(du) + 3.0 * own(3.0));
        let size = 0.26 + 0.1 * own(4.0);
        let petals = edge(5.0 * (size * (0.75 + 0.35 * (5.0 * phi).cos()) - r));
        let leaf = edge(5.0 * (0.45 * (2.0 * phi + 1.0).cos().max(0.0) - r));
        [leaf.max(0.4 * petals), petals]
    }
}

fn edge(v: f32) -> f32 {
    1.0 / (1.0 + (-7.0 * v).exp())
}
