//! What a WebP holds: coded pictures, how they follow each other, and what changes their look.

use super::riff::{self, Chunks, u24};
use super::vp8;
use crate::error::Error;
use crate::formats::exif_block::ExifLook;
use crate::pixels::limits::{self, MAX_BLOCK_BYTES, MAX_FRAMES, MAX_PIXELS};
use crate::pixels::{Colour, Orientation};

/// One coded picture. [RFC 9649 2.5, 2.6, 2.7.1.2]
#[derive(Debug, Clone, Copy)]
pub enum Coded<'a> {
    Lossy { vp8: &'a [u8], alpha: Option<&'a [u8]> },
    Lossless(&'a [u8]),
}

/// A picture and its place on the canvas. [RFC 9649 2.7.1.1]
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    pub coded: Coded<'a>,
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    /// Milliseconds.
    pub delay: u32,
    /// It is laid over what was there; else it replaces it.
    pub blend: bool,
    /// Its place is cleared after it was shown.
    pub dispose: bool,
}

/// A file that fits the limits.
#[derive(Debug)]
pub struct Parsed<'a> {
    pub width: u32,
    pub height: u32,
    /// At least one.
    pub frames: Vec<Frame<'a>>,
    /// In animations: how often it plays, 0 = for ever.
    pub loops: Option<u16>,
    pub orientation: Orientation,
    pub colour: Colour,
}

impl Coded<'_> {
    /// Width and height from the coded picture's own header.
    pub fn size(&self) -> Option<(u32, u32)> {
        match self {
            Self::Lossy { vp8, .. } => vp8::size(vp8),
            Self::Lossless(vp8l) => {
                let [0x2f, header @ ..] = *vp8l.first_chunk::<5>()? else { return None };
                let bits = u32::from_le_bytes(header);
                (bits >> 29 == 0).then_some((1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff)))
            }
        }
    }

    pub fn is_lossy(&self) -> bool {
        matches!(self, Self::Lossy { .. })
    }
}

impl<'a> Parsed<'a> {
    /// Walks the container. Errors: no whole picture in it, or over the limits.
    pub fn read(file: &'a [u8]) -> Result<Self, Error> {
        let (body, _) = riff::split(file).ok_or_else(|| Error::damaged("its header is broken"))?;
        let header = Chunks::of(body).next().filter(|chunk| &chunk.id == b"VP8X" && !chunk.cut);
        let flags = header.and_then(|chunk| chunk.data.first().copied()).unwrap_or(0);
        let canvas = header.and_then(|chunk| Some((u24(chunk.data, 4)? + 1, u24(chunk.data, 7)? + 1)));
        let mut parsed = Self {
            width: 0,
            height: 0,
            frames: Vec::new(),
            loops: None,
            orientation: exif(body, flags),
            colour: colour(body, flags),
        };
        if flags & riff::ANIMATION != 0 && Chunks::of(body).any(|chunk| &chunk.id == b"ANMF") {
            let canvas = canvas.ok_or_else(|| Error::damaged("its header is broken"))?;
            parsed.animation(body, canvas, file.len())?;
        } else {
            let coded = coded(body)?;
            (parsed.width, parsed.height) = coded.size().ok_or_else(broken)?;
            limits::check_size(parsed.width, parsed.height, file.len())?;
            let (width, height) = (parsed.width, parsed.height);
            parsed.frames = vec![Frame { coded, x: 0, y: 0, width, height, delay: 0, blend: false, dispose: false }];
        }
        Ok(parsed)
    }

    fn animation(&mut self, body: &'a [u8], canvas: (u32, u32), file_bytes: usize) -> Result<(), Error> {
        (self.width, self.height) = canvas;
        limits::check_size(canvas.0, canvas.1, file_bytes)?;
        let control = Chunks::of(body).find(|chunk| &chunk.id == b"ANIM").map(|chunk| chunk.data);
        let loops = control.and_then(|data| data.get(4..6)).and_then(|raw| raw.try_into().ok());
        self.loops = Some(loops.map_or(1, u16::from_le_bytes));
        let canvas_pixels = u64::from(canvas.0) * u64::from(canvas.1);
        for chunk in Chunks::of(body).filter(|chunk| &chunk.id == b"ANMF") {
            if chunk.cut {
                return Err(Error::damaged("the end of the animation is missing"));
            }
            if self.frames.len() == MAX_FRAMES || canvas_pixels * (self.frames.len() as u64 + 1) > MAX_PIXELS {
                return Err(Error::too_large("the animation has too many frames"));
            }
            self.frames.push(frame(chunk.data, canvas).ok_or_else(broken)?);
        }
        Ok(())
    }
}

fn broken() -> Error {
    Error::damaged("a picture in it has a broken header")
}

/// An ANMF chunk whose picture lies on the canvas.
fn frame(data: &[u8], canvas: (u32, u32)) -> Option<Frame<'_>> {
    let [x, y] = [0, 3].map(|at| u24(data, at).map(|half| half * 2));
    let (x, y) = (x?, y?);
    let (width, height) = (u24(data, 6)? + 1, u24(data, 9)? + 1);
    let flags = *data.get(15)?;
    let coded = coded(data.get(16..)?).ok()?;
    let fits = coded.size()? == (width, height) && x + width <= canvas.0 && y + height <= canvas.1;
    let frame = Frame {
        coded,
        x,
        y,
        width,
        height,
        delay: u24(data, 12)?,
        blend: flags & 0x02 == 0,
        dispose: flags & 0x01 != 0,
    };
    fits.then_some(frame)
}

/// The first picture among chunks, with the alpha before it.
fn coded(body: &[u8]) -> Result<Coded<'_>, Error> {
    let mut alpha = None;
    for chunk in Chunks::of(body) {
        match &chunk.id {
            b"ALPH" if alpha.is_none() => alpha = Some(chunk.data),
            b"VP8 " | b"VP8L" if chunk.cut => return Err(Error::damaged("the end of the picture is missing")),
            b"VP8 " => return Ok(Coded::Lossy { vp8: chunk.data, alpha }),
            b"VP8L" => return Ok(Coded::Lossless(chunk.data)),
            _ => {}
        }
    }
    Err(Error::damaged("there is no picture in it"))
}

/// As libwebp's demuxer does, an Exif chunk only speaks if the header announces it.
fn exif(body: &[u8], flags: u8) -> Orientation {
    announced(body, b"EXIF", flags & riff::EXIF).map(|block| ExifLook::read(block).orientation).unwrap_or_default()
}

fn colour(body: &[u8], flags: u8) -> Colour {
    let profile = announced(body, b"ICCP", flags & riff::PROFILE).filter(|profile| profile.len() <= MAX_BLOCK_BYTES);
    profile.map_or(Colour::Srgb, |profile| Colour::Icc(profile.to_vec()))
}

fn announced<'a>(body: &'a [u8], id: &[u8; 4], flag: u8) -> Option<&'a [u8]> {
    Chunks::of(body).find(|chunk| flag != 0 && &chunk.id == id).map(|chunk| chunk.data)
}
