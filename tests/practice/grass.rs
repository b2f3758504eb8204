//! Blades of grass, too thin for rays: strokes from the back to the front.

use crate::camera::Camera;
use crate::canvas::Canvas;
use crate::noise::hash;
use crate::scene::Scene;
use crate::vector::V;

const BLADES: i32 = 26_000;
/// Where they grow, from left to right and from the back to the front.
const FIELD: [f32; 4] = [-1.3, 1.3, -2.2, 0.75];
const PIECES: usize = 6;

/// Draws blades on the ground, but where something stands before them.
pub fn draw(scene: &Scene, camera: &Camera, photo: &mut Canvas) {
    let (width, height) = (photo.width as f32, photo.height as f32);
    let [left, right, back, front] = FIELD;
    for i in 0..BLADES {
        let random = |k| hash(i, k, 77);
        // Ever closer to one another towards the back, as they look from the camera.
        let near = (i as f32 / BLADES as f32).powf(0.6);
        let root = V(left + (right - left) * random(0), 0.0, back + (front - back) * near);
        let long = 0.018 + 0.04 * random(1) * random(2) + 0.03 * random(6).powi(12);
        let (lean_x, lean_z) = ((random(3) - 0.5) * 1.1 * long, (random(5) - 0.5) * 0.8 * long);
        let point = |t: f32| root + V(lean_x * t * t, long * t, lean_z * t * t);
        if hidden(scene, camera, point(0.15)) || hidden(scene, camera, point(1.0)) {
            continue;
        }
        let colour = V(0.2, 0.32, 0.11).mix(V(0.52, 0.64, 0.27), random(4));
        let wide = width * 0.0016 / (camera.at - root).length();
        for piece in 0..PIECES {
            let t = piece as f32 / PIECES as f32;
            let ends =
                [t, t + 1.0 / PIECES as f32].map(|t| camera.place(point(t))).map(|(x, y)| (x * width, y * height));
            photo.path(&ends, wide * (1.0 - 0.8 * t), colour * (0.55 + 0.5 * t));
        }
    }
}

/// Whether something is between the camera and a place.
fn hidden(scene: &Scene, camera: &Camera, p: V) -> bool {
    let way = p - camera.at;
    scene.hit(camera.at, way.unit()).is_some_and(|t| t < way.length() - 0.015)
}
