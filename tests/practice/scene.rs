//! A scene of things with lamps, and the light that reaches a camera from it.

use crate::noise;
use crate::solid::block;
use crate::vector::{V, step};

/// How a place of a thing looks.
#[derive(Debug, Clone, Copy)]
pub struct Surface {
    pub colour: V,
    /// Light of its own.
    pub glow: V,
    /// A mirror's share at a steep angle.
    pub gloss: f32,
    /// Soft brightness at the rim: fur, velvet.
    pub fuzz: f32,
}

impl Surface {
    pub fn matt(colour: V) -> Self {
        Self { colour, glow: V::BLACK, gloss: 0.0, fuzz: 0.0 }
    }
}

/// Something solid, with a box around it.
pub struct Thing {
    pub centre: V,
    pub half: V,
    pub distance: Box<dyn Fn(V) -> f32 + Sync>,
    /// For a place on it and the direction that it faces.
    pub surface: Box<dyn Fn(V, V) -> Surface + Sync>,
}

impl Thing {
    /// A block with rounded edges.
    pub fn block(centre: V, half: V, rounded: f32, surface: impl Fn(V, V) -> Surface + Sync + 'static) -> Self {
        let distance = Box::new(move |p| block(p, centre, half, rounded));
        Self { centre, half, distance, surface: Box::new(surface) }
    }

    /// To the box around it.
    fn bound(&self, p: V) -> f32 {
        ((p - self.centre).map(f32::abs) - self.half).map(|v| v.max(0.0)).length()
    }
}

pub struct Lamp {
    pub at: V,
    pub colour: V,
    /// Sharpness of its shadows; 0: it makes none.
    pub sharp: f32,
    /// It shines alike everywhere, as the sun does; else it fades with the distance.
    pub far: bool,
}

pub struct Scene {
    pub things: Vec<Thing>,
    pub lamps: Vec<Lamp>,
    /// What is seen in a direction where nothing is.
    pub beyond: Box<dyn Fn(V) -> V + Sync>,
    /// Light from above and from below.
    pub ambient: (V, V),
}

const FARTHEST: f32 = 40.0;

impl Scene {
    /// To the nearest thing; things whose boxes are farther than `reach` count as their boxes.
    fn distance(&self, p: V, reach: f32) -> f32 {
        let mut least = FARTHEST;
        for thing in &self.things {
            let bound = thing.bound(p);
            if bound < least {
                least = least.min(if bound > reach { bound } else { (thing.distance)(p) });
            }
        }
        least
    }

    /// How far a ray comes.
    pub fn hit(&self, from: V, direction: V) -> Option<f32> {
        let mut t = 0.0;
        for _ in 0..260 {
            let d = self.distance(from + direction * t, 0.02);
            if d < 0.00025 * t {
                return Some(t);
            }
            t += d * 0.9;
            if t > FARTHEST {
                return None;
            }
        }
        Some(t)
    }

    pub fn normal(&self, p: V, size: f32) -> V {
        let corners = [V(1.0, -1.0, -1.0), V(-1.0, -1.0, 1.0), V(-1.0, 1.0, -1.0), V(1.0, 1.0, 1.0)];
        corners.into_iter().fold(V::BLACK, |sum, c| sum + c * self.distance(p + c * size, 0.1)).unit()
    }

    /// How much of a lamp is seen, 0..1.
    fn lit(&self, p: V, to: V, length: f32, sharp: f32) -> f32 {
        let (mut t, mut seen) = (0.012, 1.0f32);
        for _ in 0..40 {
            let d = self.distance(p + to * t, 0.15);
            seen = seen.min(0.5 + 0.5 * sharp * d / t);
            if seen < 0.0 {
                return 0.0;
            }
            t += d.clamp(0.012, 0.4);
            if t > length {
                break;
            }
        }
        step(0.0, 1.0, seen)
    }

    /// How open a place is, 0..1.
    fn open(&self, p: V, normal: V) -> f32 {
        let mut closed = 0.0;
        for (step, weight) in [(0.012, 0.35), (0.04, 0.3), (0.1, 0.28), (0.22, 0.22)] {
            closed += weight * (1.0 - (self.distance(p + normal * step, 0.25) / step).clamp(0.0, 1.0));
        }
        (1.0 - closed).max(0.0)
    }

    /// Light that comes along a ray, and how far it came.
    pub fn seen(&self, from: V, direction: V) -> (V, f32) {
        let Some(t) = self.hit(from, direction) else { return ((self.beyond)(direction), FARTHEST) };
        let p = from + direction * t;
        let nearest = |a: &&Thing, b: &&Thing| (a.distance)(p).total_cmp(&(b.distance)(p));
        let Some(thing) = self.things.iter().filter(|thing| thing.bound(p) < 0.02).min_by(nearest) else {
            return ((self.beyond)(direction), t);
        };
        let normal = self.normal(p, (0.0006 * t).max(0.0004));
        let surface = (thing.surface)(p, normal);
        (self.shaded(p, normal, direction, &surface), t)
    }

    fn shaded(&self, p: V, normal: V, direction: V, surface: &Surface) -> V {
        let facing = (-normal.dot(direction)).max(0.0);
        let rim = (1.0 - facing).powi(3);
        let open = self.open(p, normal);
        let (above, below) = self.ambient;
        let around = below.mix(above, 0.5 + 0.5 * normal.1) * open;
        let mut light = surface.colour * around + around * (surface.fuzz * rim * 0.5);
        let mirrored = direction + normal * (2.0 * facing);
        for lamp in &self.lamps {
            let way = lamp.at - p;
            let (length, to) = if lamp.far { (6.0, lamp.at.unit()) } else { (way.length() - 0.05, way.unit()) };
            let wrapped = (normal.dot(to) + surface.fuzz * 0.25) / (1.0 + surface.fuzz * 0.25);
            if wrapped <= 0.0 {
                continue;
            }
            let falls = if lamp.far { 1.0 } else { 1.0 / (length * length).max(0.02) };
            let seen = if lamp.sharp > 0.0 { self.lit(p + normal * 0.004, to, length, lamp.sharp) } else { 1.0 };
            let lit = seen * falls;
            let shine = surface.gloss * mirrored.dot(to).max(0.0).powi(40) * 6.0;
            light =
                light + (surface.colour + V::all(shine + surface.fuzz * rim * 0.25)) * lamp.colour * (wrapped * lit);
        }
        let mirror = surface.gloss * (0.04 + 0.6 * rim);
        light + (self.beyond)(mirrored) * (mirror * open) + surface.glow
    }
}

/// Uneven brightness of a material, about 1.
pub fn mottled(p: V, size: f32, strength: f32) -> f32 {
    1.0 + strength * noise::rough(p * (1.0 / size), 4)
}
