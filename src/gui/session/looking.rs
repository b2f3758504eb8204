//! Which photo is shown, how large, and what the detectors and thumbnails wait for.

use super::edits::Part;
use super::{Id, Job, Looked, Page, Session, Stage, Tool, Viewing};
use crate::cover::Style;
use crate::region::Region;

/// A preview is too coarse where a pixel of it takes more points than this.
const COARSE: f32 = 1.1;
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
        self.asked_paint = None;
        self.asked_detail = None;
        self.selected = None;
        self.notice = None;
        self.tool = Tool::Select;
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

    pub(super) fn zoom(&mut self, factor: f32, at: Option<(f64, f64)>) {
        if let Some(large) = &self.large {
            self.viewing.zoom(factor, at, large.size, self.area.size());
        }
    }

    /// The part in view in its full size, where the preview is too coarse for it.
    pub(super) fn sharpen(&mut self) -> Option<Job> {
        let (large, entry) = (self.large.as_ref()?, self.entry()?);
        let now = entry.edits.now();
        let place = self.viewing.place(large.size, (0.0, 0.0), self.area.size());
        let coarse = large.preview.width < large.size.0 && large.preview.width as f32 * COARSE < place.width;
        // Soft colours depend on the whole picture: they are only painted into the preview.
        let soft = now.hides() && now.style == Style::Soft;
        if !coarse || soft || self.pressing || large.pages > 1 || self.viewing.scale.is_none() {
            return None;
        }
        let [(left, top), (right, bottom)] = self.area.seen();
        let (x0, y0) = place.image_from_screen(left, top);
        let (x1, y1) = place.image_from_screen(right, bottom);
        let region = Region::new(x0, y0, x1, y1)?;
        let version = entry.edits.version();
        let wanted = (large.id, version, region);
        if self.asked_detail == Some(wanted) {
            return None;
        }
        let job =
            Job::Detail { large: large.clone(), photo: entry.photo.clone(), region, covers: now.covers(), version };
        self.asked_detail = Some(wanted);
        Some(job)
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

    /// One photo after the other is looked at by the detectors: the one shown at once, then those in view, then the others; these
    /// wait while anything else runs.
    pub(super) fn look_on(&mut self) -> Option<Job> {
        if self.looking.is_some() {
            return None;
        }
        let waits = |index: &usize| self.entries.get(*index).is_some_and(|entry| entry.looked == Looked::NotYet);
        let is_read = |index: &usize| self.entries.get(*index).is_some_and(|entry| entry.stage != Stage::Waiting);
        let shown = (self.page == Page::Photo).then_some(self.current).filter(waits);
        let busy = self.progress.is_some() || self.unread > 0;
        let others = || self.in_view.iter().copied().chain(0..self.entries.len()).find(|i| waits(i) && is_read(i));
        let index = shown.or_else(|| if busy { None } else { others() })?;
        let (id, photo) = (self.id(index), self.entries.get(index)?.photo.clone());
        self.looking = Some(id);
        Some(Job::Look(id, photo))
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
