//! IPTC records and Photoshop image resources.

use crate::item::{Item, Kind};

/// IPTC-IIM records.
pub fn items(records: &[u8], place: &str) -> Vec<Item> {
    vec![Item::new(Kind::Iptc, place, records.len())]
}

/// Photoshop image resource blocks ("8BIM…"), with or without "Photoshop 3.0\0" before them.
pub fn photoshop_items(resources: &[u8], place: &str) -> Vec<Item> {
    vec![Item::new(Kind::Software, place, resources.len())]
}
