//! The edge at the picture's own size.

use super::grabcut::{Known, Start, cut};
use super::shape::distance_to;
use super::window::Window;

/// How far the edge may move, in pixels.
const BAND_INSIDE: f32 = 6.0;
const BAND_OUTSIDE: f32 = 4.0;

/// Doubtful pixels of the band are ground: a logarithm of odds.
const TOWARDS_GROUND: f32 = -0.8;

const ROUNDS: usize = 2;

/// Cuts anew in a band around the edge of what the starts agreed on.
pub fn refined(window: &Window, agreed: &[bool]) -> Vec<bool> {
    let inside = window.enlarged(agreed);
    let outside: Vec<bool> = inside.iter().map(|v| !v).collect();
    let (deep, far) = (distance_to(&outside, window.width), distance_to(&inside, window.width));
    let known = deep.iter().zip(&far).map(|(&deep, &far)| {
        if deep > BAND_INSIDE {
            Known::Core
        } else if far > BAND_OUTSIDE {
            Known::Outside
        } else {
            Known::Open
        }
    });
    let count = inside.len();
    let start = Start {
        known: known.collect(),
        place: vec![TOWARDS_GROUND; count],
        inside: inside.clone(),
        teaches: vec![true; count],
    };
    cut(&window.fine, start, ROUNDS).unwrap_or(inside)
}
