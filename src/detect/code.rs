//! QR codes and barcodes: where they are. What they say is read (that is how a code is told from a pattern) and forgotten.

use std::collections::HashSet;

use rxing::{BarcodeFormat, DecodeHints, RXingResult, helpers};

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
/// Of a row of bars it gives one line across: how far the bars go up and down from it, and beyond its ends, of its length.
const ACROSS_BARS: f64 = 0.35;
const BEYOND_BARS: f64 = 0.05;

impl Detector for Code {
    fn category(&self) -> Category {
        Category::Code
    }

    fn detect(&self, view: &View, _sensitivity: Sensitivity) -> Result<Option<Finding>, Error> {
        let picture = view.picture();
        let (width, height) = scale::fitted(picture.width, picture.height, SIDE);
        let small = scale::reduced(picture, width, height, Smoothing::Box)?;
        let read = || {
            let mut hints = DecodeHints {
                TryHarder: Some(true),
                AlsoInverted: Some(true),
                PossibleFormats: Some(HashSet::from(FORMATS)),
                ..DecodeHints::default()
            };
            helpers::detect_multiple_in_luma_with_hints(gray(&small), width, height, &mut hints)
        };
        // The reader's error is that there is no code; one that gives up has found none either.
        let codes = guarded(read).ok().and_then(Result::ok).unwrap_or_default();
        let regions: Vec<Region> =
            codes.iter().filter(|code| is_code(code)).filter_map(|code| region(code, width, height)).collect();
        Ok((!regions.is_empty()).then_some(Finding { confidence: CONFIDENCE, regions }))
    }
}

fn is_code(code: &RXingResult) -> bool {
    let format = code.getBarcodeFormat();
    FORMATS.contains(format) && (*format != BarcodeFormat::CODE_39 || code.getText().len() >= LEAST_CODE_39)
}

fn region(code: &RXingResult, width: u32, height: u32) -> Option<Region> {
    let points: Vec<(f64, f64)> = code.getPoints().iter().map(|point| (point.x.into(), point.y.into())).collect();
    let low = |axis: fn(&(f64, f64)) -> f64| points.iter().map(axis).fold(f64::INFINITY, f64::min);
    let high = |axis: fn(&(f64, f64)) -> f64| points.iter().map(axis).fold(f64::NEG_INFINITY, f64::max);
    let (x0, y0, x1, y1) = (low(|p| p.0), low(|p| p.1), high(|p| p.0), high(|p| p.1));
    let (across, down) = (x1 - x0, y1 - y0);
    let (more_x, more_y) = if is_row_of_bars(code.getBarcodeFormat()) {
        let length = across.hypot(down).max(1.0);
        let beyond = |along: f64, aside: f64| length * (ACROSS_BARS * aside / length + BEYOND_BARS * along / length);
        (beyond(across, down), beyond(down, across))
    } else {
        let around = AROUND_SQUARE * across.max(down);
        (around, around)
    };
    let (width, height) = (f64::from(width), f64::from(height));
    Region::new((x0 - more_x) / width, (y0 - more_y) / height, (x1 + more_x) / width, (y1 + more_y) / height)
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
