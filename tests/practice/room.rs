//! A hotel room in the evening: a window, a lamp, a sign, a bed, and a cat on it.

use crate::bed;
use crate::camera::Camera;
use crate::cat::Cat;
use crate::letters::Print;
use crate::noise::{rough, smooth};
use crate::scene::{Lamp, Scene, Surface, Thing, mottled};
use crate::skyline;
use crate::solid::{ball, block, cone};
use crate::vector::{V, step};

const WINDOW: (V, V) = (V(-0.9, 1.4, 0.0), V(0.42, 0.5, 0.5));
const LAMP: V = V(-0.33, 0.5, 0.27);

pub fn cat() -> Cat {
    Cat {
        at: V(0.47, bed::TOP - 0.005, 1.2),
        size: 1.36,
        turn: -0.80,
        look: 0.44,
        nod: 0.16,
        fur: V::web(0xcf8440),
        stripes: V::web(0x8f4a18),
        pale: V::web(0xecc795),
        iris: V::web(0x9aa53a),
    }
}

/// The whole room; the photo keeps `KEPT` of it.
pub fn camera(part: [f32; 4]) -> Camera {
    let at = V(0.1, 1.4, 2.72);
    Camera { at, towards: at + V(0.105, -0.265, -1.0), wide: 0.69, part, exposure: 1.0, balance: V(0.96, 1.0, 1.1) }
}

pub const KEPT: [f32; 4] = [0.0, 0.1, 0.8, 0.9];
pub const WHOLE: [f32; 4] = [0.0, 0.0, 1.0, 1.0];

pub fn scene() -> Scene {
    let mut things =
        vec![wall(), floor(), frame(), curtain(-1.42, 2.0), curtain(-0.42, 5.0), sign(), notice(), stand()];
    things.extend([lamp_foot(), shade(), cat().thing()]);
    things.extend(bed::things(cat().at));
    Scene {
        things,
        lamps: vec![
            Lamp { at: V(-0.75, 2.15, 2.35), colour: V(2.9, 2.45, 1.95), sharp: 7.0, far: false },
            Lamp { at: LAMP + V(0.04, 0.43, 0.24), colour: V(0.42, 0.29, 0.16), sharp: 6.0, far: false },
            Lamp { at: LAMP + V(0.0, 0.66, 0.0), colour: V(0.26, 0.18, 0.1), sharp: 0.0, far: false },
            Lamp { at: V(-0.95, 1.5, 0.25), colour: V(0.3, 0.38, 0.52), sharp: 0.0, far: false },
        ],
        beyond: Box::new(skyline::dusk),
        ambient: (V(0.27, 0.255, 0.24), V(0.12, 0.105, 0.095)),
    }
}

fn wall() -> Thing {
    let (centre, half) = (V(0.0, 1.5, -0.15), V(6.0, 3.0, 0.15));
    Thing {
        centre,
        half,
        distance: Box::new(move |p| block(p, centre, half, 0.0).max(-block(p, WINDOW.0, WINDOW.1, 0.0))),
        surface: Box::new(|p, _| {
            let stripe = 1.0 + 0.035 * step(-0.2, 0.2, (p.0 * 55.0).sin());
            let plaster = V::web(0xc9b79c) * stripe * mottled(p, 0.02, 0.06) * mottled(p, 0.5, 0.08);
            Surface::matt(plaster)
        }),
    }
}

fn floor() -> Thing {
    Thing::block(V(0.0, -0.1, 2.0), V(6.0, 0.1, 4.0), 0.0, |p, _| {
        Surface::matt(V::web(0x6d5f52) * mottled(p, 0.01, 0.3))
    })
}

/// Painted wood around the panes, a bar across, a sill.
fn frame() -> Thing {
    let (centre, half) = WINDOW;
    Thing {
        centre,
        half: half + V(0.1, 0.1, 0.0),
        distance: Box::new(move |p| {
            let q = V(p.0 - centre.0, p.1 - centre.1, p.2 + 0.12);
            let bar = |x: f32, y: f32, half: V| block(q, V(x, y, 0.0), half, 0.006);
            let mut d = bar(0.0, 0.0, V(0.025, half.1, 0.03)).min(bar(0.0, 0.16, V(half.0, 0.017, 0.025)));
            for side in [-1.0, 1.0] {
                d = d.min(bar(side * (half.0 - 0.03), 0.0, V(0.035, half.1, 0.035)));
                d = d.min(bar(0.0, side * (half.1 - 0.03), V(half.0, 0.035, 0.035)));
            }
            d.min(block(q, V(0.0, -half.1 - 0.012, 0.12), V(half.0 + 0.05, 0.018, 0.09), 0.008))
        }),
        surface: Box::new(|p, _| Surface { gloss: 0.08, ..Surface::matt(V::web(0xe9e4da) * mottled(p, 0.03, 0.04)) }),
    }
}

fn curtain(x: f32, seed: f32) -> Thing {
    let (centre, half) = (V(x, 1.25, 0.12), V(0.15, 0.95, 0.035));
    Thing {
        centre,
        half: half + V(0.06, 0.0, 0.06),
        distance: Box::new(move |p| {
            let sway = 0.012 * smooth(V(p.1 * 2.2, seed, 0.0));
            let fold = 0.03 * ((p.0 + sway) * 62.0 + seed + 1.3 * smooth(V(p.0 * 9.0, p.1 * 0.8, seed))).sin();
            (block(p - V(0.0, 0.0, fold), centre, half - V(0.0, 0.0, 0.02), 0.012)) * 0.42
        }),
        surface: Box::new(|p, n| {
            let linen = V::web(0x9c6f74) * (1.0 + 0.06 * smooth(p * 600.0)) * mottled(p, 0.1, 0.12);
            Surface { fuzz: 0.2, glow: V(0.02, 0.016, 0.02) * (0.5 - n.0 * 0.5), ..Surface::matt(linen) }
        }),
    }
}

/// A board with raised gold letters.
fn sign() -> Thing {
    let (centre, half) = (V(1.05, 1.5, 0.015), V(0.33, 0.16, 0.015));
    let print =
        Print::new(&[("PRETEND INN", 0.062, 0.05), ("Room 12", 0.05, -0.035), ("Breakfast 7–10", 0.034, -0.105)]);
    Thing::block(centre, half, 0.012, move |p, _| {
        let q = p - centre;
        let inked = print.inks(q.0, q.1, true, 1.25);
        let edge = (q.0.abs() - half.0 + 0.02).max(q.1.abs() - half.1 + 0.02).abs() < 0.0025;
        let board = V::web(0x27364a) * mottled(p, 0.02, 0.1);
        let colour = if inked || edge { V::web(0xe6c98a) } else { board };
        Surface { gloss: 0.12, ..Surface::matt(colour) }
    })
}

/// A sheet of paper on the wall that the photo no longer shows.
fn notice() -> Thing {
    let (centre, half) = (V(2.02, 1.3, 0.003), V(0.26, 0.33, 0.003));
    let print =
        Print::new(&[("CALL ME", 0.085, 0.17), ("Robin", 0.075, 0.02), ("555", 0.1, -0.13), ("0112", 0.1, -0.27)]);
    Thing::block(centre, half, 0.0, move |p, _| {
        let q = p - centre;
        let inked = print.inks(q.0, q.1, true, 1.3);
        Surface::matt(if inked { V::web(0x1d2f6a) } else { V::web(0xf4f1e4) })
    })
}

fn wood(p: V) -> V {
    let ring = (p.1 * 60.0 + 3.0 * rough(V(p.0 * 3.0, p.1 * 14.0, p.2 * 3.0), 3)).sin();
    V::web(0x6e4a30) * (1.0 + 0.14 * ring) * mottled(p, 0.01, 0.12)
}

fn stand() -> Thing {
    Thing::block(V(-0.36, 0.25, 0.27), V(0.2, 0.25, 0.2), 0.012, |p, _| {
        let drawer = (p.1 - 0.34).abs() < 0.003;
        Surface { gloss: 0.1, ..Surface::matt(wood(p) * if drawer { 0.3 } else { 1.0 }) }
    })
}

fn lamp_foot() -> Thing {
    Thing {
        centre: LAMP + V(0.0, 0.14, 0.0),
        half: V(0.1, 0.16, 0.1),
        distance: Box::new(|p| {
            let body = ball(V(p.0, (p.1 - LAMP.1 - 0.1) * 0.75 + LAMP.1 + 0.1, p.2), LAMP + V(0.0, 0.1, 0.0), 0.075);
            body.min(cone(p, LAMP, 0.3, (0.012, 0.012))).min(cone(p, LAMP, 0.012, (0.06, 0.055)))
        }),
        surface: Box::new(|p, _| Surface { gloss: 0.35, ..Surface::matt(V::web(0x3f6f73) * mottled(p, 0.02, 0.15)) }),
    }
}

fn shade() -> Thing {
    Thing {
        centre: LAMP + V(0.0, 0.4, 0.0),
        half: V(0.16, 0.13, 0.16),
        distance: Box::new(|p| cone(p, LAMP + V(0.0, 0.29, 0.0), 0.22, (0.145, 0.105)) * 0.9),
        surface: Box::new(|p, n| {
            let height = p.1 - LAMP.1 - 0.38;
            let bright = 1.25 - 16.0 * height * height + 0.15 * n.2;
            let weave = 1.0 + 0.05 * smooth(V(p.0 * 300.0, p.1 * 300.0, p.2 * 300.0));
            let glow = V(0.8, 0.52, 0.27) * (bright * weave);
            Surface { glow, ..Surface::matt(V::web(0xe8d8b8)) }
        }),
    }
}
