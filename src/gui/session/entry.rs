//! One photo in the window: what is known about it, what was decided, how it ended.

use std::path::PathBuf;
use std::sync::Arc;

use super::edits::{Decisions, Edits};
use crate::batch::Written;
use crate::cover::Silhouette;
use crate::detect::{Category, Seen};
use crate::error::{Ending, Error};
use crate::inspect::HiddenPicture;
use crate::item::{Item, Kind, Value};
use crate::walk::Photo;

/// Where a photo stands on its way to a clean copy.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Stage {
    /// Nothing was read yet.
    #[default]
    Waiting,
    /// Its hidden data was read.
    Ready,
    Cleaning,
    Clean,
    /// No copy, and why: refused or failed as [`Error::ending`] says.
    NoCopy(Error),
}

/// What the detectors said.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Looked {
    #[default]
    NotYet,
    Seen(Seen),
    Unreadable(Error),
}

/// The outline of the people and animals.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Outlined {
    #[default]
    NotAsked,
    Drawing,
    /// And how many were seen and are not in it.
    Drawn(Arc<Silhouette>, usize),
    /// Its edge could not be told from what is behind.
    Unclear,
}

/// What a person said when looking through the photos.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Review {
    #[default]
    NotYet,
    Fine,
    Later,
}

/// One photo.
#[derive(Debug, Clone)]
pub struct Entry {
    pub photo: Photo,
    /// The file's own name, not escaped.
    pub name: String,
    pub stage: Stage,
    /// Upright size, once known.
    pub size: Option<(u32, u32)>,
    pub hidden: Vec<Item>,
    pub warnings: Vec<String>,
    pub looked: Looked,
    pub outlined: Outlined,
    pub pictures: Vec<HiddenPicture>,
    pub edits: Edits,
    pub review: Review,
    /// The last copy that was written.
    pub copy: Option<Saved>,
    /// The decisions that are being written, and their [`Edits::version`].
    pub(super) writing: (u64, Decisions),
    /// Found areas that can be seen as things were decided; for which version and number of areas that is true.
    pub(super) visible: (Option<(u64, Option<usize>)>, usize),
}

/// A copy on the disk.
#[derive(Debug, Clone)]
pub struct Saved {
    pub written: Written,
    /// What it shows of what was decided.
    pub decisions: Decisions,
}

/// What a photo tells, as shown on its thumbnail; the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Badge {
    Place,
    Person,
    HiddenPicture,
    Bedding,
    Window,
    Text,
    Code,
    Face,
    Serial,
    Time,
}

impl Badge {
    pub const ALL: [Self; 10] = [
        Self::Place,
        Self::Person,
        Self::HiddenPicture,
        Self::Bedding,
        Self::Window,
        Self::Text,
        Self::Code,
        Self::Face,
        Self::Serial,
        Self::Time,
    ];

    /// The end of its text's id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Person => "person",
            Self::HiddenPicture => "hidden-picture",
            Self::Bedding => "bedding",
            Self::Window => "window",
            Self::Text => "signage",
            Self::Code => "code",
            Self::Face => "face",
            Self::Serial => "serial",
            Self::Time => "time",
        }
    }

    fn of_kind(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Gps => Some(Self::Place),
            Kind::Time => Some(Self::Time),
            Kind::Serial => Some(Self::Serial),
            Kind::Person => Some(Self::Person),
            Kind::Thumbnail | Kind::SecondPicture | Kind::MotionVideo | Kind::DepthMap => Some(Self::HiddenPicture),
            Kind::Device
            | Kind::Caption
            | Kind::FileName
            | Kind::Software
            | Kind::MakerNote
            | Kind::Xmp
            | Kind::Iptc
            | Kind::Comment
            | Kind::Profile
            | Kind::GainMap
            | Kind::Provenance
            | Kind::TrailingData
            | Kind::Unknown => None,
        }
    }

    fn of_category(category: Category) -> Self {
        match category {
            Category::Bedding => Self::Bedding,
            Category::Window => Self::Window,
            Category::Signage => Self::Text,
            Category::Code => Self::Code,
            Category::Face => Self::Face,
        }
    }
}

impl Entry {
    pub fn new(photo: Photo) -> Self {
        Self {
            name: photo.name(),
            photo,
            stage: Stage::Waiting,
            size: None,
            hidden: Vec::new(),
            warnings: Vec::new(),
            looked: Looked::NotYet,
            outlined: Outlined::NotAsked,
            pictures: Vec::new(),
            edits: Edits::default(),
            review: Review::NotYet,
            copy: None,
            writing: Default::default(),
            visible: (None, 0),
        }
    }

    /// What was found in the picture; nothing while nobody looked.
    pub fn seen(&self) -> Option<&Seen> {
        match &self.looked {
            Looked::Seen(seen) => Some(seen),
            Looked::NotYet | Looked::Unreadable(_) => None,
        }
    }

    /// What it tells, each once, the most telling first.
    pub fn badges(&self) -> Vec<Badge> {
        let hidden = self.hidden.iter().filter_map(|item| Badge::of_kind(item.kind));
        let shown = self.seen().into_iter().flat_map(|seen| &seen.flags).map(|flag| Badge::of_category(flag.category));
        let mut badges: Vec<Badge> = hidden.chain(shown).collect();
        badges.sort();
        badges.dedup();
        badges
    }

    /// How telling it is: the more and the more telling its badges, the higher.
    pub fn weight(&self) -> u32 {
        self.badges().into_iter().map(|badge| 1 << (Badge::ALL.len() - 1 - badge as usize)).sum()
    }

    /// Degrees north and east, and how exactly in metres.
    pub fn position(&self) -> Option<(f64, f64)> {
        self.hidden.iter().flat_map(|item| &item.facts).find_map(|fact| match fact.value {
            Value::Position { latitude, longitude, .. } => Some((latitude, longitude)),
            Value::Text(_) | Value::Time { .. } | Value::Count(_) => None,
        })
    }

    /// Year and month (1 to 12) of the first time that it holds.
    pub fn month(&self) -> Option<(i32, u8)> {
        self.hidden.iter().flat_map(|item| &item.facts).find_map(|fact| match fact.value {
            Value::Time { year, month: month @ 1..=12, .. } => Some((year, month)),
            Value::Time { .. } | Value::Text(_) | Value::Position { .. } | Value::Count(_) => None,
        })
    }

    /// Minutes since the year 0, roughly, of the first time of day that it holds; to tell what was taken one after the other.
    pub fn minute(&self) -> Option<i64> {
        self.hidden.iter().flat_map(|item| &item.facts).find_map(|fact| match fact.value {
            Value::Time { year, month, day, clock: Some((hour, minute, _)), .. } => {
                let days = i64::from(year) * 372 + i64::from(month) * 31 + i64::from(day);
                Some(days * 1440 + i64::from(hour) * 60 + i64::from(minute))
            }
            Value::Time { .. } | Value::Text(_) | Value::Position { .. } | Value::Count(_) => None,
        })
    }

    /// Whether it has no copy because we would not or could not make one.
    pub fn has_failed(&self) -> bool {
        matches!(&self.stage, Stage::NoCopy(error) if *error != Error::Cancelled)
    }

    /// Whether a copy is still to be made: there is none yet, or it does not show what was decided since.
    pub fn is_left(&self) -> bool {
        match &self.stage {
            Stage::Clean => self.edits.is_unsaved(),
            Stage::NoCopy(_) => self.can_be_tried_again(),
            Stage::Waiting | Stage::Ready | Stage::Cleaning => true,
        }
    }

    /// Whether another try may end better: what is refused stays refused.
    pub fn can_be_tried_again(&self) -> bool {
        matches!(&self.stage, Stage::NoCopy(error) if error.ending() == Ending::Failed)
    }

    /// Whether it is a kind of file that is not handled at all.
    pub fn is_foreign(&self) -> bool {
        matches!(self.stage, Stage::NoCopy(Error::UnsupportedFormat { .. }))
    }

    /// Where its copy lies.
    pub fn copy_path(&self) -> Option<&PathBuf> {
        self.copy.as_ref().map(|copy| &copy.written.output)
    }
}
