//! What IHDR says. [PNG3 11.2.1]

use super::chunks::u32_at;
use crate::error::Error;

/// How a pixel is coded. [PNG3 table 11.1]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColourType {
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}

impl ColourType {
    /// Samples a pixel.
    pub fn samples(self) -> usize {
        match self {
            Self::Gray | Self::Palette => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// Size and coding of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    pub width: u32,
    pub height: u32,
    /// Bits a sample.
    pub depth: u8,
    pub colour_type: ColourType,
    pub interlaced: bool,
}

impl Header {
    pub fn read(body: &[u8]) -> Result<Self, Error> {
        let broken = || Error::damaged("its header is broken");
        let (width, height) = u32_at(body, 0).zip(u32_at(body, 4)).ok_or_else(broken)?;
        let Some(&[depth, colour_type, 0, 0, interlace @ 0..=1]) = body.get(8..13) else { return Err(broken()) };
        let colour_type = match (colour_type, depth) {
            (0, 1 | 2 | 4 | 8 | 16) => ColourType::Gray,
            (2, 8 | 16) => ColourType::Rgb,
            (3, 1 | 2 | 4 | 8) => ColourType::Palette,
            (4, 8 | 16) => ColourType::GrayAlpha,
            (6, 8 | 16) => ColourType::Rgba,
            _ => return Err(broken()),
        };
        Ok(Self { width, height, depth, colour_type, interlaced: interlace == 1 })
    }

    /// The body of IHDR.
    pub fn write(&self) -> [u8; 13] {
        let [w0, w1, w2, w3] = self.width.to_be_bytes();
        let [h0, h1, h2, h3] = self.height.to_be_bytes();
        [w0, w1, w2, w3, h0, h1, h2, h3, self.depth, self.colour_type as u8, 0, 0, u8::from(self.interlaced)]
    }

    /// Bits a pixel.
    pub fn pixel_bits(&self) -> usize {
        self.colour_type.samples() * usize::from(self.depth)
    }

    /// Bytes of a row of `width` pixels, without its filter type.
    pub fn row_bytes(&self, width: u32) -> usize {
        (width as usize * self.pixel_bits()).div_ceil(8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_as_they_are_written() {
        let header = Header { width: 7, height: 300, depth: 4, colour_type: ColourType::Palette, interlaced: true };
        assert_eq!(Header::read(&header.write()), Ok(header));
        assert_eq!(header.row_bytes(7), 4);
    }

    #[test]
    fn odd_headers_are_damaged() {
        let good = Header { width: 7, height: 3, depth: 8, colour_type: ColourType::Rgb, interlaced: false }.write();
        for (at, value) in [(8, 4), (9, 1), (10, 1), (11, 1), (12, 2)] {
            let mut bad = good;
            bad[at] = value;
            assert!(Header::read(&bad).is_err(), "byte {at}");
        }
        assert!(Header::read(&good[..12]).is_err());
    }
}
