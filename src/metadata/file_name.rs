//! What the name of a file tells: dates, places, devices.

use crate::item::Item;

/// The name without its folder.
pub fn items(_name: &str) -> Vec<Item> {
    Vec::new()
}
