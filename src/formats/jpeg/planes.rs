//! From interleaved RGB to planes of Y, Cb and Cr, a row of MCUs at a time. [JFIF 1.02; T.871 7]

use super::dct::Block;

/// How chroma is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sampling {
    Gray,
    /// 4:4:4
    Full,
    /// 4:2:0
    Half,
}

impl Sampling {
    pub fn components(self) -> usize {
        if self == Self::Gray { 1 } else { 3 }
    }

    /// Width and height of an MCU in pixels.
    pub fn mcu_side(self) -> usize {
        if self == Self::Half { 16 } else { 8 }
    }

    /// Blocks of `component` in an MCU.
    pub fn blocks(self, component: usize) -> usize {
        if self == Self::Half && component == 0 { 4 } else { 1 }
    }

    /// Sampling factors of luma, horizontal and vertical. [T.81 B.2.2, H and V]
    pub fn luma_factors(self) -> u8 {
        if self == Self::Half { 0x22 } else { 0x11 }
    }
}

/// Samples of one row of MCUs, in 256ths around zero; the last column is repeated to whole MCUs.
pub struct Planes {
    sampling: Sampling,
    width: usize,
    /// Width in whole MCUs.
    padded: usize,
    luma: Vec<i16>,
    chroma: [Vec<i16>; 2],
    /// Chroma of the upper line, before it is joined with the lower.
    upper: [Vec<i16>; 2],
    line: [Vec<i16>; 2],
}

impl Planes {
    pub fn new(width: usize, sampling: Sampling) -> Self {
        let side = sampling.mcu_side();
        let padded = width.next_multiple_of(side);
        let colour = if sampling == Sampling::Gray { 0 } else { padded };
        let lines = || [vec![0; colour], vec![0; colour]];
        let chroma = || vec![0; colour * side / (sampling.blocks(0))];
        Self {
            sampling,
            width,
            padded,
            luma: vec![0; padded * side],
            chroma: [chroma(), chroma()],
            upper: lines(),
            line: lines(),
        }
    }

    /// MCUs side by side.
    pub fn mcus(&self) -> usize {
        self.padded / self.sampling.mcu_side()
    }

    /// Takes line `line` of the row of MCUs; lines come in their order.
    pub fn read_line(&mut self, line: usize, samples: &[u8]) {
        let luma = &mut self.luma[line * self.padded..][..self.padded];
        match self.sampling {
            Sampling::Gray => gray(samples, &mut luma[..self.width]),
            Sampling::Full => {
                let [cb, cr] = &mut self.chroma;
                let at = line * self.padded;
                let (cb, cr) = (&mut cb[at..at + self.padded], &mut cr[at..at + self.padded]);
                colour(samples, &mut luma[..self.width], &mut cb[..self.width], &mut cr[..self.width]);
                pad(cb, self.width);
                pad(cr, self.width);
            }
            Sampling::Half => {
                let [cb, cr] = if line % 2 == 0 { &mut self.upper } else { &mut self.line };
                colour(samples, &mut luma[..self.width], &mut cb[..self.width], &mut cr[..self.width]);
                pad(cb, self.width);
                pad(cr, self.width);
                if line % 2 == 1 {
                    let half = self.padded / 2;
                    for (plane, (upper, lower)) in self.chroma.iter_mut().zip(self.upper.iter().zip(&self.line)) {
                        halve(upper, lower, &mut plane[line / 2 * half..][..half]);
                    }
                }
            }
        }
        pad(luma, self.width);
    }

    /// Block `block` of `component` in MCU `mcu`.
    pub fn block(&self, component: usize, mcu: usize, block: usize) -> Block {
        let (plane, stride) = match component {
            0 => (&self.luma, self.padded),
            n => (&self.chroma[n - 1], if self.sampling == Sampling::Half { self.padded / 2 } else { self.padded }),
        };
        let across = if component == 0 { self.sampling.mcu_side() / 8 } else { 1 };
        let start = (block / across * 8) * stride + (mcu * across + block % across) * 8;
        let mut out = [[0.0; 8]; 8];
        for (row, out) in out.iter_mut().enumerate() {
            let samples = &plane[start + row * stride..][..8];
            for i in 0..8 {
                out[i] = f32::from(samples[i]);
            }
        }
        out
    }
}

fn pad(line: &mut [i16], width: usize) {
    let (samples, padding) = line.split_at_mut(width);
    padding.fill(samples.last().copied().unwrap_or_default());
}

fn gray(samples: &[u8], luma: &mut [i16]) {
    for (luma, &sample) in luma.iter_mut().zip(samples) {
        *luma = i16::from(sample) - 128;
    }
}

/// Y = 0.299 R + 0.587 G + 0.114 B and so on, in products of 16 by 16 bits of which the upper half is kept.
fn colour(rgb: &[u8], luma: &mut [i16], cb: &mut [i16], cr: &mut [i16]) {
    let (pixels, _) = rgb.as_chunks::<3>();
    let (eights, rest) = pixels.as_chunks::<8>();
    let (luma8, luma) = luma.as_chunks_mut::<8>();
    let (cb8, cb) = cb.as_chunks_mut::<8>();
    let (cr8, cr) = cr.as_chunks_mut::<8>();
    for (((pixels, luma), cb), cr) in eights.iter().zip(luma8).zip(cb8).zip(cr8) {
        eight(pixels, luma, cb, cr);
    }
    let mut last = [[0; 3]; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mut out = [[0; 8]; 3];
    let [y8, cb8, cr8] = &mut out;
    eight(&last, y8, cb8, cr8);
    luma.copy_from_slice(&y8[..luma.len()]);
    cb.copy_from_slice(&cb8[..cb.len()]);
    cr.copy_from_slice(&cr8[..cr.len()]);
}

#[inline(always)]
fn eight(pixels: &[[u8; 3]; 8], luma: &mut [i16; 8], cb: &mut [i16; 8], cr: &mut [i16; 8]) {
    let channel = |c: usize| pixels.map(|pixel| u16::from(pixel[c]) << 8);
    let (r, g, b) = (channel(0), channel(1), channel(2));
    let part = |sample: u16, share: u32| ((u32::from(sample) * share) >> 16) as u16;
    for i in 0..8 {
        let y = part(r[i], 19_595).wrapping_add(part(g[i], 38_470)).wrapping_add(part(b[i], 7_471));
        luma[i] = (y.wrapping_add(129) >> 8) as i16 - 128;
        let u = (b[i] >> 1).wrapping_sub(part(r[i], 11_059)).wrapping_sub(part(g[i], 21_709)) as i16;
        let v = (r[i] >> 1).wrapping_sub(part(g[i], 27_439)).wrapping_sub(part(b[i], 5_329)) as i16;
        cb[i] = u.wrapping_add(126) >> 8;
        cr[i] = v.wrapping_add(126) >> 8;
    }
}

/// Means of two by two samples.
fn halve(upper: &[i16], lower: &[i16], out: &mut [i16]) {
    let (upper, _) = upper.as_chunks::<2>();
    let (lower, _) = lower.as_chunks::<2>();
    for (i, (out, (u, l))) in out.iter_mut().zip(upper.iter().zip(lower)).enumerate() {
        *out = (u[0] + u[1] + l[0] + l[1] + 1 + (i & 1) as i16) >> 2;
    }
}
