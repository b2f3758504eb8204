//! Content credentials (C2PA, JUMBF).

use crate::item::{Item, Kind};

/// A JUMBF superbox.
pub fn items(jumbf: &[u8], place: &str) -> Vec<Item> {
    vec![Item::new(Kind::Provenance, place, jumbf.len())]
}
