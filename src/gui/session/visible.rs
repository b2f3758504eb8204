//! Which found areas can still be seen after what a person decided. Faces tell no place: they are not counted.

use super::edits::Decisions;
use super::{Entry, Session, Stage};
use crate::cover::{Mask, Shape, Silhouette};
use crate::detect::Category;
use crate::region::Region;

/// So many places along each side of a found area tell whether it is covered.
const PLACES: u32 = 24;
/// The longer side of the mask that counts areas of photos that are not shown, in pixels.
const COARSE_SIDE: u32 = 384;
/// Of a hidden area so much is gone or belongs to somebody who is kept, in per cent; and so much at most belongs to them.
const LEAST_GONE: u32 = 95;
const MOST_OF_SOMEBODY: u32 = 75;

/// What can be seen in some photos.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Visible {
    /// Photos in which a found area can be seen.
    pub photos: usize,
    /// All of these areas.
    pub areas: usize,
    /// Photos that nobody looked at for found areas.
    pub not_looked: usize,
}

/// For each found area whether nothing of it can be seen but somebody who is kept: it is covered or cut off. `mask`: the covered
/// pixels.
///
/// Of a bed that a kept cat lies on, the cat's part stays; writing and codes have to be gone as a whole, and so has what lies in the
/// outline for the most part.
pub fn hidden(flags: &[(Category, Region)], now: &Decisions, mask: &Mask) -> Vec<bool> {
    let kept: Vec<&Silhouette> = now
        .covers
        .iter()
        .filter_map(|placed| match &placed.cover.shape {
            Shape::Around(silhouette) => Some(&**silhouette),
            Shape::Inside(_) | Shape::Outside(_) | Shape::Ellipse(_) | Shape::Stroke(_) => None,
        })
        .collect();
    let at = |pixel: u32, side: u32| (f64::from(pixel) + 0.5) / f64::from(side.max(1));
    let is_cut_off =
        |x: f64, y: f64| now.crop.is_some_and(|kept| x < kept.x0 || x > kept.x1 || y < kept.y0 || y > kept.y1);
    let is_kept = |x: f64, y: f64| {
        kept.iter().any(|silhouette| {
            let place = |part: f64, side: u32| (part * f64::from(side)) as u32;
            silhouette.contains(place(x, silhouette.width()), place(y, silhouette.height()))
        })
    };
    let is_hidden = |(category, region): &(Category, Region)| {
        let area = region.whole_pixels(mask.width, mask.height);
        let places = |from: u32, to: u32| (from..to).step_by(((to.saturating_sub(from)) / PLACES).max(1) as usize);
        let all = places(area.x0, area.x1).flat_map(|x| places(area.y0, area.y1).map(move |y| (x, y)));
        let (mut gone, mut theirs, mut count) = (0, 0, 0);
        for (x, y) in all {
            let (across, down) = (at(x, mask.width), at(y, mask.height));
            count += 1;
            if mask.covers(x, y) || is_cut_off(across, down) {
                gone += 1;
            } else if is_kept(across, down) {
                theirs += 1;
            }
        }
        let whole = matches!(category, Category::Signage | Category::Code | Category::Face);
        let theirs = if whole || theirs * 100 > count * MOST_OF_SOMEBODY { 0 } else { theirs };
        count > 0 && (gone + theirs) * 100 >= count * LEAST_GONE
    };
    flags.iter().map(is_hidden).collect()
}

impl Entry {
    /// The found areas, and what each is.
    pub(super) fn areas(&self) -> Vec<(Category, Region)> {
        let flags = self.seen().map(|seen| seen.flags.as_slice()).unwrap_or_default();
        flags.iter().map(|flag| (flag.category, flag.region)).collect()
    }

    /// Found areas that can be seen in a copy with these decisions.
    pub fn visible_with(&self, decisions: &Decisions) -> usize {
        let mut flags = self.areas();
        flags.retain(|(category, _)| category.is_of_place());
        if flags.is_empty() || (!decisions.hides() && decisions.crop.is_none()) {
            return flags.len();
        }
        let (width, height) = self.size.unwrap_or((COARSE_SIDE, COARSE_SIDE));
        let scale = f64::from(COARSE_SIDE) / f64::from(width.max(height).max(1));
        let side = |pixels: u32| (f64::from(pixels) * scale).round().max(1.0) as u32;
        let mask = Mask::of(&decisions.covers(), side(width), side(height));
        hidden(&flags, decisions, &mask).iter().filter(|hidden| !**hidden).count()
    }

    /// Counts the found areas again that can be seen as things were decided, where something changed.
    pub(super) fn count_visible(&mut self) {
        let key = (self.edits.version(), self.seen().map(|seen| seen.flags.len()));
        if self.visible.0 != Some(key) {
            self.visible = (Some(key), self.visible_with(self.edits.now()));
        }
    }
}

impl Session {
    /// What can be seen in the photos that `pick` chooses, as things were decided.
    fn visible(&self, pick: impl Fn(&Entry) -> bool) -> Visible {
        let mut all = Visible::default();
        for entry in self.entries.iter().filter(|entry| pick(entry)) {
            let areas = entry.visible.1;
            all.photos += usize::from(areas > 0);
            all.areas += areas;
            all.not_looked += usize::from(entry.seen().is_none());
        }
        all
    }

    /// What can be seen in the copies that were written.
    pub fn visible_in_copies(&self) -> Visible {
        self.visible(|entry| entry.stage == Stage::Clean)
    }

    /// What will be seen in the copies that are still to be made.
    pub fn visible_in_the_rest(&self) -> Visible {
        self.visible(|entry| entry.is_left())
    }

    /// Found areas of the photo shown that can be seen as things were decided.
    pub fn visible_here(&self) -> usize {
        self.open_here(Category::is_of_place)
    }

    /// Faces in the photo shown that can be seen as things were decided.
    pub fn faces_here(&self) -> usize {
        self.open_here(|category| !category.is_of_place())
    }

    fn open_here(&self, counts: impl Fn(Category) -> bool) -> usize {
        let flags = self.entry().and_then(Entry::seen).map(|seen| seen.flags.as_slice()).unwrap_or_default();
        flags.iter().enumerate().filter(|(at, flag)| counts(flag.category) && !self.is_under(*at)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cover::Cover;
    use crate::gui::session::edits::Placed;

    fn region(x0: f64, y0: f64, x1: f64, y1: f64) -> Region {
        Region::new(x0, y0, x1, y1).unwrap()
    }

    fn deciding(shapes: Vec<Shape>, crop: Option<Region>) -> Decisions {
        let covers = shapes.into_iter().map(|shape| Placed { cover: Cover::hide(shape), flag: None }).collect();
        Decisions { covers, crop, ..Decisions::default() }
    }

    fn told(category: Category, flags: &[Region], now: &Decisions) -> Vec<bool> {
        let flags: Vec<_> = flags.iter().map(|&region| (category, region)).collect();
        hidden(&flags, now, &Mask::of(&now.covers(), 200, 100))
    }

    #[test]
    fn what_is_half_covered_can_be_seen() {
        let flags = [region(0.1, 0.1, 0.3, 0.3), region(0.6, 0.6, 0.9, 0.9)];
        let told = |shape| told(Category::Bedding, &flags, &deciding(vec![shape], None));
        assert_eq!(told(Shape::Inside(region(0.1, 0.1, 0.2, 0.3))), [false, false]);
        assert_eq!(told(Shape::Inside(region(0.1, 0.1, 0.3, 0.3))), [true, false]);
        assert_eq!(
            told(Shape::Outside(region(0.28, 0.0, 0.5, 1.0))),
            [false, true],
            "a box is kept with all that is in it"
        );
    }

    #[test]
    fn what_is_cut_off_cannot_be_seen() {
        let flags = [region(0.0, 0.0, 0.2, 1.0), region(0.5, 0.0, 0.7, 1.0)];
        let now = deciding(Vec::new(), Some(region(0.3, 0.0, 1.0, 1.0)));
        assert_eq!(told(Category::Window, &flags, &now), [true, false]);
    }

    #[test]
    fn of_a_bed_the_cat_on_it_may_stay_and_of_writing_nothing() {
        // The left half of the picture is kept by its outline.
        let depth = (0..200 * 100).map(|at| if at % 200 < 100 { 9.0 } else { -9.0 }).collect();
        let cat = std::sync::Arc::new(Silhouette::new(200, 100, depth).unwrap());
        let mut now = deciding(vec![Shape::Around(cat)], None);
        let flags = [region(0.3, 0.2, 0.8, 0.8), region(0.1, 0.2, 0.55, 0.8)];
        assert_eq!(told(Category::Bedding, &flags, &now), [true, false], "the second is the cat's for the most part");
        assert_eq!(told(Category::Signage, &flags, &now), [false, false]);
        let shown = Cover::show(Shape::Inside(region(0.6, 0.2, 0.8, 0.8)));
        now.covers.push(Placed { cover: shown, flag: None });
        assert_eq!(told(Category::Bedding, &flags, &now), [false, false], "what was uncovered can be seen");
    }
}
