//! What is seen in a picture, tried from outside on pictures drawn here.

use blanksheet::formats::Target;
use blanksheet::pixels::{Channels, Image, Samples};
use serde_json::Value;

use crate::fixtures::{Dice, Scratch, encoded, run_json, still};

/// White paper with black marks on it, one after the other from the left: true is black.
fn paper(width: u32, height: u32, is_black: impl Fn(u32, u32) -> bool) -> Vec<u8> {
    let shade = |i: u32| if is_black(i % width, i / width) { 25 } else { 235 };
    let samples = (0..width * height).flat_map(|i| [shade(i); 3]).collect();
    picture(width, height, samples)
}

fn picture(width: u32, height: u32, samples: Vec<u8>) -> Vec<u8> {
    let image = Image::new(width, height, Channels::Rgb, Samples::U8(samples)).unwrap();
    encoded(Target::Png, &still(image))
}

/// The bars of an EAN-13 code: 95 modules, true is black. [ISO/IEC 15420]
fn ean13(digits: [usize; 13]) -> Vec<bool> {
    const LEFT: [&str; 10] =
        ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"];
    const PARITY: [&str; 10] =
        ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"];
    let inverted = |code: &str| -> String { code.chars().map(|c| if c == '0' { '1' } else { '0' }).collect() };
    let mut modules = "101".to_owned();
    for (digit, parity) in digits[1..7].iter().zip(PARITY[digits[0]].chars()) {
        let code = LEFT[*digit];
        modules += &if parity == 'L' { code.to_owned() } else { inverted(code).chars().rev().collect() };
    }
    modules += "01010";
    digits[7..].iter().for_each(|digit| modules += &inverted(LEFT[*digit]));
    modules += "101";
    modules.chars().map(|c| c == '1').collect()
}

/// A label with a barcode at (150, 120), 380 pixels wide and 140 high.
fn label() -> Vec<u8> {
    let bars = ean13([4, 0, 0, 6, 3, 8, 1, 3, 3, 3, 9, 3, 1]);
    paper(720, 480, move |x, y| (150..530).contains(&x) && (120..260).contains(&y) && bars[((x - 150) / 4) as usize])
}

/// Letters of 5×7 dots, eight pixels a dot, from (60, 200).
fn sign() -> Vec<u8> {
    const LETTERS: [[u8; 7]; 8] = [
        [0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001],
        [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110],
        [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100],
        [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111],
        [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111],
        [0; 7],
        [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
        [0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b01000, 0b11111],
    ];
    paper(640, 480, |x, y| {
        let (Some(x), Some(y)) = (x.checked_sub(60), y.checked_sub(200)) else { return false };
        let letter = LETTERS.get((x / 48) as usize);
        let dot = (x % 48 / 8, y / 8);
        dot.0 < 5 && letter.and_then(|rows| rows.get(dot.1 as usize)).is_some_and(|row| row >> (4 - dot.0) & 1 == 1)
    })
}

fn flags<'a>(line: &'a Value, category: &str) -> Vec<&'a Value> {
    line["flags"].as_array().unwrap().iter().filter(|flag| flag["category"] == category).collect()
}

fn corners(flag: &Value) -> [f64; 4] {
    std::array::from_fn(|i| flag["box"][i].as_f64().unwrap())
}

#[test]
fn a_barcode_is_found_and_covered() {
    let folder = Scratch::new();
    folder.write("in/label.png", &label());
    let (status, lines) = run_json(&folder, &["inspect", "in", "--visible-only"]);
    assert_eq!(status, 0);
    let [flag] = flags(&lines[0], "code")[..] else { panic!("{lines:?}") };
    let [x0, y0, x1, y1] = corners(flag);
    assert!(x0 < 0.215 && x1 > 0.73 && y0 < 0.35 && y1 > 0.45, "{flag}");
    assert!(x1 - x0 < 0.7 && y1 - y0 < 0.9, "{flag}");
    assert!(flag["reason"].as_str().unwrap().contains("code"));

    let (status, lines) = run_json(&folder, &["clean", "in", "--out", "out", "--cover", "code"]);
    assert_eq!(status, 0);
    assert_eq!(lines[0]["covered"][0]["category"], "code");
    assert_eq!(lines[0]["covered"][0]["box"], flag["box"]);
    let (_, lines) = run_json(&folder, &["inspect", "out", "--visible-only"]);
    assert!(flags(&lines[0], "code").is_empty(), "the code can still be read: {lines:?}");
    let (status, _) = run_json(&folder, &["verify", "out"]);
    assert_eq!(status, 0);
}

#[test]
fn what_nobody_asked_to_cover_stays() {
    let folder = Scratch::new();
    folder.write("in/label.png", &label());
    let (_, lines) = run_json(&folder, &["clean", "in", "--out", "out", "--cover", "bedding,window"]);
    assert!(lines[0]["covered"].as_array().unwrap().is_empty(), "{lines:?}");
    let (_, lines) = run_json(&folder, &["inspect", "out", "--visible-only"]);
    assert_eq!(flags(&lines[0], "code").len(), 1);
}

#[test]
fn writing_is_found_where_it_stands() {
    let folder = Scratch::new();
    folder.write("sign.png", &sign());
    let (_, lines) = run_json(&folder, &["inspect", "sign.png"]);
    let found = flags(&lines[0], "signage");
    assert!(!found.is_empty(), "{lines:?}");
    let middle_of_a_letter = |x: f64| {
        let point = (x / 640.0, 228.0 / 480.0);
        found
            .iter()
            .map(|flag| corners(flag))
            .any(|[x0, y0, x1, y1]| x0 < point.0 && point.0 < x1 && y0 < point.1 && point.1 < y1)
    };
    assert!([80.0, 128.0, 176.0, 224.0, 272.0, 368.0, 416.0].into_iter().all(middle_of_a_letter), "{found:?}");
}

#[test]
fn odd_pictures_are_looked_at_without_harm() {
    let folder = Scratch::new();
    let mut dice = Dice(11);
    for (name, width, height) in
        [("dot", 1, 1), ("line", 1, 300), ("strip", 2000, 40), ("tower", 40, 2000), ("small", 9, 7)]
    {
        let count = (width * height * 3) as usize;
        folder.write(&format!("in/{name}-black.png"), &picture(width, height, vec![0; count]));
        folder.write(&format!("in/{name}-white.png"), &picture(width, height, vec![255; count]));
        let noise = (0..count).map(|_| dice.roll(256) as u8).collect();
        folder.write(&format!("in/{name}-noise.png"), &picture(width, height, noise));
    }
    let (status, lines) = run_json(&folder, &["inspect", "in", "--sensitivity", "high"]);
    assert_eq!((status, lines.len()), (0, 15));
    for line in &lines {
        assert_eq!(line["outcome"], "inspected", "{line}");
        for flag in line["flags"].as_array().unwrap().iter().chain(line["subjects"].as_array().unwrap()) {
            let [x0, y0, x1, y1] = corners(flag);
            assert!(0.0 <= x0 && x0 < x1 && x1 <= 1.0 && 0.0 <= y0 && y0 < y1 && y1 <= 1.0, "{line}");
            assert!((0.0..=1.0).contains(&flag["confidence"].as_f64().unwrap()), "{line}");
        }
    }
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let folder = Scratch::new();
    for number in 0..4 {
        folder.write(&format!("in/{number}-label.png"), &label());
        folder.write(&format!("in/{number}-sign.png"), &sign());
    }
    let alone = run_json(&folder, &["inspect", "in", "--jobs", "1"]);
    assert_eq!(alone, run_json(&folder, &["inspect", "in", "--jobs", "5"]));
    assert!(alone.1.iter().all(|line| !line["flags"].as_array().unwrap().is_empty()));
}

#[test]
fn higher_sensitivity_never_finds_less() {
    let folder = Scratch::new();
    folder.write("sign.png", &sign());
    let count = |sensitivity: &str| {
        let (_, lines) = run_json(&folder, &["inspect", "sign.png", "--sensitivity", sensitivity]);
        lines[0]["flags"].as_array().unwrap().len()
    };
    assert!(count("low") <= count("normal") && count("normal") <= count("high"));
}

#[test]
fn where_nobody_is_seen_nothing_is_kept() {
    let folder = Scratch::new();
    folder.write("sign.png", &sign());
    let (status, lines) = run_json(&folder, &["clean", "sign.png", "--out", "out", "--keep-only", "subjects"]);
    assert_eq!(status, 1);
    assert_eq!((&lines[0]["outcome"], &lines[0]["code"]), (&"refused".into(), &"no-subject".into()), "{lines:?}");
    assert!(folder.names("out").is_empty());
}

#[test]
fn that_nothing_was_found_to_cover_is_said() {
    let folder = Scratch::new();
    folder.write("flat.png", &picture(300, 200, vec![120; 300 * 200 * 3]));
    let (status, lines) = run_json(&folder, &["clean", "flat.png", "--out", "out", "--cover", "all"]);
    assert_eq!(status, 0);
    assert!(lines[0]["warnings"][0].as_str().unwrap().contains("nothing to cover was found"), "{lines:?}");
}
