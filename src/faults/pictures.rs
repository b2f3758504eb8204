//! Faults in the pictures themselves.

use super::{Change, Fault};
use crate::pixels::orientation::upright;
use crate::pixels::{Decoded, Image, Orientation, Samples};

const fn fault(name: &'static str, change: fn(&mut Decoded, &Decoded)) -> Fault {
    Fault { name, format: "", change: Change::Pictures(change) }
}

pub const FAULTS: &[Fault] = &[
    fault("a cover is skipped", |copy, original| copy.pages.clone_from(&original.pages)),
    fault("a cover is skipped on the last page", |copy, original| {
        if let (Some(to), Some(from)) = (copy.pages.last_mut(), original.pages.last()) {
            to.image = from.image.clone();
        }
    }),
    fault("a cover lies beside its place", |copy, original| {
        for (to, from) in copy.pages.iter_mut().zip(&original.pages) {
            let covered = std::mem::replace(&mut to.image, from.image.clone());
            remix(&mut to.image, |at, (_, count)| {
                let left = at.checked_sub(9 * count)?;
                (sample(&covered, left) != sample(&from.image, left)).then(|| sample(&covered, left))?
            });
        }
    }),
    fault("it is turned by a quarter", |copy, _| turn(copy, Orientation::Rotated90)),
    fault("it is turned by three quarters", |copy, _| turn(copy, Orientation::Rotated270)),
    fault("it stands on its head", |copy, _| turn(copy, Orientation::Rotated180)),
    fault("it is mirrored", |copy, _| turn(copy, Orientation::MirroredHorizontally)),
    fault("it is mirrored top to bottom", |copy, _| turn(copy, Orientation::MirroredVertically)),
    fault("its rows became columns", |copy, _| turn(copy, Orientation::Transposed)),
    fault("its lower half is missing", |copy, _| {
        for page in &mut copy.pages {
            let half = page.image.samples.len() / 2;
            let source = page.image.clone();
            remix(&mut page.image, |at, _| if at < half { sample(&source, at) } else { Some(153) });
        }
    }),
    fault("its colours are negative", |copy, _| {
        for page in &mut copy.pages {
            let source = page.image.clone();
            let colours = source.channels.count() - usize::from(source.channels.has_alpha());
            remix(&mut page.image, |at, (_, count)| {
                let value = sample(&source, at)?;
                Some(if at % count < colours { 255 - value } else { value })
            });
        }
    }),
    fault("a column is lost", |copy, _| {
        for page in &mut copy.pages {
            let count = page.image.channels.count();
            let across = page.image.width as usize * count;
            if let Samples::U8(samples) = &page.image.samples {
                let fewer = samples.chunks_exact(across).flat_map(|row| row.iter().skip(count)).copied().collect();
                let (width, height) = (page.image.width - 1, page.image.height);
                if let Some(image) = Image::new(width, height, page.image.channels, Samples::U8(fewer)) {
                    page.image = image;
                }
            }
        }
    }),
    fault("a frame or page is lost", |copy, _| {
        if copy.pages.len() > 1 {
            copy.pages.remove(1);
        }
    }),
    fault("a frame or page comes twice", |copy, _| {
        if copy.pages.len() > 1 {
            copy.pages.extend(copy.pages.last().cloned());
        }
    }),
    fault("a frame stays too long", |copy, _| {
        if let Some(delay) = copy.pages.last_mut().and_then(|page| page.delay.as_mut()) {
            delay.num += delay.den / 50;
        }
    }),
];

fn turn(copy: &mut Decoded, orientation: Orientation) {
    for page in &mut copy.pages {
        page.image = upright(page.image.clone(), orientation);
    }
}

fn sample(image: &Image, at: usize) -> Option<u8> {
    match &image.samples {
        Samples::U8(all) => all.get(at).copied(),
        Samples::U16(all) => all.get(at).map(|value| (value >> 8) as u8),
    }
}

/// Sets each sample anew, from its place and the width and channels of the image.
fn remix(image: &mut Image, value: impl Fn(usize, (usize, usize)) -> Option<u8>) {
    let across = (image.width as usize, image.channels.count());
    if let Samples::U8(all) = &mut image.samples {
        for (at, to) in all.iter_mut().enumerate() {
            *to = value(at, across).unwrap_or(*to);
        }
    }
}
