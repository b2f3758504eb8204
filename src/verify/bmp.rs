//! BMP: headers, palette, rows, nothing else. [Windows GDI, BITMAPFILEHEADER, BITMAPV5HEADER]

use super::bytes::{all_zero, u16_le, u32_le, whole};
use super::notes::{Facts, Frame, Notes};
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::limits::check_size;
use crate::pixels::{Channels, Image, Samples};

/// Goes through the whole file.
pub fn walk(file: &[u8], notes: &mut Notes) -> Result<Facts, Error> {
    let header = Header::read(file)?;
    header.note_fields(file, notes)?;
    let after_header = header.palette_at + header.palette.len() * 4;
    let gap = whole(file.get(after_header..header.pixels_at), "the header")?.len();
    notes.expect(gap == 0, Kind::Unknown, "gap between header and pixels", gap);
    let stride = (header.width as usize * header.bits).div_ceil(32) * 4;
    let end = whole(stride.checked_mul(header.height as usize), "the size")?.checked_add(header.pixels_at);
    let pixels = whole(end.and_then(|end| file.get(header.pixels_at..end)), "the pixels")?;
    let trailing = file.len() - header.pixels_at - pixels.len();
    notes.expect(trailing == 0, Kind::TrailingData, "after the pixels", trailing);
    let image = header.rows(pixels, stride, notes)?;
    if let Some(image) = image {
        notes.show(Frame { page: 0, x: 0, y: 0, image, block: (1, 1), palette: false });
    }
    Ok(Facts { format: "bmp", width: header.width, height: header.height, pages: 1, ..Facts::default() })
}

struct Header<'a> {
    size: usize,
    width: u32,
    height: u32,
    /// The first row in the file is the top one.
    top_down: bool,
    bits: usize,
    compression: u32,
    /// Bits of red, green, blue, alpha in a pixel.
    masks: [u32; 4],
    palette_at: usize,
    /// Blue, green, red, reserved.
    palette: &'a [[u8; 4]],
    pixels_at: usize,
}

impl<'a> Header<'a> {
    fn read(file: &'a [u8]) -> Result<Self, Error> {
        let number = |at| whole(u32_le(file, at), "the header");
        let size = number(14)? as usize;
        if !matches!(size, 40 | 52 | 56 | 108 | 124) {
            return Err(Error::unsupported("a BMP header of an old kind"));
        }
        let width = number(18)?;
        let height = number(22)? as i32;
        let bits = whole(u16_le(file, 28), "the header")?;
        let compression = number(30)?;
        check_size(width, height.unsigned_abs(), file.len())?;
        let plain = matches!((compression, bits), (0, 1 | 4 | 8 | 16 | 24 | 32) | (3 | 6, 16 | 32));
        if !plain {
            return Err(Error::unsupported(format!("BMP compression {compression} with {bits} bits")));
        }
        // Behind a short header the masks stand apart.
        let apart = match (size, compression) {
            (40, 3) => 12,
            (40, 6) => 16,
            _ => 0,
        };
        let mut masks = match bits {
            16 => [0x7C00, 0x03E0, 0x001F, 0],
            _ => [0x00FF_0000, 0xFF00, 0xFF, 0],
        };
        if compression != 0 {
            let count = if size >= 56 || apart == 16 { 4 } else { 3 };
            for (mask, at) in masks.iter_mut().zip((54..).step_by(4)).take(count) {
                *mask = number(at)?;
            }
        }
        let said = number(46)? as usize;
        let count = if bits <= 8 && said == 0 { 1 << bits } else { said };
        if count > 256 {
            return Err(Error::damaged("the palette is too long"));
        }
        let palette_at = 14 + size + apart;
        let palette = whole(file.get(palette_at..palette_at + 4 * count), "the palette")?.as_chunks().0;
        let pixels_at = number(10)? as usize;
        let (top_down, height) = (height < 0, height.unsigned_abs());
        Ok(Self { size, width, height, top_down, bits, compression, masks, palette_at, palette, pixels_at })
    }

    /// Fields that could say something else than what they are for.
    fn note_fields(&self, file: &[u8], notes: &mut Notes) -> Result<(), Error> {
        let number = |at| whole(u32_le(file, at), "the header");
        let mut expect = |fine, place| notes.expect(fine, Kind::Unknown, place, 4);
        expect(number(2)? as usize == file.len(), "file size that is not the file's");
        expect(number(6)? == 0, "reserved fields");
        expect(u16_le(file, 26) == Some(1), "number of planes");
        let rows = file.len().saturating_sub(self.pixels_at);
        expect(matches!(number(34)? as usize, size if size == 0 || size == rows), "size of the pixels");
        expect(number(50)? as usize <= self.palette.len(), "number of important colours");
        expect(self.bits <= 8 || self.palette.is_empty(), "palette of a picture that needs none");
        if self.size >= 108 {
            let space = file.get(70..74).unwrap_or_default();
            // Calibrated, sRGB, or the system's. [BITMAPV5HEADER, bV5CSType]
            let calibrated = all_zero(space);
            expect(calibrated || matches!(space, b"BGRs" | b" niW"), "colour space");
            let endpoints = file.get(74..122).unwrap_or_default();
            expect(calibrated || all_zero(endpoints), "colours of a space that has its own");
        }
        if self.size >= 124 {
            expect(number(122)? <= 8, "rendering intent");
            expect(all_zero(file.get(126..134).unwrap_or_default()), "profile");
            expect(number(134)? == 0, "reserved field");
        }
        if self.size >= 52 && self.compression == 0 {
            let masks = file.get(54..14 + self.size.min(56)).unwrap_or_default().as_chunks().0;
            let idle = masks
                .iter()
                .zip(self.masks)
                .all(|(said, mask)| matches!(u32::from_le_bytes(*said), m if m == 0 || m == mask || m == 0xFF00_0000));
            expect(idle, "masks of a picture that needs none");
        }
        Ok(())
    }

    /// Looks at every row; returns the picture where it is asked for.
    fn rows(&self, pixels: &[u8], stride: usize, notes: &mut Notes) -> Result<Option<Image>, Error> {
        let width = self.width as usize;
        let used_bits = width * self.bits;
        let mut canvas = vec![[0_u8; 4]; if notes.wants_page(0) { width * self.height as usize } else { 0 }];
        let mut used = [false; 256];
        let (mut padding, mut fourth) = (0, [0_usize; 2]);
        let unmasked = !self.masks.iter().fold(0, |all, mask| all | mask);
        for (y, row) in pixels.chunks_exact(stride).enumerate() {
            let (line, rest) = row.split_at(used_bits.div_ceil(8).min(row.len()));
            padding += usize::from(!all_zero(rest));
            if !used_bits.is_multiple_of(8) {
                padding += usize::from(line.last().is_some_and(|last| last & (0xFF >> (used_bits % 8)) != 0));
            }
            let y = if self.top_down { y } else { self.height as usize - 1 - y };
            if self.bits == 24 && canvas.is_empty() {
                continue;
            }
            for x in 0..width {
                let pixel = match self.bits {
                    bits @ (1 | 4 | 8) => {
                        let byte = line.get(x * bits / 8).copied().unwrap_or(0);
                        let index = usize::from(byte << (x * bits % 8) >> (8 - bits));
                        used[index] = true;
                        let [b, g, r, _] = *whole(self.palette.get(index), "the palette")?;
                        [r, g, b, 255]
                    }
                    24 => match line.get(3 * x..3 * x + 3) {
                        Some(&[b, g, r]) => [r, g, b, 255],
                        _ => [0; 4],
                    },
                    bits => {
                        let value = if bits == 16 {
                            whole(u16_le(line, 2 * x), "the pixels")? as u32
                        } else {
                            whole(u32_le(line, 4 * x), "the pixels")?
                        };
                        let idle = value & unmasked & if bits == 16 { 0xFFFF } else { u32::MAX };
                        if idle != 0 {
                            fourth[usize::from(bits == 32 && idle == unmasked)] += 1;
                        }
                        self.masks.map(|mask| scaled(value, mask))
                    }
                };
                if let Some(to) = canvas.get_mut(y * width + x) {
                    *to = pixel;
                    if self.masks[3] == 0 {
                        to[3] = 255;
                    }
                }
            }
        }
        notes.expect(padding == 0, Kind::Unknown, "padding of the rows", padding);
        let constant = fourth[0] == 0 && (fourth[1] == 0 || fourth[1] == width * self.height as usize);
        notes.expect(constant, Kind::Unknown, "bits of the pixels that no colour uses", fourth[0] + fourth[1]);
        let mut idle = 0;
        let mut reserved = 0;
        // The even ramp of grays from black to white says nothing.
        let steps = self.palette.len().saturating_sub(1).max(1);
        for (at, (&[b, g, r, extra], used)) in self.palette.iter().zip(used).enumerate() {
            let gray = (at * 255 / steps) as u8;
            idle += usize::from(!used && !all_zero(&[b, g, r]) && [b, g, r] != [gray; 3]);
            reserved += usize::from(extra != 0);
        }
        notes.expect(idle == 0, Kind::Unknown, "palette entries that no pixel uses", 3 * idle);
        notes.expect(reserved == 0, Kind::Unknown, "reserved bytes of the palette", reserved);
        Ok(Image::new(self.width, self.height, Channels::Rgba, Samples::U8(canvas.into_flattened())))
    }
}

/// The bits under a mask, as 0..=255.
fn scaled(value: u32, mask: u32) -> u8 {
    if mask == 0 {
        return 0;
    }
    let shift = mask.trailing_zeros();
    let most = u64::from(mask >> shift);
    (u64::from((value & mask) >> shift) * 255 / most) as u8
}
