//! A GIF in memory: indexes, palettes, timing.

use super::blocks::{Block, CONTROL, Colour, Control, Disposal, Image, Screen, blocks, looping};
use super::lzw;
use crate::error::Error;
use crate::pixels::limits::{MAX_FRAMES, PixelsLeft, check_size};

/// What a GIF shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Animation {
    pub width: u16,
    pub height: u16,
    /// Shared by frames without a palette of their own.
    pub palette: Option<Vec<Colour>>,
    /// As the looping extension says (0 is for ever); `None` without one.
    pub loops: Option<u16>,
    pub frames: Vec<Frame>,
}

/// One picture on the canvas, inside of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    pub left: u16,
    pub top: u16,
    pub width: u16,
    pub height: u16,
    pub control: Control,
    pub palette: Option<Vec<Colour>>,
    /// Rows from the top.
    pub indexes: Vec<u8>,
}

impl Frame {
    /// A frame that shows nothing, but takes its time.
    fn blank(control: Control) -> Self {
        let control = Control { transparent: Some(0), disposal: Disposal::Unsaid, ..control };
        let palette = Some(vec![[0; 3]; 2]);
        Self { left: 0, top: 0, width: 1, height: 1, control, palette, indexes: vec![0] }
    }
}

/// How much of a frame came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    Whole,
    Part,
    Nothing,
}

/// Reads a GIF; the second is whether something is missing.
pub fn read(untrusted: &[u8]) -> Result<(Animation, bool), Error> {
    let (screen, mut walk) = blocks(untrusted).ok_or_else(|| Error::damaged("it ends before its first picture"))?;
    let mut animation = Animation::new(screen);
    let mut control = Control::default();
    let (mut left, mut all) = (PixelsLeft::default(), Vec::new());
    for block in walk.by_ref() {
        match block {
            Block::Extension { label: CONTROL, parts, .. } => {
                control = parts.first().and_then(|part| Control::read(part)).unwrap_or_default();
            }
            Block::Extension { parts, .. } => {
                animation.loops = animation.loops.or(looping(&parts).map(|(count, _)| count));
            }
            Block::Image(image) => {
                if all.is_empty() {
                    animation.grow(&image, untrusted.len())?;
                }
                left.take(image.width.into(), image.height.into())?;
                if all.len() >= MAX_FRAMES {
                    return Err(Error::too_large(format!("an animation of more than {MAX_FRAMES} frames")));
                }
                let (frame, came) = animation.frame(&image, std::mem::take(&mut control))?;
                animation.frames.push(frame);
                all.push(came);
            }
        }
    }
    let cut = !walk.ended() || all.iter().any(|came| *came != Came::Whole);
    // Where the file ends, a frame of which nothing came is no frame.
    if !walk.ended() && all.last() == Some(&Came::Nothing) {
        animation.frames.pop();
    }
    if all.iter().all(|came| *came == Came::Nothing) {
        return Err(Error::damaged("nothing of its pixels can be read"));
    }
    Ok((animation, cut))
}

/// Width and height, without unpacking anything.
pub fn size(untrusted: &[u8]) -> Result<(u32, u32), Error> {
    let missing = || Error::damaged("it ends before its first picture");
    let (screen, mut walk) = blocks(untrusted).ok_or_else(missing)?;
    let mut animation = Animation::new(screen);
    let first = walk.find_map(|block| match block {
        Block::Image(image) => Some(image),
        Block::Extension { .. } => None,
    });
    animation.grow(&first.ok_or_else(missing)?, untrusted.len())?;
    Ok((animation.width.into(), animation.height.into()))
}

impl Animation {
    fn new(screen: Screen) -> Self {
        let Screen { width, height, palette } = screen;
        Self { width, height, palette, loops: None, frames: Vec::new() }
    }

    /// Browsers enlarge the screen to the first frame.
    fn grow(&mut self, first: &Image<'_>, file_size: usize) -> Result<(), Error> {
        self.width = self.width.max(first.left.saturating_add(first.width));
        self.height = self.height.max(first.top.saturating_add(first.height));
        check_size(self.width.into(), self.height.into(), file_size)
    }

    /// The part of a frame that lies on the canvas and came.
    fn frame(&self, image: &Image<'_>, control: Control) -> Result<(Frame, Came), Error> {
        let need = image.pixels()?;
        let inside = |start: u16, size: u16, side: u16| usize::from(size.min(side.saturating_sub(start)));
        let shown_width = inside(image.left, image.width, self.width);
        let shown_height = inside(image.top, image.height, self.height);
        if shown_width == 0 || shown_height == 0 {
            return Ok((Frame::blank(control), Came::Whole));
        }
        let unpacked = lzw::unpack(image.code_size, &image.parts, need);
        let (rows, came) = in_order(&unpacked.indexes, image, shown_height);
        if rows.is_empty() {
            return Ok((Frame::blank(control), Came::Nothing));
        }
        let indexes: Vec<u8> = rows.iter().flat_map(|row| row.iter().take(shown_width).copied()).collect();
        let gray = || (0..=255).map(|v| [v; 3]).collect();
        let palette = image.palette.clone().or_else(|| self.palette.is_none().then(gray));
        let frame = Frame {
            left: image.left,
            top: image.top,
            width: shown_width as u16,
            height: rows.len() as u16,
            control,
            palette,
            indexes,
        };
        Ok((frame, came))
    }
}

/// The rows from the top, at most `height`. In interlaced pictures that are cut, rows stand in for those below them.
/// [GIF89a appendix E]
fn in_order<'a>(indexes: &'a [u8], image: &Image<'_>, height: usize) -> (Vec<&'a [u8]>, Came) {
    let mut coded = indexes.chunks_exact(image.width.into());
    let whole = coded.len() == usize::from(image.height);
    let mut rows = vec![None; image.height.into()];
    let steps: &[_] = if image.interlaced { &[(0, 8), (4, 8), (2, 4), (1, 2)] } else { &[(0, 1)] };
    for &(first, step) in steps {
        for row in rows.iter_mut().skip(first).step_by(step) {
            *row = coded.next();
        }
    }
    if image.interlaced {
        let mut above = None;
        rows.iter_mut().for_each(|row| {
            above = row.or(above);
            *row = above;
        });
    }
    let rows: Vec<_> = rows.into_iter().map_while(|row| row).take(height).collect();
    let came = match (whole, rows.is_empty()) {
        (true, _) => Came::Whole,
        (false, false) => Came::Part,
        (false, true) => Came::Nothing,
    };
    (rows, came)
}
