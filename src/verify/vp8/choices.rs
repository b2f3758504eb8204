//! Choices of an encoder that change no pixel: of each, only one is no message.

use super::header::{FrameHeader, Segments};
use super::tables::TOKENS;
use crate::item::Kind;
use crate::verify::notes::Notes;

/// What the macroblocks held.
pub struct Seen {
    /// For each token probability, how often its bool was 0, and 1.
    tokens: Vec<[u32; 2]>,
    /// By segment: macroblocks with coefficients that are not zero, and without.
    blocks: [[u32; 2]; 4],
    /// Macroblocks without coefficients that say so coefficient by coefficient.
    pub spelled_out: usize,
    /// Blocks that end with zeros instead of an end.
    pub zeros_at_the_end: usize,
    /// What the deltas of the quantiser are for was met: means of luma, Y2 (first and others), chroma (first and others).
    classes: [bool; 5],
}

impl Default for Seen {
    fn default() -> Self {
        let tokens = vec![[0; 2]; TOKENS.len()];
        Self { tokens, blocks: [[0; 2]; 4], spelled_out: 0, zeros_at_the_end: 0, classes: [false; 5] }
    }
}

impl Seen {
    #[inline(always)]
    pub fn token(&mut self, slot: usize, bit: bool) {
        if let Some(counts) = self.tokens.get_mut(slot) {
            counts[usize::from(bit)] += 1;
        }
    }

    /// A macroblock, whether it has no coefficients, and whether it was skipped for that.
    pub fn macroblock(&mut self, segment: usize, empty: bool, skipped: bool) {
        self.blocks[segment & 3][usize::from(empty)] += 1;
        self.spelled_out += usize::from(empty && !skipped);
    }

    /// A coefficient that is not zero. Kinds: luma without means, Y2, chroma, luma with means. [RFC 6386 13.3]
    #[inline(always)]
    pub fn coefficient(&mut self, kind: usize, at: usize) {
        match (kind, at) {
            (3, 0) => self.classes[0] = true,
            (1, 0) => self.classes[1] = true,
            (1, _) => self.classes[2] = true,
            (2, 0) => self.classes[3] = true,
            (2, _) => self.classes[4] = true,
            _ => {}
        }
    }

    fn sum(&self, empty: usize) -> u64 {
        self.blocks.iter().map(|counts| u64::from(counts[empty])).sum()
    }
}

/// Notes choices that are not the one.
pub fn judge(frame: &FrameHeader, seen: &Seen, notes: &mut Notes) {
    let mut expect = |fine: bool, place: &str| notes.expect(fine, Kind::Unknown, place, 1);
    expect(frame.first == [false; 2] && !frame.refresh, "flags of a VP8 frame");
    expect(frame.partitions == 1, "partitions of a VP8 frame");
    expect(frame.idle == 0, "numbers of a VP8 header that say nothing");
    expect(segments_fit(frame, seen), "segments of a VP8 frame");
    expect(filter_fits(frame), "filter of a VP8 frame without a use");
    let idle = frame.quantiser_deltas.iter().zip(seen.classes).all(|(&delta, used)| used || delta == 0);
    expect(idle, "quantisers of a VP8 frame without a use");
    let (full, empty) = (seen.sum(0), seen.sum(1));
    let skip = (empty > 0).then(|| (255 * full / (full + empty)) as u8);
    expect(frame.skip == skip && seen.spelled_out == 0, "macroblocks of a VP8 frame without coefficients");
    expect(seen.zeros_at_the_end == 0, "zeros at the end of blocks of a VP8 frame");
    let free = frame.tokens.iter().zip(TOKENS).zip(&frame.replaced).zip(&seen.tokens);
    let free = free.filter(|(((token, default), replaced), counts)| {
        **replaced && (**token == *default || Some(**token) != probability(**counts))
    });
    expect(free.count() == 0, "probabilities of a VP8 frame that its picture does not call for");
}

/// What a token probability should be: as libwebp computes it. `None`: it is not used.
fn probability([zeros, ones]: [u32; 2]) -> Option<u8> {
    let all = u64::from(zeros) + u64::from(ones);
    (all > 0).then(|| (255 - 255 * u64::from(ones) / all) as u8)
}

/// No segments; or pairs of quantiser and level in falling order, all of them used, with macroblocks that have no coefficients in
/// the first segment of their level.
fn segments_fit(frame: &FrameHeader, seen: &Seen) -> bool {
    let Some(segments) = &frame.segments else { return seen.sum(0) > 0 || frame.quantiser == 0 };
    let used = |number: &usize| seen.blocks.get(*number).is_some_and(|counts| *counts != [0; 2]);
    let count = (0..4).take_while(used).count();
    let pair = |number: usize| (segments.quantisers[number], segments.levels[number]);
    let falling = (1..count).all(|number| pair(number - 1) > pair(number));
    let rest = (count..4).all(|number| !used(&number) && pair(number) == (0, 0));
    let is_full = |number: &usize| seen.blocks[*number][0] > 0;
    let highest = (0..count).filter(is_full).map(|number| pair(number).0).max().unwrap_or(0);
    let first_of_its_level = |number: usize| !(0..number).any(|other| pair(other).1 == pair(number).1);
    let empty_fit = (0..count).all(|number| seen.blocks[number][1] == 0 || first_of_its_level(number));
    let idle_fit = (0..count).all(|number| is_full(&number) || pair(number).0 == highest);
    let base = (frame.quantiser, frame.level) == (pair(0).0, segments.levels.into_iter().max().unwrap_or(0));
    segments.plain && count > 1 && falling && rest && empty_fit && idle_fit && base && names_fit(segments, seen)
}

/// The probabilities of the tree of segments, as libwebp computes them.
fn names_fit(segments: &Segments, seen: &Seen) -> bool {
    let [a, b, c, d] = seen.blocks.map(|counts| u64::from(counts[0]) + u64::from(counts[1]));
    let share = |zeros: u64, ones: u64| match zeros + ones {
        0 => 255,
        all => ((255 * zeros + all / 2) / all) as u8,
    };
    segments.names == [share(a + b, c + d), share(a, b), share(c, d)]
}

/// A filter that is off has no settings; deltas are there for what a key frame has.
fn filter_fits(frame: &FrameHeader) -> bool {
    if frame.level == 0 {
        return !frame.simple_filter && frame.sharpness == 0 && frame.filter_deltas.is_none();
    }
    match frame.filter_deltas {
        None => true,
        // For intra-coded macroblocks, and for those whose subblocks have their own modes. [RFC 6386 9.6]
        Some((update, [intra, a, b, c, own, d, e, f])) => {
            update && [a, b, c, d, e, f] == [0; 6] && (intra, own) != (0, 0)
        }
    }
}
