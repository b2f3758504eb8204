//! The headers of a BMP in all their lengths. [MS-WMF 2.2.2.2–2.2.2.5; OS/2 BITMAPCOREHEADER]

use std::ops::Range;

use crate::error::Error;

/// How pixels are coded. [MS-WMF 2.1.1.7]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// Colours, or numbers of palette entries.
    Plain,
    /// Runs of palette numbers of 4 or 8 bits.
    Runs,
}

/// What a header says, within the file.
#[derive(Debug, Clone)]
pub struct Header {
    /// Length of the header behind the file header.
    pub length: usize,
    pub width: u32,
    pub height: u32,
    /// The first row is the upper one.
    pub top_down: bool,
    pub bits: u32,
    pub coding: Coding,
    /// Which bits of a pixel are red, green, blue and alpha.
    pub masks: [u32; 4],
    /// Where the palette stands, and the bytes of an entry.
    pub palette: Range<usize>,
    pub entry_bytes: usize,
    /// Where the pixels begin.
    pub pixels: usize,
    /// The embedded profile, or the name of a linked one.
    pub profile: Option<(Profile, Range<usize>)>,
}

/// What stands at the place of a profile. [MS-WMF 2.1.1.14]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Embedded,
    /// The path of a file on the computer that wrote the picture.
    Linked,
}

/// Length of the file header.
pub const FILE_HEADER: usize = 14;

fn u16_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into())
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Whether a file begins like a BMP whose header has a known length.
pub fn matches(head: &[u8]) -> bool {
    head.starts_with(b"BM") && matches!(u32_at(head, FILE_HEADER), Some(12 | 16..=64 | 108 | 124))
}

impl Header {
    pub fn read(file: &[u8]) -> Result<Self, Error> {
        let broken = || Error::damaged("its header is broken");
        let length = u32_at(file, FILE_HEADER).filter(|_| matches(file)).ok_or_else(broken)? as usize;
        let core = length == 12;
        let body = file.get(FILE_HEADER..FILE_HEADER + length).ok_or_else(broken)?;
        let field = |at| u32_at(body, at).unwrap_or(0);
        let (width, height, bits) = if core {
            (u16_at(body, 4), u16_at(body, 6), u16_at(body, 10))
        } else {
            (u32_at(body, 4), u32_at(body, 8), u16_at(body, 14))
        };
        let (width, height, bits) = (width.ok_or_else(broken)?, height.ok_or_else(broken)?, bits.ok_or_else(broken)?);
        if width as i32 <= 0 || height as i32 == 0 {
            return Err(broken());
        }
        let (coding, fields) = coding(if core { 0 } else { field(16) }, bits, length)?;
        let after_header = FILE_HEADER + length;
        let outside = if length == 40 { fields * 4 } else { 0 };
        // From version 3 on the header itself has a mask for alpha.
        let masks = masks(file, bits, if fields > 0 && length >= 56 { 4 } else { fields });
        let palette_at = after_header + outside;
        let entry_bytes = if core { 3 } else { 4 };
        let entries = match (bits, field(32)) {
            (1..=8, 0) => 1 << bits,
            (1..=8, used) => (used as usize).min(1 << bits),
            (_, used) => used as usize,
        };
        let given = u32_at(file, 10).unwrap_or(0) as usize;
        let palette_end = palette_at.saturating_add(entries.saturating_mul(entry_bytes)).min(file.len());
        let pixels = if given < palette_at { palette_end } else { given };
        Ok(Self {
            length,
            width,
            height: (height as i32).unsigned_abs(),
            top_down: (height as i32) < 0,
            bits,
            coding,
            masks,
            palette: palette_at..palette_end.min(pixels).max(palette_at),
            entry_bytes,
            pixels,
            profile: profile(body, file.len()),
        })
    }

    /// Bytes of a row of plain pixels, with its padding.
    pub fn row_bytes(&self) -> usize {
        (self.width as usize * self.bits as usize).div_ceil(32) * 4
    }

    /// The palette's colours, red first.
    pub fn palette<'a>(&'a self, file: &'a [u8]) -> impl Iterator<Item = [u8; 3]> + 'a {
        let entries = file.get(self.palette.clone()).unwrap_or_default().chunks_exact(self.entry_bytes);
        entries.map(|entry| [entry[2], entry[1], entry[0]])
    }
}

/// The coding, and how many colour masks the file gives.
fn coding(compression: u32, bits: u32, length: usize) -> Result<(Coding, usize), Error> {
    let os2 = length == 64 || length < 40;
    match (compression, bits) {
        (0, 1 | 2 | 4 | 8 | 16 | 24 | 32) => Ok((Coding::Plain, 0)),
        (1, 8) | (2, 4) => Ok((Coding::Runs, 0)),
        (3, 16 | 32) if !os2 => Ok((Coding::Plain, 3)),
        (6, 16 | 32) => Ok((Coding::Plain, 4)),
        (4, _) if !os2 => Err(Error::unsupported("JPEG inside BMP")),
        (5, _) => Err(Error::unsupported("PNG inside BMP")),
        (0..=6, _) => Err(Error::unsupported(format!("BMP pixels of {bits} bits in coding {compression}"))),
        _ => Err(Error::damaged("its header is broken")),
    }
}

/// Given masks, or the usual ones.
fn masks(file: &[u8], bits: u32, given: usize) -> [u32; 4] {
    if given == 0 {
        return if bits == 16 { [0x7c00, 0x03e0, 0x001f, 0] } else { [0x00ff_0000, 0xff00, 0xff, 0] };
    }
    let mask = |i| if i < given { u32_at(file, FILE_HEADER + 40 + 4 * i).unwrap_or(0) } else { 0 };
    [mask(0), mask(1), mask(2), mask(3)]
}

/// [MS-WMF 2.2.2.5]
fn profile(body: &[u8], file_bytes: usize) -> Option<(Profile, Range<usize>)> {
    let kind = match body.get(56..60).filter(|_| body.len() >= 124)? {
        b"DEBM" => Profile::Embedded,
        b"KNIL" | b"DEKL" => Profile::Linked,
        _ => return None,
    };
    let start = (u32_at(body, 112)? as usize).saturating_add(FILE_HEADER).min(file_bytes);
    let end = start.saturating_add(u32_at(body, 116)? as usize).min(file_bytes);
    Some((kind, start..end))
}
