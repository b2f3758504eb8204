//! Looks at outlines: contact sheets of photos with everything but the outline covered, and of composites.
//!
//! `cargo run --release --example outline -- pictures BOXES FOLDER`: each line of BOXES is `path kind score x0 y0 x1 y1`
//! (fractions of the upright picture); lines of the same path are one another's other subjects.
//! `cargo run --release --example outline -- composites FIRST COUNT FOLDER` prints what is right and draws them.

mod composites;

use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use blanksheet::detect::outline::{Outline, Picture, outline};
use blanksheet::region::Region;
use image::{Rgb, RgbImage, imageops};

/// Of one picture on a sheet, in pixels.
const CELL: u32 = 240;
const COLUMNS: u32 = 8;
const ROWS: u32 = 4;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["pictures", boxes, folder] => pictures(boxes, Path::new(folder)),
        ["composites", first, count, folder] => {
            drawn(first.parse().expect("a number"), count.parse().expect("a number"), Path::new(folder))
        }
        _ => eprintln!("outline pictures BOXES FOLDER | outline composites FIRST COUNT FOLDER"),
    }
}

/// Pictures side by side, written whenever a sheet is full.
struct Sheets<'a> {
    folder: &'a Path,
    cells: Vec<RgbImage>,
    number: u32,
}

impl Sheets<'_> {
    fn add(&mut self, cell: RgbImage) {
        self.cells.push(cell);
        if self.cells.len() as u32 >= COLUMNS * ROWS {
            self.write();
        }
    }

    fn write(&mut self) {
        if self.cells.is_empty() {
            return;
        }
        let mut sheet = RgbImage::from_pixel(COLUMNS * CELL, ROWS * CELL, Rgb([40, 40, 40]));
        for (at, cell) in self.cells.drain(..).enumerate() {
            let at = at as u32;
            imageops::replace(&mut sheet, &cell, i64::from(at % COLUMNS * CELL), i64::from(at / COLUMNS * CELL));
        }
        sheet.save(self.folder.join(format!("sheet-{:02}.png", self.number))).expect("a sheet");
        self.number += 1;
    }
}

/// A picture with its box, everything but the outline covered.
fn shown(picture: &RgbImage, found: Option<&Outline>, subject: Region) -> RgbImage {
    let mut shown = picture.clone();
    let (w, h) = (f64::from(picture.width()), f64::from(picture.height()));
    for (x, y, pixel) in shown.enumerate_pixels_mut() {
        if found.is_some_and(|found| !found.silhouette.contains(x, y)) {
            *pixel = Rgb([255, 0, 255]);
        }
        let on = |v: u32, line: f64| v == (line.max(1.0) as u32).saturating_sub(1);
        let across = f64::from(x) >= subject.x0 * w - 1.0 && f64::from(x) <= subject.x1 * w;
        let down = f64::from(y) >= subject.y0 * h - 1.0 && f64::from(y) <= subject.y1 * h;
        if (across && (on(y, subject.y0 * h) || on(y, subject.y1 * h)))
            || (down && (on(x, subject.x0 * w) || on(x, subject.x1 * w)))
        {
            *pixel = Rgb([0, 255, 0]);
        }
    }
    imageops::thumbnail(&shown, fit(picture).0, fit(picture).1)
}

fn fit(picture: &RgbImage) -> (u32, u32) {
    let longer = picture.width().max(picture.height());
    ((picture.width() * (CELL - 4) / longer).max(1), (picture.height() * (CELL - 4) / longer).max(1))
}

fn pictures(boxes: &str, folder: &Path) {
    let text = std::fs::read_to_string(boxes).expect("the boxes");
    let lines: Vec<(&str, &str, Region)> = text.lines().filter_map(parsed).collect();
    let mut sheets = Sheets { folder, cells: Vec::new(), number: 0 };
    for &(path, kind, region) in &lines {
        if kind == "person" || kind == "bird" {
            continue;
        }
        let photo = image::open(path).expect("a picture").to_rgb8();
        let longer = f64::from(photo.width().max(photo.height()));
        let size = |v: u32| ((f64::from(v) * 320.0 / longer).round() as u32).max(1);
        let small = imageops::resize(&photo, size(photo.width()), size(photo.height()), imageops::FilterType::Triangle);
        let others: Vec<Region> = lines.iter().filter(|l| l.0 == path && l.2 != region).map(|l| l.2).collect();
        let picture = Picture::new(small.width(), small.height(), small.as_raw()).expect("a picture");
        let start = Instant::now();
        let result = outline(&picture, region, &others);
        let time = start.elapsed().as_millis();
        let mut line = format!("sheet {} cell {} {path} {kind} {time} ms ", sheets.number, sheets.cells.len() / 2);
        sheets.add(shown(&small, None, region));
        match result {
            Ok(found) => {
                write!(line, "{}", found.steadiness).expect("a line");
                sheets.add(shown(&small, Some(&found), region));
            }
            Err(why) => {
                write!(line, "refused: {why:?}").expect("a line");
                sheets.add(RgbImage::new(8, 8));
            }
        }
        println!("{line}");
    }
    sheets.write();
}

fn parsed(line: &str) -> Option<(&str, &str, Region)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let &[path, kind, _, x0, y0, x1, y1] = words.as_slice() else { return None };
    let number = |word: &str| word.parse::<f64>().ok();
    Some((path, kind, Region::new(number(x0)?, number(y0)?, number(x1)?, number(y1)?)?))
}

fn drawn(first: u64, count: u64, folder: &Path) {
    let mut sheets = Sheets { folder, cells: Vec::new(), number: 0 };
    let (mut wrongs, mut kepts) = (Vec::new(), Vec::new());
    for number in first..first + count {
        let made = composites::composite(number);
        let picture = Picture::new(made.width, made.height, &made.rgb).expect("a picture");
        let start = Instant::now();
        let result = outline(&picture, made.region(), &[]);
        let time = start.elapsed().as_millis();
        let small = RgbImage::from_raw(made.width, made.height, made.rgb.clone()).expect("a picture");
        print!("{number} sheet {} cell {} {time} ms: ", sheets.number, sheets.cells.len() / 2);
        sheets.add(shown(&small, None, made.region()));
        match result {
            Ok(found) => {
                let (wrong, kept) = made.judged(&found);
                println!("background {:.1} % kept {:.1} % steady {:.2}", 100.0 * wrong, 100.0 * kept, found.steadiness);
                wrongs.push(wrong);
                kepts.push(kept);
                sheets.add(shown(&small, Some(&found), made.region()));
            }
            Err(why) => {
                println!("refused {why:?}");
                sheets.add(RgbImage::new(8, 8));
            }
        }
    }
    sheets.write();
    println!("refused {} of {count}", count as usize - wrongs.len());
    println!("background among the visible: {}", spread(wrongs));
    println!("kept of the subject: {}", spread(kepts));
}

fn spread(mut shares: Vec<f32>) -> String {
    shares.sort_by(f32::total_cmp);
    let mean = shares.iter().sum::<f32>() / shares.len().max(1) as f32;
    let at =
        |part: f32| 100.0 * shares.get((shares.len().max(1) as f32 * part - 1.0).max(0.0) as usize).unwrap_or(&0.0);
    format!(
        "mean {:.2} %, least {:.1}, tenth {:.1}, median {:.1}, nine tenths {:.1}, most {:.1}",
        100.0 * mean,
        at(0.0),
        at(0.1),
        at(0.5),
        at(0.9),
        at(1.0)
    )
}
