//! A flat picture: shapes with soft edges, given by their distances in pixels.

use crate::letters::{Line, THICK};
use crate::vector::V;

pub struct Canvas {
    pub width: usize,
    pub height: usize,
    /// As they are stored, 0..1, not linear.
    pub pixels: Vec<V>,
}

/// A colour as the web writes it.
pub fn colour(rgb: u32) -> V {
    V((rgb >> 16 & 255) as f32, (rgb >> 8 & 255) as f32, (rgb & 255) as f32) * (1.0 / 255.0)
}

/// Left, top, right, bottom.
pub type Bounds = [f32; 4];

impl Canvas {
    pub fn new(width: usize, height: usize, ground: V) -> Self {
        Self { width, height, pixels: vec![ground; width * height] }
    }

    /// Paints what is nearer than 0, half a pixel of edge on each side; nothing outside the bounds.
    pub fn draw(&mut self, bounds: Bounds, paint: V, distance: impl Fn(f32, f32) -> f32) {
        let [left, top, right, bottom] = bounds;
        let within = |v: f32, most: usize| (v.max(0.0) as usize).min(most);
        for y in within(top - 1.0, self.height)..within(bottom + 2.0, self.height) {
            for x in within(left - 1.0, self.width)..within(right + 2.0, self.width) {
                let cover = (0.5 - distance(x as f32 + 0.5, y as f32 + 0.5)).clamp(0.0, 1.0);
                let pixel = &mut self.pixels[y * self.width + x];
                *pixel = pixel.mix(paint, cover);
            }
        }
    }

    /// A rectangle with round corners.
    pub fn card(&mut self, bounds: Bounds, round: f32, paint: V) {
        let [left, top, right, bottom] = bounds;
        let (cx, cy) = ((left + right) / 2.0, (top + bottom) / 2.0);
        self.draw(bounds, paint, |x, y| {
            let dx = (x - cx).abs() - (right - left) / 2.0 + round;
            let dy = (y - cy).abs() - (bottom - top) / 2.0 + round;
            dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - round
        });
    }

    pub fn disc(&mut self, (cx, cy): (f32, f32), radius: f32, paint: V) {
        let bounds = [cx - radius, cy - radius, cx + radius, cy + radius];
        self.draw(bounds, paint, |x, y| (x - cx).hypot(y - cy) - radius);
    }

    /// A line through points, with round ends.
    pub fn path(&mut self, points: &[(f32, f32)], thick: f32, paint: V) {
        for pair in points.windows(2) {
            let [(ax, ay), (bx, by)] = [pair[0], pair[1]];
            let bounds = [ax.min(bx) - thick, ay.min(by) - thick, ax.max(bx) + thick, ay.max(by) + thick];
            let (dx, dy) = (bx - ax, by - ay);
            self.draw(bounds, paint, |x, y| {
                let along = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy).max(1e-6)).clamp(0.0, 1.0);
                (x - ax - along * dx).hypot(y - ay - along * dy) - thick / 2.0
            });
        }
    }

    /// Letters whose capitals are `size` high, from the left end of their foot.
    pub fn text(&mut self, (left, foot): (f32, f32), size: f32, weight: f32, paint: V, text: &str) {
        let line = Line::new(text);
        let unit = size / 7.0;
        let bounds = [left - size, foot - size * 1.4, left + line.width * unit + size, foot + size * 0.6];
        self.draw(bounds, paint, |x, y| {
            (line.distance((x - left) / unit, (foot - y) / unit) - THICK * weight / 2.0) * unit
        });
    }

    /// Width, height and interleaved eight-bit samples.
    pub fn finished(&self) -> (u32, u32, Vec<u8>) {
        let byte = |v: f32| (v * 255.0).round().clamp(0.0, 255.0) as u8;
        let bytes = self.pixels.iter().flat_map(|p| [byte(p.0), byte(p.1), byte(p.2)]).collect();
        (self.width as u32, self.height as u32, bytes)
    }
}
