//! Points, directions and linear colours: three numbers each.

use std::ops::{Add, Mul, Sub};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct V(pub f32, pub f32, pub f32);

impl V {
    pub const BLACK: Self = Self(0.0, 0.0, 0.0);

    pub fn all(value: f32) -> Self {
        Self(value, value, value)
    }

    /// A colour as the web writes it, made linear.
    pub fn web(rgb: u32) -> Self {
        let channel = |shift: u32| ((rgb >> shift & 255) as f32 / 255.0).powf(2.2);
        Self(channel(16), channel(8), channel(0))
    }

    pub fn dot(self, other: Self) -> f32 {
        self.0 * other.0 + self.1 * other.1 + self.2 * other.2
    }

    pub fn cross(self, other: Self) -> Self {
        Self(
            self.1 * other.2 - self.2 * other.1,
            self.2 * other.0 - self.0 * other.2,
            self.0 * other.1 - self.1 * other.0,
        )
    }

    pub fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    pub fn unit(self) -> Self {
        self * (1.0 / self.length().max(1e-9))
    }

    pub fn map(self, each: impl Fn(f32) -> f32) -> Self {
        Self(each(self.0), each(self.1), each(self.2))
    }

    /// From this one at 0 to the other at 1.
    pub fn mix(self, other: Self, share: f32) -> Self {
        self + (other - self) * share.clamp(0.0, 1.0)
    }

    /// Turned about the upright axis, in radians: the first axis goes away from the viewer.
    pub fn turned(self, angle: f32) -> Self {
        let (sin, cos) = angle.sin_cos();
        Self(self.0 * cos - self.2 * sin, self.1, self.0 * sin + self.2 * cos)
    }

    /// Turned about the axis from left to right: what is above comes nearer.
    pub fn tilted(self, angle: f32) -> Self {
        let (sin, cos) = angle.sin_cos();
        Self(self.0, self.1 * cos - self.2 * sin, self.1 * sin + self.2 * cos)
    }
}

impl Add for V {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0, self.1 + other.1, self.2 + other.2)
    }
}

impl Sub for V {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0, self.1 - other.1, self.2 - other.2)
    }
}

impl Mul<f32> for V {
    type Output = Self;

    fn mul(self, factor: f32) -> Self {
        Self(self.0 * factor, self.1 * factor, self.2 * factor)
    }
}

impl Mul for V {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0, self.1 * other.1, self.2 * other.2)
    }
}

/// 0 below `from`, 1 above `to`, smooth between; the other way round where `from` is larger.
pub fn step(from: f32, to: f32, x: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
