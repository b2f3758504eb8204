//! Faces of people. A network looks for them; animals look like people to it, so what the network for everyday objects takes
//! for an animal is left out.

use super::map::Map;
use super::subjects::{self, PERSON, Subject};
use super::{Category, Detector, Finding, From, Sensitivity, View, sigmoid};
use crate::error::Error;
use crate::region::Region;

/// Faces, from the chin to the forehead, with some of what is around them.
pub struct Face;

const FROM: From = From { low: 0.85, normal: 0.75, high: 0.60 };
/// Where there is one face, others are boxed from here on.
const OTHERS_FROM: f32 = 0.5;
/// Two boxes that share more than this part of their union are one face.
const SAME: f64 = 0.3;
/// What boxes get on each side, of their width and height.
const PAD: f64 = 0.15;

/// What the network says at one size of faces; log-odds and numbers for each cell.
pub struct FaceLevel {
    pub is_face: Map,
    pub is_object: Map,
    /// Where the middle of the face lies, from the cell's corner, in cells: across, down.
    pub middle: [Map; 2],
    /// The natural logarithms of its width and height in cells.
    pub size: [Map; 2],
}

impl Detector for Face {
    fn category(&self) -> Category {
        Category::Face
    }

    fn detect(&self, view: &View, sensitivity: Sensitivity) -> Result<Option<Finding>, Error> {
        let seen = subjects::subjects(view.sight()?);
        let mut faces = faces(view.faces()?);
        faces.retain(|&(_, region)| !of_animal(region, &seen));
        let sure = faces.first().map_or(0.0, |&(sure, _)| sure);
        if sure <= FROM.at(sensitivity) {
            return Ok(None);
        }
        let regions = faces.iter().filter_map(|&(_, region)| padded(region)).collect();
        Ok(Some(Finding { confidence: sure, regions }))
    }
}

/// The faces, the surest first.
fn faces(levels: &[FaceLevel]) -> Vec<(f32, Region)> {
    let mut all: Vec<(f32, Region)> = levels.iter().flat_map(FaceLevel::faces).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<(f32, Region)> = Vec::new();
    for face in all {
        if kept.iter().all(|other| subjects::overlap(other.1, face.1) < SAME) {
            kept.push(face);
        }
    }
    kept
}

impl FaceLevel {
    /// Everything that is sure enough, several boxes to a face.
    fn faces(&self) -> impl Iterator<Item = (f32, Region)> {
        let (width, height) = (self.is_face.width, self.is_face.height);
        (0..width * height).filter_map(move |cell| {
            let (column, row) = (cell % width, cell / width);
            let at = |map: &Map| map.at(column, row);
            let sure = (sigmoid(at(&self.is_face)) * sigmoid(at(&self.is_object))).sqrt();
            if sure < OTHERS_FROM {
                return None;
            }
            let [x, y] = self.middle.each_ref().map(|map| f64::from(at(map)));
            let [w, h] = self.size.each_ref().map(|map| f64::from(at(map)).exp());
            let (x, y) = (column as f64 + x, row as f64 + y);
            let (across, down) = (width as f64, height as f64);
            let region = Region::new(
                (x - w / 2.0) / across,
                (y - h / 2.0) / down,
                (x + w / 2.0) / across,
                (y + h / 2.0) / down,
            )?;
            Some((sure, region))
        })
    }
}

/// Whether the middle of a face lies on an animal, and on no person that is surer.
fn of_animal(face: Region, seen: &[Subject]) -> bool {
    let (x, y) = ((face.x0 + face.x1) / 2.0, (face.y0 + face.y1) / 2.0);
    let holds = |region: Region| (region.x0..=region.x1).contains(&x) && (region.y0..=region.y1).contains(&y);
    // The surest come first.
    seen.iter().find(|subject| holds(subject.region)).is_some_and(|subject| subject.kind != PERSON)
}

fn padded(face: Region) -> Option<Region> {
    let (x, y) = (PAD * (face.x1 - face.x0), PAD * (face.y1 - face.y0));
    Region::new(face.x0 - x, face.y0 - y, face.x1 + x, face.y1 + y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(sure: &[(usize, usize, f32)]) -> FaceLevel {
        let map = |value: f32| Map::new(4, 4, vec![value; 16]).unwrap();
        let mut is_face = map(-9.0);
        for &(x, y, logit) in sure {
            is_face.values[4 * y + x] = logit;
        }
        let size = (2.0_f32).ln();
        FaceLevel { is_face, is_object: map(9.0), middle: [map(0.5), map(0.5)], size: [map(size), map(size)] }
    }

    fn subject(kind: &'static str, confidence: f32) -> Subject {
        Subject { kind, region: Region::new(0.0, 0.0, 0.5, 0.5).unwrap(), confidence }
    }

    #[test]
    fn a_face_that_two_cells_see_is_one() {
        let found = faces(&[level(&[(1, 1, 5.0), (1, 2, 4.0)]), level(&[(1, 1, 3.0)])]);
        assert_eq!(found.len(), 1, "{found:?}");
        let Region { x0, y0, x1, y1 } = found[0].1;
        for (side, wanted) in [(x0, 0.125), (y0, 0.125), (x1, 0.625), (y1, 0.625)] {
            assert!((side - wanted).abs() < 1e-6, "{found:?}");
        }
    }

    #[test]
    fn faces_apart_are_two_and_the_surer_comes_first() {
        let found = faces(&[level(&[(0, 0, 3.0), (3, 3, 5.0)])]);
        assert_eq!(found.len(), 2);
        assert!(found[0].0 > found[1].0 && found[0].1.x0 > 0.5);
    }

    #[test]
    fn what_is_unsure_is_no_face() {
        assert!(faces(&[level(&[(0, 0, -1.2)])]).is_empty());
    }

    #[test]
    fn the_face_of_a_cat_is_none_and_that_of_who_holds_it_is_one() {
        let face = Region::new(0.1, 0.1, 0.3, 0.3).unwrap();
        assert!(of_animal(face, &[subject("cat", 0.6)]));
        assert!(!of_animal(face, &[subject(PERSON, 0.7), subject("cat", 0.6)]));
        assert!(!of_animal(Region::new(0.6, 0.6, 0.9, 0.9).unwrap(), &[subject("cat", 0.6)]));
    }
}
