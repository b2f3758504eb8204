//! Clean means clean, upright, in the right colours, and the same each time.

use blanksheet::clean::{CleanCopy, Method, Recipe, clean};
use blanksheet::cover::{Cover, Shape, Style};
use blanksheet::formats::{FORMATS, Target, sniff};
use blanksheet::pixels::{Channels, Image, Samples, Sequence};
use blanksheet::region::Region;
use blanksheet::verify;

use crate::fixtures::{TARGETS, dirty_picture, encoded, image, lying_jpeg, sequence, still};

const METHODS: [Method; 2] = [Method::Redrawn, Method::Exact];

fn cleaned(bytes: &[u8], recipe: &Recipe) -> CleanCopy {
    let format = sniff(bytes).unwrap().id();
    clean(bytes, recipe, &|| false).unwrap_or_else(|error| panic!("{format}, {recipe:?}: {error}"))
}

fn decoded(bytes: &[u8]) -> Vec<Image> {
    let pages = sniff(bytes).unwrap().decode(bytes).unwrap().pages;
    pages.into_iter().map(|page| page.image).collect()
}

/// Red, green and blue of a pixel, eight bits.
fn pixel(image: &Image, x: u32, y: u32) -> [u8; 3] {
    let Samples::U8(samples) = &image.samples else { panic!("eight bits") };
    let at = (y * image.width + x) as usize * image.channels.count();
    samples[at..at + 3].try_into().unwrap()
}

#[test]
fn the_formats_are_the_nine_of_the_contract() {
    let ids: Vec<_> = FORMATS.iter().map(|format| format.id()).collect();
    assert_eq!(ids, ["jpeg", "png", "webp", "gif", "tiff", "bmp", "avif", "heif", "jxl"]);
}

#[test]
fn a_copy_of_a_clean_copy_hides_nothing_and_looks_the_same() {
    for target in TARGETS {
        for method in METHODS {
            let recipe = Recipe { method, ..Recipe::default() };
            let once = cleaned(&dirty_picture(target), &recipe);
            assert!(!once.removed.is_empty());
            let twice = cleaned(once.cleaned.bytes(), &recipe);
            assert!(twice.removed.is_empty(), "{target:?} {method:?}: {:?}", twice.removed);
            if target != Target::Jpeg || method == Method::Exact {
                assert_eq!(once.cleaned, twice.cleaned, "{target:?} {method:?}");
            }
        }
    }
}

#[test]
fn lossless_formats_keep_every_pixel() {
    for target in [Target::Png, Target::WebP, Target::Tiff, Target::Bmp] {
        for method in METHODS {
            let before = image(37, 23, Channels::Rgb);
            let dirty = crate::fixtures::dirtied(target, &encoded(target, &still(before.clone())), b"hidden");
            let copy = cleaned(&dirty, &Recipe { method, ..Recipe::default() });
            let after = decoded(copy.cleaned.bytes()).remove(0);
            assert_eq!((after.width, after.height), (37, 23));
            for (x, y) in (0..37).flat_map(|x| (0..23).map(move |y| (x, y))) {
                assert_eq!(pixel(&before, x, y), pixel(&after, x, y), "{target:?} {method:?} at {x},{y}");
            }
        }
    }
}

#[test]
fn every_orientation_comes_out_upright() {
    // Where the red, green and blue corners of the stored picture lie once it is upright: left/right, top/bottom.
    let corners = |exif: u8| match exif {
        1 => [(0, 0), (1, 0), (0, 1)],
        2 => [(1, 0), (0, 0), (1, 1)],
        3 => [(1, 1), (0, 1), (1, 0)],
        4 => [(0, 1), (1, 1), (0, 0)],
        5 => [(0, 0), (0, 1), (1, 0)],
        6 => [(1, 0), (1, 1), (0, 0)],
        7 => [(1, 1), (1, 0), (0, 1)],
        _ => [(0, 1), (0, 0), (1, 1)],
    };
    for exif in 1..=8 {
        for method in METHODS {
            let copy = cleaned(&lying_jpeg(exif), &Recipe { method, ..Recipe::default() });
            let upright = decoded(copy.cleaned.bytes()).remove(0);
            let size = if exif >= 5 { (32, 48) } else { (48, 32) };
            assert_eq!((upright.width, upright.height), size, "{exif} {method:?}");
            for (channel, (right, low)) in corners(exif).into_iter().enumerate() {
                let at = |side: u32, far: u32| if far == 1 { side - 6 } else { 6 };
                let colour = pixel(&upright, at(size.0, right), at(size.1, low));
                let strongest = (0..3).max_by_key(|&c| colour[c]).unwrap();
                assert_eq!(strongest, channel, "orientation {exif}, {method:?}: {colour:?}");
            }
        }
    }
}

#[test]
fn covers_hold_nothing_of_what_is_under_them() {
    for target in TARGETS {
        for (method, style) in
            [(Method::Redrawn, Style::Solid), (Method::Redrawn, Style::Soft), (Method::Exact, Style::Solid)]
        {
            let picture = |secret: u8| {
                let mut image = image(96, 64, Channels::Rgb);
                let Samples::U8(samples) = &mut image.samples else { panic!("eight bits") };
                for y in 16..32 {
                    for x in 32..64 {
                        samples[(y * 96 + x) * 3..][..3].copy_from_slice(&[
                            secret,
                            255 - secret,
                            if (x ^ y) & 4 == 0 { secret } else { 0 },
                        ]);
                    }
                }
                encoded(target, &still(image))
            };
            let (one, other) = (picture(10), picture(200));
            assert_ne!(one, other);
            let region = Region::new(32.0 / 96.0, 16.0 / 64.0, 64.0 / 96.0, 32.0 / 64.0).unwrap();
            let recipe =
                Recipe { method, style, covers: vec![Cover::hide(Shape::Inside(region))], ..Recipe::default() };
            let copy = cleaned(&one, &recipe);
            assert_eq!(copy.cleaned, cleaned(&other, &recipe).cleaned, "{target:?} {method:?} {style:?}");
        }
    }
}

#[test]
fn animations_keep_their_frames() {
    for target in [Target::Png, Target::WebP, Target::Gif] {
        for method in METHODS {
            let frames =
                vec![image(20, 16, Channels::Rgb), image(20, 16, Channels::Gray), image(20, 16, Channels::Rgb)];
            let frames =
                frames.into_iter().map(|frame| if frame.channels == Channels::Gray { red(frame) } else { frame });
            let moving = encoded(target, &sequence(frames.collect(), Sequence::Animation { loops: 2 }));
            let copy = cleaned(&moving, &Recipe { method, ..Recipe::default() });
            let after = sniff(&moving).unwrap().decode(copy.cleaned.bytes()).unwrap();
            assert_eq!(after.pages.len(), 3, "{target:?} {method:?}");
            assert_eq!(after.sequence, Sequence::Animation { loops: 2 }, "{target:?} {method:?}");
            assert!(after.pages.iter().all(|page| page.delay.is_some_and(|delay| delay.millis() == 100)));
        }
    }
}

fn red(gray: Image) -> Image {
    let samples = (0..gray.width * gray.height).flat_map(|_| [200, 20, 20]).collect();
    Image { channels: Channels::Rgb, samples: Samples::U8(samples), ..gray }
}

#[test]
fn scaling_fits_the_longer_side() {
    let recipe = Recipe { max_side: Some(20), ..Recipe::default() };
    let copy = cleaned(&dirty_picture(Target::Jpeg), &recipe);
    assert_eq!((copy.width, copy.height), (20, 13));
    let weaker = Recipe { weaken_fingerprint: true, ..Recipe::default() };
    let copy = cleaned(&dirty_picture(Target::Png), &weaker);
    assert!(copy.width < 48 && copy.width > 40);
    assert!(verify::findings(copy.cleaned.bytes()).unwrap().is_empty());
}

#[test]
fn covered_pictures_can_be_scaled() {
    let region = Region::new(0.2, 0.2, 0.7, 0.8).unwrap();
    for target in TARGETS {
        let file = encoded(target, &still(image(900, 700, Channels::Rgb)));
        for shape in [Shape::Inside(region), Shape::Outside(region)] {
            for (max_side, weaken_fingerprint) in
                [(Some(400), false), (Some(5000), false), (Some(400), true), (None, true)]
            {
                for style in [Style::Solid, Style::Soft] {
                    let covers = vec![Cover::hide(shape.clone())];
                    let recipe = Recipe { covers, style, max_side, weaken_fingerprint, ..Recipe::default() };
                    let copy = clean(&file, &recipe, &|| false);
                    assert!(copy.is_ok(), "{target:?} {shape:?} {max_side:?}: {:?}", copy.err());
                }
            }
        }
    }
}
