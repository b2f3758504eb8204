//! Pictures as files.

use blanksheet::formats::{Encoding, Target};
use blanksheet::pixels::{Channels, Colour, Decoded, Image, Orientation, Page, Samples, Sequence};

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
    let page = Page { image, colour: Colour::Srgb, orientation: Orientation::Upright, delay: None };
    let decoded = Decoded {
        pages: vec![page],
        sequence: Sequence::Still,
        lossy: false,
        full_chroma: false,
        block: (1, 1),
        reach: 0,
        warnings: Vec::new(),
    };
    target.encode(&decoded, Encoding { quality }).expect("an encoder for the practice photos")
}
