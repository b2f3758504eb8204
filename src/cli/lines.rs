//! What a person reads: a line or a few for each file, and a summary.

use std::collections::BTreeMap;

use super::{json, text};
use crate::batch::Done;
use crate::clean::Covered;
use crate::detect::{Flag, Subject};
use crate::error::Error;
use crate::inspect::{Depth, Inspected};
use crate::item::{Item, Kind};
use crate::plain;
use crate::region::Region;
use crate::walk::{Found, Photo};

/// The lines for one file, without a final line break. `dry_run`: nothing was written.
pub fn lines(photo: &Photo, result: &Result<Done, Error>, dry_run: bool) -> String {
    let name = plain::text(&text::photo(photo));
    match result {
        Ok(Done::Inspected(inspected)) => inspected_lines(&name, inspected),
        Ok(Done::Cleaned(written)) => {
            let output = plain::text(&text::path(&written.output));
            let planned = if dry_run { "planned, not written: " } else { "" };
            let method = written.method.id();
            let head = format!("{name} → {output} ({planned}{method}; {})", removed(&written.removed));
            let covered = covered(&written.covered);
            [head].into_iter().chain(covered).chain(warnings(&written.warnings)).collect::<Vec<_>>().join("\n")
        }
        Ok(Done::Verified { found, .. }) if found.is_empty() => format!("{name}: nothing hidden is left in this file"),
        Ok(Done::Verified { found, .. }) => {
            let head = format!("{name}: something hidden is left");
            [head].into_iter().chain(found.iter().map(item)).collect::<Vec<_>>().join("\n")
        }
        Err(error) => format!("{name}: {}: {}", json::outcome(error), plain::text(&error.to_string())),
    }
}

fn inspected_lines(name: &str, inspected: &Inspected) -> String {
    let mut lines = vec![format!("{name}: {}, {}×{}", inspected.format, inspected.width, inspected.height)];
    if inspected.depth != Depth::Visible {
        lines.extend(inspected.hidden.iter().map(item));
        if inspected.hidden.is_empty() {
            lines.push("  nothing hidden was found".into());
        }
    }
    if inspected.depth != Depth::Hidden {
        lines.extend(inspected.flags.iter().map(flag).chain(inspected.subjects.iter().map(subject)));
        lines.extend(match (inspected.looked, inspected.flags.is_empty()) {
            (false, _) => Some("  the picture could not be looked at: what it shows is not known".into()),
            (true, true) => Some("  nothing telling was seen in the picture".into()),
            (true, false) => None,
        });
        lines.push("  there may be more in the picture than was found: please look yourself".into());
    }
    lines.extend(warnings(&inspected.warnings));
    lines.join("\n")
}

fn item(item: &Item) -> String {
    let says = item.says.as_deref().map_or_else(|| format!("{} bytes", item.bytes), plain::text);
    format!("  {:<15} {says}  [{}]", item.kind.id(), plain::text(&item.place))
}

fn flag(flag: &Flag) -> String {
    let sure = flag.confidence * 100.0;
    format!("  {:<15} {} ({sure:.0} % sure)  [{}]", flag.category.id(), flag.reason, area(flag.region))
}

fn subject(subject: &Subject) -> String {
    format!("  {:<15} could be kept alone: clean with --keep-only subjects  [{}]", subject.kind, area(subject.region))
}

/// Where a box lies, as it can be given to `--cover-box`.
fn area(region: Region) -> String {
    format!("{:.3},{:.3},{:.3},{:.3}", region.x0, region.y0, region.x1, region.y1)
}

fn warnings(warnings: &[String]) -> impl Iterator<Item = String> + '_ {
    warnings.iter().map(|warning| format!("  note: {}", plain::text(warning)))
}

fn covered(covered: &[Covered]) -> Option<String> {
    let word = |covered: &Covered| covered.category.map_or("as asked", |category| category.id());
    let mut words: Vec<_> = covered.iter().map(word).collect();
    words.sort_unstable();
    words.dedup();
    (!words.is_empty()).then(|| format!("  covered: {}", words.join(", ")))
}

fn removed(items: &[Item]) -> String {
    let mut kinds = BTreeMap::<Kind, usize>::new();
    for item in items {
        *kinds.entry(item.kind).or_default() += 1;
    }
    let words: Vec<_> = kinds.keys().map(|kind| kind.id()).collect();
    if words.is_empty() { "nothing hidden was in it".into() } else { format!("removed: {}", words.join(", ")) }
}

/// How all files ended.
#[derive(Debug, Default)]
pub struct Counts {
    pub done: usize,
    pub dirty: usize,
    pub refused: usize,
    pub failed: usize,
}

impl Counts {
    pub fn add(&mut self, result: &Result<Done, Error>) {
        match result {
            Ok(Done::Verified { found, .. }) if !found.is_empty() => self.dirty += 1,
            Ok(_) => self.done += 1,
            Err(error) if json::outcome(error) == "refused" => self.refused += 1,
            Err(_) => self.failed += 1,
        }
    }

    /// "12 cleaned, 1 refused, 0 failed".
    pub fn summary(&self, verb: &str) -> String {
        let dirty = if self.dirty > 0 { format!(", {} with something hidden", self.dirty) } else { String::new() };
        format!("{} {verb}{dirty}, {} refused, {} failed", self.done, self.refused, self.failed)
    }
}

/// What folders held beside pictures, and which could not be read.
pub fn beside(found: &Found) -> Vec<String> {
    let beside = found.beside.iter().map(|(beside, count)| beside.counted(*count));
    let unreadable = found.unreadable.iter().map(|(path, why)| {
        format!("folder {} could not be read: {}", plain::text(&text::path(path)), plain::text(why))
    });
    beside.chain(unreadable).collect()
}
