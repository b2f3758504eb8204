//! A patient walk of TIFF directories [TIFF 6.0 section 2], BigTIFF too: what is cut or points outside is left out,
//! the rest is read. Values are borrowed; nothing is copied before it is wanted.

use exif::{Rational, SRational, Value};

/// The most entries that one directory is believed to hold.
const MOST_ENTRIES: usize = 4096;
/// The most bytes that are copied out of one value.
const LARGEST_VALUE: usize = 4096;

/// Bytes with directories in them, and how to read them.
#[derive(Clone, Copy)]
pub struct Tiff<'a> {
    pub bytes: &'a [u8],
    pub little: bool,
    /// BigTIFF: 8-byte counts and offsets.
    big: bool,
}

/// One field of a directory.
pub struct Entry<'a> {
    pub tag: u16,
    kind: u16,
    little: bool,
    /// Where the value begins, and how long it is said to be.
    pub at: usize,
    pub length: usize,
    /// Empty where the value lies outside.
    pub bytes: &'a [u8],
}

impl<'a> Tiff<'a> {
    /// Bytes that begin with "II" or "MM" and a header.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let little = match bytes.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        let tiff = Self { bytes, little, big: false };
        Some(Self { big: tiff.u16(2)? == 43, ..tiff })
    }

    /// Directories without a header, as in maker notes.
    pub fn bare(bytes: &'a [u8], little: bool) -> Self {
        Self { bytes, little, big: false }
    }

    /// The same bytes in the byte order in which a directory at `ifd` has the smaller number of entries.
    pub fn ordered_for(self, ifd: usize) -> Self {
        let swapped = self.u16(ifd).is_some_and(|count| count.swap_bytes() < count);
        Self { little: self.little ^ swapped, ..self }
    }

    /// The position of the first directory.
    pub fn first_ifd(self) -> Option<usize> {
        if self.big { self.offset(8) } else { self.offset(4) }
    }

    fn array<const N: usize>(self, at: usize) -> Option<[u8; N]> {
        self.bytes.get(at..at.checked_add(N)?)?.try_into().ok()
    }

    /// A 16-bit number.
    pub fn u16(self, at: usize) -> Option<u16> {
        let raw = self.array(at)?;
        Some(if self.little { u16::from_le_bytes(raw) } else { u16::from_be_bytes(raw) })
    }

    /// A 32-bit number.
    pub fn u32(self, at: usize) -> Option<u32> {
        let raw = self.array(at)?;
        Some(if self.little { u32::from_le_bytes(raw) } else { u32::from_be_bytes(raw) })
    }

    fn u64(self, at: usize) -> Option<u64> {
        let raw = self.array(at)?;
        Some(if self.little { u64::from_le_bytes(raw) } else { u64::from_be_bytes(raw) })
    }

    fn offset(self, at: usize) -> Option<usize> {
        if self.big { usize::try_from(self.u64(at)?).ok() } else { self.u32(at).map(|v| v as usize) }
    }

    /// The fields of the directory at `ifd`, and the position of the next directory, if there is one.
    pub fn entries(self, ifd: usize) -> (Vec<Entry<'a>>, Option<usize>) {
        let (head, step) = if self.big { (8, 20) } else { (2, 12) };
        let count =
            if self.big { self.u64(ifd).and_then(|n| usize::try_from(n).ok()) } else { self.u16(ifd).map(usize::from) };
        let (Some(count), Some(first)) = (count, ifd.checked_add(head)) else { return (Vec::new(), None) };
        let room = self.bytes.len().saturating_sub(first) / step;
        let entries = (0..count.min(room).min(MOST_ENTRIES)).filter_map(|i| self.entry(first + i * step)).collect();
        let next = count.checked_mul(step).and_then(|length| self.offset(first.checked_add(length)?));
        (entries, next.filter(|&next| next != 0))
    }

    fn entry(self, at: usize) -> Option<Entry<'a>> {
        let (tag, kind) = (self.u16(at)?, self.u16(at + 2)?);
        let count = if self.big { usize::try_from(self.u64(at + 4)?).ok()? } else { self.u32(at + 4)? as usize };
        let (field, inline) = if self.big { (at + 12, 8) } else { (at + 8, 4) };
        let length = count.checked_mul(unit(kind)?)?;
        let start = if length <= inline { field } else { self.offset(field)? };
        let bytes = self.bytes.get(start..start.checked_add(length)?).unwrap_or_default();
        Some(Entry { tag, kind, little: self.little, at: start, length, bytes })
    }
}

/// Bytes of one value of a type.
fn unit(kind: u16) -> Option<usize> {
    Some(match kind {
        1 | 2 | 6 | 7 | 129 => 1,
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16 | 17 | 18 => 8,
        _ => return None,
    })
}

impl Entry<'_> {
    /// The value as the library would give it; long ones cut.
    pub fn value(&self) -> Value {
        let bytes = &self.bytes[..self.bytes.len().min(LARGEST_VALUE)];
        let tiff = Tiff::bare(bytes, self.little);
        let longs = || (0..bytes.len() / 4).filter_map(|i| tiff.u32(4 * i));
        let shorts = || (0..bytes.len() / 2).filter_map(|i| tiff.u16(2 * i));
        let doubles = || (0..bytes.len() / 8).filter_map(|i| tiff.u64(8 * i));
        let pairs = || (0..bytes.len() / 8).filter_map(|i| Some((tiff.u32(8 * i)?, tiff.u32(8 * i + 4)?)));
        match self.kind {
            1 | 6 => Value::Byte(bytes.to_vec()),
            2 | 129 => Value::Ascii(bytes.split(|&b| b == 0).take(16).map(<[u8]>::to_vec).collect()),
            3 => Value::Short(shorts().collect()),
            8 => Value::SShort(shorts().map(|v| v as i16).collect()),
            4 | 13 => Value::Long(longs().collect()),
            9 => Value::SLong(longs().map(|v| v as i32).collect()),
            5 => Value::Rational(pairs().map(|(num, denom)| Rational { num, denom }).collect()),
            10 => Value::SRational(pairs().map(|(a, b)| SRational { num: a as i32, denom: b as i32 }).collect()),
            11 => Value::Float(longs().map(f32::from_bits).collect()),
            12 => Value::Double(doubles().map(f64::from_bits).collect()),
            16..=18 => Value::Long(doubles().map(|v| u32::try_from(v).unwrap_or(u32::MAX)).collect()),
            _ => Value::Undefined(bytes.to_vec(), u32::try_from(self.at).unwrap_or(u32::MAX)),
        }
    }

    /// A number of 16 bits, the `index`-th.
    pub fn i16(&self, index: usize) -> Option<i16> {
        Tiff::bare(self.bytes, self.little).u16(index.checked_mul(2)?).map(|v| v as i16)
    }

    /// A number of 32 bits, the `index`-th.
    pub fn u32(&self, index: usize) -> Option<u32> {
        Tiff::bare(self.bytes, self.little).u32(index.checked_mul(4)?)
    }

    /// The value as positions.
    pub fn offsets(&self) -> Vec<usize> {
        match self.value() {
            Value::Long(offsets) => offsets.into_iter().map(|v| v as usize).collect(),
            Value::SLong(offsets) => offsets.into_iter().filter_map(|v| usize::try_from(v).ok()).collect(),
            Value::Short(offsets) => offsets.into_iter().map(usize::from).collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_points_outside_leaves_the_others() {
        let block = b"II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\xff\0\0\0\x99\0\0\0\x10\x01\x02\0\x03\0\0\0ab\0\0\0\0\0\0";
        let tiff = Tiff::new(block).unwrap();
        let (entries, next) = tiff.entries(tiff.first_ifd().unwrap());
        assert_eq!(entries.len(), 2);
        assert_eq!((entries[0].bytes, entries[1].bytes), (&b""[..], &b"ab\0"[..]));
        assert_eq!(next, None);
    }

    #[test]
    fn big_tiff_is_read() {
        let mut block = b"MM\0\x2b\0\x08\0\0\0\0\0\0\0\0\0\x10\0\0\0\0\0\0\0\x01".to_vec();
        block.extend(b"\x01\x0f\0\x02\0\0\0\0\0\0\0\x05make\0\0\0\0\0\0\0\0\0\0\0\0");
        let tiff = Tiff::new(&block).unwrap();
        let (entries, _) = tiff.entries(tiff.first_ifd().unwrap());
        assert_eq!(entries[0].bytes, b"make\0");
    }

    #[test]
    fn the_byte_order_of_a_bare_directory_is_guessed() {
        assert!(!Tiff::bare(b"\0\x05", true).ordered_for(0).little);
        assert!(Tiff::bare(b"\x05\0", true).ordered_for(0).little);
    }
}
