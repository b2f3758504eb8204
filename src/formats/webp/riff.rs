//! The container: a RIFF of chunks, read without trust and written afresh. [RFC 9649 2.3, 2.4]

/// One chunk, or what a cut file holds of it.
#[derive(Debug, Clone, Copy)]
pub struct Chunk<'a> {
    pub id: [u8; 4],
    pub data: &'a [u8],
    /// The file ends inside it.
    pub cut: bool,
    /// The byte that fills an odd chunk up.
    pub padding: u8,
}

/// The chunks of a RIFF body or of an ANMF frame.
#[derive(Debug, Clone)]
pub struct Chunks<'a> {
    /// What is not read yet; at the end, up to seven bytes that are no chunk.
    pub rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    pub fn of(body: &'a [u8]) -> Self {
        Self { rest: body }
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Chunk<'a>;

    fn next(&mut self) -> Option<Chunk<'a>> {
        let (header, body) = self.rest.split_first_chunk::<8>()?;
        let [a, b, c, d, size @ ..] = *header;
        let size = u32::from_le_bytes(size) as usize;
        let (data, after) = body.split_at(size.min(body.len()));
        let odd = size % 2;
        self.rest = after.get(odd..).unwrap_or_default();
        let padding = if odd == 1 { after.first().copied().unwrap_or(0) } else { 0 };
        Some(Chunk { id: [a, b, c, d], data, cut: data.len() < size, padding })
    }
}

/// The body behind "WEBP", and what follows the end that the RIFF header names. `None`: not a WebP.
pub fn split(file: &[u8]) -> Option<(&[u8], &[u8])> {
    let (header, body) = file.split_first_chunk::<12>()?;
    let [b'R', b'I', b'F', b'F', size @ .., b'W', b'E', b'B', b'P'] = *header else { return None };
    let size = (u32::from_le_bytes(size) as usize).saturating_sub(4);
    Some(body.split_at(size.min(body.len())))
}

/// Appends a chunk; an odd one is filled up with a zero.
pub fn push(out: &mut Vec<u8>, id: &[u8; 4], data: &[u8]) {
    out.extend_from_slice(id);
    out.extend_from_slice(&(data.len() as u32).to_le_bytes());
    out.extend_from_slice(data);
    out.resize(out.len() + data.len() % 2, 0);
}

/// The whole file around its chunks; `None` over 4 GiB.
pub fn file(chunks: &[u8]) -> Option<Vec<u8>> {
    let size = u32::try_from(chunks.len() + 4).ok()?;
    Some([b"RIFF", &size.to_le_bytes()[..], b"WEBP", chunks].concat())
}

/// A number of 24 bits.
pub fn u24(bytes: &[u8], at: usize) -> Option<u32> {
    let raw = bytes.get(at..at.checked_add(3)?)?;
    Some(raw.iter().rev().fold(0, |value, &byte| value << 8 | u32::from(byte)))
}

/// Flags of the extended header. [RFC 9649 2.7]
pub const ANIMATION: u8 = 0x02;
pub const EXIF: u8 = 0x08;
pub const ALPHA: u8 = 0x10;
pub const PROFILE: u8 = 0x20;

/// The extended header. [RFC 9649 2.7]
pub fn extended(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let mut data = vec![flags, 0, 0, 0];
    for side in [width, height] {
        data.extend_from_slice(&side.saturating_sub(1).to_le_bytes()[..3]);
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_chunks_are_read_back() {
        let mut body = Vec::new();
        push(&mut body, b"abcd", &[1, 2, 3]);
        push(&mut body, b"efgh", &[]);
        let whole = file(&body).unwrap();
        let (body, trailing) = split(&whole).unwrap();
        assert!(trailing.is_empty());
        let read: Vec<_> = Chunks::of(body).map(|chunk| (chunk.id, chunk.data.len(), chunk.cut)).collect();
        assert_eq!(read, [(*b"abcd", 3, false), (*b"efgh", 0, false)]);
    }

    #[test]
    fn lying_sizes_stay_inside() {
        let chunk = Chunks::of(b"abcd\xff\xff\xff\xff12").next().unwrap();
        assert!(chunk.cut && chunk.data == b"12");
        assert!(split(b"RIFF\0\0\0\0WEBP").unwrap().0.is_empty());
    }
}
