//! A cat in the grass: a photo that hides nothing and shows nothing telling.

use crate::camera::Camera;
use crate::cat::Cat;
use crate::country;
use crate::noise::{rough, smooth};
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
        things: vec![lawn(), cat().thing()],
        lamps: vec![Lamp { at: V(-0.55, 0.8, 0.5), colour: V(2.1, 1.9, 1.6), sharp: 14.0, far: true }],
        beyond: Box::new(country::garden),
        ambient: (V(0.5, 0.57, 0.6), V(0.24, 0.27, 0.17)),
    }
}

/// Short grass, with clover in it.
fn lawn() -> Thing {
    let (centre, half) = (V(0.0, -0.2, -1.0), V(5.0, 0.2, 3.0));
    Thing {
        centre,
        half: half + V::all(0.03),
        distance: Box::new(move |p| {
            let plain = block(p, centre, half, 0.0);
            if plain > 0.05 {
                return plain - 0.03;
            }
            let blades = smooth(V(p.0 * 150.0, p.1 * 25.0, p.2 * 110.0)) + 0.6 * smooth(V(p.0 * 60.0, 3.0, p.2 * 45.0));
            (plain - 0.005 * blades) * 0.6
        }),
        surface: Box::new(|p, _| {
            let deep = step(-0.012, 0.012, p.1 + 0.002);
            let fresh = V::web(0x45692a).mix(V::web(0x6f8f40), step(-0.4, 0.6, rough(p * 7.0, 3)));
            let dry = step(0.2, 0.6, rough(V(p.0 * 40.0, 0.0, p.2 * 40.0), 3));
            let green = fresh.mix(V::web(0x8a8a4c), dry * 0.5) * mottled(p, 0.004, 0.5);
            Surface::matt(green * (0.6 + 0.4 * deep))
        }),
    }
}
