//! JPEG, marker by marker and bit by bit. [ITU-T T.81 | ISO 10918-1 B]

mod bits;
mod overflow;
mod rim;
mod scan;
mod steps;

use super::bytes::{u16_be, whole};
use super::look::{Look, of_blocks};
use super::notes::{Facts, Notes, Wants};
use super::{icc, notes};
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::{Channels, Image, Samples};
use bits::Table;
use scan::{Frame, Scan, Tables};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// Pictures up to this many pixels are decoded for their look; larger ones are judged by their DC coefficients.
const SMALL: u64 = 1_000_000;

/// Goes through the whole file.
pub fn walk(file: &[u8], notes: &mut Notes) -> Result<Facts, Error> {
    let mut walk = Walk { file, ..Walk::default() };
    walk.segments(notes)?;
    let frame = walk.frame.take().filter(Frame::complete);
    let frame = whole(frame, "the picture")?;
    walk.unused(notes);
    steps::judge(&walk.quantisers, &frame, notes);
    rim::judge(&walk.quantisers, &frame, notes);
    overflow::judge(&walk.quantisers, &frame, notes);
    let mut facts = Facts { format: "jpeg", width: frame.width, height: frame.height, pages: 1, ..Facts::default() };
    let steps = frame.components.iter().filter_map(|c| Some(*walk.quantisers.get(c.quantiser)?.as_ref()?.first()?));
    facts.coarseness = f32::from(steps.max().unwrap_or(1)) / 16.0;
    let small = u64::from(frame.width) * u64::from(frame.height) <= SMALL || frame.components.len() == 4;
    match notes.wants {
        Wants::Nothing => {}
        Wants::Look if !small => facts.look = walk.look(&frame),
        Wants::Look | Wants::Pixels => {
            let (h, v) = frame.densest();
            let image = walk.pixels()?;
            notes.show(notes::Frame { page: 0, x: 0, y: 0, image, block: (8 * h, 8 * v), palette: false });
        }
    }
    Ok(facts)
}

/// What was met so far.
#[derive(Default)]
struct Walk<'a> {
    file: &'a [u8],
    frame: Option<Frame>,
    /// Quantisation steps in zigzag order.
    quantisers: [Option<Vec<u16>>; 4],
    quantiser_used: [bool; 4],
    dc: Tables,
    ac: Tables,
    /// DC tables first, then AC tables: defined, and not used since.
    idle: [bool; 8],
    restart: Option<usize>,
    jfif: bool,
    /// The colour transform that Adobe's segment names.
    adobe: Option<u8>,
    profile: Vec<u8>,
    /// Pieces of the profile that came, and that are to come.
    pieces: (u8, u8),
}

impl Walk<'_> {
    fn segments(&mut self, notes: &mut Notes) -> Result<(), Error> {
        let mut at = 2; // SOI
        loop {
            let marker_at = self.marker(at, notes)?;
            let marker = whole(self.file.get(marker_at + 1), "the file")?;
            at = marker_at + 2;
            if *marker == 0xD9 {
                let trailing = self.file.len() - at;
                notes.expect(trailing == 0, Kind::TrailingData, "after EOI", trailing);
                return Ok(());
            }
            if matches!(marker, 0xD0..=0xD8 | 0x01) {
                notes.found(Kind::Unknown, format!("stray marker FF{marker:02X}"), 2);
                continue;
            }
            let length = whole(u16_be(self.file, at), "a segment")?;
            let payload = length.checked_sub(2).and_then(|size| self.file.get(at + 2..at + 2 + size));
            let payload = whole(payload, "a segment")?;
            at += length;
            at = self.segment(*marker, payload, at, notes)?;
        }
    }

    /// Where the next marker begins, at `at` if nothing odd lies before it.
    fn marker(&self, at: usize, notes: &mut Notes) -> Result<usize, Error> {
        let rest = self.file.get(at..).unwrap_or_default();
        let begins = |pair: &[u8]| matches!(pair, [0xFF, marker] if *marker != 0 && *marker != 0xFF);
        let skipped = whole(rest.windows(2).position(begins), "the end mark")?;
        notes.expect(skipped == 0, Kind::Unknown, "bytes between segments", skipped);
        Ok(at + skipped)
    }

    /// Reads one segment; returns where the walk goes on.
    fn segment(&mut self, marker: u8, payload: &[u8], next: usize, notes: &mut Notes) -> Result<usize, Error> {
        match marker {
            0xE0 if !self.jfif && is_jfif(payload) => self.jfif = true,
            0xE2 if payload.starts_with(b"ICC_PROFILE\0") => self.profile_piece(payload, notes),
            0xEE if self.adobe.is_none() && is_adobe(payload) => self.adobe = payload.last().copied(),
            0xDB => self.quantisation_tables(payload, notes)?,
            0xC4 => self.huffman_tables(payload, notes)?,
            0xC0..=0xC2 if self.frame.is_none() => {
                self.frame = Some(Frame::read(payload, marker == 0xC2, self.file.len())?);
            }
            0xC0..=0xC2 => return Err(Error::damaged("a second frame header")),
            0xC3..=0xCF => return Err(Error::unsupported(format!("the coding of JPEG marker FF{marker:02X}"))),
            0xDD => {
                let interval = whole(u16_be(payload, 0), "the restart interval")?;
                notes.expect(payload.len() == 2, Kind::Unknown, "DRI", payload.len());
                notes.expect(self.restart.is_none(), Kind::Unknown, "a second DRI", payload.len());
                self.restart = Some(interval);
            }
            0xDA => return self.scan(payload, next, notes),
            _ => note_segment(marker, payload, notes),
        }
        Ok(next)
    }

    fn scan(&mut self, payload: &[u8], next: usize, notes: &mut Notes) -> Result<usize, Error> {
        let frame = whole(self.frame.as_mut(), "the frame header")?;
        let scan = Scan::read(payload, frame, notes)?;
        let (uses_dc, uses_ac) = scan.tables_used(frame);
        for &(component, dc, ac) in &scan.parts {
            let quantiser = frame.components.get(component).map_or(0, |c| c.quantiser);
            if let Some(used) = self.quantiser_used.get_mut(quantiser) {
                *used = true;
            }
            for (slot, used) in [(dc, uses_dc), (4 + ac, uses_ac)] {
                if let Some(idle) = self.idle.get_mut(slot) {
                    *idle &= !used;
                }
            }
        }
        let large = overflow::large_size(&self.quantisers);
        for table in self.ac.iter_mut().flatten().filter(|_| !frame.progressive) {
            table.with_leaps(large);
        }
        scan.walk(self.file, next, self.restart.unwrap_or(0), frame, (&self.dc, &self.ac), notes)
    }

    fn quantisation_tables(&mut self, mut payload: &[u8], notes: &mut Notes) -> Result<(), Error> {
        while let Some((&head, rest)) = payload.split_first() {
            let wide = head >> 4 != 0;
            let (table, rest) = whole(rest.split_at_checked(if wide { 128 } else { 64 }), "a quantisation table")?;
            let slot = whole(self.quantisers.get_mut(usize::from(head & 15)), "a quantisation table")?;
            let steps = if wide {
                table.as_chunks().0.iter().map(|&pair| u16::from_be_bytes(pair)).collect()
            } else {
                table.iter().map(|&step| u16::from(step)).collect()
            };
            let first = slot.replace(steps).is_none();
            notes.expect(first, Kind::Unknown, "DQT table that another one replaces", table.len());
            payload = rest;
        }
        Ok(())
    }

    fn huffman_tables(&mut self, mut payload: &[u8], notes: &mut Notes) -> Result<(), Error> {
        while let Some((&head, rest)) = payload.split_first() {
            let (counts, rest) = whole(rest.split_first_chunk::<16>(), "a Huffman table")?;
            let size = counts.iter().map(|&count| usize::from(count)).sum();
            let (symbols, rest) = whole(rest.split_at_checked(size), "a Huffman table")?;
            let (class, slot) = (usize::from(head >> 4), usize::from(head & 15));
            let tables = match class {
                0 => &mut self.dc,
                1 => &mut self.ac,
                _ => return Err(Error::damaged("a Huffman table of an unknown class")),
            };
            let place = whole(tables.get_mut(slot), "a Huffman table")?;
            *place = Table::new(counts, symbols);
            notes.expect(place.is_some(), Kind::Unknown, "DHT table that is none", size + 17);
            if let Some(idle) = self.idle.get_mut(4 * class + slot) {
                notes.expect(!*idle, Kind::Unknown, "DHT table that another one replaces", size + 17);
                *idle = true;
            }
            payload = rest;
        }
        Ok(())
    }

    /// A colour profile comes in numbered pieces. [ICC.1 B.4]
    fn profile_piece(&mut self, payload: &[u8], notes: &mut Notes) {
        let (Some(&number), Some(&count)) = (payload.get(12), payload.get(13)) else {
            return notes.found(Kind::Profile, "APP2 ICC", payload.len());
        };
        let (before, of) = self.pieces;
        let in_order = u16::from(number) == u16::from(before) + 1 && number <= count && (before == 0 || count == of);
        notes.expect(in_order, Kind::Profile, "APP2 ICC piece out of order", payload.len());
        self.pieces = (number, count);
        self.profile.extend_from_slice(payload.get(14..).unwrap_or_default());
    }

    /// Notes tables and pieces that nothing used.
    fn unused(&self, notes: &mut Notes) {
        for (table, used) in self.quantisers.iter().zip(self.quantiser_used) {
            notes.expect(table.is_none() || used, Kind::Unknown, "DQT table that nothing uses", 64);
        }
        for idle in self.idle {
            notes.expect(!idle, Kind::Unknown, "DHT table that nothing uses", 17);
        }
        if self.pieces.0 > 0 {
            let whole = self.pieces.0 == self.pieces.1 && icc::is_plain(&self.profile);
            notes.expect(whole, Kind::Profile, "APP2 ICC", self.profile.len());
        }
    }

    /// Whether three components are red, green and blue.
    fn is_rgb(&self, frame: &Frame) -> bool {
        match self.adobe {
            Some(transform) => transform == 0,
            None => !self.jfif && frame.components.iter().map(|c| c.id).eq(*b"RGB"),
        }
    }

    /// From the DC coefficients, which are the means of the blocks. `None`: a quantisation table is missing.
    fn look(&self, frame: &Frame) -> Option<Look> {
        let (h, v) = frame.densest();
        let mut planes = Vec::new();
        for component in &frame.components {
            let step = f32::from(*self.quantisers.get(component.quantiser)?.as_ref()?.first()?);
            let block = (f64::from(8 * h) / f64::from(component.h), f64::from(8 * v) / f64::from(component.v));
            let mean = |x: usize, y: usize| {
                let dc = component.dc.get(y * component.stride + x).copied().unwrap_or(0);
                f32::from(dc) * step / 8.0 + 128.0
            };
            planes.push(of_blocks(mean, block, frame.width, frame.height));
        }
        let rgb = self.is_rgb(frame);
        let mut look = Look([[0.0; 3]; 64]);
        for (at, cell) in look.0.iter_mut().enumerate() {
            let plane = |i: usize| planes.get(i).and_then(|p| p.get(at)).copied();
            let luma = plane(0)?;
            *cell = match (plane(1), plane(2)) {
                (Some(green), Some(blue)) if rgb => [luma, green, blue],
                // [JFIF 1.02 p. 3]
                (Some(cb), Some(cr)) => {
                    let (cb, cr) = (cb - 128.0, cr - 128.0);
                    [luma + 1.402 * cr, luma - 0.344_14 * cb - 0.714_14 * cr, luma + 1.772 * cb]
                }
                _ => [luma; 3],
            }
            .map(|value| value.clamp(0.0, 255.0));
        }
        Some(look)
    }

    /// The decoded picture.
    fn pixels(&self) -> Result<Image, Error> {
        let broken = || Error::damaged("the picture does not decode");
        let side = crate::pixels::limits::MAX_SIDE as usize;
        let options = DecoderOptions::default().set_max_width(side).set_max_height(side).set_strict_mode(true);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(self.file), options);
        decoder.decode_headers().map_err(|_| broken())?;
        let (space, channels) = match decoder.input_colorspace().map(|space| space.num_components()) {
            Some(1) => (ColorSpace::Luma, Channels::Gray),
            Some(3) => (ColorSpace::RGB, Channels::Rgb),
            Some(4) => (ColorSpace::CMYK, Channels::Cmyk),
            _ => return Err(broken()),
        };
        decoder.set_options(options.jpeg_set_out_colorspace(space));
        let mut samples = decoder.decode().map_err(|_| broken())?;
        if channels == Channels::Cmyk && self.adobe.is_some() {
            // Adobe's files hold the complement of the ink.
            samples.iter_mut().for_each(|ink| *ink = 255 - *ink);
        }
        let (width, height) = decoder.dimensions().ok_or_else(broken)?;
        Image::new(width as u32, height as u32, channels, Samples::U8(samples)).ok_or_else(broken)
    }
}

/// The plain JFIF segment: version, density, no thumbnail. [JFIF 1.02 p. 5]
fn is_jfif(payload: &[u8]) -> bool {
    matches!(payload, [b'J', b'F', b'I', b'F', 0, 1, 0..=2, 0..=2, _, _, _, _, 0, 0])
}

/// Adobe's plain segment: version 100 or 101, flags, colour transform. [Adobe TN 5116 18]
fn is_adobe(payload: &[u8]) -> bool {
    matches!(payload, [b'A', b'd', b'o', b'b', b'e', 0, 100..=101, 0 | 0x40 | 0x80 | 0xC0, 0, 0, 0, 0..=2])
}

/// Names a segment that is not on the keep-list.
fn note_segment(marker: u8, payload: &[u8], notes: &mut Notes) {
    let starts = |text: &[u8]| payload.starts_with(text);
    let (kind, what) = match marker {
        0xE0 if starts(b"JFIF") => (Kind::Thumbnail, " JFIF with more than the plain fields"),
        0xE0 if starts(b"JFXX") => (Kind::Thumbnail, " JFXX"),
        0xE1 if starts(b"Exif") => (Kind::Unknown, " Exif"),
        0xE1 if starts(b"http://ns.adobe.com/") => (Kind::Xmp, " XMP"),
        0xE2 if starts(b"MPF") => (Kind::SecondPicture, " MPF"),
        0xEB if payload.get(..16).is_some_and(|head| head.windows(4).any(|w| w == b"jumb")) => {
            (Kind::Provenance, " JUMBF")
        }
        0xED => (Kind::Iptc, ""),
        0xFE => (Kind::Comment, ""),
        _ => (Kind::Unknown, ""),
    };
    let name = match marker {
        0xE0..=0xEF => format!("APP{}", marker - 0xE0),
        0xFE => "COM".to_string(),
        _ => format!("marker FF{marker:02X}"),
    };
    notes.found(kind, name + what, payload.len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::{encoder, fixtures};
    use crate::pixels::Orientation;
    use crate::verify::findings;

    fn scenes() -> Vec<Image> {
        fixtures::all().into_iter().filter(|f| f.format == "jpeg").map(|f| f.source.pages[0].image.clone()).collect()
    }

    fn read(file: &[u8]) -> Walk<'_> {
        let mut walk = Walk { file, ..Walk::default() };
        walk.segments(&mut Notes::default()).unwrap();
        walk
    }

    #[test]
    fn baseline_and_progressive_files_end_at_their_last_bit() {
        for image in scenes() {
            assert_eq!(findings(&encoder::baseline(&image)), Ok(Vec::new()));
            assert_eq!(findings(&encoder::progressive(&image)), Ok(Vec::new()));
        }
    }

    #[test]
    fn the_look_of_the_dc_coefficients_is_that_of_the_pixels() {
        for image in scenes() {
            let look = Look::of(&image, Orientation::Upright);
            for file in [encoder::baseline(&image), encoder::progressive(&image)] {
                let walk = read(&file);
                let frame = walk.frame.as_ref().unwrap();
                assert!(frame.complete());
                let (mean, _) = walk.look(frame).unwrap().difference(&look, |_, _| true);
                // Blocks and cells do not end at the same places.
                assert!(mean < 12.0, "{mean}");
            }
        }
    }

    #[test]
    fn a_scan_that_comes_twice_is_found() {
        let file = encoder::progressive(&scenes()[0]);
        let scan = |from: usize| from + 2 + file[from + 2..].windows(2).position(|w| w == [0xFF, 0xDA]).unwrap();
        let (first, second) = (scan(0), scan(scan(0)));
        let twice = [&file[..second], &file[first..second], &file[second..]].concat();
        assert!(findings(&file).unwrap().is_empty());
        assert_eq!(findings(&twice).unwrap()[0].place, "coefficients that a later scan writes over");
    }
}
