//! Everything in a JPEG file that decides what it shows, and nothing else.

use super::header::{self, Frame, HuffmanSpec, Quant, ScanHeader};
use super::segments::{EOI, Kind, SOI, SOS, segments};
use crate::error::Error;
use crate::formats::NotExact;
use crate::formats::exif_block::ExifLook;
use crate::pixels::limits::MAX_BLOCK_BYTES;
use std::rc::Rc;

/// More scans than any encoder makes; each costs a pass over the picture.
const MAX_SCANS: usize = 100;

/// What the components mean, as decoders conclude it from JFIF and Adobe segments and component ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    Gray,
    YCbCr,
    Rgb,
    /// Inverted, as Adobe writes it.
    Cmyk,
    /// The same with the first three turned to YCbCr.
    Ycck,
}

/// Huffman tables by destination.
pub type Slots = [Option<Rc<HuffmanSpec>>; 4];

/// One scan with what is in force for it.
pub struct Scan<'a> {
    pub header: ScanHeader,
    pub dc: Slots,
    pub ac: Slots,
    /// MCUs in a restart interval; 0: none.
    pub restart: usize,
    pub data: &'a [u8],
}

/// What a file shows.
pub struct Source<'a> {
    pub frame: Frame,
    pub scans: Vec<Scan<'a>>,
    /// By component.
    pub quants: Vec<Quant>,
    pub model: Model,
    pub icc: Option<Vec<u8>>,
    pub exif: ExifLook,
    /// The end mark is there.
    pub has_end: bool,
}

/// The reason for all that viewers mend in one way or another.
pub fn damaged() -> NotExact {
    NotExact::Redraw("it is damaged".into())
}

#[derive(Default)]
struct Reader<'a> {
    frame: Option<Frame>,
    scans: Vec<Scan<'a>>,
    quants: [Option<Quant>; 4],
    /// By component, as they were at its first scan.
    latched: Vec<Option<Quant>>,
    dc: Slots,
    ac: Slots,
    restart: usize,
    jfif: bool,
    adobe: Option<u8>,
    icc: Vec<Option<&'a [u8]>>,
    exif: Option<ExifLook>,
    has_end: bool,
}

impl<'a> Source<'a> {
    /// Walks the file; nothing is decoded.
    pub fn read(untrusted: &'a [u8]) -> Result<Self, NotExact> {
        let mut reader = Reader::default();
        let mut started = false;
        for segment in segments(untrusted) {
            let payload = untrusted.get(segment.payload.clone()).unwrap_or_default();
            match segment.kind {
                Kind::Marker(SOI) if started => return Err(damaged()),
                Kind::Marker(SOI) => started = true,
                Kind::Marker(EOI) => reader.has_end = true,
                Kind::Marker(marker) => reader.segment(marker, payload, untrusted.len())?,
                Kind::Scan => reader.scans.last_mut().ok_or_else(damaged)?.data = payload,
                Kind::Cut(_) | Kind::Fill | Kind::Junk | Kind::Trailing => {}
            }
        }
        reader.finish()
    }
}

impl<'a> Reader<'a> {
    fn segment(&mut self, marker: u8, payload: &'a [u8], file_size: usize) -> Result<(), NotExact> {
        match marker {
            0xc4 => {
                for (is_ac, slot, spec) in header::huffman_tables(payload).ok_or_else(damaged)? {
                    let slots = if is_ac { &mut self.ac } else { &mut self.dc };
                    slots[slot & 3] = Some(Rc::new(spec));
                }
            }
            0xc8 | 0xcc => {}
            0xc0..=0xcf if self.frame.is_some() => return Err(damaged()),
            // The number of lines comes in a DNL segment behind the picture. [T.81 B.2.5]
            0xc0..=0xc2 if payload.get(1..3) == Some(&[0, 0]) => {
                return Err(NotExact::Redraw("its height comes after its picture".into()));
            }
            0xc0..=0xcf => {
                let frame = header::frame(marker, payload, file_size)?;
                self.latched = vec![None; frame.components.len()];
                self.frame = Some(frame);
            }
            0xdb => {
                for (slot, steps) in header::quant_tables(payload).ok_or_else(damaged)? {
                    self.quants[slot & 3] = Some(steps);
                }
            }
            0xdd => self.restart = usize::from(u16::from_be_bytes(*payload.first_chunk().ok_or_else(damaged)?)),
            SOS => self.scan(payload)?,
            0xe0 => self.jfif |= payload.starts_with(b"JFIF\0") && payload.len() >= 14,
            0xe1 if self.exif.is_none() && payload.starts_with(b"Exif\0") => {
                self.exif = payload.get(6..).map(ExifLook::read);
            }
            0xe2 if payload.starts_with(b"ICC_PROFILE\0") => self.profile_piece(payload),
            0xee if payload.starts_with(b"Adobe") => self.adobe = payload.get(11).copied().or(self.adobe),
            _ => {}
        }
        Ok(())
    }

    fn scan(&mut self, payload: &[u8]) -> Result<(), NotExact> {
        let frame = self.frame.as_ref().ok_or_else(damaged)?;
        let header = header::scan(payload, frame).ok_or_else(damaged)?;
        for part in &header.parts {
            let slot = frame.components.get(part.component).map_or(0, |c| c.quant);
            let now = self.quants.get(slot).copied().flatten().ok_or_else(damaged)?;
            let latched = self.latched.get_mut(part.component).ok_or_else(damaged)?;
            if latched.get_or_insert(now) != &now {
                return Err(NotExact::Redraw("its quantisation tables change between scans".into()));
            }
        }
        if self.scans.len() >= MAX_SCANS {
            return Err(Error::unsupported(format!("more than {MAX_SCANS} scans")).into());
        }
        let (dc, ac) = (self.dc.clone(), self.ac.clone());
        self.scans.push(Scan { header, dc, ac, restart: self.restart, data: &[] });
        Ok(())
    }

    /// [ICC.1 B.4]; pieces are numbered from 1.
    fn profile_piece(&mut self, payload: &'a [u8]) {
        let (Some(&number), Some(&count), Some(piece)) = (payload.get(12), payload.get(13), payload.get(14..)) else {
            return;
        };
        if self.icc.is_empty() {
            self.icc = vec![None; usize::from(count)];
        }
        if let Some(place) = self.icc.get_mut(usize::from(number).wrapping_sub(1)) {
            place.get_or_insert(piece);
        }
    }

    fn finish(self) -> Result<Source<'a>, NotExact> {
        let frame = self.frame.ok_or_else(|| Error::damaged("it has no picture"))?;
        let quants = self.latched.into_iter().collect::<Option<Vec<_>>>().ok_or_else(damaged)?;
        let model = model(&frame, self.jfif, self.adobe)?;
        let icc = match self.icc.into_iter().collect::<Option<Vec<_>>>() {
            Some(pieces) if pieces.is_empty() => None,
            Some(pieces) if pieces.iter().map(|p| p.len()).sum::<usize>() <= MAX_BLOCK_BYTES => Some(pieces.concat()),
            _ => return Err(NotExact::Redraw("its colour profile is broken".into())),
        };
        let exif = self.exif.unwrap_or_default();
        Ok(Source { frame, scans: self.scans, quants, model, icc, exif, has_end: self.has_end })
    }
}

/// As libjpeg concludes, and with it nearly every viewer.
fn model(frame: &Frame, jfif: bool, adobe: Option<u8>) -> Result<Model, NotExact> {
    let ids: Vec<u8> = frame.components.iter().map(|c| c.id).collect();
    match (ids.len(), adobe) {
        (1, _) => Ok(Model::Gray),
        (3, _) if jfif => Ok(Model::YCbCr),
        (3, Some(0)) => Ok(Model::Rgb),
        (3, None) if ids == *b"RGB" => Ok(Model::Rgb),
        (3, _) => Ok(Model::YCbCr),
        (_, Some(0)) => Ok(Model::Cmyk),
        (_, Some(2)) => Ok(Model::Ycck),
        _ => Err(NotExact::Redraw("its inks are not named".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(ids: &[u8]) -> Frame {
        let mut payload = vec![8, 0, 8, 0, 8, ids.len() as u8];
        ids.iter().for_each(|&id| payload.extend([id, 0x11, 0]));
        header::frame(0xc0, &payload, 100).unwrap()
    }

    #[test]
    fn colour_models_are_told_apart() {
        let of = |ids: &[u8], jfif, adobe| model(&frame(ids), jfif, adobe).ok();
        assert_eq!(of(&[1], true, None), Some(Model::Gray));
        assert_eq!(of(&[1, 2, 3], false, None), Some(Model::YCbCr));
        assert_eq!(of(b"RGB", false, None), Some(Model::Rgb));
        assert_eq!(of(&[1, 2, 3], false, Some(0)), Some(Model::Rgb));
        assert_eq!(of(&[1, 2, 3], true, Some(0)), Some(Model::YCbCr));
        assert_eq!(of(&[1, 2, 3, 4], false, Some(2)), Some(Model::Ycck));
        assert_eq!(of(&[1, 2, 3, 4], false, None), None);
    }

    #[test]
    fn files_without_a_picture_fail() {
        assert!(matches!(Source::read(b"\xff\xd8\xff\xd9"), Err(NotExact::Failed(Error::Damaged { .. }))));
    }
}
