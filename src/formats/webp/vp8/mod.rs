//! The lossy picture, coded afresh: a key frame is read to its coefficients, without making pixels, and written in one form.
//!
//! What it shows stays bit for bit. Everything else follows from that by rules, see [`plan`]: an encoder's choices
//! that change no pixel could be a message. [RFC 6386 9, 19]

mod blocks;
mod code;
pub mod plan;
pub mod tables;

use super::bools::{Reader, Writer};
use blocks::Header;
use code::{Around, Code, Counts, Written};
use plan::Plan;

/// Width and height of a key frame, without the scaling hints. [RFC 6386 9.1]
pub fn size(frame: &[u8]) -> Option<(u32, u32)> {
    let header = frame.first_chunk::<10>()?;
    let [tag, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1] = *header else { return None };
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    (tag & 1 == 0).then_some((side(w0, w1), side(h0, h1)))
}

/// The same picture in its one form. `None`: not a whole key frame, or one that does odd things.
pub fn recoded(frame: &[u8]) -> Option<Vec<u8>> {
    written(frame, &plan(frame)?)
}

/// How it is to be written: what is counted in a first reading decides that.
pub fn plan(frame: &[u8]) -> Option<Plan> {
    let mut counts = Counts::default();
    let mut row = Row::new(size(frame)?.0);
    let read = read(frame, |block, column| {
        counts.survey(block);
        let (above, left) = row.around(column);
        counts.tokens(block, above, left);
    });
    Plan::new(&read?.header, &counts)
}

/// The picture, read once more, by this plan.
pub fn written(frame: &[u8], plan: &Plan) -> Option<Vec<u8>> {
    let (width, height) = size(frame)?;
    let mut written = Written::new(plan);
    plan.write(&mut written.modes);
    let mut row = Row::new(width);
    read(frame, |block, column| {
        let (above, left) = row.around(column);
        written.block(block, plan, above, left);
    })?;
    let (modes, tokens) = (Writer::finish(written.modes), Writer::finish(written.tokens));
    let first_size = u32::try_from(modes.len()).ok().filter(|&size| size < 1 << 19)?;
    // A key frame of version 0 that is shown. [RFC 6386 9.1]
    let mut out = (0x10 | first_size << 5).to_le_bytes()[..3].to_vec();
    out.extend_from_slice(&[0x9d, 0x01, 0x2a]);
    out.extend_from_slice(&(width as u16).to_le_bytes());
    out.extend_from_slice(&(height as u16).to_le_bytes());
    out.extend_from_slice(&modes);
    out.extend_from_slice(&tokens);
    Some(out)
}

/// Bytes behind the partitions that no decoder looks at; 0 for what cannot be read.
pub fn unread(frame: &[u8]) -> usize {
    read(frame, |_, _| {}).map_or(0, |read| read.unread)
}

/// The row of macroblocks above, and the one to the left.
struct Row {
    above: Vec<Around>,
    left: Around,
}

impl Row {
    /// For a picture of this width in pixels.
    fn new(width: u32) -> Self {
        Self { above: vec![Around::default(); (width.div_ceil(16) as usize).max(1)], left: Around::default() }
    }

    /// What lies around the macroblock of this column.
    fn around(&mut self, column: usize) -> (&mut Around, &mut Around) {
        if column == 0 {
            self.left = Around::default();
        }
        let last = self.above.len() - 1;
        (&mut self.above[column.min(last)], &mut self.left)
    }
}

/// A frame that was read to its end.
struct Read {
    header: Header,
    unread: usize,
}

/// Shows all macroblocks with their columns, in rows from the top.
fn read(frame: &[u8], mut see: impl FnMut(&blocks::Macroblock, usize)) -> Option<Read> {
    let (width, height) = size(frame)?;
    let (tag, body) = (frame.first_chunk::<3>()?, frame.get(10..)?);
    let first_size = u32::from_le_bytes([tag[0], tag[1], tag[2], 0]) >> 5;
    let (first, rest) = body.split_at_checked(first_size as usize)?;
    let mut modes = Reader::new(first);
    let header = Header::read(&mut modes)?;
    let mut tokens: Vec<_> = partitions(rest, header.partitions)?.into_iter().map(Reader::new).collect();
    let mut above = vec![Around::default(); width.div_ceil(16) as usize];
    let mut block = blocks::Macroblock::default();
    for row in 0..height.div_ceil(16) as usize {
        let partition = row % tokens.len();
        let tokens = tokens.get_mut(partition)?;
        let mut left = Around::default();
        for (column, above) in above.iter_mut().enumerate() {
            block.read(&header, &mut modes, tokens, above, &mut left)?;
            see(&block, column);
        }
        if modes.overrun() || tokens.overrun() {
            return None;
        }
    }
    let unread = modes.unread() + tokens.iter().map(Reader::unread).sum::<usize>();
    Some(Read { header, unread })
}

/// The token partitions. [RFC 6386 9.5]
fn partitions(rest: &[u8], count: usize) -> Option<Vec<&[u8]>> {
    let (sizes, mut rest) = rest.split_at_checked(3 * (count - 1))?;
    let mut partitions = Vec::with_capacity(count);
    for size in sizes.as_chunks::<3>().0 {
        let [a, b, c] = *size;
        let (partition, after) = rest.split_at_checked(u32::from_le_bytes([a, b, c, 0]) as usize)?;
        partitions.push(partition);
        rest = after;
    }
    partitions.push(rest);
    Some(partitions)
}
