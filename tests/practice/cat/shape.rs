//! The shape of a cat: distances to its parts, from places of its body or of its head.

use crate::solid::{ball, egg, join, limb};
use crate::vector::V;

/// About which the head turns.
pub const NECK: V = V(0.0, 0.225, 0.165);
pub const NOSE: V = V(0.0, 0.2525, 0.297);
/// The left one; the right one is its mirror picture.
pub const EYE: V = V(0.0305, 0.272, 0.2645);
const EYE_RADIUS: f32 = 0.0178;

/// All but the head.
pub fn trunk(p: V) -> f32 {
    let m = V(p.0.abs(), p.1, p.2);
    let mut d = egg(p, V(0.0, 0.115, -0.03), V(0.098, 0.108, 0.185));
    d = join(d, egg(m, V(0.072, 0.085, -0.13), V(0.062, 0.09, 0.1)), 0.03);
    d = join(d, egg(m, V(0.052, 0.115, 0.1), V(0.05, 0.09, 0.075)), 0.04);
    d = join(d, egg(p, V(0.0, 0.125, 0.13), V(0.068, 0.095, 0.08)), 0.04);
    d = join(d, limb(p, V(0.0, 0.16, 0.13), V(0.0, 0.235, 0.175), (0.07, 0.052)), 0.04);
    d = join(d, egg(m, V(0.1, 0.028, -0.06), V(0.03, 0.028, 0.07)), 0.012);
    d = join(d, limb(m, V(0.055, 0.075, 0.13), V(0.048, 0.03, 0.27), (0.036, 0.027)), 0.025);
    d = join(d, egg(m, V(0.047, 0.026, 0.305), V(0.031, 0.025, 0.04)), 0.015);
    // Toes.
    let toe = |x: f32| egg(m, V(0.047 + x, 0.021, 0.336), V(0.0095, 0.015, 0.014));
    d = join(d, toe(-0.017).min(toe(0.0)).min(toe(0.017)), 0.007);
    join(d, tail(p).0, 0.02)
}

/// The tail comes around the right flank: its distance, and how far along it the place is.
fn tail(p: V) -> (f32, f32) {
    let points = [
        V(0.03, 0.05, -0.19),
        V(0.1, 0.036, -0.215),
        V(0.155, 0.03, -0.16),
        V(0.166, 0.028, -0.07),
        V(0.152, 0.027, 0.02),
        V(0.128, 0.027, 0.09),
        V(0.1, 0.027, 0.15),
    ];
    let mut nearest = (1.0f32, 0.0);
    let mut before = 0.0;
    for (i, pair) in points.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        let radius = |i: usize| 0.03 - 0.0016 * i as f32;
        let d = limb(p, from, to, (radius(i), radius(i + 1)));
        let length = (to - from).length();
        if d < nearest.0 {
            let along = ((p - from).dot(to - from) / (length * length)).clamp(0.0, 1.0);
            nearest = (d, before + along * length);
        }
        before += length;
    }
    nearest
}

/// How far along the tail a place of it is.
pub fn ring(p: V) -> Option<f32> {
    let (distance, along) = tail(p);
    (distance < 0.006 && along > 0.06).then_some(along)
}

pub fn head(p: V) -> f32 {
    let m = V(p.0.abs(), p.1, p.2);
    let mut d = egg(p, V(0.0, 0.268, 0.215), V(0.07, 0.06, 0.062));
    d = join(d, egg(m, V(0.036, 0.246, 0.228), V(0.04, 0.032, 0.036)), 0.025);
    d = join(d, ear(m), 0.014);
    d = join(d, limb(p, V(0.0, 0.282, 0.258), V(0.0, 0.256, 0.286), (0.019, 0.0105)), 0.018);
    d = join(d, egg(m, V(0.0135, 0.239, 0.279), V(0.019, 0.0145, 0.019)), 0.01);
    d = join(d, ball(p, V(0.0, 0.225, 0.273), 0.0145), 0.012);
    d = join(d, egg(p, V(0.0, 0.2525, 0.2925), V(0.008, 0.005, 0.005)), 0.005);
    // Sockets, and the eyes in them.
    let socket = ball(m, EYE + V(0.001, 0.0, 0.006), EYE_RADIUS * 0.98);
    d = -join(-d, socket, 0.008);
    d.min(ball(m, EYE - V(0.001, 0.0, 0.0062), EYE_RADIUS))
}

/// A hollow cone, wider than deep.
fn ear(m: V) -> f32 {
    let (foot, tip) = (V(0.042, 0.3, 0.2), V(0.064, 0.382, 0.192));
    let flat = |p: V, scale: f32| V(p.0, p.1, (p.2 - 0.2) * scale + 0.2);
    let outer = limb(flat(m, 1.5), foot, tip, (0.037, 0.0045)) * 0.7;
    let inner = limb(flat(m - V(0.0, 0.0, 0.018), 1.3), foot, tip - V(0.0, 0.006, 0.0), (0.028, 0.001)) * 0.7;
    -join(-outer, inner, 0.004)
}
