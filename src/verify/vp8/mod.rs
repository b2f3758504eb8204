//! Lossy WebP: every symbol of a VP8 key frame is read, so that it is known where each partition ends, and which numbers of its
//! header change a pixel. [RFC 6386]

mod choices;
mod header;
mod rim;
mod tables;

use super::bytes::{array, u16_le, whole};
use super::notes::Notes;
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::limits::check_size;
use choices::Seen;
use header::FrameHeader;
use tables::MODES;

/// An encoder ends a partition with up to this many bytes that no decoder looks at, all zero.
const FLUSHED: usize = 2;

/// Reads a VP8 chunk; returns width and height.
pub fn walk(body: &[u8], notes: &mut Notes) -> Result<(u32, u32), Error> {
    let [a, b, c] = whole(array(body, 0), "a VP8 frame")?;
    let tag = usize::from(a) | usize::from(b) << 8 | usize::from(c) << 16;
    if tag & 1 != 0 || array(body, 3) != Some([0x9D, 0x01, 0x2A]) {
        return Err(Error::damaged("a VP8 chunk that is no key frame"));
    }
    notes.expect(tag >> 1 & 7 == 0 && tag >> 4 & 1 == 1, Kind::Unknown, "version of a VP8 frame", 1);
    let (across, down) = (whole(u16_le(body, 6), "a VP8 frame")?, whole(u16_le(body, 8), "a VP8 frame")?);
    notes.expect((across | down) >> 14 == 0, Kind::Unknown, "scaling of a VP8 frame", 2);
    let (width, height) = ((across & 0x3FFF) as u32, (down & 0x3FFF) as u32);
    check_size(width, height, body.len())?;
    let rest = body.get(10..).unwrap_or_default();
    let (first, rest) = whole(rest.split_at_checked(tag >> 5), "a VP8 frame")?;
    let mut head = Bools::new(first);
    let frame = FrameHeader::read(&mut head);
    let mut seen = Seen::default();
    let mut partitions = partitions(rest, frame.partitions)?;
    let columns = width.div_ceil(16) as usize;
    let mut above = vec![Context::default(); columns];
    for row in 0..height.div_ceil(16) as usize {
        let mut left = Context::default();
        let which = row % partitions.len().max(1);
        let tokens = whole(partitions.get_mut(which), "a VP8 frame")?;
        for above in &mut above {
            macroblock(&frame, &mut head, tokens, (above, &mut left), &mut seen);
        }
        if head.ran_over() || tokens.ran_over() {
            return Err(Error::damaged("the coded pixels end before the picture does"));
        }
    }
    for partition in partitions.iter().chain([&head]) {
        let behind = partition.behind();
        let fine = behind.len() <= FLUSHED && behind.iter().all(|&byte| byte == 0);
        notes.expect(fine, Kind::Unknown, "bytes behind the pixels of a VP8 chunk", behind.len());
    }
    choices::judge(&frame, &seen, notes);
    rim::judge(body, (width, height), frame.coarsest_step(), notes)?;
    Ok((width, height))
}

/// The partitions with the coefficients. [RFC 6386 9.5]
fn partitions(bytes: &[u8], count: usize) -> Result<Vec<Bools<'_>>, Error> {
    let (sizes, mut rest) = whole(bytes.split_at_checked(3 * (count - 1)), "a VP8 frame")?;
    let mut partitions = Vec::new();
    for &[a, b, c] in sizes.as_chunks::<3>().0 {
        let size = usize::from(a) | usize::from(b) << 8 | usize::from(c) << 16;
        let (partition, after) = whole(rest.split_at_checked(size), "a VP8 frame")?;
        partitions.push(Bools::new(partition));
        rest = after;
    }
    partitions.push(Bools::new(rest));
    Ok(partitions)
}

/// The boolean entropy decoder. [RFC 6386 7]
struct Bools<'a> {
    data: &'a [u8],
    at: usize,
    /// Bits not yet used up; the top 8 of `8 + count` are compared.
    value: u64,
    count: u32,
    range: u32,
}

impl<'a> Bools<'a> {
    fn new(data: &'a [u8]) -> Self {
        let mut bools = Self { data, at: 0, value: 0, count: 0, range: 255 };
        bools.value = u64::from(bools.byte());
        bools
    }

    /// The next byte; zeros behind the end.
    fn byte(&mut self) -> u8 {
        self.at += 1;
        self.data.get(self.at - 1).copied().unwrap_or(0)
    }

    #[inline(always)]
    fn read(&mut self, probability: u8) -> bool {
        let split = 1 + (((self.range - 1) * u32::from(probability)) >> 8);
        let high = u64::from(split) << self.count;
        let bit = self.value >= high;
        if bit {
            self.range -= split;
            self.value -= high;
        } else {
            self.range = split;
        }
        let shift = self.range.leading_zeros() - 24;
        self.range <<= shift;
        if shift > self.count {
            self.value = self.value << 8 | u64::from(self.byte());
            self.count += 8;
        }
        self.count -= shift;
        bit
    }

    fn flag(&mut self) -> bool {
        self.read(128)
    }

    fn number(&mut self, bits: u32) -> u32 {
        (0..bits).fold(0, |number, _| number << 1 | u32::from(self.flag()))
    }

    /// A number with a sign that is only there if a flag says so.
    fn optional(&mut self, bits: u32) -> Option<i32> {
        self.flag().then(|| {
            let number = self.number(bits) as i32;
            if self.flag() { -number } else { number }
        })
    }

    /// Bytes that were never looked at.
    fn behind(&self) -> &[u8] {
        self.data.get(self.at..).unwrap_or_default()
    }

    /// More was read than an encoder leaves out.
    fn ran_over(&self) -> bool {
        self.at > self.data.len() + 2
    }
}

/// What the neighbours above or to the left left behind.
#[derive(Clone, Default)]
struct Context {
    /// Modes of the four subblocks at the border.
    modes: [usize; 4],
    /// Whether the blocks at the border have coefficients: Y2, four Y, two U, two V.
    filled: [bool; 9],
}

fn macroblock(
    frame: &FrameHeader,
    head: &mut Bools,
    tokens: &mut Bools,
    (above, left): (&mut Context, &mut Context),
    seen: &mut Seen,
) {
    let segment = frame.segments.as_ref().filter(|segments| segments.map).map_or(0, |segments| {
        let [root, low, high] = segments.names;
        let upper = head.read(root);
        2 * usize::from(upper) + usize::from(head.read(if upper { high } else { low }))
    });
    let skipped = frame.skip.is_some_and(|probability| head.read(probability));
    let subblocks = modes(head, above, left);
    if skipped {
        seen.macroblock(segment, true, true);
        // Y2 keeps its neighbours where the macroblock has none. [RFC 6386 13.3]
        for context in [above, left] {
            let y2 = context.filled[0];
            context.filled = [false; 9];
            context.filled[0] = y2 && subblocks;
        }
        return;
    }
    let mut empty = true;
    if !subblocks {
        empty &= !block(frame, tokens, 1, 0, (&mut above.filled[0], &mut left.filled[0]), seen);
    }
    let (kind, first) = if subblocks { (3, 0) } else { (0, 1) };
    let mut square = |kind, first, start: usize, side: usize| {
        for y in start..start + side {
            for x in start..start + side {
                let (Some(above), Some(left)) = (above.filled.get_mut(x), left.filled.get_mut(y)) else { continue };
                empty &= !block(frame, tokens, kind, first, (above, left), seen);
            }
        }
    };
    square(kind, first, 1, 4);
    square(2, 0, 5, 2);
    square(2, 0, 7, 2);
    seen.macroblock(segment, empty, false);
}

/// The modes of a macroblock; whether each subblock has its own. [RFC 6386 11.2 to 11.4]
fn modes(head: &mut Bools, above: &mut Context, left: &mut Context) -> bool {
    // Modes of subblocks: DC, TM, V, H, LD, RD, VR, VL, HD, HU. [RFC 6386 8.1]
    let whole_block = head.read(145).then(|| match head.read(156) {
        false => [0, 2][usize::from(head.read(163))],
        true => [3, 1][usize::from(head.read(128))],
    });
    match whole_block {
        Some(mode) => (above.modes, left.modes) = ([mode; 4], [mode; 4]),
        None => {
            for y in &mut left.modes {
                for x in &mut above.modes {
                    let start = (*x * 10 + *y) * 9;
                    let mode = subblock_mode(head, MODES.get(start..start + 9).unwrap_or_default());
                    (*x, *y) = (mode, mode);
                }
            }
        }
    }
    if head.read(142) && head.read(114) {
        head.read(183);
    }
    whole_block.is_none()
}

/// [RFC 6386 11.2, bmode_tree]
fn subblock_mode(head: &mut Bools, probabilities: &[u8]) -> usize {
    let mut read = |node: usize| head.read(probabilities.get(node).copied().unwrap_or(128));
    if !read(0) {
        return 0;
    }
    if !read(1) {
        return 1;
    }
    if !read(2) {
        return 2;
    }
    if !read(3) {
        return match read(4) {
            false => 3,
            true => 5 + usize::from(read(5)),
        };
    }
    if !read(6) {
        return 4;
    }
    if !read(7) {
        return 7;
    }
    8 + usize::from(read(8))
}

/// The coefficients of a block; whether one is not zero. [RFC 6386 13]
fn block(
    frame: &FrameHeader,
    tokens: &mut Bools,
    kind: usize,
    first: usize,
    (above, left): (&mut bool, &mut bool),
    seen: &mut Seen,
) -> bool {
    const BANDS: [usize; 16] = [0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7];
    let mut context = usize::from(*above) + usize::from(*left);
    let mut after_zero = false;
    let mut filled = false;
    let mut nonzero = false;
    for (at, band) in BANDS.into_iter().enumerate().skip(first) {
        let mut node = Node { frame, tokens, seen, start: ((kind * 8 + band) * 3 + context) * 11 };
        if !after_zero && !node.read(0) {
            break;
        }
        filled = true;
        after_zero = !node.read(1);
        if after_zero {
            context = 0;
            continue;
        }
        context = if node.read(2) { 2 } else { 1 };
        if context == 2 {
            large(&mut node);
        }
        tokens.flag();
        nonzero = true;
        seen.coefficient(kind, at);
    }
    // Nothing but zeros up to the last place could have been an end.
    seen.zeros_at_the_end += usize::from(after_zero);
    (*above, *left) = (filled, filled);
    nonzero
}

/// A token whose bools are read and counted.
struct Node<'a, 'b> {
    frame: &'a FrameHeader,
    tokens: &'a mut Bools<'b>,
    seen: &'a mut Seen,
    /// Where its probabilities stand.
    start: usize,
}

impl Node<'_, '_> {
    #[inline(always)]
    fn read(&mut self, node: usize) -> bool {
        let slot = self.start + node;
        let bit = self.tokens.read(self.frame.tokens.get(slot).copied().unwrap_or(128));
        self.seen.token(slot, bit);
        bit
    }
}

/// A coefficient above one, without its sign. [RFC 6386 13.2]
fn large(node: &mut Node) {
    if !node.read(3) {
        if node.read(4) {
            node.read(5);
        }
        return;
    }
    let extra: &[u8] = if !node.read(6) {
        if node.read(7) { &[165, 145] } else { &[159] }
    } else if !node.read(8) {
        if node.read(9) { &[176, 155, 140, 135] } else { &[173, 148, 140] }
    } else if node.read(10) {
        &[254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129]
    } else {
        &[180, 157, 141, 134, 130]
    };
    for &probability in extra {
        node.tokens.read(probability);
    }
}
