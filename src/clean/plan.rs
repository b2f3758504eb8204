//! What a recipe covers in one picture: what a person gave, and what the detectors find.

use super::Recipe;
use crate::cover::{Mask, Shape};
use crate::detect::outline::Outline;
use crate::detect::{self, Category, Seen, Subject};
use crate::error::Error;
use crate::formats::Format;
use crate::pixels::Decoded;
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
    shapes: Vec<Shape>,
    /// Everything but this is covered.
    kept: Option<Outline>,
    pub covered: Vec<Covered>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

impl Plan {
    /// Looks where the recipe asks for it. Errors: the picture cannot be read; nobody was found to keep.
    pub fn of(format: &dyn Format, untrusted: &[u8], recipe: &Recipe) -> Result<Self, Error> {
        let mut plan = Self { shapes: recipe.covers.clone(), ..Self::default() };
        plan.covered.extend(recipe.covers.iter().flat_map(boxes).map(by_hand));
        if recipe.cover_found.is_empty() && !recipe.keep_subjects {
            return Ok(plan);
        }
        let decoded = format.decode_small(untrusted, detect::LEAST_SIDE)?;
        if recipe.keep_subjects {
            plan.keep_subjects(&decoded)?;
        }
        if !recipe.cover_found.is_empty() {
            let Seen { flags, warnings, .. } = detect::look(decoded, recipe.sensitivity)?;
            for flag in flags.iter().filter(|flag| recipe.cover_found.contains(&flag.category)) {
                plan.shapes.push(Shape::Inside(flag.region));
                plan.covered.push(Covered { category: Some(flag.category), region: flag.region });
            }
            plan.warnings.extend(warnings);
            plan.warnings.extend(remark(&plan.covered).map(String::from));
        }
        Ok(plan)
    }

    fn keep_subjects(&mut self, decoded: &Decoded) -> Result<(), Error> {
        let nobody = |what: &str| Error::NoSubject { what: what.into() };
        let [page] = &decoded.pages[..] else {
            return Err(nobody("subjects of moving or many pictures are not followed"));
        };
        let detect::Kept { outline, subjects, lost } = detect::outlined(page.clone())?;
        let Some(outline) = outline else {
            return Err(match lost.first() {
                None => nobody("no person or animal was seen"),
                Some((subject, why)) => {
                    nobody(&format!("{}, but {why}; --keep-only X0,Y0,X1,Y1 keeps a box that you give", seen(subject)))
                }
            });
        };
        for (subject, why) in lost {
            self.warnings.push(format!("{} too, and is covered: {why}", seen(&subject)));
        }
        self.warnings.push(LOOK.into());
        if let Some(region) = around(&subjects) {
            self.covered.extend(boxes(&Shape::Outside(region)).into_iter().map(by_hand));
        }
        self.kept = Some(outline);
        Ok(())
    }

    /// Whether every pixel stays.
    pub fn covers_nothing(&self) -> bool {
        self.shapes.is_empty() && self.kept.is_none()
    }

    /// The covered pixels of the upright picture.
    pub fn mask(&self, width: u32, height: u32) -> Mask {
        let mut mask = Mask::of(&self.shapes, width, height);
        if let Some(outline) = &self.kept {
            mask.unite(&outline.cover_outside(width, height));
        }
        mask
    }
}

const LOOK: &str =
    "please look at the outline: a strip of what was behind can be left, and a part of the subject can be gone";

/// What is called a dog may be a cat: only people are told from animals.
fn seen(subject: &Subject) -> &'static str {
    if subject.kind == "person" { "a person was seen" } else { "an animal was seen" }
}

/// Said where the detectors covered nothing, or next to everything.
fn remark(covered: &[Covered]) -> Option<&'static str> {
    const CELLS: usize = 50;
    let is_covered = |cell: usize| {
        let (x, y) = ((cell % CELLS) as f64 + 0.5, (cell / CELLS) as f64 + 0.5);
        let (x, y) = (x / CELLS as f64, y / CELLS as f64);
        covered.iter().any(|Covered { region: r, .. }| r.x0 <= x && x < r.x1 && r.y0 <= y && y < r.y1)
    };
    let share = (0..CELLS * CELLS).filter(|&cell| is_covered(cell)).count() as f64 / (CELLS * CELLS) as f64;
    match share {
        _ if covered.is_empty() => {
            Some("nothing to cover was found; there may be something all the same: please look yourself")
        }
        0.9.. => {
            Some("nearly the whole picture is covered; --keep-only or a --cover-box of your own may suit it better")
        }
        _ => None,
    }
}

fn by_hand(region: Region) -> Covered {
    Covered { category: None, region }
}

/// The smallest box around all of them.
fn around(subjects: &[Subject]) -> Option<Region> {
    subjects.iter().map(|subject| subject.region).reduce(|a, b| Region {
        x0: a.x0.min(b.x0),
        y0: a.y0.min(b.y0),
        x1: a.x1.max(b.x1),
        y1: a.y1.max(b.y1),
    })
}

/// The boxes that a cover is made of; around a kept box there are up to four.
fn boxes(shape: &Shape) -> Vec<Region> {
    match *shape {
        Shape::Inside(region) => vec![region],
        Shape::Outside(Region { x0, y0, x1, y1 }) => [
            Region::new(0.0, 0.0, 1.0, y0),
            Region::new(0.0, y1, 1.0, 1.0),
            Region::new(0.0, y0, x0, y1),
            Region::new(x1, y0, 1.0, y1),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_nearly_everything_are_remarked_on() {
        let covered = |x1: f64| Covered { category: None, region: Region::new(0.0, 0.0, x1, 1.0).unwrap() };
        assert!(remark(&[]).unwrap().contains("nothing to cover"));
        assert_eq!(remark(&[covered(0.5)]), None);
        assert!(remark(&[covered(0.5), covered(0.95)]).unwrap().contains("nearly the whole"));
    }

    #[test]
    fn around_a_kept_box_everything_is_covered() {
        let kept = Region::new(0.25, 0.5, 0.75, 1.0).unwrap();
        let area: f64 = boxes(&Shape::Outside(kept)).iter().map(|r| (r.x1 - r.x0) * (r.y1 - r.y0)).sum();
        assert!((area - 0.75).abs() < 1e-9, "{area}");
    }
}
