//! The segments of a JPEG file, one after the other, with everything that lies between and behind them. [T.81 B.1]
//!
//! The pieces cover the file without gaps or overlaps, whatever its bytes are.

use std::ops::Range;

/// Start of image, end of image, start of scan. [T.81 table B.1]
pub const SOI: u8 = 0xd8;
pub const EOI: u8 = 0xd9;
pub const SOS: u8 = 0xda;

/// What a piece of the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A marker with its segment, or alone (SOI, EOI, RSTn outside a scan, TEM).
    Marker(u8),
    /// A marker whose segment is longer than the file, or ends inside its length.
    Cut(u8),
    /// Entropy-coded data with its RSTn markers and stuffed bytes; follows each SOS, may be empty.
    Scan,
    /// Additional 0xFF before a marker. [T.81 B.1.1.2]
    Fill,
    /// Bytes that belong to no segment.
    Junk,
    /// All behind the first EOI.
    Trailing,
}

/// One piece of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub kind: Kind,
    /// The whole piece with marker and length.
    pub whole: Range<usize>,
    /// What stands behind marker and length; the whole piece where there is neither.
    pub payload: Range<usize>,
}

impl Segment {
    /// The bytes of [`Self::payload`] in the file that was walked.
    pub fn payload_of<'a>(&self, file: &'a [u8]) -> &'a [u8] {
        file.get(self.payload.clone()).unwrap_or_default()
    }
}

/// Walks the file. Files without SOI at their start are one piece of junk. A file has its end where a `Marker(EOI)` comes.
pub fn segments(untrusted: &[u8]) -> Segments<'_> {
    Segments { file: untrusted, at: 0, next: Expect::Start }
}

/// Iterator over the pieces of a file.
pub struct Segments<'a> {
    file: &'a [u8],
    at: usize,
    next: Expect,
}

#[derive(Clone, Copy)]
enum Expect {
    Start,
    Marker,
    Scan,
    Nothing,
}

impl Iterator for Segments<'_> {
    type Item = Segment;

    fn next(&mut self) -> Option<Segment> {
        let rest = self.file.get(self.at..)?;
        match self.next {
            Expect::Scan => {
                self.next = Expect::Marker;
                Some(self.piece(Kind::Scan, scan_length(rest), 0))
            }
            _ if rest.is_empty() => None,
            Expect::Start if rest.starts_with(&[0xff, SOI]) => {
                self.next = Expect::Marker;
                Some(self.piece(Kind::Marker(SOI), 2, 2))
            }
            Expect::Start => {
                self.next = Expect::Nothing;
                Some(self.piece(Kind::Junk, rest.len(), 0))
            }
            Expect::Marker => Some(self.marker(rest)),
            Expect::Nothing => Some(self.piece(Kind::Trailing, rest.len(), 0)),
        }
    }
}

impl Segments<'_> {
    fn piece(&mut self, kind: Kind, length: usize, head: usize) -> Segment {
        let whole = self.at..self.at + length;
        self.at = whole.end;
        Segment { kind, payload: whole.start + head.min(length)..whole.end, whole }
    }

    fn marker(&mut self, rest: &[u8]) -> Segment {
        let ones = rest.iter().take_while(|&&b| b == 0xff).count();
        match (ones, rest.get(ones)) {
            (0, _) => self.piece(Kind::Junk, find_ff(rest), 0),
            (_, None) => self.piece(Kind::Junk, rest.len(), 0),
            (1, Some(0)) => self.piece(Kind::Junk, 2, 0),
            (1, Some(&marker)) => self.segment(marker, rest),
            (_, Some(_)) => self.piece(Kind::Fill, ones - 1, 0),
        }
    }

    fn segment(&mut self, marker: u8, rest: &[u8]) -> Segment {
        if marker == EOI {
            self.next = Expect::Nothing;
        }
        if matches!(marker, 0x01 | 0xd0..=EOI) {
            return self.piece(Kind::Marker(marker), 2, 2);
        }
        let length = rest.get(2..4).map(|b| 2 + usize::from(u16::from_be_bytes([b[0], b[1]])));
        match length {
            Some(length @ 4..) if length <= rest.len() => {
                if marker == SOS {
                    self.next = Expect::Scan;
                }
                self.piece(Kind::Marker(marker), length, 4)
            }
            // A length that does not even count itself: the marker stands for nothing.
            Some(..4) => self.piece(Kind::Junk, 2, 0),
            _ => self.piece(Kind::Cut(marker), rest.len(), 4),
        }
    }
}

/// Bytes up to the marker that ends the entropy-coded data; fill bytes before that marker are not counted. [T.81 B.1.1.5]
fn scan_length(rest: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += find_ff(rest.get(at..).unwrap_or_default());
        let ones = rest.get(at..).unwrap_or_default().iter().take_while(|&&b| b == 0xff).count();
        match rest.get(at + ones) {
            None => return rest.len(),
            Some(0 | 0xd0..=0xd7) => at += ones + 1,
            Some(_) => return at,
        }
    }
}

/// Position of the first 0xFF, or the length.
pub fn find_ff(bytes: &[u8]) -> usize {
    memchr::memchr(0xff, bytes).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] =
        b"\xff\xd8\xff\xfe\0\x05abcjunk\xff\xff\xff\xdb\0\x03q\xff\xda\0\x02sc\xff\0an\xff\xd0more\xff\xff\xd9tail";

    fn kinds(file: &[u8]) -> Vec<(Kind, &[u8])> {
        segments(file).map(|s| (s.kind, &file[s.payload])).collect()
    }

    #[test]
    fn every_piece_is_named() {
        let expected: Vec<(Kind, &[u8])> = vec![
            (Kind::Marker(SOI), b""),
            (Kind::Marker(0xfe), b"abc"),
            (Kind::Junk, b"junk"),
            (Kind::Fill, b"\xff\xff"),
            (Kind::Marker(0xdb), b"q"),
            (Kind::Marker(SOS), b""),
            (Kind::Scan, b"sc\xff\0an\xff\xd0more"),
            (Kind::Fill, b"\xff"),
            (Kind::Marker(EOI), b""),
            (Kind::Trailing, b"tail"),
        ];
        assert_eq!(kinds(FILE), expected);
    }

    #[test]
    fn pieces_cover_every_cut_and_mutated_file_without_gaps() {
        let mut files: Vec<Vec<u8>> = (0..=FILE.len()).map(|end| FILE[..end].to_vec()).collect();
        for at in 0..FILE.len() {
            for value in [0, 1, 0x7f, 0xd9, 0xda, 0xff] {
                let mut file = FILE.to_vec();
                file[at] = value;
                files.push(file);
            }
        }
        for file in files {
            let mut end = 0;
            for segment in segments(&file) {
                assert_eq!(segment.whole.start, end, "{file:02x?}");
                assert!(segment.payload.start >= end && segment.payload.end == segment.whole.end);
                end = segment.whole.end;
            }
            assert_eq!(end, file.len(), "{file:02x?}");
        }
    }

    #[test]
    fn segments_longer_than_the_file_are_cut() {
        assert_eq!(kinds(b"\xff\xd8\xff\xe1\0\x09abc")[1], (Kind::Cut(0xe1), &b"abc"[..]));
        assert_eq!(kinds(b"no jpeg"), [(Kind::Junk, &b"no jpeg"[..])]);
    }
}
