//! Whether a small copy inside a file shows the same picture as the file: editors that forget the copy leave what was cut
//! off or covered in it.
//!
//! Cameras frame their copies with black bars, cut their sides off, or do not turn them: none of that is a difference.

use crate::pixels::{Channels, Image, Orientation, Samples};

/// Cells on a side.
const GRID: usize = 16;
/// Samples on a side of a cell.
const TAKEN: usize = 16;
/// Smaller copies show nothing.
const LEAST_SIDE: u32 = 24;
/// Sides whose ratios differ by less are alike.
const RATIO: f64 = 0.03;

/// A cut picture is further from its copy: those that cameras make stay below 0.02.
const SHAPES: f32 = 0.035;
/// A covered place stands out like this from the rest; the copies of cameras stay below one or the other.
const MOST: f32 = 22.0;
const STANDS_OUT: f32 = 5.5;
/// What coding a small picture costs each cell.
const CODING: f32 = 2.0;

/// Mean brightness of the cells of a picture.
type Cells = [f32; GRID * GRID];

/// A part of a picture, in fractions of its sides: left, top, right, bottom.
type Part = [f64; 4];

const WHOLE: Part = [0.0, 0.0, 1.0, 1.0];

/// How far the copy is from the picture in its best position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apart {
    /// 1 less the correlation of the cells: 0 for the same picture.
    pub shapes: f32,
    /// The difference that four of five cells stay below, of 0..=255, once brightness and contrast are alike.
    pub usual: f32,
    /// The same for all cells but two.
    pub most: f32,
}

/// Whether the copy shows something else than the picture. Copies too small to tell, and flat pictures, do not.
pub fn differs(picture: &Image, copy: &Image) -> bool {
    apart(picture, copy).is_some_and(|Apart { shapes, usual, most }| {
        let stands_out = most > MOST && most > STANDS_OUT * (usual + CODING);
        shapes > SHAPES || stands_out
    })
}

/// The comparison in the best position; `None` where there is nothing to compare.
pub fn apart(picture: &Image, copy: &Image) -> Option<Apart> {
    if copy.width.min(copy.height) < LEAST_SIDE || picture.width.min(picture.height) < LEAST_SIDE {
        return None;
    }
    let turned = Orientation::ALL.iter().filter_map(|&turn| in_position(picture, copy, turn));
    turned.min_by(|a, b| a.shapes.total_cmp(&b.shapes))
}

/// The copy turned by `turn` against the picture, framed or cut as cameras do.
fn in_position(picture: &Image, copy: &Image, turn: Orientation) -> Option<Apart> {
    let (width, height) = turn.upright_size(copy.width, copy.height);
    let ratio = f64::from(picture.width) * f64::from(height) / (f64::from(picture.height) * f64::from(width));
    let mut best = Vec::new();
    if ratio.ln().abs() < RATIO {
        best.push((WHOLE, WHOLE));
    } else {
        // Wider than the copy: bars above and below, or above alone, or the sides are cut off. Narrower: the same, turned.
        let (share, is_wide) = if ratio > 1.0 { (1.0 / ratio, true) } else { (ratio, false) };
        let band = |start: f64, across: bool| {
            let end = start + share;
            if across { [0.0, start, 1.0, end] } else { [start, 0.0, end, 1.0] }
        };
        let rest = 1.0 - share;
        let framed = [rest / 2.0, 0.0, rest].map(|start| band(start, is_wide));
        best.extend(framed.into_iter().filter(|&inner| has_bars(copy, turn, inner)).map(|inner| (WHOLE, inner)));
        let cut = band(rest / 2.0, !is_wide);
        best.push((cut, WHOLE));
    }
    let compared = best.into_iter().map(|(of_picture, of_copy)| {
        compare(&cells(picture, Orientation::Upright, of_picture), &cells(copy, turn, of_copy))
    });
    compared.min_by(|a, b| a.shapes.total_cmp(&b.shapes))
}

/// Whether all around `inner` the copy is black.
fn has_bars(copy: &Image, turn: Orientation, inner: Part) -> bool {
    let [left, top, right, bottom] = inner;
    // Their rims are not sharp, and not always where they should be.
    const SURE: f64 = 0.6;
    let bars = [
        [0.0, 0.0, 1.0, top * SURE],
        [0.0, 1.0 - (1.0 - bottom) * SURE, 1.0, 1.0],
        [0.0, 0.0, left * SURE, 1.0],
        [1.0 - (1.0 - right) * SURE, 0.0, 1.0, 1.0],
    ];
    let is_bar = |&&[left, top, right, bottom]: &&Part| right - left > 0.01 && bottom - top > 0.01;
    bars.iter().filter(is_bar).all(|&bar| cells(copy, turn, bar).iter().all(|&cell| cell < 40.0))
}

fn compare(picture: &Cells, copy: &Cells) -> Apart {
    let count = picture.len() as f32;
    let mean = |cells: &Cells| cells.iter().sum::<f32>() / count;
    let (mean_picture, mean_copy) = (mean(picture), mean(copy));
    let product = |a: &Cells, mean_a: f32, b: &Cells, mean_b: f32| {
        a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum::<f32>() / count
    };
    let [both, of_picture, of_copy] = [
        product(picture, mean_picture, copy, mean_copy),
        product(picture, mean_picture, picture, mean_picture),
        product(copy, mean_copy, copy, mean_copy),
    ];
    // A little noise in both, so that flat pictures are alike.
    let noise = 16.0;
    let shapes = 1.0 - (both + noise) / ((of_picture + noise) * (of_copy + noise)).sqrt();
    let gain = ((both + noise) / (of_copy + noise)).clamp(0.5, 2.0);
    let mut apart: Vec<f32> =
        picture.iter().zip(copy).map(|(a, b)| ((a - mean_picture) - gain * (b - mean_copy)).abs()).collect();
    apart.sort_by(f32::total_cmp);
    let at = |share: usize| apart.get(apart.len() * share / 100).copied().unwrap_or_default();
    Apart { shapes, usual: at(80), most: at(99) }
}

/// The cells of a part of a stored picture that is turned by `turn`.
fn cells(stored: &Image, turn: Orientation, part: Part) -> Cells {
    let (width, height) = turn.upright_size(stored.width, stored.height);
    let steps = GRID * TAKEN;
    let along = |from: f64, to: f64, side: u32| {
        let position = move |i: usize| (from + (to - from) * (i as f64 + 0.5) / steps as f64) * f64::from(side);
        (0..steps).map(move |i| (position(i) as u32).min(side - 1)).collect::<Vec<_>>()
    };
    let [left, top, right, bottom] = part;
    let (columns, rows) = (along(left, right, width), along(top, bottom, height));
    let mut cells = [0.0; GRID * GRID];
    for (j, &y) in rows.iter().enumerate() {
        for (i, &x) in columns.iter().enumerate() {
            let (x, y) = turn.stored_position(x, y, stored.width, stored.height);
            if let Some(cell) = cells.get_mut(j / TAKEN * GRID + i / TAKEN) {
                *cell += brightness(stored, y as usize * stored.width as usize + x as usize);
            }
        }
    }
    cells.map(|sum| sum / (TAKEN * TAKEN) as f32)
}

/// Of one pixel, 0..=255.
fn brightness(image: &Image, pixel: usize) -> f32 {
    let count = image.channels.count();
    let sample = |channel: usize| match &image.samples {
        Samples::U8(all) => all.get(pixel * count + channel).copied().map_or(0.0, f32::from),
        Samples::U16(all) => all.get(pixel * count + channel).copied().map_or(0.0, |v| f32::from(v) / 257.0),
    };
    let luma = |r: f32, g: f32, b: f32| 0.299 * r + 0.587 * g + 0.114 * b; // [BT.601]
    match image.channels {
        Channels::Gray | Channels::GrayAlpha => sample(0),
        Channels::Rgb | Channels::Rgba => luma(sample(0), sample(1), sample(2)),
        Channels::Cmyk => (255.0 - luma(sample(0), sample(1), sample(2))) * (255.0 - sample(3)) / 255.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A scene of `width`×`height` seen through `part` of it.
    fn scene(width: u32, height: u32, part: Part) -> Image {
        let [left, top, right, bottom] = part;
        let mut samples = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let u = left + (right - left) * f64::from(x) / f64::from(width);
                let v = top + (bottom - top) * f64::from(y) / f64::from(height);
                let hills = (9.0 * u).sin() * (5.0 + 4.0 * u * v).cos() + (13.0 * v * v + 3.0 * u).sin();
                let house = if (0.6..0.7).contains(&u) && (0.3..0.5).contains(&v) { 60.0 } else { 0.0 };
                samples.extend([(100.0 + 40.0 * hills + house) as u8; 3]);
            }
        }
        Image::new(width, height, Channels::Rgb, Samples::U8(samples)).unwrap()
    }

    /// Everything outside the part, or inside it, in one gray.
    fn painted(mut image: Image, [left, top, right, bottom]: Part, inside: bool, gray: u8) -> Image {
        let Samples::U8(samples) = &mut image.samples else { unreachable!() };
        for (i, pixel) in samples.chunks_exact_mut(3).enumerate() {
            let u = (i as u32 % image.width) as f64 / f64::from(image.width);
            let v = (i as u32 / image.width) as f64 / f64::from(image.height);
            if ((left..right).contains(&u) && (top..bottom).contains(&v)) == inside {
                pixel.fill(gray);
            }
        }
        image
    }

    #[test]
    fn the_copies_of_cameras_are_alike() {
        let photo = scene(600, 400, WHOLE);
        let small = scene(160, 107, WHOLE);
        assert!(!differs(&photo, &small));
        for &turn in Orientation::ALL.iter() {
            assert!(!differs(&photo, &crate::pixels::orientation::upright(small.clone(), turn)), "{turn:?}");
        }
        // Black bars, in the middle and above alone.
        for top in [7.0 / 120.0, 13.0 / 120.0] {
            let seen = [0.0, -top * 120.0 / 107.0, 1.0, (1.0 - top) * 120.0 / 107.0];
            let framed = painted(scene(160, 120, seen), [0.0, top, 1.0, top + 107.0 / 120.0], false, 3);
            assert!(!differs(&photo, &framed), "{top} {:?}", apart(&photo, &framed));
        }
        // Its sides cut off.
        assert!(!differs(&photo, &scene(160, 120, [1.0 / 18.0, 0.0, 17.0 / 18.0, 1.0])));
    }

    #[test]
    fn brightness_and_flat_pictures_make_no_difference() {
        let mut bright = scene(600, 400, WHOLE);
        let Samples::U8(samples) = &mut bright.samples else { unreachable!() };
        samples.iter_mut().for_each(|v| *v = *v / 2 + 100);
        assert!(!differs(&bright, &scene(160, 107, WHOLE)));
        let flat = |width, height, gray| painted(scene(width, height, WHOLE), WHOLE, true, gray);
        assert!(!differs(&flat(600, 400, 90), &flat(160, 120, 91)));
        assert!(!differs(&scene(8, 8, WHOLE), &scene(160, 120, WHOLE)));
    }

    #[test]
    fn another_picture_a_crop_and_a_cover_are_told() {
        let copy = scene(160, 107, WHOLE);
        assert!(differs(&scene(600, 400, [3.0, 1.0, 4.0, 2.0]), &copy));
        for part in [[0.0, 0.0, 0.85, 0.85], [0.1, 0.1, 0.9, 0.9], [0.3, 0.3, 0.8, 0.8]] {
            assert!(differs(&scene(600, 400, part), &copy), "{part:?}");
        }
        assert!(differs(&scene(600, 300, [0.0, 0.25, 1.0, 1.0]), &copy));
        assert!(differs(&painted(scene(600, 400, WHOLE), [0.6, 0.3, 0.7, 0.5], true, 0), &copy));
    }
}
