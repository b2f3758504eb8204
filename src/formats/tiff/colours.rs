//! A picture out of a page's samples: what each photometric interpretation means. [TIFF6 4–7, 16, 18, 20–23]

use super::ifd::{Ifd, Tiff};
use super::layout::{Layout, photometric};
use super::samples::Raw;
use crate::error::Error;
use crate::pixels::{Channels, Image, Samples};

/// The picture, in the file's own colours.
pub fn image(tiff: &Tiff<'_>, ifd: &Ifd, layout: &Layout, raw: Raw) -> Result<Image, Error> {
    if layout.photometric == photometric::PALETTE {
        return palette(tiff, ifd, layout, raw);
    }
    let samples = match raw {
        Raw::U8(raw) => Samples::U8(picture(tiff, ifd, layout, scaled(raw, layout.bits))?),
        Raw::U16(raw) => Samples::U16(picture(tiff, ifd, layout, scaled(raw, layout.bits))?),
        Raw::F32(raw) => Samples::U16(picture(tiff, ifd, layout, from_floats(&raw)?)?),
    };
    finish(layout, channels(layout)?, samples)
}

fn finish(layout: &Layout, channels: Channels, samples: Samples) -> Result<Image, Error> {
    Image::new(layout.width, layout.height, channels, samples)
        .ok_or_else(|| Error::damaged("a page has fewer samples than pixels"))
}

/// A sample of the whole range of its type.
trait Sample: Copy + Default {
    const TOP: u32;
    fn get(self) -> u32;
    fn of(value: u32) -> Self;
}

impl Sample for u8 {
    const TOP: u32 = 255;
    fn get(self) -> u32 {
        self.into()
    }
    fn of(value: u32) -> Self {
        value.min(Self::TOP) as u8
    }
}

impl Sample for u16 {
    const TOP: u32 = 65_535;
    fn get(self) -> u32 {
        self.into()
    }
    fn of(value: u32) -> Self {
        value.min(Self::TOP) as u16
    }
}

/// Stretched to the whole range.
fn scaled<T: Sample>(mut raw: Vec<T>, bits: u32) -> Vec<T> {
    let top = (1u32 << bits.min(16)) - 1;
    if top != T::TOP && bits < 16 {
        raw.iter_mut().for_each(|v| *v = T::of((v.get() * T::TOP + top / 2) / top));
    }
    raw
}

/// Floats are 0..=1; where they are larger, the whole range that they seem to have.
fn from_floats(raw: &[f32]) -> Result<Vec<u16>, Error> {
    let largest = raw.iter().copied().filter(|v| v.is_finite()).fold(0f32, f32::max);
    let Some(top) = [1.0, 255.0, 65_535.0].into_iter().find(|&top| largest <= top * 1.001) else {
        return Err(Error::unsupported("floating-point brightness without a known range"));
    };
    Ok(raw.iter().map(|&v| (v.clamp(0.0, top) / top * 65_535.0 + 0.5) as u16).collect())
}

fn colours(layout: &Layout) -> Result<usize, Error> {
    use photometric::*;
    let unsupported = |what: &str| Err(Error::unsupported(what));
    match (layout.photometric, layout.format) {
        (CIE_LAB, 1 | 2) | (ICC_LAB, 1) => Ok(3),
        (_, 2) => unsupported("TIFF samples with a sign"),
        (WHITE_IS_ZERO | BLACK_IS_ZERO, _) => Ok(1),
        (RGB, _) => Ok(3),
        (YCBCR, 1 | 4) if layout.bits == 8 => Ok(3),
        (CMYK, _) if layout.samples >= 4 => Ok(4),
        (YCBCR | CMYK, _) => unsupported("an odd kind of YCbCr or CMYK"),
        (10, _) => unsupported("ITU L*a*b* colours"),
        (32844 | 32845, _) => unsupported("LogLuv colours"),
        (other, _) => unsupported(&format!("TIFF colours of kind {other}")),
    }
}

/// The kind of alpha: 1 multiplied in, 2 not.
fn alpha(layout: &Layout, colours: usize) -> Option<u64> {
    let kind = layout.extra.first().copied().filter(|kind| matches!(kind, 1 | 2));
    kind.filter(|_| layout.samples as usize > colours)
}

fn channels(layout: &Layout) -> Result<Channels, Error> {
    let colours = colours(layout)?;
    Ok(match (colours, alpha(layout, colours)) {
        (1, None) => Channels::Gray,
        (1, Some(_)) => Channels::GrayAlpha,
        (4, _) => Channels::Cmyk,
        (_, None) => Channels::Rgb,
        (_, Some(_)) => Channels::Rgba,
    })
}

fn picture<T: Sample>(tiff: &Tiff<'_>, ifd: &Ifd, layout: &Layout, raw: Vec<T>) -> Result<Vec<T>, Error> {
    let colours = colours(layout)?;
    let alpha = alpha(layout, colours);
    let count = layout.samples as usize;
    if count < colours {
        return Err(Error::damaged("a page has too few samples for its colours"));
    }
    if colours == 4 && alpha.is_some() && raw.chunks_exact(count).any(|pixel| pixel[4].get() != T::TOP) {
        return Err(Error::unsupported("CMYK with transparency"));
    }
    let kept = if alpha.is_some() && colours < 4 { colours + 1 } else { colours };
    let mut samples = raw;
    if kept < count {
        samples = samples.chunks_exact(count).flat_map(|pixel| &pixel[..kept]).copied().collect();
    }
    if alpha == Some(1) && kept > colours {
        samples.chunks_exact_mut(kept).for_each(unmultiply);
    }
    match layout.photometric {
        photometric::WHITE_IS_ZERO => {
            samples.chunks_exact_mut(kept).for_each(|pixel| pixel[0] = T::of(T::TOP - pixel[0].get()));
        }
        photometric::YCBCR => {
            let convert = YCbCr::read(tiff, ifd);
            samples.chunks_exact_mut(kept).for_each(|pixel| convert.pixel(pixel));
        }
        photometric::CIE_LAB => samples.chunks_exact_mut(kept).for_each(|pixel| lab(pixel, true)),
        photometric::ICC_LAB => samples.chunks_exact_mut(kept).for_each(|pixel| lab(pixel, false)),
        _ => {}
    }
    Ok(samples)
}

fn unmultiply<T: Sample>(pixel: &mut [T]) {
    let Some((alpha, colours)) = pixel.split_last_mut() else { return };
    let alpha = u64::from(alpha.get());
    for colour in colours {
        let whole = (u64::from(colour.get()) * u64::from(T::TOP) + alpha / 2).checked_div(alpha).unwrap_or(0);
        *colour = T::of(whole.min(u64::from(T::TOP)) as u32);
    }
}

fn palette(tiff: &Tiff<'_>, ifd: &Ifd, layout: &Layout, raw: Raw) -> Result<Image, Error> {
    let broken = || Error::damaged("its palette is missing or broken");
    let map = ifd.numbers(tiff, 320).ok_or_else(broken)?;
    let size = map.len() / 3;
    // Some writers put bytes where 16-bit values belong. [libtiff, checkcmap]
    let shift = if map.iter().any(|&v| v > 255) { 8 } else { 0 };
    let colour = |index: usize| {
        let entry = |plane: usize| map.get(plane * size + index).map_or(0, |&v| (v >> shift) as u8);
        if index < size { [entry(0), entry(1), entry(2)] } else { [0; 3] }
    };
    let count = layout.samples as usize;
    let samples = match raw {
        Raw::U8(raw) => {
            let table: Vec<_> = (0..256).map(colour).collect();
            raw.iter().step_by(count).flat_map(|&index| table[usize::from(index)]).collect()
        }
        Raw::U16(raw) => raw.iter().step_by(count).flat_map(|&index| colour(index.into())).collect(),
        Raw::F32(_) => return Err(broken()),
    };
    finish(layout, Channels::Rgb, Samples::U8(samples))
}

/// Luma and chroma to RGB. [TIFF6 20, 21]
struct YCbCr {
    luma: [f64; 3],
    /// Code values of black and white for each of the three.
    range: [f64; 6],
}

impl YCbCr {
    fn read(tiff: &Tiff<'_>, ifd: &Ifd) -> Self {
        let given = |tag| ifd.fractions(tiff, tag).unwrap_or_default();
        let luma = <[f64; 3]>::try_from(given(529)).ok().filter(|luma| luma.iter().all(|&v| v > 0.0 && v < 1.0));
        let range = <[f64; 6]>::try_from(given(532)).ok();
        let usable = range.filter(|r| r.chunks(2).all(|pair| pair[0] != pair[1]));
        Self {
            luma: luma.unwrap_or([0.299, 0.587, 0.114]),
            range: usable.unwrap_or([0.0, 255.0, 128.0, 255.0, 128.0, 255.0]),
        }
    }

    fn pixel<T: Sample>(&self, pixel: &mut [T]) {
        let [y, cb, cr, ..] = pixel else { return };
        if [y.get(), cb.get(), cr.get()] == [0; 3] {
            return; // No colour: a missing part, which stays black.
        }
        let code = |v: &T, i: usize, span: f64| {
            let (black, white) = (self.range[2 * i], self.range[2 * i + 1]);
            (f64::from(v.get()) - black) * span / (white - black)
        };
        let [red, green, blue] = self.luma;
        let (luma, b, r) = (code(y, 0, 255.0), code(cb, 1, 127.0), code(cr, 2, 127.0));
        let r = r * (2.0 - 2.0 * red) + luma;
        let b = b * (2.0 - 2.0 * blue) + luma;
        let g = (luma - blue * b - red * r) / green;
        let round = |v: f64| T::of(v.round().clamp(0.0, 255.0) as u32);
        (*y, *cb, *cr) = (round(r), round(g), round(b));
    }
}

/// CIE L*a*b* under D50 to sRGB. `signed`: a* and b* are two's complement, else shifted. [TIFF6 23; TN ICC]
fn lab<T: Sample>(pixel: &mut [T], signed: bool) {
    let [l, a, b, ..] = pixel else { return };
    let half = f64::from(T::TOP / 2 + 1);
    let unit = f64::from(T::TOP + 1) / 256.0;
    let chroma = |v: &T| {
        let v = f64::from(v.get());
        (if signed && v >= half {
            v - 2.0 * half
        } else if signed {
            v
        } else {
            v - half
        }) / unit
    };
    let fy = (f64::from(l.get()) / f64::from(T::TOP) * 100.0 + 16.0) / 116.0;
    let (fx, fz) = (fy + chroma(a) / 500.0, fy - chroma(b) / 200.0);
    let linear = |f: f64| if f > 6.0 / 29.0 { f.powi(3) } else { (f - 4.0 / 29.0) * 108.0 / 841.0 };
    let (x, y, z) = (0.9642 * linear(fx), linear(fy), 0.8249 * linear(fz));
    // XYZ under D50 to linear sRGB, Bradford included.
    let rgb = [
        3.134_136 * x - 1.617_386 * y - 0.490_662 * z,
        -0.978_795 * x + 1.916_254 * y + 0.033_443 * z,
        0.071_955 * x - 0.228_977 * y + 1.405_386 * z,
    ];
    let encode = |v: f64| {
        let v = v.clamp(0.0, 1.0);
        let v = if v <= 0.003_130_8 { 12.92 * v } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
        T::of((v * f64::from(T::TOP)).round() as u32)
    };
    [*l, *a, *b] = rgb.map(encode);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lab_white_and_red_are_srgb() {
        let mut white = [255u8, 0, 0];
        lab(&mut white, true);
        assert_eq!(white, [255, 255, 255]);
        // sRGB red is L* 54.29, a* 80.81, b* 69.89 under D50.
        let mut red = [138u8, 81, 70];
        lab(&mut red, true);
        assert!(red[0] >= 252 && red[1] < 14 && red[2] < 14, "{red:?}");
        let mut shifted = [138u8, 81 + 128, 70 + 128];
        lab(&mut shifted, false);
        assert_eq!(red, shifted);
    }

    #[test]
    fn multiplied_alpha_is_divided_out() {
        let mut pixel = [64u8, 128, 0, 128];
        unmultiply(&mut pixel);
        assert_eq!(pixel, [128, 255, 0, 128]);
        let mut clear = [9u16, 9, 9, 0];
        unmultiply(&mut clear);
        assert_eq!(clear, [0, 0, 0, 0]);
    }
}
