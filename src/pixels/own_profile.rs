//! Colour profiles of our own making, for copies that keep their coded numbers: the standard spaces, byte for byte the same in
//! every file. A picture's own profile is only measured, never written. [ICC.1:2022]

use super::limits::MAX_BLOCK_BYTES;
use moxcms::{ColorProfile, DataColorSpace, ToneReprCurve, Xyzd};

/// A standard space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Also gray with the curve of sRGB.
    Srgb,
    DisplayP3,
    /// Adobe RGB (1998).
    AdobeRgb,
    /// Gray with the exponent of Adobe RGB, which other names call 2.2.
    GrayGamma22,
}

/// 2 + 51/256. [Adobe RGB (1998) 4.3.1.2]
const ADOBE_GAMMA: f64 = 563.0 / 256.0;

impl Known {
    /// The space of an ICC profile, by its primaries and curves; `gray` for pictures of one component. `None`: another.
    pub fn of(untrusted: &[u8], gray: bool) -> Option<Self> {
        if untrusted.len() > MAX_BLOCK_BYTES {
            return None;
        }
        let profile = ColorProfile::new_from_slice(untrusted).ok()?;
        if gray { gray_space(&profile) } else { rgb_space(&profile) }
    }

    /// The profile to write; nothing for sRGB, which is what no profile means.
    pub fn profile(self) -> Option<Vec<u8>> {
        match self {
            Self::Srgb => None,
            Self::DisplayP3 => Some(rgb_profile("Display P3", &srgb_curve(), DISPLAY_P3)),
            Self::AdobeRgb => Some(rgb_profile("Adobe RGB (1998)", &gamma_curve(), ADOBE_RGB)),
            Self::GrayGamma22 => Some(gray_profile("Gray Gamma 2.2", &gamma_curve())),
        }
    }
}

/// From 0..=1 as coded to linear light.
type Shape = fn(f64) -> f64;

/// Red, green, blue as XYZ, adapted to D50.
type Primaries = [[f64; 3]; 3];

const SRGB: Primaries = [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.71410]];
const DISPLAY_P3: Primaries = [[0.51512, 0.24120, -0.00105], [0.29198, 0.69225, 0.04189], [0.15710, 0.06657, 0.78407]];
const ADOBE_RGB: Primaries = [[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]];

fn rgb_space(profile: &ColorProfile) -> Option<Known> {
    let has_table = [&profile.lut_a_to_b_perceptual, &profile.lut_a_to_b_colorimetric, &profile.lut_a_to_b_saturation]
        .iter()
        .any(|table| table.is_some());
    if profile.color_space != DataColorSpace::Rgb || profile.pcs != DataColorSpace::Xyz || has_table {
        return None;
    }
    let curves = [&profile.red_trc, &profile.green_trc, &profile.blue_trc];
    let all = |curve: Shape| curves.iter().all(|trc| trc.as_ref().is_some_and(|trc| is_curve(trc, curve)));
    let primaries = [profile.red_colorant, profile.green_colorant, profile.blue_colorant];
    let spaces: [(Known, Primaries, Shape); 3] = [
        (Known::Srgb, SRGB, srgb),
        (Known::DisplayP3, DISPLAY_P3, srgb),
        (Known::AdobeRgb, ADOBE_RGB, |v| v.powf(ADOBE_GAMMA)),
    ];
    spaces.iter().find(|(_, space, curve)| are_near(&primaries, space) && all(*curve)).map(|&(known, ..)| known)
}

fn gray_space(profile: &ColorProfile) -> Option<Known> {
    let curve = profile.gray_trc.as_ref().filter(|_| profile.color_space == DataColorSpace::Gray)?;
    let spaces: [(Known, Shape); 2] = [(Known::Srgb, srgb), (Known::GrayGamma22, |v| v.powf(ADOBE_GAMMA))];
    spaces.iter().find(|(_, shape)| is_curve(curve, *shape)).map(|&(known, _)| known)
}

fn are_near(primaries: &[Xyzd; 3], space: &Primaries) -> bool {
    // Profiles of one space by different makers differ by up to this.
    const NEAR: f64 = 0.002;
    let near =
        |(own, space): (&Xyzd, &[f64; 3])| [own.x, own.y, own.z].iter().zip(space).all(|(a, b)| (a - b).abs() < NEAR);
    primaries.iter().zip(space).all(near)
}

/// [IEC 61966-2-1]
fn srgb(v: f64) -> f64 {
    if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

/// Whether a curve is nowhere further from `shape` than one of 255 steps of coded values.
fn is_curve(curve: &ToneReprCurve, shape: Shape) -> bool {
    const STEP: f64 = 1.0 / 255.0;
    (0..=255).map(|i| f64::from(i) * STEP).all(|v| {
        let (low, high) = (shape((v - STEP).max(0.0)), shape(v + STEP));
        linear(curve, v).is_some_and(|light| (low - 1e-4..=high + 1e-4).contains(&light))
    })
}

/// [ICC.1:2022 10.6, 10.18]
fn linear(curve: &ToneReprCurve, v: f64) -> Option<f64> {
    match curve {
        ToneReprCurve::Lut(table) => match table[..] {
            [] => Some(v),
            [gamma] => Some(v.powf(f64::from(gamma) / 256.0)),
            _ => {
                let place = v * (table.len() - 1) as f64;
                let low = f64::from(*table.get(place as usize)?);
                let high = f64::from(*table.get(place.ceil() as usize)?);
                Some((low + (high - low) * place.fract()) / 65535.0)
            }
        },
        ToneReprCurve::Parametric(numbers) => {
            let numbers: Vec<f64> = numbers.iter().map(|&n| f64::from(n)).collect();
            // Linear below d, a power above.
            let bent = |[g, a, b, c, d, e, f]: [f64; 7]| {
                if v >= d { (a * v + b).max(0.0).powf(g) + e } else { c * v + f }
            };
            match numbers[..] {
                [g] => Some(v.powf(g)),
                [g, a, b] => Some(bent([g, a, b, 0.0, -b / a, 0.0, 0.0])),
                [g, a, b, c] => Some(bent([g, a, b, 0.0, -b / a, c, c])),
                [g, a, b, c, d] => Some(bent([g, a, b, c, d, 0.0, 0.0])),
                [g, a, b, c, d, e, f] => Some(bent([g, a, b, c, d, e, f])),
                _ => None,
            }
        }
    }
}

/// A signed number with 16 bits behind the point. [ICC.1:2022 4.7]
fn fixed(v: f64) -> [u8; 4] {
    ((v * 65536.0).round() as i32).to_be_bytes()
}

fn number(v: usize) -> [u8; 4] {
    (v as u32).to_be_bytes()
}

/// A value of type `kind` that is a list of numbers.
fn numbers(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let values: Vec<u8> = values.iter().flat_map(|&v| fixed(v)).collect();
    [&kind[..], &[0; 4], &values].concat()
}

/// [ICC.1:2022 10.18, function type 3]
fn srgb_curve() -> Vec<u8> {
    let values: Vec<u8> =
        [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045].iter().flat_map(|&v| fixed(v)).collect();
    [&b"para\0\0\0\0\0\x03\0\0"[..], &values].concat()
}

/// An exponent of 563/256. [ICC.1:2022 10.6]
fn gamma_curve() -> Vec<u8> {
    b"curv\0\0\0\0\0\0\0\x01\x02\x33".to_vec()
}

/// One text, in English. [ICC.1:2022 10.15]
fn text(words: &str) -> Vec<u8> {
    let words: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let head: [&[u8]; 5] = [b"mluc\0\0\0\0", &number(1), &number(12), b"enUS", &number(words.len())];
    [&head.concat()[..], &number(28), &words].concat()
}

/// D50. [ICC.1:2022 7.2.16]
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];
/// From D65 to D50. [ICC.1:2022 E.2, linear Bradford]
const CHAD: [f64; 9] = [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01706, -0.00925, 0.01508, 0.75168];

fn rgb_profile(name: &str, curve: &[u8], primaries: Primaries) -> Vec<u8> {
    let [red, green, blue] = primaries.map(|xyz| numbers(b"XYZ ", &xyz));
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text(name)),
        (b"cprt", text("CC0")),
        (b"wtpt", numbers(b"XYZ ", &D50)),
        (b"chad", numbers(b"sf32", &CHAD)),
        (b"rXYZ", red),
        (b"gXYZ", green),
        (b"bXYZ", blue),
        (b"rTRC", curve.to_vec()),
        (b"gTRC", curve.to_vec()),
        (b"bTRC", curve.to_vec()),
    ];
    assemble(b"RGB ", &tags)
}

fn gray_profile(name: &str, curve: &[u8]) -> Vec<u8> {
    let white = numbers(b"XYZ ", &D50);
    assemble(b"GRAY", &[(b"desc", text(name)), (b"cprt", text("CC0")), (b"wtpt", white), (b"kTRC", curve.to_vec())])
}

/// Header, table of tags, values; equal values next to each other are stored once. [ICC.1:2022 7]
fn assemble(space: &[u8; 4], tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let start = 128 + 4 + 12 * tags.len();
    let (mut table, mut values) = (number(tags.len()).to_vec(), Vec::new());
    let mut place = start;
    for (i, (tag, value)) in tags.iter().enumerate() {
        let is_repeated = i > 0 && tags.get(i - 1).is_some_and(|(_, before)| before == value);
        if !is_repeated {
            place = start + values.len();
            values.extend_from_slice(value);
            values.resize(values.len().next_multiple_of(4), 0);
        }
        table.extend([&tag[..], &number(place), &number(value.len())].concat());
    }
    let mut header = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &number(start + values.len()));
    put(8, &[4, 0x40, 0, 0]);
    put(12, b"mntr");
    put(16, space);
    put(20, b"XYZ ");
    // A fixed day: that of no photo. [7.2.8]
    put(24, &[0x07, 0xd0, 0, 1, 0, 1]);
    put(36, b"acsp");
    put(68, &D50.map(fixed).concat());
    [header, table, values].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_profiles_are_recognised() {
        for known in [Known::DisplayP3, Known::AdobeRgb] {
            assert_eq!(Known::of(&known.profile().unwrap(), false), Some(known));
            assert_eq!(Known::of(&known.profile().unwrap(), true), None);
        }
        assert_eq!(Known::of(&Known::GrayGamma22.profile().unwrap(), true), Some(Known::GrayGamma22));
    }

    #[test]
    fn profiles_of_other_makers_are_recognised() {
        let of = |profile: ColorProfile| Known::of(&profile.encode().unwrap(), false);
        assert_eq!(of(ColorProfile::new_srgb()), Some(Known::Srgb));
        assert_eq!(of(ColorProfile::new_display_p3()), Some(Known::DisplayP3));
        assert_eq!(of(ColorProfile::new_adobe_rgb()), Some(Known::AdobeRgb));
        assert_eq!(of(ColorProfile::new_bt2020()), None);
        let gray = |gamma| Known::of(&ColorProfile::new_gray_with_gamma(gamma).encode().unwrap(), true);
        assert_eq!((gray(2.2), gray(1.8)), (Some(Known::GrayGamma22), None));
    }

    #[test]
    fn a_name_alone_makes_no_space() {
        let wrong = rgb_profile("Display P3", &gamma_curve(), DISPLAY_P3);
        assert_eq!(Known::of(&wrong, false), None);
        let swapped = rgb_profile("Adobe RGB (1998)", &gamma_curve(), [ADOBE_RGB[1], ADOBE_RGB[0], ADOBE_RGB[2]]);
        assert_eq!(Known::of(&swapped, false), None);
        assert_eq!(Known::of(b"no profile", false), None);
    }
}
