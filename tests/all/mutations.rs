//! Any bytes: no panic, no hang, exactly one outcome.

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use blanksheet::clean::{Method, Recipe, clean};
use blanksheet::detect::Sensitivity;
use blanksheet::formats::Target;
use blanksheet::inspect::{Depth, inspect};
use blanksheet::pixels::{Channels, Sequence};
use blanksheet::verify;

use crate::fixtures::{Dice, TARGETS, dirtied, dirty_picture, encoded, image, lying_jpeg, sequence, still};

const MUTANTS: usize = 10_000;

/// Small files of every format that is written, and of those that are only read.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let mut seeds: Vec<_> = TARGETS.iter().map(|target| (target.id().to_owned(), dirty_picture(*target))).collect();
    for (name, channels) in [("gray", Channels::Gray), ("alpha", Channels::Rgba)] {
        for target in [Target::Png, Target::WebP, Target::Tiff] {
            let picture = encoded(target, &still(image(21, 17, channels)));
            seeds.push((format!("{} {name}", target.id()), dirtied(target, &picture, b"hidden")));
        }
    }
    let frames = || vec![image(20, 14, Channels::Rgb), image(20, 14, Channels::Rgba)];
    for target in [Target::Png, Target::WebP, Target::Gif] {
        let moving = sequence(frames(), Sequence::Animation { loops: 3 });
        seeds.push((format!("{} moving", target.id()), encoded(target, &moving)));
    }
    seeds.push(("tiff pages".into(), encoded(Target::Tiff, &sequence(frames(), Sequence::Pages))));
    seeds.push(("jpeg lying".into(), lying_jpeg(6)));
    for (name, bytes) in SAMPLES {
        seeds.push(((*name).into(), bytes.to_vec()));
    }
    seeds
}

/// Pictures in formats that are only read: our own drawing, encoded once.
const SAMPLES: &[(&str, &[u8])] = &[
    ("avif", include_bytes!("seeds/corners.avif")),
    ("heif", include_bytes!("seeds/corners.heic")),
    ("jxl", include_bytes!("seeds/corners.jxl")),
    ("jpeg progressive", include_bytes!("seeds/corners-progressive.jpg")),
    ("webp lossy", include_bytes!("seeds/corners-lossy.webp")),
];

/// Everything that the program does with bytes.
fn everything(bytes: &[u8]) {
    let _ = inspect(bytes, "IMG_20220708_2312.jpg", Depth::Hidden, Sensitivity::Normal);
    let _ = verify::findings(bytes);
    for method in [Method::Redrawn, Method::Exact] {
        if let Ok(copy) = clean(bytes, &Recipe { method, ..Recipe::default() }, &|| false) {
            assert!(verify::findings(copy.cleaned.bytes()).is_ok_and(|found| found.is_empty()));
        }
    }
}

fn endures(name: &str, bytes: &[u8]) -> Duration {
    let start = Instant::now();
    let outcome = catch_unwind(|| everything(bytes));
    if outcome.is_err() {
        let kept = std::env::temp_dir().join("blanksheet-mutant");
        let _ = std::fs::write(&kept, bytes);
        panic!("a mutant of {name} broke the program; it is kept as {}", kept.display());
    }
    start.elapsed()
}

#[test]
fn ten_thousand_mutants_do_no_harm() {
    let seeds = seeds();
    let mut dice = Dice(0x5eed);
    let mut slowest = (Duration::ZERO, String::new());
    for number in 0..MUTANTS {
        let (name, seed) = &seeds[number % seeds.len()];
        let took = endures(name, &mutant(seed, &mut dice));
        if took > slowest.0 {
            slowest = (took, name.clone());
        }
    }
    assert!(slowest.0 < Duration::from_secs(5), "{slowest:?}");
    println!("{MUTANTS} mutants of {} seeds; the slowest took {slowest:?}", seeds.len());
}

#[test]
fn every_truncation_does_no_harm() {
    let seeds = seeds();
    assert!(seeds.len() >= 20, "{} seeds", seeds.len());
    for (name, seed) in &seeds {
        for end in 0..seed.len() {
            // Every cut near both ends, every third between them.
            if end < 400 || seed.len() - end < 400 || end % 3 == 0 {
                endures(name, &seed[..end]);
            }
        }
    }
}

/// One to six changes: flipped bits, bytes that are often special, pieces cut out, doubled or swapped, lengths that lie.
fn mutant(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(6) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.roll(bytes.len());
        let span = 1 + dice.roll(16.min(bytes.len() - at));
        match dice.roll(7) {
            0 | 1 => bytes[at] ^= 1 << dice.roll(8),
            2 => bytes[at] = [0, 0xff, 0x7f, 0x80, 1, 0xd8, 0xd9][dice.roll(7)],
            3 => drop(bytes.drain(at..at + span)),
            4 => {
                let piece = bytes[at..at + span].to_vec();
                bytes.splice(at..at, piece);
            }
            5 => bytes[at..at + span].fill([0, 0xff][dice.roll(2)]),
            _ => {
                // The front of the file holds the headers.
                let head = dice.roll(bytes.len().min(64));
                bytes[head] = dice.roll(256) as u8;
            }
        }
    }
    bytes
}
