//! The chunks of a PNG, walked and written. [PNG3 5]

/// [PNG3 5.2]
pub const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// One chunk as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub struct Chunk<'a> {
    pub kind: [u8; 4],
    pub body: &'a [u8],
    checksum: Option<u32>,
}

impl Chunk<'_> {
    /// Whether its checksum is there and fits.
    pub fn is_intact(&self) -> bool {
        self.checksum == Some(checksum(self.kind, self.body))
    }

    /// "tEXt chunk".
    pub fn place(&self) -> String {
        format!("{} chunk", self.kind.escape_ascii())
    }
}

/// The chunks up to IEND, and what stands behind them.
pub struct Chunks<'a> {
    rest: &'a [u8],
    ended: bool,
}

/// The chunks of a file, with or without its signature.
pub fn chunks(untrusted: &[u8]) -> Chunks<'_> {
    Chunks { rest: untrusted.strip_prefix(&SIGNATURE).unwrap_or(untrusted), ended: false }
}

impl<'a> Chunks<'a> {
    /// Once there are no more chunks: what stands behind IEND, or what is no chunk.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Whether IEND was met.
    pub fn ended(&self) -> bool {
        self.ended
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Chunk<'a>;

    fn next(&mut self) -> Option<Chunk<'a>> {
        if self.ended {
            return None;
        }
        let (size, rest) = self.rest.split_first_chunk::<4>()?;
        let (&kind, rest) = rest.split_first_chunk::<4>()?;
        // The names are letters, and sizes have 31 bits. [PNG3 5.3]
        let size = u32::from_be_bytes(*size);
        if !kind.iter().all(u8::is_ascii_alphabetic) || size > i32::MAX as u32 {
            return None;
        }
        self.ended = kind == *b"IEND";
        let Some((body, rest)) = rest.split_at_checked(size as usize) else {
            self.rest = &[];
            return Some(Chunk { kind, body: rest, checksum: None });
        };
        let checksum = rest.first_chunk::<4>().map(|sum| u32::from_be_bytes(*sum));
        self.rest = rest.get(4..).unwrap_or_default();
        Some(Chunk { kind, body, checksum })
    }
}

/// Appends a chunk.
pub fn put(file: &mut Vec<u8>, kind: [u8; 4], body: &[u8]) {
    file.extend_from_slice(&(body.len() as u32).to_be_bytes());
    file.extend_from_slice(&kind);
    file.extend_from_slice(body);
    file.extend_from_slice(&checksum(kind, body).to_be_bytes());
}

/// [PNG3 5.5]
fn checksum(kind: [u8; 4], body: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(&kind);
    crc.update(body);
    crc.sum()
}

/// A 32-bit number inside a chunk.
pub fn u32_at(body: &[u8], at: usize) -> Option<u32> {
    body.get(at..)?.first_chunk().map(|raw| u32::from_be_bytes(*raw))
}

/// A 16-bit number inside a chunk.
pub fn u16_at(body: &[u8], at: usize) -> Option<u16> {
    body.get(at..)?.first_chunk().map(|raw| u16::from_be_bytes(*raw))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_walked() {
        let mut file = SIGNATURE.to_vec();
        put(&mut file, *b"tEXt", b"a\0b");
        put(&mut file, *b"IEND", b"");
        file.extend_from_slice(b"behind");
        let mut walk = chunks(&file);
        let all: Vec<_> = walk.by_ref().collect();
        assert_eq!(all.iter().map(|c| c.body).collect::<Vec<_>>(), [&b"a\0b"[..], b""]);
        assert!(all.iter().all(Chunk::is_intact));
        assert!(walk.ended());
        assert_eq!(walk.rest(), b"behind");
    }

    #[test]
    fn cut_chunks_give_what_is_there() {
        let mut file = SIGNATURE.to_vec();
        put(&mut file, *b"IDAT", b"0123456789");
        let cut: Vec<_> = chunks(&file[..20]).collect();
        assert_eq!((cut.len(), cut[0].body, cut[0].is_intact()), (1, &b"0123"[..], false));
    }

    #[test]
    fn names_that_are_no_letters_end_the_walk() {
        let mut file = SIGNATURE.to_vec();
        put(&mut file, [1, 2, 3, 4], b"x");
        let mut walk = chunks(&file);
        assert!(walk.next().is_none());
        assert_eq!(walk.rest().len(), 13);
    }
}
