//! Distances to solids, after Inigo Quilez: negative inside.

use crate::vector::V;

pub fn ball(p: V, centre: V, radius: f32) -> f32 {
    (p - centre).length() - radius
}

/// Exact at the surface, near it elsewhere.
pub fn egg(p: V, centre: V, radii: V) -> f32 {
    let q = p - centre;
    let scaled = V(q.0 / radii.0, q.1 / radii.1, q.2 / radii.2);
    let again = V(scaled.0 / radii.0, scaled.1 / radii.1, scaled.2 / radii.2);
    let length = scaled.length();
    length * (length - 1.0) / again.length().max(1e-6)
}

/// With rounded edges; `half` are half the sides.
pub fn block(p: V, centre: V, half: V, rounded: f32) -> f32 {
    let q = (p - centre).map(f32::abs) - half + V::all(rounded);
    q.map(|v| v.max(0.0)).length() + q.0.max(q.1).max(q.2).min(0.0) - rounded
}

/// A limb: round ends of two radii.
pub fn limb(p: V, from: V, to: V, radii: (f32, f32)) -> f32 {
    let (q, axis) = (p - from, to - from);
    let along = (q.dot(axis) / axis.dot(axis)).clamp(0.0, 1.0);
    (q - axis * along).length() - radii.0 - (radii.1 - radii.0) * along
}

/// Upright, between two heights, with a radius that changes from below to above.
pub fn cone(p: V, foot: V, height: f32, radii: (f32, f32)) -> f32 {
    let q = p - foot;
    let share = (q.1 / height).clamp(0.0, 1.0);
    let out = q.0.hypot(q.2) - radii.0 - (radii.1 - radii.0) * share;
    let over = (q.1 - height).max(-q.1);
    out.max(0.0).hypot(over.max(0.0)) + out.max(over).min(0.0)
}

/// Both, with a seam filled as wide as `soft`.
pub fn join(a: f32, b: f32, soft: f32) -> f32 {
    let h = (soft - (a - b).abs()).max(0.0) / soft;
    a.min(b) - h * h * soft * 0.25
}
