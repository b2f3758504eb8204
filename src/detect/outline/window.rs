//! What is looked at around a subject.

use crate::region::Region;

use super::Picture;
use super::planes::Planes;

/// A box in pixels of a plane: left, top, right, bottom.
pub type Box = [f32; 4];

/// A crop of the picture with some ground around the subject's box.
pub struct Window {
    left: usize,
    top: usize,
    pub width: usize,
    pub height: usize,
    pub subject: Box,
    pub others: Vec<Box>,
    /// At the picture's size.
    pub fine: Planes,
    /// At a half of it where the window is large, for the many first rounds; the same as `fine` elsewhere.
    pub coarse: Planes,
    /// Pixels of `fine` along a side of one of `coarse`.
    pub factor: usize,
}

/// The least side of a box, in pixels.
const LEAST_SIDE: f32 = 12.0;

/// Ground on each side, as a share of the box's side.
const AROUND: f32 = 0.45;

/// A window of more pixels is halved.
const MOST_PIXELS: usize = 12_000;

impl Window {
    pub fn around(picture: &Picture, subject: Region, others: &[Region]) -> Option<Self> {
        let in_picture = |r: &Region| {
            let (w, h) = (picture.width as f64, picture.height as f64);
            [r.x0 * w, r.y0 * h, r.x1 * w, r.y1 * h].map(|v| v as f32)
        };
        let [x0, y0, x1, y1] = in_picture(&subject);
        let (wide, high) = (x1 - x0, y1 - y0);
        // Not "less than": a side that is no number is too small, too.
        if !(wide >= LEAST_SIDE && high >= LEAST_SIDE) {
            return None;
        }
        let (left, top) = ((x0 - AROUND * wide).max(0.0) as usize, (y0 - AROUND * high).max(0.0) as usize);
        let right = ((x1 + AROUND * wide).ceil() as usize).min(picture.width);
        let bottom = ((y1 + AROUND * high).ceil() as usize).min(picture.height);
        let factor = if (right - left) * (bottom - top) > MOST_PIXELS { 2 } else { 1 };
        let (width, height) = ((right - left) / factor * factor, (bottom - top) / factor * factor);
        let rgb: Vec<[f32; 3]> = (0..width * height)
            .map(|at| {
                let from = ((top + at / width) * picture.width + left + at % width) * 3;
                [0, 1, 2].map(|c| f32::from(picture.rgb[from + c]))
            })
            .collect();
        let moved = |b: Box| [b[0] - left as f32, b[1] - top as f32, b[2] - left as f32, b[3] - top as f32];
        let small = if factor == 1 { rgb.clone() } else { halved(&rgb, width, height) };
        Some(Self {
            left,
            top,
            width,
            height,
            subject: moved([x0, y0, x1, y1]),
            others: others.iter().map(|r| moved(in_picture(r))).collect(),
            coarse: Planes::of(&small, width / factor),
            fine: Planes::of(&rgb, width),
            factor,
        })
    }

    /// A plane of `coarse` at the size of `fine`.
    pub fn enlarged<T: Copy>(&self, plane: &[T]) -> Vec<T> {
        let small = self.width / self.factor;
        (0..self.width * self.height)
            .map(|at| plane[at / self.width / self.factor * small + at % self.width / self.factor])
            .collect()
    }

    /// A plane of `fine` in its place in the picture; false around it.
    pub fn in_picture(&self, plane: &[bool], width: usize, height: usize) -> Vec<bool> {
        let mut all = vec![false; width * height];
        for (y, row) in plane.chunks_exact(self.width).enumerate() {
            let at = (self.top + y) * width + self.left;
            all[at..at + self.width].copy_from_slice(row);
        }
        all
    }
}

/// Whether the middle of a pixel lies in a box.
pub fn holds(area: &Box, x: f32, y: f32) -> bool {
    x >= area[0] && x < area[2] && y >= area[1] && y < area[3]
}

fn halved(rgb: &[[f32; 3]], width: usize, height: usize) -> Vec<[f32; 3]> {
    let corners = (0..height / 2).flat_map(|y| (0..width / 2).map(move |x| 2 * y * width + 2 * x));
    corners
        .map(|at| [0, 1, 2].map(|c| (rgb[at][c] + rgb[at + 1][c] + rgb[at + width][c] + rgb[at + width + 1][c]) / 4.0))
        .collect()
}
