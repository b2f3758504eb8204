//! What HEIF and AVIF share: the boxes of ISO base media files, the table of items in `meta`, and what is hidden in them.
//!
//! Nothing here decodes a picture.

pub mod boxes;
pub mod bytes;
pub mod looks;
pub mod meta;
pub mod report;
pub mod shape;

pub use boxes::IsoBox;
pub use meta::Meta;

/// The brands in `ftyp`: the major one first. Empty where the file does not begin with `ftyp`. [ISO 14496-12 4.3]
pub fn brands(head: &[u8]) -> Vec<[u8; 4]> {
    let (Some(size), Some(b"ftyp")) = (head.first_chunk::<4>(), head.get(4..8)) else { return Vec::new() };
    let size = (u32::from_be_bytes(*size) as usize).clamp(8, 512);
    let body = head.get(8..size.min(head.len())).unwrap_or(&[]);
    let (words, _) = body.as_chunks::<4>();
    // The second word is a version.
    words.iter().enumerate().filter(|(i, _)| *i != 1).map(|(_, brand)| *brand).collect()
}

#[cfg(test)]
pub(crate) mod fixtures {
    //! Files built in memory.

    /// A box.
    pub fn iso_box(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let mut out = (body.len() as u32 + 8).to_be_bytes().to_vec();
        out.extend(kind);
        out.extend(body);
        out
    }

    /// A box with version and flags.
    pub fn full_box(kind: &[u8; 4], version: u8, flags: u8, body: &[u8]) -> Vec<u8> {
        iso_box(kind, &[&[version, 0, 0, flags], body].concat())
    }

    /// One item for [`file`].
    #[derive(Clone, Default)]
    pub struct Item {
        pub id: u16,
        pub kind: [u8; 4],
        /// Behind the kind in `infe`: name, content type.
        pub named: Vec<u8>,
        pub hidden: bool,
        /// Whole property boxes.
        pub properties: Vec<Vec<u8>>,
        pub data: Vec<u8>,
    }

    /// A file with `ftyp`, `meta`, `mdat` (its items one behind the other), and `tail`.
    pub fn file(brand: &[u8; 4], items: &[Item], references: &[(&[u8; 4], u16, &[u16])], tail: &[u8]) -> Vec<u8> {
        let ftyp = iso_box(b"ftyp", &[brand.as_slice(), b"\0\0\0\0mif1", brand].concat());
        let properties: Vec<&Vec<u8>> = items.iter().flat_map(|item| &item.properties).collect();
        let mut associations = (items.len() as u32).to_be_bytes().to_vec();
        let mut next = 1;
        let mut infos = (items.len() as u16).to_be_bytes().to_vec();
        for item in items {
            associations.extend(item.id.to_be_bytes());
            associations.push(item.properties.len() as u8);
            for _ in &item.properties {
                associations.push(next);
                next += 1;
            }
            let body = [&item.id.to_be_bytes()[..], b"\0\0", &item.kind, &item.named, b"\0"].concat();
            infos.extend(full_box(b"infe", 2, item.hidden.into(), &body));
        }
        let ipco = iso_box(b"ipco", &properties.into_iter().flatten().copied().collect::<Vec<_>>());
        let iprp = iso_box(b"iprp", &[ipco, full_box(b"ipma", 0, 0, &associations)].concat());
        let linked = references.iter().map(|(kind, from, to)| {
            let numbers = [&[*from, to.len() as u16], *to].concat();
            iso_box(kind, &numbers.iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<_>>())
        });
        let iref = full_box(b"iref", 0, 0, &linked.flatten().collect::<Vec<_>>());
        let meta = |start: u32| {
            let mut places = [&[0x44, 0][..], &(items.len() as u16).to_be_bytes()].concat();
            let mut at = start;
            for item in items {
                places.extend([&item.id.to_be_bytes()[..], b"\0\0\0\x01", &at.to_be_bytes()].concat());
                places.extend((item.data.len() as u32).to_be_bytes());
                at += item.data.len() as u32;
            }
            let body = [
                full_box(b"hdlr", 0, 0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
                full_box(b"pitm", 0, 0, &items[0].id.to_be_bytes()),
                full_box(b"iloc", 0, 0, &places),
                full_box(b"iinf", 0, 0, &infos),
                iref.clone(),
                iprp.clone(),
            ];
            full_box(b"meta", 0, 0, &body.concat())
        };
        let start = ftyp.len() + meta(0).len() + 8;
        let data: Vec<u8> = items.iter().flat_map(|item| item.data.clone()).collect();
        [ftyp, meta(start as u32), iso_box(b"mdat", &data), tail.to_vec()].concat()
    }

    /// The property that says the size.
    pub fn ispe(width: u32, height: u32) -> Vec<u8> {
        full_box(b"ispe", 0, 0, &[width.to_be_bytes(), height.to_be_bytes()].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brands_are_read_from_the_first_box() {
        let head = fixtures::iso_box(b"ftyp", b"heic\0\0\0\0mif1heic");
        assert_eq!(brands(&head), [*b"heic", *b"mif1", *b"heic"]);
        assert!(brands(b"\0\0\0\x18free").is_empty() && brands(b"").is_empty());
    }
}
