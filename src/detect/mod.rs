//! What a picture shows that tells where it was taken, and whom it is about.
//!
//! Small networks look at small copies (`networks`); the detectors, one file each, turn their answers into boxes
//! with a confidence and a reason that a person understands. There may always be more in a picture than was found.
//!
//! To add one: a unit struct with `Detector`, one line in `DETECTORS`, its scores in the README.

mod bars;
mod bedding;
mod code;
pub mod engine;
mod face;
mod joined;
mod kept;
mod map;
mod networks;
pub mod outline;
mod sight;
mod signage;
mod subjects;
mod view;
mod window;

pub use kept::{Kept, Looker, outlined, outlined_in};
pub use subjects::Subject;
pub use view::{LEAST_SIDE, View};

use crate::error::Error;
use crate::pixels::Decoded;
use crate::region::Region;

/// What is flagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// Sheets, duvets, pillows, bedspreads; cloth that may be bedding.
    Bedding,
    /// Glass with a view, bright panes, balcony doors, curtains that glow.
    Window,
    /// Any writing in the scene.
    Signage,
    /// QR codes and barcodes.
    Code,
    /// Faces of people.
    Face,
}

impl Category {
    pub const ALL: [Self; 5] = [Self::Bedding, Self::Window, Self::Signage, Self::Code, Self::Face];
    /// Those that tell where a picture was taken, rather than who is in it.
    pub const OF_PLACES: [Self; 4] = [Self::Bedding, Self::Window, Self::Signage, Self::Code];

    /// Whether it tells where a picture was taken, rather than who is in it.
    pub fn is_of_place(self) -> bool {
        Self::OF_PLACES.contains(&self)
    }

    /// The word in the JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Bedding => "bedding",
            Self::Window => "window",
            Self::Signage => "signage",
            Self::Code => "code",
            Self::Face => "face",
        }
    }

    /// Why it is flagged, for the person.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Bedding => "bedding or cloth: its pattern can be compared with hotel pictures",
            Self::Window => "a window: what is behind it, and its frame, can be compared with pictures of places",
            Self::Signage => "writing: names, numbers and the language itself can tell a place",
            Self::Code => "a code: it can hold an address, a name or a ticket number",
            Self::Face => "a face: people can be recognised",
        }
    }
}

/// Something that may tell where the picture was taken, or who is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    pub category: Category,
    pub region: Region,
    /// 0..=1; it belongs to the picture, so that all boxes of a category have the same one.
    pub confidence: f32,
    pub reason: &'static str,
}

/// How readily the detectors speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sensitivity {
    /// Few false alarms, more missed.
    Low,
    #[default]
    Normal,
    /// More found, more false alarms.
    High,
}

/// A number for each sensitivity: a detector speaks above it.
#[derive(Debug, Clone, Copy)]
struct From {
    low: f32,
    normal: f32,
    high: f32,
}

impl From {
    fn at(self, sensitivity: Sensitivity) -> f32 {
        match sensitivity {
            Sensitivity::Low => self.low,
            Sensitivity::Normal => self.normal,
            Sensitivity::High => self.high,
        }
    }
}

/// Finds one category.
trait Detector: Sync {
    fn category(&self) -> Category;
    /// How sure it is that the picture holds its category, 0..=1, and the boxes; none: it says nothing.
    fn detect(&self, view: &View, sensitivity: Sensitivity) -> Result<Option<Finding>, Error>;
}

/// What a detector found.
struct Finding {
    confidence: f32,
    regions: Vec<Region>,
}

static DETECTORS: &[&dyn Detector] = &[&bedding::Bedding, &window::Window, &signage::Signage, &code::Code, &face::Face];

/// What was seen in a picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    pub flags: Vec<Flag>,
    pub subjects: Vec<Subject>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

/// Pages or frames looked at, spread over all of them.
const MOST_PAGES: usize = 8;

/// Looks at the pages of a file, or at some of very many; subjects are those of the first.
pub fn look(decoded: Decoded, sensitivity: Sensitivity) -> Result<Seen, Error> {
    let count = decoded.pages.len();
    let looked = count.min(MOST_PAGES);
    let chosen: Vec<usize> = (0..looked).map(|i| i * (count - 1) / (looked - 1).max(1)).collect();
    let mut all = Seen::default();
    for (index, page) in decoded.pages.into_iter().enumerate().filter(|(index, _)| chosen.contains(index)) {
        let seen = look_at(&View::of(page)?, sensitivity)?;
        all.flags.extend(seen.flags);
        if index == 0 {
            all.subjects = seen.subjects;
        }
    }
    if looked > 1 {
        all.flags = over_pages(&all.flags);
    }
    if looked < count {
        all.warnings.push(crate::note::some_looked_at(looked, count));
    }
    Ok(all)
}

/// What the pages show together, as that of one picture.
fn over_pages(flags: &[Flag]) -> Vec<Flag> {
    let of = |category: Category| {
        let flags = flags.iter().filter(move |flag| flag.category == category);
        let confidence = flags.clone().map(|flag| flag.confidence).fold(0.0, f32::max);
        let regions = joined::joined(flags.map(|flag| flag.region).collect());
        regions.into_iter().map(move |region| Flag { category, region, confidence, reason: category.reason() })
    };
    Category::ALL.into_iter().flat_map(of).collect()
}

/// Looks at one page with every detector.
pub fn look_at(view: &View, sensitivity: Sensitivity) -> Result<Seen, Error> {
    view.look_ahead();
    let mut seen = Seen { subjects: subjects::subjects(view.sight()?), ..Seen::default() };
    for detector in DETECTORS {
        let category = detector.category();
        let Some(Finding { confidence, regions }) = detector.detect(view, sensitivity)? else { continue };
        let flag = |region| Flag { category, region, confidence, reason: category.reason() };
        seen.flags.extend(joined::joined(regions).into_iter().map(flag));
    }
    Ok(seen)
}

/// 0..=1 for a log-odds.
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
