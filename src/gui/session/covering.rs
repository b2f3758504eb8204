//! Covers, crop and what is chosen in the large picture.

use std::sync::Arc;

use super::edits::{Part, Placed};
use super::{Action, Entry, Job, Looked, Notice, Outlined, Session, Tool, visible};
use crate::cover::{Cover, Effect, Mask, Shape, Silhouette, Style};
use crate::detect::Category;
use crate::region::Region;

/// Photos of one size that were taken within so many minutes are similar.
const SIMILAR_MINUTES: i64 = 5;

impl Session {
    /// The actions that change what is covered.
    pub(super) fn cover(&mut self, action: Action) -> Vec<Job> {
        match action {
            Action::ToggleFlag(flag) => self.toggle(flag),
            Action::CoverAllFlags => self.cover_all_flags(),
            Action::KeepSubjects => return self.keep_subjects(),
            Action::CancelOutline if self.is_outlining() => {
                self.entry_mut().into_iter().for_each(|entry| entry.outlined = Outlined::NotAsked);
            }
            Action::Cover(shape) => self.place(shape, Effect::Hide),
            Action::Uncover(shape) => self.place(shape, Effect::Show),
            Action::Crop(crop) => {
                self.change(false, |now| now.crop = crop);
                self.selected = crop.map(|_| Part::Crop);
                self.tool = Tool::Select;
            }
            Action::Select(part) => self.selected = part,
            Action::SelectNext(forward) => self.select_next(forward),
            Action::Reshape(region, joins) => {
                if let Some(part) = self.selected {
                    self.change(joins, |now| now.reshape(part, region));
                }
            }
            Action::Delete => {
                if let Some(part) = self.selected.take() {
                    self.change(false, |now| now.remove(part));
                }
            }
            Action::Style(style) => self.change(false, |now| now.style = style),
            Action::Undo => self.entry_mut().into_iter().for_each(|entry| entry.edits.undo()),
            Action::Redo => self.entry_mut().into_iter().for_each(|entry| entry.edits.redo()),
            Action::CoverSimilar => self.cover_similar(),
            _ => {}
        }
        self.forget_what_is_gone();
        self.stale.visible = true;
        Vec::new()
    }

    fn change(&mut self, joins: bool, change: impl FnOnce(&mut super::Decisions)) {
        if let Some(entry) = self.entry_mut() {
            entry.edits.change(joins, change);
        }
    }

    /// A chosen part that an undo took away is chosen no longer.
    fn forget_what_is_gone(&mut self) {
        let Some(entry) = self.entry() else { return };
        let now = entry.edits.now();
        let there = match self.selected {
            Some(Part::Cover(index)) => index < now.covers.len(),
            Some(Part::Crop) => now.crop.is_some(),
            Some(Part::Flag(_)) | None => true,
        };
        if !there {
            self.selected = None;
        }
    }

    /// The found areas of the photo shown, and what each is.
    fn areas(&self) -> Vec<(Category, Region)> {
        self.entry().map(Entry::areas).unwrap_or_default()
    }

    fn toggle(&mut self, flag: usize) {
        let Some(&(_, region)) = self.areas().get(flag) else { return };
        let Some(entry) = self.entry_mut() else { return };
        let covered = entry.edits.cover_of(flag);
        entry.edits.change(false, |now| match covered {
            Some(at) => drop(now.covers.remove(at)),
            None => now.covers.push(found(flag, region)),
        });
        self.selected = Some(Part::Flag(flag)).filter(|_| covered.is_some());
    }

    /// All but faces, as `--cover all`.
    fn cover_all_flags(&mut self) {
        let areas = self.areas();
        let Some(entry) = self.entry_mut() else { return };
        let is_open = |flag: usize, category: Category| category.is_of_place() && entry.edits.cover_of(flag).is_none();
        let open: Vec<(usize, Region)> = areas
            .into_iter()
            .enumerate()
            .filter(|(flag, (category, _))| is_open(*flag, *category))
            .map(|(flag, (_, region))| (flag, region))
            .collect();
        entry.edits.change(false, |now| {
            now.covers.extend(open.into_iter().map(|(flag, region)| found(flag, region)));
        });
    }

    fn place(&mut self, shape: Shape, effect: Effect) {
        let stays = matches!(shape, Shape::Stroke(_));
        self.change(false, |now| now.covers.push(Placed { cover: Cover { shape, effect }, flag: None }));
        if stays {
            return;
        }
        let last = self.entry().map(|entry| entry.edits.now().covers.len());
        self.selected = last.and_then(|count| count.checked_sub(1)).map(Part::Cover);
        self.tool = Tool::Select;
    }

    /// An outline is being drawn for the photo shown.
    pub fn is_outlining(&self) -> bool {
        self.entry().is_some_and(|entry| entry.outlined == Outlined::Drawing)
    }

    fn keep_subjects(&mut self) -> Vec<Job> {
        let id = self.id(self.current);
        let Some(entry) = self.entry_mut() else { return Vec::new() };
        match entry.outlined.clone() {
            Outlined::Drawn(outline, lost) => self.keep(outline, lost),
            Outlined::Unclear => self.cover_everything(),
            Outlined::Drawing => {}
            Outlined::NotAsked => {
                entry.outlined = Outlined::Drawing;
                return vec![Job::Outline(id, entry.photo.clone())];
            }
        }
        Vec::new()
    }

    /// Everything but the outline is covered, and the brush is at hand to shape it. Covers of found areas go: what of them lies
    /// inside the outline is what the person wants to keep, the rest is covered anyway.
    pub(super) fn keep(&mut self, outline: Arc<Silhouette>, lost: usize) {
        let shape = Shape::Around(outline);
        let cover = Cover { shape, effect: Effect::Hide };
        self.change(false, |now| {
            now.covers.retain(|placed| placed.flag.is_none());
            if !now.covers.iter().any(|placed| placed.cover == cover) {
                now.covers.push(Placed { cover, flag: None });
            }
        });
        self.selected = None;
        self.tool = Tool::Brush;
        self.notice = Some(Notice::OutlineDrawn(lost));
    }

    /// Where no outline can be told, everything is covered, and the person takes off what may be seen.
    pub(super) fn cover_everything(&mut self) {
        let Some(all) = Region::new(0.0, 0.0, 1.0, 1.0) else { return };
        self.place(Shape::Inside(all), Effect::Hide);
        self.selected = None;
        self.tool = Tool::Uncover;
        self.notice = Some(Notice::OutlineUnclear);
    }

    fn select_next(&mut self, forward: bool) {
        let Some(entry) = self.entry() else { return };
        let now = entry.edits.now();
        let flags = entry.seen().map_or(0, |seen| seen.flags.len());
        let open = (0..flags).filter(|&flag| entry.edits.cover_of(flag).is_none()).map(Part::Flag);
        let covers = (0..now.covers.len()).map(Part::Cover).filter(|&part| now.region(part).is_some());
        let parts: Vec<Part> = open.chain(covers).chain(now.crop.map(|_| Part::Crop)).collect();
        let at = self.selected.and_then(|part| parts.iter().position(|&other| other == part));
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => parts.len().saturating_sub(1),
            (Some(at), true) => (at + 1) % parts.len().max(1),
            (Some(at), false) => (at + parts.len() - 1) % parts.len().max(1),
        };
        self.selected = parts.get(next).copied();
    }

    fn cover_similar(&mut self) {
        let Some(from) = self.entry() else { return };
        let decisions = from.edits.now().clone();
        let similar: Vec<usize> = self.similar();
        for &index in &similar {
            if let Some(entry) = self.entries.get_mut(index) {
                entry.edits.change(false, |now| {
                    if now.covers.is_empty() {
                        now.style = decisions.style;
                    }
                    // What is covered there already stays covered.
                    for placed in &decisions.covers {
                        let placed = Placed { flag: None, ..placed.clone() };
                        if !now.covers.contains(&placed) {
                            now.covers.push(placed);
                        }
                    }
                });
            }
        }
        self.notice = Some(if similar.is_empty() { Notice::NoSimilar } else { Notice::CoveredSimilar(similar.len()) });
    }

    /// Photos of the same size that were taken within some minutes of the one shown.
    pub fn similar(&self) -> Vec<usize> {
        let Some(from) = self.entry() else { return Vec::new() };
        let Some(minute) = from.minute() else { return Vec::new() };
        let near = |index: &usize| {
            self.entries.get(*index).is_some_and(|entry| {
                entry.size.is_some()
                    && entry.size == from.size
                    && entry.minute().is_some_and(|other| (other - minute).abs() <= SIMILAR_MINUTES)
            })
        };
        (0..self.entries.len()).filter(|&index| index != self.current).filter(near).collect()
    }

    /// The covered pixels of the preview.
    pub fn mask(&self) -> Option<Mask> {
        let (entry, large) = (self.entry()?, self.large.as_ref()?);
        let preview = &large.preview;
        Some(large.mask(&entry.edits.now().covers(), preview.width, preview.height))
    }

    /// Whether a found area lies under covers, whoever placed them.
    pub fn is_under(&self, flag: usize) -> bool {
        self.under.1.get(flag).is_some_and(|under| *under)
    }

    /// Finds out which found areas lie under covers, where something changed.
    pub(super) fn look_under(&mut self) {
        let flags = self.areas();
        let shown = self.large.as_ref().zip(self.entry());
        let key = shown.map(|(large, entry)| (large.id, entry.edits.version(), flags.len()));
        if key == self.under.0 {
            return;
        }
        let (mask, now) = (self.mask(), self.entry().map(|entry| entry.edits.now()));
        let under = mask.zip(now).map(|(mask, now)| visible::hidden(&flags, now, &mask));
        self.under = (key, under.unwrap_or_default());
    }

    /// Soft covers take time: the worker paints them.
    pub(super) fn paint(&mut self) -> Vec<Job> {
        let Some(large) = self.large.clone().filter(|large| large.id == self.id(self.current)) else {
            return Vec::new();
        };
        let Some(entry) = self.entry() else { return Vec::new() };
        let (version, style) = (entry.edits.version(), entry.edits.now().style);
        let is_due = style == Style::Soft && entry.edits.now().hides() && self.asked_paint != Some((large.id, version));
        if !is_due {
            return Vec::new();
        }
        let Some(mask) = self.mask() else { return Vec::new() };
        self.asked_paint = Some((large.id, version));
        vec![Job::Paint { id: large.id, version, preview: large.preview, mask, style }]
    }

    /// The word for whom the picture is about; `None` where nobody was seen.
    pub fn subject(&self) -> Option<&'static str> {
        let Looked::Seen(seen) = &self.entry()?.looked else { return None };
        let first = seen.subjects.first()?;
        let alike = seen.subjects.iter().all(|subject| subject.kind == first.kind);
        let people = seen.subjects.iter().filter(|subject| subject.kind == "person").count();
        Some(match (seen.subjects.len(), people) {
            (1, 1) => "person",
            (1, _) if first.confidence >= SURE && matches!(first.kind, "cat" | "dog" | "bird" | "horse") => first.kind,
            (1, _) => "animal",
            (_, 0) if alike || people == 0 => "animals",
            (count, people) if count == people => "people",
            _ => "all",
        })
    }
}

/// From here on a cat is called a cat: below, the network takes one animal for another too often.
const SURE: f32 = 0.6;

fn found(flag: usize, region: Region) -> Placed {
    Placed { cover: Cover { shape: Shape::Inside(region), effect: Effect::Hide }, flag: Some(flag) }
}
