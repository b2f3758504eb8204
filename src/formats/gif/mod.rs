//! GIF \[GIF89a\].
//!
//! `blocks` walks, `lzw` unpacks, `animation` reads what is shown, `canvas` lays it out. `tidy` and `write` rebuild a file around
//! the same pixels, `encode` makes one from new pixels, `items` names what is hidden.

mod animation;
mod blocks;
mod canvas;
mod encode;
mod items;
mod lzw;
#[cfg(test)]
mod tests;
mod tidy;
mod write;

use crate::cover::{Mask, Style};
use crate::error::Error;
use crate::formats::{Enclosed, Encoding, Exact, Format, NotExact, Target};
use crate::item::Item;
use crate::note::LOWER_PART_MISSING;
use crate::pixels::limits::MAX_PIXELS;
use crate::pixels::{Colour, Decoded, Delay, Orientation, Page, Sequence};
use crate::verify::Look;
use animation::{Animation, read};
use canvas::Canvas;

/// GIF \[GIF89a\].
pub struct Gif;

impl Format for Gif {
    fn id(&self) -> &'static str {
        "gif"
    }

    fn matches(&self, head: &[u8]) -> bool {
        blocks::is_gif(head)
    }

    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error> {
        animation::size(untrusted)
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        items::items(untrusted)
    }

    fn enclosed<'a>(&self, untrusted: &'a [u8]) -> Vec<Enclosed<'a>> {
        let Some((_, mut walk)) = blocks::blocks(untrusted) else { return Vec::new() };
        walk.by_ref().for_each(drop);
        Enclosed::behind(walk.rest()).collect()
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        let (animation, cut) = read(untrusted)?;
        let (width, height) = (u32::from(animation.width), u32::from(animation.height));
        if u64::from(width) * u64::from(height) * animation.frames.len() as u64 > MAX_PIXELS {
            return Err(Error::too_large(format!("{} frames of {width}×{height} pixels", animation.frames.len())));
        }
        let sequence = sequence(&animation);
        let delay = |delay: u16| (sequence != Sequence::Still).then_some(Delay { num: delay.into(), den: 100 });
        let pages = Canvas::new(&animation).zip(&animation.frames).map(|(image, frame)| Page {
            image,
            colour: Colour::Srgb,
            orientation: Orientation::Upright,
            delay: delay(frame.control.delay),
        });
        let pages = pages.collect();
        Ok(Decoded {
            pages,
            sequence,
            lossy: false,
            full_chroma: true,
            block: (1, 1),
            reach: 0,
            warnings: warnings(cut),
        })
    }

    fn target(&self, _decoded: &Decoded) -> Target {
        Target::Gif
    }

    fn exact_target(&self) -> Option<Target> {
        Some(Target::Gif)
    }

    fn exact(&self, untrusted: &[u8], covers: &dyn Fn(u32, u32) -> Mask, _style: Style) -> Result<Exact, NotExact> {
        let (width, height) = self.size(untrusted)?;
        if !covers(width, height).is_empty() {
            return Err(NotExact::Redraw("covers mean that a GIF is written anew".into()));
        }
        Ok(rebuilt(untrusted)?)
    }

    fn redrawn_directly(&self, untrusted: &[u8], _encoding: Encoding) -> Option<Result<Exact, Error>> {
        Some(rebuilt(untrusted))
    }
}

/// The same frames, indexes and timing in a container of our own.
fn rebuilt(untrusted: &[u8]) -> Result<Exact, Error> {
    let (animation, cut) = read(untrusted)?;
    let look = Canvas::new(&animation).next().map(|image| Look::of(&image, Orientation::Upright));
    let animation = animation.tidied();
    Ok(Exact {
        bytes: animation.write(),
        width: animation.width.into(),
        height: animation.height.into(),
        pages: animation.frames.len(),
        look,
        covered: None,
        warnings: warnings(cut),
    })
}

/// Numbers of the looping extension stay as they are; without it, an animation plays once.
fn sequence(animation: &Animation) -> Sequence {
    match animation.loops {
        _ if animation.frames.len() < 2 => Sequence::Still,
        loops => Sequence::Animation { loops: loops.unwrap_or(1).into() },
    }
}

fn warnings(cut: bool) -> Vec<String> {
    if cut { vec![LOWER_PART_MISSING.into()] } else { Vec::new() }
}

/// Writes pictures that are upright and in sRGB.
pub fn encode(upright: &Decoded, _encoding: Encoding) -> Result<Vec<u8>, Error> {
    encode::encode(upright)
}
