//! The rows of a picture: passes of interlaced pictures told apart, filters undone. [PNG3 8, 9]

use super::header::Header;
use super::inflate::Inflater;

/// The pixels `x0 + i * dx`, `y0 + j * dy` of a picture, as a small picture of their own. [PNG3 8.1]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    pub x0: u32,
    pub y0: u32,
    pub dx: u32,
    pub dy: u32,
    pub width: u32,
    pub height: u32,
}

const ADAM7: [(u32, u32, u32, u32); 7] =
    [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

/// The passes that hold pixels, in their order.
pub fn passes(width: u32, height: u32, interlaced: bool) -> impl Iterator<Item = Pass> {
    let steps: &[_] = if interlaced { &ADAM7 } else { &[(0, 0, 1, 1)] };
    steps
        .iter()
        .map(move |&(x0, y0, dx, dy)| Pass {
            x0,
            y0,
            dx,
            dy,
            width: width.saturating_sub(x0).div_ceil(dx),
            height: height.saturating_sub(y0).div_ceil(dy),
        })
        .filter(|pass| pass.width > 0 && pass.height > 0)
}

/// One row of a pass.
pub struct Row<'a> {
    pub pass: Pass,
    /// Its number in the pass.
    pub y: u32,
    /// The bytes without the filter.
    pub plain: &'a [u8],
}

/// How the coded data ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct End {
    /// All rows came.
    pub whole: bool,
    /// Rows that came.
    pub rows: u64,
    /// Bytes below the last row (counted up to a limit).
    pub more: usize,
    /// Bytes behind the compressed stream.
    pub behind: usize,
}

/// Goes through the rows of a picture of `width`×`height` pixels whose coded data stand in `pieces`.
pub fn walk(pieces: &[&[u8]], header: &Header, (width, height): (u32, u32), mut see: impl FnMut(Row<'_>)) -> End {
    let mut inflater = Inflater::new(pieces);
    let mut end = End::default();
    for pass in passes(width, height, header.interlaced) {
        let size = header.row_bytes(pass.width);
        let mut coded = vec![0; size + 1];
        let (mut plain, mut above) = (vec![0; size], vec![0; size]);
        for y in 0..pass.height {
            if inflater.fill(&mut coded) < coded.len() || !unfilter(&coded, &above, &mut plain, header) {
                return end;
            }
            see(Row { pass, y, plain: &plain });
            end.rows += 1;
            std::mem::swap(&mut plain, &mut above);
        }
    }
    let (more, behind) = inflater.leftover();
    End { whole: true, more, behind, ..end }
}

/// Undoes the filter of one row; false for a filter that does not exist. [PNG3 9.2]
fn unfilter(coded: &[u8], above: &[u8], plain: &mut [u8], header: &Header) -> bool {
    let Some((&filter, coded)) = coded.split_first() else { return false };
    match header.pixel_bits().div_ceil(8) {
        1 => unfilter_by::<1>(filter, coded, above, plain),
        2 => unfilter_by::<2>(filter, coded, above, plain),
        3 => unfilter_by::<3>(filter, coded, above, plain),
        4 => unfilter_by::<4>(filter, coded, above, plain),
        6 => unfilter_by::<6>(filter, coded, above, plain),
        _ => unfilter_by::<8>(filter, coded, above, plain),
    }
}

/// For pixels of `N` bytes.
fn unfilter_by<const N: usize>(filter: u8, coded: &[u8], above: &[u8], plain: &mut [u8]) -> bool {
    match filter {
        0 => plain.copy_from_slice(coded),
        1 => pixels::<N>(coded, above, plain, |left, _, _| left),
        2 => plain.iter_mut().zip(coded).zip(above).for_each(|((to, c), up)| *to = c.wrapping_add(*up)),
        3 => pixels::<N>(coded, above, plain, |left, up, _| ((u16::from(left) + u16::from(up)) / 2) as u8),
        4 => pixels::<N>(coded, above, plain, paeth),
        _ => return false,
    }
    true
}

/// Adds what `predict` makes of the pixels to the left, above, and above to the left.
fn pixels<const N: usize>(coded: &[u8], above: &[u8], plain: &mut [u8], predict: impl Fn(u8, u8, u8) -> u8) {
    let (mut left, mut corner) = ([0_u8; N], [0_u8; N]);
    let (plain, _) = plain.as_chunks_mut::<N>();
    for ((to, coded), up) in plain.iter_mut().zip(coded.as_chunks::<N>().0).zip(above.as_chunks::<N>().0) {
        for i in 0..N {
            left[i] = coded[i].wrapping_add(predict(left[i], up[i], corner[i]));
        }
        corner = *up;
        *to = left;
    }
}

/// [PNG3 9.4]
pub(super) fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let (to_left, to_up, to_corner) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    let other = if to_up <= to_corner { up } else { corner };
    if to_left <= to_up && to_left <= to_corner { left } else { other }
}

/// The samples of a row of less than 8 bits each. [PNG3 7.2]
pub fn unpack(row: &[u8], depth: u8, count: u32) -> impl Iterator<Item = u8> {
    let per_byte = 8 / usize::from(depth.clamp(1, 8));
    let mask = (0xff_u16 >> (8 - depth.clamp(1, 8))) as u8;
    let shifts = (0..per_byte).rev().map(move |i| i as u32 * u32::from(depth));
    row.iter().flat_map(move |byte| shifts.clone().map(move |shift| byte >> shift & mask)).take(count as usize)
}

/// The other way round; padding bits are zero.
pub fn pack(samples: impl Iterator<Item = u8>, depth: u8, out: &mut Vec<u8>) {
    let (mut byte, mut free) = (0, 8);
    for sample in samples {
        free -= depth;
        byte |= sample << free;
        if free == 0 {
            out.push(byte);
            (byte, free) = (0, 8);
        }
    }
    if free < 8 {
        out.push(byte);
    }
}

/// The padding bits behind the last sample of a row. [PNG3 7.2]
pub fn padding(row: &[u8], pixel_bits: usize, width: u32) -> u8 {
    let used = width as usize * pixel_bits % 8;
    if used == 0 { 0 } else { row.last().map_or(0, |last| last & 0xff >> used) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passes_hold_each_pixel_once() {
        for (width, height) in [(1, 1), (3, 2), (8, 8), (13, 29)] {
            let pixels: u32 = passes(width, height, true).map(|pass| pass.width * pass.height).sum();
            assert_eq!(pixels, width * height);
        }
    }

    #[test]
    fn packing_is_undone_by_unpacking() {
        for (depth, values) in [(1, vec![1, 0, 1, 1, 0, 0, 1, 0, 1]), (2, vec![3, 0, 2, 1, 1]), (4, vec![15, 0, 9])] {
            let mut row = Vec::new();
            pack(values.iter().copied(), depth, &mut row);
            assert_eq!(unpack(&row, depth, values.len() as u32).collect::<Vec<_>>(), values);
            assert_eq!(padding(&row, depth.into(), values.len() as u32), 0);
            *row.last_mut().unwrap() |= 1;
            assert_eq!(padding(&row, depth.into(), values.len() as u32), 1);
        }
    }

    #[test]
    fn paeth_takes_the_nearest() {
        assert_eq!((paeth(10, 20, 10), paeth(20, 10, 10), paeth(5, 200, 100)), (20, 20, 100));
    }
}
