//! Lossy WebP: every symbol of a VP8 key frame is read, so that it is known where each partition ends. [RFC 6386]

mod tables;

use super::bytes::{array, u16_le, whole};
use super::notes::Notes;
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::limits::check_size;
use tables::{MODES, REPLACED, TOKENS};

/// An encoder ends a partition with up to this many bytes that no decoder looks at, all zero.
const FLUSHED: usize = 2;

/// Reads a VP8 chunk; returns width and height.
pub fn walk(body: &[u8], notes: &mut Notes) -> Result<(u32, u32), Error> {
    let [a, b, c] = whole(array(body, 0), "a VP8 frame")?;
    let tag = usize::from(a) | usize::from(b) << 8 | usize::from(c) << 16;
    if tag & 1 != 0 || array(body, 3) != Some([0x9D, 0x01, 0x2A]) {
        return Err(Error::damaged("a VP8 chunk that is no key frame"));
    }
    notes.expect(tag >> 1 & 7 <= 3 && tag >> 4 & 1 == 1, Kind::Unknown, "version of a VP8 frame", 1);
    let (across, down) = (whole(u16_le(body, 6), "a VP8 frame")?, whole(u16_le(body, 8), "a VP8 frame")?);
    notes.expect((across | down) >> 14 == 0, Kind::Unknown, "scaling of a VP8 frame", 2);
    let (width, height) = ((across & 0x3FFF) as u32, (down & 0x3FFF) as u32);
    check_size(width, height, body.len())?;
    let rest = body.get(10..).unwrap_or_default();
    let (first, rest) = whole(rest.split_at_checked(tag >> 5), "a VP8 frame")?;
    let mut head = Bools::new(first);
    let mut frame = FrameHeader::read(&mut head, notes);
    let mut partitions = partitions(rest, frame.partitions)?;
    let columns = width.div_ceil(16) as usize;
    let mut above = vec![Context::default(); columns];
    for row in 0..height.div_ceil(16) as usize {
        let mut left = Context::default();
        let which = row % partitions.len().max(1);
        let tokens = whole(partitions.get_mut(which), "a VP8 frame")?;
        for above in &mut above {
            macroblock(&mut frame, &mut head, tokens, above, &mut left);
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

    /// A number that is only there if a flag says so, perhaps with a sign.
    fn optional(&mut self, bits: u32) {
        if self.flag() {
            self.number(bits);
            self.flag();
        }
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

/// [RFC 6386 9.2 to 9.11]
struct FrameHeader {
    /// Probabilities of the tree of segments, if each macroblock names its segment.
    segments: Option<[u8; 3]>,
    partitions: usize,
    tokens: Vec<u8>,
    /// Probability that a macroblock has coefficients, if each says so.
    skip: Option<u8>,
}

impl FrameHeader {
    fn read(head: &mut Bools, notes: &mut Notes) -> Self {
        let colour_space = head.flag();
        notes.expect(!colour_space, Kind::Unknown, "colour space of a VP8 frame", 1);
        let _clamping = head.flag();
        let segments = if head.flag() { Self::segments(head) } else { None };
        head.number(1 + 6 + 3);
        if head.flag() && head.flag() {
            (0..8).for_each(|_| head.optional(6));
        }
        let partitions = 1 << head.number(2);
        head.number(7);
        (0..5).for_each(|_| head.optional(4));
        let _refresh = head.flag();
        let mut tokens = TOKENS.to_vec();
        for (token, replaced) in tokens.iter_mut().zip(REPLACED) {
            if head.read(replaced) {
                *token = head.number(8) as u8;
            }
        }
        let skip = head.flag().then(|| head.number(8) as u8);
        Self { segments, partitions, tokens, skip }
    }

    fn segments(head: &mut Bools) -> Option<[u8; 3]> {
        let (update_map, update_data) = (head.flag(), head.flag());
        if update_data {
            head.flag();
            (0..4).for_each(|_| head.optional(7));
            (0..4).for_each(|_| head.optional(6));
        }
        update_map.then(|| [(); 3].map(|()| if head.flag() { head.number(8) as u8 } else { 255 }))
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

fn macroblock(frame: &mut FrameHeader, head: &mut Bools, tokens: &mut Bools, above: &mut Context, left: &mut Context) {
    if let Some([root, low, high]) = frame.segments {
        let upper = head.read(root);
        head.read(if upper { high } else { low });
    }
    let skipped = frame.skip.is_some_and(|probability| head.read(probability));
    let subblocks = modes(head, above, left);
    if skipped {
        // Y2 keeps its neighbours where the macroblock has none. [RFC 6386 13.3]
        for context in [above, left] {
            let y2 = context.filled[0];
            context.filled = [false; 9];
            context.filled[0] = y2 && subblocks;
        }
        return;
    }
    if !subblocks {
        block(frame, tokens, 1, 0, &mut above.filled[0], &mut left.filled[0]);
    }
    let (kind, first) = if subblocks { (3, 0) } else { (0, 1) };
    let mut square = |kind, first, start: usize, side: usize| {
        for y in start..start + side {
            for x in start..start + side {
                let (Some(above), Some(left)) = (above.filled.get_mut(x), left.filled.get_mut(y)) else { continue };
                block(frame, tokens, kind, first, above, left);
            }
        }
    };
    square(kind, first, 1, 4);
    square(2, 0, 5, 2);
    square(2, 0, 7, 2);
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

/// The coefficients of a block. [RFC 6386 13]
fn block(frame: &FrameHeader, tokens: &mut Bools, kind: usize, first: usize, above: &mut bool, left: &mut bool) {
    const BANDS: [usize; 16] = [0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7];
    let mut context = usize::from(*above) + usize::from(*left);
    let mut after_zero = false;
    let mut filled = false;
    for band in BANDS.into_iter().skip(first) {
        let start = ((kind * 8 + band) * 3 + context) * 11;
        let Some(nodes) = frame.tokens.get(start..).and_then(<[u8]>::first_chunk::<11>) else { break };
        if !after_zero && !tokens.read(nodes[0]) {
            break;
        }
        filled = true;
        after_zero = !tokens.read(nodes[1]);
        if after_zero {
            context = 0;
            continue;
        }
        context = if tokens.read(nodes[2]) { 2 } else { 1 };
        if context == 2 {
            large(tokens, nodes);
        }
        tokens.flag();
    }
    (*above, *left) = (filled, filled);
}

/// A coefficient above one, without its sign. [RFC 6386 13.2]
fn large(tokens: &mut Bools, nodes: &[u8; 11]) {
    if !tokens.read(nodes[3]) {
        if tokens.read(nodes[4]) {
            tokens.read(nodes[5]);
        }
        return;
    }
    let extra: &[u8] = if !tokens.read(nodes[6]) {
        if tokens.read(nodes[7]) { &[165, 145] } else { &[159] }
    } else if !tokens.read(nodes[8]) {
        if tokens.read(nodes[9]) { &[176, 155, 140, 135] } else { &[173, 148, 140] }
    } else if tokens.read(nodes[10]) {
        &[254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129]
    } else {
        &[180, 157, 141, 134, 130]
    };
    for &probability in extra {
        tokens.read(probability);
    }
}
