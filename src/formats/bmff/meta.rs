//! The table of items: what a file holds, where it lies, and what belongs together. [ISO 14496-12 8.11]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::boxes::{IsoBox, of_file};
use super::bytes::Fields;
use crate::error::Error;

/// An item as named in `iinf`.
#[derive(Debug, Clone, Copy)]
pub struct Info<'a> {
    pub kind: [u8; 4],
    pub name: &'a [u8],
    /// Content type of `mime`, type of `uri `, with what follows.
    pub typed: &'a [u8],
    pub hidden: bool,
}

/// A link from `iref`.
#[derive(Debug, Clone)]
pub struct Reference {
    pub kind: [u8; 4],
    pub from: u32,
    pub to: Vec<u32>,
}

#[derive(Debug, Clone)]
struct Location {
    /// 0: in the file, 1: in `idat`, 2: in another item.
    method: u8,
    /// Offset and length; length 0 is "to the end".
    extents: Vec<(u64, u64)>,
}

/// The first `meta` box of a file.
#[derive(Debug, Default)]
pub struct Meta<'a> {
    file: &'a [u8],
    pub primary: Option<u32>,
    /// The name behind the handler type in `hdlr`.
    pub handler_name: &'a [u8],
    pub items: BTreeMap<u32, Info<'a>>,
    locations: BTreeMap<u32, Location>,
    pub properties: Vec<IsoBox<'a>>,
    associations: BTreeMap<u32, Vec<usize>>,
    pub references: Vec<Reference>,
    pub idat: Option<IsoBox<'a>>,
    /// Boxes of `meta`, `iprp` and `iinf` that are none of these.
    pub others: Vec<IsoBox<'a>>,
}

/// Items that are no more than this are looked at.
const MAX_ITEMS: usize = 70_000;

impl<'a> Meta<'a> {
    /// Reads what can be read; `None` where there is no `meta` box.
    pub fn read(file: &'a [u8]) -> Option<Self> {
        let meta = of_file(file).find(|b| b.kind == *b"meta")?;
        let mut read = Self { file, ..Self::default() };
        for part in meta.children(4) {
            // A part that breaks off keeps what was read before.
            let _ = match &part.kind {
                b"pitm" => read.primary_item(&part),
                b"hdlr" => read.handler(&part),
                b"iinf" => read.infos(&part),
                b"iloc" => read.locations(&part),
                b"iprp" => read.properties(&part),
                b"iref" => read.references(&part),
                b"idat" => {
                    read.idat = Some(part);
                    Some(())
                }
                _ => {
                    read.others.push(part);
                    Some(())
                }
            };
        }
        Some(read)
    }

    fn primary_item(&mut self, part: &IsoBox<'a>) -> Option<()> {
        let (version, _, mut fields) = part.full()?;
        self.primary = Some(fields.uint(if version == 0 { 2 } else { 4 })? as u32);
        Some(())
    }

    fn handler(&mut self, part: &IsoBox<'a>) -> Option<()> {
        self.handler_name = part.body.get(24..)?;
        Some(())
    }

    fn infos(&mut self, part: &IsoBox<'a>) -> Option<()> {
        let skip = if part.body.first() == Some(&0) { 6 } else { 8 };
        for entry in part.children(skip).take(MAX_ITEMS) {
            if entry.kind != *b"infe" {
                self.others.push(entry);
                continue;
            }
            let (version, flags, mut fields) = entry.full()?;
            if version < 2 {
                continue;
            }
            let id = fields.uint(if version == 2 { 2 } else { 4 })? as u32;
            fields.u16()?;
            let kind = *fields.take(4)?.first_chunk()?;
            let name = fields.text();
            self.items.entry(id).or_insert(Info { kind, name, typed: fields.0, hidden: flags & 1 == 1 });
        }
        Some(())
    }

    fn locations(&mut self, part: &IsoBox<'a>) -> Option<()> {
        let (version, _, mut fields) = part.full()?;
        let sizes = fields.u16()?;
        let [offset_size, length_size, base_size, index_size] =
            [12, 8, 4, 0].map(|shift| usize::from(sizes >> shift & 15));
        let index_size = if matches!(version, 1 | 2) { index_size } else { 0 };
        let id_size = if version < 2 { 2 } else { 4 };
        let count = fields.uint(id_size)?;
        for _ in 0..count.min(MAX_ITEMS as u64) {
            let id = fields.uint(id_size)? as u32;
            let method = if matches!(version, 1 | 2) { fields.u16()? & 15 } else { 0 };
            fields.u16()?;
            let base = fields.uint(base_size)?;
            let mut extents = Vec::new();
            let mut extent_count = fields.u16()?;
            if offset_size + length_size + index_size == 0 {
                extent_count = extent_count.min(1);
            }
            for _ in 0..extent_count {
                fields.uint(index_size)?;
                let offset = base.saturating_add(fields.uint(offset_size)?);
                extents.push((offset, fields.uint(length_size)?));
            }
            self.locations.entry(id).or_insert(Location { method: method as u8, extents });
        }
        Some(())
    }

    fn properties(&mut self, part: &IsoBox<'a>) -> Option<()> {
        for child in part.children(0) {
            match &child.kind {
                b"ipco" => self.properties = child.children(0).take(MAX_ITEMS).collect(),
                b"ipma" => {
                    let _ = self.associations(&child);
                }
                _ => self.others.push(child),
            }
        }
        Some(())
    }

    fn associations(&mut self, part: &IsoBox<'a>) -> Option<()> {
        let (version, flags, mut fields) = part.full()?;
        let count = fields.u32()?;
        for _ in 0..count {
            let id = fields.uint(if version < 1 { 2 } else { 4 })? as u32;
            for _ in 0..fields.u8()? {
                let index = if flags & 1 == 1 { fields.u16()? & 0x7fff } else { u16::from(fields.u8()? & 0x7f) };
                self.associations.entry(id).or_default().push(index.into());
            }
        }
        Some(())
    }

    fn references(&mut self, part: &IsoBox<'a>) -> Option<()> {
        let (version, _, _) = part.full()?;
        let id_size = if version == 0 { 2 } else { 4 };
        for link in part.children(4).take(MAX_ITEMS) {
            let mut fields = Fields(link.body);
            let from = fields.uint(id_size)? as u32;
            let count = fields.u16()?;
            let to = (0..count).map_while(|_| fields.uint(id_size).map(|id| id as u32)).collect();
            self.references.push(Reference { kind: link.kind, from, to });
        }
        Some(())
    }

    /// The properties of an item, in the order of their association.
    pub fn properties_of(&self, id: u32) -> impl Iterator<Item = &IsoBox<'a>> {
        // Numbers count from 1; 0 is "none".
        let indices = self.associations.get(&id).map_or(&[][..], Vec::as_slice);
        indices.iter().filter_map(|&index| self.properties.get(index.checked_sub(1)?))
    }

    /// The first property of this kind.
    pub fn property(&self, id: u32, kind: &[u8; 4]) -> Option<&IsoBox<'a>> {
        self.properties_of(id).find(|property| property.kind == *kind)
    }

    /// What `id` refers to.
    pub fn referred_by(&self, id: u32, kind: &[u8; 4]) -> &[u32] {
        self.references.iter().find(|r| r.from == id && r.kind == *kind).map_or(&[], |r| r.to.as_slice())
    }

    /// The alpha plane of an item.
    pub fn alpha_of(&self, id: u32) -> Option<u32> {
        let auxiliary = self.references.iter().filter(|r| r.kind == *b"auxl" && r.to.contains(&id));
        auxiliary.map(|r| r.from).find(|&from| self.auxiliary_type(from).is_some_and(is_alpha))
    }

    /// The urn that says what an auxiliary picture is. [ISO 23008-12 6.5.8]
    pub fn auxiliary_type(&self, id: u32) -> Option<&'a [u8]> {
        let (_, _, mut fields) = self.property(id, b"auxC")?.full()?;
        Some(fields.text())
    }

    /// The items that make up the primary picture: itself, what it is derived from, and their alpha planes.
    pub fn needed(&self) -> BTreeSet<u32> {
        let mut needed = BTreeSet::new();
        let mut open: Vec<u32> = self.primary.into_iter().collect();
        let mut alphas: BTreeMap<u32, u32> = BTreeMap::new();
        for link in self.references.iter().filter(|r| r.kind == *b"auxl") {
            if self.auxiliary_type(link.from).is_some_and(is_alpha) {
                alphas.extend(link.to.iter().map(|&to| (to, link.from)));
            }
        }
        let sources: BTreeMap<u32, &Reference> =
            self.references.iter().rev().filter(|r| r.kind == *b"dimg").map(|r| (r.from, r)).collect();
        while let Some(id) = open.pop() {
            if needed.insert(id) {
                open.extend(sources.get(&id).map_or(&[][..], |r| r.to.as_slice()));
                open.extend(alphas.get(&id));
            }
        }
        needed
    }

    /// Where the parts of an item lie in the file, as start and end; cut at the end of the file.
    pub fn places(&self, id: u32) -> Vec<(usize, usize)> {
        let Some(location) = self.locations.get(&id) else { return Vec::new() };
        let Some((start, end)) = self.space(location.method) else { return Vec::new() };
        let place = |&(offset, length): &(u64, u64)| {
            let from = usize::try_from(offset).ok()?.checked_add(start)?.min(end);
            let to = if length == 0 { end } else { from.saturating_add(usize::try_from(length).ok()?).min(end) };
            Some((from, to))
        };
        location.extents.iter().filter_map(place).collect()
    }

    /// The items that have a place.
    pub fn located(&self) -> impl Iterator<Item = u32> {
        self.locations.keys().copied()
    }

    fn space(&self, method: u8) -> Option<(usize, usize)> {
        match method {
            0 => Some((0, self.file.len())),
            1 => self.idat.map(|idat| (idat.at, idat.at + idat.body.len())),
            _ => None,
        }
    }

    /// The bytes of an item. Errors: extents that are cut, overlap, or lie in another item.
    pub fn data(&self, id: u32) -> Result<Cow<'a, [u8]>, Error> {
        let cut = || Error::damaged("it ends before its picture does");
        let location = self.locations.get(&id).ok_or_else(|| Error::damaged("a part of the picture is missing"))?;
        if location.method > 1 {
            return Err(Error::unsupported("parts that lie inside other parts"));
        }
        let places = self.places(id);
        let promised = location.extents.iter().map(|&(_, length)| length);
        let kept = places.iter().zip(promised).all(|(&(from, to), length)| length == 0 || (to - from) as u64 == length);
        if !kept || places.len() != location.extents.len() {
            return Err(cut());
        }
        if covered(&places) > self.file.len() {
            return Err(Error::damaged("its parts overlap"));
        }
        if places.is_empty() { Err(cut()) } else { Ok(self.present(id)) }
    }

    /// What is there of an item, even where it is cut; nothing of one whose extents overlap.
    pub fn present(&self, id: u32) -> Cow<'a, [u8]> {
        let places = self.places(id);
        if covered(&places) > self.file.len() {
            return Cow::default();
        }
        let mut parts = places.iter().filter_map(|&(from, to)| self.file.get(from..to));
        match (parts.next().unwrap_or_default(), places.len()) {
            (first, ..=1) => Cow::Borrowed(first),
            (first, _) => Cow::Owned(parts.fold(first.to_vec(), |mut all, part| {
                all.extend(part);
                all
            })),
        }
    }
}

fn covered(places: &[(usize, usize)]) -> usize {
    places.iter().map(|(from, to)| to.saturating_sub(*from)).fold(0, usize::saturating_add)
}

/// [ISO 23008-12 annex B; MIAF 7.3.5.2]
pub fn is_alpha(auxiliary_type: &[u8]) -> bool {
    [b"urn:mpeg:hevc:2015:auxid:1".as_slice(), b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha"].contains(&auxiliary_type)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Item, file, full_box, ispe};
    use super::*;

    fn picture() -> Vec<u8> {
        let urn = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";
        let items = [
            Item { id: 1, kind: *b"hvc1", properties: vec![ispe(8, 4)], data: b"pixels".into(), ..Item::default() },
            Item {
                id: 2,
                kind: *b"hvc1",
                properties: vec![full_box(b"auxC", 0, 0, urn)],
                data: b"alpha".into(),
                ..Item::default()
            },
            Item { id: 3, kind: *b"Exif", data: b"exif".into(), hidden: true, ..Item::default() },
        ];
        file(b"heic", &items, &[(b"auxl", 2, &[1]), (b"cdsc", 3, &[1])], b"")
    }

    #[test]
    fn items_are_found_with_their_bytes() {
        let file = picture();
        let meta = Meta::read(&file).unwrap();
        assert_eq!(meta.primary, Some(1));
        assert_eq!(meta.data(1).unwrap(), b"pixels".as_slice());
        assert_eq!(meta.data(3).unwrap(), b"exif".as_slice());
        assert!(meta.items[&3].hidden && meta.items[&3].kind == *b"Exif");
        assert_eq!(meta.alpha_of(1), Some(2));
        assert_eq!(meta.needed(), BTreeSet::from([1, 2]));
    }

    #[test]
    fn cut_items_are_damage() {
        let file = picture();
        let meta = Meta::read(&file[..file.len() - 1]).unwrap();
        assert_eq!(meta.data(3).unwrap_err().code(), "damaged");
    }

    #[test]
    fn cuts_and_flipped_bytes_do_no_harm() {
        let file = picture();
        for end in 0..file.len() {
            if let Some(meta) = Meta::read(&file[..end]) {
                let _ = (meta.data(1), meta.needed());
            }
        }
        for at in 0..file.len() {
            let mut broken = file.clone();
            broken[at] ^= 0xff;
            if let Some(meta) = Meta::read(&broken) {
                let _ = (meta.data(1), meta.data(2), meta.needed());
            }
        }
    }
}
