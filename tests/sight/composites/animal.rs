//! Animals of ellipses and limbs, in a few poses, with coats.

use super::chance::{Chance, Noise};
use super::palettes::{COATS, Rgb, Tone};

enum Piece {
    /// Centre, half axes, angle.
    Ellipse((f32, f32), (f32, f32), f32),
    /// A limb between two points, with a radius at each.
    Limb((f32, f32), f32, (f32, f32), f32),
}

impl Piece {
    /// About the distance to the outline, negative inside.
    fn distance(&self, x: f32, y: f32) -> f32 {
        match *self {
            Self::Ellipse((cx, cy), (rx, ry), angle) => {
                let (s, c) = angle.sin_cos();
                let (u, v) = ((x - cx) * c + (y - cy) * s, (y - cy) * c - (x - cx) * s);
                let k = ((u / rx).powi(2) + (v / ry).powi(2)).sqrt();
                let slope = ((u / (rx * rx)).powi(2) + (v / (ry * ry)).powi(2)).sqrt();
                if slope < 1e-6 { -rx.min(ry) } else { k * (k - 1.0) / slope }
            }
            Self::Limb((ax, ay), ra, (bx, by), rb) => {
                let (dx, dy) = (bx - ax, by - ay);
                let t = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy).max(1e-6)).clamp(0.0, 1.0);
                (x - ax - t * dx).hypot(y - ay - t * dy) - (ra + (rb - ra) * t)
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Pattern {
    Plain,
    /// Bright belly, paws and face.
    Bicolour,
    Tabby,
    Patches,
    Pointed,
}

pub struct Animal {
    pieces: Vec<Piece>,
    tones: [Tone; 3],
    pattern: Pattern,
    frequency: f32,
    fur: f32,
    fur_angle: f32,
    fringe: f32,
    shading: f32,
    noise: Noise,
    scale: f32,
}

impl Animal {
    /// An animal around (0, 0), about `scale` pixels in half its length.
    pub fn new(chance: &mut Chance, scale: f32) -> Self {
        let mut pieces = pose(chance);
        let turn = chance.between(-0.25, 0.25);
        let mirrored = chance.whether(0.5);
        for piece in &mut pieces {
            place(piece, scale, turn, mirrored);
        }
        let tones = chance.one_of(COATS).map(|(colour, sd)| (jittered(chance, colour), sd));
        let patterns = [Pattern::Plain, Pattern::Bicolour, Pattern::Tabby, Pattern::Patches, Pattern::Pointed];
        Self {
            pieces,
            tones,
            pattern: *chance.one_of(&patterns),
            frequency: chance.between(4.0, 11.0),
            fur: chance.between(0.35, 1.1),
            fur_angle: chance.between(0.0, 3.1),
            fringe: chance.between(0.3, 2.2),
            shading: chance.between(0.0, 0.45),
            noise: Noise(chance.below(1 << 30) as u64),
            scale,
        }
    }

    /// About the distance to the outline, negative inside.
    pub fn distance(&self, x: f32, y: f32) -> f32 {
        let mut joined = f32::INFINITY;
        for piece in &self.pieces {
            joined = blended(joined, piece.distance(x, y), 0.08 * self.scale);
        }
        joined
            + self.fringe * self.noise.at(x * 0.55, y * 0.55)
            + 0.015 * self.scale * self.noise.at(x * 0.09, y * 0.09)
    }

    pub fn colour(&self, x: f32, y: f32) -> Rgb {
        let (u, v) = (x / self.scale, y / self.scale);
        let warp = self.noise.rough(u * 2.0, v * 2.0);
        let deep = -self.distance(x, y) / self.scale;
        let [main, second, third] = self.tones;
        let share = match self.pattern {
            Pattern::Plain => [0.5 + 0.5 * warp, 0.0],
            Pattern::Bicolour => [0.3, soft(v * 1.6 - 0.35 + 0.8 * warp)],
            Pattern::Tabby => [soft((self.frequency * (u + 0.35 * v + 0.3 * warp) * 2.0).sin() * 2.0), 0.0],
            Pattern::Patches => [soft(3.0 * warp), soft(4.0 * self.noise.at(u * 3.0 + 9.0, v * 3.0) - 1.0)],
            Pattern::Pointed => [soft(6.0 * (0.14 - deep)), 0.0],
        };
        let (s, c) = (self.fur_angle + 0.8 * warp).sin_cos();
        let (along, across) = (x * c + y * s, y * c - x * s);
        let hair = self.noise.at(along * 0.16, across * 0.75) + 0.6 * self.noise.at(along * 0.4, across * 1.3);
        let clump = self.noise.rough(along * 0.05, across * 0.09);
        let light = 1.0 - self.shading * (v + 0.3 - 2.0 * deep.min(0.2));
        let spread = blend(blend(main.1, second.1, share[0]), third.1, share[1]);
        std::array::from_fn(|i| {
            let base = blend(blend(main.0[i], second.0[i], share[0]), third.0[i], share[1]);
            base * light + spread * (self.fur * 0.6 * hair + 0.5 * clump)
        })
    }
}

fn blend(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

fn soft(v: f32) -> f32 {
    1.0 / (1.0 + (-3.0 * v).exp())
}

/// The smaller of two distances, rounded where they meet.
fn blended(a: f32, b: f32, radius: f32) -> f32 {
    if !a.is_finite() {
        return b;
    }
    let h = (radius - (a - b).abs()).max(0.0) / radius;
    a.min(b) - h * h * radius * 0.25
}

fn jittered(chance: &mut Chance, colour: Rgb) -> Rgb {
    let gain = chance.between(0.8, 1.2);
    colour.map(|v| v * gain + chance.between(-6.0, 6.0))
}

fn place(piece: &mut Piece, scale: f32, turn: f32, mirrored: bool) {
    let (s, c) = turn.sin_cos();
    let sign = if mirrored { -1.0 } else { 1.0 };
    let moved = |(x, y): (f32, f32)| {
        let (x, y) = (x * scale * sign, y * scale);
        (x * c - y * s, x * s + y * c)
    };
    match piece {
        Piece::Ellipse(centre, axes, angle) => {
            *centre = moved(*centre);
            *axes = (axes.0 * scale, axes.1 * scale);
            *angle = *angle * sign + turn;
        }
        Piece::Limb(a, ra, b, rb) => {
            (*a, *b) = (moved(*a), moved(*b));
            (*ra, *rb) = (*ra * scale, *rb * scale);
        }
    }
}

fn pose(chance: &mut Chance) -> Vec<Piece> {
    match chance.below(5) {
        0 => standing(chance),
        1 => sitting(chance),
        2 => lying(chance),
        3 => curled(chance),
        _ => stretched(chance),
    }
}

fn head(chance: &mut Chance, (x, y): (f32, f32), sizes: (f32, f32), pieces: &mut Vec<Piece>) {
    let r = chance.between(sizes.0, sizes.1);
    pieces.push(Piece::Ellipse((x, y), (r * chance.between(0.95, 1.15), r), 0.0));
    let (reach, wide) = (chance.between(1.25, 1.6), chance.between(0.28, 0.4));
    if chance.whether(0.7) {
        for side in [-1.0, 1.0] {
            pieces.push(Piece::Limb(
                (x + side * 0.5 * r, y - 0.6 * r),
                wide * r,
                (x + side * 0.75 * r, y - reach * r),
                0.06 * r,
            ));
        }
    } else {
        // A dog: hanging ears and a muzzle.
        for side in [-1.0, 1.0] {
            pieces.push(Piece::Ellipse((x + side * 1.0 * r, y + 0.1 * r), (0.32 * r, 0.7 * r), side * 0.2));
        }
        pieces.push(Piece::Ellipse((x + 0.3 * r, y + 0.7 * r), (0.55 * r, 0.4 * r), 0.2));
    }
}

fn tail(chance: &mut Chance, (x, y): (f32, f32), angle: f32, pieces: &mut Vec<Piece>) {
    let thick = chance.between(0.05, 0.11);
    let bend = chance.between(-0.5, 0.5);
    let (mut at, mut angle) = ((x, y), angle);
    for step in 0..4 {
        let next = (at.0 + 0.2 * angle.cos(), at.1 + 0.2 * angle.sin());
        let taper = 1.0 - 0.12 * step as f32;
        pieces.push(Piece::Limb(at, thick * taper, next, thick * (taper - 0.1)));
        at = next;
        angle += bend;
    }
}

fn standing(chance: &mut Chance) -> Vec<Piece> {
    let high = chance.between(0.22, 0.34);
    let mut pieces =
        vec![Piece::Ellipse((0.0, 0.0), (0.62, high), 0.0), Piece::Ellipse((0.5, -0.15), (0.25, 0.25), 0.6)];
    for x in [-0.48, -0.34, 0.34, 0.48] {
        let foot = x + chance.between(-0.12, 0.12);
        pieces.push(Piece::Limb((x, 0.1), 0.11, (foot, chance.between(0.52, 0.7)), 0.06));
    }
    head(chance, (0.72, -0.38), (0.2, 0.27), &mut pieces);
    let angle = chance.between(2.4, 4.2);
    tail(chance, (-0.56, -0.05), angle, &mut pieces);
    pieces
}

fn sitting(chance: &mut Chance) -> Vec<Piece> {
    let wide = chance.between(0.34, 0.48);
    let mut pieces = vec![
        Piece::Ellipse((0.0, 0.35), (wide, 0.5), 0.0),
        Piece::Ellipse((0.05, -0.05), (wide * 0.75, 0.45), 0.0),
        Piece::Limb((0.1, 0.2), 0.1, (0.14, 0.82), 0.08),
        Piece::Limb((-0.08, 0.2), 0.1, (-0.06, 0.82), 0.08),
    ];
    let aside = chance.between(-0.1, 0.15);
    head(chance, (aside, -0.58), (0.25, 0.34), &mut pieces);
    let angle = chance.between(2.3, 3.6);
    tail(chance, (-wide * 0.8, 0.7), angle, &mut pieces);
    pieces
}

fn lying(chance: &mut Chance) -> Vec<Piece> {
    let mut pieces = vec![
        Piece::Ellipse((0.0, 0.0), (0.75, chance.between(0.28, 0.4)), chance.between(-0.1, 0.1)),
        Piece::Ellipse((-0.45, 0.1), (0.3, 0.28), 0.0),
        Piece::Limb((0.45, 0.2), 0.12, (0.85, 0.32), 0.08),
        Piece::Limb((0.3, 0.22), 0.12, (0.62, 0.38), 0.08),
    ];
    head(chance, (0.68, -0.25), (0.22, 0.3), &mut pieces);
    let angle = chance.between(2.0, 4.0);
    tail(chance, (-0.68, 0.15), angle, &mut pieces);
    pieces
}

fn curled(chance: &mut Chance) -> Vec<Piece> {
    let mut pieces = vec![Piece::Ellipse((0.0, 0.0), (0.7, chance.between(0.5, 0.66)), chance.between(-0.3, 0.3))];
    head(chance, (0.35, 0.3), (0.24, 0.32), &mut pieces);
    pieces
}

/// Seen from above, legs away from the body.
fn stretched(chance: &mut Chance) -> Vec<Piece> {
    let mut pieces = vec![Piece::Limb((-0.45, 0.0), 0.26, (0.35, chance.between(-0.15, 0.15)), 0.22)];
    for (x, side) in [(-0.45, -1.0), (-0.45, 1.0), (0.3, -1.0), (0.3, 1.0)] {
        let foot = (x + chance.between(-0.3, 0.35), side * chance.between(0.4, 0.6));
        pieces.push(Piece::Limb((x, side * 0.12), 0.13, foot, 0.07));
    }
    head(chance, (0.68, 0.0), (0.22, 0.28), &mut pieces);
    let angle = chance.between(2.6, 3.7);
    tail(chance, (-0.66, 0.0), angle, &mut pieces);
    pieces
}
