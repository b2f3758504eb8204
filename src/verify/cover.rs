//! Whether covered pixels hold nothing of the original: one colour, or a smooth fill.

use super::notes::Frame;
use crate::cover::{Mask, Style};
use crate::pixels::{Image, Samples};

/// How far a solid cover's samples may stray in lossy coding, well inside the cover.
const STRAY: u8 = 3;
/// The same where a coded block also holds pixels that are not covered.
const STRAY_AT_RIM: u8 = 64;
/// How far a smooth pixel may lie from the mean of its four neighbours, four times over.
const ROUGH: i32 = 32;
/// The same where colours come from a palette.
const ROUGH_PALETTE: i32 = 200;

/// Looks at the covered pixels of every frame.
pub struct Judge<'a> {
    masks: &'a [Mask],
    style: Style,
    /// The colour of a solid cover, from the first covered pixel that counts.
    colour: Option<[u8; 3]>,
    seen: usize,
    wrong: Option<String>,
}

impl<'a> Judge<'a> {
    pub fn new(masks: &'a [Mask], style: Style) -> Self {
        Self { masks, style, colour: None, seen: 0, wrong: None }
    }

    pub fn see(&mut self, frame: &Frame) {
        let Some(mask) = self.masks.get(frame.page).or(self.masks.last()) else { return };
        self.seen = self.seen.max(frame.page + 1);
        let image = &frame.image;
        let fits = |start: u32, size: u32, side: u32| start.checked_add(size).is_some_and(|end| end <= side);
        if !fits(frame.x, image.width, mask.width) || !fits(frame.y, image.height, mask.height) {
            self.wrong = Some(format!("page {} has another size than its cover", frame.page + 1));
            return;
        }
        if frame.page == 0 && !mask.is_empty() && (image.width, image.height) == (mask.width, mask.height) {
            self.opaque(frame, mask);
        }
        match self.style {
            Style::Solid => self.solid(frame, mask),
            Style::Soft => self.soft(frame, mask),
        }
    }

    /// Errors: a cover that is not one, or pages that were never shown.
    pub fn verdict(self, pages: usize) -> Result<(), String> {
        match self.wrong {
            Some(wrong) => Err(wrong),
            None if self.seen < pages => Err("its covers could not be seen".into()),
            None => Ok(()),
        }
    }

    /// Nothing shines through.
    fn opaque(&mut self, frame: &Frame, mask: &Mask) {
        let open = |&(x, y): &(u32, u32)| colour(&frame.image, x, y)[3] != 255;
        if covered(frame, mask).any(|place| open(&place)) {
            self.wrong = Some("a cover is not opaque".into());
        }
    }

    fn solid(&mut self, frame: &Frame, mask: &Mask) {
        let inner = Inner::new(frame, mask);
        let lossy = frame.block != (1, 1);
        let reference = covered(frame, mask).filter(|&(x, y)| inner.has(x, y)).find_map(|(x, y)| visible(frame, x, y));
        let reference = match (self.colour, reference) {
            (Some(known), _) => known,
            (None, Some(first)) => *self.colour.insert(first),
            (None, None) => mean(frame, mask),
        };
        let (mut at_rim, mut strays) = (0_usize, 0_usize);
        for (x, y) in covered(frame, mask) {
            let Some(pixel) = visible(frame, x, y) else { continue };
            let apart = pixel.iter().zip(reference).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0);
            let allowed = match (lossy, inner.has(x, y)) {
                (false, _) => 0,
                (true, true) => STRAY,
                (true, false) => STRAY_AT_RIM,
            };
            if allowed == STRAY_AT_RIM {
                // A hard edge rings through its block: single pixels may stray further.
                at_rim += 1;
                strays += usize::from(apart > allowed);
            } else if apart > allowed {
                self.wrong = Some(format!("the cover at {x}, {y} of page {} is not of one colour", frame.page + 1));
                return;
            }
        }
        if strays * 50 > at_rim {
            self.wrong = Some(format!("the rim of the cover of page {} is not of one colour", frame.page + 1));
        }
    }

    fn soft(&mut self, frame: &Frame, mask: &Mask) {
        let inner = Inner::new(frame, mask);
        let most = if frame.palette { ROUGH_PALETTE } else { ROUGH };
        let is_inner = |x: u32, y: u32| mask.covers(frame.x + x, frame.y + y) && inner.has(x, y);
        let (mut judged, mut rough) = (0_usize, 0_usize);
        for (x, y) in covered(frame, mask) {
            let inside = x > 0 && y > 0 && x + 1 < frame.image.width && y + 1 < frame.image.height;
            if !inside {
                continue;
            }
            let around = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)];
            if !is_inner(x, y) || !around.iter().all(|&(x, y)| is_inner(x, y)) {
                continue;
            }
            let here = colour(&frame.image, x, y);
            let bend = |channel: usize| {
                let sum: i32 = around.iter().map(|&(x, y)| i32::from(colour(&frame.image, x, y)[channel])).sum();
                (4 * i32::from(here[channel]) - sum).abs()
            };
            judged += 1;
            rough += usize::from((0..4).any(|channel| bend(channel) > most));
        }
        // A smooth fill in few colours has steps where one colour ends.
        let steps = if frame.palette { judged / 16 } else { judged / 100 };
        if rough > steps {
            self.wrong = Some(format!("the soft cover of page {} is not smooth", frame.page + 1));
        }
    }
}

/// The covered pixels of a frame, in its own coordinates.
fn covered<'a>(frame: &'a Frame, mask: &'a Mask) -> impl Iterator<Item = (u32, u32)> + 'a {
    (0..frame.image.height).flat_map(move |y| {
        let (left, right) = (frame.x, frame.x + frame.image.width);
        let spans = mask.row(frame.y + y).iter();
        spans.flat_map(move |&(x0, x1)| (x0.max(left)..x1.min(right)).map(move |x| (x - left, y)))
    })
}

fn colour(image: &Image, x: u32, y: u32) -> [u8; 4] {
    let count = image.channels.count();
    let start = (y as usize * image.width as usize + x as usize) * count;
    let mut samples = [255; 4];
    match &image.samples {
        Samples::U8(all) => {
            let pixel = all.get(start..start + count).unwrap_or_default();
            samples.iter_mut().zip(pixel).for_each(|(to, &from)| *to = from);
        }
        Samples::U16(all) => {
            let pixel = all.get(start..start + count).unwrap_or_default();
            samples.iter_mut().zip(pixel).for_each(|(to, &from)| *to = (from >> 8) as u8);
        }
    }
    match count {
        1 => [samples[0], samples[0], samples[0], 255],
        2 => [samples[0], samples[0], samples[0], samples[1]],
        4 if !image.channels.has_alpha() => {
            let [c, m, y, k] = samples.map(|ink| 255 - u16::from(ink));
            [(c * k / 255) as u8, (m * k / 255) as u8, (y * k / 255) as u8, 255]
        }
        _ => samples,
    }
}

/// The colour, unless the frame leaves what is below.
fn visible(frame: &Frame, x: u32, y: u32) -> Option<[u8; 3]> {
    let [r, g, b, alpha] = colour(&frame.image, x, y);
    (alpha != 0).then_some([r, g, b])
}

fn mean(frame: &Frame, mask: &Mask) -> [u8; 3] {
    let (mut sum, mut count) = ([0_u64; 3], 0);
    for [r, g, b] in covered(frame, mask).filter_map(|(x, y)| visible(frame, x, y)) {
        sum = [sum[0] + u64::from(r), sum[1] + u64::from(g), sum[2] + u64::from(b)];
        count += 1;
    }
    sum.map(|sum| (sum / count.max(1)) as u8)
}

/// Coded blocks that are covered whole, with all their neighbours: no pixel outside the cover has a say in them.
struct Inner {
    block: (u32, u32),
    across: usize,
    whole: Vec<bool>,
}

impl Inner {
    fn new(frame: &Frame, mask: &Mask) -> Self {
        let block = frame.block;
        if block == (1, 1) {
            return Self { block, across: 0, whole: Vec::new() };
        }
        let (width, height) = (frame.image.width, frame.image.height);
        let across = width.div_ceil(block.0) as usize;
        let down = height.div_ceil(block.1) as usize;
        let mut missing = vec![block.0 as usize * block.1 as usize; across * down];
        for (x, y) in covered(frame, mask) {
            let at = (y / block.1) as usize * across + (x / block.0) as usize;
            if let Some(missing) = missing.get_mut(at) {
                *missing -= 1;
            }
        }
        // What juts out of the picture needs no cover.
        for (at, missing) in missing.iter_mut().enumerate() {
            let (column, row) = ((at % across) as u32, (at / across) as u32);
            let size = |at: u32, block: u32, side: u32| block.min(side - at * block) as usize;
            let inside = size(column, block.0, width) * size(row, block.1, height);
            *missing -= block.0 as usize * block.1 as usize - inside;
        }
        let near = |at: usize, most: usize| at.saturating_sub(1)..(at + 2).min(most);
        let whole = |at: usize| {
            near(at / across, down).all(|row| {
                near(at % across, across).all(|column| missing.get(row * across + column).is_some_and(|&m| m == 0))
            })
        };
        Self { block, across, whole: (0..across * down).map(whole).collect() }
    }

    fn has(&self, x: u32, y: u32) -> bool {
        if self.across == 0 {
            return true;
        }
        let at = (y / self.block.1) as usize * self.across + (x / self.block.0) as usize;
        self.whole.get(at).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Channels;
    use crate::region::PixelBox;

    fn judged(style: Style, block: (u32, u32), value: impl Fn(u32, u32) -> u8) -> Result<(), String> {
        let mut mask = Mask::empty(64, 64);
        mask.cover(PixelBox { x0: 8, y0: 8, x1: 56, y1: 56 });
        let samples = (0..64 * 64).map(|at| value(at % 64, at / 64)).collect();
        let image = Image::new(64, 64, Channels::Gray, Samples::U8(samples)).unwrap();
        let masks = [mask];
        let mut judge = Judge::new(&masks, style);
        judge.see(&Frame { page: 0, x: 0, y: 0, image, block, palette: false });
        judge.verdict(1)
    }

    #[test]
    fn a_solid_cover_is_of_one_colour() {
        let outside = |x: u32, y: u32| !(8..56).contains(&x) || !(8..56).contains(&y);
        let solid = |x, y| if outside(x, y) { (x * y) as u8 } else { 9 };
        assert_eq!(judged(Style::Solid, (1, 1), solid), Ok(()));
        assert!(judged(Style::Solid, (1, 1), |x, y| if (x, y) == (30, 30) { 10 } else { solid(x, y) }).is_err());
        let ringing = |x: u32, y: u32| solid(x, y) + if !outside(x, y) && x < 16 { (y % 5 * 4) as u8 } else { 0 };
        assert_eq!(judged(Style::Solid, (8, 8), ringing), Ok(()));
        assert!(judged(Style::Solid, (1, 1), ringing).is_err());
        assert!(judged(Style::Solid, (8, 8), |x, y| if x > 40 { 20 } else { solid(x, y) }).is_err());
    }

    #[test]
    fn a_soft_cover_is_smooth() {
        assert_eq!(judged(Style::Soft, (1, 1), |x, y| (x * 2 + y) as u8), Ok(()));
        assert!(judged(Style::Soft, (1, 1), |x, y| ((x * 37) ^ (y * 91)) as u8).is_err());
        assert!(judged(Style::Soft, (8, 8), |x, y| ((x * 37) ^ (y * 91)) as u8).is_err());
    }

    #[test]
    fn pages_that_were_not_shown_have_no_cover() {
        let masks = [Mask::empty(4, 4)];
        assert!(Judge::new(&masks, Style::Solid).verdict(1).is_err());
    }
}
