//! Zlib streams, inflated piece by piece, to the last byte. [RFC 1950]

use crate::error::Error;
use flate2::{Decompress, FlushDecompress, Status};

/// How a stream ended.
pub struct End {
    /// Bytes that it took; the rest of the input belongs to nothing.
    pub taken: usize,
    /// Its own end mark and checksum were met.
    pub finished: bool,
}

/// Inflates one stream that lies in `pieces`, hands the output to `sink` until that returns false.
/// Errors: a broken stream.
pub fn inflate(pieces: &[&[u8]], mut sink: impl FnMut(&[u8]) -> bool) -> Result<End, Error> {
    let mut stream = Decompress::new(true);
    let mut out = vec![0; 64 << 10];
    for piece in pieces {
        let mut rest = *piece;
        loop {
            let (taken, made) = (stream.total_in(), stream.total_out());
            let status = stream
                .decompress(rest, &mut out, FlushDecompress::None)
                .map_err(|_| Error::damaged("a compressed stream is broken"))?;
            let taken = (stream.total_in() - taken) as usize;
            let made = (stream.total_out() - made) as usize;
            rest = rest.get(taken..).unwrap_or_default();
            if !sink(out.get(..made).unwrap_or_default()) {
                return Ok(End { taken: stream.total_in() as usize, finished: false });
            }
            if status == Status::StreamEnd {
                return Ok(End { taken: stream.total_in() as usize, finished: true });
            }
            if taken == 0 && made == 0 {
                break;
            }
        }
    }
    Ok(End { taken: stream.total_in() as usize, finished: false })
}

/// A whole stream of at most `limit` inflated bytes. `None`: broken, unfinished, too long, or with bytes behind it.
pub fn exactly(stream: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    let end = inflate(&[stream], |out| {
        all.extend_from_slice(out);
        all.len() <= limit
    })
    .ok()?;
    (end.finished && end.taken == stream.len() && all.len() <= limit).then_some(all)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::io::Write;

    pub fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_stream_ends_where_it_ends() {
        let mut stream = packed(&[7; 300_000]);
        assert_eq!(exactly(&stream, 300_000), Some(vec![7; 300_000]));
        assert_eq!(exactly(&stream, 299_999), None, "too long");
        stream.push(0);
        assert_eq!(exactly(&stream, 300_000), None, "a byte behind the end");
    }

    #[test]
    fn a_wrong_checksum_is_no_end() {
        let mut stream = packed(b"some bytes");
        *stream.last_mut().unwrap() ^= 1;
        assert_eq!(exactly(&stream, 100), None);
    }
}
