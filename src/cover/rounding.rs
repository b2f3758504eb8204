//! From shapes to whole pixels.

/// Which pixels stand for a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Every pixel that it touches.
    Outward,
    /// Only those that lie wholly inside.
    Inward,
}

impl Rounding {
    pub fn opposite(self) -> Self {
        match self {
            Self::Outward => Self::Inward,
            Self::Inward => Self::Outward,
        }
    }

    /// The pixels of a row of `width` for the stretch from `x0` to `x1`, in pixels.
    pub fn span(self, (x0, x1): (f64, f64), width: u32) -> Option<(u32, u32)> {
        let (x0, x1) = match self {
            Self::Outward => (x0.floor(), x1.ceil()),
            Self::Inward => (x0.ceil(), x1.floor()),
        };
        // Numbers below zero become zero.
        let (x0, x1) = (x0 as u32, (x1 as u32).min(width));
        (x0 < x1).then_some((x0, x1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_become_pixels() {
        assert_eq!(Rounding::Outward.span((1.2, 3.1), 9), Some((1, 4)));
        assert_eq!(Rounding::Inward.span((1.2, 3.1), 9), Some((2, 3)));
        assert_eq!(Rounding::Inward.span((1.2, 2.9), 9), None);
        assert_eq!(Rounding::Outward.span((-5.0, 300.0), 9), Some((0, 9)));
        assert_eq!(Rounding::Outward.span((-5.0, -2.0), 9), None);
        assert_eq!(Rounding::Outward.span((10.0, 12.0), 9), None);
    }
}
