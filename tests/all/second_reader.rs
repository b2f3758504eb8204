//! Copies are read by the `image` crate too, which has no part in making them.

use blanksheet::clean::{Method, Recipe, clean};
use blanksheet::formats::Target;
use blanksheet::pixels::{Channels, Samples};

use crate::fixtures::{TARGETS, dirtied, encoded, image, still};

#[test]
fn another_reader_sees_the_same_pictures() {
    for target in TARGETS {
        for method in [Method::Redrawn, Method::Exact] {
            let before = image(45, 29, Channels::Rgb);
            let Samples::U8(expected) = &before.samples else { panic!("eight bits") };
            let dirty = dirtied(target, &encoded(target, &still(before.clone())), b"hidden");
            let copy = clean(&dirty, &Recipe { method, ..Recipe::default() }, &|| false).unwrap();
            let seen = image::load_from_memory(copy.cleaned.bytes()).unwrap().into_rgb8();
            assert_eq!(seen.dimensions(), (45, 29), "{target:?} {method:?}");
            let apart = expected.iter().zip(seen.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>();
            let mean = apart / expected.len() as f64;
            // The picture has hard edges in full colours, which halved chroma blurs.
            let allowed = if target == Target::Jpeg { 12.0 } else { 0.0 };
            assert!(mean <= allowed, "{target:?} {method:?}: {mean} apart on average");
        }
    }
}
