//! Draws the practice photos: pictures that belong to nobody, with invented hidden data in them.
//!
//! `cargo run --release --example practice` writes them into `assets/practice`; the same bytes each time.

mod canvas;
mod hidden;
mod scenes;

use std::path::Path;

use blanksheet::formats::{Encoding, Target};
use blanksheet::pixels::{Channels, Decoded, Image, Samples};
use canvas::Canvas;

fn main() {
    let folder = Path::new("assets/practice");
    std::fs::create_dir_all(folder).expect("the folder for the practice photos");
    for (name, bytes) in photos() {
        std::fs::write(folder.join(name), bytes).expect("a practice photo");
        println!("{name}");
    }
}

/// File names that tell a date, as phones give them.
fn photos() -> Vec<(&'static str, Vec<u8>)> {
    let cat = jpeg(&scenes::cat_on_a_bed());
    let thumbnail = jpeg(&scenes::cat_on_a_bed().shrunk(8));
    let window = jpeg(&scenes::window_with_a_view());
    let street = png(&scenes::street_with_a_sign());
    vec![
        ("IMG_20240709_2231.jpg", hidden::in_jpeg(&cat, &thumbnail)),
        ("PXL_20240711_064512345.jpg", hidden::behind_a_jpeg(&window)),
        ("Screenshot_20240712-101500.png", hidden::in_png(&street)),
    ]
}

fn encoded(canvas: &Canvas, target: Target) -> Vec<u8> {
    let (width, height, samples) = canvas.finished();
    let image = Image::new(width, height, Channels::Rgb, Samples::U8(samples)).expect("the size fits");
    let decoded = Decoded { full_chroma: false, ..Decoded::still(image) };
    target.encode(&decoded, Encoding { quality: 88 }).expect("an encoder for the practice photos")
}

fn jpeg(canvas: &Canvas) -> Vec<u8> {
    encoded(canvas, Target::Jpeg)
}

fn png(canvas: &Canvas) -> Vec<u8> {
    encoded(canvas, Target::Png)
}
