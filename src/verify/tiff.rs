//! TIFF: every byte belongs to the header, a directory, a value or a strip. [TIFF6]

use super::bytes::{all_zero, whole};
use super::lzw::{Order, unpack};
use super::notes::{Facts, Frame, Notes};
use super::png::Hidden;
use super::{icc, zlib};
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::limits::{MAX_FRAMES, PixelsLeft, check_size};
use crate::pixels::{Channels, Image, Samples};

/// Tags that say how the pixels lie, and nothing else.
const STRUCTURE: [u16; 26] = [
    254, 255, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 296, 297, 317, 320, 322, 323, 324,
    325, 338, 339,
];
/// Zeros between two parts that only bring the next one to a round place.
const ALIGNMENT: usize = 31;

/// Goes through the whole file.
pub fn walk(file: &[u8], notes: &mut Notes) -> Result<Facts, Error> {
    let mut tiff = Tiff { file, big: file.starts_with(b"MM"), parts: vec![(0, 8)] };
    let mut facts = Facts { format: "tiff", ..Facts::default() };
    let mut at = whole(tiff.number(4, 4), "the header")? as usize;
    let mut seen = Vec::new();
    let mut left = PixelsLeft::default();
    while at != 0 {
        if seen.contains(&at) || seen.len() >= MAX_FRAMES {
            return Err(Error::damaged("the directories go round in a circle"));
        }
        seen.push(at);
        let (fields, next) = tiff.directory(at)?;
        at = next;
        tiff.note_fields(&fields, notes);
        let page = Page::read(&tiff, &fields)?;
        left.take(page.width, page.height)?;
        page.pixels(&mut tiff, &fields, facts.pages, notes)?;
        if facts.pages == 0 {
            (facts.width, facts.height) = (page.width, page.height);
        }
        facts.pages += 1;
    }
    if facts.pages == 0 {
        return Err(Error::damaged("it holds no page"));
    }
    tiff.note_gaps(notes);
    Ok(facts)
}

struct Tiff<'a> {
    file: &'a [u8],
    big: bool,
    /// Start and end of what belongs to something.
    parts: Vec<(usize, usize)>,
}

/// One entry of a directory.
struct Field<'a> {
    tag: u16,
    kind: u16,
    value: &'a [u8],
    /// The bytes of the entry that the value leaves over.
    rest: &'a [u8],
}

impl<'a> Tiff<'a> {
    fn number(&self, at: usize, size: usize) -> Option<u32> {
        let bytes = self.file.get(at..at.checked_add(size)?)?;
        Some(self.read(bytes))
    }

    fn read(&self, bytes: &[u8]) -> u32 {
        let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        if self.big { bytes.iter().fold(0, add) } else { bytes.iter().rev().fold(0, add) }
    }

    /// The entries of the directory at `at`, and where the next one begins. [TIFF6 p. 14]
    fn directory(&mut self, at: usize) -> Result<(Vec<Field<'a>>, usize), Error> {
        let count = whole(self.number(at, 2), "a directory")? as usize;
        let end = at + 2 + 12 * count;
        let next = whole(self.number(end, 4), "a directory")? as usize;
        self.parts.push((at, end + 4));
        let mut fields = Vec::with_capacity(count);
        for entry in (at + 2..end).step_by(12) {
            let number = |at, size| whole(self.number(at, size), "a directory");
            let (tag, kind, count) = (number(entry, 2)? as u16, number(entry + 2, 2)? as u16, number(entry + 4, 4)?);
            // [TIFF6 p. 15]
            let unit = match kind {
                1 | 2 | 6 | 7 => 1,
                3 | 8 => 2,
                4 | 9 | 11 | 13 => 4,
                5 | 10 | 12 => 8,
                _ => return Err(Error::damaged("a value of an unknown type")),
            };
            let size = whole((count as usize).checked_mul(unit), "a value")?;
            let inline = whole(self.file.get(entry + 8..entry + 12), "a directory")?;
            let (value, rest) = match inline.split_at_checked(size) {
                Some(parts) => parts,
                None => {
                    let start = number(entry + 8, 4)? as usize;
                    let end = whole(start.checked_add(size), "a value")?;
                    self.parts.push((start, end));
                    (whole(self.file.get(start..end), "a value")?, &[][..])
                }
            };
            fields.push(Field { tag, kind, value, rest });
        }
        Ok((fields, next))
    }

    /// The whole numbers of a field.
    fn numbers(&self, fields: &[Field], tag: u16) -> Vec<u32> {
        let Some(field) = fields.iter().find(|field| field.tag == tag) else { return Vec::new() };
        let unit = match field.kind {
            1 => 1,
            3 => 2,
            4 => 4,
            _ => return Vec::new(),
        };
        field.value.chunks_exact(unit).map(|bytes| self.read(bytes)).collect()
    }

    fn one(&self, fields: &[Field], tag: u16, default: u32) -> u32 {
        self.numbers(fields, tag).first().copied().unwrap_or(default)
    }

    fn note_fields(&self, fields: &[Field], notes: &mut Notes) {
        for (at, field) in fields.iter().enumerate() {
            let number = self.one(fields, field.tag, 0);
            let single = |kind, units| field.kind == kind && field.value.len() == units;
            let fine = match field.tag {
                // A smaller copy or a mask is no page.
                254 => number & !2 == 0 && field.value.len() <= 4,
                255 => matches!(number, 1 | 3) && field.value.len() <= 4,
                // Upright copies only.
                274 => number == 1 && single(3, 2),
                282 | 283 => single(5, 8),
                34675 => icc::is_plain(field.value),
                tag => STRUCTURE.contains(&tag) && matches!(field.kind, 1 | 3 | 4),
            };
            let twice = fields.iter().take(at).any(|other| other.tag == field.tag);
            let kind = match field.tag {
                254 | 255 | 330 => Kind::SecondPicture,
                700 => Kind::Xmp,
                33723 | 34377 => Kind::Iptc,
                34675 => Kind::Profile,
                34853 => Kind::Gps,
                _ => Kind::Unknown,
            };
            notes.expect(fine && !twice, kind, &format!("tag {}", field.tag), field.value.len());
            notes.expect(all_zero(field.rest), Kind::Unknown, "bytes beside a value", field.rest.len());
        }
    }

    /// Bytes that belong to nothing.
    fn note_gaps(&mut self, notes: &mut Notes) {
        self.parts.push((self.file.len(), self.file.len()));
        self.parts.sort_unstable();
        let mut covered = 0;
        for &(start, end) in &self.parts {
            let gap = self.file.get(covered..start).unwrap_or_default();
            let last = start == self.file.len();
            let kind = if last { Kind::TrailingData } else { Kind::Unknown };
            let fine = gap.len() <= if last { 1 } else { ALIGNMENT } && all_zero(gap);
            notes.expect(fine, kind, "bytes that belong to no tag", gap.len());
            covered = covered.max(end);
        }
    }
}

/// How the pixels of a page lie.
struct Page {
    width: u32,
    height: u32,
    bits: u32,
    samples: u32,
    compression: u32,
    photometric: u32,
    predictor: bool,
    /// Each sample in a plane of its own.
    planar: bool,
    /// Size of a tile, or of a strip.
    tile: (u32, u32),
    tiled: bool,
    /// The sample that is alpha.
    alpha: Option<u32>,
    /// Samples that are neither colour nor alpha.
    odd_samples: bool,
    palette: Vec<[u8; 3]>,
}

impl Page {
    fn read(tiff: &Tiff, fields: &[Field]) -> Result<Self, Error> {
        let one = |tag, default| tiff.one(fields, tag, default);
        let (width, height) = (one(256, 0), one(257, 0));
        check_size(width, height, tiff.file.len())?;
        let samples = one(277, 1);
        let depths = tiff.numbers(fields, 258);
        let bits = depths.first().copied().unwrap_or(1);
        let photometric = one(262, 1);
        let colours = match photometric {
            0 | 1 | 3 => 1,
            2 => 3,
            5 => 4,
            other => return Err(Error::unsupported(format!("the TIFF colours number {other}"))),
        };
        let tiled = fields.iter().any(|field| field.tag == 322);
        let tile = if tiled { (one(322, 0), one(323, 0)) } else { (width, one(278, height).clamp(1, height)) };
        let fits = matches!(bits, 1 | 2 | 4 | 8 | 16 | 32) && depths.iter().all(|&depth| depth == bits);
        if !fits || !(colours..=colours + 4).contains(&samples) || tile.0 == 0 || tile.1 == 0 {
            return Err(Error::unsupported("an unusual layout of TIFF samples"));
        }
        if tiled && (tile.0 > width.max(256) * 2 || tile.1 > height.max(256) * 2) {
            return Err(Error::damaged("a tile is larger than the picture"));
        }
        let extra = tiff.numbers(fields, 338);
        let alpha = (samples > colours && matches!(extra.first(), Some(1 | 2))).then_some(colours);
        let map = tiff.numbers(fields, 320);
        let entries = map.len() / 3;
        let part = |index: usize| map.get(index).map_or(0, |value| (value >> 8) as u8);
        Ok(Self {
            width,
            height,
            bits,
            samples,
            compression: one(259, 1),
            photometric,
            predictor: match one(317, 1) {
                1 => false,
                2 if bits >= 8 => true,
                _ => return Err(Error::unsupported("an unusual TIFF predictor")),
            },
            planar: samples > 1 && one(284, 1) == 2,
            tile,
            tiled,
            alpha,
            odd_samples: samples > colours + u32::from(alpha.is_some()),
            palette: (0..entries).map(|i| [part(i), part(entries + i), part(2 * entries + i)]).collect(),
        })
    }

    /// Walks every strip or tile.
    fn pixels(&self, tiff: &mut Tiff, fields: &[Field], number: usize, notes: &mut Notes) -> Result<(), Error> {
        let (offsets, sizes) = if self.tiled { (324, 325) } else { (273, 279) };
        let (offsets, sizes) = (tiff.numbers(fields, offsets), tiff.numbers(fields, sizes));
        let across = self.width.div_ceil(self.tile.0) as usize;
        let down = self.height.div_ceil(self.tile.1) as usize;
        let planes = if self.planar { self.samples as usize } else { 1 };
        let count = across * down * planes;
        if offsets.len() < count || sizes.len() < count {
            return Err(Error::damaged("strips are missing"));
        }
        let more = offsets.len().max(sizes.len()) - count;
        notes.expect(more == 0, Kind::Unknown, "strips of no picture", more);
        notes.expect(!self.odd_samples, Kind::Unknown, "samples that are neither colour nor alpha", 0);
        let mut eye = Eye::new(self, notes.wants_page(number));
        for (index, (&start, &size)) in offsets.iter().zip(&sizes).take(count).enumerate() {
            let (start, size) = (start as usize, size as usize);
            let data = whole(start.checked_add(size).and_then(|end| tiff.file.get(start..end)), "a strip")?;
            tiff.parts.push((start, start + size));
            let place = index % (across * down);
            let (left, top) = ((place % across) as u32 * self.tile.0, (place / across) as u32 * self.tile.1);
            let rows = if self.tiled { self.tile.1 } else { self.tile.1.min(self.height - top) };
            let mut strip = self.unpack(data, rows, notes)?;
            self.undo_predictor(&mut strip, tiff.big);
            if !self.planar {
                eye.see(&strip, left, top, tiff.big);
            }
        }
        eye.finish(number, notes);
        Ok(())
    }

    fn samples_in_row(&self) -> usize {
        self.tile.0 as usize * if self.planar { 1 } else { self.samples as usize }
    }

    fn row_bytes(&self) -> usize {
        (self.samples_in_row() * self.bits as usize).div_ceil(8)
    }

    /// One strip of exactly as many bytes as its rows need; notes what lies behind them.
    fn unpack(&self, data: &[u8], rows: u32, notes: &mut Notes) -> Result<Vec<u8>, Error> {
        let size = self.row_bytes() * rows as usize;
        let (strip, behind) = match self.compression {
            1 => (data.get(..size).unwrap_or_default().to_vec(), data.len().saturating_sub(size)),
            5 => {
                let out = unpack(data, 8, size, Order::HighFirst)?;
                let odd = out.behind + usize::from(out.more) + usize::from(!out.padded);
                (out.bytes, odd)
            }
            8 | 32946 => {
                let mut strip = Vec::with_capacity(size.min(data.len().saturating_mul(1100)));
                let end = zlib::inflate(&[data], |out| {
                    strip.extend_from_slice(out);
                    strip.len() <= size
                })?;
                let more = strip.len().saturating_sub(size);
                strip.truncate(size);
                if more == 0 && !end.finished {
                    return Err(Error::damaged("a compressed strip has no end"));
                }
                (strip, more + data.len() - end.taken)
            }
            32773 => pack_bits(data, size)?,
            other => return Err(Error::unsupported(format!("the TIFF compression number {other}"))),
        };
        if strip.len() != size {
            return Err(Error::damaged("a strip ends before its rows do"));
        }
        notes.expect(behind == 0, Kind::Unknown, "bytes in a strip behind its last row", behind);
        Ok(strip)
    }

    /// [TIFF6 14]
    fn undo_predictor(&self, strip: &mut [u8], big: bool) {
        if !self.predictor {
            return;
        }
        let step = if self.planar { 1 } else { self.samples as usize };
        let unit = self.bits as usize / 8;
        let read = |bytes: &[u8]| {
            let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
            if big { bytes.iter().fold(0, add) } else { bytes.iter().rev().fold(0, add) }
        };
        for row in strip.chunks_exact_mut(self.row_bytes().max(1)) {
            for at in (step * unit..row.len()).step_by(unit) {
                let before = at - step * unit;
                let sum = read(&row[at..at + unit]).wrapping_add(read(&row[before..before + unit]));
                let bytes = sum.to_be_bytes();
                let bytes = &bytes[4 - unit..];
                row[at..at + unit].iter_mut().enumerate().for_each(|(i, to)| {
                    *to = if big { bytes[i] } else { bytes[unit - 1 - i] };
                });
            }
        }
    }
}

/// [TIFF6 9]
fn pack_bits(data: &[u8], size: usize) -> Result<(Vec<u8>, usize), Error> {
    let mut strip = Vec::with_capacity(size.min(data.len().saturating_mul(64)));
    let mut rest = data;
    while strip.len() < size {
        let (&head, tail) = whole(rest.split_first(), "a strip")?;
        rest = match head {
            0..=127 => {
                let (bytes, tail) = whole(tail.split_at_checked(usize::from(head) + 1), "a strip")?;
                strip.extend_from_slice(bytes);
                tail
            }
            128 => tail,
            129..=255 => {
                let (&byte, tail) = whole(tail.split_first(), "a strip")?;
                strip.resize(strip.len() + 257 - usize::from(head), byte);
                tail
            }
        };
    }
    let more = strip.len() - size;
    strip.truncate(size);
    Ok((strip, more + rest.len()))
}

/// Looks at the pixels: what they use and hide; keeps the picture where it is asked for.
struct Eye<'a> {
    page: &'a Page,
    kept: Option<Vec<[u8; 4]>>,
    used: Vec<bool>,
    hidden: Hidden,
    padding: usize,
}

impl<'a> Eye<'a> {
    fn new(page: &'a Page, keep: bool) -> Self {
        let visible = keep && page.bits <= 16 && !page.planar;
        let kept = visible.then(|| vec![[0; 4]; page.width as usize * page.height as usize]);
        Self { page, kept, used: vec![false; page.palette.len()], hidden: Hidden::default(), padding: 0 }
    }

    fn see(&mut self, strip: &[u8], left: u32, top: u32, big: bool) {
        let page = self.page;
        let padding = page.samples_in_row() * page.bits as usize % 8;
        let wanted = self.kept.is_some() || page.alpha.is_some() || page.photometric == 3;
        for (row, y) in strip.chunks_exact(page.row_bytes().max(1)).zip(top..page.height) {
            if padding != 0 {
                self.padding += usize::from(row.last().is_some_and(|last| last & (0xFF >> padding) != 0));
            }
            if !wanted || page.bits > 16 {
                continue;
            }
            for x in 0..page.tile.0.min(page.width - left) {
                let pixel = self.pixel(row, x as usize, big);
                let at = y as usize * page.width as usize + (left + x) as usize;
                if let Some(to) = self.kept.as_mut().and_then(|kept| kept.get_mut(at)) {
                    *to = pixel;
                }
            }
        }
    }

    /// One pixel as red, green, blue, alpha of 8 bits.
    fn pixel(&mut self, row: &[u8], x: usize, big: bool) -> [u8; 4] {
        let page = self.page;
        let sample = |channel: u32| -> u16 {
            let at = x * page.samples as usize + channel as usize;
            let byte = |at: usize| row.get(at).copied().unwrap_or(0);
            match page.bits {
                16 if big => u16::from_be_bytes([byte(2 * at), byte(2 * at + 1)]),
                16 => u16::from_le_bytes([byte(2 * at), byte(2 * at + 1)]),
                8 => u16::from(byte(at)),
                bits => {
                    let bit = at * bits as usize;
                    u16::from(byte(bit / 8) << (bit % 8) >> (8 - bits))
                }
            }
        };
        let eight = |value: u16| match page.bits {
            16 => (value >> 8) as u8,
            8 => value as u8,
            bits => (value * 255 / ((1 << bits) - 1)) as u8,
        };
        let alpha = page.alpha.map(sample);
        let colour = match page.photometric {
            3 => {
                let index = usize::from(sample(0));
                if let Some(used) = self.used.get_mut(index) {
                    *used = true;
                }
                return match page.palette.get(index) {
                    Some(&[r, g, b]) => [r, g, b, 255],
                    None => [0, 0, 0, 255],
                };
            }
            0 | 1 => [sample(0); 3],
            _ => [sample(0), sample(1), sample(2)],
        };
        if alpha == Some(0) {
            self.hidden.see(colour);
        }
        let [r, g, b] = colour.map(eight);
        let alpha = alpha.map_or(255, eight);
        match page.photometric {
            0 => [255 - r, 255 - g, 255 - b, alpha],
            5 => {
                let paper = 255 - u16::from(eight(sample(3)));
                let ink = |ink: u8| ((255 - u16::from(ink)) * paper / 255) as u8;
                [ink(r), ink(g), ink(b), alpha]
            }
            _ => [r, g, b, alpha],
        }
    }

    fn finish(self, number: usize, notes: &mut Notes) {
        notes.expect(self.padding == 0, Kind::Unknown, "padding bits of the rows", self.padding);
        let under = self.hidden.others;
        notes.expect(under == 0, Kind::Unknown, "colours under full transparency", under);
        if self.page.photometric == 3 && !self.page.planar {
            let idle = self.page.palette.iter().zip(&self.used).filter(|(colour, used)| !**used && **colour != [0; 3]);
            let idle = idle.count();
            notes.expect(idle == 0, Kind::Unknown, "palette entries that no pixel uses", 6 * idle);
        }
        if let Some(kept) = self.kept
            && let Some(image) =
                Image::new(self.page.width, self.page.height, Channels::Rgba, Samples::U8(kept.into_flattened()))
        {
            notes.show(Frame { page: number, x: 0, y: 0, image, block: (1, 1), palette: false });
        }
    }
}
