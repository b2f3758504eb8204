//! Luma and chroma to RGB. [ITU-T H.273 8.3]

use crate::error::Error;
use crate::formats::bmff::looks::Nclx;
use crate::pixels::{Channels, Image, Samples};

/// Rows of samples: bytes, or sixteen-bit numbers in the machine's order.
#[derive(Clone, Copy)]
pub struct Plane<'a> {
    pub bytes: &'a [u8],
    /// Bytes from row to row.
    pub stride: usize,
}

/// A decoded picture.
pub struct Planes<'a> {
    pub width: u32,
    pub height: u32,
    /// 8, 10 or 12.
    pub bits: u32,
    pub y: Plane<'a>,
    pub chroma: Option<[Plane<'a>; 2]>,
    pub subsampled_x: bool,
    pub subsampled_y: bool,
}

/// How luma and chroma mix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix {
    mix: Mix,
    full_range: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Mix {
    /// Green, blue and red as they are.
    Identity,
    YCgCo,
    /// Weights of red and blue in luma.
    Weighted {
        red: f32,
        blue: f32,
    },
}

impl Matrix {
    /// Errors: matrices that are hardly ever seen in photos.
    pub fn of(nclx: Nclx) -> Result<Self, Error> {
        let weighted = |red, blue| Mix::Weighted { red, blue };
        let mix = match nclx.matrix {
            0 => Mix::Identity,
            1 => weighted(0.2126, 0.0722),
            4 => weighted(0.30, 0.11),
            7 => weighted(0.212, 0.087),
            8 => Mix::YCgCo,
            9 => weighted(0.2627, 0.0593),
            // Derived from the primaries.
            12 if nclx.primaries == 1 => weighted(0.2126, 0.0722),
            12 if nclx.primaries == 9 => weighted(0.2627, 0.0593),
            10 | 11 | 13.. => return Err(Error::unsupported("an unusual colour matrix")),
            _ => weighted(0.299, 0.114),
        };
        Ok(Self { mix, full_range: nclx.full_range })
    }

    /// Red, green and blue, 0..=1, from luma 0..=1 and chroma -0.5..=0.5.
    fn rgb(self, y: f32, u: f32, v: f32) -> [f32; 3] {
        match self.mix {
            Mix::Identity => [v + 0.5, y, u + 0.5],
            Mix::YCgCo => [y - u + v, y + u, y - u - v],
            Mix::Weighted { red, blue } => {
                let r = y + 2.0 * (1.0 - red) * v;
                let b = y + 2.0 * (1.0 - blue) * u;
                [r, (y - red * r - blue * b) / (1.0 - red - blue), b]
            }
        }
    }
}

/// Offset and factor that turn coded numbers into 0..=1.
struct Range {
    black: f32,
    scale: f32,
}

impl Range {
    fn luma(bits: u32, full: bool) -> Self {
        let step = (1u32 << (bits - 8)) as f32;
        let top = ((1u32 << bits) - 1) as f32;
        if full {
            Self { black: 0.0, scale: 1.0 / top }
        } else {
            Self { black: 16.0 * step, scale: 1.0 / (219.0 * step) }
        }
    }

    /// Into -0.5..=0.5. Red and blue of the identity matrix are coded as luma is.
    fn chroma(bits: u32, full: bool, identity: bool) -> Self {
        if identity {
            let Self { black, scale } = Self::luma(bits, full);
            return Self { black: black + 0.5 / scale, scale };
        }
        let step = (1u32 << (bits - 8)) as f32;
        let top = ((1u32 << bits) - 1) as f32;
        Self { black: 128.0 * step, scale: if full { 1.0 / top } else { 1.0 / (224.0 * step) } }
    }

    fn of(&self, v: u16) -> f32 {
        (f32::from(v) - self.black) * self.scale
    }
}

/// Eight bits stay eight, more become sixteen.
pub fn to_image(planes: &Planes, matrix: Matrix) -> Result<Image, Error> {
    let Some(chroma) = planes.chroma else {
        let samples = luma(planes, matrix.full_range);
        return whole(planes, Channels::Gray, samples);
    };
    if matrix.mix == Mix::Identity && planes.subsampled_x {
        return Err(Error::damaged("its colours are described in two ways"));
    }
    let samples = if planes.bits == 8 {
        Samples::U8(mixed(planes, chroma, matrix, |v| (v.clamp(0.0, 1.0) * 255.0 + 0.5) as u8))
    } else {
        Samples::U16(mixed(planes, chroma, matrix, |v| (v.clamp(0.0, 1.0) * 65_535.0 + 0.5) as u16))
    };
    whole(planes, Channels::Rgb, samples)
}

fn whole(planes: &Planes, channels: Channels, samples: Samples) -> Result<Image, Error> {
    Image::new(planes.width, planes.height, channels, samples)
        .ok_or_else(|| Error::damaged("its picture data breaks off or is broken"))
}

/// Luma alone.
pub fn luma(planes: &Planes, full_range: bool) -> Samples {
    let range = Range::luma(planes.bits, full_range);
    let table: Vec<f32> = (0..1u32 << planes.bits).map(|v| range.of(v as u16).clamp(0.0, 1.0)).collect();
    let mut row = vec![0; planes.width as usize];
    let mut rows = |push: &mut dyn FnMut(f32)| {
        for y in 0..planes.height as usize {
            read_row(planes.y, planes.bits, y, &mut row);
            row.iter().for_each(|&v| push(table.get(usize::from(v)).copied().unwrap_or(1.0)));
        }
    };
    let count = planes.width as usize * planes.height as usize;
    if planes.bits == 8 {
        let mut out = Vec::with_capacity(count);
        rows(&mut |v| out.push((v * 255.0 + 0.5) as u8));
        Samples::U8(out)
    } else {
        let mut out = Vec::with_capacity(count);
        rows(&mut |v| out.push((v * 65_535.0 + 0.5) as u16));
        Samples::U16(out)
    }
}

fn mixed<T: Copy>(planes: &Planes, chroma: [Plane; 2], matrix: Matrix, sample: impl Fn(f32) -> T) -> Vec<T> {
    let width = planes.width as usize;
    let light = Range::luma(planes.bits, matrix.full_range);
    let tint = Range::chroma(planes.bits, matrix.full_range, matrix.mix == Mix::Identity);
    let mut out = Vec::with_capacity(width * planes.height as usize * 3);
    let mut row = vec![0; width];
    let mut tints = chroma.map(|plane| Upsampled::new(plane, planes));
    for y in 0..planes.height as usize {
        read_row(planes.y, planes.bits, y, &mut row);
        let [u, v] = &mut tints;
        let (u, v) = (u.row(y), v.row(y));
        for ((&y, &u), &v) in row.iter().zip(u).zip(v) {
            // Chroma stands four bits higher, because of the weights of upsampling.
            let wide = |v: u16| (f32::from(v) / 16.0 - tint.black) * tint.scale;
            out.extend(matrix.rgb(light.of(y), wide(u), wide(v)).map(&sample));
        }
    }
    out
}

/// Row `y`; what the plane does not hold stays as it was.
fn read_row(plane: Plane, bits: u32, y: usize, row: &mut [u16]) {
    let bytes = plane.bytes.get(y * plane.stride..).unwrap_or(&[]);
    if bits == 8 {
        row.iter_mut().zip(bytes).for_each(|(v, &byte)| *v = byte.into());
    } else {
        let (pairs, _) = bytes.as_chunks::<2>();
        row.iter_mut().zip(pairs).for_each(|(v, &pair)| *v = u16::from_ne_bytes(pair));
    }
}

/// Chroma at full resolution, times 16: samples lie between the luma samples, so the near one counts three times.
struct Upsampled<'a> {
    plane: Plane<'a>,
    bits: u32,
    /// Size of the plane.
    width: usize,
    height: usize,
    subsampled_x: bool,
    subsampled_y: bool,
    near: Vec<u16>,
    far: Vec<u16>,
    shown: Vec<u16>,
}

impl<'a> Upsampled<'a> {
    fn new(plane: Plane<'a>, planes: &Planes) -> Self {
        let halved = |side: u32, yes: bool| if yes { side.div_ceil(2) as usize } else { side as usize };
        let width = halved(planes.width, planes.subsampled_x);
        Self {
            plane,
            bits: planes.bits,
            width,
            height: halved(planes.height, planes.subsampled_y),
            subsampled_x: planes.subsampled_x,
            subsampled_y: planes.subsampled_y,
            near: vec![0; width],
            far: vec![0; width],
            shown: vec![0; planes.width as usize],
        }
    }

    fn row(&mut self, y: usize) -> &[u16] {
        if self.subsampled_y {
            let near = y / 2;
            let far = if y % 2 == 1 { (near + 1).min(self.height - 1) } else { near.saturating_sub(1) };
            read_row(self.plane, self.bits, near, &mut self.near);
            read_row(self.plane, self.bits, far, &mut self.far);
            self.near.iter_mut().zip(&self.far).for_each(|(near, far)| *near = 3 * *near + far);
        } else {
            read_row(self.plane, self.bits, y, &mut self.near);
            self.near.iter_mut().for_each(|v| *v *= 4);
        }
        let last = self.width - 1;
        if self.subsampled_x {
            for (x, shown) in self.shown.iter_mut().enumerate() {
                let near = x / 2;
                let far = if x % 2 == 1 { (near + 1).min(last) } else { near.saturating_sub(1) };
                *shown = 3 * self.near[near] + self.near[far];
            }
        } else {
            self.shown.iter_mut().zip(&self.near).for_each(|(shown, near)| *shown = 4 * near);
        }
        &self.shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(matrix: u8, full_range: bool) -> Matrix {
        Matrix::of(Nclx { primaries: 1, transfer: 13, matrix, full_range }).unwrap()
    }

    fn shown(y: &[u8], u: &[u8], v: &[u8], size: (u32, u32), subsampled: (bool, bool), with: Matrix) -> Vec<u8> {
        let plane = |bytes, width: u32| Plane { bytes, stride: width as usize };
        let width = if subsampled.0 { size.0.div_ceil(2) } else { size.0 };
        let planes = Planes {
            width: size.0,
            height: size.1,
            bits: 8,
            y: plane(y, size.0),
            chroma: Some([plane(u, width), plane(v, width)]),
            subsampled_x: subsampled.0,
            subsampled_y: subsampled.1,
        };
        let Samples::U8(v) = to_image(&planes, with).unwrap().samples else { panic!() };
        v
    }

    #[test]
    fn known_colours_come_out() {
        let one = |yuv: [u8; 3], with| shown(&yuv[..1], &yuv[1..2], &yuv[2..], (1, 1), (false, false), with);
        assert_eq!(one([76, 85, 255], matrix(6, true)), [254, 0, 0]);
        assert_eq!(one([235, 128, 128], matrix(1, false)), [255, 255, 255]);
        assert_eq!(one([16, 128, 128], matrix(9, false)), [0, 0, 0]);
        assert_eq!(one([10, 20, 30], matrix(0, true)), [30, 10, 20]);
        assert_eq!(one([100, 138, 148], matrix(8, true)), [110, 110, 70]);
    }

    #[test]
    fn chroma_is_spread_evenly() {
        let (y, u, v) = ([128; 8], [128, 160], [128, 128]);
        let row = shown(&y, &u, &v, (4, 2), (true, true), matrix(6, true));
        let blues: Vec<u8> = row[..12].iter().skip(2).step_by(3).copied().collect();
        assert!(blues.windows(2).all(|w| w[0] <= w[1]) && blues[0] == 128 && blues[3] > blues[2], "{blues:?}");
        assert_eq!(row[..12], row[12..]);
    }

    #[test]
    fn odd_sides_and_short_planes_do_no_harm() {
        let row = shown(&[128; 15], &[128; 3], &[128; 1], (5, 3), (true, true), matrix(6, true));
        assert_eq!(row.len(), 45);
    }

    #[test]
    fn ten_bits_become_sixteen() {
        let bytes: Vec<u8> = [0u16, 1023].iter().flat_map(|v| v.to_ne_bytes()).collect();
        let y = Plane { bytes: &bytes, stride: 4 };
        let planes =
            Planes { width: 2, height: 1, bits: 10, y, chroma: None, subsampled_x: false, subsampled_y: false };
        let image = to_image(&planes, matrix(1, true)).unwrap();
        assert_eq!((image.channels, image.samples), (Channels::Gray, Samples::U16(vec![0, 65_535])));
    }
}
