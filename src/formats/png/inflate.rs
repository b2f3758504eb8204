//! The zlib stream that lies in several chunks, inflated as it is asked for. [PNG3 10; RFC 1950]

use crate::pixels::limits::{MAX_BLOCK_BYTES, MAX_INFLATED_BYTES};
use flate2::write::ZlibEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};
use std::io::Write;

/// A stream under way. Its checksum is passed over: the rows are what is shown.
pub struct Inflater<'a> {
    pieces: std::slice::Iter<'a, &'a [u8]>,
    rest: &'a [u8],
    stream: Decompress,
    /// The stream has ended or broken.
    over: bool,
    finished: bool,
}

impl<'a> Inflater<'a> {
    /// A stream in `pieces`; one without a zlib header gives nothing.
    pub fn new(pieces: &'a [&'a [u8]]) -> Self {
        let stream = Decompress::new(false);
        let mut inflater = Self { pieces: pieces.iter(), rest: &[], stream, over: false, finished: false };
        let header = (inflater.byte(), inflater.byte());
        // Deflate, without a preset dictionary. [RFC 1950 2.2]
        inflater.over = !matches!(header, (Some(method), Some(flags)) if method & 15 == 8 && flags & 32 == 0);
        inflater
    }

    /// Fills `out` as far as the stream goes; the number of bytes.
    pub fn fill(&mut self, out: &mut [u8]) -> usize {
        let mut filled = 0;
        while !self.over && self.more_input() {
            let Some(space) = out.get_mut(filled..).filter(|space| !space.is_empty()) else { break };
            let (taken, made) = (self.stream.total_in(), self.stream.total_out());
            let status = self.stream.decompress(self.rest, space, FlushDecompress::None);
            let taken = (self.stream.total_in() - taken) as usize;
            let made = (self.stream.total_out() - made) as usize;
            self.rest = self.rest.get(taken..).unwrap_or_default();
            filled += made;
            self.finished = matches!(status, Ok(Status::StreamEnd));
            self.over = self.finished || status.is_err() || (taken == 0 && made == 0);
        }
        filled
    }

    /// What is left: bytes that still inflate (counted up to a limit), and bytes behind the stream and its checksum.
    pub fn leftover(mut self) -> (usize, usize) {
        let mut sink = [0; 4096];
        let mut more = 0;
        loop {
            let count = self.fill(&mut sink);
            more += count;
            if count == 0 || more > MAX_BLOCK_BYTES {
                break;
            }
        }
        if !self.finished {
            return (more, 0);
        }
        let behind = self.rest.len() + self.pieces.map(|piece| piece.len()).sum::<usize>();
        (more, behind.saturating_sub(4))
    }

    fn more_input(&mut self) -> bool {
        while self.rest.is_empty() {
            let Some(next) = self.pieces.next() else { return false };
            self.rest = next;
        }
        true
    }

    fn byte(&mut self) -> Option<u8> {
        self.more_input();
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }
}

/// How much the small blocks of one file may still become together.
pub struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Self(MAX_INFLATED_BYTES)
    }
}

/// A whole small block (a profile, a text), cut at the limit, and the number of bytes behind its stream. `None`: there is no room
/// left.
pub fn block(stream: &[u8], room: &mut Room) -> Option<(Vec<u8>, usize)> {
    if room.0 == 0 {
        return None;
    }
    let pieces = [stream];
    let mut inflater = Inflater::new(&pieces);
    let mut all = Vec::new();
    let mut buffer = vec![0; 64 << 10];
    while all.len() < MAX_BLOCK_BYTES.min(room.0) {
        let count = inflater.fill(&mut buffer);
        if count == 0 {
            break;
        }
        all.extend_from_slice(buffer.get(..count).unwrap_or_default());
    }
    let (more, behind) = inflater.leftover();
    room.0 = room.0.saturating_sub(all.len() + more);
    Some((all, behind))
}

/// The other way round.
pub fn packed(block: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to a vector never fails.
    let _ = encoder.write_all(block);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_may_lie_in_many_pieces() {
        let whole: Vec<u8> = (0..9000_u32).map(|v| (v * v / 8) as u8).collect();
        let stream = [packed(&whole), b"behind".to_vec()].concat();
        let pieces: Vec<&[u8]> = stream.chunks(7).collect();
        let mut inflater = Inflater::new(&pieces);
        let mut out = vec![0; 8000];
        assert_eq!(inflater.fill(&mut out), 8000);
        assert_eq!(out, whole[..8000]);
        assert_eq!(inflater.leftover(), (1000, 6));
    }

    #[test]
    fn blocks_are_cut_at_the_limit() {
        let bomb = packed(&vec![0; 40 << 20]);
        assert!(bomb.len() < 1 << 20);
        let mut room = Room::default();
        assert!(block(&bomb, &mut room).unwrap().0.len() <= MAX_BLOCK_BYTES + (64 << 10));
        assert_eq!(block(&bomb, &mut room), None, "one bomb takes the room of all");
        assert_eq!(block(b"no stream", &mut Room::default()), Some((vec![], 0)));
    }
}
