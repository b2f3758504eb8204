//! One colour for every cover: middle gray, which is also what empty MCUs of a JPEG show.

use super::Mask;
use crate::pixels::{Image, Samples};
use crate::region::PixelBox;

/// The colour of solid covers, in eight bits.
pub const GRAY: u8 = 128;

/// Paints the covered pixels of an area; alpha becomes opaque.
pub fn paint(image: &mut Image, mask: &Mask, area: PixelBox) {
    let (width, count, alpha) = (image.width as usize, image.channels.count(), image.channels.has_alpha());
    match &mut image.samples {
        Samples::U8(v) => fill(v, mask, area, width, &pixel(GRAY, u8::MAX, count, alpha)),
        Samples::U16(v) => fill(v, mask, area, width, &pixel(u16::from(GRAY) * 257, u16::MAX, count, alpha)),
    }
}

fn pixel<T: Copy>(gray: T, opaque: T, count: usize, alpha: bool) -> Vec<T> {
    let mut pixel = vec![gray; count];
    if let (true, Some(last)) = (alpha, pixel.last_mut()) {
        *last = opaque;
    }
    pixel
}

fn fill<T: Copy>(samples: &mut [T], mask: &Mask, area: PixelBox, width: usize, colour: &[T]) {
    let count = colour.len();
    let rows = samples.chunks_exact_mut(width * count).take(area.y1 as usize).skip(area.y0 as usize);
    for (y, row) in (area.y0..).zip(rows) {
        for &(x0, x1) in mask.row(y) {
            let (x0, x1) = (x0.max(area.x0) as usize, x1.min(area.x1) as usize);
            let covered = row.get_mut(x0 * count..x1 * count).into_iter();
            covered.flat_map(|part| part.chunks_exact_mut(count)).for_each(|pixel| pixel.copy_from_slice(colour));
        }
    }
}
