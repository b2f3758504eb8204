//! What a person covers and crops in one photo, with undo and redo.

use crate::cover::{Cover, Effect, Shape, Style};
use crate::region::Region;

/// A cover and where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub cover: Cover,
    /// The found area that it covers, by its place in the list of flags.
    pub flag: Option<usize>,
}

/// Something that can be chosen in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A found area that is not covered.
    Flag(usize),
    /// A cover, by its place in the list.
    Cover(usize),
    Crop,
}

/// All decisions about one photo at one moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decisions {
    pub covers: Vec<Placed>,
    pub crop: Option<Region>,
    pub style: Style,
}

/// Decisions and how to get back to earlier ones.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    now: Decisions,
    undo: Vec<Decisions>,
    redo: Vec<Decisions>,
    version: u64,
    saved: Option<u64>,
    /// The last change may be continued by the next (a cover that is being dragged).
    open: bool,
}

/// Steps that can be taken back.
const MOST_STEPS: usize = 200;

impl Edits {
    pub fn now(&self) -> &Decisions {
        &self.now
    }

    /// Grows with every change, undo and redo included.
    pub fn version(&self) -> u64 {
        self.version
    }

    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Whether something was decided that no saved copy shows.
    pub fn is_unsaved(&self) -> bool {
        match self.saved {
            Some(version) => version != self.version,
            None => self.now != Decisions::default(),
        }
    }

    /// A copy with the decisions of `version` was written.
    pub fn saved(&mut self, version: u64) {
        self.saved = Some(version);
    }

    /// The flag's cover, where it has one.
    pub fn cover_of(&self, flag: usize) -> Option<usize> {
        self.now.covers.iter().position(|placed| placed.flag == Some(flag))
    }

    /// Changes the decisions; `joins`: together with the last change they are one step.
    pub fn change(&mut self, joins: bool, change: impl FnOnce(&mut Decisions)) {
        let mut next = self.now.clone();
        change(&mut next);
        if next == self.now {
            return;
        }
        if !(joins && self.open) {
            if self.undo.len() == MOST_STEPS {
                self.undo.remove(0);
            }
            self.undo.push(self.now.clone());
        }
        self.open = joins;
        self.now = next;
        self.redo.clear();
        self.version += 1;
    }

    pub fn undo(&mut self) {
        if let Some(before) = self.undo.pop() {
            self.redo.push(std::mem::replace(&mut self.now, before));
            self.version += 1;
            self.open = false;
        }
    }

    pub fn redo(&mut self) {
        if let Some(after) = self.redo.pop() {
            self.undo.push(std::mem::replace(&mut self.now, after));
            self.version += 1;
            self.open = false;
        }
    }
}

impl Decisions {
    /// The covers as the engine takes them.
    pub fn covers(&self) -> Vec<Cover> {
        self.covers.iter().map(|placed| placed.cover.clone()).collect()
    }

    /// Whether anything is covered.
    pub fn hides(&self) -> bool {
        self.covers.iter().any(|placed| placed.cover.effect == Effect::Hide)
    }

    /// The box around a part that can be moved; strokes and outlines stay where they were drawn.
    pub fn region(&self, part: Part) -> Option<Region> {
        match part {
            Part::Flag(_) => None,
            Part::Crop => self.crop,
            Part::Cover(index) => match &self.covers.get(index)?.cover.shape {
                Shape::Inside(region) | Shape::Outside(region) | Shape::Ellipse(region) => Some(*region),
                Shape::Stroke(_) | Shape::Around(_) => None,
            },
        }
    }

    /// Puts a part into another box.
    pub fn reshape(&mut self, part: Part, to: Region) {
        match part {
            Part::Flag(_) => {}
            Part::Crop => self.crop = Some(to),
            Part::Cover(index) => {
                let Some(placed) = self.covers.get_mut(index) else { return };
                match &mut placed.cover.shape {
                    Shape::Inside(region) | Shape::Outside(region) | Shape::Ellipse(region) => *region = to,
                    Shape::Stroke(_) | Shape::Around(_) => {}
                }
            }
        }
    }

    /// Takes a part away.
    pub fn remove(&mut self, part: Part) {
        match part {
            Part::Flag(_) => {}
            Part::Crop => self.crop = None,
            Part::Cover(index) if index < self.covers.len() => drop(self.covers.remove(index)),
            Part::Cover(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hide(x0: f64) -> Placed {
        let shape = Shape::Inside(Region::new(x0, 0.0, 1.0, 1.0).unwrap());
        Placed { cover: Cover { shape, effect: Effect::Hide }, flag: None }
    }

    #[test]
    fn every_change_can_be_taken_back_and_made_again() {
        let mut edits = Edits::default();
        for i in 0..5 {
            edits.change(false, |now| now.covers.push(hide(f64::from(i) / 10.0)));
        }
        let last = edits.now().clone();
        for left in (0..5).rev() {
            edits.undo();
            assert_eq!(edits.now().covers.len(), left);
        }
        assert!(!edits.can_undo());
        while edits.can_redo() {
            edits.redo();
        }
        assert_eq!(*edits.now(), last);
    }

    #[test]
    fn a_drag_is_one_step() {
        let mut edits = Edits::default();
        edits.change(false, |now| now.covers.push(hide(0.1)));
        for i in 2..9 {
            let to = Region::new(f64::from(i) / 10.0, 0.0, 1.0, 1.0).unwrap();
            edits.change(true, |now| now.reshape(Part::Cover(0), to));
        }
        edits.undo();
        assert_eq!(edits.now().covers, [hide(0.1)]);
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let mut edits = Edits::default();
        edits.change(false, |now| now.crop = None);
        assert!(!edits.can_undo() && !edits.is_unsaved());
    }

    #[test]
    fn work_is_unsaved_until_a_copy_shows_it() {
        let mut edits = Edits::default();
        edits.change(false, |now| now.covers.push(hide(0.1)));
        assert!(edits.is_unsaved());
        edits.saved(edits.version());
        assert!(!edits.is_unsaved());
        edits.undo();
        assert!(edits.is_unsaved());
    }
}
