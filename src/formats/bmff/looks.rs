//! What the colours of an item mean. [ISO 23008-12 6.5.5; ISO 14496-12 12.1.5]

use super::Meta;
use super::bytes::Fields;
use crate::pixels::Colour;
use crate::pixels::limits::MAX_BLOCK_BYTES;

/// Code points of `nclx`. [ITU-T H.273]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nclx {
    pub primaries: u8,
    pub transfer: u8,
    pub matrix: u8,
    pub full_range: bool,
}

impl Nclx {
    /// What is behind "nclx" in a `colr` box.
    pub fn read(body: &[u8]) -> Option<Self> {
        let mut fields = Fields(body);
        // Values over a byte are reserved.
        let mut point = || fields.u16().map(|v| u8::try_from(v).unwrap_or(2));
        let (primaries, transfer, matrix) = (point()?, point()?, point()?);
        Some(Self { primaries, transfer, matrix, full_range: fields.u8()? & 0x80 != 0 })
    }

    /// The primaries of standard television with its own curves are shown by everybody as if they were sRGB.
    pub fn colour(self) -> Colour {
        match (self.primaries, self.transfer) {
            (1 | 5 | 6, 1 | 6 | 13) | (1 | 2, 2) => Colour::Srgb,
            (primaries, transfer) => Colour::Cicp { primaries, transfer },
        }
    }
}

/// Code points of an item, or of the first part that it is derived from.
pub fn nclx(meta: &Meta, id: u32) -> Option<Nclx> {
    colr(meta, id, |body| Nclx::read(body.strip_prefix(b"nclx")?))
}

/// The profile of an item, else its code points, else those of the first part that it is derived from.
pub fn colour(meta: &Meta, id: u32) -> Option<Colour> {
    let profile = |body: &[u8]| {
        let icc = body.strip_prefix(b"prof").or(body.strip_prefix(b"rICC"))?;
        (icc.len() <= MAX_BLOCK_BYTES).then(|| Colour::Icc(icc.to_vec()))
    };
    colr(meta, id, profile).or_else(|| nclx(meta, id).map(Nclx::colour))
}

fn colr<T>(meta: &Meta, id: u32, read: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let first_part = meta.referred_by(id, b"dimg").first().copied();
    let places = [Some(id), first_part].into_iter().flatten();
    places.flat_map(|id| meta.properties_of(id)).filter(|p| p.kind == *b"colr").find_map(|p| read(p.body))
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Item, file, iso_box};
    use super::*;

    fn colour_of(boxes: &[&[u8]]) -> Option<Colour> {
        let properties = boxes.iter().map(|body| iso_box(b"colr", body)).collect();
        let file = file(b"heic", &[Item { id: 1, kind: *b"hvc1", properties, ..Item::default() }], &[], b"");
        colour(&Meta::read(&file).unwrap(), 1)
    }

    #[test]
    fn a_profile_comes_before_code_points() {
        let nclx = b"nclx\0\x0c\0\x0d\0\x06\x80";
        assert_eq!(colour_of(&[nclx]), Some(Colour::Cicp { primaries: 12, transfer: 13 }));
        assert_eq!(colour_of(&[nclx, b"profICC"]), Some(Colour::Icc(b"ICC".into())));
        assert_eq!(colour_of(&[b"nclx\0\x06\0\x06\0\x06\0"]), Some(Colour::Srgb));
        assert_eq!(colour_of(&[b"nclx\0\x06"]), None);
    }
}
