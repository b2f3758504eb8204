//! WebP, chunk by chunk, and the coded pictures to their ends. [RFC 9649]

use super::bytes::{array, u32_le, whole};
use super::notes::{Facts, Frame, Notes};
use super::png::Hidden;
use super::{icc, vp8, vp8l};
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::limits::{MAX_FRAMES, PixelsLeft, check_size};
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
    /// For each frame a whole canvas is drawn.
    left: PixelsLeft,
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
        let canvas = self.extended.map_or((0, 0), |(_, width, height)| (width, height));
        self.left.take(canvas.0.max(width), canvas.1.max(height))?;
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
    let mut transparent = channels == Channels::Rgb || animated;
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
        transparent = transparent || samples.iter().skip(3).step_by(4).any(|&alpha| alpha != 255);
        if notes.wants_page(page) {
            let image = Image::new(width, height, channels, Samples::U8(samples));
            notes.show(Frame { page, x: 0, y: 0, image: whole(image, "the picture")?, block, palette: false });
        }
    }
    notes.expect(hidden == 0, Kind::Unknown, "colours under full transparency", hidden);
    notes.expect(transparent, Kind::Unknown, "alpha of a picture that is not transparent anywhere", 1);
    Ok(())
}

/// How many fully transparent pixels are not black.
fn other_colours(samples: &[u8]) -> usize {
    let mut hidden = Hidden::default();
    for &[r, g, b, alpha] in samples.as_chunks::<4>().0 {
        if alpha == 0 {
            hidden.see([r, g, b].map(u16::from));
        }
    }
    hidden.others
}

/// Lossy coding cannot keep one colour exactly. What it keeps of a picture is detail: how many fully transparent
/// macroblocks of 16×16 pixels are not nearly flat. Their rims are left out: the loop filter mixes in the neighbours.
fn detail(samples: &[u8], width: u32) -> usize {
    const FLAT: u8 = 40;
    let rows: Vec<&[[u8; 4]]> = samples.as_chunks::<4>().0.chunks_exact(width.max(1) as usize).collect();
    let is_flat = |band: &[&[[u8; 4]]], left: usize| {
        let inner = band.iter().skip(4).take(8).filter_map(|row| row.get(left + 4..left + 12)).flatten();
        let mut span = [(255_u8, 0_u8); 3];
        for pixel in inner {
            span.iter_mut().zip(pixel).for_each(|(s, &v)| *s = (s.0.min(v), s.1.max(v)));
        }
        span.iter().all(|(low, high)| high.saturating_sub(*low) <= FLAT)
    };
    let is_clear = |band: &[&[[u8; 4]]], left: usize| {
        band.iter().filter_map(|row| row.get(left..left + 16)).flatten().all(|pixel| pixel[3] == 0)
    };
    let blocks = |band| {
        (0..(width as usize).saturating_sub(15))
            .step_by(16)
            .filter(move |&left| is_clear(band, left) && !is_flat(band, left))
            .count()
    };
    rows.chunks_exact(16).map(blocks).sum()
}

/// Three bytes, the low one first.
fn u24(bytes: &[u8], at: usize) -> Option<u32> {
    let [a, b, c] = array(bytes, at)?;
    Some(u32::from_le_bytes([a, b, c, 0]))
}

#[cfg(test)]
mod tests {
    use crate::verify::findings;

    /// A drawn picture of 40×24 pixels with alpha, coded with loss.
    #[rustfmt::skip]
    const LOSSY: &[u8] = &[
        0x52, 0x49, 0x46, 0x46, 0xA8, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38, 0x58, 0x0A, 0x00,
        0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x27, 0x00, 0x00, 0x17, 0x00, 0x00, 0x41, 0x4C, 0x50, 0x48, 0x13, 0x00,
        0x00, 0x00, 0x01, 0x50, 0xDA, 0xB6, 0x01, 0xD3, 0xFF, 0x9F, 0x2E, 0x9A, 0xB8, 0x24, 0x22, 0x26, 0x80, 0x6B,
        0xE8, 0x5F, 0x02, 0x00, 0x56, 0x50, 0x38, 0x20, 0x6E, 0x00, 0x00, 0x00, 0x70, 0x04, 0x00, 0x9D, 0x01, 0x2A,
        0x28, 0x00, 0x18, 0x00, 0x3F, 0x29, 0x86, 0xAE, 0x53, 0xBF, 0xBF, 0xA4, 0x22, 0xB5, 0x58, 0x0C, 0x03, 0xF0,
        0x25, 0x09, 0x6C, 0x00, 0x9D, 0x32, 0xCB, 0xB7, 0x2F, 0xFF, 0xC0, 0x9E, 0x91, 0xB7, 0x05, 0xC2, 0x0F, 0x15,
        0x4E, 0x00, 0x00, 0xFE, 0xEA, 0x1A, 0xF7, 0xB0, 0x77, 0x47, 0xE4, 0xE5, 0x3C, 0x0E, 0xA9, 0x3A, 0x6F, 0xF2,
        0xBB, 0xD8, 0x44, 0x67, 0xBB, 0xF0, 0x60, 0x08, 0x91, 0xFF, 0xF7, 0xFE, 0x7F, 0xDB, 0x99, 0x0A, 0x49, 0x4D,
        0xE7, 0xC0, 0xD5, 0xFB, 0xFD, 0xFB, 0x0B, 0x6B, 0x30, 0xCB, 0x0C, 0xA6, 0xBB, 0xE7, 0xE1, 0x43, 0xBC, 0xD2,
        0xED, 0x6B, 0xFD, 0xFB, 0x10, 0x7B, 0x27, 0x3D, 0x92, 0xFD, 0x78, 0xB3, 0xC8, 0x00,
    ];

    #[test]
    fn a_lossy_picture_ends_where_it_ends() {
        assert_eq!(findings(LOSSY), Ok(Vec::new()));
    }

    #[test]
    fn bytes_inside_the_picture_chunks_are_found() {
        for name in [b"ALPH", b"VP8 "] {
            let at = LOSSY.windows(4).position(|w| w == name).unwrap() + 4;
            let size = u32::from_le_bytes(LOSSY[at..at + 4].try_into().unwrap());
            let end = at + 4 + size as usize;
            let mut longer = [&LOSSY[..end], b"secret".as_slice(), &LOSSY[end..]].concat();
            longer[at..at + 4].copy_from_slice(&(size + 6).to_le_bytes());
            let whole = longer.len() as u32 - 8;
            longer[4..8].copy_from_slice(&whole.to_le_bytes());
            assert!(findings(&longer).unwrap()[0].place.starts_with("bytes behind the pixels"), "{name:?}");
        }
    }

    #[test]
    fn no_cut_is_clean() {
        assert!((0..LOSSY.len()).all(|end| findings(&LOSSY[..end]) != Ok(Vec::new())));
    }
}
