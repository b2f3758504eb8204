//! Colour profiles.

use crate::item::{Item, Kind};

/// An ICC profile.
pub fn items(profile: &[u8], place: &str) -> Vec<Item> {
    vec![Item::new(Kind::Profile, place, profile.len())]
}
