//! What the window says by the way: a line that stays until it is closed or the page changes.

use std::path::PathBuf;

use crate::error::Error;

/// A line that says what just happened; the text's id is [`Notice::id`].
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    Copied,
    NotCopied(Error),
    NoPhotosThere,
    NotShownInFolder(PathBuf),
    /// The file could not be dragged out.
    NotDragged,
    FoldersUnreadable(usize),
    /// The outline is there; a person should look at it. So many were seen, have none, and are covered.
    OutlineDrawn(usize),
    /// The outline could not be told: everything is covered, and the brush takes it off.
    OutlineUnclear,
    /// So many similar photos have the covers too.
    CoveredSimilar(usize),
    NoSimilar,
    /// The last photo was looked at; so many were put off.
    LookedThrough(usize),
}

impl Notice {
    pub fn id(&self) -> &'static str {
        match self {
            Self::Copied => "notice-copied",
            Self::NotCopied(_) => "notice-not-copied",
            Self::NoPhotosThere => "notice-no-photos",
            Self::NotDragged => "notice-not-dragged",
            Self::NotShownInFolder(_) => "notice-not-shown",
            Self::FoldersUnreadable(_) => "notice-folders-unreadable",
            Self::OutlineDrawn(0) => "notice-outline-drawn",
            Self::OutlineDrawn(_) => "notice-outline-without",
            Self::OutlineUnclear => "notice-outline-unclear",
            Self::CoveredSimilar(_) => "notice-covered-similar",
            Self::NoSimilar => "notice-no-similar",
            Self::LookedThrough(_) => "notice-looked-through",
        }
    }
}
