//! Pictures as files.

use blanksheet::formats::{Encoding, Target};
use blanksheet::pixels::{Channels, Decoded, Image, Samples};

use crate::canvas::Canvas;

pub fn jpeg(canvas: &Canvas, quality: u8) -> Vec<u8> {
    encoded(canvas, Target::Jpeg, quality)
}

pub fn png(canvas: &Canvas) -> Vec<u8> {
    encoded(canvas, Target::Png, 100)
}

fn encoded(canvas: &Canvas, target: Target, quality: u8) -> Vec<u8> {
    let (width, height, samples) = canvas.finished();
    let image = Image::new(width, height, Channels::Rgb, Samples::U8(samples)).expect("the size fits");
    let decoded = Decoded { full_chroma: false, ..Decoded::still(image) };
    target.encode(&decoded, Encoding { quality }).expect("an encoder for the practice photos")
}
