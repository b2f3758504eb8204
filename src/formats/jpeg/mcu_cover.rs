//! Covers on coefficients: whole MCUs are replaced, all others stay as they are.

use super::header::{Extent, Frame};
use super::scan::Plane;
use super::turn::Turn;
use crate::cover::{Mask, Style};
use crate::region::PixelBox;

/// Which MCUs of the upright picture are covered, and with what.
pub struct McuCover {
    mcus_x: usize,
    /// By component.
    sampling: Vec<(usize, usize)>,
    /// Empty where nothing is covered.
    covered: Vec<bool>,
    /// Style "soft", by component: DC values and how many lie in a row; else empty, which is middle gray.
    dc: Vec<(usize, Vec<i16>)>,
}

impl McuCover {
    /// Covers each MCU in which `mask` has a pixel. Nothing of a covered MCU is read.
    pub fn new(mask: &Mask, style: Style, frame: &Frame, planes: &[Plane], turn: &Turn) -> Self {
        let (mcus_x, mcus_y) = frame.mcus();
        let sampling = frame.components.iter().map(|c| (c.h as usize, c.v as usize)).collect();
        let mut cover = Self { mcus_x, sampling, covered: Vec::new(), dc: Vec::new() };
        if mask.is_empty() {
            return cover;
        }
        let (width, height) = frame.mcu_size();
        let area =
            |x: u32, y: u32| PixelBox { x0: x * width, y0: y * height, x1: (x + 1) * width, y1: (y + 1) * height };
        let mcus = (0..mcus_y as u32).flat_map(|y| (0..mcus_x as u32).map(move |x| (x, y)));
        cover.covered = mcus.map(|(x, y)| mask.touches(area(x, y))).collect();
        if style == Style::Soft {
            let components = frame.components.iter().map(|component| frame.extent(component)).zip(planes).enumerate();
            cover.dc = components.map(|(index, (extent, plane))| cover.grown(index, extent, plane, turn)).collect();
        }
        cover
    }

    #[inline(always)]
    fn is_covered(&self, x: usize, y: usize) -> bool {
        !self.covered.is_empty() && self.covered.get(y * self.mcus_x + x).is_none_or(|&covered| covered)
    }

    /// Whether a block of a component lies in a covered MCU.
    #[inline(always)]
    pub fn is_covered_block(&self, component: usize, column: usize, row: usize) -> bool {
        let (h, v) = self.sampling.get(component).copied().unwrap_or((1, 1));
        self.is_covered(column / h, row / v)
    }

    /// The DC value of a covered block.
    pub fn dc(&self, component: usize, column: usize, row: usize) -> i16 {
        self.dc.get(component).and_then(|(width, dc)| dc.get(row * width + column)).copied().unwrap_or(0)
    }

    /// Each covered block becomes a mean of the nearest open blocks in its row and column, the nearer the heavier.
    fn grown(&self, component: usize, extent: Extent, plane: &Plane, turn: &Turn) -> (usize, Vec<i16>) {
        let (width, height) = (extent.columns, extent.rows);
        let open = |x: usize, y: usize| {
            let block = if self.is_covered_block(component, x, y) { None } else { turn.stored(plane, x, y) };
            block.map(|block| block[0])
        };
        let mut sums = vec![(0.0f32, 0.0f32); width * height];
        let mut along = |places: &mut dyn Iterator<Item = (usize, usize)>| {
            let mut nearest = None;
            for (x, y) in places {
                match (open(x, y), &mut nearest) {
                    (Some(dc), nearest) => *nearest = Some((f32::from(dc), 0.0f32)),
                    (None, Some((dc, distance))) => {
                        *distance += 1.0;
                        let (sum, weight) = &mut sums[y * width + x];
                        *sum += *dc / *distance;
                        *weight += 1.0 / *distance;
                    }
                    (None, None) => {}
                }
            }
        };
        for y in 0..height {
            along(&mut (0..width).map(|x| (x, y)));
            along(&mut (0..width).rev().map(|x| (x, y)));
        }
        for x in 0..width {
            along(&mut (0..height).map(|y| (x, y)));
            along(&mut (0..height).rev().map(|y| (x, y)));
        }
        let mean = |(sum, weight): (f32, f32)| if weight > 0.0 { (sum / weight).round() as i16 } else { 0 };
        (width, sums.into_iter().map(mean).collect())
    }
}
