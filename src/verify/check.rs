//! Whether a finished copy is what it should be: nothing hidden, the right size and frames, and the same look.

use super::cover::Judge;
use super::look::Look;
use super::notes::{Facts, Frame, Notes, Wants};
use super::walk;
use crate::cover::{Mask, Style};
use crate::pixels::{Channels, Delay, Image, Orientation, Samples};
use crate::region::PixelBox;

/// What a copy has to be.
pub struct Expected<'a> {
    /// The id of the format it is written in.
    pub format: &'static str,
    /// Upright size of the first page.
    pub width: u32,
    pub height: u32,
    /// Frames or pages.
    pub pages: usize,
    /// How long each frame of an animation stays, and how often it runs (0: for ever).
    pub animation: Option<(&'a [Delay], u32)>,
    /// The look of the source (first page), made by the cleaner before it turned, covered and encoded.
    pub look: Option<Look>,
    /// What must be covered, in the pixels of each page, and how; the last mask stands for all pages that follow.
    pub cover: Option<(&'a [Mask], Style)>,
}

/// How far mean colours may lie apart, on average and in the worst cell.
const APART: (f32, f32) = (4.0, 16.0);
/// Turned looks are only compared where the upright one is further off than noise.
const NOISE: f32 = 1.5;

/// Passes only a copy in which every byte is accounted for and which shows what it should; else says what is wrong.
pub fn check(copy: &[u8], expected: &Expected<'_>) -> Result<(), String> {
    let mut judge = expected.cover.map(|(masks, style)| Judge::new(masks, style));
    let mut seen = None;
    let mut block = (1, 1);
    let mut show = |frame: Frame| {
        if let Some(judge) = &mut judge {
            judge.see(&frame);
        }
        if frame.page == 0 {
            block = frame.block;
            seen = on_canvas(frame, expected).map(|image| Look::of(&image, Orientation::Upright));
        }
    };
    let wants = if expected.cover.is_some() { Wants::Pixels } else { Wants::Look };
    let mut notes = Notes { items: Vec::new(), wants, show: Some(&mut show) };
    let facts = walk(copy, &mut notes).map_err(|error| error.to_string())?;
    if let Some(item) = notes.items.first() {
        return Err(format!("it still holds {} ({} bytes)", item.place, item.bytes));
    }
    facts_fit(&facts, expected)?;
    if let Some(judge) = judge {
        judge.verdict(facts.pages)?;
    }
    let look = seen.or(facts.look).ok_or("its pixels could not be seen")?;
    expected.look.map_or(Ok(()), |wanted| looks_fit(&look, &wanted, (facts.coarseness, block), expected))
}

fn facts_fit(facts: &Facts, expected: &Expected) -> Result<(), String> {
    if facts.format != expected.format {
        return Err(format!("it is {}, not {}", facts.format, expected.format));
    }
    if (facts.width, facts.height) != (expected.width, expected.height) {
        let (width, height) = (expected.width, expected.height);
        return Err(format!("it has {}×{} pixels, not {width}×{height}", facts.width, facts.height));
    }
    if facts.pages != expected.pages {
        return Err(format!("it has {} pages or frames, not {}", facts.pages, expected.pages));
    }
    let Some((delays, loops)) = expected.animation else { return Ok(()) };
    // Formats count in hundredths or thousandths of a second.
    let fits = |(a, b): (&Delay, &Delay)| a.millis().abs_diff(b.millis()) <= 5;
    if facts.delays.len() != delays.len() || !facts.delays.iter().zip(delays).all(fits) {
        return Err("its frames stay for other times".into());
    }
    // Without a word about it, an animation runs once.
    if facts.loops.unwrap_or(1) != loops {
        return Err("its animation runs another number of times".into());
    }
    Ok(())
}

/// `coded`: how coarsely the copy is coded, and the size of its blocks.
fn looks_fit(look: &Look, wanted: &Look, coded: (f32, (u32, u32)), expected: &Expected) -> Result<(), String> {
    let (coarseness, block) = coded;
    let mask = expected.cover.and_then(|(masks, _)| masks.first());
    let counts = |column: usize, row: usize| {
        let cell = |at: usize, side: u32| {
            let edge = |at: u64| at * u64::from(side);
            ((edge(at as u64) / 8) as u32, edge(at as u64 + 1).div_ceil(8) as u32)
        };
        let ((x0, x1), (y0, y1)) = (cell(column, expected.width), cell(row, expected.height));
        // A cover colours the rest of its blocks, too, and their neighbours.
        let near = |block: u32| if block > 1 { 2 * block } else { 0 };
        let (across, down) = (near(block.0), near(block.1));
        let (x0, y0) = (x0.saturating_sub(across), y0.saturating_sub(down));
        mask.is_none_or(|mask| !mask.touches(PixelBox { x0, y0, x1: x1 + across, y1: y1 + down }))
    };
    let (mean, most) = look.difference(wanted, counts);
    if mean > APART.0 + coarseness || most > APART.1 + 2.0 * coarseness {
        return Err(format!("it looks different from the original (by {mean:.1} on average, {most:.1} at most)"));
    }
    let turned = |orientation: &Orientation| look.turned(*orientation).difference(wanted, counts).0;
    let nearest = Orientation::ALL.iter().map(turned).fold(mean, f32::min);
    if mean > NOISE + coarseness && nearest < mean / 2.0 {
        return Err("it looks turned or mirrored".into());
    }
    Ok(())
}

/// The first frame where it stands on the canvas; what it leaves free is transparent.
fn on_canvas(frame: Frame, expected: &Expected) -> Option<Image> {
    let Frame { x, y, image, .. } = frame;
    if (image.width, image.height) == (expected.width, expected.height) {
        return Some(image);
    }
    let Samples::U8(samples) = &image.samples else { return None };
    if image.channels != Channels::Rgba
        || crate::pixels::limits::check_size(expected.width, expected.height, usize::MAX).is_err()
    {
        return None;
    }
    let across = expected.width as usize * 4;
    let mut canvas = vec![0; across * expected.height as usize];
    for (row, line) in
        samples.chunks_exact(image.width as usize * 4).zip(canvas.chunks_exact_mut(across).skip(y as usize))
    {
        line.get_mut(x as usize * 4..)?.get_mut(..row.len())?.copy_from_slice(row);
    }
    Image::new(expected.width, expected.height, Channels::Rgba, Samples::U8(canvas))
}
