//! The look of a picture out of its DC coefficients, which are the means of its blocks.

use super::header::Extent;
use super::source::{Model, Source};
use crate::verify::Look;

/// Cells on a side.
const GRID: usize = 8;

/// The look of a stored picture once it is turned upright; `dc` gives the stored coefficient of a component by the number of its
/// block, padding counted. `None` for inks, and for pictures so small that a block is a large part of a cell.
pub fn look(source: &Source<'_>, dc: impl Fn(usize, usize) -> i16) -> Option<Look> {
    let Source { frame, quants, model, .. } = source;
    let orientation = source.exif.orientation;
    let (mcu_width, mcu_height) = frame.mcu_size();
    let cells = GRID as u32;
    if frame.width < 4 * cells * mcu_width || frame.height < 4 * cells * mcu_height {
        return None;
    }
    let (h, v) = frame.densest();
    let means = frame.components.iter().zip(quants).enumerate().map(|(index, (component, quant))| {
        let extent = frame.extent(component);
        let (width, height) = ((8 * h) as f32 / component.h as f32, (8 * v) as f32 / component.v as f32);
        let columns = shares(extent.columns, width, frame.width as f32);
        let rows = shares(extent.rows, height, frame.height as f32);
        let step = f32::from(quant[0]) / 8.0;
        means(&extent, &columns, &rows, |at| dc(index, at)).map(|mean| mean * step + 128.0)
    });
    let means: Vec<[f32; GRID * GRID]> = means.collect();
    let colour = |at: usize| match (&means[..], *model) {
        ([y], _) => Some([y[at]; 3]),
        ([r, g, b], Model::Rgb) => Some([r[at], g[at], b[at]]),
        ([y, cb, cr], _) => Some(rgb(y[at], cb[at] - 128.0, cr[at] - 128.0)),
        _ => None,
    };
    let mut look = Look([[0.0; 3]; GRID * GRID]);
    for (at, cell) in look.0.iter_mut().enumerate() {
        let (x, y) = orientation.stored_position((at % GRID) as u32, (at / GRID) as u32, cells, cells);
        *cell = colour(y as usize * GRID + x as usize)?.map(|value| value.clamp(0.0, 255.0));
    }
    Some(look)
}

/// [JFIF 1.02 p. 3]
fn rgb(y: f32, cb: f32, cr: f32) -> [f32; 3] {
    [y + 1.402 * cr, y - 0.344_14 * cb - 0.714_14 * cr, y + 1.772 * cb]
}

/// For each block along a side: its first cell, and how many pixels of it lie in that cell and in the next.
fn shares(blocks: usize, block: f32, side: f32) -> Vec<(usize, f32, f32)> {
    let cell = side / GRID as f32;
    let share = |i: usize| {
        let (start, end) = (i as f32 * block, ((i + 1) as f32 * block).min(side));
        let first = ((start / cell) as usize).min(GRID - 1);
        let border = if first == GRID - 1 { side } else { (first + 1) as f32 * cell };
        (first, end.min(border) - start, (end - border).max(0.0))
    };
    (0..blocks).map(share).collect()
}

fn means(
    extent: &Extent,
    columns: &[(usize, f32, f32)],
    rows: &[(usize, f32, f32)],
    dc: impl Fn(usize) -> i16,
) -> [f32; GRID * GRID] {
    // One cell more, so that "the next" always exists.
    let mut sums = [[(0.0f32, 0.0f32); GRID + 1]; GRID + 1];
    for (row, &(cell_y, here_y, next_y)) in rows.iter().enumerate() {
        let mut line = [(0.0f32, 0.0f32); GRID + 1];
        for (column, &(cell_x, here_x, next_x)) in columns.iter().enumerate() {
            let value = f32::from(dc(row * extent.stride + column));
            for (cell, weight) in [(cell_x, here_x), (cell_x + 1, next_x)] {
                line[cell].0 += value * weight;
                line[cell].1 += weight;
            }
        }
        for (cell, weight) in [(cell_y, here_y), (cell_y + 1, next_y)] {
            for (sum, part) in sums[cell].iter_mut().zip(&line) {
                *sum = (sum.0 + part.0 * weight, sum.1 + part.1 * weight);
            }
        }
    }
    std::array::from_fn(|at| {
        let (sum, weight) = sums[at / GRID][at % GRID];
        sum / weight.max(f32::MIN_POSITIVE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::exif_block::ExifLook;
    use crate::formats::jpeg::header;
    use crate::pixels::Orientation;

    #[test]
    fn halves_of_different_gray_stay_apart_and_turn() {
        let frame = header::frame(0xc0, &[8, 1, 0, 1, 0, 1, 1, 0x11, 0], 100).unwrap();
        let quant = [16; 64];
        // Left half 128 + 2·16·10/8, right half darker by as much.
        let dc = |_: usize, at: usize| if at % 32 < 16 { 10 } else { -10 };
        let of = |orientation| {
            let exif = ExifLook { orientation };
            let (frame, quants, scans) = (frame.clone(), vec![quant], Vec::new());
            look(&Source { frame, scans, quants, model: Model::Gray, icc: None, exif, has_end: true }, dc).unwrap().0
        };
        let upright = of(Orientation::Upright);
        assert_eq!((upright[0], upright[7], upright[56]), ([148.0; 3], [108.0; 3], [148.0; 3]));
        let turned = of(Orientation::Rotated90);
        assert_eq!((turned[0], turned[7], turned[56]), ([148.0; 3], [148.0; 3], [108.0; 3]));
    }
}
