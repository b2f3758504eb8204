//! Hair, too thin for rays: strokes over a photo of a cat.

use crate::camera::Camera;
use crate::canvas::Canvas;
use crate::cat::Cat;
use crate::noise::hash;
use crate::scene::Scene;
use crate::vector::V;

/// Hairs of a coat that is seen whole.
const HAIRS: i32 = 90_000;

/// Draws the coat and the whiskers.
pub fn draw(cat: &Cat, scene: &Scene, camera: &Camera, photo: &mut Canvas) {
    coat(cat, scene, camera, photo);
    let (width, height) = (photo.width as f32, photo.height as f32);
    for hair in cat.whiskers() {
        let points: Vec<_> = hair.iter().map(|&p| camera.place(p)).map(|(x, y)| (x * width, y * height)).collect();
        for (i, pair) in points.windows(2).enumerate() {
            let thin = 1.0 - 0.75 * i as f32 / points.len() as f32;
            photo.path(pair, 0.0009 * width * thin, V(0.93, 0.9, 0.85));
        }
    }
}

/// Short hairs in the colours of the places where they grow, a little lighter or darker.
fn coat(cat: &Cat, scene: &Scene, camera: &Camera, photo: &mut Canvas) {
    let (width, height) = (photo.width as f32, photo.height as f32);
    let bare = photo.pixels.clone();
    let around = corners(cat).map(|p| camera.place(p));
    let least = |of: fn(&(f32, f32)) -> f32| around.iter().map(of).fold(f32::INFINITY, f32::min).max(0.0);
    let most = |of: fn(&(f32, f32)) -> f32| around.iter().map(of).fold(0.0, f32::max).min(0.999);
    let (left, top, right, bottom) = (least(|p| p.0), least(|p| p.1), most(|p| p.0), most(|p| p.1));
    for i in 0..HAIRS {
        let random = |k| hash(i, k, 40);
        let (x, y) = (left + (right - left) * random(0), top + (bottom - top) * random(1));
        let direction = camera.direction(x, y);
        let Some(t) = scene.hit(camera.at, direction) else { continue };
        let root = camera.at + direction * t;
        if (root - cat.at).length() > 0.6 * cat.size {
            continue;
        }
        let normal = scene.normal(root, 0.003);
        let Some(tip) = cat.hair(root, normal, [random(2), random(3), random(4)]) else { continue };
        let colour = bare[(y * height) as usize * photo.width + (x * width) as usize] * (0.86 + 0.34 * random(5));
        let (tip_x, tip_y) = camera.place(tip);
        let (from, to) = ((x * width, y * height), (tip_x * width, tip_y * height));
        let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        photo.path(&[from, middle], 0.00038 * width, colour);
        photo.path(&[middle, to], 0.00022 * width, colour);
    }
}

/// The corners of a box around the cat.
fn corners(cat: &Cat) -> [V; 8] {
    let thing = cat.thing();
    let sign = |i: usize, bit: usize| if i >> bit & 1 == 1 { 1.0 } else { -1.0 };
    std::array::from_fn(|i| thing.centre + V(sign(i, 0), sign(i, 1), sign(i, 2)) * thing.half)
}
