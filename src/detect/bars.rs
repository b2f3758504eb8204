//! How far the bars of a barcode go above and below the line on which it was read.

/// A gray picture, rows from the top.
pub struct Gray {
    pub width: usize,
    pub height: usize,
    pub samples: Vec<u8>,
}

/// Places on a line at which it is compared with its neighbours.
const TAKEN: usize = 96;
/// Lines are alike from this correlation on.
const ALIKE: f32 = 0.6;
/// So many unlike lines one after the other end the bars.
const GAP: usize = 3;
/// How far the pattern may shift from one line to the next where bars stand aslant, in places.
const SHIFT: i32 = 1;
/// The bars are at most so many lengths of the line high, on each side.
const HIGHEST: f32 = 1.2;

type Point = (f32, f32);

/// The four corners of the bars that cross the line from `a` to `b`, in pixels.
pub fn corners(gray: &Gray, a: Point, b: Point) -> [Point; 4] {
    let (across, down) = (b.0 - a.0, b.1 - a.1);
    let length = across.hypot(down).max(1.0);
    let aside = (-down / length, across / length);
    let [up_a, up_b] = reached(gray, a, b, (-aside.0, -aside.1), length);
    let [down_a, down_b] = reached(gray, a, b, aside, length);
    [up_a, up_b, down_b, down_a]
}

/// The ends of the last line that is like the first, going in the direction `step`.
fn reached(gray: &Gray, a: Point, b: Point, step: (f32, f32), length: f32) -> [Point; 2] {
    let along = ((b.0 - a.0) / TAKEN as f32, (b.1 - a.1) / TAKEN as f32);
    let first = profile(gray, a, along);
    // How far this line is shifted, in places; and the last one that was alike.
    let (mut shift, mut last, mut unlike) = (0, (0.0, 0), 0);
    for distance in 1..=(HIGHEST * length) as usize {
        let at = |shift: i32| {
            let (far, shift) = (distance as f32, shift as f32);
            profile(gray, (a.0 + step.0 * far + along.0 * shift, a.1 + step.1 * far + along.1 * shift), along)
        };
        let tried = (shift - SHIFT..=shift + SHIFT).map(|shift| (correlation(&first, &at(shift)), shift));
        let (best, there) = tried.max_by(|x, y| x.0.total_cmp(&y.0)).unwrap_or((0.0, shift));
        if best >= ALIKE {
            (shift, last, unlike) = (there, (distance as f32, there), 0);
        } else {
            unlike += 1;
            if unlike > GAP {
                break;
            }
        }
    }
    let moved = |p: Point| {
        let (far, shift) = (last.0, last.1 as f32);
        (p.0 + step.0 * far + along.0 * shift, p.1 + step.1 * far + along.1 * shift)
    };
    [moved(a), moved(b)]
}

fn profile(gray: &Gray, from: Point, along: Point) -> [f32; TAKEN] {
    std::array::from_fn(|i| {
        let (x, y) = (from.0 + along.0 * (i as f32 + 0.5), from.1 + along.1 * (i as f32 + 0.5));
        let inside = x >= 0.0 && y >= 0.0 && (x as usize) < gray.width && (y as usize) < gray.height;
        let at = || y as usize * gray.width + x as usize;
        if inside { gray.samples.get(at()).copied().unwrap_or(0).into() } else { 0.0 }
    })
}

/// -1..=1; 0 where one of them is flat.
fn correlation(a: &[f32; TAKEN], b: &[f32; TAKEN]) -> f32 {
    let mean = |v: &[f32; TAKEN]| v.iter().sum::<f32>() / TAKEN as f32;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let sums = a.iter().zip(b).fold([0.0f32; 3], |[ab, aa, bb], (a, b)| {
        let (a, b) = (a - mean_a, b - mean_b);
        [ab + a * b, aa + a * a, bb + b * b]
    });
    let size = (sums[1] * sums[2]).sqrt();
    if size > 1.0 { sums[0] / size } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Irregular bars in rows 20..80 of a light picture, leaning by `lean` pixels a row.
    fn bars(lean: f32) -> Gray {
        let dark = |x: f32| (x * 0.9).sin() + (x * 0.37).sin() > 0.2;
        let sample = |i: usize| {
            let (x, y) = ((i % 200) as f32, (i / 200) as f32);
            let inside = (20.0..80.0).contains(&y) && (40.0..160.0).contains(&(x - lean * (y - 50.0)));
            if inside && dark(x - lean * (y - 50.0)) { 20 } else { 220 }
        };
        Gray { width: 200, height: 100, samples: (0..200 * 100).map(sample).collect() }
    }

    #[test]
    fn bars_are_followed_to_their_ends() {
        for lean in [0.0, 0.3, -0.3] {
            let corners = corners(&bars(lean), (40.0, 50.5), (160.0, 50.5));
            let (top, bottom) = (corners[0].1.min(corners[1].1), corners[2].1.max(corners[3].1));
            assert!((19.0..23.0).contains(&top) && (77.0..81.0).contains(&bottom), "{lean}: {corners:?}");
            let shift = lean * (top - 50.5);
            assert!((corners[0].0 - 40.0 - shift).abs() < 4.0, "{lean}: {corners:?}");
        }
    }

    #[test]
    fn flat_pictures_and_points_outside_have_no_bars() {
        let flat = Gray { width: 10, height: 10, samples: vec![9; 100] };
        assert_eq!(corners(&flat, (1.0, 5.0), (8.0, 5.0))[0], (1.0, 5.0));
        corners(&flat, (-50.0, -50.0), (500.0, 70.0));
        corners(&flat, (3.0, 3.0), (3.0, 3.0));
    }
}
