//! Which photo is shown, how large, and what the detectors and thumbnails wait for.

use super::edits::Part;
use super::{Id, Job, Looked, Page, Session, Stage, Viewing};
use crate::region::Region;

/// Photos about to come into view whose thumbnails are made already, as a part of those in view.
const KEPT_THUMBS: usize = 120;

impl Session {
    /// Shows one photo large.
    pub(super) fn open(&mut self, index: usize) -> Vec<Job> {
        let Some(entry) = self.entries.get(index) else { return Vec::new() };
        let (id, photo) = (self.id(index), entry.photo.clone());
        self.page = Page::Photo;
        self.current = index;
        if self.large.as_ref().is_some_and(|large| large.id == id) {
            return Vec::new();
        }
        self.large = None;
        self.painted = None;
        self.detail = None;
        self.selected = None;
        self.viewing = Viewing::default();
        vec![Job::Open(id, photo)]
    }

    /// The photo `by` places on in the order shown; the ends are ends.
    pub(super) fn step(&mut self, by: isize) -> Vec<Job> {
        match self.stepped(by) {
            Some(index) if self.page == Page::Folder => {
                self.current = index;
                Vec::new()
            }
            Some(index) => self.open(index),
            None => Vec::new(),
        }
    }

    /// The photo `by` places on, where there is one.
    pub fn stepped(&self, by: isize) -> Option<usize> {
        let at = self.order().iter().position(|&index| index == self.current)?;
        self.order().get(at.checked_add_signed(by)?).copied()
    }

    pub(super) fn zoom(&mut self, factor: f32, at: Option<(f64, f64)>) -> Vec<Job> {
        let Some(large) = &self.large else { return Vec::new() };
        self.viewing.zoom(factor, at, large.size, self.area);
        self.sharpen()
    }

    pub(super) fn pan(&mut self, x: f64, y: f64) -> Vec<Job> {
        self.viewing.pan(x, y);
        self.sharpen()
    }

    /// The part in view in its full size, where the preview is too coarse for it.
    fn sharpen(&self) -> Vec<Job> {
        let (Some(large), Some(entry)) = (&self.large, self.entry()) else { return Vec::new() };
        let place = self.viewing.place(large.size, (0.0, 0.0), self.area);
        let coarse =
            f64::from(large.preview.width) < f64::from(place.width) * 0.9 && large.preview.width < large.size.0;
        if !coarse || large.pages > 1 {
            return Vec::new();
        }
        let (x0, y0) = place.image_from_screen(0.0, 0.0);
        let (x1, y1) = place.image_from_screen(self.area.0, self.area.1);
        Region::new(x0, y0, x1, y1)
            .map(|region| Job::Detail(large.id, entry.photo.clone(), region))
            .into_iter()
            .collect()
    }

    /// Thumbnails in view are made; those long out of view go.
    pub(super) fn see(&mut self, indices: Vec<usize>) -> Vec<Job> {
        if indices == self.in_view {
            return Vec::new();
        }
        self.in_view = indices;
        if self.thumbs.len() > KEPT_THUMBS.max(2 * self.in_view.len()) {
            let in_view = &self.in_view;
            self.thumbs.retain(|index, _| in_view.contains(index));
            self.asked.retain(|index| in_view.contains(index));
        }
        let mut jobs = Vec::new();
        for &index in &self.in_view {
            if let Some(entry) = self.entries.get(index)
                && self.asked.insert(index)
            {
                jobs.push(Job::Thumb(self.base + index, entry.photo.clone()));
            }
        }
        jobs
    }

    /// One photo after the other is looked at by the detectors, those in view first, while nothing else runs.
    pub(super) fn look_on(&mut self) -> Vec<Job> {
        let busy = self.progress.is_some() || self.looking.is_some() || self.unread > 0;
        if busy {
            return Vec::new();
        }
        let waits = |index: &usize| {
            self.entries
                .get(*index)
                .is_some_and(|entry| entry.looked == Looked::NotYet && entry.stage != Stage::Waiting)
        };
        let shown = self.large.as_ref().map(|large| large.id);
        let next = [self.current].into_iter().chain(self.in_view.iter().copied()).chain(0..self.entries.len());
        let Some(index) = next.filter(|&index| Some(self.id(index)) != shown).find(waits) else { return Vec::new() };
        let Some(entry) = self.entries.get(index) else { return Vec::new() };
        let (id, photo) = (self.id(index), entry.photo.clone());
        self.looking = Some(id);
        vec![Job::Look(id, photo)]
    }

    /// The detectors are done with a photo.
    pub(super) fn looked_at(&mut self, id: Id) {
        if self.looking == Some(id) {
            self.looking = None;
        }
    }

    /// The part that is chosen, with its box: a found area or a cover.
    pub fn chosen(&self) -> Option<(Part, Region)> {
        let (part, entry) = (self.selected?, self.entry()?);
        let region = match part {
            Part::Flag(flag) => entry.seen()?.flags.get(flag)?.region,
            Part::Cover(_) | Part::Crop => entry.edits.now().region(part)?,
        };
        Some((part, region))
    }
}
