//! The one fact in an Exif block that changes how a picture looks: orientation. [Exif 3.0 4.6.5.1.7]
//!
//! Written apart from the report's reader (`metadata`), because looks must not depend on a library's view of tags.

use crate::pixels::Orientation;

/// How an Exif block wants its picture shown. What it says of Adobe RGB (interoperability index R03) is passed over, as every
/// browser does: a photo without a profile looks the same after cleaning as it would have looked posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExifLook {
    pub orientation: Orientation,
}

impl ExifLook {
    /// Reads a TIFF structure ("II*\0…" or "MM\0*…", with or without "Exif\0\0" before it). Unreadable: upright.
    pub fn read(untrusted: &[u8]) -> Self {
        let block = untrusted.strip_prefix(b"Exif\0\0").unwrap_or(untrusted);
        look(block).unwrap_or_default()
    }
}

#[derive(Clone, Copy)]
struct Block<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl Block<'_> {
    fn u16(self, at: usize) -> Option<u16> {
        let raw = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(raw) } else { u16::from_be_bytes(raw) })
    }

    fn u32(self, at: usize) -> Option<u32> {
        let raw = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(raw) } else { u32::from_be_bytes(raw) })
    }

    /// Position of the value field of `tag` in the IFD at `ifd`.
    fn value_at(self, ifd: usize, tag: u16) -> Option<usize> {
        let count = usize::from(self.u16(ifd)?);
        (0..count).map(|i| ifd + 2 + 12 * i).find(|&at| self.u16(at) == Some(tag)).map(|at| at + 8)
    }

    /// A SHORT or LONG value.
    fn number(self, ifd: usize, tag: u16) -> Option<u32> {
        let at = self.value_at(ifd, tag)?;
        match self.u16(at - 6)? {
            3 => self.u16(at).map(u32::from),
            4 | 13 => self.u32(at),
            1 => self.bytes.get(at).copied().map(u32::from),
            _ => None,
        }
    }
}

fn look(bytes: &[u8]) -> Option<ExifLook> {
    let little = match bytes.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let block = Block { bytes, little };
    let ifd0 = block.u32(4)? as usize;
    let orientation = Orientation::from_exif(block.number(ifd0, 274).unwrap_or(1));
    Some(ExifLook { orientation })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orientation_is_read_in_both_byte_orders() {
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let big = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0";
        assert_eq!(ExifLook::read(little).orientation, Orientation::Rotated90);
        assert_eq!(ExifLook::read(big).orientation, Orientation::Rotated270);
    }

    #[test]
    fn cut_blocks_are_upright() {
        let whole = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        for end in 0..18 {
            assert_eq!(ExifLook::read(&whole[..end]), ExifLook::default(), "cut at {end}");
        }
    }
}
