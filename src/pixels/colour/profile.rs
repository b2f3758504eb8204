//! Colour descriptions as profiles.

use moxcms::{Chromaticity, ColorPrimaries, ColorProfile, LutType, LutWarehouse, ParsingOptions, ToneReprCurve, XyY};

use crate::error::Error;
use crate::guarded::guarded;
use crate::pixels::limits::MAX_BLOCK_BYTES;

/// An ICC profile [ICC.1:2022]; `None` where it cannot be read.
pub fn from_icc(untrusted: &[u8]) -> Option<ColorProfile> {
    let profile = parsed(untrusted)?;
    let Some(LutWarehouse::Lut(lut)) = &profile.lut_a_to_b_colorimetric else { return Some(profile) };
    // lut16Type keeps the old encoding of L* 100 as 0xFF00 in every version, lut8Type has none [ICC.1:2022 10.10, 10.11];
    // the library goes by the version, so it is told the one that reads this table rightly.
    let version = if lut.lut_type == LutType::Lut8 { 4 } else { 2 };
    let mut told = untrusted.to_vec();
    *told.get_mut(8)? = version;
    parsed(&told)
}

fn parsed(untrusted: &[u8]) -> Option<ColorProfile> {
    let limits = ParsingOptions { max_profile_size: MAX_BLOCK_BYTES, ..ParsingOptions::default() };
    let mut profile = guarded(|| ColorProfile::new_from_slice_with_options(untrusted, limits).ok()).ok()??;
    // The table for an intent that has none of its own is A2B0. [ICC.1:2022 8.10.2]
    profile.lut_a_to_b_colorimetric = profile.lut_a_to_b_colorimetric.or(profile.lut_a_to_b_perceptual.clone());
    Some(profile)
}

/// Code points other than PQ and HLG; `None` for sRGB. [ITU-T H.273 tables 2 and 3]
///
/// The curves of BT.601, BT.709, BT.2020 and their kin are shown by everybody as if they were sRGB's, so they are here.
pub fn from_cicp(primaries: u8, transfer: u8) -> Result<Option<ColorProfile>, Error> {
    let curve = match transfer {
        4 => ToneReprCurve::Parametric(vec![2.2]),
        5 => ToneReprCurve::Parametric(vec![2.8]),
        8 => ToneReprCurve::Parametric(vec![1.0]),
        9 | 10 => return Err(Error::unsupported("a logarithmic brightness curve")),
        17 => ToneReprCurve::Parametric(vec![2.6]),
        _ if matches!(primaries, 0..=3) => return Ok(None),
        _ => srgb_curve(),
    };
    let (white, corners) = chromaticities(primaries);
    Ok(Some(new(white, corners, curve)))
}

/// A profile with these primaries and linear curves.
pub fn linear(primaries: u8) -> ColorProfile {
    let (white, corners) = chromaticities(primaries);
    new(white, corners, ToneReprCurve::Parametric(vec![1.0]))
}

/// PNG's gAMA and cHRM; `None` where they make no sense.
pub fn from_chromaticities(exponent: f64, white: [f64; 2], corners: [[f64; 2]; 3]) -> Option<ColorProfile> {
    let sensible = |v: f64| v.is_finite() && (0.0..=1.0).contains(&v);
    if !(0.1..=10.0).contains(&exponent) || !corners.iter().chain([&white]).flatten().all(|&v| sensible(v)) {
        return None;
    }
    // 2.2 is how sRGB is written down here, but Adobe RGB means its 563/256.
    let adobe = (exponent - 563.0 / 256.0).abs() < 4e-4;
    let srgb = (exponent - 2.2).abs() < 0.03 && !adobe;
    let curve = if srgb { srgb_curve() } else { ToneReprCurve::Parametric(vec![exponent as f32]) };
    let profile = new(white, corners, curve);
    let matrix = profile.colorant_matrix().v;
    matrix.iter().flatten().all(|v| v.is_finite() && v.abs() < 10.0).then_some(profile)
}

/// sRGB, for pictures in colour and in gray.
pub fn srgb(gray: bool) -> ColorProfile {
    if !gray {
        return ColorProfile::new_srgb();
    }
    let mut profile = ColorProfile::new_gray_with_gamma(1.0);
    profile.gray_trc = Some(srgb_curve());
    profile
}

/// [IEC 61966-2-1]
fn srgb_curve() -> ToneReprCurve {
    ToneReprCurve::Parametric(vec![2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045])
}

fn new(white: [f64; 2], [red, green, blue]: [[f64; 2]; 3], curve: ToneReprCurve) -> ColorProfile {
    let point = |[x, y]: [f64; 2]| Chromaticity::new(x as f32, y as f32);
    let mut profile = ColorProfile::new_srgb();
    let primaries = ColorPrimaries { red: point(red), green: point(green), blue: point(blue) };
    profile.update_rgb_colorimetry(XyY::new(white[0], white[1], 1.0), primaries);
    profile.red_trc = Some(curve.clone());
    profile.green_trc = Some(curve.clone());
    profile.blue_trc = Some(curve);
    profile
}

/// White, and red, green, blue. What is reserved or unspecified is BT.709. [ITU-T H.273 table 2]
fn chromaticities(primaries: u8) -> ([f64; 2], [[f64; 2]; 3]) {
    const D65: [f64; 2] = [0.3127, 0.3290];
    const C: [f64; 2] = [0.310, 0.316];
    match primaries {
        4 => (C, [[0.67, 0.33], [0.21, 0.71], [0.14, 0.08]]),
        5 => (D65, [[0.64, 0.33], [0.29, 0.60], [0.15, 0.06]]),
        6 | 7 => (D65, [[0.630, 0.340], [0.310, 0.595], [0.155, 0.070]]),
        8 => (C, [[0.681, 0.319], [0.243, 0.692], [0.145, 0.049]]),
        9 => (D65, [[0.708, 0.292], [0.170, 0.797], [0.131, 0.046]]),
        11 => ([0.314, 0.351], [[0.680, 0.320], [0.265, 0.690], [0.150, 0.060]]),
        12 => (D65, [[0.680, 0.320], [0.265, 0.690], [0.150, 0.060]]),
        22 => (D65, [[0.630, 0.340], [0.295, 0.605], [0.155, 0.077]]),
        _ => (D65, [[0.64, 0.33], [0.30, 0.60], [0.15, 0.06]]),
    }
}
