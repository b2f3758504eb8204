//! What the window asks the worker to do, and what comes back. Photos are named by a number that is never used twice.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::Choice;
use crate::batch::{self, Control, Written};
use crate::clean::Recipe;
use crate::cover::{Cover, Mask, Silhouette, Style};
use crate::detect::Seen;
use crate::error::Error;
use crate::inspect::{HiddenPicture, Inspected};
use crate::pixels::Image;
use crate::region::Region;
use crate::walk::{Found, Photo};

/// The number of a photo.
pub type Id = usize;

/// Something slow.
#[derive(Debug)]
pub enum Job {
    /// Finds the photos in files and folders.
    Walk(Vec<PathBuf>),
    /// Finds a place for copies of pictures that are no files.
    Place,
    /// Reads what many photos hide, without decoding pictures.
    Hidden(Vec<Id>, batch::Job, Control),
    /// One photo to be shown large: its picture, then its hidden pictures.
    Open(Id, Photo),
    /// Lets the detectors look at a photo.
    Look(Id, Photo),
    Thumb(Id, Photo),
    /// Draws the outline of the people and animals.
    Outline(Id, Photo),
    /// A part of the picture in its full size, with its covers.
    Detail {
        large: Large,
        photo: Photo,
        region: Region,
        covers: Vec<Cover>,
        version: u64,
    },
    /// Paints covers into a preview.
    Paint {
        id: Id,
        version: u64,
        preview: Arc<Image>,
        mask: Mask,
        style: Style,
    },
    Clean(Vec<Id>, batch::Job, Control),
    /// Reads back a copy that was written, to show it.
    After(Id, PathBuf),
    /// Cleans into memory and puts the picture into the clipboard.
    Copy(Id, Photo, Recipe),
    /// Makes a file in memory of a picture from the clipboard.
    Paste(Arc<Image>),
    Choose(Choice),
    /// Hands a file to the window that the pointer drags it to.
    DragOut(PathBuf),
    /// Shows a file in the system's file window.
    Reveal(PathBuf),
}

/// A picture to be shown large.
#[derive(Debug, Clone)]
pub struct Large {
    pub id: Id,
    /// RGBA, upright, in sRGB; smaller than the photo.
    pub preview: Arc<Image>,
    /// The photo's upright size.
    pub size: (u32, u32),
    pub pages: usize,
    /// Covers grow to whole blocks of so many pixels of the photo, and further by `reach`.
    pub block: (u32, u32),
    /// Where the first whole block begins.
    pub shift: (u32, u32),
    pub reach: u32,
}

impl Large {
    /// The pixels that covers take in a copy of the photo of `width`×`height` pixels: grown to whole blocks as in the file, so
    /// that nothing is covered there that was not shown so.
    pub fn mask(&self, covers: &[Cover], width: u32, height: u32) -> Mask {
        let mask = Mask::of(covers, width, height);
        if mask.is_empty() {
            return mask;
        }
        let scale = f64::from(self.size.0.max(1)) / f64::from(width.max(1));
        let scaled = |pixels: u32| (f64::from(pixels) / scale).round() as u32;
        let block = (scaled(self.block.0).max(1), scaled(self.block.1).max(1));
        let shift = (scaled(self.shift.0) % block.0, scaled(self.shift.1) % block.1);
        mask.grown(block, shift, (f64::from(self.reach) / scale).ceil() as u32)
    }
}

/// Something that the worker did.
#[derive(Debug)]
pub enum Event {
    Walked {
        found: Found,
        out: PathBuf,
        name: String,
    },
    Placed(PathBuf),
    Hidden(Id, Result<Inspected, Error>),
    Opened(Id, Result<(Large, Vec<String>), Error>),
    Pictures(Id, Vec<HiddenPicture>),
    Seen(Id, Result<Seen, Error>),
    Thumb(Id, Option<Arc<Image>>),
    /// The outline, and how many were seen and are not in it.
    Outlined(Id, Option<(Arc<Silhouette>, usize)>),
    Detail {
        id: Id,
        version: u64,
        region: Region,
        image: Arc<Image>,
    },
    Painted(Id, u64, Arc<Image>),
    Started(Id),
    Ended(Id, Result<Written, Error>),
    /// The batch of copies whose first photo this is is over.
    Over(Id),
    /// A copy as it lies on the disk.
    After(Id, Arc<Image>),
    Copied(Result<(), Error>),
    Pasted(Arc<[u8]>),
    Chosen(Choice, Vec<PathBuf>),
    /// No dialog of the system answers.
    NoDialog(Choice),
    NotRevealed(PathBuf),
    NotDragged,
}
