//! What the worker did, taken into the state.

use std::sync::Arc;

use super::action::Choice;
use super::{Action, Detail, Event, Id, Job, Large, Looked, Notice, Outlined, Page, Painted, Session, Sheet, Stage};
use crate::cover::Silhouette;
use crate::error::Error;
use crate::inspect::Inspected;

impl Session {
    /// Takes in what the worker did; more jobs may follow.
    pub fn absorb(&mut self, event: Event) -> Vec<Job> {
        match event {
            Event::Walked { found, out, name } => return self.walked(found, out, name),
            Event::Placed(out) => {
                if self.saving.suggested_out.as_os_str().is_empty() {
                    self.saving.suggested_out = out;
                }
            }
            Event::Hidden(id, result) => self.read(id, result),
            Event::Opened(id, result) => self.opened(id, result),
            Event::Pictures(id, pictures) => {
                if let Some(entry) = self.of(id) {
                    entry.pictures = pictures;
                }
            }
            Event::Seen(id, result) => {
                self.looked_at(id);
                if let Some(entry) = self.of(id) {
                    entry.looked = result.map_or_else(Looked::Unreadable, Looked::Seen);
                    self.stale.counts = true;
                }
            }
            Event::Thumb(id, image) => {
                if let Some(index) = self.index(id) {
                    self.thumbs.insert(index, image);
                }
            }
            Event::Outlined(id, outline) => self.outlined(id, outline),
            Event::Detail { id, version, region, image } => self.detail = Some(Detail { id, version, region, image }),
            Event::Painted(id, version, image) => self.painted = Some(Painted { id, version, image }),
            Event::Started(id) => {
                let index = self.index(id);
                if let Some(progress) = &mut self.progress {
                    progress.current = index;
                }
            }
            Event::Ended(id, result) => self.ended(id, result),
            Event::Over(first) => return self.over(first),
            Event::After(id, image) => self.after = Some((id, image)),
            Event::Copied(result) => {
                self.notice = Some(result.map_or_else(Notice::NotCopied, |()| Notice::Copied));
            }
            Event::Pasted(bytes) => return self.add_pictures(vec![(PASTED.into(), bytes)]),
            Event::Chosen(choice, paths) => return self.chosen_paths(choice, paths),
            Event::NoDialog(choice) => self.sheet = Some(Sheet::Path(choice)),
            Event::NotDragged => self.notice = Some(Notice::NotDragged),
            Event::NotRevealed(path) => self.notice = Some(Notice::NotShownInFolder(path)),
        }
        Vec::new()
    }

    fn of(&mut self, id: Id) -> Option<&mut super::Entry> {
        let index = self.index(id)?;
        self.entries.get_mut(index)
    }

    fn read(&mut self, id: Id, result: Result<Inspected, Error>) {
        if self.index(id).is_none() {
            return;
        }
        self.unread = self.unread.saturating_sub(1);
        let last = self.unread == 0;
        let Some(entry) = self.of(id) else { return };
        match result {
            Ok(inspected) => {
                entry.size = Some((inspected.width, inspected.height)).filter(|size| size.0 > 0);
                entry.hidden = inspected.hidden;
                entry.warnings.extend(inspected.warnings.iter().map(ToString::to_string));
                if entry.stage == Stage::Waiting {
                    entry.stage = Stage::Ready;
                }
            }
            Err(error) => {
                entry.looked = Looked::Unreadable(error.clone());
                entry.stage = Stage::NoCopy(error);
            }
        }
        self.stale.counts = true;
        self.stale.order |= last;
    }

    fn opened(&mut self, id: Id, result: Result<(Large, Vec<String>), Error>) {
        let is_shown = self.index(id) == Some(self.current);
        let Some(entry) = self.of(id) else { return };
        match result {
            Ok((large, warnings)) => {
                entry.size = Some(large.size);
                for warning in warnings {
                    if !entry.warnings.contains(&warning) {
                        entry.warnings.push(warning);
                    }
                }
                if is_shown {
                    self.large = Some(large);
                }
            }
            Err(error) => {
                entry.looked = Looked::Unreadable(error.clone());
                entry.stage = Stage::NoCopy(error);
                self.stale.counts = true;
            }
        }
    }

    fn outlined(&mut self, id: Id, outline: Option<(Arc<Silhouette>, usize)>) {
        let is_shown = self.index(id) == Some(self.current) && self.page == Page::Photo;
        let Some(entry) = self.of(id) else { return };
        // Nobody waits for it any more: it is there when it is asked for again.
        let is_shown = is_shown && entry.outlined == Outlined::Drawing;
        entry.outlined = outline.clone().map_or(Outlined::Unclear, |(outline, lost)| Outlined::Drawn(outline, lost));
        match outline {
            Some((outline, lost)) if is_shown => self.keep(outline, lost),
            None if is_shown => self.cover_everything(),
            _ => {}
        }
    }

    fn chosen_paths(&mut self, choice: Choice, paths: Vec<std::path::PathBuf>) -> Vec<Job> {
        match (choice, paths.first()) {
            (_, None) => Vec::new(),
            (Choice::Out, Some(out)) => {
                self.saving.chosen_out = Some(out.clone());
                Vec::new()
            }
            (Choice::Photos | Choice::Folder, Some(_)) => self.apply(Action::Add(paths)),
        }
    }
}

/// The name of a picture from the clipboard, which has none.
const PASTED: &str = "pasted.png";
