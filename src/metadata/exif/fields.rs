//! The fields of an Exif block: read by kamadak-exif where the block is sound, by our own patient walk where it is not,
//! where it is a whole TIFF file, or where it holds other packets.

use exif::{Context, In, Tag, Value};

use super::tags::{self, WANTED};
use super::tiff::Tiff;

/// Blocks up to this size are copied for the library; a JPEG segment is never larger.
const LARGEST_COPY: usize = 1 << 16;
/// The most memory that values read by the library may take: overlapping values would multiply a block's size.
const LARGEST_SUM: usize = 1 << 20;
/// The most directories in one block, and the most fields that are kept.
const MOST_IFDS: usize = 64;
const MOST_FIELDS: usize = 1024;

/// One field. `at` is where its bytes begin in the block, for values that hold a structure of their own.
pub struct Field {
    pub tag: Tag,
    /// 0: the picture, 1: its thumbnail; more: further pictures, and 100 and up: their sub-directories.
    pub ifd: u16,
    pub value: Value,
    pub at: usize,
    pub bytes: usize,
}

/// What a block holds.
#[derive(Default)]
pub struct Fields {
    pub known: Vec<Field>,
    /// Fields that tell how the picture was taken, but nothing of their own kind.
    pub others: usize,
    /// Those of them that stand in a directory of a picture itself.
    page_others: usize,
    /// The first directory points at pixels: the block is a whole TIFF file.
    pub picture: bool,
    /// How exact its position is, in metres. [Exif 3.0 4.6.7.1.32]
    pub within_m: Option<f64>,
}

const WITHIN: Tag = Tag(Context::Gps, 31);

fn metres(value: &Value) -> Option<f64> {
    super::value::number(value, 0).filter(|metres| *metres >= 0.0)
}

impl Fields {
    /// `tiff` without "Exif\0\0".
    pub fn read(block: &[u8]) -> Self {
        by_library(block).or_else(|| by_walk(block)).unwrap_or_default()
    }

    /// Of a whole TIFF file with any number of pages. Fields of its pages are not counted among the others.
    pub fn of_file(file: &[u8]) -> Self {
        by_walk(file).map(|fields| Self { others: fields.others - fields.page_others, ..fields }).unwrap_or_default()
    }

    /// The first field with this tag.
    pub fn find(&self, tag: Tag) -> Option<&Field> {
        self.known.iter().find(|field| field.tag == tag)
    }
}

fn by_library(block: &[u8]) -> Option<Fields> {
    if block.len() > LARGEST_COPY {
        return None;
    }
    let exif = exif::Reader::new().read_raw(block.to_vec()).ok()?;
    let mut left = LARGEST_SUM;
    let mut known = Vec::new();
    for ifd in 0..8 {
        for tag in WANTED.iter().flat_map(|wanted| wanted.tags()) {
            let Some(field) = exif.get_field(tag, In(ifd)) else { continue };
            if tags::holds_packet(tag.number()) {
                return None;
            }
            left = left.checked_sub(memory(&field.value))?;
            let at = if let Value::Undefined(_, at) = field.value { at as usize } else { 0 };
            let bytes = size(&field.value);
            known.push(Field { tag, ifd, value: field.value.clone(), at, bytes });
        }
    }
    let others = exif.fields().len().saturating_sub(known.len() + structural(&exif));
    let is_pixels = |number| exif.get_field(Tag(Context::Tiff, number), In(0)).is_some();
    let within_m = exif.get_field(WITHIN, In::PRIMARY).and_then(|field| metres(&field.value));
    Some(Fields { known, others, page_others: 0, picture: is_pixels(0x0111) || is_pixels(0x0144), within_m })
}

fn structural(exif: &exif::Exif) -> usize {
    let both = |&number: &u16| [Tag(Context::Tiff, number), Tag(Context::Exif, number)];
    let present = |tag: Tag| (0..8).filter(move |&ifd| exif.get_field(tag, In(ifd)).is_some()).count();
    tags::STRUCTURAL.iter().flat_map(both).map(present).sum()
}

fn memory(value: &Value) -> usize {
    match value {
        Value::Ascii(parts) => parts.iter().map(|part| part.len() + 24).sum(),
        other => size(other),
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Byte(v) => v.len(),
        Value::Ascii(parts) => parts.iter().map(|part| part.len() + 1).sum(),
        Value::Short(v) => v.len() * 2,
        Value::Long(v) => v.len() * 4,
        Value::Rational(v) => v.len() * 8,
        Value::SByte(v) => v.len(),
        Value::Undefined(v, _) => v.len(),
        Value::SShort(v) => v.len() * 2,
        Value::SLong(v) => v.len() * 4,
        Value::SRational(v) => v.len() * 8,
        Value::Float(v) => v.len() * 4,
        Value::Double(v) => v.len() * 8,
        Value::Unknown(..) => 4,
    }
}

/// Directories left to read: position, number and what the tags in it mean.
type Todo = Vec<(usize, u16, Context)>;

fn by_walk(block: &[u8]) -> Option<Fields> {
    let tiff = Tiff::new(block)?;
    let mut fields = Fields::default();
    let mut seen = Vec::new();
    let mut todo: Todo = vec![(tiff.first_ifd()?, 0, Context::Tiff)];
    let mut next_sub = 100;
    while let Some((at, ifd, context)) = todo.pop() {
        if seen.len() >= MOST_IFDS {
            break;
        }
        if seen.contains(&at) {
            continue;
        }
        seen.push(at);
        let (entries, next) = tiff.entries(at);
        // The last one is read first: what belongs to this picture before the next picture.
        if context == Context::Tiff && ifd < 100 {
            todo.extend(next.map(|next| (next, ifd + 1, Context::Tiff)));
        }
        for entry in entries {
            if context != Context::Gps && todo.len() < MOST_IFDS {
                follow(&entry, ifd, &mut next_sub, &mut todo);
            }
            keep(&entry, ifd, context, &mut fields);
        }
    }
    Some(fields)
}

fn follow(entry: &super::tiff::Entry<'_>, ifd: u16, next_sub: &mut u16, todo: &mut Todo) {
    let context = match entry.tag {
        0x8769 => Context::Exif,
        0x8825 => Context::Gps,
        0xa005 => Context::Interop,
        0x014a => Context::Tiff,
        _ => return,
    };
    for pointer in entry.offsets().into_iter().take(8) {
        let number = if context == Context::Tiff { *next_sub } else { ifd };
        todo.push((pointer, number, context));
        *next_sub = next_sub.saturating_add(1);
    }
}

fn keep(entry: &super::tiff::Entry<'_>, ifd: u16, context: Context, fields: &mut Fields) {
    let tag = Tag(context, entry.tag);
    fields.picture |= ifd == 0 && context == Context::Tiff && matches!(entry.tag, 0x0111 | 0x0144);
    if entry.bytes.len() < entry.length {
        return;
    }
    if tag == WITHIN && fields.within_m.is_none() {
        fields.within_m = metres(&entry.value());
    }
    if !tags::is_wanted(tag) {
        let counts = usize::from(context != Context::Interop && !tags::STRUCTURAL.contains(&entry.tag));
        fields.others += counts;
        fields.page_others += if context == Context::Tiff { counts } else { 0 };
    } else if fields.known.len() < MOST_FIELDS {
        fields.known.push(Field { tag, ifd, value: entry.value(), at: entry.at, bytes: entry.bytes.len() });
    }
}
