//! The one way in which a lossy picture is written: every number of the frame header follows from the picture.
//!
//! - Segments: pairs of quantiser and filter level in falling order, as libwebp has them, each once; blocks without coefficients,
//!   for which the quantiser says nothing, are in the first segment with their level. One segment needs no map.
//! - Probabilities follow from counts, with libwebp's formulas; a token probability is only replaced where that saves bits.
//! - Numbers that nothing uses are 0, the coefficients are one partition, blocks without any are skipped.

use super::super::bools::Writer;
use super::blocks::Header;
use super::code::Counts;
use super::tables::{TOKEN_DEFAULT, TOKEN_UPDATE};

/// How a frame is written.
pub struct Plan {
    /// Quantiser index and filter level.
    pub segments: Vec<(i32, i32)>,
    /// By the old number: the new ones of blocks with coefficients, and without.
    numbers: [[usize; 2]; 4],
    /// Probabilities of the segment tree.
    pub names: [u8; 3],
    pub simple_filter: bool,
    pub sharpness: u32,
    filter_deltas: (i32, i32),
    pub quantiser_deltas: [i32; 5],
    /// In the order of [`TOKEN_DEFAULT`].
    pub tokens: Vec<u8>,
    /// Probability that a block has coefficients, where some have none.
    pub skip: Option<u8>,
}

impl Plan {
    /// `None`: it has more segments than can be written, which does not happen.
    pub fn new(header: &Header, counts: &Counts) -> Option<Self> {
        let segments = segments(header, counts);
        let place = |segment: (i32, i32)| segments.iter().position(|&other| other == segment);
        let at_level = |level: i32| segments.iter().position(|&(_, other)| other == level);
        let numbers = header.segments.map(|segment| [place(segment).unwrap_or(0), at_level(segment.1).unwrap_or(0)]);
        let mut blocks = [0; 4];
        for (numbers, counts) in numbers.iter().zip(&counts.blocks) {
            for (&number, count) in numbers.iter().zip(counts) {
                *blocks.get_mut(number)? += count;
            }
        }
        let filters = segments.iter().any(|&(_, level)| level != 0);
        let [full, empty] = [0, 1].map(|i| counts.blocks.iter().map(|counts| counts[i]).sum::<u32>());
        let mut quantiser_deltas = header.quantiser_deltas;
        let unused = quantiser_deltas.iter_mut().zip(counts.classes).filter(|(_, used)| !used);
        unused.for_each(|(delta, _)| *delta = 0);
        let defaults = TOKEN_DEFAULT.as_flattened().as_flattened().as_flattened();
        Some(Self {
            numbers,
            names: [
                rounded(blocks[0] + blocks[1], blocks[2] + blocks[3]),
                rounded(blocks[0], blocks[1]),
                rounded(blocks[2], blocks[3]),
            ],
            simple_filter: header.simple_filter && filters,
            sharpness: if filters { header.sharpness } else { 0 },
            filter_deltas: if filters { header.filter_deltas } else { (0, 0) },
            quantiser_deltas,
            tokens: defaults.iter().zip(&counts.tokens).map(|(&default, &counts)| token(default, counts)).collect(),
            skip: (empty > 0).then(|| (255 * u64::from(full) / u64::from(full + empty)) as u8),
            segments,
        })
    }

    /// The new number of a segment.
    pub fn number(&self, segment: usize, empty: bool) -> usize {
        self.numbers.get(segment).map_or(0, |numbers| numbers[usize::from(empty)])
    }

    /// The frame header. [RFC 6386 19.2]
    pub fn write(&self, out: &mut Writer) {
        out.literal(0, 2); // colour space, clamping
        let segment = |i: usize| self.segments.get(i).copied().unwrap_or((0, 0));
        out.flag(self.segments.len() > 1);
        if self.segments.len() > 1 {
            // A map, values, which are absolute.
            out.literal(7, 3);
            (0..4).for_each(|i| out.optional_signed(segment(i).0, 7));
            (0..4).for_each(|i| out.optional_signed(segment(i).1, 6));
            for name in self.names {
                out.flag(name != 255);
                if name != 255 {
                    out.literal(name.into(), 8);
                }
            }
        }
        out.flag(self.simple_filter);
        // A level of 0 would switch the filter off for all segments.
        out.literal(self.segments.iter().map(|segment| segment.1).max().unwrap_or(0) as u32, 6);
        out.literal(self.sharpness, 3);
        let has_deltas = self.filter_deltas != (0, 0);
        out.flag(has_deltas);
        if has_deltas {
            out.flag(true);
            for delta in [self.filter_deltas.0, 0, 0, 0, self.filter_deltas.1, 0, 0, 0] {
                out.optional_signed(delta, 6);
            }
        }
        out.literal(0, 2); // one partition
        out.literal(segment(0).0 as u32, 7);
        self.quantiser_deltas.iter().for_each(|&delta| out.optional_signed(delta, 4));
        out.flag(false); // refresh of entropy
        let defaults = TOKEN_DEFAULT.as_flattened().as_flattened().as_flattened();
        let updates = TOKEN_UPDATE.as_flattened().as_flattened().as_flattened();
        for ((&probability, &default), &update) in self.tokens.iter().zip(defaults).zip(updates) {
            out.bool(probability != default, update);
            if probability != default {
                out.literal(probability.into(), 8);
            }
        }
        out.flag(self.skip.is_some());
        if let Some(probability) = self.skip {
            out.literal(probability.into(), 8);
        }
    }
}

/// What blocks with coefficients have, and the levels that only blocks without have. In falling order.
fn segments(header: &Header, counts: &Counts) -> Vec<(i32, i32)> {
    let met = |i: usize| header.segments.iter().zip(&counts.blocks).filter(move |(_, counts)| counts[i] > 0);
    let mut segments: Vec<(i32, i32)> = met(0).map(|(segment, _)| *segment).collect();
    segments.sort_unstable_by(|a, b| b.cmp(a));
    segments.dedup();
    let quantiser = segments.first().map_or(0, |segment| segment.0);
    for (&(_, level), _) in met(1) {
        if !segments.iter().any(|segment| segment.1 == level) {
            segments.push((quantiser, level));
        }
    }
    segments.sort_unstable_by(|a, b| b.cmp(a));
    segments
}

/// The probability of 0 in the segment tree.
fn rounded(zeros: u32, ones: u32) -> u8 {
    let (zeros, all) = (u64::from(zeros), u64::from(zeros) + u64::from(ones));
    (255 * zeros + all / 2).checked_div(all).map_or(255, |share| share as u8)
}

/// A token probability, the default one if another would not save the bits that it takes to say so.
fn token(default: u8, [zeros, ones]: [u32; 2]) -> u8 {
    let (ones, all) = (u64::from(ones), u64::from(zeros) + u64::from(ones));
    if all == 0 {
        return default;
    }
    let best = 255 - 255 * ones / all;
    let apart = best.abs_diff(default.into());
    // About 12 bits: n·(p - q)² / (2·ln 2·p·(1 - p)).
    if all * apart * apart >= 17 * (best * (256 - best)).max(1) { best as u8 } else { default }
}
