//! Clean copies: one, all, again; the clipboard; the folder.

use std::collections::BTreeMap;

use super::{Id, Job, Page, Progress, Saved, Session, Stage};
use crate::batch::{self, Task, Written};
use crate::error::Error;
use crate::output::Naming;

impl Session {
    /// Saves the photo shown.
    pub(super) fn save(&mut self) -> Vec<Job> {
        let shown = (self.current < self.entries.len()).then_some(self.current);
        self.write(shown.into_iter().collect(), true)
    }

    /// Saves every photo that has no clean copy yet, with the covers that it has.
    pub(super) fn save_all(&mut self) -> Vec<Job> {
        self.sheet = None;
        let open = |index: &usize| self.entries.get(*index).is_some_and(super::Entry::is_left);
        let all = (0..self.entries.len()).filter(open).collect();
        self.page = Page::Folder;
        self.write(all, false)
    }

    /// Another try for what failed.
    pub(super) fn retry(&mut self) -> Vec<Job> {
        let failed = |index: &usize| self.entries.get(*index).is_some_and(|entry| entry.can_be_tried_again());
        let again = (0..self.entries.len()).filter(failed).collect();
        self.page = Page::Folder;
        self.write(again, false)
    }

    fn write(&mut self, indices: Vec<usize>, single: bool) -> Vec<Job> {
        if indices.is_empty() || self.progress.is_some() {
            return Vec::new();
        }
        let (mut photos, mut own, mut ids) = (Vec::new(), BTreeMap::new(), Vec::new());
        for index in indices {
            ids.push(self.id(index));
            let Some(entry) = self.entries.get_mut(index) else { continue };
            entry.stage = Stage::Cleaning;
            entry.writing = (entry.edits.version(), entry.edits.now().clone());
            if entry.edits.now().hides() || entry.edits.now().crop.is_some() {
                own.insert(photos.len(), self.saving.recipe(entry.edits.now()));
            }
            photos.push(entry.photo.clone());
        }
        let naming = Naming { keep_names: self.saving.keep_names, keep_tree: self.saving.keep_names };
        let out = self.saving.out().clone();
        let task = Task::Clean { recipe: self.saving.recipe(&Default::default()), own, out, naming, dry_run: false };
        let progress = Progress::new(ids.first().copied().unwrap_or_default(), photos.len(), single);
        let control = progress.control.clone();
        self.progress = Some(progress);
        self.after = None;
        self.notice = None;
        vec![Job::Clean(ids, batch::Job { task, photos, threads: 0, gentle: true }, control)]
    }

    /// One photo of a batch is done.
    pub(super) fn ended(&mut self, id: Id, result: Result<Written, Error>) {
        // Of photos that were taken out meanwhile nobody wants to know.
        let Some(index) = self.index(id) else { return };
        let Some(entry) = self.entries.get_mut(index) else { return };
        if result.as_ref().is_err_and(|error| *error == Error::Cancelled) {
            // What was stopped can be begun again.
            entry.stage = Stage::Ready;
            return;
        }
        if let Some(progress) = &mut self.progress {
            progress.done += 1;
            progress.failed += usize::from(result.is_err());
        }
        match result {
            Ok(written) => {
                let (version, decisions) = std::mem::take(&mut entry.writing);
                entry.edits.saved(version);
                entry.stage = Stage::Clean;
                entry.copy = Some(Saved { written, decisions });
            }
            Err(error) => entry.stage = Stage::NoCopy(error),
        }
        self.stale.counts = true;
    }

    /// A batch is over: one photo leads to its own page, more to the page that counts.
    pub(super) fn over(&mut self, first: Id) -> Vec<Job> {
        let Some(progress) = self.progress.take_if(|progress| progress.first == first) else { return Vec::new() };
        for entry in &mut self.entries {
            if entry.stage == Stage::Cleaning {
                entry.stage = Stage::Ready;
            }
        }
        if !progress.single {
            self.before = Page::Folder;
            self.page = Page::Outcome;
            self.stopped = progress.stopping;
            return Vec::new();
        }
        let id = self.id(self.current);
        match self.entry().filter(|_| id == first) {
            Some(entry) if entry.stage == Stage::Clean => {
                let path = entry.copy_path().cloned();
                self.page = Page::Done;
                path.map(|path| Job::After(id, path)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn reveal(&mut self) -> Vec<Job> {
        let copy = self.entry().and_then(|entry| entry.copy_path().cloned()).filter(|_| self.page != Page::Outcome);
        vec![Job::Reveal(copy.unwrap_or_else(|| self.saving.out().clone()))]
    }

    /// The clean picture for the clipboard: made by the same way as the file.
    pub(super) fn copy_picture(&mut self) -> Vec<Job> {
        let id = self.id(self.current);
        let Some(entry) = self.entry() else { return Vec::new() };
        // What lies on the disk is what is copied.
        let decisions = entry.copy.as_ref().map_or(entry.edits.now(), |copy| &copy.decisions);
        vec![Job::Copy(id, entry.photo.clone(), self.saving.recipe(decisions))]
    }
}
