//! What a JPEG's segments say about how its picture is coded and shown.

use super::segments::{EOI, Kind, SOS, Segment, segments};
use crate::error::Error;
use crate::formats::exif_block::ExifLook;
use crate::pixels::{Colour, limits};

/// One component of a frame. [T.81 B.2.2]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Component {
    pub id: u8,
    /// Sampling factors.
    pub horizontal: u8,
    pub vertical: u8,
}

/// What the frame header says, with the height of a DNL segment where the header leaves it open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    pub width: u16,
    pub height: u16,
    pub components: Vec<Component>,
}

impl Frame {
    /// The largest sampling factors.
    pub fn largest(&self) -> (u8, u8) {
        let largest = |factor: fn(&Component) -> u8| self.components.iter().map(factor).max().unwrap_or(1);
        (largest(|c| c.horizontal), largest(|c| c.vertical))
    }

    /// Width and height of an MCU in pixels; a lone component has single blocks. [T.81 A.2]
    pub fn mcu(&self) -> (u32, u32) {
        let (h, v) = if self.components.len() == 1 { (1, 1) } else { self.largest() };
        (u32::from(h) * 8, u32::from(v) * 8)
    }

    /// Whether every component has a sample for each pixel.
    pub fn full_chroma(&self) -> bool {
        let first = self.components.first().map(|c| (c.horizontal, c.vertical));
        self.components.iter().all(|c| Some((c.horizontal, c.vertical)) == first)
    }
}

/// How the samples of the components become colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Gray,
    Rgb,
    YCbCr,
    /// `inverted`: 255 = no ink, as Adobe writes it.
    Cmyk {
        inverted: bool,
    },
    Ycck {
        inverted: bool,
    },
}

/// Everything that has to do with the look.
#[derive(Debug)]
pub struct Facts<'a> {
    pub frame: Frame,
    pub coding: Coding,
    pub look: ExifLook,
    pub colour: Colour,
    /// What a decoder needs, without anything else: tables, frame header, scans. Each piece is whole.
    pub needed: Vec<Segment>,
    pub file: &'a [u8],
    /// The file ends with an EOI marker.
    pub ended: bool,
}

/// The frame and the Exif look, from the segments before the first scan.
pub fn head(untrusted: &[u8]) -> Result<(Frame, ExifLook), Error> {
    let open = |segment: &Segment| segment.kind != Kind::Marker(SOS);
    let read = Segments::read(untrusted, segments(untrusted).take_while(open));
    match &read.frame {
        Some(Ok(frame)) if frame.height == 0 => Facts::read(untrusted).map(|facts| (facts.frame, facts.look)),
        _ => Ok((read.checked_frame(untrusted)?, read.look())),
    }
}

impl<'a> Facts<'a> {
    /// Reads the whole file; the size is under the limits.
    pub fn read(untrusted: &'a [u8]) -> Result<Self, Error> {
        let read = Segments::read(untrusted, segments(untrusted));
        let frame = read.checked_frame(untrusted)?;
        let coding = read.coding(&frame)?;
        if !read.needed.iter().any(|segment| segment.kind == Kind::Scan && !segment.payload.is_empty()) {
            return Err(Error::damaged("it ends before its picture begins"));
        }
        let look = read.look();
        let colour = read.profile(&frame).map_or_else(|| look.colour(), Colour::Icc);
        Ok(Self { frame, coding, look, colour, needed: read.needed, file: untrusted, ended: read.ended })
    }
}

/// Segments, sorted by what they are for.
#[derive(Default)]
struct Segments<'a> {
    frame: Option<Result<Frame, Error>>,
    /// Number of lines from a DNL segment. [T.81 B.2.5]
    lines: Option<u16>,
    jfif: bool,
    /// The transform of an Adobe segment. [T.872 6.5.3]
    adobe: Option<u8>,
    exif: Option<&'a [u8]>,
    icc: Vec<(u8, &'a [u8])>,
    needed: Vec<Segment>,
    ended: bool,
}

impl<'a> Segments<'a> {
    fn read(file: &'a [u8], segments: impl Iterator<Item = Segment>) -> Self {
        let mut read = Self::default();
        for segment in segments {
            match segment.kind {
                Kind::Marker(marker) => read.marker(file, marker, segment),
                Kind::Scan => read.needed.push(segment),
                Kind::Cut(_) | Kind::Fill | Kind::Junk | Kind::Trailing => {}
            }
        }
        read
    }

    fn marker(&mut self, file: &'a [u8], marker: u8, segment: Segment) {
        let payload = file.get(segment.payload.clone()).unwrap_or_default();
        match marker {
            // DHT, DQT, DRI, SOS
            0xc4 | 0xdb | 0xdd | SOS => self.needed.push(segment),
            0xc0..=0xcf if self.frame.is_none() => {
                self.frame = Some(frame(marker, payload));
                self.needed.push(segment);
            }
            0xdc => self.lines = self.lines.or(payload.first_chunk().map(|b| u16::from_be_bytes(*b))),
            EOI => self.ended = true,
            0xe0 if payload.starts_with(b"JFIF\0") => self.jfif = true,
            // Motion JPEG leaves the usual Huffman tables out.
            0xe0 if payload.starts_with(b"AVI1") => self.needed.push(segment),
            0xe1 if self.exif.is_none() => self.exif = payload.strip_prefix(b"Exif\0").and_then(|rest| rest.get(1..)),
            0xe2 => {
                if let Some(([number, _], data)) =
                    payload.strip_prefix(b"ICC_PROFILE\0").and_then(<[u8]>::split_first_chunk)
                {
                    self.icc.push((*number, data));
                }
            }
            0xee if payload.starts_with(b"Adobe") => self.adobe = payload.get(11).copied(),
            _ => {}
        }
    }

    fn look(&self) -> ExifLook {
        self.exif.map(ExifLook::read).unwrap_or_default()
    }

    fn checked_frame(&self, file: &[u8]) -> Result<Frame, Error> {
        let mut frame = self.frame.clone().unwrap_or_else(|| Err(Error::damaged("it has no frame header")))?;
        if frame.height == 0 {
            frame.height = self.lines.unwrap_or(0);
        }
        limits::check_size(frame.width.into(), frame.height.into(), file.len())?;
        Ok(frame)
    }

    /// As the common library decides. [libjpeg, default_decompress_parms]
    fn coding(&self, frame: &Frame) -> Result<Coding, Error> {
        let ids: Vec<u8> = frame.components.iter().map(|c| c.id).collect();
        let inverted = self.adobe.is_some();
        Ok(match (frame.components.len(), self.adobe) {
            (1, _) => Coding::Gray,
            (3, _) if self.jfif => Coding::YCbCr,
            (3, Some(0)) => Coding::Rgb,
            (3, None) if ids == *b"RGB" => Coding::Rgb,
            (3, _) => Coding::YCbCr,
            (4, Some(2)) => Coding::Ycck { inverted },
            (4, _) => Coding::Cmyk { inverted },
            (n, _) => return Err(Error::unsupported(format!("{n} colour components"))),
        })
    }

    /// The ICC profile, its chunks in the order of their numbers. [ICC.1 B.4]
    fn profile(&self, frame: &Frame) -> Option<Vec<u8>> {
        let mut chunks = self.icc.clone();
        chunks.sort_by_key(|(number, _)| *number);
        chunks.dedup_by_key(|(number, _)| *number);
        let length: usize = chunks.iter().map(|(_, data)| data.len()).sum();
        let fits = length > 0 && length <= limits::MAX_BLOCK_BYTES && !frame.components.is_empty();
        fits.then(|| chunks.iter().flat_map(|(_, data)| data.iter().copied()).collect())
    }
}

/// Reads a frame header; processes that are not handled are named.
fn frame(marker: u8, payload: &[u8]) -> Result<Frame, Error> {
    match marker {
        0xc0..=0xc2 => {}
        0xc3 => return Err(Error::unsupported("lossless JPEG coding")),
        0xc9 | 0xca => return Err(Error::unsupported("arithmetic coding")),
        _ => return Err(Error::unsupported("hierarchical or another rare JPEG coding")),
    }
    let broken = || Error::damaged("its frame header is broken");
    let (&[precision, y1, y0, x1, x0, count], rest) = payload.split_first_chunk().ok_or_else(broken)?;
    if precision != 8 {
        return Err(Error::unsupported(format!("{precision} bits a sample")));
    }
    let (specifications, _) = rest.as_chunks::<3>();
    let specifications = specifications.get(..count.into()).ok_or_else(broken)?;
    let components: Vec<Component> = specifications
        .iter()
        .map(|&[id, factors, _]| Component { id, horizontal: factors >> 4, vertical: factors & 15 })
        .collect();
    if components.iter().any(|c| !(1..=4).contains(&c.horizontal) || !(1..=4).contains(&c.vertical)) {
        return Err(broken());
    }
    Ok(Frame { width: u16::from_be_bytes([x1, x0]), height: u16::from_be_bytes([y1, y0]), components })
}
