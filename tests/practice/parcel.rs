//! A parcel with an address and a code on it.

use crate::code;
use crate::letters::Print;
use crate::noise::{rough, smooth};
use crate::scene::{Surface, Thing, mottled};
use crate::solid::block;
use crate::vector::V;

/// Half its sides.
pub const HALF: V = V(0.2, 0.105, 0.13);
const TURN: f32 = 0.3;

/// Cardboard with tape and an address label.
pub fn parcel(centre: V) -> Thing {
    let half = HALF;
    let print = Print::new(&[
        ("TO", 0.0075, 0.055),
        ("A. Practice", 0.014, 0.029),
        ("Pretend Inn", 0.012, 0.008),
        ("Room 12", 0.012, -0.012),
        ("12 Elm Lane", 0.012, -0.034),
        ("PRACTICEVILLE", 0.0115, -0.058),
    ]);
    let local = move |p: V| (p - centre).turned(TURN);
    Thing {
        centre,
        half: V(0.25, half.1 + 0.01, 0.2),
        distance: Box::new(move |p| {
            let q = local(p);
            let worn = 0.0012 * smooth(q * 30.0) + 0.002 * smooth(q * 9.0);
            block(q, V::BLACK, half, 0.006) * 0.9 - worn * 0.8
        }),
        surface: Box::new(move |p, _| {
            let q = local(p);
            let on_front = q.2 > half.2 - 0.008;
            if on_front && (q.0 - 0.01).abs() < 0.152 && (q.1 + 0.006).abs() < 0.076 {
                return Surface { gloss: 0.05, ..Surface::matt(label(q + V(-0.01, 0.006, 0.0), &print)) };
            }
            let tape = q.2.abs() < 0.026 && q.1 > 0.0 || q.0.abs() < 0.026 && on_front && q.1 > 0.05;
            let fibre = 1.0 + 0.12 * rough(V(q.0 * 240.0, q.1 * 24.0, q.2 * 240.0), 3);
            let flutes = 1.0 + 0.02 * (q.0 * 900.0).sin();
            let card = V::web(0xb98d5c) * fibre * flutes * mottled(q, 0.05, 0.14);
            let seam = q.2.abs() < 0.001 && q.1 > half.1 - 0.004;
            if tape {
                Surface { gloss: 0.3, ..Surface::matt(card.mix(V::web(0xd9b98a), 0.55)) }
            } else {
                Surface::matt(card * if seam { 0.4 } else { 1.0 })
            }
        }),
    }
}

/// Paper with an address on the left and a code on the right; from its middle.
fn label(q: V, print: &Print) -> V {
    let paper = V::web(0xf3f1ea) * mottled(q, 0.03, 0.03);
    const SIDE: f32 = 0.136;
    let (x, y) = ((q.0 - 0.012) / SIDE, (SIDE / 2.0 - q.1) / SIDE);
    let coded = (0.0..1.0).contains(&x) && (0.0..1.0).contains(&y) && code::dark(x, y);
    let inked = print.inks(q.0 + 0.14, q.1, false, 1.1);
    let rule = (q.1 - 0.05).abs() < 0.0006 && (-0.14..0.0).contains(&q.0);
    if coded || inked || rule { V::all(0.02) } else { paper }
}
