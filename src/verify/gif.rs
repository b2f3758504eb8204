//! GIF, block by block and code by code. [GIF89a]

use super::bytes::{all_zero, u16_le, whole};
use super::lzw::{Order, unpack};
use super::notes::{Facts, Frame, Notes};
use super::palette::in_order;
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::limits::{MAX_FRAMES, PixelsLeft, check_size};
use crate::pixels::{Channels, Delay, Image, Samples};

/// The loop extension up to its number, in its only form.
const LOOP: &[u8] = b"\x0BNETSCAPE2.0\x03\x01";

/// A colour table, and what the frames make of it.
#[derive(Default)]
struct Palette<'a> {
    colours: &'a [[u8; 3]],
    /// Numbers that pixels show, in the order in which they came first.
    order: Vec<u8>,
    /// Transparent numbers of the frames, each with the lowest number that shows nothing in its frame.
    clear: Vec<(u8, Option<u8>)>,
}

impl<'a> Palette<'a> {
    /// The table at `at` of a block with these `flags`, if it has one.
    fn read(file: &'a [u8], at: usize, flags: u8) -> Result<Self, Error> {
        let count = if flags & 0x80 == 0 { 0 } else { 2_usize << (flags & 7) };
        let bytes = whole(file.get(at..at + 3 * count), "a colour table")?;
        Ok(Self { colours: bytes.as_chunks().0, ..Self::default() })
    }

    fn size(&self) -> usize {
        self.colours.as_flattened().len()
    }

    /// Takes in the pixels of a frame.
    fn see(&mut self, indices: &[u8], control: &Control, notes: &mut Notes) -> Result<(), Error> {
        let mut met = [false; 256];
        let mut known = [false; 256];
        self.order.iter().for_each(|&number| known[usize::from(number)] = true);
        for &index in indices {
            if std::mem::replace(&mut met[usize::from(index)], true) || control.transparent == Some(index) {
                continue;
            }
            if usize::from(index) >= self.colours.len() {
                return Err(Error::damaged("a pixel has a colour that is in no table"));
            }
            if !known[usize::from(index)] {
                self.order.push(index);
            }
        }
        if let Some(transparent) = control.transparent {
            let needed = control.clears || met[usize::from(transparent)];
            notes.expect(needed, Kind::Unknown, "transparency that no pixel has", 1);
            met[usize::from(transparent)] = false;
            let free = met.iter().zip(0..=255).find(|(met, _)| !**met).map(|(_, number)| number);
            self.clear.push((transparent, free));
        }
        Ok(())
    }

    /// The one form of a table: each colour that is shown once, in the order in which pixels first show them, then the
    /// transparent number, then black up to the next power of two.
    fn judge(&self, notes: &mut Notes) {
        let shown = self.order.len();
        let idle = self
            .colours
            .iter()
            .zip(0_u8..=255)
            .filter(|(colour, number)| !self.order.contains(number) && !all_zero(*colour));
        let idle = idle.count();
        notes.expect(idle == 0, Kind::Unknown, "colours of a table that no pixel shows", 3 * idle);
        let used = self.order.iter().filter_map(|&number| self.colours.get(usize::from(number)));
        let ordered = in_order(self.order.iter().copied(), used);
        notes.expect(ordered, Kind::Unknown, "order of the colours in a table", shown);
        // A full table lends frames a number that shows nothing in them.
        let usual = u8::try_from(shown).ok();
        let lent = self.clear.iter().filter(|(number, free)| Some(*number) != usual.or(*free)).count();
        notes.expect(lent == 0, Kind::Unknown, "number that stands for transparency", lent);
        let needed = (shown + usize::from(!self.clear.is_empty())).clamp(2, 256).next_power_of_two();
        let fits = self.colours.is_empty() || self.colours.len() == needed;
        notes.expect(fits, Kind::Unknown, "size of a colour table", 1);
    }
}

/// Goes through the whole file.
pub fn walk(file: &[u8], notes: &mut Notes) -> Result<Facts, Error> {
    let (width, height) = (whole(u16_le(file, 6), "the header")? as u32, whole(u16_le(file, 8), "the header")? as u32);
    check_size(width, height, file.len())?;
    let &[flags, background, aspect] = whole(file.get(10..).and_then(<[u8]>::first_chunk), "the header")?;
    let global = Palette::read(file, 13, flags)?;
    notes.expect(aspect == 0, Kind::Unknown, "aspect ratio", 1);
    notes.expect(background == 0, Kind::Unknown, "background colour", 1);
    // Bits a colour, as many as the table has; and that the table is not sorted. [GIF89a 18]
    let plain = if flags & 0x80 == 0 { flags == 0 } else { flags >> 4 & 7 == flags & 7 && flags & 8 == 0 };
    notes.expect(plain, Kind::Unknown, "bits of the logical screen", 1);
    let facts = Facts { format: "gif", width, height, ..Facts::default() };
    let mut walk = Walk { file, at: 13 + global.size(), global, facts, control: None, left: PixelsLeft::default() };
    loop {
        match whole(file.get(walk.at), "the file")? {
            0x3B => break,
            0x21 => walk.extension(notes)?,
            0x2C => walk.image(notes)?,
            _ => return Err(Error::damaged("a block of an unknown kind")),
        }
    }
    let trailing = file.len() - walk.at - 1;
    notes.expect(trailing == 0, Kind::TrailingData, "after the trailer", trailing);
    notes.expect(walk.control.is_none(), Kind::Unknown, "graphic control extension without an image", 8);
    walk.global.judge(notes);
    if walk.facts.pages == 0 {
        return Err(Error::damaged("it holds no image"));
    }
    let still = walk.facts.pages == 1 && walk.facts.loops.is_none();
    if still {
        walk.facts.delays.clear();
    }
    Ok(walk.facts)
}

/// A graphic control extension. [GIF89a 23]
struct Control {
    delay: u32,
    transparent: Option<u8>,
    /// The area of the frame is cleared to transparency after it.
    clears: bool,
}

struct Walk<'a> {
    file: &'a [u8],
    at: usize,
    global: Palette<'a>,
    facts: Facts,
    control: Option<Control>,
    left: PixelsLeft,
}

impl Walk<'_> {
    /// The data sub-blocks at `at`, joined, and where the block behind them begins. [GIF89a 15]
    fn sub_blocks(&self, mut at: usize) -> Result<(Vec<u8>, usize), Error> {
        let mut joined = Vec::new();
        loop {
            let size = usize::from(*whole(self.file.get(at), "a block")?);
            let block = whole(self.file.get(at + 1..at + 1 + size), "a block")?;
            at += 1 + size;
            if size == 0 {
                return Ok((joined, at));
            }
            joined.extend_from_slice(block);
        }
    }

    fn extension(&mut self, notes: &mut Notes) -> Result<(), Error> {
        let start = self.at + 2;
        let label = *whole(self.file.get(self.at + 1), "a block")?;
        let (joined, end) = self.sub_blocks(start)?;
        let body = self.file.get(start..end).unwrap_or_default();
        self.at = end;
        let note = |kind, place: &str, notes: &mut Notes| notes.found(kind, place, joined.len());
        match (label, body) {
            (0xF9, &[4, flags, low, high, index, 0]) => {
                let keyed = flags & 1 != 0;
                let plain = flags & 0xE2 == 0 && (keyed || index == 0) && self.control.is_none();
                notes.expect(plain, Kind::Unknown, "bits of a graphic control extension", 2);
                let delay = u32::from(u16::from_le_bytes([low, high]));
                self.control =
                    Some(Control { delay, transparent: keyed.then_some(index), clears: flags >> 2 & 7 == 2 });
            }
            (0xFF, _) if body.len() == 17 && body.starts_with(LOOP) && self.facts.loops.is_none() => {
                self.facts.loops = u16_le(body, LOOP.len()).map(|loops| loops as u32);
            }
            (0xFE, _) => note(Kind::Comment, "comment extension", notes),
            (0xFF, _) if joined.starts_with(b"XMP DataXMP") => note(Kind::Xmp, "application extension XMP", notes),
            (0xFF, _) if joined.starts_with(b"ICCRGBG1012") => note(Kind::Profile, "application extension ICC", notes),
            (0xFF, _) if joined.starts_with(b"C2PA_GIF") => note(Kind::Provenance, "application extension C2PA", notes),
            (0xFF, _) => note(Kind::Unknown, "application extension", notes),
            (0x01, _) => note(Kind::Comment, "plain text extension", notes),
            (0xF9, _) => note(Kind::Unknown, "graphic control extension", notes),
            _ => note(Kind::Unknown, "extension", notes),
        }
        Ok(())
    }

    /// [GIF89a 20, 22]
    fn image(&mut self, notes: &mut Notes) -> Result<(), Error> {
        let number = |at| whole(u16_le(self.file, self.at + at), "an image").map(|n| n as u32);
        let (x, y, width, height) = (number(1)?, number(3)?, number(5)?, number(7)?);
        let flags = *whole(self.file.get(self.at + 9), "an image")?;
        let mut local = Palette::read(self.file, self.at + 10, flags)?;
        let code_size_at = self.at + 10 + local.size();
        let code_size = *whole(self.file.get(code_size_at), "an image")?;
        let (data, end) = self.sub_blocks(code_size_at + 1)?;
        self.at = end;
        notes.expect(flags & 0x18 == 0, Kind::Unknown, "bits of an image descriptor", 1);
        let inside = x + width <= self.facts.width && y + height <= self.facts.height && width > 0 && height > 0;
        notes.expect(inside, Kind::SecondPicture, "image outside the canvas", data.len());
        if self.facts.pages >= MAX_FRAMES {
            return Err(Error::too_large(format!("more than {MAX_FRAMES} frames")));
        }
        if !inside {
            return Ok(());
        }
        self.left.take(width, height)?;
        let indices = pixels(&data, code_size, width as usize * height as usize, notes)?;
        let plain = Control { delay: 0, transparent: None, clears: false };
        let control = self.control.take().unwrap_or(plain);
        let palette = if flags & 0x80 != 0 { &mut local } else { &mut self.global };
        palette.see(&indices, &control, notes)?;
        let page = self.facts.pages;
        if notes.wants_page(page)
            && let Some(image) = paint(&indices, palette, control.transparent, width, height, flags & 0x40 != 0)
        {
            notes.show(Frame { page, x, y, image, block: (1, 1), palette: true });
        }
        local.judge(notes);
        self.facts.pages += 1;
        self.facts.delays.push(Delay { num: control.delay, den: 100 });
        Ok(())
    }
}

/// Unpacks exactly one image; notes what lies behind it.
fn pixels(data: &[u8], code_size: u8, count: usize, notes: &mut Notes) -> Result<Vec<u8>, Error> {
    if !(1..=8).contains(&code_size) {
        return Err(Error::damaged("an image has a wrong code size"));
    }
    let unpacked = unpack(data, code_size, count, Order::LowFirst)?;
    if unpacked.bytes.len() < count {
        return Err(Error::damaged("the pixels end before the picture does"));
    }
    notes.expect(!unpacked.more, Kind::Unknown, "pixels behind the last row", 1);
    notes.expect(unpacked.more || unpacked.behind == 0, Kind::Unknown, "bytes behind the end code", unpacked.behind);
    notes.expect(unpacked.more || unpacked.padded, Kind::Unknown, "padding bits behind the end code", 1);
    Ok(unpacked.bytes)
}

/// The image in colours.
fn paint(
    indices: &[u8],
    palette: &Palette,
    transparent: Option<u8>,
    width: u32,
    height: u32,
    interlaced: bool,
) -> Option<Image> {
    let rows = indices.chunks_exact(width as usize);
    let mut canvas = vec![[0; 4]; indices.len()];
    // [GIF89a appendix E]
    let order: Vec<usize> = if interlaced {
        let passes = [(0, 8), (4, 8), (2, 4), (1, 2)];
        passes.iter().flat_map(|&(start, step)| (start..height as usize).step_by(step)).collect()
    } else {
        (0..height as usize).collect()
    };
    for (row, y) in rows.zip(order) {
        let line = canvas.get_mut(y * width as usize..(y + 1) * width as usize)?;
        for (pixel, &index) in line.iter_mut().zip(row) {
            if transparent != Some(index) {
                let [r, g, b] = *palette.colours.get(usize::from(index))?;
                *pixel = [r, g, b, 255];
            }
        }
    }
    Image::new(width, height, Channels::Rgba, Samples::U8(canvas.into_flattened()))
}
