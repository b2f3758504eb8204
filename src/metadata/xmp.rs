//! XMP packets.

use crate::item::{Item, Kind};

/// An XMP packet (UTF-8, or UTF-16 with a mark).
pub fn items(packet: &[u8], place: &str) -> Vec<Item> {
    vec![Item::new(Kind::Xmp, place, packet.len())]
}
