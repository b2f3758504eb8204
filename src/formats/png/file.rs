//! What a PNG holds: header, palette, the pictures it shows, how their colours are meant. [PNG3 11; APNG]

use super::chunks::{Chunk, SIGNATURE, chunks, u16_at, u32_at};
use super::colour::ColourChunks;
use super::header::{ColourType, Header};
use crate::error::Error;
use crate::formats::exif_block::ExifLook;
use crate::pixels::limits::{MAX_FRAMES, PixelsLeft, check_size};
use crate::pixels::{Colour, Delay, Orientation};

/// The parts of a PNG that show something.
pub struct File<'a> {
    pub header: Header,
    /// Red, green, blue, alpha; empty but for pictures with a palette.
    pub palette: Vec<[u8; 4]>,
    /// The transparent colour, as coded.
    pub key: Option<Vec<u16>>,
    /// What is shown, in its order; at least one.
    pub frames: Vec<Frame<'a>>,
    /// How often an animation plays; 0 is for ever.
    pub loops: Option<u32>,
    /// What is coded but never shown.
    pub hidden: Vec<Frame<'a>>,
    pub colour: Colour,
    pub orientation: Orientation,
    /// Something in it is cut, or does not fit its checksum.
    pub damaged: bool,
}

/// A picture on the canvas. [PNG3 11.3.6.2]
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    pub delay: Delay,
    pub dispose: Dispose,
    /// Laid over what is there, instead of taking its place.
    pub over: bool,
    /// Its coded data.
    pub pieces: Vec<&'a [u8]>,
}

/// What becomes of a frame before the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dispose {
    None = 0,
    Background = 1,
    Previous = 2,
}

impl<'a> Frame<'a> {
    /// The picture in IDAT, alone.
    fn still(header: &Header) -> Self {
        let (width, height) = (header.width, header.height);
        let delay = Delay { num: 0, den: 100 };
        Self { x: 0, y: 0, width, height, delay, dispose: Dispose::None, over: false, pieces: Vec::new() }
    }

    /// `None` for frames that do not lie on the canvas.
    fn read(body: &[u8], header: &Header) -> Option<Self> {
        let (width, height, x, y) = (u32_at(body, 4)?, u32_at(body, 8)?, u32_at(body, 12)?, u32_at(body, 16)?);
        let fits =
            |start: u32, size: u32, side: u32| size > 0 && start.checked_add(size).is_some_and(|end| end <= side);
        let den = u32::from(u16_at(body, 22)?);
        let delay = reduced(u16_at(body, 20)?.into(), if den == 0 { 100 } else { den });
        let dispose = match body.get(24)? {
            0 => Dispose::None,
            1 => Dispose::Background,
            2 => Dispose::Previous,
            _ => return None,
        };
        let over = match body.get(25)? {
            0 => false,
            1 => true,
            _ => return None,
        };
        let inside = fits(x, width, header.width) && fits(y, height, header.height);
        inside.then_some(Self { x, y, width, height, delay, dispose, over, pieces: Vec::new() })
    }

    pub fn covers(&self, header: &Header) -> bool {
        (self.x, self.y, self.width, self.height) == (0, 0, header.width, header.height)
    }

    /// The size of its coded data.
    pub fn coded_bytes(&self) -> usize {
        self.pieces.iter().map(|piece| piece.len()).sum()
    }
}

impl<'a> File<'a> {
    /// Walks the chunks; checks the limits; inflates no pixels.
    pub fn read(untrusted: &'a [u8]) -> Result<Self, Error> {
        let mut parts = Parts::new(untrusted)?;
        let mut walk = chunks(untrusted);
        for chunk in walk.by_ref() {
            parts.take(&chunk);
        }
        parts.damaged |= !walk.ended();
        parts.finish()
    }
}

/// The header, if the file begins as it should.
fn header(untrusted: &[u8]) -> Result<Header, Error> {
    if !untrusted.starts_with(&SIGNATURE) {
        return Err(Error::damaged("it does not begin as a PNG"));
    }
    let first = chunks(untrusted).next().ok_or_else(|| Error::damaged("it ends before its header"))?;
    match &first.kind {
        b"IHDR" => Header::read(first.body),
        b"CgBI" => Err(Error::unsupported("a kind of PNG that only Apple's programs read (CgBI)")),
        _ => Err(Error::damaged("its header is missing")),
    }
}

/// Refuses large pictures that are packed as tightly as deflate can, 1032 to 1: a bomb's mark, no photo's.
fn check_ratio(header: &Header, coded_bytes: usize) -> Result<(), Error> {
    let bytes = header.row_bytes(header.width) as u64 * u64::from(header.height);
    if bytes > 64 << 20 && bytes / 800 > coded_bytes as u64 {
        let (width, height) = (header.width, header.height);
        return Err(Error::too_large(format!(
            "{width}×{height} pixels are promised, but only {coded_bytes} bytes hold them"
        )));
    }
    Ok(())
}

/// A file that is being read.
struct Parts<'a> {
    header: Header,
    palette: &'a [u8],
    transparency: Option<&'a [u8]>,
    exif: Option<&'a [u8]>,
    colour: ColourChunks<'a>,
    default: Vec<&'a [u8]>,
    /// Number of frames and of plays. [PNG3 11.3.6.1]
    animation: Option<(u32, u32)>,
    frames: Vec<Frame<'a>>,
    /// The first frame is the picture in IDAT.
    default_is_shown: bool,
    /// A frame was broken; those behind it are passed over.
    broken: bool,
    damaged: bool,
}

impl<'a> Parts<'a> {
    fn new(untrusted: &'a [u8]) -> Result<Self, Error> {
        let header = header(untrusted)?;
        check_size(header.width, header.height, untrusted.len())?;
        Ok(Self {
            header,
            palette: &[],
            transparency: None,
            exif: None,
            colour: ColourChunks::default(),
            default: Vec::new(),
            animation: None,
            frames: Vec::new(),
            default_is_shown: false,
            broken: false,
            damaged: false,
        })
    }

    fn take(&mut self, chunk: &Chunk<'a>) {
        let before_pixels = self.default.is_empty();
        match &chunk.kind {
            b"IDAT" => self.default.push(chunk.body),
            b"PLTE" if before_pixels && self.palette.is_empty() => self.palette = chunk.body,
            b"tRNS" if before_pixels && self.transparency.is_none() => self.transparency = Some(chunk.body),
            b"eXIf" if self.exif.is_none() => self.exif = Some(chunk.body),
            b"acTL" if before_pixels && self.animation.is_none() => {
                self.animation = u32_at(chunk.body, 0).zip(u32_at(chunk.body, 4));
            }
            b"fcTL" => self.frame(chunk.body),
            b"fdAT" => self.frame_data(chunk.body),
            _ if before_pixels => self.colour.take(chunk),
            _ => {}
        }
        // Upper case: critical. [PNG3 5.4]
        let shown = chunk.kind[0].is_ascii_uppercase() || matches!(&chunk.kind, b"tRNS" | b"fcTL" | b"fdAT");
        self.damaged |= shown && !chunk.is_intact();
    }

    fn frame(&mut self, body: &[u8]) {
        if self.animation.is_none() || self.broken {
            return;
        }
        let first = self.default.is_empty();
        let read = Frame::read(body, &self.header);
        match read.filter(|frame| !first || (self.frames.is_empty() && frame.covers(&self.header))) {
            Some(frame) if self.frames.len() <= MAX_FRAMES => {
                self.default_is_shown |= first;
                self.frames.push(frame);
            }
            _ => self.broken = true,
        }
    }

    fn frame_data(&mut self, body: &'a [u8]) {
        let is_default = self.default_is_shown && self.frames.len() == 1;
        if let Some(frame) = self.frames.last_mut().filter(|_| !is_default && !self.broken && !self.default.is_empty())
        {
            frame.pieces.push(body.get(4..).unwrap_or_default());
        }
    }

    fn finish(mut self) -> Result<File<'a>, Error> {
        let (palette, key) = (self.palette()?, self.key());
        let mut still = Frame::still(&self.header);
        still.pieces = std::mem::take(&mut self.default);
        let (promised, loops) = self.animation.unwrap_or_default();
        if let Some(first) = self.frames.first_mut().filter(|_| self.default_is_shown) {
            first.pieces = std::mem::take(&mut still.pieces);
        }
        let coded = self.frames.iter().take_while(|frame| !frame.pieces.is_empty()).count();
        let shown = coded.min(promised as usize);
        self.damaged |= self.broken || shown < promised as usize;
        let mut hidden = self.frames.split_off(shown);
        let mut frames = self.frames;
        if frames.is_empty() && still.pieces.is_empty() && !hidden.is_empty() {
            still = hidden.remove(0);
        }
        if frames.is_empty() {
            frames.push(still);
        } else if !still.pieces.is_empty() {
            hidden.insert(0, still);
        }
        hidden.retain(|frame| !frame.pieces.is_empty());
        if frames.len() > MAX_FRAMES {
            return Err(Error::too_large(format!("an animation of more than {MAX_FRAMES} frames")));
        }
        let mut left = PixelsLeft::default();
        frames.iter().try_for_each(|frame| left.take(frame.width, frame.height))?;
        check_ratio(&self.header, frames.iter().map(Frame::coded_bytes).sum())?;
        Ok(File {
            header: self.header,
            palette,
            key,
            loops: (frames.len() > 1).then_some(loops),
            frames,
            hidden,
            colour: self.colour.meaning(),
            orientation: self.exif.map(ExifLook::read).unwrap_or_default().orientation,
            damaged: self.damaged,
        })
    }

    /// The entries of PLTE with the alphas of tRNS; empty for other types of colour. [PNG3 11.2.2, 11.3.1.1]
    fn palette(&self) -> Result<Vec<[u8; 4]>, Error> {
        if self.header.colour_type != ColourType::Palette {
            return Ok(Vec::new());
        }
        let alphas = self.transparency.unwrap_or_default().iter().copied().chain(std::iter::repeat(255));
        let entries = self.palette.as_chunks::<3>().0.iter().take(1 << self.header.depth).zip(alphas);
        let palette: Vec<_> = entries.map(|(&[r, g, b], a)| [r, g, b, a]).collect();
        if palette.is_empty() { Err(Error::damaged("its palette is missing")) } else { Ok(palette) }
    }

    /// The transparent colour in tRNS, of as many bits as the samples have. [PNG3 11.3.1.1]
    fn key(&self) -> Option<Vec<u16>> {
        let samples = match self.header.colour_type {
            ColourType::Gray | ColourType::Rgb => self.header.colour_type.samples(),
            ColourType::Palette | ColourType::GrayAlpha | ColourType::Rgba => return None,
        };
        let mask = u16::MAX >> (16 - self.header.depth);
        let values = self.transparency?.get(..2 * samples)?.as_chunks::<2>().0;
        Some(values.iter().map(|raw| u16::from_be_bytes(*raw) & mask).collect())
    }
}

/// The same time with the smallest numbers, so that a fraction holds nothing but its value.
fn reduced(num: u32, den: u32) -> Delay {
    let (mut a, mut b) = (num, den);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    if num == 0 { Delay { num: 0, den: 100 } } else { Delay { num: num / a, den: den / a } }
}
