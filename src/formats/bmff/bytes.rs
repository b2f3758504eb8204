//! Reading fields from untrusted bytes.

/// The bytes that are still to be read; every read past the end is `None`.
#[derive(Clone, Copy)]
pub struct Fields<'a>(pub &'a [u8]);

impl<'a> Fields<'a> {
    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// A big-endian number of 0..=8 bytes.
    pub fn uint(&mut self, bytes: usize) -> Option<u64> {
        Some(self.take(bytes)?.iter().fold(0, |n, &b| n << 8 | u64::from(b)))
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.uint(1).map(|n| n as u8)
    }

    pub fn u16(&mut self) -> Option<u16> {
        self.uint(2).map(|n| n as u16)
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.uint(4).map(|n| n as u32)
    }

    /// The version and the flags at the beginning of a full box. [ISO 14496-12 4.2]
    pub fn version_and_flags(&mut self) -> Option<(u8, u32)> {
        let word = self.u32()?;
        Some(((word >> 24) as u8, word & 0xff_ffff))
    }

    /// Up to the next zero byte, or to the end.
    pub fn text(&mut self) -> &'a [u8] {
        let end = self.0.iter().position(|&b| b == 0).unwrap_or(self.0.len());
        let text = &self.0[..end];
        self.0 = self.0.get(end + 1..).unwrap_or(&[]);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_past_the_end() {
        let mut fields = Fields(&[1, 2, 3]);
        assert_eq!(fields.u16(), Some(0x0102));
        assert_eq!(fields.u16(), None);
        assert_eq!(fields.uint(0), Some(0));
        assert_eq!(fields.u8(), Some(3));
        assert_eq!(fields.text(), b"");
    }
}
