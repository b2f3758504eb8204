//! What a walk brings home: findings, facts, and pixels for those who asked.

use super::Look;
use crate::item::{Item, Kind};
use crate::pixels::{Delay, Image};

/// What a file says about its pictures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// The word in the JSON.
    pub format: &'static str,
    pub width: u32,
    pub height: u32,
    /// Frames or pages.
    pub pages: usize,
    /// One a frame, in animations.
    pub delays: Vec<Delay>,
    /// How often an animation runs; 0: for ever.
    pub loops: Option<u32>,
    /// The look of the first page, where it came without decoding pixels.
    pub look: Option<Look>,
    /// How far a mean colour may be off because of coarse quantisation, 0..=255.
    pub coarseness: f32,
}

/// One picture of the file, or the part of the canvas that a frame repaints.
pub struct Frame {
    pub page: usize,
    /// Where its left upper corner lies on the canvas.
    pub x: u32,
    pub y: u32,
    pub image: Image,
    /// Size of the blocks in which pixels are coded with loss; (1, 1) where they are coded one by one.
    pub block: (u32, u32),
    /// Its colours come from a short palette.
    pub palette: bool,
}

/// Which pixels are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wants {
    #[default]
    Nothing,
    /// Only what the first page looks like.
    Look,
    /// The pixels of every page.
    Pixels,
}

/// The notebook of a walk.
#[derive(Default)]
pub struct Notes<'a> {
    pub items: Vec<Item>,
    pub wants: Wants,
    /// Is shown the frames one by one.
    pub show: Option<&'a mut dyn FnMut(Frame)>,
}

impl Notes<'_> {
    /// Notes one piece that is not needed.
    pub fn found(&mut self, kind: Kind, place: impl Into<String>, bytes: usize) {
        // A file of millions of empty pieces must not fill the memory.
        if self.items.len() < 1000 {
            self.items.push(Item::new(kind, place, bytes));
        }
    }

    /// Notes the same unless `fine`.
    pub fn expect(&mut self, fine: bool, kind: Kind, place: &str, bytes: usize) {
        if !fine {
            self.found(kind, place, bytes);
        }
    }

    /// Whether the pixels of this page are asked for.
    pub fn wants_page(&self, page: usize) -> bool {
        match self.wants {
            Wants::Nothing => false,
            Wants::Look => page == 0,
            Wants::Pixels => true,
        }
    }

    pub fn show(&mut self, frame: Frame) {
        if let Some(show) = &mut self.show {
            show(frame);
        }
    }
}
