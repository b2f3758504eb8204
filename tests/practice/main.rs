//! Draws the practice photos: pictures that belong to nobody, with invented hidden data in them.
//!
//! `cargo run --release --example practice` writes them into `assets/practice`; the same bytes each time.
//! With a folder and a number behind `--` it writes them there, smaller by that factor, to look at while drawing.

mod bed;
mod camera;
mod canvas;
mod cat;
mod code;
mod country;
mod cup;
mod encode;
mod garden;
mod grass;
mod hair;
mod hidden;
mod letters;
mod noise;
mod parcel;
mod room;
mod scene;
mod screen;
mod skyline;
mod solid;
mod station;
mod vector;

use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().map_or("assets/practice", String::as_str);
    let shrink = arguments.get(1).map_or(1, |factor| factor.parse().expect("a number"));
    std::fs::create_dir_all(folder).expect("the folder for the practice photos");
    for photo in PHOTOS.iter().filter(|p| arguments.get(2).is_none_or(|o| p.name.contains(o.as_str()))) {
        std::fs::write(Path::new(folder).join(photo.name), (photo.draw)(shrink)).expect("a practice photo");
        println!("{}", photo.name);
    }
}

struct Photo {
    /// Most tell a date, as phones name them.
    name: &'static str,
    /// Smaller by a factor.
    draw: fn(usize) -> Vec<u8>,
}

const PHOTOS: [Photo; 4] = [
    Photo { name: "IMG_20240709_2231.jpg", draw: cat_on_a_bed },
    Photo { name: "PXL_20240711_064512345.jpg", draw: parcel_at_a_station },
    Photo { name: "Screenshot_20240712-101500.png", draw: chat },
    Photo { name: "cat.jpg", draw: cat_in_a_garden },
];

/// A photo that was cropped: its thumbnail shows more than it does.
fn cat_on_a_bed(shrink: usize) -> Vec<u8> {
    let scene = room::scene();
    let camera = room::camera(room::KEPT);
    let mut photo = camera.photo(&scene, 2400 / shrink, 1800 / shrink);
    hair::draw(&room::cat(), &scene, &camera, &mut photo);
    camera::developed(&mut photo, 0.02);
    let before = room::camera(room::WHOLE).photo(&scene, 480, 360);
    hidden::in_jpeg(&encode::jpeg(&photo, 84), &encode::jpeg(&before, 80))
}

fn parcel_at_a_station(shrink: usize) -> Vec<u8> {
    let mut photo = station::camera().photo(&station::scene(), 2000 / shrink, 1500 / shrink);
    camera::developed(&mut photo, 0.012);
    hidden::behind_a_jpeg(&encode::jpeg(&photo, 84))
}

fn chat(_: usize) -> Vec<u8> {
    hidden::in_png(&encode::png(&screen::chat()))
}

/// Nothing is hidden in it.
fn cat_in_a_garden(shrink: usize) -> Vec<u8> {
    let (scene, camera) = (garden::scene(), garden::camera());
    let mut photo = camera.photo(&scene, 1600 / shrink, 1200 / shrink);
    hair::draw(&garden::cat(), &scene, &camera, &mut photo);
    grass::draw(&scene, &camera, &mut photo);
    camera::developed(&mut photo, 0.012);
    encode::jpeg(&photo, 84)
}
