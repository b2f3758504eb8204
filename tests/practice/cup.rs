//! A cup of coffee on a saucer.

use crate::noise::rough;
use crate::scene::{Surface, Thing};
use crate::solid::cone;
use crate::vector::{V, step};

/// A cup with coffee, which stands at a place.
pub fn cup(at: V) -> Thing {
    Thing {
        centre: at + V(0.03, 0.06, 0.0),
        half: V(0.11, 0.065, 0.08),
        distance: Box::new(move |p| {
            let outer = cone(p, at + V(0.0, 0.012, 0.0), 0.095, (0.032, 0.05)) - 0.003;
            let hollow = cone(p, at + V(0.0, 0.085, 0.0), 0.05, (0.046, 0.05));
            let q = p - at - V(0.06, 0.064, 0.0);
            let handle = V(q.0.hypot(q.1 * 0.9) - 0.03, 0.0, q.2).length() - 0.007;
            outer.min(handle.max(0.035 - (p.0 - at.0).hypot(p.2 - at.2))).max(-hollow) * 0.9
        }),
        surface: Box::new(move |p, _| {
            let out = (p.0 - at.0).hypot(p.2 - at.2);
            if out < 0.0475 && p.1 < at.1 + 0.0865 && p.1 > at.1 + 0.08 {
                let foam = step(0.1, 0.5, rough(V(p.0 * 70.0, p.2 * 70.0, 1.0), 3) + step(0.03, 0.05, out));
                return Surface { gloss: 0.2, ..Surface::matt(V::web(0x4a2a16).mix(V::web(0xc79a68), foam)) };
            }
            let band = (0.045..0.06).contains(&(p.1 - at.1));
            Surface { gloss: 0.3, ..Surface::matt(if band { V::web(0xb4472f) } else { V::web(0xeeebe3) }) }
        }),
    }
}

pub fn saucer(at: V) -> Thing {
    Thing {
        centre: at + V(0.0, 0.01, 0.0),
        half: V(0.1, 0.02, 0.1),
        distance: Box::new(move |p| {
            let dish = cone(p, at + V(0.0, 0.002, 0.0), 0.014, (0.045, 0.085)) - 0.002;
            dish.max(-cone(p, at + V(0.0, 0.011, 0.0), 0.03, (0.05, 0.1))) * 0.85
        }),
        surface: Box::new(|_, _| Surface { gloss: 0.3, ..Surface::matt(V::web(0xeeebe3)) }),
    }
}
