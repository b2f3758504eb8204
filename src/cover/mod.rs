//! Covers: which pixels of the upright picture are painted over, and with what.
//!
//! A [`Cover`] is data, in fractions of the picture; [`Mask::of`] makes pixels of a list of them, and [`Style::paint`] paints
//! these: for a preview and for the file alike. To add a shape: a variant of [`Shape`], its two roundings, a test that looks at
//! every pixel.

mod ellipse;
mod mask;
mod rounding;
mod silhouette;
mod soft;
mod solid;
mod spans;
mod stroke;

use std::sync::Arc;

pub use mask::Mask;
pub use silhouette::Silhouette;
pub use solid::GRAY;
pub use stroke::Stroke;

use crate::pixels::Image;
use crate::region::{PixelBox, Region};
use rounding::Rounding;

/// A shape and what it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    pub shape: Shape,
    pub effect: Effect,
}

impl Cover {
    /// Covers a shape.
    pub fn hide(shape: Shape) -> Self {
        Self { shape, effect: Effect::Hide }
    }

    /// Lifts what covers a shape so far.
    pub fn show(shape: Shape) -> Self {
        Self { shape, effect: Effect::Show }
    }
}

/// What a shape does to the pixels under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Hide,
    /// Lifts covers that stand before it in the list.
    Show,
}

/// The shape of a cover.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Inside(Region),
    /// Everything but the region.
    Outside(Region),
    /// The ellipse that touches the four sides of the region.
    Ellipse(Region),
    /// What a brush goes over.
    Stroke(Arc<Stroke>),
    /// Everything but the silhouette.
    Around(Arc<Silhouette>),
}

impl Shape {
    fn mask(&self, rounding: Rounding, width: u32, height: u32) -> Mask {
        let inside = |region: &Region, rounding: Rounding| {
            let mut mask = Mask::empty(width, height);
            mask.cover(match rounding {
                Rounding::Outward => region.to_pixels(width, height),
                Rounding::Inward => region.whole_pixels(width, height),
            });
            mask
        };
        match self {
            Self::Inside(region) => inside(region, rounding),
            Self::Outside(region) => inside(region, rounding.opposite()).inverted(),
            Self::Ellipse(region) => ellipse::mask(*region, rounding, width, height),
            Self::Stroke(stroke) => stroke.mask(rounding, width, height),
            Self::Around(silhouette) => silhouette.around(rounding, width, height),
        }
    }

    /// Boxes around what it takes, in a picture of `width`×`height`; around something kept there are up to four.
    pub fn boxes(&self, width: u32, height: u32) -> Vec<Region> {
        match self {
            Self::Inside(region) | Self::Ellipse(region) => vec![*region],
            Self::Outside(region) => beside(*region),
            Self::Stroke(stroke) => stroke.bounds(width, height).into_iter().collect(),
            Self::Around(silhouette) => silhouette.bounds().map_or_else(|| vec![Region::WHOLE], beside),
        }
    }
}

/// Above, below, to the left and to the right of a region.
fn beside(Region { x0, y0, x1, y1 }: Region) -> Vec<Region> {
    let boxes = [
        Region::new(0.0, 0.0, 1.0, y0),
        Region::new(0.0, y1, 1.0, 1.0),
        Region::new(0.0, y0, x0, y1),
        Region::new(x1, y0, 1.0, y1),
    ];
    boxes.into_iter().flatten().collect()
}

/// How a cover is filled. Neither style reads a pixel from under the cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// One colour.
    #[default]
    Solid,
    /// Colours grown inward from the border.
    Soft,
}

impl Style {
    /// Paints the covered pixels of an upright picture of the mask's size.
    pub fn paint(self, image: &mut Image, mask: &Mask) {
        let whole = PixelBox { x0: 0, y0: 0, x1: image.width, y1: image.height };
        self.paint_within(image, mask, whole);
    }

    /// Paints again what a change of the mask inside `area` alters: with one colour no more than the area, with soft
    /// colours all of the mask, as they depend on everything around.
    pub fn paint_within(self, image: &mut Image, mask: &Mask, area: PixelBox) {
        if mask.is_empty() || (image.width, image.height) != (mask.width, mask.height) {
            return;
        }
        match self {
            Self::Solid => solid::paint(image, mask, area),
            Self::Soft => soft::paint(image, mask),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::{Channels, Samples};

    fn picture(hidden: u8) -> (Image, Mask) {
        let mut mask = Mask::empty(60, 40);
        mask.cover(PixelBox { x0: 10, y0: 5, x1: 33, y1: 29 });
        let mut samples = Vec::new();
        for y in 0..40_u32 {
            for x in 0..60_u32 {
                let seen = [(x * 4) as u8, (y * 6) as u8, 90, 255];
                samples.extend(if mask.covers(x, y) { [hidden, 255 - hidden, hidden / 2, hidden] } else { seen });
            }
        }
        (Image::new(60, 40, Channels::Rgba, Samples::U8(samples)).unwrap(), mask)
    }

    #[test]
    fn pictures_that_differ_only_under_a_cover_become_the_same() {
        for style in [Style::Solid, Style::Soft] {
            let (mut one, mask) = picture(3);
            let (mut other, _) = picture(251);
            assert_ne!(one, other);
            style.paint(&mut one, &mask);
            style.paint(&mut other, &mask);
            assert_eq!(one, other, "{style:?}");
        }
    }

    #[test]
    fn painting_changes_nothing_outside_and_leaves_no_hole_to_see_through() {
        for style in [Style::Solid, Style::Soft] {
            let (before, mask) = picture(3);
            let mut after = before.clone();
            style.paint(&mut after, &mask);
            let (Samples::U8(before), Samples::U8(after)) = (before.samples, after.samples) else { panic!("depth") };
            for (at, (b, a)) in before.chunks(4).zip(after.chunks(4)).enumerate() {
                let covered = mask.covers(at as u32 % 60, at as u32 / 60);
                assert!(if covered { a[3] == 255 } else { a == b }, "{style:?} at {at}");
            }
        }
    }

    #[test]
    fn a_soft_cover_continues_its_surroundings() {
        let (mut image, mask) = picture(200);
        Style::Soft.paint(&mut image, &mask);
        let Samples::U8(v) = image.samples else { panic!("depth") };
        let at = |x: usize, y: usize| &v[(y * 60 + x) * 4..][..4];
        assert!(at(20, 15)[0].abs_diff(80) < 12, "red follows x: {:?}", at(20, 15));
        assert!(at(20, 15)[1].abs_diff(90) < 12, "green follows y: {:?}", at(20, 15));
        assert!(at(20, 15)[2].abs_diff(90) < 2);
    }

    #[test]
    fn a_wholly_covered_picture_is_painted_too() {
        let (mut image, _) = picture(200);
        let mut mask = Mask::empty(60, 40);
        mask.cover(PixelBox { x0: 0, y0: 0, x1: 60, y1: 40 });
        Style::Soft.paint(&mut image, &mask);
        let Samples::U8(v) = image.samples else { panic!("depth") };
        assert!(v.chunks(4).all(|p| p == [128, 128, 128, 255]));
    }

    fn shapes() -> Vec<Shape> {
        let region = Region::new(0.21, 0.3, 0.71, 0.83).unwrap();
        let stroke = Stroke { points: vec![(0.1, 0.2), (0.6, 0.7), (0.9, 0.1)], radius: 0.07 };
        let depth = (0..30 * 20).map(|at| 6.0 - ((at % 30) as f32 - 14.0).hypot((at / 30) as f32 - 9.0));
        vec![
            Shape::Inside(region),
            Shape::Outside(region),
            Shape::Ellipse(region),
            Shape::Stroke(Arc::new(stroke)),
            Shape::Around(Arc::new(Silhouette::new(30, 20, depth.collect()).unwrap())),
        ]
    }

    #[test]
    fn inward_and_outward_differ_by_a_rim_at_most() {
        for shape in shapes() {
            let [touched, whole] = [Rounding::Outward, Rounding::Inward].map(|r| shape.mask(r, 60, 40));
            let mut more = whole.clone();
            more.unite(&touched);
            assert_eq!(more, touched, "{shape:?}");
            assert!(!whole.is_empty() && whole != touched, "{shape:?}");
            let mut grown = whole.grown((1, 1), (0, 0), 3);
            grown.unite(&touched);
            assert_eq!(grown, whole.grown((1, 1), (0, 0), 3), "{shape:?}");
        }
    }

    #[test]
    fn what_was_hidden_is_shown_again_but_for_the_rim() {
        for shape in shapes() {
            let hidden = Mask::of(&[Cover::hide(shape.clone())], 60, 40);
            let shown = Mask::of(&[Cover::hide(shape.clone()), Cover::show(shape.clone())], 60, 40);
            let [mut rim, whole] = [Rounding::Outward, Rounding::Inward].map(|r| shape.mask(r, 60, 40));
            rim.subtract(&whole);
            assert_eq!((&shown, hidden.covers(0, 0)), (&rim, shape.mask(Rounding::Outward, 60, 40).covers(0, 0)));
        }
    }

    #[test]
    fn the_boxes_hold_what_a_shape_covers() {
        for shape in shapes().into_iter().filter(|shape| !matches!(shape, Shape::Outside(_) | Shape::Around(_))) {
            let boxes: Vec<Cover> =
                shape.boxes(60, 40).into_iter().map(|region| Cover::hide(Shape::Inside(region))).collect();
            let mut mask = Mask::of(&boxes, 60, 40);
            let before = mask.clone();
            mask.unite(&Mask::of(&[Cover::hide(shape.clone())], 60, 40));
            assert_eq!(mask, before, "{shape:?}");
        }
        for kept in [Shape::Outside(Region::new(0.25, 0.5, 0.75, 1.0).unwrap()), shapes().remove(4)] {
            let area: f64 = kept.boxes(60, 40).iter().map(|r| (r.x1 - r.x0) * (r.y1 - r.y0)).sum();
            assert!((0.7..0.8).contains(&area), "{area}");
        }
    }

    #[test]
    fn a_change_is_painted_where_it_is() {
        for style in [Style::Solid, Style::Soft] {
            let (whole, mask) = picture(3);
            let mut more = mask.clone();
            more.unite(&Mask::of(&[Cover::hide(shapes().remove(3))], 60, 40));
            let (mut at_once, mut step_by_step) = (whole.clone(), whole);
            style.paint(&mut at_once, &more);
            style.paint(&mut step_by_step, &mask);
            style.paint_within(&mut step_by_step, &more, more.difference_bounds(&mask).unwrap());
            assert_eq!(at_once, step_by_step, "{style:?}");
        }
    }
}
