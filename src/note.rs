//! Sentences for the person about a picture, and stable words for them: a window says them in another language by these.
//!
//! The core hands sentences on as text; [`Note::of`] knows them again.

use crate::error::Error;

pub const LOWER_PART_MISSING: &str = "the picture is damaged: its lower part is missing";
pub const PART_MISSING: &str = "the picture is damaged: a part of it is missing";
pub const PARTS_LOOK_WRONG: &str = "the picture is damaged: parts of it may look wrong";
pub const PARTS_MISSING_OR_WRONG: &str = "the picture is damaged: parts of it may be missing or wrong";
pub const END_MISSING: &str = "the end of the file is missing, but the picture is whole";
pub const SERIES: &str = "the file holds a series of pictures; only the main picture is kept";
pub const LOSSLESS_WEBP: &str =
    "written as lossless WebP: no lossy encoder in Rust was measured good enough; the file may be larger";
pub const OTHER_THUMBNAIL: &str =
    "its thumbnail shows a different picture: perhaps the photo before it was cropped or covered";

/// Sentences that are always the same. Those of the last four are written where they are decided on, in `clean::plan`.
const SENTENCES: [(&str, &str); 11] = [
    ("lower-part-missing", LOWER_PART_MISSING),
    ("part-missing", PART_MISSING),
    ("parts-look-wrong", PARTS_LOOK_WRONG),
    ("parts-missing-or-wrong", PARTS_MISSING_OR_WRONG),
    ("end-missing", END_MISSING),
    ("series", SERIES),
    ("lossless-webp", LOSSLESS_WEBP),
    ("other-thumbnail", OTHER_THUMBNAIL),
    (
        "look-at-outline",
        "please look at the outline: a strip of what was behind can be left, and a part of the subject can be gone",
    ),
    ("nothing-found", "nothing to cover was found; there may be something all the same: please look yourself"),
    (
        "nearly-all-covered",
        "nearly the whole picture is covered; --keep-only or a --cover-box of your own may suit it better",
    ),
];

/// How sentences begin, and end, that name something of the picture between.
const AROUND: [(&str, &str, &str); 11] = [
    ("written-as", "written as ", ""),
    ("not-exact", "redrawn, not exact: ", ""),
    ("person-not-kept", "a person was seen too, and is covered: ", ""),
    ("animal-not-kept", "an animal was seen too, and is covered: ", ""),
    ("not-covered", "also seen, and not covered: ", ""),
    ("name-kept", "the copy keeps its name: ", ""),
    ("some-looked-at", "", " pictures were looked at"),
    // Errors that cost only a part of the answer.
    ("damaged", "the file is damaged: ", ""),
    ("too-large", "the picture is too large: ", ""),
    ("unsupported-feature", "the picture uses ", ""),
    ("internal", "the picture could not be read: ", ""),
];

/// Every code that a note can have.
pub fn codes() -> impl Iterator<Item = &'static str> {
    SENTENCES.iter().map(|known| known.0).chain(AROUND.iter().map(|known| known.0))
}

/// "8 of its 40 pictures were looked at".
pub fn some_looked_at(looked: usize, count: usize) -> String {
    format!("{looked} of its {count} pictures were looked at")
}

/// "also seen, and not covered: face, window".
pub fn not_covered(categories: &[&str]) -> String {
    format!("also seen, and not covered: {}", categories.join(", "))
}

/// "the copy keeps its name: the name tells: the date 2024-07-09".
pub fn name_kept(says: &str) -> String {
    format!("the copy keeps its name: {says}")
}

/// A sentence that was known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// One of [`codes`].
    pub code: &'static str,
    /// What the sentence names of this picture, in English; it may be untrusted.
    pub what: Option<String>,
    /// The numbers in it, in their order.
    pub numbers: Vec<u64>,
}

impl Note {
    /// `None`: a sentence without a code.
    pub fn of(sentence: &str) -> Option<Self> {
        if let Some((code, _)) = SENTENCES.iter().find(|known| known.1 == sentence) {
            return Some(Self { code, what: None, numbers: Vec::new() });
        }
        AROUND.iter().find_map(|(code, begin, end)| {
            let what = sentence.strip_prefix(begin)?.strip_suffix(end)?;
            let numbers = what.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
            Some(Self { code, what: Some(what.to_owned()), numbers })
        })
    }

    /// The code alone.
    pub fn code_of(sentence: &str) -> Option<&'static str> {
        Self::of(sentence).map(|note| note.code)
    }
}

/// What kind of file is not handled, by how its sentence begins.
const KINDS: [(&str, &str); 32] = [
    ("a video", "video"),
    ("a raw photo", "raw"),
    ("a RAW photo", "raw"),
    ("a Photoshop file", "photoshop"),
    ("a large Photoshop file", "photoshop"),
    ("a GIMP file", "gimp"),
    ("an Affinity file", "affinity"),
    ("a JPEG 2000 picture", "jpeg-2000"),
    ("a JPEG XR picture", "jpeg-xr"),
    ("a texture", "texture"),
    ("an OpenEXR picture", "other-picture"),
    ("a Radiance picture", "other-picture"),
    ("a QOI picture", "other-picture"),
    ("a farbfeld picture", "other-picture"),
    ("a BPG picture", "other-picture"),
    ("a FLIF picture", "other-picture"),
    ("a portable anymap", "other-picture"),
    ("an icon", "icon"),
    ("a mouse pointer", "icon"),
    ("a broken picture", "broken-picture"),
    ("a drawing", "drawing"),
    ("a PDF document", "pdf"),
    ("a PostScript document", "document"),
    ("an office document", "document"),
    ("a web page", "web-page"),
    ("an archive", "archive"),
    ("a sound", "sound"),
    ("a side file", "side-file"),
    ("a program", "program"),
    ("a settings file", "data"),
    ("a database", "data"),
    ("a text", "text"),
];

/// Why the file system said no, by a part of its sentence.
const REASONS: [(&str, &str); 9] = [
    ("there is no such file", "missing"),
    ("No such file", "missing"),
    ("may not be read", "no-permission"),
    ("may not be written to", "no-permission"),
    ("this is a folder", "is-folder"),
    ("not an ordinary file", "not-a-file"),
    ("the disk is full", "disk-full"),
    ("read-only disk", "read-only-disk"),
    ("is not a folder", "not-a-folder"),
];

/// A second word for errors of which the code alone says little: what kind of file it is, why the file system said no.
pub fn detail(error: &Error) -> Option<&'static str> {
    match error {
        Error::UnsupportedFormat { what, .. } if what == "an empty file" => Some("empty"),
        Error::UnsupportedFormat { what, .. } => {
            Some(KINDS.iter().find(|kind| what.starts_with(kind.0)).map_or("unknown", |kind| kind.1))
        }
        Error::Io { what, .. } => {
            Some(REASONS.iter().find(|reason| what.contains(reason.0)).map_or("other", |reason| reason.1))
        }
        Error::UnsupportedFeature { .. }
        | Error::TooLarge { .. }
        | Error::NoSubject { .. }
        | Error::Damaged { .. }
        | Error::NotVerified { .. }
        | Error::Cancelled
        | Error::Internal { .. } => None,
    }
}

/// Every word that [`detail`] can answer.
pub fn details() -> Vec<&'static str> {
    let own = ["empty", "unknown", "other"];
    let mut all: Vec<_> =
        KINDS.iter().map(|kind| kind.1).chain(REASONS.iter().map(|reason| reason.1)).chain(own).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    #[test]
    fn sentences_are_known_again() {
        for (code, sentence) in SENTENCES {
            assert_eq!(Note::code_of(sentence), Some(code));
        }
        let note = Note::of(&some_looked_at(8, 40)).unwrap();
        assert_eq!((note.code, note.numbers), ("some-looked-at", vec![8, 40]));
        assert_eq!(Note::code_of(&not_covered(&["face"])), Some("not-covered"));
        assert_eq!(Note::code_of(&name_kept("it tells")), Some("name-kept"));
        let note = Note::of(&Error::damaged("it ends early").to_string()).unwrap();
        assert_eq!((note.code, note.what.as_deref()), ("damaged", Some("it ends early")));
        assert_eq!(Note::code_of("written as JPEG"), Some("written-as"));
        assert_eq!(Note::code_of("a sentence of somebody else"), None);
    }

    #[test]
    fn errors_have_the_same_codes_as_notes() {
        for error in
            [Error::damaged("x"), Error::too_large("x"), Error::unsupported("x"), Error::Internal { what: "x".into() }]
        {
            assert_eq!(Note::code_of(&error.to_string()), Some(error.code()));
        }
    }

    #[test]
    fn sentences_of_other_places_are_as_they_stand_there() {
        let plan = include_str!("clean/plan.rs");
        for (_, sentence) in SENTENCES.iter().skip(8) {
            assert!(plan.contains(sentence), "{sentence}");
        }
        assert!(plan.contains("a person was seen") && plan.contains("too, and is covered: "));
        let places = [include_str!("batch/read.rs"), include_str!("output/write.rs")].concat();
        for (sentence, reason) in REASONS.iter().filter(|reason| reason.0 != "No such file") {
            assert!(places.contains(sentence), "{reason}");
        }
    }

    #[test]
    fn refused_files_and_troubles_of_the_disk_have_words() {
        let kind = |head: &[u8]| detail(&formats::sniff(head).err().unwrap());
        assert_eq!(kind(b"\0\0\0\x18ftypisom\0\0\0\0"), Some("video"));
        assert_eq!(kind(b"%PDF-1.7"), Some("pdf"));
        assert_eq!(kind(b""), Some("empty"));
        assert_eq!(kind(&[0x80, 1, 2, 3]), Some("unknown"));
        let trouble = |what: &str| detail(&Error::Io { doing: "reading", what: what.into() });
        assert_eq!(trouble("this is a folder"), Some("is-folder"));
        assert_eq!(trouble("the cable is loose"), Some("other"));
        assert_eq!(detail(&Error::Cancelled), None);
        assert!(details().contains(&"no-permission") && codes().count() == 22);
    }
}
