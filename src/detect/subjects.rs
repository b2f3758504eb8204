//! Whom the picture is about: people and animals, offered for "keep only", never a warning.

use super::sight::Sight;
use crate::region::Region;

/// A person or an animal.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The word in the JSON: "person", "cat", "dog" …
    pub kind: &'static str,
    pub region: Region,
    /// 0..=1.
    pub confidence: f32,
}

/// The kind of people.
pub const PERSON: &str = "person";

/// The classes of the network that are subjects, by their place in it.
const KINDS: [(usize, &str); 11] = [
    (0, PERSON),
    (14, "bird"),
    (15, "cat"),
    (16, "dog"),
    (17, "horse"),
    (18, "sheep"),
    (19, "cow"),
    (20, "elephant"),
    (21, "bear"),
    (22, "zebra"),
    (23, "giraffe"),
];
const FROM: f32 = 0.3;
const MOST: usize = 20;
/// Two boxes that share more than this part of their union are one subject.
const SAME: f64 = 0.55;

/// The subjects, the surest first.
pub fn subjects(sight: &Sight) -> Vec<Subject> {
    let of_kind = |&(class, kind): &(usize, &'static str)| {
        let heat = sight.heat.get(class);
        let peaks = heat.map(|heat| heat.peaks(FROM)).unwrap_or_default();
        let subject = move |cell: (usize, usize)| {
            let confidence = heat?.at(cell.0, cell.1);
            Some(Subject { kind, region: sight.object(cell, 1.0)?, confidence })
        };
        peaks.into_iter().filter_map(subject)
    };
    let mut found: Vec<Subject> = KINDS.iter().flat_map(of_kind).collect();
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut kept: Vec<Subject> = Vec::new();
    for subject in found {
        if kept.len() < MOST && kept.iter().all(|other| overlap(other.region, subject.region) < SAME) {
            kept.push(subject);
        }
    }
    kept
}

/// The shared part of two regions, of their union.
pub fn overlap(a: Region, b: Region) -> f64 {
    let shared = a.shared(b).map_or(0.0, Region::area);
    shared / (a.area() + b.area() - shared)
}
