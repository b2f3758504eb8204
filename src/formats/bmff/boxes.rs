//! The boxes of ISO base media files. [ISO 14496-12 4.2]

use super::bytes::Fields;

/// A box: its kind and what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IsoBox<'a> {
    pub kind: [u8; 4],
    /// Without the header.
    pub body: &'a [u8],
    /// Where `body` begins in the file.
    pub at: usize,
}

impl<'a> IsoBox<'a> {
    /// The boxes in this one, behind `skip` bytes of fields.
    pub fn children(&self, skip: usize) -> Boxes<'a> {
        Boxes { rest: self.body.get(skip..).unwrap_or(&[]), at: self.at.saturating_add(skip) }
    }

    /// The kind as text, for sentences.
    pub fn name(&self) -> String {
        name(self.kind)
    }

    /// What is in a full box, behind version and flags.
    pub fn full(&self) -> Option<(u8, u32, Fields<'a>)> {
        let mut fields = Fields(self.body);
        let (version, flags) = fields.version_and_flags()?;
        Some((version, flags, fields))
    }
}

/// A four-character code as text, for sentences.
pub fn name(kind: [u8; 4]) -> String {
    kind.map(char::from).into_iter().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '?' }).collect::<String>()
}

/// One box after the other. Stops where the bytes are no box any more; those are [`Boxes::rest`] then.
#[derive(Debug, Clone, Copy)]
pub struct Boxes<'a> {
    pub rest: &'a [u8],
    /// Where `rest` begins in the file.
    pub at: usize,
}

/// The boxes of a whole file.
pub fn of_file(untrusted: &[u8]) -> Boxes<'_> {
    Boxes { rest: untrusted, at: 0 }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = IsoBox<'a>;

    fn next(&mut self) -> Option<IsoBox<'a>> {
        let mut fields = Fields(self.rest);
        let size = fields.u32()?;
        let kind = *fields.take(4)?.first_chunk::<4>()?;
        let size = match size {
            0 => self.rest.len() as u64,
            1 => fields.uint(8)?,
            size => size.into(),
        };
        let header = self.rest.len() - fields.0.len();
        let (whole, rest) = self.rest.split_at_checked(usize::try_from(size).ok()?)?;
        let body = whole.get(header..)?;
        let at = self.at + header;
        self.at += whole.len();
        self.rest = rest;
        Some(IsoBox { kind, body, at })
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::iso_box;
    use super::*;

    #[test]
    fn boxes_are_walked_with_their_places() {
        let file = [iso_box(b"free", b"ab"), b"\0\0\0\x01wideXXXX".to_vec()].concat();
        let mut boxes = of_file(&file);
        assert_eq!(boxes.next(), Some(IsoBox { kind: *b"free", body: b"ab", at: 8 }));
        assert_eq!(boxes.next(), None);
        assert_eq!((boxes.at, boxes.rest.len()), (10, 12));
    }

    #[test]
    fn sizes_of_eight_bytes_and_to_the_end_are_known() {
        let file = b"\0\0\0\x01wide\0\0\0\0\0\0\0\x12ab\0\0\0\0mdatrest";
        let bodies: Vec<_> = of_file(file).map(|b| b.body).collect();
        assert_eq!(bodies, [b"ab".as_slice(), b"rest"]);
    }

    #[test]
    fn lying_sizes_end_the_walk() {
        for size in [2u32, 7, 9, u32::MAX] {
            let file = [&size.to_be_bytes()[..], b"free"].concat();
            assert_eq!(of_file(&file).count(), 0, "{size}");
        }
        let huge = b"\0\0\0\x01free\xff\xff\xff\xff\xff\xff\xff\xff";
        assert_eq!(of_file(huge).count(), 0);
    }
}
