//! Bedding: the class "bed" of the network, its heads for cloth on beds, and where both see it.

use std::ops::Range;

use super::sight::{Sight, strongest};
use super::{Category, Detector, Finding, From, Sensitivity, View, sigmoid};
use crate::error::Error;

/// Sheets, duvets, pillows, bedspreads, blankets on a bed.
pub struct Bedding;

const FROM: From = From { low: -2.43, normal: -3.00, high: -3.70 };
/// What the cells and the whole picture count beside the best bed.
const GRID: f32 = 0.15;
const WHOLE: f32 = 0.5;
/// Beds are boxed from this part of the best one on.
const PEAKS_FROM: f32 = 0.7;
const MOST_PEAKS: usize = 6;
const GROW: f32 = 1.0;
/// Cells count as bedding from this probability on; smaller parts than this share of the picture do not.
const CELLS_FROM: f32 = 0.5;
const LEAST_SHARE: f32 = 0.004;
/// Cloth under an animal is hard to tell: from this heat of cats and dogs on, pictures with a score in here are looked at
/// again, smaller, and the mean of both scores counts.
const ANIMAL: f32 = 0.4;
const UNSURE: Range<f32> = -4.2..-1.8;

impl Detector for Bedding {
    fn category(&self) -> Category {
        Category::Bedding
    }

    fn detect(&self, view: &View, sensitivity: Sensitivity) -> Result<Option<Finding>, Error> {
        let sight = view.sight()?;
        let mut sure = score(sight);
        if sight.cats_and_dogs() > ANIMAL && UNSURE.contains(&sure) {
            sure = (sure + score(view.sight_again()?)) / 2.0;
        }
        if sure <= FROM.at(sensitivity) {
            return Ok(None);
        }
        let beds = sight.bed.peaks(PEAKS_FROM * sight.bed.max()).into_iter().take(MOST_PEAKS);
        let mut regions: Vec<_> = beds.filter_map(|cell| sight.object(cell, GROW)).collect();
        regions.extend(sight.bedding.regions(LEAST_SHARE, |logit| sigmoid(logit) > CELLS_FROM));
        Ok(Some(Finding { confidence: sigmoid(sure), regions }))
    }
}

/// Log-odds.
fn score(sight: &Sight) -> f32 {
    let peak = sight.bed.max().clamp(1e-6, 1.0 - 1e-6);
    (peak / (1.0 - peak)).ln() + GRID * strongest(&sight.bedding) + WHOLE * sight.whole[0]
}
