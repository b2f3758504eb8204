//! WebP, chunk by chunk, and the coded pictures to their ends. [RFC 9649]

use super::bytes::{array, u32_le, whole};
use super::notes::{Facts, Frame, Notes};
use super::png::Hidden;
use super::{icc, vp8, vp8l};
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::limits::{MAX_FRAMES, check_size};
use crate::pixels::{Channels, Delay, Image, Samples};
use image_webp::WebPDecoder;
use std::io::Cursor;

/// Goes through the whole file.
pub fn walk(file: &[u8], notes: &mut Notes) -> Result<Facts, Error> {
    let size = whole(whole(u32_le(file, 4), "the header")?.checked_add(8), "the header")? as usize;
    let inside = whole(file.get(12..size), "the file")?;
    let trailing = file.len() - size;
    notes.expect(trailing == 0, Kind::TrailingData, "after the RIFF end", trailing);
    let mut walk = Walk::default();
    let mut rest = inside;
    while !rest.is_empty() {
        let (name, body, next) = chunk(rest, notes)?;
        rest = next;
        walk.chunk(&name, body, notes)?;
    }
    walk.facts(file, notes)
}

/// A chunk: its name, its body, what follows.
type Chunk<'a> = ([u8; 4], &'a [u8], &'a [u8]);

/// The first chunk. [RFC 9649 2.3]
fn chunk<'a>(bytes: &'a [u8], notes: &mut Notes) -> Result<Chunk<'a>, Error> {
    let name: [u8; 4] = whole(array(bytes, 0), "a chunk")?;
    let size = whole(u32_le(bytes, 4), "a chunk")? as usize;
    let (body, rest) = whole(bytes.get(8..).and_then(|rest| rest.split_at_checked(size)), "a chunk")?;
    if size.is_multiple_of(2) {
        return Ok((name, body, rest));
    }
    let (&padding, rest) = whole(rest.split_first(), "a chunk")?;
    notes.expect(padding == 0, Kind::Unknown, "padding byte of a chunk", 1);
    Ok((name, body, rest))
}

/// [RFC 9649 2.7.1]
const PROFILE: u8 = 0x20;
const ALPHA: u8 = 0x10;
const ANIMATION: u8 = 0x02;

#[derive(Default)]
struct Walk {
    /// Flags and size of VP8X.
    extended: Option<(u8, u32, u32)>,
    /// Flags that what was met calls for.
    met: u8,
    alpha: Option<Alpha>,
    /// Size of the still picture.
    still: Option<(u32, u32)>,
    delays: Vec<Delay>,
    loops: Option<u32>,
}

/// An ALPH chunk that waits for its picture.
type Alpha = Vec<u8>;

impl Walk {
    fn chunk(&mut self, name: &[u8; 4], body: &[u8], notes: &mut Notes) -> Result<(), Error> {
        let first = self.extended.is_none() && self.still.is_none() && self.met == 0;
        let before_pictures = self.still.is_none() && self.delays.is_empty();
        let extended = self.extended.is_some();
        match name {
            b"VP8X" if first => {
                let [flags, reserved @ .., _, _, _, _, _, _] = *whole(body.first_chunk::<10>(), "VP8X")?;
                let plain = body.len() == 10 && flags & 0xC1 == 0 && reserved == [0; 3];
                notes.expect(plain, Kind::Unknown, "reserved bits of VP8X", body.len());
                let side = |at| whole(u24(body, at), "VP8X").map(|n| n + 1);
                self.extended = Some((flags, side(4)?, side(7)?));
            }
            b"ICCP" if extended && before_pictures && self.met & PROFILE == 0 => {
                self.met |= PROFILE;
                notes.expect(icc::is_plain(body), Kind::Profile, "ICCP chunk", body.len());
            }
            b"ANIM" if extended && before_pictures && self.met & ANIMATION == 0 => {
                self.met |= ANIMATION;
                let plain =
                    body.len() == 6 && matches!(u32_le(body, 0), Some(0 | 0xFFFF_FFFF | 0x00FF_FFFF | 0xFF00_0000));
                notes.expect(plain, Kind::Unknown, "ANIM chunk", body.len());
                self.loops = body.get(4..6).map(|n| u32::from(n[0]) | u32::from(n[1]) << 8);
            }
            b"ANMF" if self.met & ANIMATION != 0 => self.frame(body, notes)?,
            b"ALPH" | b"VP8 " | b"VP8L" if self.met & ANIMATION == 0 => {
                if let Some(size) = self.picture(name, body, notes)? {
                    let again = self.still.replace(size).is_some();
                    notes.expect(!again, Kind::SecondPicture, "second picture", body.len());
                }
            }
            _ => {
                let kind = match name {
                    b"XMP " => Kind::Xmp,
                    b"ICCP" => Kind::Profile,
                    b"C2PA" => Kind::Provenance,
                    _ => Kind::Unknown,
                };
                notes.found(kind, format!("{} chunk", name.escape_ascii()), body.len());
            }
        }
        Ok(())
    }

    /// A chunk of a picture; its size once it is whole.
    fn picture(&mut self, name: &[u8; 4], body: &[u8], notes: &mut Notes) -> Result<Option<(u32, u32)>, Error> {
        let size = match name {
            b"ALPH" => {
                let again = self.alpha.replace(body.to_vec()).is_some();
                notes.expect(!again, Kind::SecondPicture, "second ALPH chunk", body.len());
                return Ok(None);
            }
            b"VP8L" => vp8l::walk(body, notes)?,
            _ => vp8::walk(body, notes)?,
        };
        if let Some(alpha) = self.alpha.take() {
            self.met |= ALPHA;
            notes.expect(name == b"VP8 ", Kind::Unknown, "ALPH chunk without a use", alpha.len());
            vp8l::walk_alpha(&alpha, size, notes)?;
        }
        Ok(Some(size))
    }

    /// [RFC 9649 2.7.3]
    fn frame(&mut self, body: &[u8], notes: &mut Notes) -> Result<(), Error> {
        let number = |at| whole(u24(body, at), "a frame");
        let (x, y) = (2 * number(0)?, 2 * number(3)?);
        let (width, height) = (number(6)? + 1, number(9)? + 1);
        let delay = number(12)?;
        let flags = *whole(body.get(15), "a frame")?;
        notes.expect(flags & 0xFC == 0, Kind::Unknown, "reserved bits of a frame", 1);
        let mut rest = body.get(16..).unwrap_or_default();
        let mut size = None;
        while !rest.is_empty() {
            let (name, body, next) = chunk(rest, notes)?;
            rest = next;
            if !matches!(&name, b"ALPH" | b"VP8 " | b"VP8L") || size.is_some() {
                notes.found(Kind::Unknown, format!("{} chunk in a frame", name.escape_ascii()), body.len());
                continue;
            }
            size = self.picture(&name, body, notes)?;
        }
        let canvas = self.extended.map_or((0, 0), |(_, width, height)| (width, height));
        if size != Some((width, height)) || x + width > canvas.0 || y + height > canvas.1 {
            return Err(Error::damaged("a frame of the animation is broken"));
        }
        if self.delays.len() >= MAX_FRAMES {
            return Err(Error::too_large(format!("more than {MAX_FRAMES} frames")));
        }
        self.delays.push(Delay { num: delay, den: 1000 });
        Ok(())
    }

    fn facts(self, file: &[u8], notes: &mut Notes) -> Result<Facts, Error> {
        let animated = self.met & ANIMATION != 0;
        let (width, height) = match (self.extended, self.still) {
            (Some((_, width, height)), _) if animated => (width, height),
            (Some((_, width, height)), Some(still)) if still == (width, height) => still,
            (None, Some(still)) => still,
            _ => return Err(Error::damaged("the picture is missing")),
        };
        check_size(width, height, file.len())?;
        if let Some((flags, ..)) = self.extended {
            // The alpha flag may also speak of alpha inside VP8L.
            let differs = (flags ^ self.met) & !ALPHA & 0x3E;
            notes.expect(differs == 0, Kind::Unknown, "flags of VP8X", 1);
        }
        if let Some(alpha) = &self.alpha {
            notes.found(Kind::Unknown, "ALPH chunk without a use", alpha.len());
        }
        let pages = if animated { self.delays.len() } else { 1 };
        if pages == 0 {
            return Err(Error::damaged("the animation has no frame"));
        }
        show(file, pages, animated, notes)?;
        Ok(Facts {
            format: "webp",
            width,
            height,
            pages,
            delays: self.delays,
            loops: self.loops.filter(|_| animated),
            ..Facts::default()
        })
    }
}

/// Decodes every picture: none may fail, and none may keep colours under full transparency.
fn show(file: &[u8], pages: usize, animated: bool, notes: &mut Notes) -> Result<(), Error> {
    let broken = |_| Error::damaged("the picture does not decode");
    let mut decoder = WebPDecoder::new(Cursor::new(file)).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let channels = if decoder.has_alpha() { Channels::Rgba } else { Channels::Rgb };
    let size = whole(decoder.output_buffer_size(), "the picture")?;
    let block = if decoder.is_lossy() { (16, 16) } else { (1, 1) };
    let mut hidden = 0;
    for page in 0..pages {
        let mut samples = vec![0; size];
        if animated {
            decoder.read_frame(&mut samples).map_err(broken)?;
        } else {
            decoder.read_image(&mut samples).map_err(broken)?;
        }
        if channels == Channels::Rgba && !animated {
            hidden += if decoder.is_lossy() { detail(&samples, width) } else { other_colours(&samples) };
        }
        if notes.wants_page(page) {
            let image = Image::new(width, height, channels, Samples::U8(samples));
            notes.show(Frame { page, x: 0, y: 0, image: whole(image, "the picture")?, block, palette: false });
        }
    }
    notes.expect(hidden == 0, Kind::Unknown, "colours under full transparency", hidden);
    Ok(())
}

/// How many fully transparent pixels have another colour than the first of them.
fn other_colours(samples: &[u8]) -> usize {
    let mut hidden = Hidden::default();
    for &[r, g, b, alpha] in samples.as_chunks::<4>().0 {
        if alpha == 0 {
            hidden.see([r, g, b].map(u16::from));
        }
    }
    hidden.others
}

/// Lossy coding cannot keep one colour exactly. What it keeps of a picture is detail: how many blocks of 8×8 fully
/// transparent pixels are not nearly flat.
fn detail(samples: &[u8], width: u32) -> usize {
    const FLAT: u8 = 40;
    let rows: Vec<&[[u8; 4]]> = samples.as_chunks::<4>().0.chunks_exact(width.max(1) as usize).collect();
    let mut blocks = 0;
    for band in rows.chunks_exact(8) {
        for left in (0..(width as usize).saturating_sub(7)).step_by(8) {
            let mut span = [(255_u8, 0_u8); 3];
            let pixels = band.iter().filter_map(|row| row.get(left..left + 8)).flatten();
            let mut hidden = true;
            for pixel in pixels {
                hidden &= pixel[3] == 0;
                span.iter_mut().zip(pixel).for_each(|(s, &v)| *s = (s.0.min(v), s.1.max(v)));
            }
            blocks += usize::from(hidden && span.iter().any(|(low, high)| high.saturating_sub(*low) > FLAT));
        }
    }
    blocks
}

/// Three bytes, the low one first.
fn u24(bytes: &[u8], at: usize) -> Option<u32> {
    let [a, b, c] = array(bytes, at)?;
    Some(u32::from_le_bytes([a, b, c, 0]))
}
