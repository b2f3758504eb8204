//! Several starts with the box moved a little: what they all call the subject is the subject.

use super::grabcut::{Known, Start, commonness, cut};
use super::window::{Box, Window, holds};

pub struct Agreed {
    /// On the coarse plane: inside for every start.
    pub inside: Vec<bool>,
    /// Pixels inside for every start, over those inside for any.
    pub agreement: f32,
    /// For each pixel the share of the ground outside the box that is odder.
    pub commonness: Vec<f32>,
}

/// Which way each side of the box moves.
const MOVES: [Box; 4] =
    [[-1.0, -1.0, 1.0, 1.0], [1.0, 1.0, -1.0, -1.0], [1.0, -1.0, -1.0, 1.0], [-1.0, 1.0, 1.0, -1.0]];

/// By what share of its size a side moves.
const MOVED_BY: f32 = 0.06;

/// The share of the window that must be ground outside the box.
const LEAST_GROUND: f32 = 0.03;

/// What lies outside the box grown by this is ground.
const REACH: f32 = 1.16;

/// Radii of ellipses in a box, 1 touching its sides: the subject for certain; taken for it at first and learned from;
/// taken for it where no such colours are outside.
const CORE: f32 = 0.2;
const MIDDLE: f32 = 0.4;
const PERHAPS: f32 = 0.8;

/// Rarer than this outside the box is new.
const NOVEL: f32 = 0.1;

const ROUNDS: usize = 5;

/// `None` where no ground is to be seen around the box.
pub fn agreed(window: &Window) -> Option<Agreed> {
    let scale = 1.0 / window.factor as f32;
    let subject = window.subject.map(|v| v * scale);
    let others: Vec<Box> = window.others.iter().map(|b| b.map(|v| v * scale)).collect();
    let (wide, high) = (subject[2] - subject[0], subject[3] - subject[1]);
    let around = [subject[0] - 0.1 * wide, subject[1] - 0.1 * high, subject[2] + 0.1 * wide, subject[3] + 0.1 * high];
    let middles = middles(window);
    let ground: Vec<bool> =
        middles.iter().map(|&(x, y)| !holds(&around, x, y) && !others.iter().any(|b| holds(b, x, y))).collect();
    let seen = ground.iter().filter(|g| **g).count();
    if (seen as f32) < LEAST_GROUND * ground.len() as f32 {
        return None;
    }
    let commonness = commonness(&window.coarse, &ground)?;
    let mut votes = vec![0; middles.len()];
    for sides in MOVES {
        let shift = [MOVED_BY * wide, MOVED_BY * high];
        let moved = std::array::from_fn(|i| subject[i] + sides[i] * shift[i % 2]);
        for (votes, inside) in votes.iter_mut().zip(one(window, &middles, moved, &commonness, &others)?) {
            *votes += usize::from(inside);
        }
    }
    let inside: Vec<bool> = votes.iter().map(|&v| v == MOVES.len()).collect();
    let any = votes.iter().filter(|v| **v > 0).count();
    let agreement = inside.iter().filter(|v| **v).count() as f32 / any.max(1) as f32;
    Some(Agreed { inside, agreement, commonness })
}

/// The middle of each pixel of the coarse plane.
fn middles(window: &Window) -> Vec<(f32, f32)> {
    let (width, height) = (window.coarse.width, window.coarse.height);
    (0..width * height).map(|at| ((at % width) as f32 + 0.5, (at / width) as f32 + 0.5)).collect()
}

/// The subject as seen from one box.
fn one(window: &Window, middles: &[(f32, f32)], area: Box, common: &[f32], others: &[Box]) -> Option<Vec<bool>> {
    let (cx, cy) = ((area[0] + area[2]) / 2.0, (area[1] + area[3]) / 2.0);
    let (rx, ry) = ((area[2] - area[0]) / 2.0, (area[3] - area[1]) / 2.0);
    let mut start = Start { known: Vec::new(), place: Vec::new(), inside: Vec::new(), teaches: Vec::new() };
    for (&(x, y), &common) in middles.iter().zip(common) {
        let (u, v) = ((x - cx) / rx, (y - cy) / ry);
        let r = u.hypot(v);
        let known = if u.abs() > REACH || v.abs() > REACH {
            if others.iter().any(|b| holds(b, x, y)) { Known::Elsewhere } else { Known::Outside }
        } else if r < CORE {
            Known::Core
        } else {
            Known::Open
        };
        let novel = common < NOVEL;
        start.known.push(known);
        start.place.push(0.5 - r * r);
        start.teaches.push(novel || r < MIDDLE);
        start
            .inside
            .push(known != Known::Outside && known != Known::Elsewhere && (r < MIDDLE || (r < PERHAPS && novel)));
    }
    cut(&window.coarse, start, ROUNDS)
}
