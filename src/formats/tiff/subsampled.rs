//! YCbCr in blocks that share their chroma, for schemes other than JPEG. [TIFF6 21, "Ordering of Component Samples"]

use super::ifd::Tiff;
use super::layout::Layout;
use super::samples::{self, Raw};
use crate::error::Error;

/// The samples of a page, chroma spread over its block.
pub fn read(tiff: &Tiff<'_>, layout: &Layout) -> Result<(Raw, bool), Error> {
    if layout.bits != 8 || layout.samples != 3 || layout.planar || layout.predictor > 1 {
        return Err(Error::unsupported("an odd kind of subsampled YCbCr"));
    }
    // One row of blocks is read as one row of bytes.
    let (h, v) = layout.subsampling;
    let unit = h * v + 2;
    let blocks = Layout {
        width: layout.width.div_ceil(h) * unit,
        height: layout.height.div_ceil(v),
        chunk_width: layout.chunk_width.div_ceil(h) * unit,
        chunk_height: layout.chunk_height.div_ceil(v),
        samples: 1,
        ..layout.clone()
    };
    let (Raw::U8(bytes), whole) = samples::read(tiff, &blocks, None)? else {
        return Err(Error::damaged("its samples have another depth"));
    };
    let (unit, row) = (unit as usize, blocks.width as usize);
    let pixel = |x: u32, y: u32| {
        let block = &bytes[(y / v) as usize * row + (x / h) as usize * unit..][..unit];
        [block[(y % v * h + x % h) as usize], block[unit - 2], block[unit - 1]]
    };
    let pixels = (0..layout.height).flat_map(|y| (0..layout.width).flat_map(move |x| pixel(x, y)));
    Ok((Raw::U8(pixels.collect()), whole))
}
