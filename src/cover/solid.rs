//! One colour for every cover: middle gray, which is also what empty MCUs of a JPEG show.

use super::Mask;
use crate::pixels::{Image, Samples};

/// The colour of solid covers, in eight bits.
pub const GRAY: u8 = 128;

/// Paints the covered pixels; alpha becomes opaque.
pub fn paint(image: &mut Image, mask: &Mask) {
    let (width, count, alpha) = (image.width as usize, image.channels.count(), image.channels.has_alpha());
    match &mut image.samples {
        Samples::U8(v) => fill(v, mask, width, &pixel(GRAY, u8::MAX, count, alpha)),
        Samples::U16(v) => fill(v, mask, width, &pixel(u16::from(GRAY) * 257, u16::MAX, count, alpha)),
    }
}

fn pixel<T: Copy>(gray: T, opaque: T, count: usize, alpha: bool) -> Vec<T> {
    let mut pixel = vec![gray; count];
    if let (true, Some(last)) = (alpha, pixel.last_mut()) {
        *last = opaque;
    }
    pixel
}

fn fill<T: Copy>(samples: &mut [T], mask: &Mask, width: usize, colour: &[T]) {
    let count = colour.len();
    for (y, row) in samples.chunks_exact_mut(width * count).enumerate() {
        for &(x0, x1) in mask.row(y as u32) {
            for pixel in row[x0 as usize * count..x1 as usize * count].chunks_exact_mut(count) {
                pixel.copy_from_slice(colour);
            }
        }
    }
}
