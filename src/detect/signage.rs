//! Writing in the scene, of any script: lines that the text network sees, joined into blocks.

use super::map::{Map, Part};
use super::{Category, Detector, Finding, From, Sensitivity, View};
use crate::error::Error;
use crate::region::Region;

/// Signs, plates, labels, screens, documents.
pub struct Signage;

const FROM: From = From { low: 0.60, normal: 0.49, high: 0.44 };
/// A pixel is part of a line from this probability on; a line has so many of them at least.
const PIXELS_FROM: f32 = 0.15;
const LEAST_PIXELS: usize = 6;
/// Lines that count at all.
const LINES_FROM: f32 = 0.25;
/// Lines are joined whose heights differ by less than this factor, and whose gaps are less than this many heights.
const ALIKE: f32 = 2.5;
const NEAR: f32 = 2.1;
/// What a line's thickness, as a part of the picture's longer side, costs it.
const THICK: f32 = 3.2;
/// What boxes get on each side beside the letters, of their height: a sign goes on around its writing.
const PAD: f32 = 0.7;

impl Detector for Signage {
    fn category(&self) -> Category {
        Category::Signage
    }

    fn detect(&self, view: &View, sensitivity: Sensitivity) -> Result<Option<Finding>, Error> {
        let map = view.text()?;
        let lines = lines(map);
        let score = lines.iter().map(|line| line.score).fold(0.0, f32::max);
        if score <= FROM.at(sensitivity) {
            return Ok(None);
        }
        Ok(Some(Finding { confidence: score, regions: blocks(&lines, map) }))
    }
}

/// A line of writing, in pixels of the map.
#[derive(Debug, Clone)]
struct Line {
    x0: f32,
    y0: f32,
    x1: f32,
    y1: f32,
    score: f32,
    /// What the box has to grow by: the network marks the middle of letters only.
    pad: f32,
    /// The height of the letters.
    height: f32,
}

/// The lines, surest or not, that count.
fn lines(map: &Map) -> Vec<Line> {
    let parts = map.parts(|probability| probability >= PIXELS_FROM);
    let large = parts.iter().filter(|part| part.cells.len() >= LEAST_PIXELS);
    large.map(|part| Line::of(part, map)).filter(|line| line.score >= LINES_FROM).collect()
}

impl Line {
    fn of(part: &Part, map: &Map) -> Self {
        let (short, long) = sides(part, map.width);
        let mean = part.cells.iter().filter_map(|&cell| map.values.get(cell)).sum::<f32>() / part.cells.len() as f32;
        // Very thick strokes are seldom letters.
        let thick = short / map.width.max(map.height) as f32;
        let score = mean * (1.15 - THICK * thick).clamp(0.5, 1.0);
        // Twice what the network's authors grow: it marks lines thinner than they are. [Liao et al., DB, 2019, 3.5]
        let unclip = 0.8 * short * long / (short + long);
        Self {
            x0: part.x0 as f32,
            y0: part.y0 as f32,
            x1: part.x1 as f32,
            y1: part.y1 as f32,
            score,
            pad: unclip + PAD * short + 1.0,
            height: short + 2.0 * unclip,
        }
    }

    fn joins(&self, other: &Self) -> bool {
        let gap_x = self.x0.max(other.x0) - self.x1.min(other.x1);
        let gap_y = self.y0.max(other.y0) - self.y1.min(other.y1);
        let near = NEAR * self.height.min(other.height);
        let ratio = self.height / other.height;
        let alike = (1.0 / ALIKE..=ALIKE).contains(&ratio);
        alike && gap_x < near && gap_y < near && (gap_x < 0.0 || gap_y < 0.0 || gap_x + gap_y < near)
    }
}

/// The short and the long side of the rectangle that has the same moments as the part.
fn sides(part: &Part, width: usize) -> (f32, f32) {
    let count = part.cells.len() as f64;
    if part.cells.len() <= 2 {
        let (w, h) = ((part.x1 - part.x0) as f32, (part.y1 - part.y0) as f32);
        return (w.min(h), w.max(h));
    }
    let point = |&cell: &usize| ((cell % width - part.x0) as f64, (cell / width - part.y0) as f64);
    let (sum_x, sum_y) = part.cells.iter().map(point).fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let moments = part.cells.iter().map(point).map(|(x, y)| (x - mean_x, y - mean_y));
    let (xx, xy, yy) = moments.fold((0.0, 0.0, 0.0), |(a, b, c), (x, y)| (a + x * x, b + x * y, c + y * y));
    let (xx, xy, yy) = (xx / (count - 1.0) + 1.0 / 12.0, xy / (count - 1.0), yy / (count - 1.0) + 1.0 / 12.0);
    let (middle, spread) = ((xx + yy) / 2.0, ((xx - yy).powi(2) / 4.0 + xy * xy).sqrt());
    let side = |variance: f64| (variance * 12.0).max(1e-6).sqrt() as f32;
    (side(middle - spread), side(middle + spread))
}

/// Boxes around lines that belong together.
fn blocks(lines: &[Line], map: &Map) -> Vec<Region> {
    let mut group: Vec<usize> = (0..lines.len()).collect();
    for i in 0..lines.len() {
        for j in 0..i {
            if lines[i].joins(&lines[j]) && group[i] != group[j] {
                let (from, to) = (group[i], group[j]);
                group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            }
        }
    }
    let block = |root: usize| {
        let members = || lines.iter().zip(&group).filter(move |(_, g)| **g == root).map(|(line, _)| line);
        let least = |value: fn(&Line) -> f32| members().map(value).fold(f32::INFINITY, f32::min);
        let most = |value: fn(&Line) -> f32| members().map(value).fold(f32::NEG_INFINITY, f32::max);
        let (width, height) = (map.width as f64, map.height as f64);
        Region::new(
            f64::from(least(|line| line.x0 - line.pad)) / width,
            f64::from(least(|line| line.y0 - line.pad)) / height,
            f64::from(most(|line| line.x1 + line.pad)) / width,
            f64::from(most(|line| line.y1 + line.pad)) / height,
        )
    };
    let mut roots = group.clone();
    roots.sort_unstable();
    roots.dedup();
    roots.into_iter().filter_map(block).collect()
}
