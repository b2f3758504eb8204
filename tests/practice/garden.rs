//! A cat on a garden wall: a photo that hides nothing and shows nothing telling.

use crate::camera::Camera;
use crate::cat::Cat;
use crate::country;
use crate::noise::{creased, rough};
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
