//! What a recipe covers in one picture: what a person gave, and what the detectors find.

use super::Recipe;
use crate::cover::Shape;
use crate::detect::{self, Category};
use crate::error::Error;
use crate::formats::Format;
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
    pub shapes: Vec<Shape>,
    pub covered: Vec<Covered>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

/// Looks where the recipe asks for it. Errors: the picture cannot be read.
pub fn plan(format: &dyn Format, untrusted: &[u8], recipe: &Recipe) -> Result<Plan, Error> {
    let manual = |region| Covered { category: None, region };
    let mut plan = Plan {
        shapes: recipe.covers.clone(),
        covered: recipe.covers.iter().flat_map(boxes).map(manual).collect(),
        warnings: Vec::new(),
    };
    if recipe.cover_found.is_empty() {
        return Ok(plan);
    }
    let decoded = format.decode_small(untrusted, detect::LEAST_SIDE)?;
    let seen = detect::look(decoded, recipe.sensitivity)?;
    for flag in seen.flags.iter().filter(|flag| recipe.cover_found.contains(&flag.category)) {
        plan.shapes.push(Shape::Inside(flag.region));
        plan.covered.push(Covered { category: Some(flag.category), region: flag.region });
    }
    plan.warnings.extend(seen.warnings);
    Ok(plan)
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
    fn around_a_kept_box_everything_is_covered() {
        let kept = Region::new(0.25, 0.5, 0.75, 1.0).unwrap();
        let area: f64 = boxes(&Shape::Outside(kept)).iter().map(|r| (r.x1 - r.x0) * (r.y1 - r.y0)).sum();
        assert!((area - 0.75).abs() < 1e-9, "{area}");
    }
}
