//! One piece of hidden data in a file: what kind, where, how large, and what it says.

mod fact;
pub mod labels;

pub use fact::{Fact, Value};
pub use labels::LABELS;

/// Kinds of hidden data; [`Kind::id`] is the word in the JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Gps,
    Time,
    Device,
    Serial,
    Person,
    Caption,
    FileName,
    Software,
    Thumbnail,
    MakerNote,
    Xmp,
    Iptc,
    Comment,
    Profile,
    SecondPicture,
    MotionVideo,
    DepthMap,
    GainMap,
    Provenance,
    TrailingData,
    Unknown,
}

impl Kind {
    /// The word in the JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Gps => "gps",
            Self::Time => "time",
            Self::Device => "device",
            Self::Serial => "serial",
            Self::Person => "person",
            Self::Caption => "caption",
            Self::FileName => "file-name",
            Self::Software => "software",
            Self::Thumbnail => "thumbnail",
            Self::MakerNote => "maker-note",
            Self::Xmp => "xmp",
            Self::Iptc => "iptc",
            Self::Comment => "comment",
            Self::Profile => "profile",
            Self::SecondPicture => "second-picture",
            Self::MotionVideo => "motion-video",
            Self::DepthMap => "depth-map",
            Self::GainMap => "gain-map",
            Self::Provenance => "provenance",
            Self::TrailingData => "trailing-data",
            Self::Unknown => "unknown",
        }
    }
}

/// One hidden thing. Several items may stand for one block (an Exif block holds a place, a time and a device).
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub kind: Kind,
    /// Where it stands, in the standard's words: "APP1 Exif", "tEXt chunk", "after EOI".
    pub place: String,
    /// Its size in bytes; the size of the value, or of the whole block where nothing in it could be read.
    pub bytes: u64,
    /// What it says in plain words, where that is known: "43.4670, -80.5240, near Kitchener, Canada".
    /// Untrusted text, not yet escaped.
    pub says: Option<String>,
    /// The same in parts, for other languages; when and where the photo was taken comes first.
    pub facts: Vec<Fact>,
}

impl Item {
    /// An item of which only place and size are known.
    pub fn new(kind: Kind, place: impl Into<String>, bytes: usize) -> Self {
        Self { kind, place: place.into(), bytes: bytes as u64, says: None, facts: Vec::new() }
    }

    /// The same with what it says, which is one sentence.
    pub fn saying(self, says: impl Into<String>) -> Self {
        let says = says.into();
        let fact = Fact::sentence(&says);
        self.telling(says, vec![fact])
    }

    /// The same with what it says, in words and in parts.
    pub fn telling(mut self, says: impl Into<String>, mut facts: Vec<Fact>) -> Self {
        facts.sort_by_key(|fact| !fact.comes_first());
        self.says = Some(says.into());
        self.facts = facts;
        self
    }
}
