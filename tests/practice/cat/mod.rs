//! A cat that lies with its head up: its shape, its fur and its face.

mod coat;
mod shape;

use self::shape::{EYE, NECK, NOSE, head, trunk};
use crate::scene::Thing;
use crate::solid::join;
use crate::vector::{V, step};

/// Where it lies, how it is turned and what it wears.
#[derive(Debug, Clone, Copy)]
pub struct Cat {
    pub at: V,
    pub size: f32,
    /// Of the body, of the head beside it, and of the head's nod; in radians.
    pub turn: f32,
    pub look: f32,
    pub nod: f32,
    pub fur: V,
    pub stripes: V,
    pub pale: V,
    pub iris: V,
}

impl Cat {
    pub fn thing(self) -> Thing {
        Thing {
            centre: self.at + V(0.0, 0.18, 0.0) * self.size,
            half: V(0.42, 0.22, 0.42) * self.size,
            distance: Box::new(move |p| self.distance(p)),
            surface: Box::new(move |p, _| self.surface(p)),
        }
    }

    fn in_body(&self, p: V) -> V {
        ((p - self.at) * (1.0 / self.size)).turned(self.turn)
    }

    fn in_head(&self, body: V) -> V {
        (body - NECK).turned(self.look).tilted(self.nod) + NECK
    }

    /// From a place of the head to the scene.
    fn seen_from_head(&self, p: V) -> V {
        let body = (p - NECK).tilted(-self.nod).turned(-self.look) + NECK;
        body.turned(-self.turn) * self.size + self.at
    }

    fn distance(&self, p: V) -> f32 {
        let p = self.in_body(p);
        let face = self.in_head(p);
        let around_head = (face - V(0.0, 0.29, 0.225)).length() - 0.12;
        if around_head > 0.08 {
            return trunk(p).min(around_head) * 0.9 * self.size;
        }
        join(trunk(p), head(face), 0.035) * 0.9 * self.size
    }

    /// Whether a place is on it, and where hair that grows there ends; bare places have none.
    pub fn hair(&self, place: V, normal: V, random: [f32; 3]) -> Option<V> {
        let p = self.in_body(place);
        let face = self.in_head(p);
        let on_head = head(face) < trunk(p);
        let side = V(face.0.abs(), face.1, face.2);
        if self.distance(place) > 0.004 || (side - EYE).length() < 0.021 || (face - NOSE).length() < 0.013 {
            return None;
        }
        let body = if p.2 > 0.1 && p.1 < 0.2 { V(0.0, -1.0, 0.2) } else { V(0.0, -0.4, -1.0) };
        let muzzle = step(0.02, 0.1, (face - NOSE).length());
        let from_nose = (face - NOSE).tilted(-self.nod).turned(-self.look);
        let flow = if on_head { from_nose } else { body }.unit().turned(-self.turn);
        let jitter = V(random[0] - 0.5, random[1] - 0.5, random[2] - 0.5) * 0.7;
        let paw = step(0.2, 0.27, p.2);
        let long = if on_head { 0.004 + 0.01 * muzzle } else { 0.015 - 0.01 * paw } * (0.6 + 0.8 * random[1]);
        let along = flow - normal * flow.dot(normal) + normal * 0.3 + jitter;
        Some(place + along.unit() * (long * self.size))
    }

    /// Whiskers and brow hairs, each as points in the scene.
    pub fn whiskers(&self) -> Vec<Vec<V>> {
        let mut all = Vec::new();
        for side in [-1.0, 1.0] {
            for k in 0..7 {
                let k = k as f32;
                let root = V(0.018 * side, 0.239 + 0.0022 * (k % 4.0), 0.292);
                let out = 0.068 + 0.012 * (k * 1.7).sin();
                let rise = 0.028 - 0.0085 * k;
                let point = |t: f32| root + V(side * out * t, rise * t - 0.022 * t * t, -0.035 * t * t);
                all.push((0..=12).map(|i| self.seen_from_head(point(i as f32 / 12.0))).collect());
            }
            for k in 0..3 {
                let k = k as f32;
                let root = V((0.026 + 0.006 * k) * side, 0.296, 0.262);
                let point = |t: f32| root + V(side * 0.016 * t * (0.4 + k * 0.5), 0.05 * t - 0.012 * t * t, 0.012 * t);
                all.push((0..=8).map(|i| self.seen_from_head(point(i as f32 / 8.0))).collect());
            }
        }
        all
    }
}
