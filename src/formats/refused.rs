//! Files that are known but not handled, named aloud with what to do.

use crate::error::Error;

/// The refusal for a file that no format in [`super::FORMATS`] takes, named by its first bytes.
pub fn name(_head: &[u8]) -> Error {
    Error::UnsupportedFormat {
        what: "a file of an unknown kind".into(),
        advice: "open it in your photo program and export a JPEG".into(),
    }
}
