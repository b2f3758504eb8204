//! Zoom and pan of the large picture: which part of it is where in the window. Points of the window are in egui's points, those of
//! the picture fractions of the upright picture.

/// How the picture lies in its area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewing {
    /// `None`: as large as fits. Else points of the window for one pixel of the picture.
    pub scale: Option<f32>,
    /// The point of the picture in the middle of the area.
    pub centre: (f64, f64),
}

impl Default for Viewing {
    fn default() -> Self {
        Self { scale: None, centre: (0.5, 0.5) }
    }
}

/// The most points of the window for one pixel.
const LARGEST: f32 = 8.0;
/// Pictures that fit are not shown larger than their pixels times this.
const LARGEST_FIT: f32 = 1.0;

/// Where a picture is made to fit, and the room around it in which it is seen as well when it is larger; in points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    pub width: f32,
    pub height: f32,
    /// On the left, above, on the right, below.
    pub around: [f32; 4],
}

impl Area {
    pub fn size(&self) -> (f32, f32) {
        (self.width, self.height)
    }

    /// The upper left and the lower right corner of all that is seen, from the corner of the area on.
    pub fn seen(&self) -> [(f32, f32); 2] {
        let [left, above, right, below] = self.around;
        [(-left, -above), (self.width + right, self.height + below)]
    }
}

/// A picture in an area of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// Left and upper edge of the picture, in points.
    pub left: f32,
    pub top: f32,
    /// Size of the picture, in points.
    pub width: f32,
    pub height: f32,
    /// Points for a pixel.
    pub scale: f32,
}

impl Viewing {
    /// The scale at which a picture of `size` pixels fits into `area` points.
    fn fitting(size: (u32, u32), area: (f32, f32)) -> f32 {
        let (w, h) = (size.0.max(1) as f32, size.1.max(1) as f32);
        (area.0 / w).min(area.1 / h).clamp(1e-4, LARGEST_FIT)
    }

    /// Where the picture lies in an area whose upper left corner is `origin`.
    pub fn place(&self, size: (u32, u32), origin: (f32, f32), area: (f32, f32)) -> Placement {
        let scale = self.scale.unwrap_or_else(|| Self::fitting(size, area));
        let (width, height) = (size.0 as f32 * scale, size.1 as f32 * scale);
        // A side that fits lies in the middle; one that does not leaves no gap at its edge.
        let along = |side: f32, area: f32, centre: f64| {
            if side <= area { (area - side) / 2.0 } else { (area / 2.0 - centre as f32 * side).clamp(area - side, 0.0) }
        };
        let left = origin.0 + along(width, area.0, self.centre.0);
        let top = origin.1 + along(height, area.1, self.centre.1);
        Placement { left, top, width, height, scale }
    }

    /// Larger or smaller by `factor`; the point `fixed` of the picture stays where it is in the window.
    pub fn zoom(&mut self, factor: f32, fixed: Option<(f64, f64)>, size: (u32, u32), area: (f32, f32)) {
        let fit = Self::fitting(size, area);
        let before = self.scale.unwrap_or(fit);
        let scale = (before * factor).clamp(fit.min(LARGEST), LARGEST);
        let fixed = fixed.unwrap_or(self.centre);
        let kept = f64::from(before / scale);
        self.centre.0 = (fixed.0 + (self.centre.0 - fixed.0) * kept).clamp(0.0, 1.0);
        self.centre.1 = (fixed.1 + (self.centre.1 - fixed.1) * kept).clamp(0.0, 1.0);
        self.scale = (scale > fit).then_some(scale);
    }

    /// Moves the middle by fractions of the picture.
    pub fn pan(&mut self, x: f64, y: f64) {
        self.centre = ((self.centre.0 + x).clamp(0.0, 1.0), (self.centre.1 + y).clamp(0.0, 1.0));
    }
}

impl Placement {
    /// The point of the picture under a point of the window; may lie outside 0..=1.
    pub fn image_from_screen(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from((x - self.left) / self.width.max(1e-3)), f64::from((y - self.top) / self.height.max(1e-3)))
    }

    /// The point of the window over a point of the picture.
    pub fn screen_from_image(&self, x: f64, y: f64) -> (f32, f32) {
        (self.left + x as f32 * self.width, self.top + y as f32 * self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (u32, u32) = (4000, 3000);
    const AREA: (f32, f32) = (800.0, 600.0);

    #[test]
    fn a_picture_that_fits_is_whole_and_in_the_middle() {
        let place = Viewing::default().place(SIZE, (10.0, 20.0), (1000.0, 600.0));
        assert_eq!((place.left, place.top, place.width, place.height), (110.0, 20.0, 800.0, 600.0));
    }

    #[test]
    fn the_point_under_the_pointer_stays_when_zooming() {
        let mut view = Viewing::default();
        let before = view.place(SIZE, (0.0, 0.0), AREA).screen_from_image(0.4, 0.6);
        view.zoom(3.0, Some((0.4, 0.6)), SIZE, AREA);
        let after = view.place(SIZE, (0.0, 0.0), AREA).screen_from_image(0.4, 0.6);
        assert!((before.0 - after.0).abs() < 0.5 && (before.1 - after.1).abs() < 0.5, "{before:?} {after:?}");
    }

    #[test]
    fn zooming_out_ends_where_the_picture_fits() {
        let mut view = Viewing::default();
        view.zoom(4.0, None, SIZE, AREA);
        assert!(view.scale.is_some());
        view.zoom(0.01, None, SIZE, AREA);
        assert_eq!(view.scale, None);
    }

    #[test]
    fn points_go_there_and_back() {
        let place = Viewing { scale: Some(0.7), centre: (0.2, 0.9) }.place(SIZE, (5.0, 6.0), AREA);
        let (x, y) = place.screen_from_image(0.25, 0.75);
        let (u, v) = place.image_from_screen(x, y);
        assert!((u - 0.25).abs() < 1e-5 && (v - 0.75).abs() < 1e-5);
    }

    #[test]
    fn panning_leaves_no_gap() {
        let view = Viewing { scale: Some(1.0), centre: (0.0, 1.0) };
        let place = view.place(SIZE, (0.0, 0.0), AREA);
        assert_eq!((place.left, place.top), (0.0, 600.0 - 3000.0));
    }
}
