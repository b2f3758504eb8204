//! Our own limits, checked before any decoder sees a file.

use crate::error::Error;

/// The largest picture, in pixels, over all frames or pages that are held at once.
pub const MAX_PIXELS: u64 = 270_000_000;
/// The longest side.
pub const MAX_SIDE: u32 = 65_535;
/// Inflated ICC profiles, text and metadata blocks are not read further than this.
pub const MAX_BLOCK_BYTES: usize = 16 << 20;
/// Texts and profiles of one file are not inflated further than this together.
pub const MAX_INFLATED_BYTES: usize = 32 << 20;
/// Hidden pieces of one file that are told one by one; what comes after them is told as one piece.
pub const MAX_ITEMS: usize = 400;
/// Frames or pages in one file.
pub const MAX_FRAMES: usize = 5_000;

/// Refuses sizes over the limits, and pictures that promise over a thousand pixels for each coded byte
/// (beyond what any coder reaches on a photo; a bomb's mark) once they are large.
pub fn check_size(width: u32, height: u32, coded_bytes: usize) -> Result<(), Error> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Error::damaged("it has no width or no height"));
    }
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(Error::too_large(format!(
            "{width}×{height} pixels; at most {} megapixels are handled",
            MAX_PIXELS / 1_000_000
        )));
    }
    if pixels > 16_000_000 && pixels / 1_500 > coded_bytes as u64 {
        return Err(Error::too_large(format!(
            "{width}×{height} pixels are promised, but the file has only {coded_bytes} bytes"
        )));
    }
    Ok(())
}

/// What is left of the pixels that the frames or pages of one file may have together: a small file can promise thousands of
/// large ones.
#[derive(Debug)]
pub struct PixelsLeft(u64);

impl Default for PixelsLeft {
    fn default() -> Self {
        Self(MAX_PIXELS)
    }
}

impl PixelsLeft {
    /// Counts one more frame or page; refuses it where that is too much.
    pub fn take(&mut self, width: u32, height: u32) -> Result<(), Error> {
        let left = self.0.checked_sub(u64::from(width) * u64::from(height));
        self.0 = left.ok_or_else(|| {
            let most = MAX_PIXELS / 1_000_000;
            Error::too_large(format!("its frames or pages have over {most} megapixels together, more than is handled"))
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_frames_are_too_much_together() {
        let mut left = PixelsLeft::default();
        assert!((0..10).all(|_| left.take(5_000, 5_000).is_ok()));
        assert!(matches!(left.take(5_000, 5_000), Err(Error::TooLarge { .. })));
        assert!(left.take(4_000, 5_000).is_ok(), "a smaller one still fits");
    }

    #[test]
    fn two_hundred_megapixels_pass() {
        assert!(check_size(16320, 12240, 8 << 20).is_ok());
    }

    #[test]
    fn bombs_are_refused() {
        assert!(matches!(check_size(30_000, 30_000, 1 << 20), Err(Error::TooLarge { .. })));
        assert!(matches!(check_size(10_000, 10_000, 2_000), Err(Error::TooLarge { .. })));
        assert!(matches!(check_size(0, 5, 2_000), Err(Error::Damaged { .. })));
    }
}
