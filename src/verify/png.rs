//! PNG and APNG, chunk by chunk and row by row. [PNG3]

use super::bytes::{array, u16_be, u32_be, whole};
use super::notes::{Facts, Frame, Notes};
use super::palette::in_order;
use super::raster::{Adam7, Layout, Raster};
use super::{icc, zlib};
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::Delay;
use crate::pixels::limits::{MAX_FRAMES, PixelsLeft, check_size};

/// [PNG3 5.2]
pub const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// Inflated profiles are not read further than this; plain ones are far smaller.
const MAX_PROFILE: usize = 64 << 10;
/// Names of profiles that say nothing.
const PROFILE_NAMES: [&[u8]; 9] = [
    b"icc",
    b"ICC Profile",
    b"ICC profile",
    b"sRGB",
    b"sRGB IEC61966-2.1",
    b"Display P3",
    b"Adobe RGB (1998)",
    b"Photoshop ICC profile",
    b"kCGColorSpaceDisplayP3",
];

/// Goes through the whole file.
pub fn walk(file: &[u8], notes: &mut Notes) -> Result<Facts, Error> {
    let mut walk = Walk { file_size: file.len(), ..Walk::default() };
    let mut at = SIGNATURE.len();
    loop {
        let size = whole(u32_be(file, at), "a chunk")? as usize;
        let name: [u8; 4] = whole(array(file, at + 4), "a chunk")?;
        let end = whole(size.checked_add(at + 8), "a chunk")?;
        let body = whole(file.get(at + 8..end), "a chunk")?;
        let checksum = whole(u32_be(file, end), "a chunk")?;
        let mut crc = flate2::Crc::new();
        crc.update(&name);
        crc.update(body);
        if crc.sum() != checksum {
            notes.found(Kind::Unknown, format!("checksum of the {} chunk", name.escape_ascii()), 4);
        }
        at = end + 4;
        walk.chunk(&name, body, notes)?;
        if name == *b"IEND" {
            break;
        }
    }
    let trailing = file.len() - at;
    notes.expect(trailing == 0, Kind::TrailingData, "after IEND", trailing);
    walk.finish(notes)
}

/// What was met so far.
#[derive(Default)]
struct Walk<'a> {
    file_size: usize,
    layout: Option<Layout>,
    /// Names of the chunks that came, but for IDAT, fcTL and fdAT.
    met: Vec<[u8; 4]>,
    pieces: Vec<&'a [u8]>,
    /// Something else came after the first IDAT.
    idat_over: bool,
    frames: Vec<Part<'a>>,
    promised: Option<u32>,
    loops: u32,
    /// The next sequence number. [APNG]
    sequence: u32,
    delays: Vec<Delay>,
    left: PixelsLeft,
    /// Entries of the palette that tRNS gives an alpha.
    alphas: usize,
}

/// A frame of an animation.
struct Part<'a> {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    pieces: Vec<&'a [u8]>,
    /// Its pixels are those of IDAT.
    is_default: bool,
}

impl<'a> Walk<'a> {
    fn chunk(&mut self, name: &[u8; 4], body: &'a [u8], notes: &mut Notes) -> Result<(), Error> {
        if self.layout.is_none() && name != b"IHDR" {
            return Err(Error::damaged("the first chunk is not IHDR"));
        }
        match name {
            b"IDAT" => {
                notes.expect(!self.idat_over, Kind::SecondPicture, "IDAT chunks apart from each other", body.len());
                self.pieces.push(body);
                return Ok(());
            }
            b"fcTL" => self.frame_control(body)?,
            b"fdAT" => self.frame_data(body)?,
            _ => self.single(name, body, notes)?,
        }
        self.idat_over = !self.pieces.is_empty();
        Ok(())
    }

    /// Chunks that stand once, before the pixels.
    fn single(&mut self, name: &[u8; 4], body: &[u8], notes: &mut Notes) -> Result<(), Error> {
        let early = self.pieces.is_empty() || name == b"IEND";
        let first = !self.met.contains(name);
        let fine = early
            && first
            && match name {
                b"IHDR" => {
                    self.layout = Some(header(body, self.file_size)?);
                    true
                }
                b"PLTE" => self.palette(body)?,
                b"tRNS" => self.transparency(body)?,
                b"gAMA" => body.len() == 4,
                b"cHRM" => {
                    body.len() == 32 && body.as_chunks::<4>().0.iter().all(|c| u32::from_be_bytes(*c) <= 400_000)
                }
                b"sRGB" => matches!(body, [0..=3]),
                b"cICP" => matches!(body, [_, _, 0, 0 | 1]),
                b"iCCP" => profile_is_plain(body),
                b"acTL" => {
                    self.promised = Some(whole(u32_be(body, 0), "acTL")?);
                    self.loops = whole(u32_be(body, 4), "acTL")?;
                    body.len() == 8
                }
                b"IEND" => body.is_empty(),
                _ => false,
            };
        let kind = match name {
            b"tEXt" | b"zTXt" | b"iTXt" => Kind::Comment,
            b"tIME" => Kind::Time,
            b"iCCP" => Kind::Profile,
            b"caBX" => Kind::Provenance,
            _ => Kind::Unknown,
        };
        notes.expect(fine, kind, &format!("{} chunk", name.escape_ascii()), body.len());
        // A chunk that is written off twice is one that does not count.
        if first && self.met.len() < 100 {
            self.met.push(*name);
        }
        Ok(())
    }

    /// [PNG3 11.2.2]
    fn palette(&mut self, body: &[u8]) -> Result<bool, Error> {
        let layout = whole(self.layout.as_mut(), "the palette")?;
        let (entries, odd) = body.as_chunks::<3>();
        if entries.is_empty() || entries.len() > 256 || !odd.is_empty() {
            return Err(Error::damaged("the palette is broken"));
        }
        layout.palette = entries.iter().map(|&[r, g, b]| [r, g, b, 255]).collect();
        Ok(layout.colour_type == 3)
    }

    /// [PNG3 11.3.1.1]
    fn transparency(&mut self, body: &[u8]) -> Result<bool, Error> {
        let layout = whole(self.layout.as_mut(), "tRNS")?;
        if layout.colour_type != 3 {
            // A colour that stands for transparency could be any that the picture does not show.
            layout.key = (layout.colour_type < 3)
                .then(|| body.as_chunks::<2>().0.iter().map(|&v| u16::from_be_bytes(v)).collect());
            return Ok(false);
        }
        let entries = layout.palette.len();
        layout.palette.iter_mut().zip(body).for_each(|(entry, &alpha)| entry[3] = alpha);
        self.alphas = body.len();
        Ok(body.len() <= entries)
    }

    fn in_sequence(&mut self, body: &[u8]) -> Result<(), Error> {
        if u32_be(body, 0) != Some(self.sequence) {
            return Err(Error::damaged("a frame is out of sequence"));
        }
        self.sequence += 1;
        Ok(())
    }

    fn frame_control(&mut self, body: &[u8]) -> Result<(), Error> {
        self.in_sequence(body)?;
        let layout = whole(self.layout.as_ref(), "fcTL")?;
        let number = |at| whole(u32_be(body, at), "fcTL");
        let (width, height, x, y) = (number(4)?, number(8)?, number(12)?, number(16)?);
        let inside = |start: u32, size: u32, side: u32| size > 0 && start.checked_add(size).is_some_and(|e| e <= side);
        let fits = inside(x, width, layout.width) && inside(y, height, layout.height);
        let is_default = self.pieces.is_empty();
        let full = (x, y, width, height) == (0, 0, layout.width, layout.height);
        let fits = fits && matches!(body.get(24..), Some([0..=2, 0..=1])) && (!is_default || full);
        if !fits || self.frames.len() >= MAX_FRAMES || (is_default && !self.frames.is_empty()) {
            return Err(Error::damaged("a frame of the animation is broken"));
        }
        let half = |at| u16_be(body, at).unwrap_or(0) as u32;
        self.left.take(width, height)?;
        // A denominator of 0 means hundredths. [APNG]
        self.delays.push(Delay { num: half(20), den: if half(22) == 0 { 100 } else { half(22) } });
        self.frames.push(Part { x, y, width, height, pieces: Vec::new(), is_default });
        Ok(())
    }

    fn frame_data(&mut self, body: &'a [u8]) -> Result<(), Error> {
        self.in_sequence(body)?;
        let frame = self.frames.last_mut().filter(|frame| !frame.is_default && !self.pieces.is_empty());
        whole(frame, "a frame of the animation")?.pieces.push(body.get(4..).unwrap_or_default());
        Ok(())
    }

    /// The pixels, once everything is known.
    fn finish(mut self, notes: &mut Notes) -> Result<Facts, Error> {
        let layout = whole(self.layout.take(), "the picture")?;
        if self.pieces.is_empty() || (layout.colour_type == 3 && layout.palette.is_empty()) {
            return Err(Error::damaged("the picture is missing"));
        }
        let mut facts = Facts { format: "png", width: layout.width, height: layout.height, ..Facts::default() };
        let animated = self.promised.is_some();
        facts.pages = if animated { self.frames.len() } else { 1 };
        if let Some(promised) = self.promised {
            notes.expect(promised as usize == self.frames.len(), Kind::SecondPicture, "frames beyond their count", 0);
            facts.loops = Some(self.loops);
            facts.delays = std::mem::take(&mut self.delays);
        } else {
            notes.expect(self.frames.is_empty(), Kind::SecondPicture, "frames of no animation", 0);
        }
        let shown = !animated || self.frames.first().is_some_and(|frame| frame.is_default);
        notes.expect(shown, Kind::SecondPicture, "IDAT picture that the animation does not show", 0);
        let whole_canvas =
            Part { x: 0, y: 0, width: layout.width, height: layout.height, pieces: self.pieces, is_default: true };
        let others = self.frames.into_iter().filter(|frame| !frame.is_default);
        let mut numbers = Numbers::default();
        let mut hidden = Hidden::default();
        for (page, part) in std::iter::once(whole_canvas).chain(others).enumerate() {
            let page = if shown { page } else { page.saturating_sub(1) };
            part.pixels(&layout, page, &mut numbers, &mut hidden, notes)?;
        }
        palette_findings(&layout, &numbers.order, self.alphas, notes);
        Ok(facts)
    }
}

/// What fully transparent pixels hide.
#[derive(Default)]
pub struct Hidden {
    /// How many of them are not black.
    pub others: usize,
}

impl Hidden {
    pub fn see(&mut self, colour: [u16; 3]) {
        self.others += usize::from(colour != [0; 3]);
    }
}

/// Which numbers of the palette pixels have.
pub struct Numbers {
    met: [bool; 256],
    /// In the order in which they came first.
    order: Vec<u8>,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { met: [false; 256], order: Vec::new() }
    }
}

impl Numbers {
    #[inline(always)]
    pub fn see(&mut self, number: u8) {
        if !std::mem::replace(&mut self.met[usize::from(number)], true) {
            self.order.push(number);
        }
    }
}

impl Part<'_> {
    fn pixels(
        self,
        layout: &Layout,
        page: usize,
        numbers: &mut Numbers,
        hidden: &mut Hidden,
        notes: &mut Notes,
    ) -> Result<(), Error> {
        let mut raster = Raster::new(layout, self.width, self.height, notes.wants_page(page));
        let mut adam = Adam7::new(layout, self.width, self.height);
        let mut broken = None;
        let mut extra = 0;
        let before = hidden.others;
        let end = zlib::inflate(&self.pieces, |out| {
            let left = adam.feed(out, |pass, y, row| raster.row(layout, pass, y, row, numbers, hidden));
            extra += left.as_ref().map_or(0, |left| *left);
            broken = left.err();
            broken.is_none() && extra == 0
        })?;
        if let Some(error) = broken {
            return Err(error);
        }
        if !adam.done() {
            return Err(Error::damaged("the pixels end before the picture does"));
        }
        let ruled = adam.filters().follow_a_rule();
        notes.expect(ruled, Kind::Unknown, "choice of the filters of the rows", self.height as usize);
        let size: usize = self.pieces.iter().map(|piece| piece.len()).sum();
        notes.expect(extra == 0, Kind::Unknown, "pixel data behind the last row", extra);
        if extra == 0 && !end.finished {
            return Err(Error::damaged("the compressed pixels have no end"));
        }
        let behind = size.saturating_sub(end.taken);
        notes.expect(extra > 0 || behind == 0, Kind::Unknown, "bytes behind the compressed pixels", behind);
        notes.expect(!raster.padding_used, Kind::Unknown, "padding bits of the rows", 1);
        let under = hidden.others - before;
        notes.expect(under == 0, Kind::Unknown, "colours under full transparency", under);
        if let Some(image) = raster.into_image() {
            notes.show(Frame { page, x: self.x, y: self.y, image, block: (1, 1), palette: false });
        }
        Ok(())
    }
}

/// [PNG3 11.2.1]
fn header(body: &[u8], file_size: usize) -> Result<Layout, Error> {
    let broken = || Error::damaged("the header is broken");
    let (width, height) = (u32_be(body, 0).ok_or_else(broken)?, u32_be(body, 4).ok_or_else(broken)?);
    check_size(width, height, file_size)?;
    let Some(&[depth, colour_type, 0, 0, interlaced @ 0..=1]) = body.get(8..) else { return Err(broken()) };
    let depths: &[u8] = match colour_type {
        0 => &[1, 2, 4, 8, 16],
        3 => &[1, 2, 4, 8],
        2 | 4 | 6 => &[8, 16],
        _ => return Err(broken()),
    };
    if !depths.contains(&depth) {
        return Err(broken());
    }
    Ok(Layout { width, height, depth, colour_type, interlaced: interlaced == 1, palette: Vec::new(), key: None })
}

/// [PNG3 11.3.2.3]
fn profile_is_plain(body: &[u8]) -> bool {
    let Some(end) = body.iter().position(|&b| b == 0) else { return false };
    let (name, rest) = body.split_at(end);
    let Some(stream) = rest.strip_prefix(&[0, 0]) else { return false };
    PROFILE_NAMES.contains(&name) && zlib::exactly(stream, MAX_PROFILE).is_some_and(|profile| icc::is_plain(&profile))
}

/// The one form of a palette: first the entries that are not opaque, then the others, each in the order in which pixels first have
/// them; no two alike, none without a pixel; fully transparent ones black; as many alphas as there are entries that need one.
fn palette_findings(layout: &Layout, order: &[u8], alphas: usize, notes: &mut Notes) {
    if layout.colour_type != 3 {
        return;
    }
    let entry = |number: &u8| layout.palette.get(usize::from(*number)).copied();
    let outside = order.iter().filter(|number| entry(number).is_none()).count();
    notes.expect(outside == 0, Kind::Unknown, "pixels whose colour is in no palette", outside);
    let idle = layout.palette.len().saturating_sub(order.len() - outside);
    notes.expect(idle == 0, Kind::Unknown, "palette entries that no pixel uses", 3 * idle);
    let is_opaque = |number: &u8| entry(number).is_none_or(|[.., alpha]| alpha == 255);
    let (opaque, clear): (Vec<u8>, Vec<u8>) = order.iter().partition(|number| is_opaque(number));
    let numbers: Vec<u8> = clear.iter().chain(&opaque).copied().collect();
    let ordered = in_order(numbers.iter().copied(), numbers.iter().filter_map(entry));
    notes.expect(ordered, Kind::Unknown, "order of the palette", order.len());
    let hidden = clear.iter().filter_map(entry).filter(|entry| matches!(entry, [r, g, b, 0] if [r, g, b] != [&0; 3]));
    let hidden = hidden.count();
    notes.expect(hidden == 0, Kind::Unknown, "palette colours under full transparency", 3 * hidden);
    notes.expect(alphas == clear.len(), Kind::Unknown, "alphas of opaque palette entries", alphas);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::findings;
    use crate::verify::zlib::tests::packed;

    fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let mut crc = flate2::Crc::new();
        crc.update(name);
        crc.update(body);
        [&(body.len() as u32).to_be_bytes(), name.as_slice(), body, &crc.sum().to_be_bytes()].concat()
    }

    fn file(header: [u8; 13], rows: &[u8]) -> Vec<u8> {
        let (header, rows) = (chunk(b"IHDR", &header), chunk(b"IDAT", &packed(rows)));
        [SIGNATURE.as_slice(), &header, &rows, &chunk(b"IEND", &[])].concat()
    }

    #[test]
    fn interlaced_rows_are_counted_pass_by_pass() {
        // 3×3 gray pixels: passes of 1, 1, 2, twice 1, and 3 pixels; each row has a filter byte.
        let header = [0, 0, 0, 3, 0, 0, 0, 3, 8, 0, 0, 0, 1];
        let rows = [&[0, 1][..], &[0, 2], &[0, 3, 4], &[0, 5], &[0, 6], &[0, 7, 8, 9]].concat();
        assert_eq!(findings(&file(header, &rows)), Ok(Vec::new()));
        let more = [rows.as_slice(), &[0, 9]].concat();
        assert_eq!(findings(&file(header, &more)).unwrap()[0].place, "pixel data behind the last row");
        assert!(findings(&file(header, &rows[1..])).is_err());
    }

    #[test]
    fn padding_bits_of_rows_are_found() {
        let header = [0, 0, 0, 5, 0, 0, 0, 1, 1, 0, 0, 0, 0];
        assert_eq!(findings(&file(header, &[0, 0b1010_1000])), Ok(Vec::new()));
        assert_eq!(findings(&file(header, &[0, 0b1010_1010])).unwrap()[0].place, "padding bits of the rows");
    }

    #[test]
    fn colours_under_full_transparency_are_found() {
        let header = [0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0];
        assert_eq!(findings(&file(header, &[0, 0, 0, 0, 0, 0, 0, 0, 0])), Ok(Vec::new()));
        let hidden = findings(&file(header, &[0, 0, 0, 0, 0, 7, 8, 9, 0])).unwrap();
        assert_eq!(hidden[0].place, "colours under full transparency");
    }
}
