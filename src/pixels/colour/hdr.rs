//! High dynamic range shown in sRGB.
//!
//! Light is measured in reference whites (203 nits [ITU-R BT.2408]) and rolled off by the curve of ITU-R BT.2390 5.4.1 from
//! a 1000-nit master to that white: what is darker than about 90 nits keeps its brightness, highlights are squeezed into
//! the rest. The curve is applied to the brightest of red, green and blue, the other two in proportion, so hues stay.

use moxcms::ColorProfile;

use crate::pixels::{Channels, Image, Samples};

/// SMPTE ST 2084. [ITU-T H.273 table 3]
pub const PQ: u8 = 16;
/// ARIB STD-B67, BT.2100 HLG. [ITU-T H.273 table 3]
pub const HLG: u8 = 18;

const WHITE_NITS: f32 = 203.0;
const PEAK_NITS: f32 = 1000.0;
/// Entries of the tables over light, spread by its square root.
const STEPS: usize = 4096;

/// Shows a PQ or HLG picture, whose primaries are those of `linear`, in sRGB.
pub fn tone_map(image: &mut Image, linear: &ColorProfile, transfer: u8) {
    let curves = Curves::new(linear, transfer, matches!(image.samples, Samples::U16(_)));
    let channels = image.channels;
    match &mut image.samples {
        Samples::U8(v) => curves.apply(v, channels, usize::from, |v| (v * 255.0 + 0.5) as u8),
        Samples::U16(v) => curves.apply(v, channels, usize::from, |v| (v * 65_535.0 + 0.5) as u16),
    }
}

struct Curves {
    hlg: bool,
    /// Coded number to light: nits over white, or HLG's scene light.
    light: Vec<f32>,
    /// Brightest light to the factor that shows it.
    gain: Vec<f32>,
    /// Light 0..=1 to sRGB 0..=1.
    encode: Vec<f32>,
    to_srgb: [[f32; 3]; 3],
    luminance: [f32; 3],
}

impl Curves {
    fn new(linear: &ColorProfile, transfer: u8, sixteen: bool) -> Self {
        let max: usize = if sixteen { 65_535 } else { 255 };
        let decode = if transfer == PQ { |v| nits_from_pq(v) / WHITE_NITS } else { scene_from_hlg };
        let over = |f: &dyn Fn(f32) -> f32, top: f32| -> Vec<f32> {
            (0..=STEPS).map(|i| f((i as f32 / STEPS as f32).powi(2) * top)).collect()
        };
        let matrix = linear.transform_matrix(&ColorProfile::new_srgb());
        let luminance = linear.colorant_matrix().v[1];
        Self {
            hlg: transfer == HLG,
            light: (0..=max).map(|i| decode(i as f32 / max as f32)).collect(),
            gain: over(&|light| rolled_off(light) / light.max(1e-6), PEAK_NITS / WHITE_NITS),
            encode: over(&srgb_from_light, 1.0),
            to_srgb: matrix.v.map(|row| row.map(|v| v as f32)),
            luminance: luminance.map(|v| v as f32),
        }
    }

    fn apply<T: Copy>(&self, samples: &mut [T], channels: Channels, number: fn(T) -> usize, sample: fn(f32) -> T) {
        let light = |v: T| self.light.get(number(v)).copied().unwrap_or(0.0);
        match channels {
            Channels::Gray | Channels::GrayAlpha => {
                for v in samples.iter_mut().step_by(channels.count()) {
                    let shown = self.shown([light(*v); 3]);
                    *v = sample(shown[1]);
                }
            }
            Channels::Rgb | Channels::Rgba => {
                for pixel in samples.chunks_exact_mut(channels.count()) {
                    let shown = self.shown([light(pixel[0]), light(pixel[1]), light(pixel[2])]);
                    for (v, shown) in pixel.iter_mut().zip(shown) {
                        *v = sample(shown);
                    }
                }
            }
            Channels::Cmyk => {}
        }
    }

    /// Light to sRGB, 0..=1.
    fn shown(&self, mut light: [f32; 3]) -> [f32; 3] {
        if self.hlg {
            // The system gamma of a 1000-nit screen. [ITU-R BT.2100 table 5]
            let scene: f32 = light.iter().zip(self.luminance).map(|(v, weight)| v * weight).sum();
            let screen = PEAK_NITS / WHITE_NITS * scene.max(0.0).powf(0.2);
            light = light.map(|v| v * screen);
        }
        let brightest = light[0].max(light[1]).max(light[2]);
        let gain = at(&self.gain, brightest / (PEAK_NITS / WHITE_NITS));
        let light = light.map(|v| v * gain);
        self.to_srgb.map(|row| at(&self.encode, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]))
    }
}

/// The entry for `v` (0..=1) in a table over square roots, interpolated.
fn at(table: &[f32], v: f32) -> f32 {
    let place = v.clamp(0.0, 1.0).sqrt() * STEPS as f32;
    let low = (place as usize).min(STEPS - 1);
    let (a, b) = (table[low], table[low + 1]);
    a + (b - a) * (place - low as f32)
}

/// [ITU-R BT.2390-10 5.4.1], black level 0.
fn rolled_off(light: f32) -> f32 {
    let (peak, white) = (pq_from_nits(PEAK_NITS), pq_from_nits(WHITE_NITS));
    let top = white / peak;
    let knee = 1.5 * top - 0.5;
    let e = pq_from_nits(light * WHITE_NITS) / peak;
    if e <= knee {
        return light;
    }
    let t = ((e - knee) / (1.0 - knee)).min(1.0);
    let (t2, t3) = (t * t, t * t * t);
    let squeezed =
        (2.0 * t3 - 3.0 * t2 + 1.0) * knee + (t3 - 2.0 * t2 + t) * (1.0 - knee) + (-2.0 * t3 + 3.0 * t2) * top;
    nits_from_pq(squeezed * peak) / WHITE_NITS
}

// [ITU-R BT.2100 table 4]
const M1: f32 = 0.159_301_76;
const M2: f32 = 78.84375;
const C1: f32 = 0.835_937_5;
const C2: f32 = 18.851_563;
const C3: f32 = 18.6875;

fn nits_from_pq(v: f32) -> f32 {
    let e = v.max(0.0).powf(1.0 / M2);
    10_000.0 * ((e - C1).max(0.0) / (C2 - C3 * e)).powf(1.0 / M1)
}

fn pq_from_nits(nits: f32) -> f32 {
    let y = (nits / 10_000.0).max(0.0).powf(M1);
    ((C1 + C2 * y) / (1.0 + C3 * y)).powf(M2)
}

/// [ITU-R BT.2100 table 5]
fn scene_from_hlg(v: f32) -> f32 {
    const A: f32 = 0.178_832_77;
    const B: f32 = 0.284_668_92;
    const C: f32 = 0.559_910_7;
    if v <= 0.5 { v * v / 3.0 } else { (((v - C) / A).exp() + B) / 12.0 }
}

/// [IEC 61966-2-1]
fn srgb_from_light(v: f32) -> f32 {
    if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}
