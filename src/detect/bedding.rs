//! Bedding: the class "bed" of the network, its heads for cloth on beds, and where both see it.

use super::sight::strongest;
use super::{Category, Detector, Finding, From, Sensitivity, View, sigmoid};
use crate::error::Error;

/// Sheets, duvets, pillows, bedspreads, blankets on a bed.
pub struct Bedding;

const FROM: From = From { low: -2.43, normal: -2.92, high: -3.70 };
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

impl Detector for Bedding {
    fn category(&self) -> Category {
        Category::Bedding
    }

    fn detect(&self, view: &View, sensitivity: Sensitivity) -> Result<Option<Finding>, Error> {
        let sight = view.sight()?;
        let peak = sight.bed.max().clamp(1e-6, 1.0 - 1e-6);
        let score = (peak / (1.0 - peak)).ln() + GRID * strongest(&sight.bedding) + WHOLE * sight.whole[0];
        if score <= FROM.at(sensitivity) {
            return Ok(None);
        }
        let beds = sight.bed.peaks(PEAKS_FROM * peak).into_iter().take(MOST_PEAKS);
        let mut regions: Vec<_> = beds.filter_map(|cell| sight.object(cell, GROW)).collect();
        regions.extend(sight.bedding.regions(LEAST_SHARE, |logit| sigmoid(logit) > CELLS_FROM));
        Ok(Some(Finding { confidence: sigmoid(score), regions }))
    }
}
