//! A café table on a platform in the morning: a parcel with a label, a cup, a sign behind, hills.

use crate::camera::Camera;
use crate::country;
use crate::cup::{cup, saucer};
use crate::letters::Print;
use crate::noise::rough;
use crate::parcel::{self, parcel};
use crate::scene::{Lamp, Scene, Surface, Thing, mottled};
use crate::solid::{block, cone, limb};
use crate::vector::{V, step};

const TABLE: f32 = 0.74;
const PARCEL: V = V(-0.2, TABLE + parcel::HALF.1, -0.02);
const CUP: V = V(0.27, TABLE, 0.0);

pub fn camera() -> Camera {
    let at = V(0.04, 1.2, 0.98);
    Camera {
        at,
        towards: at + V(0.0, -0.2, -1.0),
        wide: 0.6,
        part: [0.0, 0.0, 1.0, 1.0],
        exposure: 0.95,
        balance: V(0.98, 1.0, 1.03),
    }
}

pub fn scene() -> Scene {
    let mut things = vec![table(), platform(), gravel(), rails(), board(), post(-0.35), post(1.15)];
    things.extend([parcel(PARCEL), cup(CUP), saucer(CUP), lamp_post()]);
    Scene {
        things,
        lamps: vec![Lamp { at: V(0.62, 0.55, 0.5), colour: V(2.1, 1.72, 1.3), sharp: 26.0, far: true }],
        beyond: Box::new(country::morning),
        ambient: (V(0.5, 0.56, 0.66), V(0.26, 0.24, 0.2)),
    }
}

fn table() -> Thing {
    let (centre, half) = (V(0.0, TABLE - 0.015, 0.05), V(0.75, 0.015, 0.42));
    Thing {
        centre,
        half,
        distance: Box::new(move |p| {
            let groove = 0.004 * step(0.02, 0.0, ((p.2 * 9.0).fract().abs() - 0.5).abs() / 9.0);
            block(p, centre, half, 0.006) + groove
        }),
        surface: Box::new(|p, _| {
            let plank = (p.2 * 9.0 + 0.5).floor();
            let rings = rough(V(p.0 * 2.5 + plank * 7.0, plank, p.2 * 45.0), 4);
            let wood =
                V::web(0xa9784a) * (1.0 + 0.45 * rings) * (1.0 + 0.12 * (plank * 2.4).sin()) * mottled(p, 0.01, 0.1);
            Surface { gloss: 0.1, ..Surface::matt(wood) }
        }),
    }
}

fn platform() -> Thing {
    Thing::block(V(0.0, -0.1, -0.6), V(14.0, 0.1, 2.6), 0.01, |p, _| {
        let (x, z) = ((p.0 * 1.6).fract().abs(), (p.2 * 1.6).fract().abs());
        let joint = if x < 0.02 || z < 0.02 { 0.6 } else { 1.0 };
        let line = (-2.75..-2.6).contains(&p.2);
        let colour = if line { V::web(0xe2ddd0) } else { V::web(0x8f8c86) * joint };
        Surface::matt(colour * mottled(p, 0.02, 0.2) * mottled(p, 0.6, 0.12))
    })
}

fn gravel() -> Thing {
    Thing::block(V(0.0, -0.75, -6.6), V(30.0, 0.2, 4.0), 0.0, |p, _| {
        Surface::matt(V::web(0x7d746a) * mottled(p, 0.05, 0.7))
    })
}

fn rails() -> Thing {
    Thing {
        centre: V(0.0, -0.48, -4.9),
        half: V(30.0, 0.1, 1.0),
        distance: Box::new(|p| {
            let rail = |z: f32| block(p, V(0.0, -0.46, z), V(30.0, 0.07, 0.035), 0.01);
            let sleeper = V((p.0 / 0.6).fract().abs() * 0.6 - 0.3, p.1, p.2);
            rail(-4.2).min(rail(-5.64)).min(block(sleeper, V(0.0, -0.55, -4.9), V(0.12, 0.03, 1.0), 0.01))
        }),
        surface: Box::new(|p, n| {
            let metal = p.1 > -0.5;
            let colour = if metal && n.1 > 0.7 { V::web(0xb9bcc0) } else { V::web(0x5b463a) };
            Surface { gloss: if metal { 0.3 } else { 0.0 }, ..Surface::matt(colour * mottled(p, 0.04, 0.2)) }
        }),
    }
}

/// The name of the station, white on blue.
fn board() -> Thing {
    let (centre, half) = (V(0.4, 1.52, -2.2), V(0.98, 0.2, 0.02));
    let print = Print::new(&[("PRACTICEVILLE", 0.15, -0.075)]);
    Thing::block(centre, half, 0.015, move |p, _| {
        let q = p - centre;
        let inked = print.inks(q.0, q.1, true, 1.3);
        let edge = (q.0.abs() - half.0 + 0.03).max(q.1.abs() - half.1 + 0.03).abs() < 0.007;
        let colour = if inked || edge { V::web(0xf4f3ee) } else { V::web(0x1f4d8f) * mottled(p, 0.05, 0.06) };
        Surface { gloss: 0.12, ..Surface::matt(colour) }
    })
}

fn post(x: f32) -> Thing {
    Thing::block(V(x, 0.86, -2.25), V(0.03, 0.88, 0.03), 0.02, |p, _| Surface {
        gloss: 0.2,
        ..Surface::matt(V::web(0x5f666c) * mottled(p, 0.03, 0.1))
    })
}

/// A lamp post beside the track.
fn lamp_post() -> Thing {
    Thing {
        centre: V(-1.9, 1.6, -2.4),
        half: V(0.35, 1.7, 0.2),
        distance: Box::new(|p| {
            let pole = cone(p, V(-2.0, 0.0, -2.4), 3.0, (0.05, 0.035));
            pole.min(cone(p, V(-2.0, 0.0, -2.4), 0.35, (0.08, 0.075))).min(limb(
                p,
                V(-2.0, 2.4, -2.4),
                V(-1.75, 2.55, -2.4),
                (0.018, 0.018),
            ))
        }),
        surface: Box::new(|p, _| Surface { gloss: 0.15, ..Surface::matt(V::web(0x2f4a44) * mottled(p, 0.03, 0.12)) }),
    }
}
