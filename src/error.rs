//! Why a file has no clean copy. One enum; a variant says what was being done, to what, and why.

use std::fmt;

/// The reasons for which a file is refused (we will not) or failed (we tried and could not).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// A kind of file that is not handled; `what` names it ("a video (MP4)"), `advice` says what the person can do.
    UnsupportedFormat { what: String, advice: String },
    /// A handled format uses a part of its standard that is not handled ("arithmetic coding").
    UnsupportedFeature { what: String },
    /// More pixels than the limit, or a header that promises more than the file can hold.
    TooLarge { what: String },
    /// Nobody and no animal was found to keep.
    NoSubject { what: String },
    /// The file is cut or broken; `what` says where.
    Damaged { what: String },
    /// The finished copy did not pass the verifier; nothing was written.
    NotVerified { what: String },
    /// The file system said no; `doing` is "reading" or "writing".
    Io { doing: &'static str, what: String },
    /// The person stopped the batch before this file.
    Cancelled,
    /// A decoder gave up in a way it should not.
    Internal { what: String },
}

/// How a file without a copy ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// We will not handle this file.
    Refused,
    /// We tried and could not.
    Failed,
}

impl Error {
    /// Short for `Damaged`.
    pub fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// Short for `UnsupportedFeature`.
    pub fn unsupported(what: impl Into<String>) -> Self {
        Self::UnsupportedFeature { what: what.into() }
    }

    /// Short for `TooLarge`.
    pub fn too_large(what: impl Into<String>) -> Self {
        Self::TooLarge { what: what.into() }
    }

    /// Stable word for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnsupportedFormat { .. } => "unsupported-format",
            Self::UnsupportedFeature { .. } => "unsupported-feature",
            Self::TooLarge { .. } => "too-large",
            Self::NoSubject { .. } => "no-subject",
            Self::Damaged { .. } => "damaged",
            Self::NotVerified { .. } => "not-verified",
            Self::Io { .. } => "io",
            Self::Cancelled => "cancelled",
            Self::Internal { .. } => "internal",
        }
    }

    /// Refused or failed.
    pub fn ending(&self) -> Ending {
        match self {
            Self::UnsupportedFormat { .. }
            | Self::UnsupportedFeature { .. }
            | Self::TooLarge { .. }
            | Self::NoSubject { .. } => Ending::Refused,
            Self::Damaged { .. }
            | Self::NotVerified { .. }
            | Self::Io { .. }
            | Self::Cancelled
            | Self::Internal { .. } => Ending::Failed,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnsupportedFormat { what, advice } => write!(f, "this is {what}, which is not handled; {advice}"),
            Self::UnsupportedFeature { what } => write!(
                f,
                "the picture uses {what}, which is not handled; open it in your photo program and export a JPEG"
            ),
            Self::TooLarge { what } => write!(f, "the picture is too large: {what}"),
            Self::NoSubject { what } => write!(f, "nothing could be kept: {what}"),
            Self::Damaged { what } => write!(f, "the file is damaged: {what}"),
            Self::NotVerified { what } => write!(f, "the copy did not pass the check, so it was not written: {what}"),
            Self::Io { doing, what } => write!(f, "{doing} did not work: {what}"),
            Self::Cancelled => write!(f, "stopped before this file was done"),
            Self::Internal { what } => write!(f, "the picture could not be read: {what}"),
        }
    }
}

impl std::error::Error for Error {}
