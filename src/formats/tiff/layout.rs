//! How the samples of one page are laid out: its structural fields, checked. [TIFF6 8–9, 15, 18–22]

use super::ifd::{Ifd, Tiff};
use crate::error::Error;
use crate::pixels::limits;

/// One page's samples, before they are unpacked.
#[derive(Debug, Clone)]
pub struct Layout {
    pub width: u32,
    pub height: u32,
    /// Bits of each sample, the same for all.
    pub bits: u32,
    /// Samples of each pixel.
    pub samples: u32,
    /// 1 unsigned, 2 signed, 3 float. [TIFF6 19]
    pub format: u64,
    pub compression: u64,
    pub photometric: u64,
    /// Each sample has a plane of its own.
    pub planar: bool,
    pub predictor: u64,
    /// Bits in coded bytes begin with the lowest.
    pub low_bit_first: bool,
    /// What samples beyond the colours are: 1 alpha that is multiplied in, 2 alpha. [TIFF6 18]
    pub extra: Vec<u64>,
    /// Pixels of one coded chunk (strip or tile).
    pub chunk_width: u32,
    pub chunk_height: u32,
    /// Places and sizes of the coded chunks.
    pub chunks: Vec<(u64, u64)>,
    /// Chroma subsampling of YCbCr. [TIFF6 21]
    pub subsampling: (u32, u32),
    /// T4Options. [TIFF6 11]
    pub fax_options: u64,
}

/// Compression schemes. [TIFF6 p. 117; TIFF Technical Note 2]
pub mod scheme {
    pub const NONE: u64 = 1;
    pub const HUFFMAN: u64 = 2;
    pub const GROUP3: u64 = 3;
    pub const GROUP4: u64 = 4;
    pub const LZW: u64 = 5;
    pub const JPEG: u64 = 7;
    pub const DEFLATE: u64 = 8;
    pub const OLD_DEFLATE: u64 = 32946;
    pub const PACKBITS: u64 = 32773;
}

/// Photometric interpretations. [TIFF6 p. 37; 23]
pub mod photometric {
    pub const WHITE_IS_ZERO: u64 = 0;
    pub const BLACK_IS_ZERO: u64 = 1;
    pub const RGB: u64 = 2;
    pub const PALETTE: u64 = 3;
    pub const CMYK: u64 = 5;
    pub const YCBCR: u64 = 6;
    pub const CIE_LAB: u64 = 8;
    pub const ICC_LAB: u64 = 9;
}

impl Layout {
    /// Errors: fields that are missing or make no sense; pages over the limits.
    pub fn read(tiff: &Tiff<'_>, ifd: &Ifd) -> Result<Self, Error> {
        let number = |tag, default| ifd.number(tiff, tag).unwrap_or(default);
        let side = |tag| u32::try_from(number(tag, 0)).map_err(|_| Error::too_large("over 4 billion pixels wide"));
        let (width, height) = (side(256)?, side(257)?);
        let compression = number(259, scheme::NONE);
        let samples = number(277, 1).clamp(1, 64) as u32;
        let mut layout = Self {
            width,
            height,
            bits: same(ifd.numbers(tiff, 258), 1, "samples of different depth")?.clamp(1, 64),
            samples,
            format: u64::from(same(ifd.numbers(tiff, 339), 1, "samples of different kinds")?),
            compression,
            photometric: ifd.number(tiff, 262).unwrap_or_else(|| assumed_photometric(compression, samples)),
            planar: number(284, 1) == 2 && samples > 1,
            // Other schemes have none, whatever the field says. [libtiff, tif_predict]
            predictor: if is_predicted(compression) { number(317, 1) } else { 1 },
            low_bit_first: number(266, 1) == 2,
            extra: ifd.numbers(tiff, 338).unwrap_or_default(),
            chunk_width: width,
            chunk_height: height,
            chunks: Vec::new(),
            subsampling: subsampling(tiff, ifd, compression),
            fax_options: number(292, 0),
        };
        limits::check_size(width, height, tiff.bytes.len())?;
        let weight = layout.weight();
        if weight > 1 << 24 && weight / 1_500 > tiff.bytes.len() as u64 {
            return Err(Error::too_large("a page promises far more than the file can hold"));
        }
        layout.place_chunks(tiff, ifd)?;
        Ok(layout)
    }

    /// Pixels, counted once for every four bytes that one takes.
    pub fn weight(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height) * u64::from((self.samples * self.bits).div_ceil(32))
    }

    /// Samples that stand together in one chunk.
    pub fn samples_in_chunk(&self) -> u32 {
        if self.planar { 1 } else { self.samples }
    }

    /// Chroma is stored for several pixels at once, and not by JPEG (which undoes that itself).
    pub fn is_subsampled(&self) -> bool {
        self.photometric == photometric::YCBCR && self.compression != scheme::JPEG && self.subsampling != (1, 1)
    }

    pub fn chunks_across(&self) -> u32 {
        self.width.div_ceil(self.chunk_width.max(1))
    }

    pub fn chunks_down(&self) -> u32 {
        self.height.div_ceil(self.chunk_height.max(1))
    }

    fn place_chunks(&mut self, tiff: &Tiff<'_>, ifd: &Ifd) -> Result<(), Error> {
        let (offsets, sizes) = match ifd.numbers(tiff, 324) {
            Some(offsets) => {
                let side = |tag| ifd.number(tiff, tag).and_then(|v| u32::try_from(v).ok()).unwrap_or(0);
                (self.chunk_width, self.chunk_height) = (side(322), side(323));
                (offsets, ifd.numbers(tiff, 325))
            }
            None => {
                let rows = ifd.number(tiff, 278).unwrap_or(u64::MAX).min(u64::from(self.height));
                self.chunk_height = rows as u32;
                (
                    ifd.numbers(tiff, 273).ok_or_else(|| Error::damaged("a page has no picture data"))?,
                    ifd.numbers(tiff, 279),
                )
            }
        };
        // A tile may jut out of a small picture, but not without end.
        let area = |width, height| u64::from(width) * u64::from(height);
        let most = area(self.width, self.height).max(1 << 20).saturating_mul(2);
        if !(1..=most).contains(&area(self.chunk_width, self.chunk_height)) {
            return Err(Error::damaged("its strips or tiles have a wrong size"));
        }
        let planes = if self.planar { self.samples } else { 1 };
        let needed = u64::from(self.chunks_across()) * u64::from(self.chunks_down()) * u64::from(planes);
        if (offsets.len() as u64) < needed {
            return Err(Error::damaged("some of its strips or tiles are missing"));
        }
        // A writer that gave no sizes meant all up to the end of the file.
        let end = tiff.bytes.len() as u64;
        let size = |i: usize, offset: u64| match &sizes {
            Some(sizes) => sizes.get(i).copied().unwrap_or(0),
            None => end.saturating_sub(offset),
        };
        let chunks = offsets.iter().enumerate().take(needed as usize);
        self.chunks = chunks.map(|(i, &offset)| (offset, size(i, offset))).collect();
        Ok(())
    }
}

/// The one value that all samples share.
fn same(values: Option<Vec<u64>>, default: u32, what: &str) -> Result<u32, Error> {
    let values = values.unwrap_or_default();
    let first = values.first().copied().unwrap_or(u64::from(default));
    if values.iter().any(|&value| value != first) {
        return Err(Error::unsupported(what));
    }
    u32::try_from(first).map_err(|_| Error::damaged("its samples have no depth"))
}

fn is_predicted(compression: u64) -> bool {
    matches!(compression, scheme::LZW | scheme::DEFLATE | scheme::OLD_DEFLATE)
}

fn assumed_photometric(compression: u64, samples: u32) -> u64 {
    match (compression, samples) {
        (scheme::HUFFMAN..=scheme::GROUP4, _) => photometric::WHITE_IS_ZERO,
        (_, 3..) => photometric::RGB,
        _ => photometric::BLACK_IS_ZERO,
    }
}

fn subsampling(tiff: &Tiff<'_>, ifd: &Ifd, compression: u64) -> (u32, u32) {
    let default = if compression == scheme::JPEG { (1, 1) } else { (2, 2) };
    match ifd.numbers(tiff, 530).as_deref() {
        Some(&[h @ (1 | 2 | 4), v @ (1 | 2 | 4)]) => (h as u32, v as u32),
        _ => default,
    }
}
