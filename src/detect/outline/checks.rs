//! What an outline must look like to be believed. Limits come from composites with a known truth and from looking at
//! photos.

use super::Refused;
use super::shape::{components, distance_to};
use super::starts::Agreed;
use super::window::Window;

/// Of the pixels that any start takes for the subject, the share that all do.
const LEAST_AGREEMENT: f32 = 0.72;

/// Shares of the box.
const AREA: (f32, f32) = (0.25, 0.92);

/// Between the shape and a side of the box, as a share of the box's side.
const WIDEST_GAP: f32 = 0.3;

/// The share of its area by which the shape may change at full size.
const MOST_CHANGED: f32 = 0.14;

/// The share of the shape that its largest piece must be.
const LEAST_LARGEST: f32 = 0.85;

/// The least mean difference of colour across the edge, of 255.
const LEAST_CONTRAST: f32 = 13.0;

/// How far the starts agree, if all checks pass.
pub fn passed(window: &Window, start: &Agreed, refined: &[bool], inside: &[bool]) -> Result<f32, Refused> {
    let count = |plane: &[bool]| plane.iter().filter(|v| **v).count() as f32;
    let area = count(inside);
    let [x0, y0, x1, y1] = window.subject;
    let share = area / ((x1 - x0) * (y1 - y0));
    if !(AREA.0..=AREA.1).contains(&share) {
        return Err(Refused::Area);
    }
    let agreed = window.enlarged(&start.inside);
    let changed = refined.iter().zip(agreed).filter(|(now, before)| **now != *before).count() as f32;
    if start.agreement < LEAST_AGREEMENT || changed > MOST_CHANGED * area {
        return Err(Refused::Unsteady);
    }
    let (_, sizes) = components(inside, window.width);
    if sizes.iter().all(|&size| (size as f32) < LEAST_LARGEST * area) {
        return Err(Refused::Pieces);
    }
    if widest_gap(window, inside) > WIDEST_GAP {
        return Err(Refused::OffBox);
    }
    if contrast(window, inside) < LEAST_CONTRAST {
        return Err(Refused::LikeGround);
    }
    Ok(start.agreement)
}

fn widest_gap(window: &Window, inside: &[bool]) -> f32 {
    let mut hull = [f32::INFINITY, f32::INFINITY, 0.0_f32, 0.0_f32];
    for at in (0..inside.len()).filter(|&at| inside[at]) {
        let (x, y) = ((at % window.width) as f32, (at / window.width) as f32);
        hull = [hull[0].min(x), hull[1].min(y), hull[2].max(x + 1.0), hull[3].max(y + 1.0)];
    }
    let [x0, y0, x1, y1] = window.subject;
    let (wide, high) = (x1 - x0, y1 - y0);
    [(hull[0] - x0) / wide, (hull[1] - y0) / high, (x1 - hull[2]) / wide, (y1 - hull[3]) / high]
        .into_iter()
        .fold(f32::NEG_INFINITY, f32::max)
}

/// The mean difference of colour between pixels just inside and their counterparts just outside.
fn contrast(window: &Window, inside: &[bool]) -> f32 {
    const STEPS: [(i32, i32); 8] = [(4, 0), (-4, 0), (0, 4), (0, -4), (3, 3), (-3, 3), (3, -3), (-3, -3)];
    let (width, height) = (window.width as i32, window.height as i32);
    let outside: Vec<bool> = inside.iter().map(|v| !v).collect();
    let (deep, far) = (distance_to(&outside, window.width), distance_to(inside, window.width));
    let features = &window.fine.features;
    let (mut sum, mut count) = (0.0, 0.0_f32);
    for at in (0..inside.len()).filter(|&at| (2.0..3.0).contains(&deep[at])) {
        let (x, y) = (at as i32 % width, at as i32 / width);
        let across = STEPS
            .iter()
            .map(|(dx, dy)| (x + dx, y + dy))
            .filter(|(x, y)| (0..width).contains(x) && (0..height).contains(y))
            .map(|(x, y)| (y * width + x) as usize)
            .max_by(|&a, &b| far[a].total_cmp(&far[b]));
        if let Some(other) = across.filter(|&other| far[other] >= 1.0) {
            let square: f32 = (0..3).map(|d| (features[at][d] - features[other][d]).powi(2)).sum();
            // One gaudy spot does not speak for the whole edge.
            sum += square.sqrt().min(40.0);
            count += 1.0;
        }
    }
    // An edge that is the picture's own everywhere parts nothing.
    if count > 0.0 { sum / count } else { 0.0 }
}
