//! The small copies of the picture in the segments of a JPEG.

use super::segments::{Kind, SOS, segments};
use crate::metadata::{exif, iptc};

/// In Exif, of Photoshop, and in a JFIF extension: JPEGs all. [T.871 10.2]
pub fn thumbnails(untrusted: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut photoshop = Vec::new();
    for segment in segments(untrusted).take_while(|segment| segment.kind != Kind::Marker(SOS)) {
        let payload = segment.payload_of(untrusted);
        match segment.kind {
            Kind::Marker(0xe0) => found.extend(payload.strip_prefix(b"JFXX\0\x10").map(<[u8]>::to_vec)),
            Kind::Marker(0xe1) if payload.starts_with(b"Exif\0") => {
                found.extend(exif::thumbnail(payload).map(<[u8]>::to_vec));
            }
            Kind::Marker(0xed) => photoshop.extend(payload.strip_prefix(b"Photoshop 3.0\0").unwrap_or_default()),
            _ => {}
        }
    }
    found.extend(iptc::photoshop_thumbnail(&photoshop).map(<[u8]>::to_vec));
    found
}
