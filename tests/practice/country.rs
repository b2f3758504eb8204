//! Hills, woods and a sky in daylight: colours by direction.

use crate::noise::{hash, rough, smooth};
use crate::vector::{V, step};

/// To the right, and up.
fn angles(direction: V) -> (f32, f32) {
    let level = direction.0.hypot(direction.2).max(1e-4);
    (direction.0.atan2(-direction.2), (direction.1 / level).clamp(-1.0, 2.0))
}

/// Hills behind a platform in the morning.
pub fn morning(direction: V) -> V {
    let (u, v) = angles(direction);
    let ridge = |base: f32, high: f32, size: f32, seed: f32| base + high * rough(V(u * size, seed, 3.5), 5);
    let under = |edge: f32| step(-0.0015, 0.0015, edge - v);
    let light = sky(u, v);
    let light = light.mix(V::web(0xa9bacb), under(ridge(0.13, 0.12, 3.0, 2.0)));
    let far = V::web(0x7f9a94) * (1.0 + 0.2 * rough(V(u * 40.0, v * 60.0, 1.0), 4));
    let light = light.mix(far, under(ridge(0.07, 0.1, 2.6, 6.0)));
    let meadows = V::web(0x7d9a52).mix(V::web(0xa9ab62), step(-0.1, 0.3, smooth(V(u * 9.0, v * 40.0, 4.0))));
    let light =
        light.mix(meadows * (1.0 + 0.2 * rough(V(u * 90.0, v * 200.0, 2.0), 3)), under(ridge(0.02, 0.05, 3.2, 9.0)));
    let crowns = -0.015
        + 0.028 * smooth(V(u * 7.0, 5.0, 0.0))
        + 0.018 * smooth(V(u * 38.0, 8.0, 0.0)).abs()
        + 0.006 * rough(V(u * 160.0, 1.0, 1.0), 3);
    let leaves = rough(V(u * 120.0, v * 120.0, 6.0), 4);
    let wood = V::web(0x3f5d34) * (1.0 + 0.9 * leaves + 6.0 * (v - crowns + 0.03).clamp(-0.05, 0.05));
    light.mix(wood, under(crowns))
}

fn sky(u: f32, v: f32) -> V {
    let clear = V::web(0xf3e3cb).mix(V::web(0xa9cbe6), step(0.02, 0.22, v)).mix(V::web(0x5f93cc), step(0.15, 0.8, v));
    let clouds = rough(V(u * 5.0, v * 16.0, 8.0), 6);
    clear.mix(V::web(0xfdf6ee) * 1.1, step(0.02, 0.45, clouds) * 0.75) * 1.15
}

/// A garden far out of focus: leaves, and discs of light as a lens makes them.
pub fn garden(direction: V) -> V {
    let (u, v) = angles(direction);
    let slow = |size: f32, seed: f32| smooth(V(u * size, v * size, seed));
    let green = V::web(0x4f7a3c).mix(V::web(0x93ad60), step(-0.8, 0.8, slow(4.0, 1.0) + 0.5 * slow(9.0, 2.0)));
    let shade = green.mix(V::web(0x29402c), step(-0.3, 0.9, slow(3.0, 3.0) + 0.4 * slow(8.0, 4.0)) * 0.8);
    let mut light = shade.mix(V::web(0xcfdcb4), step(0.0, 0.9, slow(3.0, 5.0) + 1.2 * v) * 0.6);
    for (layer, size) in [(1, 0.075), (2, 0.11), (3, 0.16)] {
        let (x, y) = (u / size + 0.37 * layer as f32, v / size);
        let random = |k| hash(x.floor() as i32, y.floor() as i32, layer * 10 + k);
        let (dx, dy) = (x - x.floor() - 0.35 - 0.3 * random(0), y - y.floor() - 0.35 - 0.3 * random(1));
        let disc = step(0.33, 0.25, dx.hypot(dy)) * step(0.45, 0.9, random(2) + 0.35 * slow(4.0, 7.0)) * 0.4;
        let tint = if random(3) > 0.86 { V::web(0xe3b3b4) } else { V::web(0xdfe8b6) };
        light = light.mix(tint, disc);
    }
    light
}
