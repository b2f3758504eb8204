//! Which found areas can still be seen after what a person decided. Faces tell no place: they are not counted.

use super::edits::Decisions;
use super::{Entry, Session, Stage};
use crate::cover::{Mask, Shape};
use crate::region::Region;

/// So many places along each side of a found area tell whether it is covered.
const PLACES: u32 = 24;
/// The longer side of the mask that counts areas of photos that are not shown, in pixels.
const COARSE_SIDE: u32 = 384;

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

/// For each found area whether nothing of it can be seen: it is covered or cut off. `mask`: the covered pixels.
pub fn hidden(flags: &[Region], now: &Decisions, mask: &Mask) -> Vec<bool> {
    // Around somebody who is kept, half of what is found may be theirs.
    let keeps = now.covers.iter().any(|placed| matches!(placed.cover.shape, Shape::Around(_) | Shape::Outside(_)));
    let least = if keeps { 50 } else { 95 };
    let is_cut_off = |x: u32, y: u32| {
        let at = |pixel: u32, side: u32| (f64::from(pixel) + 0.5) / f64::from(side.max(1));
        let (x, y) = (at(x, mask.width), at(y, mask.height));
        now.crop.is_some_and(|kept| x < kept.x0 || x > kept.x1 || y < kept.y0 || y > kept.y1)
    };
    let is_hidden = |region: &Region| {
        let area = region.whole_pixels(mask.width, mask.height);
        let places = |from: u32, to: u32| (from..to).step_by(((to.saturating_sub(from)) / PLACES).max(1) as usize);
        let all = places(area.x0, area.x1).flat_map(|x| places(area.y0, area.y1).map(move |y| (x, y)));
        let (gone, count) = all
            .fold((0, 0), |(gone, count), (x, y)| (gone + u32::from(mask.covers(x, y) || is_cut_off(x, y)), count + 1));
        count > 0 && gone * 100 >= count * least
    };
    flags.iter().map(is_hidden).collect()
}

impl Entry {
    /// Found areas that can be seen in a copy with these decisions.
    pub fn visible_with(&self, decisions: &Decisions) -> usize {
        let Some(seen) = self.seen() else { return 0 };
        let of_places = seen.flags.iter().filter(|flag| flag.category.is_of_place());
        let flags: Vec<Region> = of_places.map(|flag| flag.region).collect();
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
        let flags = self.entry().and_then(Entry::seen).map(|seen| seen.flags.as_slice()).unwrap_or_default();
        flags.iter().enumerate().filter(|(at, flag)| flag.category.is_of_place() && !self.is_under(*at)).count()
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

    fn told(flags: &[Region], now: &Decisions) -> Vec<bool> {
        hidden(flags, now, &Mask::of(&now.covers(), 200, 100))
    }

    #[test]
    fn what_is_half_covered_can_be_seen() {
        let flags = [region(0.1, 0.1, 0.3, 0.3), region(0.6, 0.6, 0.9, 0.9)];
        assert_eq!(told(&flags, &deciding(vec![Shape::Inside(region(0.1, 0.1, 0.2, 0.3))], None)), [false, false]);
        assert_eq!(told(&flags, &deciding(vec![Shape::Inside(region(0.1, 0.1, 0.3, 0.3))], None)), [true, false]);
    }

    #[test]
    fn what_is_cut_off_cannot_be_seen() {
        let flags = [region(0.0, 0.0, 0.2, 1.0), region(0.5, 0.0, 0.7, 1.0)];
        assert_eq!(told(&flags, &deciding(Vec::new(), Some(region(0.3, 0.0, 1.0, 1.0)))), [true, false]);
    }

    #[test]
    fn around_somebody_who_is_kept_half_is_enough() {
        let flags = [region(0.0, 0.0, 0.5, 1.0)];
        assert_eq!(told(&flags, &deciding(vec![Shape::Outside(region(0.3, 0.0, 1.0, 1.0))], None)), [true]);
        assert_eq!(told(&flags, &deciding(vec![Shape::Outside(region(0.1, 0.0, 1.0, 1.0))], None)), [false]);
    }
}
