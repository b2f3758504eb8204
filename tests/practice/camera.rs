//! A camera: rays through its pixels, finer where something changes, then film, lens and grain.

use rayon::prelude::*;

use crate::canvas::Canvas;
use crate::noise::hash;
use crate::scene::Scene;
use crate::vector::{V, step};

pub struct Camera {
    pub at: V,
    pub towards: V,
    /// Half the width of the whole picture, a unit away.
    pub wide: f32,
    /// The part of the whole picture that is kept: left, top, right, bottom, in fractions.
    pub part: [f32; 4],
    pub exposure: f32,
    /// Colours of the light that the camera takes for white.
    pub balance: V,
}

/// More rays where pixels beside one another differ by more than this.
const CHANGE: f32 = 0.035;
const MORE: i32 = 4;

impl Camera {
    /// Directions across the picture, down, and into it.
    fn axes(&self) -> (V, V, V) {
        let into = (self.towards - self.at).unit();
        let across = into.cross(V(0.0, 1.0, 0.0)).unit();
        (across, across.cross(into), into)
    }

    /// The direction of a place of the picture, in fractions of it; the whole is 4:3.
    pub fn direction(&self, x: f32, y: f32) -> V {
        let [left, top, right, bottom] = self.part;
        let (u, v) = (left + (right - left) * x, top + (bottom - top) * y);
        let (across, up, into) = self.axes();
        (into + across * ((u * 2.0 - 1.0) * self.wide) - up * ((v * 2.0 - 1.0) * self.wide * 0.75)).unit()
    }

    /// Where a place of the scene is in the picture, in fractions of it.
    pub fn place(&self, p: V) -> (f32, f32) {
        let [left, top, right, bottom] = self.part;
        let (across, up, into) = self.axes();
        let q = p - self.at;
        let depth = q.dot(into) * self.wide;
        let (u, v) = (0.5 + 0.5 * q.dot(across) / depth, 0.5 - 0.5 * q.dot(up) / (depth * 0.75));
        ((u - left) / (right - left), (v - top) / (bottom - top))
    }

    /// A photo of the scene.
    pub fn photo(&self, scene: &Scene, width: usize, height: usize) -> Canvas {
        let ray = |x: usize, y: usize, dx: f32, dy: f32| {
            let direction = self.direction((x as f32 + dx) / width as f32, (y as f32 + dy) / height as f32);
            self.film(scene.seen(self.at, direction).0)
        };
        let once: Vec<V> = (0..width * height).into_par_iter().map(|i| ray(i % width, i / width, 0.5, 0.5)).collect();
        let fine = |i: usize| {
            let (x, y) = (i % width, i / width);
            let beside =
                [(x.max(1) - 1, y), ((x + 1).min(width - 1), y), (x, y.max(1) - 1), (x, (y + 1).min(height - 1))];
            let own = once[i];
            let change = |&(x, y): &(usize, usize)| (once[y * width + x] - own).map(f32::abs);
            if beside.iter().map(change).all(|d| d.0.max(d.1).max(d.2) < CHANGE) {
                return own;
            }
            let more = (0..MORE).map(|k| {
                let turn = hash(x as i32, y as i32, 1);
                let (dx, dy) = ((k as f32 + 0.5) / MORE as f32, (k as f32 * 0.618 + turn).fract());
                ray(x, y, dx, dy)
            });
            (more.fold(V::BLACK, |a, b| a + b) + own) * (1.0 / (MORE + 1) as f32)
        };
        let pixels = (0..width * height).into_par_iter().map(fine).collect();
        Canvas { width, height, pixels }
    }

    /// Linear light to the curve of a film, 0..1.
    fn film(&self, light: V) -> V {
        let curve = |x: f32| (x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14)).clamp(0.0, 1.0); // [Narkowicz, ACES, 2016]
        (light * self.balance * (self.exposure * 0.7)).map(curve).map(|v| v.powf(1.0 / 2.2))
    }
}

/// Darker corners, and the grain of a small sensor.
pub fn developed(canvas: &mut Canvas, grain: f32) {
    let (width, height) = (canvas.width, canvas.height);
    for (i, pixel) in canvas.pixels.iter_mut().enumerate() {
        let (x, y) = (i % width, i / width);
        let out = (x as f32 / width as f32 - 0.5).hypot((y as f32 / height as f32 - 0.5) * 0.75);
        let random = |z| hash(x as i32, y as i32, z) + hash(x as i32, y as i32, z + 1) - 1.0;
        let dark = 1.2 - 0.7 * (pixel.0 + pixel.1 + pixel.2) / 3.0;
        let gray = random(2);
        let noise = V(gray + 0.4 * random(4), gray, gray + 0.5 * random(6)) * (grain * dark);
        *pixel = *pixel * (1.0 - 0.28 * step(0.28, 0.75, out)) + noise;
    }
}
