//! The outlines of everybody in a picture, for "keep only".

use super::outline::{self, Picture, Refused};
use super::subjects::{self, Subject};
use super::view::View;
use crate::cover::Silhouette;
use crate::error::Error;
use crate::pixels::scale::{self, Smoothing};
use crate::pixels::{Page, Samples};
use crate::region::Region;

/// Longer side of the copy on which outlines are drawn, in pixels.
const SIDE: u32 = 320;
/// Outlines that moved boxes agree on less are not taken where nobody looks before the copy is written: of fifty on real
/// photos, three of the eight below it showed ground, and four of the 42 above.
const STEADY: f32 = 0.8;

/// Who looks at an outline before it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looker {
    Nobody,
    /// A person sees it and can shape it: less sure ones are a good start.
    Person,
}

/// Who can be kept.
#[derive(Debug, Default)]
pub struct Kept {
    /// Who has an outline.
    pub outlined: Vec<(Subject, Silhouette)>,
    /// Who was seen and has no outline, and why, as the end of a sentence.
    pub lost: Vec<(Subject, &'static str)>,
}

impl Kept {
    /// All of them together; `None` where nobody has an outline.
    pub fn together(&self) -> Option<Silhouette> {
        let mut outlines = self.outlined.iter().map(|(_, outline)| outline);
        let mut all = outlines.next()?.clone();
        outlines.for_each(|outline| all.join(outline));
        Some(all)
    }
}

/// Looks for people and animals and draws their outlines, for a person to look at.
pub fn outlined(page: Page) -> Result<Kept, Error> {
    outlined_in(&View::of(page)?, Looker::Person)
}

/// The same in what is looked at otherwise, too.
pub fn outlined_in(view: &View, looker: Looker) -> Result<Kept, Error> {
    let seen = subjects::subjects(view.sight()?);
    let large = view.picture();
    let (width, height) = scale::fitted(large.width, large.height, SIDE);
    let small = scale::reduced(large, width, height, Smoothing::Box)?;
    let mut kept = Kept::default();
    let Samples::U8(samples) = &small.samples else { return Ok(kept) };
    let Some(picture) = Picture::new(width, height, samples) else { return Ok(kept) };
    for (index, subject) in seen.iter().enumerate() {
        let others = seen.iter().enumerate().filter(|(other, _)| *other != index);
        let others: Vec<Region> = others.map(|(_, other)| other.region).collect();
        let drawn = outline::outline(&picture, subject.region, &others);
        let least = if looker == Looker::Nobody { STEADY } else { 0.0 };
        let steady =
            drawn.and_then(|outline| if outline.steadiness < least { Err(Refused::Unsteady) } else { Ok(outline) });
        match steady {
            Ok(outline) => kept.outlined.push((subject.clone(), outline.silhouette)),
            Err(refused) => kept.lost.push((subject.clone(), why(refused))),
        }
    }
    Ok(kept)
}

fn why(refused: Refused) -> &'static str {
    match refused {
        Refused::TooSmall => "it is too small to draw around",
        Refused::FillsPicture => "it fills the picture, so that its edge cannot be told from what is behind",
        Refused::Unsteady | Refused::Area | Refused::OffBox | Refused::Pieces | Refused::LikeGround => {
            "its edge cannot be told well enough from what is behind"
        }
    }
}
