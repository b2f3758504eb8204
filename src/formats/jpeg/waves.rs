//! Small pictures in memory, for tests.

use super::encode;
use crate::formats::Encoding;
use crate::pixels::{Channels, Decoded, Image, Samples};

/// A picture of soft waves with a hard edge.
pub fn waves(width: u32, height: u32, channels: Channels, full_chroma: bool) -> Decoded {
    let count = channels.count() as u32;
    let sample = |at: u32| {
        let (x, y, channel) = (at / count % width, at / count / width, at % count);
        let wave = (f64::from(x * (channel + 2)) / 19.0).sin() + (f64::from(y) / 11.0).cos();
        (128.0 + 55.0 * wave) as u8 ^ if x * 3 > y * 4 + 30 { 0x18 } else { 0 }
    };
    let samples = Samples::U8((0..width * height * count).map(sample).collect());
    let image = Image::new(width, height, channels, samples).unwrap();
    Decoded { full_chroma, ..Decoded::still(image) }
}

/// A clean file.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encode(&waves(width, height, Channels::Rgb, false), Encoding { quality: 90 }).unwrap()
}

/// A marker segment.
pub fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    [&[0xff, marker], &(payload.len() as u16 + 2).to_be_bytes()[..], payload].concat()
}

/// A clean file with segments behind its JFIF segment.
pub fn jpeg_with(segments: &[Vec<u8>]) -> Vec<u8> {
    let clean = jpeg(40, 24);
    let (head, rest) = clean.split_at(20);
    [head, &segments.concat(), rest].concat()
}

/// The position of the first segment with this marker.
pub fn position(file: &[u8], marker: u8) -> usize {
    super::segments::segments(file)
        .find(|segment| segment.kind == super::segments::Kind::Marker(marker))
        .map(|segment| segment.whole.start)
        .unwrap()
}
