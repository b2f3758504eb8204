//! A bed: a headboard, a mattress, pillows, and a duvet with a printed pattern.

use crate::noise::{creased, rough, smooth};
use crate::scene::{Surface, Thing, mottled};
use crate::solid::{block, join};
use crate::vector::{V, step};

/// Height of the duvet's top.
pub const TOP: f32 = 0.6;
const MIDDLE: f32 = 0.82;
const HALF: f32 = 0.95;

/// The bed with something lying at a place, which presses the duvet down.
pub fn things(weight_at: V) -> Vec<Thing> {
    vec![headboard(), sheet(), duvet(weight_at), pillow(MIDDLE - 0.43, 0.06, 3.0), pillow(MIDDLE + 0.43, -0.05, 8.0)]
}

fn headboard() -> Thing {
    let (centre, half) = (V(MIDDLE, 0.6, 0.06), V(0.98, 0.58, 0.06));
    Thing {
        centre,
        half: half + V::all(0.04),
        distance: Box::new(move |p| {
            // Upright channels with padding between the seams.
            let channel = ((p.0 * 6.2).fract() - 0.5).abs() * 2.0;
            let padding = 0.02 * (1.0 - channel.powi(3)) * step(1.19, 1.13, p.1);
            (block(p, centre, half, 0.03) - padding) * 0.75
        }),
        surface: Box::new(|p, _| {
            let velvet = V::web(0x5d5058) * mottled(p, 0.05, 0.25) * (1.0 + 0.06 * smooth(p * 700.0));
            Surface { fuzz: 0.35, ..Surface::matt(velvet) }
        }),
    }
}

fn white(p: V) -> Surface {
    Surface { fuzz: 0.1, ..Surface::matt(V::web(0xeeeae2) * (1.0 + 0.035 * smooth(p * 500.0))) }
}

fn sheet() -> Thing {
    let (centre, half) = (V(MIDDLE, 0.3, 1.1), V(HALF - 0.03, 0.25, 1.0));
    Thing {
        centre,
        half: half + V::all(0.03),
        distance: Box::new(move |p| {
            let folds = 0.008 * creased(V(p.0 * 5.0, p.1 * 5.0, p.2 * 5.0));
            (block(p, centre, half, 0.07) - folds) * 0.8
        }),
        surface: Box::new(|p, _| white(p)),
    }
}

fn pillow(x: f32, turn: f32, seed: f32) -> Thing {
    let centre = V(x, TOP + 0.2, 0.33);
    let (wide, high, thick) = (0.37, 0.235, 0.105);
    let local = move |p: V| (p - centre).turned(turn).tilted(-0.55);
    Thing {
        centre,
        half: V(0.46, 0.32, 0.32),
        distance: Box::new(move |p| {
            let q = local(p);
            let box_ = block(q, V::BLACK, V(wide, high, thick + 0.05), 0.02);
            if box_ > 0.03 {
                return box_;
            }
            let dent = 0.02 * smooth(V(q.0 * 4.0, q.1 * 4.0, seed));
            let (u, v) = (q.0 / wide, q.1 / high);
            // Corners stand out, sides are drawn in.
            let (u, v) = (u * (1.0 - 0.07 * (1.0 - v * v)).recip(), v * (1.0 - 0.1 * (1.0 - u * u)).recip());
            let full = ((1.0 - u.powi(4)).max(0.0) * (1.0 - v.powi(4)).max(0.0)).powf(0.6);
            let edge = (u.abs() - 1.0).max(v.abs() - 1.0) * high;
            let creases = 0.02 * creased(V(q.0 * 5.0 + seed, q.1 * 7.0, seed));
            let face = q.2.abs() - (thick + dent + creases) * full;
            -join(-face * 0.45, -edge * 0.6, 0.012) - 0.008
        }),
        surface: Box::new(|p, _| white(p)),
    }
}

fn duvet(weight_at: V) -> Thing {
    let (centre, half) = (V(MIDDLE, 0.31, 1.52), V(HALF, 0.29, 0.95));
    Thing {
        centre,
        half: half + V::all(0.1),
        distance: Box::new(move |p| {
            let plain = block(p, centre, half, 0.11);
            if plain > 0.14 {
                return plain - 0.1;
            }
            let height = folds(p, weight_at);
            // The turned-down end is thicker.
            let roll = 0.03 * step(0.92, 0.86, p.2) * step(0.5, 0.62, p.2);
            (plain - height - roll) * 0.55
        }),
        surface: Box::new(move |p, _| print(p)),
    }
}

fn folds(p: V, weight_at: V) -> f32 {
    let (dx, dz) = (p.0 - weight_at.0, p.2 - weight_at.2);
    let away = dx.hypot(dz);
    let slow = 0.045 * rough(V(p.0 * 2.6, p.1 * 1.5, p.2 * 2.6), 2);
    let hanging = step(TOP - 0.02, TOP - 0.2, p.1);
    let creases = 0.06 * creased(V(p.0 * 2.3 + p.2 * 0.9, p.1 * 0.6, p.2 * 2.0 - p.0 * 0.5));
    let fine = 0.024 * creased(V(p.0 * 5.5 - p.2 * 2.0, p.1, p.2 * 5.0 + p.0 * 2.0));
    let drape = hanging * 0.025 * (p.2 * 17.0 + p.0 * 9.0 + 2.0 * smooth(p * 3.0)).sin();
    let pressed = -0.035 * step(0.42, 0.1, away);
    let pulled =
        0.012 * (dz.atan2(dx) * 9.0 + 2.5 * smooth(p * 5.0)).sin() * step(0.55, 0.3, away) * step(0.1, 0.26, away);
    // Flat where something lies.
    let free = step(0.25, 0.5, away);
    slow + (fine + creases) * (0.25 + 0.75 * free) + drape + pressed + pulled
}

/// Rosettes and small diamonds on indigo; the turned-down end shows the white side.
fn print(p: V) -> Surface {
    let wobble = V(smooth(p * 4.0), 0.0, smooth(p * 4.0 + V::all(9.0))) * 0.007;
    // Around the edge of the bed the cloth goes down.
    let down = (TOP - 0.03 - p.1).max(0.0);
    let side = (p.0 - MIDDLE).signum();
    let (u, v) = (p.0 + side * down + wobble.0, p.2 + wobble.2);
    if v + 0.01 * smooth(p * 9.0) < 0.9 {
        return white(p);
    }
    const TILE: f32 = 0.21;
    let row = (v / TILE).floor();
    let shifted = u / TILE + 0.5 * row.rem_euclid(2.0);
    let (x, y) = (shifted.fract().rem_euclid(1.0) - 0.5, (v / TILE).fract() - 0.5);
    let (r, angle) = (x.hypot(y), y.atan2(x));
    let petals = 0.3 * (0.72 + 0.28 * (angle * 8.0).cos().abs().sqrt());
    let flower = step(0.012, -0.012, r - petals) * step(-0.012, 0.012, r - 0.115);
    let core = step(0.012, -0.012, r - 0.065);
    let ring = step(0.02, 0.006, (r - 0.37).abs());
    let (cx, cy) = (x.abs() - 0.5, y.abs() - 0.5);
    let diamond = step(0.012, -0.012, cx.abs() + cy.abs() - 0.085);
    let cream = flower.max(ring * 0.85).max(diamond);
    let ground = V::web(0x2c4a68).mix(V::web(0xd9d2c4), cream).mix(V::web(0xb9614f), core);
    let vein = step(0.03, 0.0, (angle * 4.0).sin().abs() * r) * flower * 0.25;
    let weave = 1.0
        + 0.05 * smooth(V(p.0 * 900.0, p.1 * 300.0, p.2 * 300.0))
        + 0.05 * smooth(V(p.0 * 300.0, p.1 * 300.0, p.2 * 900.0));
    Surface { fuzz: 0.12, ..Surface::matt(ground.mix(V::web(0x2c4a68), vein) * weave) }
}
