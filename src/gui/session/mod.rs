//! All state of the window and all its decisions, without a window: actions go in, jobs for the worker come out, events come back.

pub mod action;
pub mod edits;
pub mod entry;
pub mod folder;
pub mod job;
pub mod notice;
pub mod saving;
pub mod viewing;
pub mod visible;

mod covering;
mod events;
mod looking;
mod many;
mod writing;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub use action::{Action, Choice};
pub use edits::{Decisions, Edits, Part};
pub use entry::{Badge, Entry, Looked, Outlined, Review, Saved, Stage};
pub use folder::{Filter, Sort, Together};
pub use job::{Event, Id, Job, Large};
pub use notice::Notice;
pub use saving::{Progress, Saving};
pub use viewing::{Area, Placement, Viewing};

use crate::gui::texts::Language;
use crate::gui::theme::Theme;
use crate::pixels::Image;
use crate::region::Region;
use crate::walk::Beside;

/// What the window shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Page {
    #[default]
    Start,
    /// One photo, large.
    Photo,
    /// Many photos.
    Folder,
    /// One copy was written.
    Done,
    /// A batch is over.
    Outcome,
    Help,
}

/// What the pointer does in the picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tool {
    #[default]
    Select,
    Box,
    Oval,
    Brush,
    /// The brush that takes covers off.
    Uncover,
    Crop,
    /// Covers everything but a box.
    KeepOnly,
}

impl Tool {
    pub const ALL: [Self; 7] =
        [Self::Select, Self::Box, Self::Oval, Self::Brush, Self::Uncover, Self::Crop, Self::KeepOnly];
}

/// A sheet over the page that wants an answer first.
#[derive(Debug, Clone, PartialEq)]
pub enum Sheet {
    /// Where copies of so many photos go and what they are like.
    Saving,
    /// A path is typed, because no dialog answers.
    Path(Choice),
    /// Something is undone; close all the same?
    Leaving,
}

/// A part of the picture in full size.
#[derive(Debug, Clone)]
pub struct Detail {
    pub id: Id,
    /// [`Edits::version`] whose covers it shows.
    pub version: u64,
    pub region: Region,
    pub image: Arc<Image>,
}

/// Lists that have to be made again.
#[derive(Debug, Clone, Copy, Default)]
struct Stale {
    /// The photos changed in what they tell.
    counts: bool,
    /// The photos shown, or their order, changed. What the detectors see later moves no photo about under the eyes.
    order: bool,
    /// What was decided or found changed: found areas that can be seen are counted again.
    visible: bool,
}

/// Covers painted into the preview.
#[derive(Debug, Clone)]
pub struct Painted {
    pub id: Id,
    pub version: u64,
    pub image: Arc<Image>,
}

/// What would be lost if the window closed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Undone {
    /// Photos with covers that no copy shows.
    pub unsaved: usize,
    /// Copies that are being made.
    pub running: usize,
    /// Photos without a copy that a person called fine or put off.
    pub looked_through: usize,
}

/// The window's whole state.
#[derive(Debug, Default)]
pub struct Session {
    pub page: Page,
    /// Where help and outcome lead back to.
    pub before: Page,
    pub entries: Vec<Entry>,
    /// The number of the first entry.
    base: Id,
    /// The photo shown large or chosen in the grid.
    pub current: usize,
    /// The name of the folder that was opened; empty for photos by themselves.
    pub folder_name: String,
    /// What lies beside the photos, by kind.
    pub beside: BTreeMap<Beside, usize>,
    /// Folders are being walked.
    pub walking: usize,
    /// Photos whose hidden data is still being read.
    pub unread: usize,

    pub large: Option<Large>,
    pub painted: Option<Painted>,
    pub detail: Option<Detail>,
    /// The copy as it lies on the disk.
    pub after: Option<(Id, Arc<Image>)>,
    asked_paint: Option<(Id, u64)>,
    /// Which found areas of the photo shown lie under other covers, and of which photo, version and number of areas that is true.
    under: (Option<(Id, u64, usize)>, Vec<bool>),
    asked_detail: Option<(Id, u64, Region)>,
    /// A button of the pointer is down: what takes the processor waits until it is let go.
    pub pressing: bool,
    pub thumbs: HashMap<usize, Option<Arc<Image>>>,
    in_view: Vec<usize>,
    asked: std::collections::HashSet<usize>,
    looking: Option<Id>,

    pub tool: Tool,
    /// Half the width of the brush, as a fraction of the longer side.
    pub brush: f64,
    pub selected: Option<Part>,
    pub viewing: Viewing,
    /// Where the picture lies; the panel tells it.
    pub area: Area,

    pub filter: Filter,
    pub sort: Sort,
    /// Photos side by side in the grid; the panel tells it.
    pub columns: usize,
    pub reviewing: bool,
    order: Vec<usize>,
    chips: Vec<(Filter, usize)>,
    pub together: Together,
    /// Which of these lists are no longer true.
    stale: Stale,

    pub saving: Saving,
    pub progress: Option<Progress>,
    /// The last batch was stopped before its end.
    pub stopped: bool,
    pub sheet: Option<Sheet>,
    /// What could be seen in the photos without a copy when the sheet came: nothing moves in it while it is read.
    pub visible_at_sheet: visible::Visible,
    /// Who leaves wants to begin again, not to close the window.
    starts_over: bool,
    pub notice: Option<Notice>,

    pub language: Language,
    pub theme: Theme,
    /// The window may close now.
    pub closing: bool,
}

/// Up to so many photos are opened one by one; more are shown as a grid first.
pub const FEW: usize = 12;
const BRUSH: f64 = 0.02;

impl Session {
    pub fn new(language: Language, theme: Theme) -> Self {
        Self { brush: BRUSH, language, theme, ..Self::default() }
    }

    /// Carries out what a person did; the jobs go to the worker.
    pub fn apply(&mut self, action: Action) -> Vec<Job> {
        let mut jobs = Vec::new();
        match action {
            Action::Add(paths) => jobs.extend(self.add(paths)),
            Action::AddPicture(name, bytes) => jobs.extend(self.add_pictures(vec![(name, bytes)])),
            Action::Practise => jobs.extend(self.add_pictures(crate::gui::practice::photos())),
            Action::Choose(choice) => jobs.push(Job::Choose(choice)),
            Action::Sheet(sheet) => {
                self.sort_out();
                self.visible_at_sheet = self.visible_in_the_rest();
                self.sheet = Some(sheet);
            }
            Action::Paste(image) => jobs.push(Job::Paste(image)),
            Action::Show(page) => jobs.extend(self.show(page)),
            Action::Back => jobs.extend(self.show(self.before)),
            Action::Open(index) => jobs.extend(self.open(index)),
            Action::Step(by) => jobs.extend(self.step(by)),
            Action::StartOver => self.start_over(),

            Action::Tool(tool) => self.tool = tool,
            Action::BrushSize(size) => self.brush = size.clamp(0.002, 0.2),
            Action::Zoom(factor, at) => self.zoom(factor, at),
            Action::Pan(x, y) => self.viewing.pan(x, y),
            Action::Fit => self.viewing = Viewing::default(),
            Action::Area(area) => self.area = area,
            Action::ToggleFlag(_)
            | Action::CoverAllFlags
            | Action::KeepSubjects
            | Action::CancelOutline
            | Action::Cover(_)
            | Action::Uncover(_)
            | Action::Crop(_)
            | Action::Select(_)
            | Action::SelectNext(_)
            | Action::Reshape(..)
            | Action::Delete
            | Action::Style(_)
            | Action::Undo
            | Action::Redo
            | Action::CoverSimilar => jobs.extend(self.cover(action)),

            Action::Filter(filter) => {
                self.filter = filter;
                self.stale.order = true;
            }
            Action::Sort(sort) => {
                self.sort = sort;
                self.stale.order = true;
            }
            Action::Point(index) => self.current = index.min(self.entries.len().saturating_sub(1)),
            Action::Columns(columns) => self.columns = columns,
            Action::InView(indices) => jobs.extend(self.see(indices)),
            Action::Review => jobs.extend(self.review()),
            Action::Fine => jobs.extend(self.reviewed(Review::Fine)),
            Action::Later => jobs.extend(self.reviewed(Review::Later)),

            Action::Save => jobs.extend(self.save()),
            Action::SaveAll => jobs.extend(self.save_all()),
            Action::Retry => jobs.extend(self.retry()),
            Action::Pause(paused) => self.progress.iter_mut().for_each(|progress| progress.pause(paused)),
            Action::Stop => self.progress.iter_mut().for_each(Progress::stop),
            Action::Method(method) => self.saving.method = method,
            Action::MostSide(side) => self.saving.most_side = side,
            Action::KeepNames(keep) => self.saving.keep_names = keep,
            Action::Out(out) => self.saving.chosen_out = Some(out),
            Action::ShowInFolder => jobs.extend(self.reveal()),
            Action::DragOut => jobs.extend(self.entry().and_then(|entry| entry.copy_path().cloned()).map(Job::DragOut)),
            Action::CopyPicture => jobs.extend(self.copy_picture()),

            Action::Language(language) => self.language = language,
            Action::Theme(theme) => self.theme = theme,
            Action::Dismiss => match self.sheet.take() {
                // Asked for from there.
                Some(Sheet::Path(Choice::Out)) => self.sheet = Some(Sheet::Saving),
                Some(_) => {}
                None => self.notice = None,
            },
            Action::Close => self.close(),
            Action::CloseAnyway if self.starts_over => self.start_over(),
            Action::CloseAnyway => self.closing = true,
        }
        jobs
    }

    /// After actions and events, once a frame: lists are made again where something changed, and the worker gets what is due.
    pub fn settle(&mut self) -> Vec<Job> {
        self.sort_out();
        self.look_under();
        self.paint().into_iter().chain(self.sharpen()).chain(self.look_on()).collect()
    }

    /// The photo shown large or chosen in the grid.
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(self.current)
    }

    fn entry_mut(&mut self) -> Option<&mut Entry> {
        self.entries.get_mut(self.current)
    }

    /// The number of the entry at a place.
    pub fn id(&self, index: usize) -> Id {
        self.base + index
    }

    /// The place of a photo; `None` once it was taken out.
    fn index(&self, id: Id) -> Option<usize> {
        id.checked_sub(self.base).filter(|&index| index < self.entries.len())
    }

    /// Places of the photos that the filter lets through, in the order chosen.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Filters that let something through, with how much.
    pub fn chips(&self) -> &[(Filter, usize)] {
        &self.chips
    }

    /// What would be lost if the window closed now.
    pub fn undone(&self) -> Undone {
        let count = |pick: &dyn Fn(&Entry) -> bool| self.entries.iter().filter(|entry| pick(entry)).count();
        Undone {
            unsaved: count(&|entry| entry.edits.is_unsaved()),
            running: self.progress.as_ref().map_or(0, |progress| progress.total.saturating_sub(progress.done)),
            looked_through: count(&|entry| entry.review != Review::NotYet && entry.is_left()),
        }
    }

    /// Photos without a copy that shows what was decided.
    pub fn left_to_clean(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_left()).count()
    }

    /// Whether these are the thumbnails in view already.
    pub fn sees(&self, indices: &[usize]) -> bool {
        self.in_view == indices
    }

    fn close(&mut self) {
        if self.undone() == Undone::default() {
            self.closing = true;
        } else {
            self.starts_over = false;
            self.sheet = Some(Sheet::Leaving);
        }
    }

    fn show(&mut self, page: Page) -> Vec<Job> {
        if page != self.page && page == Page::Help {
            self.before = self.page;
        }
        if page != self.page {
            self.notice = None;
        }
        self.page = page;
        self.reviewing &= page == Page::Photo;
        if page == Page::Photo { self.open(self.current) } else { Vec::new() }
    }

    /// What is undone is asked about first.
    fn start_over(&mut self) {
        if self.sheet != Some(Sheet::Leaving) && self.undone() != Undone::default() {
            self.starts_over = true;
            self.sheet = Some(Sheet::Leaving);
            return;
        }
        if let Some(progress) = &self.progress {
            progress.control.stop();
        }
        let next = self.base + self.entries.len();
        let Self { language, theme, brush, .. } = *self;
        let saving = Saving { method: self.saving.method, ..Saving::default() };
        *self = Self { base: next, saving, brush, ..Self::new(language, theme) };
    }
}
