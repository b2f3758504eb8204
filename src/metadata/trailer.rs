//! Bytes behind the end of a picture: second pictures, videos, trailers of phones.

use crate::item::{Item, Kind};

/// The bytes and the place ("after EOI").
pub fn items(trailing: &[u8], place: &str) -> Vec<Item> {
    vec![Item::new(Kind::TrailingData, place, trailing.len())]
}
