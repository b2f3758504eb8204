//! What a cat wears: stripes, pale parts, eyes, nose and mouth.

use super::Cat;
use super::shape::{EYE, NOSE, head, ring, trunk};
use crate::noise::{rough, smooth};
use crate::scene::Surface;
use crate::vector::{V, step};

impl Cat {
    pub fn surface(&self, p: V) -> Surface {
        let p = self.in_body(p);
        let face = self.in_head(p);
        if let Some(eye) = self.eye(face) {
            return eye;
        }
        let of_head = step(0.02, -0.02, head(face) - trunk(p));
        let coat = self.body_coat(p).mix(self.head_coat(face), of_head);
        // Hairs: fine streaks along the way that fur lies.
        let away = face - V(0.0, 0.25, 0.28);
        let angle = away.1.atan2(away.0);
        let on_head = rough(V(angle * 26.0, away.length() * 120.0, away.2 * 60.0), 3);
        let on_body = rough(V(p.0 * 420.0, p.1 * 320.0, p.2 * 110.0), 3);
        let hairs = on_body + (on_head - on_body) * of_head;
        let clumps = rough(V(p.0 * 70.0, p.1 * 60.0, p.2 * 30.0), 2);
        let mut surface = Surface::matt(coat * (1.0 + 0.38 * hairs + 0.25 * clumps));
        surface.fuzz = 0.55;
        let nose = (face - NOSE).length();
        if nose < 0.0078 {
            let pink = V::web(0xb8786c) * (0.6 + 30.0 * nose);
            surface = Surface { gloss: 0.06, ..Surface::matt(pink) };
        }
        surface
    }

    fn body_coat(&self, p: V) -> V {
        let wave = smooth(p * 14.0) * 0.016 + smooth(p * 45.0) * 0.005;
        let along = p.2 + wave + 0.25 * (p.1 - 0.12).abs();
        let band = step(0.1, 0.75, (along * 135.0).sin() + 0.35 * smooth(p * 30.0));
        let upper = step(0.04, 0.12, p.1);
        let spine = step(0.02, 0.008, (p.0 + wave * 0.5).abs()) * step(0.19, 0.205, p.1);
        let coat = self.fur.mix(self.stripes, (band * upper * 0.8).max(spine * 0.8));
        let chest = step(0.045, 0.01, (V(p.0, p.1 - 0.11, p.2 - 0.215) * 0.7).length());
        let paws = step(0.27, 0.32, p.2 + wave);
        let belly = step(0.05, 0.015, p.1) * 0.4;
        let tail = ring(p).map_or(0.0, |along| step(0.0, 0.6, (along * 75.0).sin()) * 0.8);
        coat.mix(self.stripes, tail).mix(self.pale, chest.max(paws).max(belly))
    }

    fn head_coat(&self, p: V) -> V {
        let x = p.0.abs();
        let wave = smooth(p * 60.0) * 0.0025;
        // Lines on the forehead, and from the outer corners of the eyes over the cheeks.
        let brow = step(0.292, 0.305, p.1 + 0.3 * x);
        let forehead = step(0.1, 0.8, ((p.0 + wave) * 420.0).cos()) * brow * step(0.045, 0.03, x);
        let cheek = step(0.3, 0.9, ((p.1 + wave - 0.35 * (p.2 - 0.2)) * 330.0).sin())
            * step(0.042, 0.055, x)
            * step(0.30, 0.285, p.1);
        let mut coat = self.fur.mix(self.stripes, (forehead.max(cheek)) * 0.8);
        let muzzle = step(0.042, 0.024, (V(p.0 * 0.9, (p.1 - 0.234) * 1.1, p.2 - 0.285)).length());
        let around_eye = step(0.03, 0.024, (V(x, p.1 + 0.006, p.2) - EYE).length()) * 0.12;
        coat = coat.mix(self.pale, muzzle.max(around_eye).max(step(0.23, 0.21, p.1) * step(0.22, 0.26, p.2)));
        // The mouth: down from the nose, and out to both sides.
        let curve = 0.2385 - 9.0 * x * (0.021 - x).max(0.0) + 0.05 * x;
        let line = (p.1 - curve).abs() < 0.0011 && x < 0.021;
        let groove = x < 0.0009 && (0.238..0.248).contains(&p.1);
        if (line || groove) && p.2 > 0.27 {
            return V::web(0x5a3626);
        }
        let spot = |y: f32, z: f32| (V(x - 0.017, p.1 - y, (p.2 - z) * 0.3)).length() < 0.0009;
        if spot(0.243, 0.295) || spot(0.2465, 0.295) {
            return V::web(0x7a5038);
        }
        let ear = (V(x, p.1, p.2) - V(0.049, 0.335, 0.21)).length();
        let inside = step(0.034, 0.018, ear) * step(0.185, 0.2, p.2) * step(0.312, 0.325, p.1);
        coat.mix(V::web(0xb8694a), inside * 0.7)
    }

    /// The eye, where it is one.
    fn eye(&self, p: V) -> Option<Surface> {
        let side = p.0.signum();
        let q = V(p.0 * side, p.1, p.2) - EYE;
        if q.2 < -0.006 || q.length() > 0.026 {
            return None;
        }
        // Slanted: the outer corner is higher.
        let (across, up) = (q.0 * 0.96 + q.1 * 0.26, q.1 * 0.96 - q.0 * 0.26);
        if across.abs() > 0.0172 {
            return None;
        }
        let open = 0.0118 * (1.0 - (across / 0.0178).powi(2));
        let lid = up.abs() - if up > 0.0 { open * 0.78 } else { open };
        if lid > 0.0022 {
            return None;
        }
        if lid > 0.0 {
            return Some(Surface::matt(V::web(0x3a2417)));
        }
        let (x, y) = (q.0 - 0.0015, q.1);
        let pupil = (x / 0.006).hypot(y / 0.0112);
        let from_middle = x.hypot(y);
        let fibres = 1.0 + 0.25 * smooth(V(y.atan2(x) * 9.0, from_middle * 260.0, 0.0));
        let iris = self.iris * fibres * (0.55 + 60.0 * (from_middle - 0.003).clamp(0.0, 0.009));
        let shade = step(-0.001, -0.005, lid - if up > 0.0 { 0.0015 } else { 0.0 });
        let colour = if pupil < 1.0 { V::all(0.006) } else { iris };
        let glint = (p.0 - side * EYE.0 + 0.0048).hypot(p.1 - EYE.1 - 0.0052);
        let glow = V::all(1.6 * step(0.0034, 0.0022, glint));
        Some(Surface { glow, gloss: 0.5, ..Surface::matt(colour * (0.35 + 0.65 * shade)) })
    }
}
