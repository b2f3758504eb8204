//! Photos come in, are counted, sorted and looked through one by one.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Entry, Id, Job, Page, Review, Session, Stage, Together, folder};
use crate::batch::{self, Control, Task};
use crate::detect::Sensitivity;
use crate::inspect::Depth;
use crate::walk::{Found, Photo};

impl Session {
    pub(super) fn add(&mut self, paths: Vec<PathBuf>) -> Vec<Job> {
        if paths.is_empty() {
            return Vec::new();
        }
        self.walking += 1;
        vec![Job::Walk(paths)]
    }

    pub(super) fn add_pictures(&mut self, pictures: Vec<(String, Arc<[u8]>)>) -> Vec<Job> {
        let placeless = self.saving.suggested_out.as_os_str().is_empty();
        let mut jobs = self.take_in(pictures.into_iter().map(|(name, bytes)| Photo::memory(name, bytes)).collect());
        jobs.extend(placeless.then_some(Job::Place));
        jobs
    }

    /// Files and folders were walked; `out` is a new folder beside them.
    pub(super) fn walked(&mut self, found: Found, out: PathBuf, name: String) -> Vec<Job> {
        self.walking = self.walking.saturating_sub(1);
        if !found.unreadable.is_empty() {
            self.notice = Some(super::Notice::FoldersUnreadable(found.unreadable.len()));
        }
        for (beside, count) in found.beside {
            *self.beside.entry(beside).or_default() += count;
        }
        if found.photos.is_empty() {
            self.notice.get_or_insert(super::Notice::NoPhotosThere);
            return Vec::new();
        }
        if self.entries.is_empty() {
            self.folder_name = name;
        } else {
            self.folder_name.clear();
        }
        if self.saving.suggested_out.as_os_str().is_empty() {
            self.saving.suggested_out = out;
        }
        self.take_in(found.photos)
    }

    /// New photos join those that are there; what they hide is read at once.
    fn take_in(&mut self, photos: Vec<Photo>) -> Vec<Job> {
        let first = self.entries.len();
        let known: std::collections::HashSet<PathBuf> =
            self.entries.iter().filter_map(|entry| entry.photo.path().map(PathBuf::from)).collect();
        let is_new = |photo: &Photo| photo.path().is_none_or(|path| !known.contains(path));
        let photos: Vec<Photo> = photos.into_iter().filter(is_new).collect();
        let ids: Vec<Id> = (0..photos.len()).map(|i| self.id(first + i)).collect();
        self.entries.extend(photos.iter().cloned().map(Entry::new));
        self.unread += photos.len();
        self.stale.order = true;
        self.stale.counts = true;
        let mut jobs = Vec::new();
        if !photos.is_empty() {
            let task = Task::Inspect { depth: Depth::Hidden, sensitivity: Sensitivity::Normal };
            let job = batch::Job { task, photos, threads: 0, gentle: true };
            jobs.push(Job::Hidden(ids, job, Control::default()));
        }
        let few = self.entries.len() <= super::FEW && self.folder_name.is_empty();
        if few {
            jobs.extend(self.open(first.min(self.entries.len().saturating_sub(1))));
        } else {
            self.page = Page::Folder;
        }
        jobs
    }

    /// Makes the lists again that are no longer true.
    pub(super) fn sort_out(&mut self) {
        if self.stale.counts {
            self.chips = folder::chips(&self.entries);
            self.together = Together::of(&self.entries);
            if !self.chips.iter().any(|(filter, _)| *filter == self.filter) {
                self.filter = folder::Filter::All;
                self.stale.order = true;
            }
        }
        if self.stale.visible || self.stale.counts {
            self.entries.iter_mut().for_each(Entry::count_visible);
        }
        if self.stale.order {
            self.order = folder::order(&self.entries, self.filter, self.sort);
        }
        self.stale = super::Stale::default();
    }

    /// Starts looking through the photos, at the first that nobody has looked at.
    pub(super) fn review(&mut self) -> Vec<Job> {
        let open = |index: &&usize| self.entries.get(**index).is_some_and(|entry| entry.review == Review::NotYet);
        let Some(&index) = self.order().iter().find(open).or(self.order().first()) else { return Vec::new() };
        self.reviewing = true;
        self.open(index)
    }

    /// The photo shown is fine or put off; the next one comes.
    pub(super) fn reviewed(&mut self, review: Review) -> Vec<Job> {
        if !self.is_reviewable() {
            return Vec::new();
        }
        // What could not be seen was not looked at.
        if let Some(entry) = self.entry_mut().filter(|entry| !matches!(entry.stage, Stage::NoCopy(_))) {
            entry.review = review;
        }
        self.stale.counts = true;
        match self.stepped(1) {
            Some(index) => self.open(index),
            None => {
                self.reviewing = false;
                self.page = Page::Folder;
                let later = self.entries.iter().filter(|entry| entry.review == Review::Later).count();
                self.notice = Some(super::Notice::LookedThrough(later));
                Vec::new()
            }
        }
    }

    /// Whether the photo shown is on the screen, or never will be.
    pub fn is_reviewable(&self) -> bool {
        let is_open = self.large.as_ref().is_some_and(|large| large.id == self.id(self.current));
        is_open || self.entry().is_some_and(|entry| matches!(entry.stage, Stage::NoCopy(_)))
    }

    /// The next photo, from the one shown on and round, that has no copy yet.
    pub fn next_left(&self) -> Option<usize> {
        let order = self.order();
        let at = order.iter().position(|&index| index == self.current).map_or(0, |at| at + 1);
        let round = order.iter().cycle().skip(at).take(order.len()).copied();
        round.filter(|&index| index != self.current).find(|&index| self.entries.get(index).is_some_and(Entry::is_left))
    }

    /// Files that were taken for photos and are of a kind that is not handled.
    pub fn foreign(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_foreign()).count()
    }

    /// Millions of pixels of the photos without a copy.
    pub fn megapixels_left(&self) -> f64 {
        let pixels = |entry: &Entry| entry.size.map_or(0.0, |(width, height)| f64::from(width) * f64::from(height));
        self.entries.iter().filter(|entry| entry.is_left()).map(pixels).sum::<f64>() / 1e6
    }

    /// How many photos a person called fine, and how many there are. A copy alone says nothing about what can be seen.
    pub fn review_count(&self) -> (usize, usize) {
        let done = self.entries.iter().filter(|entry| entry.review == Review::Fine).count();
        (done, self.entries.len())
    }

    /// How many photos are clean, and the places of those without a copy.
    pub fn outcome(&self) -> (usize, Vec<usize>) {
        let clean = self.entries.iter().filter(|entry| entry.stage == Stage::Clean).count();
        let without = (0..self.entries.len())
            .filter(|&index| self.entries.get(index).is_some_and(|entry| matches!(entry.stage, Stage::NoCopy(_))))
            .collect();
        (clean, without)
    }
}
