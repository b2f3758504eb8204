//! From a cut to one shape: threads opened, crumbs dropped, holes filled that are no ground.

use super::shape::{components, fill_holes, opened};
use super::window::Window;

/// Half the width of what is too thin to believe, in pixels.
const THREAD: f32 = 1.0;

/// The share of the largest piece that another one must have.
const LEAST_PIECE: f32 = 0.15;

/// Holes are filled unless their pixels are commoner outside than this.
const LIKE_GROUND: f32 = 0.2;

/// The pieces that count, without holes; `common` is the coarse plane of how common pixels are outside.
pub fn whole(inside: &[bool], window: &Window, common: &[f32]) -> Vec<bool> {
    let mut shape = opened(inside, window.width, THREAD);
    for (kept, was) in shape.iter_mut().zip(inside) {
        *kept &= was;
    }
    let (labels, sizes) = components(&shape, window.width);
    let largest = sizes.iter().copied().max().unwrap_or(0);
    let least = LEAST_PIECE * largest as f32;
    let mut shape: Vec<bool> =
        shape.iter().zip(&labels).map(|(&inside, &label)| inside && sizes[label as usize] as f32 >= least).collect();
    let common = window.enlarged(common);
    fill_holes(&mut shape, window.width, |hole| {
        hole.iter().map(|&at| common[at]).sum::<f32>() < LIKE_GROUND * hole.len() as f32
    });
    shape
}
