//! How large a picture is and how it is cropped and turned. [ISO 23008-12 6.5]

use super::bytes::Fields;
use super::{IsoBox, Meta};
use crate::error::Error;
use crate::pixels::orientation::upright;
use crate::pixels::{Image, Orientation, Samples};

/// A rectangle of whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crop {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// What is done to a decoded picture, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    Crop(IsoBox<'a>),
    Turn(Orientation),
}

/// The table of a `grid` item. [ISO 23008-12 6.6.2.3]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    pub rows: u32,
    pub columns: u32,
    pub width: u32,
    pub height: u32,
}

/// Derived pictures are followed this deep.
pub const MAX_DEPTH: usize = 4;

impl Grid {
    /// From the bytes of the item.
    pub fn read(data: &[u8]) -> Option<Self> {
        let mut fields = Fields(data);
        fields.u8()?;
        let side = if fields.u8()? & 1 == 1 { 4 } else { 2 };
        let (rows, columns) = (u32::from(fields.u8()?) + 1, u32::from(fields.u8()?) + 1);
        Some(Self { rows, columns, width: fields.uint(side)? as u32, height: fields.uint(side)? as u32 })
    }
}

/// The size of an overlay: behind version, flags, and the colour of its ground. [ISO 23008-12 6.6.2.2]
fn canvas(data: &[u8]) -> Option<(u32, u32)> {
    let mut fields = Fields(data);
    fields.u8()?;
    let side = if fields.u8()? & 1 == 1 { 4 } else { 2 };
    fields.take(8)?;
    Some((fields.uint(side)? as u32, fields.uint(side)? as u32))
}

/// The steps of an item.
pub fn steps<'a>(meta: &Meta<'a>, id: u32) -> Vec<Step<'a>> {
    let step = |property: &IsoBox<'a>| match &property.kind {
        b"clap" => Some(Step::Crop(*property)),
        b"irot" => Some(Step::Turn(match property.body.first()? & 3 {
            0 => Orientation::Upright,
            1 => Orientation::Rotated270,
            2 => Orientation::Rotated180,
            _ => Orientation::Rotated90,
        })),
        b"imir" => Some(Step::Turn(match property.body.first()? & 1 {
            0 => Orientation::MirroredVertically,
            _ => Orientation::MirroredHorizontally,
        })),
        _ => None,
    };
    meta.properties_of(id).filter_map(step).collect()
}

/// Width and height as the item's own bytes or `ispe` say, before its steps.
pub fn coded_size(meta: &Meta, id: u32) -> Result<(u32, u32), Error> {
    coded_size_within(meta, id, 0)
}

/// Upright width and height as shown.
pub fn shown_size(meta: &Meta, id: u32) -> Result<(u32, u32), Error> {
    shown_size_within(meta, id, 0)
}

fn unclear() -> Error {
    Error::damaged("the picture's size is unclear")
}

fn coded_size_within(meta: &Meta, id: u32, depth: usize) -> Result<(u32, u32), Error> {
    let kind = meta.items.get(&id).map(|item| item.kind);
    match kind.as_ref() {
        Some(b"grid") => Grid::read(&meta.data(id)?).map(|grid| (grid.width, grid.height)).ok_or_else(unclear),
        Some(b"iovl") => canvas(&meta.data(id)?).ok_or_else(unclear),
        Some(b"iden") if depth < MAX_DEPTH => {
            let source = meta.referred_by(id, b"dimg").first().ok_or_else(unclear)?;
            shown_size_within(meta, *source, depth + 1)
        }
        _ => {
            let size = meta.property(id, b"ispe").and_then(|ispe| {
                let (_, _, mut fields) = ispe.full()?;
                Some((fields.u32()?, fields.u32()?))
            });
            size.ok_or_else(unclear)
        }
    }
}

fn shown_size_within(meta: &Meta, id: u32, depth: usize) -> Result<(u32, u32), Error> {
    let coded = coded_size_within(meta, id, depth)?;
    steps(meta, id).iter().try_fold(coded, |(width, height), step| {
        Ok(match step {
            Step::Crop(clap) => {
                let crop = crop(clap, width, height).ok_or_else(unclear)?;
                (crop.width, crop.height)
            }
            Step::Turn(orientation) => orientation.upright_size(width, height),
        })
    })
}

/// The clean aperture in a picture of `width`×`height`; `None` where it makes no sense. [ISO 14496-12 12.1.4]
pub fn crop(clap: &IsoBox, width: u32, height: u32) -> Option<Crop> {
    let mut fields = Fields(clap.body);
    let mut fraction = |signed: bool| {
        let (above, below) = (fields.u32()?, fields.u32()?);
        let above = if signed { f64::from(above as i32) } else { f64::from(above) };
        (below != 0).then(|| above / f64::from(below))
    };
    let (shown_width, shown_height) = (fraction(false)?, fraction(false)?);
    let (right, down) = (fraction(true)?, fraction(true)?);
    // The centre of the aperture is the centre of the picture, moved.
    let start = |moved: f64, side: u32, shown: f64| (moved + (f64::from(side) - shown) / 2.0).round().max(0.0) as u32;
    let x = start(right, width, shown_width);
    let y = start(down, height, shown_height);
    let crop = Crop {
        x,
        y,
        width: (shown_width.round() as u32).min(width.checked_sub(x)?),
        height: (shown_height.round() as u32).min(height.checked_sub(y)?),
    };
    (crop.width > 0 && crop.height > 0).then_some(crop)
}

/// The picture after its steps.
pub fn apply(mut image: Image, steps: &[Step]) -> Result<Image, Error> {
    for step in steps {
        image = match step {
            Step::Crop(clap) => {
                let crop = crop(clap, image.width, image.height).ok_or_else(unclear)?;
                cropped(image, crop).ok_or_else(unclear)?
            }
            Step::Turn(orientation) => upright(image, *orientation),
        };
    }
    Ok(image)
}

/// `None` where the rectangle juts out.
fn cropped(image: Image, crop: Crop) -> Option<Image> {
    fn rows<T: Copy>(samples: &[T], stride: usize, channels: usize, crop: Crop) -> Option<Vec<T>> {
        let left = crop.x as usize * channels;
        let right = left + crop.width as usize * channels;
        let rows = samples.chunks_exact(stride).skip(crop.y as usize).take(crop.height as usize);
        let mut out = Vec::with_capacity((right - left) * crop.height as usize);
        for row in rows {
            out.extend_from_slice(row.get(left..right)?);
        }
        Some(out)
    }
    let channels = image.channels.count();
    let stride = image.width as usize * channels;
    let samples = match &image.samples {
        Samples::U8(v) => Samples::U8(rows(v, stride, channels, crop)?),
        Samples::U16(v) => Samples::U16(rows(v, stride, channels, crop)?),
    };
    Image::new(crop.width, crop.height, image.channels, samples)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Item, file, iso_box, ispe};
    use super::*;
    use crate::pixels::Channels;

    fn clap(numbers: [i32; 8]) -> Vec<u8> {
        iso_box(b"clap", &numbers.map(i32::to_be_bytes).concat())
    }

    fn gray(width: u32, height: u32) -> Image {
        let samples = (0..width * height).map(|v| v as u8).collect();
        Image::new(width, height, Channels::Gray, Samples::U8(samples)).unwrap()
    }

    fn stepped(properties: Vec<Vec<u8>>) -> (Image, (u32, u32)) {
        let properties = [vec![ispe(6, 4)], properties].concat();
        let file = file(b"heic", &[Item { id: 1, kind: *b"hvc1", properties, ..Item::default() }], &[], b"");
        let meta = Meta::read(&file).unwrap();
        (apply(gray(6, 4), &steps(&meta, 1)).unwrap(), shown_size(&meta, 1).unwrap())
    }

    #[test]
    fn a_crop_is_around_the_moved_centre() {
        let (image, size) = stepped(vec![clap([2, 1, 2, 1, 1, 1, -1, 1])]);
        assert_eq!(size, (2, 2));
        assert_eq!(image.samples, Samples::U8(vec![3, 4, 9, 10]));
    }

    #[test]
    fn turns_come_behind_the_crop() {
        // 3 4      4 10
        // 9 10  →  3 9   (a quarter turn against the clock)
        let (image, size) = stepped(vec![clap([2, 1, 2, 1, 1, 1, -1, 1]), iso_box(b"irot", &[1])]);
        assert_eq!(size, (2, 2));
        assert_eq!(image.samples, Samples::U8(vec![4, 10, 3, 9]));
        let (_, size) = stepped(vec![iso_box(b"irot", &[3])]);
        assert_eq!(size, (4, 6));
    }

    #[test]
    fn mirrors_exchange_top_and_bottom_or_left_and_right() {
        let (image, _) = stepped(vec![iso_box(b"imir", &[0])]);
        assert_eq!(image.samples, upright(gray(6, 4), Orientation::MirroredVertically).samples);
        let (image, _) = stepped(vec![iso_box(b"imir", &[1])]);
        assert_eq!(image.samples, upright(gray(6, 4), Orientation::MirroredHorizontally).samples);
    }

    #[test]
    fn senseless_crops_are_none() {
        for numbers in [[2, 0, 2, 1, 0, 1, 0, 1], [0, 1, 2, 1, 0, 1, 0, 1], [2, 1, 2, 1, 900, 1, 0, 1]] {
            let bytes = clap(numbers);
            let clap = IsoBox { kind: *b"clap", body: &bytes[8..], at: 0 };
            assert_eq!(crop(&clap, 6, 4), None, "{numbers:?}");
        }
    }
}
