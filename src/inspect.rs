//! Bytes → what they give away.

use crate::error::Error;
use crate::formats;
use crate::item::Item;
use crate::metadata::file_name;

/// How deep to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Containers and metadata only; no pixel is decoded.
    Hidden,
    /// The picture is decoded too: damage is found.
    Whole,
}

/// What one file gives away.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// The format's id.
    pub format: &'static str,
    /// Upright size; zero where the file is too damaged to tell.
    pub width: u32,
    pub height: u32,
    pub hidden: Vec<Item>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

/// Looks at one file; `name` is its own name, which can tell something too. A picture of a known format is always
/// inspected, and what is wrong with it is a warning: hidden data of a broken picture is still there to be read.
pub fn inspect(untrusted: &[u8], name: &str, depth: Depth) -> Result<Inspected, Error> {
    let format = formats::sniff(untrusted)?;
    let mut warnings = Vec::new();
    let (width, height) = format.size(untrusted).unwrap_or_else(|error| {
        warnings.push(error.to_string());
        (0, 0)
    });
    let mut hidden = file_name::items(name);
    hidden.extend(format.items(untrusted));
    if depth == Depth::Whole && width > 0 {
        match format.decode(untrusted) {
            Ok(decoded) => warnings.extend(decoded.warnings),
            Err(error) => warnings.push(error.to_string()),
        }
    }
    Ok(Inspected { format: format.id(), width, height, hidden, warnings })
}
