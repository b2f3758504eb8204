//! Bytes and a recipe → a verified clean copy. The only maker of [`Cleaned`].
//!
//! ```text
//! recipe → plan (what is covered) → draft (exact, or redrawn: drawing) → verified → CleanCopy
//! ```

use crate::error::Error;
use crate::formats::{self, Target};
use crate::item::Item;

mod draft;
mod drawing;
mod plan;
mod recipe;

pub use plan::Covered;
pub use recipe::{Method, Recipe};

use draft::{Work, copied};
use plan::Plan;

/// The bytes of a copy in which the verifier found nothing hidden. Nothing else can be written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned(Vec<u8>);

impl Cleaned {
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A clean copy and what was done to make it.
#[derive(Debug, Clone)]
pub struct CleanCopy {
    pub cleaned: Cleaned,
    /// The format that it is written in.
    pub target: Target,
    /// The method that was used, which is not always the one that was asked for.
    pub method: Method,
    /// Upright size.
    pub width: u32,
    pub height: u32,
    /// What the original hid.
    pub removed: Vec<Item>,
    /// What was covered.
    pub covered: Vec<Covered>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

/// Makes a clean copy. `stopped` is asked between the stages; once it says yes, the answer is [`Error::Cancelled`].
pub fn clean(untrusted: &[u8], recipe: &Recipe, stopped: &dyn Fn() -> bool) -> Result<CleanCopy, Error> {
    let format = formats::sniff(untrusted)?;
    let plan = Plan::of(format, untrusted, recipe)?;
    go_on(stopped)?;
    let mut copy = copied(&Work { format, untrusted, recipe, plan: &plan, stopped })?;
    copy.covered = plan.covered;
    copy.warnings.extend(plan.warnings);
    Ok(copy)
}

fn go_on(stopped: &dyn Fn() -> bool) -> Result<(), Error> {
    if stopped() { Err(Error::Cancelled) } else { Ok(()) }
}
