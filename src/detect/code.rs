//! QR codes and barcodes: where they are. What they say is read (that is how a code is told from a pattern) and forgotten.

use std::collections::HashSet;

use rxing::{BarcodeFormat, DecodeHints, RXingResult, helpers};

use super::bars::{self, Gray};
use super::{Category, Detector, Finding, Sensitivity, View};
use crate::error::Error;
use crate::guarded::guarded;
use crate::pixels::scale::{self, Smoothing};
use crate::pixels::{Image, Samples};
use crate::region::Region;

/// QR codes and barcodes.
pub struct Code;

/// Longer side of the gray copy that is searched, in pixels.
const SIDE: u32 = 800;
/// Codes with a check that patterns seldom pass by chance. Short ones (EAN-8, UPC-E, ITF) see bars in every railing.
const FORMATS: [BarcodeFormat; 9] = [
    BarcodeFormat::QR_CODE,
    BarcodeFormat::MICRO_QR_CODE,
    BarcodeFormat::AZTEC,
    BarcodeFormat::DATA_MATRIX,
    BarcodeFormat::PDF_417,
    BarcodeFormat::EAN_13,
    BarcodeFormat::UPC_A,
    BarcodeFormat::CODE_128,
    BarcodeFormat::CODE_39,
];
/// A code 39 has no check digit: short ones are chance.
const LEAST_CODE_39: usize = 6;
/// A code that was read is one.
const CONFIDENCE: f32 = 0.99;
/// The corners that the reader gives of a square code are middles of its marks: what lies beyond, of their distance.
const AROUND_SQUARE: f64 = 0.22;
/// Of a row of bars it gives one line across; what is covered around the bars, of its length, and how far they go at least.
const AROUND_BARS: f64 = 0.06;
const LEAST_BARS: f32 = 0.3;

impl Detector for Code {
    fn category(&self) -> Category {
        Category::Code
    }

    fn detect(&self, view: &View, _sensitivity: Sensitivity) -> Result<Option<Finding>, Error> {
        let picture = view.picture();
        let (width, height) = scale::fitted(picture.width, picture.height, SIDE);
        let small = scale::reduced(picture, width, height, Smoothing::Box)?;
        let gray = Gray { width: width as usize, height: height as usize, samples: gray(&small) };
        let read = || {
            let mut hints = DecodeHints {
                TryHarder: Some(true),
                AlsoInverted: Some(true),
                PossibleFormats: Some(HashSet::from(FORMATS)),
                ..DecodeHints::default()
            };
            helpers::detect_multiple_in_luma_with_hints(gray.samples.clone(), width, height, &mut hints)
        };
        // The reader's error is that there is no code; one that gives up has found none either.
        let codes = guarded(read).ok().and_then(Result::ok).unwrap_or_default();
        let regions: Vec<Region> =
            codes.iter().filter(|code| is_code(code)).filter_map(|code| region(code, &gray)).collect();
        Ok((!regions.is_empty()).then_some(Finding { confidence: CONFIDENCE, regions }))
    }
}

fn is_code(code: &RXingResult) -> bool {
    let format = code.getBarcodeFormat();
    FORMATS.contains(format) && (*format != BarcodeFormat::CODE_39 || code.getText().len() >= LEAST_CODE_39)
}

fn region(code: &RXingResult, gray: &Gray) -> Option<Region> {
    let mut points: Vec<(f32, f32)> = code.getPoints().iter().map(|point| (point.x, point.y)).collect();
    let around = match points[..] {
        [a, b] if is_row_of_bars(code.getBarcodeFormat()) => {
            points.extend(bars::corners(gray, a, b));
            let (aside_x, aside_y) = (LEAST_BARS * (b.1 - a.1), LEAST_BARS * (b.0 - a.0));
            points.extend([(a.0 - aside_x, a.1 - aside_y), (b.0 + aside_x, b.1 + aside_y)]);
            AROUND_BARS * f64::from((a.0 - b.0).hypot(a.1 - b.1))
        }
        _ => AROUND_SQUARE * f64::from(spread(&points, |p| p.0).max(spread(&points, |p| p.1))),
    };
    let low = |axis: fn(&(f32, f32)) -> f32| f64::from(points.iter().map(axis).fold(f32::INFINITY, f32::min));
    let high = |axis: fn(&(f32, f32)) -> f32| f64::from(points.iter().map(axis).fold(f32::NEG_INFINITY, f32::max));
    let (width, height) = (gray.width as f64, gray.height as f64);
    Region::new(
        (low(|p| p.0) - around) / width,
        (low(|p| p.1) - around) / height,
        (high(|p| p.0) + around) / width,
        (high(|p| p.1) + around) / height,
    )
}

/// From the least to the greatest.
fn spread(points: &[(f32, f32)], axis: fn(&(f32, f32)) -> f32) -> f32 {
    let values = || points.iter().map(axis);
    values().fold(f32::NEG_INFINITY, f32::max) - values().fold(f32::INFINITY, f32::min)
}

fn is_row_of_bars(format: &BarcodeFormat) -> bool {
    use BarcodeFormat::{CODE_39, CODE_128, EAN_13, UPC_A};
    matches!(format, CODE_39 | CODE_128 | EAN_13 | UPC_A)
}

/// Brightness. [ITU-R BT.601 2.5.1]
fn gray(image: &Image) -> Vec<u8> {
    let Samples::U8(samples) = &image.samples else { return Vec::new() };
    let light =
        |&[r, g, b]: &[u8; 3]| ((299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b) + 500) / 1000) as u8;
    samples.as_chunks::<3>().0.iter().map(light).collect()
}
