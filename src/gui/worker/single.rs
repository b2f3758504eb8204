//! Work on one photo that is shown.

use std::fs;
use std::sync::Arc;

use super::Outbox;
use crate::batch;
use crate::detect::Sensitivity;
use crate::error::Error;
use crate::formats::{Encoding, Target};
use crate::guarded::guarded;
use crate::gui::session::{Event, Id, Job, Large};
use crate::inspect::{self, Opened};
use crate::pixels::{Decoded, Image};
use crate::walk::Photo;

/// Longer sides, in pixels.
const PREVIEW: u32 = 2048;
const THUMB: u32 = 320;
const DETAIL: u32 = 2560;

/// Does one job; a decoder that panics costs the job its result.
pub fn work(job: Job, outbox: &Outbox) {
    match job {
        Job::Open(id, photo) => open(id, &photo, outbox),
        Job::Look(id, photo) => {
            let seen = guarded(|| opened(&photo, 0)?.seen(Sensitivity::Normal)).flatten();
            outbox.send(Event::Seen(id, seen));
        }
        Job::Thumb(id, photo) => {
            let image = guarded(|| inspect::thumbnail(&batch::read(&photo)?, THUMB)).flatten();
            outbox.send(Event::Thumb(id, image.ok().map(Arc::new)));
        }
        Job::Outline(id, photo) => {
            let outline = guarded(|| opened(&photo, 0)?.outline()).flatten();
            outbox.send(Event::Outlined(id, outline.ok().flatten().map(Arc::new)));
        }
        Job::Detail(id, photo, region) => {
            let image = guarded(|| inspect::detail(&batch::read(&photo)?, region, DETAIL)).flatten();
            if let Ok(image) = image {
                outbox.send(Event::Detail(id, region, Arc::new(image)));
            }
        }
        Job::Paint { id, version, preview, mask, style } => {
            let mut image = Image::clone(&preview);
            style.paint(&mut image, &mask);
            outbox.send(Event::Painted(id, version, Arc::new(image)));
        }
        Job::After(id, path) => {
            // The copy as it lies on the disk, not as it was meant to be.
            let image = guarded(|| {
                let bytes = fs::read(&path).map_err(|error| Error::Io { doing: "reading", what: error.to_string() })?;
                inspect::open(&bytes, PREVIEW)?.preview(PREVIEW)
            });
            if let Ok(image) = image.flatten() {
                outbox.send(Event::After(id, Arc::new(image)));
            }
        }
        _ => {}
    }
}

fn opened(photo: &Photo, least: u32) -> Result<Opened, Error> {
    inspect::open(&batch::read(photo)?, least)
}

/// The picture first, then what is hidden in it, then what it shows.
fn open(id: Id, photo: &Photo, outbox: &Outbox) {
    let shown = guarded(|| {
        let bytes = batch::read(photo)?;
        let opened = inspect::open(&bytes, PREVIEW)?;
        let preview = Arc::new(opened.preview(PREVIEW)?);
        let large = Large {
            id,
            preview: preview.clone(),
            size: (opened.width, opened.height),
            pages: opened.pages,
            block: opened.block(),
            reach: opened.reach(),
        };
        outbox.send(Event::Opened(id, Ok((large, opened.warnings.clone()))));
        Ok((bytes, opened, preview))
    });
    let (bytes, opened, preview) = match shown.flatten() {
        Ok(shown) => shown,
        Err(error) => return outbox.send(Event::Opened(id, Err(error))),
    };
    if let Ok(pictures) = guarded(|| inspect::hidden_pictures(&bytes, &preview)) {
        outbox.send(Event::Pictures(id, pictures));
    }
    drop(bytes);
    outbox.send(Event::Seen(id, guarded(|| opened.seen(Sensitivity::Normal)).flatten()));
}

/// A picture from the clipboard becomes a file in memory, to be cleaned like every other.
pub fn pasted(image: &Image, outbox: &Outbox) {
    let file = Target::Png.encode(&Decoded::still(image.clone()), Encoding { quality: 92 });
    if let Ok(file) = file {
        outbox.send(Event::Pasted(file.into()));
    }
}
