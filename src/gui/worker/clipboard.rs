//! The clean picture in the clipboard: made by `clean()` like every copy, then handed over as pixels.

use std::sync::mpsc::{Receiver, Sender, channel};

use super::{Outbox, spawn};
use crate::batch;
use crate::clean::{self, Recipe};
use crate::error::Error;
use crate::guarded::guarded;
use crate::gui::session::Event;
use crate::inspect;
use crate::pixels::{Image, Samples};
use crate::walk::Photo;

/// A thread that holds the clipboard: on some systems what was copied lasts only as long as its owner.
pub struct Clipboard {
    requests: Sender<(Photo, Recipe)>,
}

impl Clipboard {
    pub fn new(outbox: Outbox) -> Self {
        let (requests, waiting) = channel();
        spawn(move || run(&waiting, &outbox));
        Self { requests }
    }

    /// Cleans and copies; ends with [`Event::Copied`].
    pub fn copy(&self, photo: Photo, recipe: Recipe) {
        let _ = self.requests.send((photo, recipe));
    }
}

fn run(waiting: &Receiver<(Photo, Recipe)>, outbox: &Outbox) {
    let mut clipboard = None;
    while let Ok((photo, recipe)) = waiting.recv() {
        let copied = guarded(|| picture(&photo, &recipe)).flatten().and_then(|image| put(&mut clipboard, image));
        outbox.send(Event::Copied(copied));
    }
}

/// The pixels of a verified copy.
fn picture(photo: &Photo, recipe: &Recipe) -> Result<Image, Error> {
    let copy = clean::clean(&batch::read(photo)?, recipe, &|| false)?;
    let longer = copy.width.max(copy.height);
    inspect::open(copy.cleaned.bytes(), longer)?.preview(longer)
}

fn put(clipboard: &mut Option<arboard::Clipboard>, image: Image) -> Result<(), Error> {
    let failed = |error: arboard::Error| Error::Io { doing: "copying", what: error.to_string() };
    if clipboard.is_none() {
        *clipboard = Some(arboard::Clipboard::new().map_err(failed)?);
    }
    let (Some(clipboard), Samples::U8(rgba)) = (clipboard, image.samples) else {
        return Err(Error::Internal { what: "the picture has no pixels".into() });
    };
    let data = arboard::ImageData { width: image.width as usize, height: image.height as usize, bytes: rgba.into() };
    clipboard.set_image(data).map_err(failed)
}
