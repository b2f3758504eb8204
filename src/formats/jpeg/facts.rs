//! What a JPEG's segments say about how its picture is coded and shown.

use super::header::{self, Frame};
use super::segments::{EOI, Kind, SOS, Segment, segments};
use crate::error::Error;
use crate::formats::exif_block::ExifLook;
use crate::pixels::{Colour, limits};

/// More scans than any encoder makes.
const MAX_SCANS: usize = 100;
/// Blocks of pictures that are worth a look before memory is taken for them.
const LARGE: u64 = 1 << 17;

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
    if read.leaves_height_open() {
        return Facts::read(untrusted).map(|facts| (facts.frame, facts.look));
    }
    Ok((read.checked_frame(untrusted)?, read.look()))
}

impl<'a> Facts<'a> {
    /// Reads the whole file; the size is under the limits.
    pub fn read(untrusted: &'a [u8]) -> Result<Self, Error> {
        let read = Segments::read(untrusted, segments(untrusted));
        let frame = read.checked_frame(untrusted)?;
        let coding = read.coding(&frame)?;
        read.check_scans(&frame)?;
        let look = read.look();
        let colour = read.profile().map_or(Colour::Srgb, Colour::Icc);
        Ok(Self { frame, coding, look, colour, needed: read.needed, file: untrusted, ended: read.ended })
    }
}

/// Segments, sorted by what they are for.
#[derive(Default)]
struct Segments<'a> {
    /// Marker and payload of the frame header.
    frame: Option<(u8, &'a [u8])>,
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
                self.frame = Some((marker, payload));
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

    fn leaves_height_open(&self) -> bool {
        self.frame.is_some_and(|(_, payload)| payload.get(1..3) == Some(&[0, 0]))
    }

    fn checked_frame(&self, file: &[u8]) -> Result<Frame, Error> {
        let (marker, payload) = self.frame.ok_or_else(|| Error::damaged("it has no frame header"))?;
        let mut payload = payload.to_vec();
        if self.leaves_height_open()
            && let (Some(lines), Some(height)) = (self.lines, payload.get_mut(1..3))
        {
            height.copy_from_slice(&lines.to_be_bytes());
        }
        header::frame(marker, &payload, file.len())
    }

    /// Refuses files whose scans cannot hold the picture, or are so many that each pixel would be visited a thousand times.
    fn check_scans(&self, frame: &Frame) -> Result<(), Error> {
        let scans = self.needed.iter().filter(|segment| segment.kind == Kind::Scan);
        let bits = scans.clone().map(|scan| 8 * scan.payload.len() as u64).sum::<u64>();
        // Each block takes at least one bit.
        let blocks = u64::from(frame.width) * u64::from(frame.height) / 64;
        if bits == 0 || (blocks > LARGE && bits < blocks) {
            return Err(Error::damaged("almost nothing of its picture is there"));
        }
        if scans.count() > MAX_SCANS {
            return Err(Error::unsupported(format!("more than {MAX_SCANS} scans")));
        }
        Ok(())
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
    fn profile(&self) -> Option<Vec<u8>> {
        let mut chunks = self.icc.clone();
        chunks.sort_by_key(|(number, _)| *number);
        chunks.dedup_by_key(|(number, _)| *number);
        let length: usize = chunks.iter().map(|(_, data)| data.len()).sum();
        (1..=limits::MAX_BLOCK_BYTES)
            .contains(&length)
            .then(|| chunks.iter().flat_map(|(_, data)| *data).copied().collect())
    }
}
