//! What a recipe covers in one picture: what a person gave, and what the detectors find.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Recipe;
use crate::cover::{Cover, Effect, Mask, Shape};
use crate::detect::{self, Category, Seen, Subject, View};
use crate::error::Error;
use crate::formats::Format;
use crate::note;
use crate::pixels::{Decoded, Page};
use crate::region::Region;

/// One covered box and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Covered {
    /// `None`: a person asked for it.
    pub category: Option<Category>,
    pub region: Region,
}

/// The covers of one picture.
#[derive(Debug, Default)]
pub struct Plan {
    covers: Vec<Cover>,
    /// Width and height of the picture, as far as they matter for boxes.
    size: (u32, u32),
    pub covered: Vec<Covered>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

impl Plan {
    /// Looks where the recipe asks for it. Errors: the picture cannot be read; nobody was found to keep.
    pub fn of(format: &dyn Format, untrusted: &[u8], recipe: &Recipe) -> Result<Self, Error> {
        let size = format.size(untrusted).unwrap_or((1, 1));
        let mut plan = Self { size, ..Self::default() };
        recipe.covers.iter().for_each(|cover| plan.add(cover.clone(), None));
        if recipe.cover_found.is_empty() && !recipe.keep_subjects {
            return Ok(plan);
        }
        let decoded = format.decode_small(untrusted, detect::LEAST_SIDE)?;
        let finds = !recipe.cover_found.is_empty();
        let seen = if recipe.keep_subjects {
            let view = View::of(only_page(decoded)?)?;
            plan.keep_subjects(&view)?;
            finds.then(|| detect::look_at(&view, recipe.sensitivity)).transpose()?
        } else {
            Some(detect::look(decoded, recipe.sensitivity)?)
        };
        if let Some(Seen { flags, warnings, .. }) = seen {
            let found = flags.iter().filter(|flag| recipe.cover_found.contains(&flag.category));
            found.clone().for_each(|flag| plan.add(Cover::hide(Shape::Inside(flag.region)), Some(flag.category)));
            plan.warnings.extend(warnings);
            let seen = flags.iter().map(|flag| flag.category);
            let left: BTreeSet<_> = seen.filter(|category| !recipe.cover_found.contains(category)).collect();
            if !left.is_empty() {
                plan.warnings.push(note::not_covered(&left.into_iter().map(Category::id).collect::<Vec<_>>()));
            }
            plan.warnings.extend(remark(&found.map(|flag| flag.region).collect::<Vec<_>>()).map(String::from));
        }
        Ok(plan)
    }

    fn keep_subjects(&mut self, view: &View) -> Result<(), Error> {
        let kept = detect::outlined_in(view, detect::Looker::Nobody)?;
        let Some(outline) = kept.together() else {
            return Err(match kept.lost.first() {
                None => nobody("no person or animal was seen"),
                Some((subject, why)) => {
                    nobody(&format!("{}, but {why}; --keep-only X0,Y0,X1,Y1 keeps a box that you give", seen(subject)))
                }
            });
        };
        for (subject, why) in &kept.lost {
            let lost = format!("{} too, and is covered: {why}", seen(subject));
            if !self.warnings.contains(&lost) {
                self.warnings.push(lost);
            }
        }
        self.warnings.push(LOOK.into());
        self.add(Cover::hide(Shape::Around(Arc::new(outline))), None);
        Ok(())
    }

    fn add(&mut self, cover: Cover, category: Option<Category>) {
        if cover.effect == Effect::Hide {
            let boxes = cover.shape.boxes(self.size.0, self.size.1);
            self.covered.extend(boxes.into_iter().map(|region| Covered { category, region }));
        }
        self.covers.push(cover);
    }

    /// Whether every pixel stays.
    pub fn covers_nothing(&self) -> bool {
        self.covers.iter().all(|cover| cover.effect == Effect::Show)
    }

    /// The covered pixels of the upright picture.
    pub fn mask(&self, width: u32, height: u32) -> Mask {
        Mask::of(&self.covers, width, height)
    }
}

fn only_page(decoded: Decoded) -> Result<Page, Error> {
    match <[Page; 1]>::try_from(decoded.pages) {
        Ok([page]) => Ok(page),
        Err(_) => Err(nobody("subjects of moving or many pictures are not followed")),
    }
}

fn nobody(what: &str) -> Error {
    Error::NoSubject { what: what.into() }
}

const LOOK: &str =
    "please look at the outline: a strip of what was behind can be left, and a part of the subject can be gone";

/// What is called a dog may be a cat: only people are told from animals.
fn seen(subject: &Subject) -> &'static str {
    if subject.kind == "person" { "a person was seen" } else { "an animal was seen" }
}

/// Said where the detectors covered nothing, or next to everything.
fn remark(found: &[Region]) -> Option<&'static str> {
    const CELLS: usize = 50;
    let is_covered = |cell: usize| {
        let (x, y) = ((cell % CELLS) as f64 + 0.5, (cell / CELLS) as f64 + 0.5);
        let (x, y) = (x / CELLS as f64, y / CELLS as f64);
        found.iter().any(|r| r.x0 <= x && x < r.x1 && r.y0 <= y && y < r.y1)
    };
    let share = (0..CELLS * CELLS).filter(|&cell| is_covered(cell)).count() as f64 / (CELLS * CELLS) as f64;
    match share {
        _ if found.is_empty() => {
            Some("nothing to cover was found; there may be something all the same: please look yourself")
        }
        0.9.. => {
            Some("nearly the whole picture is covered; --keep-only or a --cover-box of your own may suit it better")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_nearly_everything_are_remarked_on() {
        let found = |x1: f64| Region::new(0.0, 0.0, x1, 1.0).unwrap();
        assert!(remark(&[]).unwrap().contains("nothing to cover"));
        assert_eq!(remark(&[found(0.5)]), None);
        assert!(remark(&[found(0.5), found(0.95)]).unwrap().contains("nearly the whole"));
    }
}
