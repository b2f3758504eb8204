//! The blocks of a GIF. [GIF89a 15 to 27]

use crate::error::Error;
use crate::pixels::limits::check_size;

/// The signature and version. [GIF89a 17]
pub fn is_gif(head: &[u8]) -> bool {
    head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a")
}

/// Red, green, blue.
pub type Colour = [u8; 3];

/// The logical screen. [GIF89a 18, 19]
#[derive(Debug, Clone, Default)]
pub struct Screen {
    pub width: u16,
    pub height: u16,
    pub palette: Option<Vec<Colour>>,
}

/// What follows the screen.
pub enum Block<'a> {
    Image(Image<'a>),
    /// The label, the sub-blocks, and all bytes behind the label.
    Extension {
        label: u8,
        parts: Vec<&'a [u8]>,
        raw: &'a [u8],
    },
}

/// An image descriptor with its data. [GIF89a 20 to 22]
pub struct Image<'a> {
    pub left: u16,
    pub top: u16,
    pub width: u16,
    pub height: u16,
    pub interlaced: bool,
    pub palette: Option<Vec<Colour>>,
    pub code_size: u8,
    pub parts: Vec<&'a [u8]>,
}

/// Labels of extensions. [GIF89a 23 to 26]
pub const PLAIN_TEXT: u8 = 0x01;
pub const CONTROL: u8 = 0xf9;
pub const COMMENT: u8 = 0xfe;
pub const APPLICATION: u8 = 0xff;

/// The blocks up to the trailer, and what stands behind it.
pub struct Blocks<'a> {
    rest: &'a [u8],
    ended: bool,
}

/// The screen and the blocks; `None` for a file that ends before.
pub fn blocks(untrusted: &[u8]) -> Option<(Screen, Blocks<'_>)> {
    let (head, rest) = untrusted.split_first_chunk::<13>().filter(|_| is_gif(untrusted))?;
    let [.., w0, w1, h0, h1, flags, _, _] = *head;
    let (palette, rest) = palette(flags, rest)?;
    let (width, height) = (u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1]));
    Some((Screen { width, height, palette }, Blocks { rest, ended: false }))
}

impl<'a> Blocks<'a> {
    /// Once there are no more blocks: what stands behind the trailer, or what is no block.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Whether the trailer was met.
    pub fn ended(&self) -> bool {
        self.ended
    }

    fn image(&mut self) -> Option<Image<'a>> {
        let (head, rest) = self.rest.split_first_chunk::<10>()?;
        let [_, l0, l1, t0, t1, w0, w1, h0, h1, flags] = *head;
        let (palette, rest) = palette(flags, rest)?;
        let (&code_size, rest) = rest.split_first()?;
        let (parts, rest) = sub_blocks(rest);
        self.rest = rest;
        Some(Image {
            left: u16::from_le_bytes([l0, l1]),
            top: u16::from_le_bytes([t0, t1]),
            width: u16::from_le_bytes([w0, w1]),
            height: u16::from_le_bytes([h0, h1]),
            interlaced: flags & 0x40 != 0,
            palette,
            code_size,
            parts,
        })
    }
}

impl Image<'_> {
    /// Pixels that it asks for; refuses what is over the limits.
    pub fn pixels(&self) -> Result<usize, Error> {
        let coded_bytes = self.parts.iter().map(|part| part.len()).sum();
        check_size(self.width.max(1).into(), self.height.max(1).into(), coded_bytes)?;
        Ok(usize::from(self.width) * usize::from(self.height))
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Block<'a>;

    fn next(&mut self) -> Option<Block<'a>> {
        if self.ended {
            return None;
        }
        // Some programs leave empty bytes between blocks.
        let skip = self.rest.iter().take_while(|&&byte| byte == 0).count();
        self.rest = self.rest.get(skip..).unwrap_or_default();
        match self.rest {
            [b';', rest @ ..] => {
                self.ended = true;
                self.rest = rest;
                None
            }
            [b',', ..] => self.image().map(Block::Image),
            [b'!', label, from @ ..] => {
                let (parts, rest) = sub_blocks(from);
                self.rest = rest;
                let raw = from.get(..from.len() - rest.len()).unwrap_or_default();
                Some(Block::Extension { label: *label, parts, raw })
            }
            _ => None,
        }
    }
}

/// Sub-blocks up to the empty one; what is cut is shorter. [GIF89a 15, 16]
fn sub_blocks(mut rest: &[u8]) -> (Vec<&[u8]>, &[u8]) {
    let mut parts = Vec::new();
    while let Some((&size, from)) = rest.split_first() {
        if size == 0 {
            return (parts, from);
        }
        let (part, behind) = from.split_at_checked(size.into()).unwrap_or((from, &[]));
        parts.push(part);
        rest = behind;
    }
    (parts, rest)
}

/// The colour table that the flags promise. [GIF89a 19]
fn palette(flags: u8, rest: &[u8]) -> Option<(Option<Vec<Colour>>, &[u8])> {
    if flags & 0x80 == 0 {
        return Some((None, rest));
    }
    let (table, rest) = rest.split_at_checked(3 * (2 << (flags & 7)))?;
    Some((Some(table.as_chunks::<3>().0.to_vec()), rest))
}

/// A graphic control extension. [GIF89a 23]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Control {
    /// In hundredths of a second.
    pub delay: u16,
    pub disposal: Disposal,
    pub transparent: Option<u8>,
}

/// What becomes of a frame before the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Disposal {
    #[default]
    Unsaid = 0,
    Keep = 1,
    /// The area of the frame becomes transparent.
    Background = 2,
    Previous = 3,
}

impl Control {
    /// From the first sub-block; too short ones say nothing.
    pub fn read(part: &[u8]) -> Option<Self> {
        let &[flags, d0, d1, transparent] = part.first_chunk::<4>()?;
        let disposal = match flags >> 2 & 7 {
            1 => Disposal::Keep,
            2 => Disposal::Background,
            // Old programs write 4 for 3.
            3 | 4 => Disposal::Previous,
            _ => Disposal::Unsaid,
        };
        let transparent = (flags & 1 != 0).then_some(transparent);
        Some(Self { delay: u16::from_le_bytes([d0, d1]), disposal, transparent })
    }
}

/// The number in a looping extension (0 is for ever), and whether it holds anything else. [Netscape]
pub fn looping(parts: &[&[u8]]) -> Option<(u16, bool)> {
    let (name, rest) = parts.split_first()?;
    if !matches!(*name, b"NETSCAPE2.0" | b"ANIMEXTS1.0") {
        return None;
    }
    let count = rest.iter().find_map(|part| match part {
        [1, low, high, ..] => Some(u16::from_le_bytes([*low, *high])),
        _ => None,
    })?;
    Some((count, rest.len() != 1 || rest.iter().any(|part| part.len() != 3)))
}
