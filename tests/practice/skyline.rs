//! A town at dusk below hills, as seen through a window: colours by direction.

use crate::noise::{hash, rough};
use crate::vector::{V, step};

/// The light that comes from a direction away from the room.
pub fn dusk(direction: V) -> V {
    if direction.2 > -0.05 {
        return V(0.10, 0.085, 0.07);
    }
    let (u, v) = (direction.0 / -direction.2, direction.1 / -direction.2);
    let mut light = sky(u, v);
    let ridge = |base: f32, size: f32, high: f32, seed: f32| base + high * rough(V(u * size, seed, 0.5), 4);
    light = light.mix(V::web(0x6f7fa8) * 0.75, step(-0.0012, 0.0012, ridge(0.052, 9.0, 0.05, 3.0) - v));
    light = light.mix(V::web(0x4a5878) * 0.6, step(-0.001, 0.001, ridge(0.012, 7.0, 0.03, 7.0) - v));
    for (layer, (wide, low, high, tone)) in
        [(0.03, -0.05, 0.075, 0x5d6a88), (0.05, -0.1, 0.085, 0x434d69), (0.085, -0.2, 0.12, 0x2c334a)]
            .into_iter()
            .enumerate()
    {
        light = houses(light, u, v, layer as i32, (wide, low, high), V::web(tone));
    }
    light
}

fn sky(u: f32, v: f32) -> V {
    let high = step(-0.02, 0.24, v);
    let clear =
        V::web(0xf3b98a).mix(V::web(0x9aa0c8), step(0.0, 0.45, high)).mix(V::web(0x4a68a8), step(0.4, 1.0, high));
    let clouds = rough(V(u * 9.0, v * 40.0, 2.0), 5);
    clear.mix(V::web(0xf6c9b0), step(0.05, 0.5, clouds) * 0.6) * 0.95
}

fn houses(behind: V, u: f32, v: f32, layer: i32, (wide, low, high): (f32, f32, f32), tone: V) -> V {
    let column = (u / wide).floor();
    let of = |k: i32| hash(column as i32, layer, k);
    let across = (u / wide).fract().rem_euclid(1.0);
    let inset = 0.06 * of(1);
    let mut top = low + high * (0.25 + 0.75 * of(2));
    // Some have a gable, a few a tower.
    let kind = of(3);
    if kind > 0.72 {
        top += (0.5 - (across - 0.5).abs()) * wide * 0.9;
    } else if kind < 0.2 {
        top += if (across - 0.5).abs() < 0.12 { high * 0.2 + (0.12 - (across - 0.5).abs()) * wide * 6.0 } else { 0.0 };
    }
    if v > top || across < inset || across > 1.0 - inset {
        return behind;
    }
    let wall = tone * (0.8 + 0.45 * of(4)) * (0.9 + 0.25 * across);
    let (columns, rows) = (4.0 + (of(5) * 3.0).floor(), wide / 4.5);
    let (wx, wy) = (across * columns, (top - v) / rows);
    let lit = hash((column * 31.0 + wx.floor()) as i32, wy.floor() as i32, layer + 9);
    let pane = (0.25..0.75).contains(&wx.fract()) && (0.25..0.72).contains(&wy.fract()) && wy > 0.6;
    if pane && lit > 0.8 {
        return V::web(0xffd08a) * (0.8 + 1.1 * (lit - 0.8) * 5.0);
    }
    if pane { wall * 0.72 } else { wall }
}
