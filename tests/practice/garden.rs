//! A cat on a garden wall: a photo that hides nothing and shows nothing telling.

use crate::camera::Camera;
use crate::canvas::Canvas;
use crate::cat::Cat;
use crate::country;
use crate::noise::{creased, hash, rough};
use crate::scene::{Lamp, Scene, Surface, Thing, mottled};
use crate::solid::block;
use crate::vector::{V, step};

pub fn cat() -> Cat {
    Cat {
        at: V(0.0, -0.004, 0.0),
        size: 1.3,
        turn: 0.7,
        look: -0.6,
        nod: 0.17,
        fur: V::web(0xb8976a),
        stripes: V::web(0x7d5a34),
        pale: V::web(0xf3eadb),
        iris: V::web(0xb8892e),
    }
}

pub fn camera() -> Camera {
    let at = V(0.0, 0.42, 1.12);
    Camera {
        at,
        towards: V(0.04, 0.19, 0.0),
        wide: 0.48,
        part: [0.0, 0.0, 1.0, 1.0],
        exposure: 0.9,
        balance: V(1.0, 1.0, 1.02),
    }
}

pub fn scene() -> Scene {
    Scene {
        things: vec![wall(), cat().thing()],
        lamps: vec![Lamp { at: V(-0.55, 0.8, 0.5), colour: V(2.1, 1.9, 1.6), sharp: 14.0, far: true }],
        beyond: Box::new(country::garden),
        ambient: (V(0.5, 0.57, 0.6), V(0.24, 0.27, 0.17)),
    }
}

/// Flat stones with moss in the joints.
fn wall() -> Thing {
    let (centre, half) = (V(0.0, -0.2, -0.02), V(3.0, 0.2, 0.3));
    let joint = |p: V| {
        let x = p.0 + 0.03 * rough(V(p.2 * 6.0, p.1 * 6.0, 2.0), 2);
        ((x / 0.62 + 0.2).fract().rem_euclid(1.0) - 0.5).abs() * 0.62
    };
    Thing {
        centre,
        half: half + V::all(0.02),
        distance: Box::new(move |p| {
            let plain = block(p, centre, half, 0.025);
            if plain > 0.05 {
                return plain - 0.02;
            }
            let gap = 0.018 * step(0.012, 0.0, joint(p));
            (plain + gap - 0.006 * rough(p * 14.0, 4) - 0.004 * creased(p * 8.0)) * 0.8
        }),
        surface: Box::new(move |p, n| {
            let stone = V::web(0x5f5d4c) * mottled(p, 0.25, 0.4) * mottled(p, 0.012, 0.5);
            let lichen = step(0.22, 0.4, rough(p * 9.0, 4)) * 0.5;
            let moss = step(0.035, 0.0, joint(p) + 0.03 * rough(p * 30.0, 3)).max(step(0.5, 0.1, n.1) * 0.5);
            let colour = stone.mix(V::web(0x74776a), lichen).mix(V::web(0x55692f) * mottled(p, 0.006, 0.8), moss);
            Surface::matt(colour)
        }),
    }
}

/// Blades that stand before the wall, from the back to the front.
pub fn draw_grass(photo: &mut Canvas) {
    let (width, height) = (photo.width as f32, photo.height as f32);
    const BLADES: i32 = 420;
    for i in 0..BLADES {
        let random = |k| hash(i, k, 77);
        let near = i as f32 / BLADES as f32;
        let foot = (width * (random(0) * 1.1 - 0.05), height * 1.02);
        let long = height * (0.05 + 0.13 * random(1) * random(2) + 0.04 * near);
        let lean = (random(3) - 0.5) * 0.9 * long;
        let point = |t: f32| (foot.0 + lean * t * t, foot.1 - long * t);
        let colour = V(0.2, 0.33, 0.1).mix(V(0.55, 0.68, 0.27), 0.7 * random(4) + 0.3 * near);
        for step in 0..10 {
            let t = step as f32 / 10.0;
            let shade = colour * (0.55 + 0.5 * t);
            photo.path(&[point(t), point(t + 0.1)], width * 0.0052 * (1.0 - 0.85 * t), shade);
        }
    }
}
