//! Windows: the network's heads for panes, doors of glass and curtains with light behind.

use super::sight::strongest;
use super::{Category, Detector, Finding, From, Sensitivity, View, sigmoid};
use crate::error::Error;

/// Glass with a view, bright panes, balcony doors, curtained windows that glow.
pub struct Window;

const FROM: From = From { low: 1.8, normal: 1.2, high: 0.1 };
/// What the whole picture counts beside the cells.
const WHOLE: f32 = 0.5;
/// Cells count from this probability on, or from this part of the best one's.
const CELLS_FROM: f32 = 0.2;
const OF_BEST: f32 = 0.8;
const LEAST_SHARE: f32 = 0.004;

impl Detector for Window {
    fn category(&self) -> Category {
        Category::Window
    }

    fn detect(&self, view: &View, sensitivity: Sensitivity) -> Result<Option<Finding>, Error> {
        let sight = view.sight()?;
        let score = strongest(&sight.window) + WHOLE * sight.whole[1];
        if score <= FROM.at(sensitivity) {
            return Ok(None);
        }
        let from = CELLS_FROM.min(OF_BEST * sigmoid(sight.window.max()));
        let regions = sight.window.regions(LEAST_SHARE, |logit| sigmoid(logit) > from);
        Ok(Some(Finding { confidence: sigmoid(score), regions }))
    }
}
