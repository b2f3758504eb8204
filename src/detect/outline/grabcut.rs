//! Rounds of colour models and cuts: C. Rother, V. Kolmogorov, A. Blake, "GrabCut", SIGGRAPH 2004.

use super::flow::{Grid, NEIGHBOURS};
use super::mixture::Mixture;
use super::planes::{FLOOR, Planes};

/// What is known of a pixel beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Background, and a model for it.
    Outside,
    /// Background, but no model for it (another subject).
    Elsewhere,
    Open,
    /// The subject for certain.
    Core,
}

/// Where the rounds begin.
pub struct Start {
    pub known: Vec<Known>,
    /// How the place in the box speaks for the subject, as a logarithm of odds.
    pub place: Vec<f32>,
    /// The first guess.
    pub inside: Vec<bool>,
    /// Whether a pixel may teach the model of the subject.
    pub teaches: Vec<bool>,
}

/// Parts of the subject's mixture: with more, some of them take the ground for their own.
const SUBJECT_PARTS: usize = 2;
const GROUND_PARTS: usize = 4;

/// Of the mixture that says what is common outside.
const OUTSIDE_PARTS: usize = 8;

/// Neighbouring pixels tell nearly the same: each counts this much.
const COLOUR_WEIGHT: f32 = 0.5;

/// The most that one pixel's colour may say, as a logarithm of odds.
const MOST_ODDS: f32 = 6.0;

/// Odds that nothing overrules.
const CERTAIN: f32 = 1e3;

/// What parting two neighbours of the same colour costs, as a logarithm of odds, and what is left of it at an edge.
const PARTING: f32 = 3.0;
const PARTING_AT_EDGES: f32 = 0.1;

/// Which pixels belong to the subject after some rounds, fewer if nothing changes. `None` where either side is empty.
pub fn cut(planes: &Planes, start: Start, rounds: usize) -> Option<Vec<bool>> {
    let Start { known, place, mut inside, teaches } = start;
    let edges = edges(planes);
    let mut odds = vec![0.0; inside.len()];
    for _ in 0..rounds {
        let subject = planes.chosen(|at| inside[at] && teaches[at]);
        let subject = Mixture::fitted(&subject, SUBJECT_PARTS, &FLOOR)?;
        let ground = planes.chosen(|at| !inside[at] && known[at] != Known::Elsewhere);
        let ground = Mixture::fitted(&ground, GROUND_PARTS, &FLOOR)?;
        for at in 0..inside.len() {
            odds[at] = match known[at] {
                Known::Outside | Known::Elsewhere => -CERTAIN,
                Known::Core => CERTAIN,
                Known::Open => {
                    let f = &planes.features[at];
                    let colour = COLOUR_WEIGHT * (subject.log_density(f) - ground.log_density(f));
                    colour.clamp(-MOST_ODDS, MOST_ODDS) + place[at]
                }
            };
        }
        let next = solved(planes, &odds, &edges);
        let changed = next.iter().zip(&inside).filter(|(a, b)| a != b).count();
        inside = next;
        // Still enough.
        if changed * 500 < inside.len() {
            break;
        }
    }
    Some(inside)
}

/// Flow is counted in whole numbers; this many for a logarithm of odds of 1.
const SCALE: f32 = 200.0;

fn solved(planes: &Planes, odds: &[f32], edges: &[[f32; 4]]) -> Vec<bool> {
    let (width, height) = (planes.width, planes.height);
    let mut grid = Grid::new(width, height);
    for y in 0..height {
        for x in 0..width {
            let at = y * width + x;
            grid.set_terminal(x, y, (odds[at] * SCALE) as i32);
            for (k, direction) in FORWARD.into_iter().enumerate() {
                if edges[at][k] > 0.0 {
                    grid.set_edge(x, y, direction, (edges[at][k] * SCALE) as i32);
                }
            }
        }
    }
    grid.source_side()
}

/// Half of the neighbours: the other half is theirs.
const FORWARD: [usize; 4] = [0, 2, 4, 7];

/// What it costs to part neighbours: little where colours differ.
fn edges(planes: &Planes) -> Vec<[f32; 4]> {
    let (width, height) = (planes.width, planes.height);
    let mut squares = vec![[-1.0_f32; 4]; planes.features.len()];
    let (mut sum, mut count) = (0.0, 0.0);
    for y in 0..height {
        for x in 0..width {
            for (k, direction) in FORWARD.into_iter().enumerate() {
                let (dx, dy) = NEIGHBOURS[direction];
                let (nx, ny) = (x as i32 + dx, y as i32 + dy);
                if nx < 0 || nx as usize >= width || ny as usize >= height {
                    continue;
                }
                let (a, b) = (&planes.features[y * width + x], &planes.features[ny as usize * width + nx as usize]);
                let square: f32 = (0..3).map(|d| (a[d] - b[d]) * (a[d] - b[d])).sum();
                squares[y * width + x][k] = square;
                sum += square;
                count += 1.0;
            }
        }
    }
    let beta = 1.0 / (2.0 * sum / f32::max(count, 1.0)).max(4.0);
    for row in &mut squares {
        for (k, v) in row.iter_mut().enumerate() {
            if *v >= 0.0 {
                let length = if k < 2 { 1.0 } else { std::f32::consts::SQRT_2 };
                *v = PARTING * (PARTING_AT_EDGES + (-beta * *v).exp()) / length;
            }
        }
    }
    squares
}

/// How common each pixel's features are outside: the share of outside pixels that are odder.
pub fn commonness(planes: &Planes, outside: &[bool]) -> Option<Vec<f32>> {
    let ground = Mixture::fitted(&planes.chosen(|at| outside[at]), OUTSIDE_PARTS, &FLOOR)?;
    let density: Vec<f32> = planes.features.iter().map(|f| ground.log_density(f)).collect();
    let mut order: Vec<f32> = density.iter().zip(outside).filter(|(_, o)| **o).map(|(d, _)| *d).collect();
    order.sort_by(f32::total_cmp);
    Some(density.iter().map(|d| order.partition_point(|o| o < d) as f32 / order.len() as f32).collect())
}
