//! Work on one photo that is shown.

use std::fs;
use std::sync::Arc;

use super::Outbox;
use crate::batch;
use crate::cover::{Cover, Mask, Style};
use crate::detect::Sensitivity;
use crate::error::Error;
use crate::formats::{Encoding, Target};
use crate::guarded::guarded;
use crate::gui::session::{Event, Id, Job, Large};
use crate::inspect::{self, Opened};
use crate::pixels::{Decoded, Image};
use crate::region::{PixelBox, Region};
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
            let kept = guarded(|| opened(&photo, 0)?.outlines()).flatten().unwrap_or_default();
            outbox.send(Event::Outlined(id, kept.together().map(|outline| (Arc::new(outline), kept.lost.len()))));
        }
        Job::Detail { large, photo, region, covers, version } => {
            let image = guarded(|| inspect::detail(&batch::read(&photo)?, region, DETAIL)).flatten();
            if let Ok(mut image) = image {
                cover_part(&mut image, &large, region, &covers);
                outbox.send(Event::Detail { id: large.id, version, region, image: Arc::new(image) });
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

/// The picture first, then what is hidden in it.
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
            shift: opened.shift(),
            reach: opened.reach(),
        };
        outbox.send(Event::Opened(id, Ok((large, opened.warnings))));
        Ok((bytes, preview))
    });
    match shown.flatten() {
        Ok((bytes, preview)) => {
            let pictures = guarded(|| inspect::hidden_pictures(&bytes, &preview)).unwrap_or_default();
            outbox.send(Event::Pictures(id, pictures));
        }
        Err(error) => outbox.send(Event::Opened(id, Err(error))),
    }
}

/// Paints the covers of the whole photo into a part of it.
fn cover_part(part: &mut Image, large: &Large, region: Region, covers: &[Cover]) {
    let whole = |side: u32, from: f64, to: f64| (f64::from(side) / (to - from)).round() as u32;
    let (width, height) = (whole(part.width, region.x0, region.x1), whole(part.height, region.y0, region.y1));
    let all = large.mask(covers, width, height);
    let (left, top) = ((region.x0 * f64::from(width)).round() as u32, (region.y0 * f64::from(height)).round() as u32);
    let mut mask = Mask::empty(part.width, part.height);
    for y in 0..part.height {
        for &(x0, x1) in all.row(top + y) {
            mask.cover(PixelBox { x0: x0.saturating_sub(left), y0: y, x1: x1.saturating_sub(left), y1: y + 1 });
        }
    }
    Style::Solid.paint(part, &mask);
}

/// A picture from the clipboard becomes a file in memory, to be cleaned like every other.
pub fn pasted(image: &Image, outbox: &Outbox) {
    let file = Target::Png.encode(&Decoded::still(image.clone()), Encoding { quality: 92 });
    if let Ok(file) = file {
        outbox.send(Event::Pasted(file.into()));
    }
}
