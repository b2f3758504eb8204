//! Outlines against the truth, on animals drawn on patterned cloth.

#[path = "../sight/composites/mod.rs"]
mod composites;

use blanksheet::detect::outline::{Picture, outline};
use rayon::prelude::*;

/// Enough for the mean to be steady, few enough for a test.
const COUNT: u64 = 60;

/// None of these was looked at while the limits were set.
const FIRST: u64 = 9_000;

#[test]
fn outlines_keep_the_animal_and_next_to_nothing_else() {
    let judged: Vec<_> = (FIRST..FIRST + COUNT)
        .into_par_iter()
        .filter_map(|number| {
            let made = composites::composite(number);
            let picture = Picture::new(made.width, made.height, &made.rgb).expect("a picture");
            outline(&picture, made.region(), &[]).ok().map(|found| made.judged(&found))
        })
        .collect();
    let count = judged.len() as f32;
    let mean = |of: fn(&(f32, f32)) -> f32| judged.iter().map(of).sum::<f32>() / count;
    let (background, kept) = (mean(|j| j.0), mean(|j| j.1));
    let worst = judged.iter().map(|j| j.0).fold(0.0, f32::max);
    println!("{count} of {COUNT}: background {background:.4}, worst {worst:.3}, kept {kept:.3}");
    assert!(count >= 0.75 * COUNT as f32, "refused all but {count} of {COUNT}");
    assert!(background <= 0.03, "{background} of the visible pixels are background");
    assert!(worst <= 0.35, "{worst} of the visible pixels of one picture are background");
    assert!(kept >= 0.8, "only {kept} of the animals is kept");
}

#[test]
fn without_an_animal_hardly_any_outline_is_made_up() {
    let made_up = (0..24_u64)
        .into_par_iter()
        .filter(|&number| {
            let region = composites::composite(number).region();
            let made = composites::drawn(number, false);
            let picture = Picture::new(made.width, made.height, &made.rgb).expect("a picture");
            assert!(!made.truth.iter().any(|&t| t));
            outline(&picture, region, &[]).is_ok()
        })
        .count();
    println!("{made_up} of 24 made up");
    assert!(made_up <= 6, "{made_up} of 24 boxes on bare cloth got an outline");
}
