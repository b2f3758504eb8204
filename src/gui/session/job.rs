//! What the window asks the worker to do, and what comes back. Photos are named by a number that is never used twice.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::Choice;
use crate::batch::{self, Control, Written};
use crate::clean::Recipe;
use crate::cover::{Mask, Silhouette, Style};
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
    /// Reads what many photos hide, without decoding pictures.
    Hidden(Vec<Id>, batch::Job, Control),
    /// One photo to be shown large: its picture, then its hidden pictures, then what it shows.
    Open(Id, Photo),
    /// Lets the detectors look at a photo that is not shown.
    Look(Id, Photo),
    Thumb(Id, Photo),
    /// Draws the outline of the people and animals.
    Outline(Id, Photo),
    /// A part of the picture in its full size.
    Detail(Id, Photo, Region),
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
    pub reach: u32,
}

/// Something that the worker did.
#[derive(Debug)]
pub enum Event {
    Walked {
        found: Found,
        out: PathBuf,
        name: String,
    },
    Hidden(Id, Result<Inspected, Error>),
    Opened(Id, Result<(Large, Vec<String>), Error>),
    Pictures(Id, Vec<HiddenPicture>),
    Seen(Id, Result<Seen, Error>),
    Thumb(Id, Option<Arc<Image>>),
    Outlined(Id, Option<Arc<Silhouette>>),
    Detail(Id, Region, Arc<Image>),
    Painted(Id, u64, Arc<Image>),
    Started(Id),
    Ended(Id, Result<Written, Error>),
    /// A batch of copies is over.
    Over,
    /// A copy as it lies on the disk.
    After(Id, Arc<Image>),
    Copied(Result<(), Error>),
    Pasted(Arc<[u8]>),
    Chosen(Choice, Vec<PathBuf>),
    /// No dialog of the system answers.
    NoDialog(Choice),
    NotRevealed(PathBuf),
}
