//! What the coded pixels hold that is never shown: unused palette entries, padding bits, colours under full transparency,
//! rows below the last one, bytes behind the stream.

use super::file::{File, Frame};
use super::header::{ColourType, Header};
use super::rows::{self, Row, padding, unpack};

/// Findings in all frames that are shown.
pub struct Survey {
    /// Which indexes occur.
    pub used: [bool; 256],
    /// The same, in the order in which they occur first.
    pub order: Vec<u8>,
    /// The padding bits of some row are not zero.
    pub padding: bool,
    /// Fully transparent pixels keep more than one colour.
    pub colours_hidden: bool,
    /// The transparent colour of tRNS occurs.
    pub key_met: bool,
    /// All rows of all frames came.
    pub whole: bool,
    /// Bytes below the last rows.
    pub more: usize,
    /// Bytes behind the compressed streams.
    pub behind: usize,
    /// The one colour, as coded, of the fully transparent pixels.
    transparent: Option<Vec<u8>>,
}

impl Survey {
    /// Goes through all coded data.
    pub fn of(file: &File<'_>) -> Self {
        let mut survey = Self {
            used: [false; 256],
            order: Vec::new(),
            padding: false,
            colours_hidden: false,
            key_met: false,
            whole: true,
            more: 0,
            behind: 0,
            transparent: None,
        };
        let key = file.key.as_deref().map(|key| coded_key(key, &file.header));
        file.frames.iter().for_each(|frame| survey.frame(frame, &file.header, key.as_deref()));
        survey
    }

    fn frame(&mut self, frame: &Frame<'_>, header: &Header, key: Option<&[u8]>) {
        let end = rows::walk(&frame.pieces, header, (frame.width, frame.height), |row| self.row(&row, header, key));
        self.whole &= end.whole;
        self.more += end.more;
        self.behind += end.behind;
    }

    fn row(&mut self, row: &Row<'_>, header: &Header, key: Option<&[u8]>) {
        let (depth, width) = (header.depth, row.pass.width);
        self.padding |= padding(row.plain, header.pixel_bits(), width) != 0;
        match header.colour_type {
            ColourType::Palette if depth == 8 => row.plain.iter().for_each(|&index| self.index(index)),
            ColourType::Palette => unpack(row.plain, depth, width).for_each(|index| self.index(index)),
            ColourType::Gray | ColourType::Rgb => {
                if let Some(key) = key.filter(|_| !self.key_met) {
                    self.key_met = if depth < 8 {
                        unpack(row.plain, depth, width).any(|value| key == [value])
                    } else {
                        row.plain.chunks_exact(key.len()).any(|pixel| pixel == key)
                    };
                }
            }
            ColourType::GrayAlpha => self.transparency(row.plain, 1, usize::from(depth / 8)),
            ColourType::Rgba => self.transparency(row.plain, 3, usize::from(depth / 8)),
        }
    }

    #[inline(always)]
    fn index(&mut self, index: u8) {
        if !std::mem::replace(&mut self.used[usize::from(index)], true) {
            self.order.push(index);
        }
    }

    fn transparency(&mut self, row: &[u8], colours: usize, sample_bytes: usize) {
        for pixel in row.chunks_exact((colours + 1) * sample_bytes) {
            let (colour, alpha) = pixel.split_at(colours * sample_bytes);
            if alpha.iter().all(|&byte| byte == 0) {
                let first = self.transparent.get_or_insert_with(|| colour.to_vec());
                self.colours_hidden |= first != colour;
            }
        }
    }
}

/// The transparent colour as it stands in a row; samples below 8 bits as one byte.
fn coded_key(key: &[u16], header: &Header) -> Vec<u8> {
    let skip = if header.depth == 16 { 0 } else { 1 };
    key.iter().flat_map(|value| value.to_be_bytes().into_iter().skip(skip)).collect()
}
