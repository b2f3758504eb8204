//! A photo opened to be looked at: decoded once, for the preview and for the detectors.

use super::hidden_pictures::thumbnails_differ;
use super::shown::shown;
use crate::detect::{self, Kept, Seen, Sensitivity};
use crate::error::Error;
use crate::formats::{self, Format};
use crate::guarded::guarded;
use crate::pixels::{Decoded, Image, Page, scale};
use crate::region::{PixelBox, Region};

/// A decoded photo. Its pixels may be reduced, as far as the preview and the detectors allow.
pub struct Opened {
    /// The format's id.
    pub format: &'static str,
    /// Upright, in full size.
    pub width: u32,
    pub height: u32,
    /// Pages or frames.
    pub pages: usize,
    /// What is wrong with the picture, in sentences for the person.
    pub warnings: Vec<String>,
    decoded: Decoded,
}

/// Decodes a photo so that previews of `least` pixels can be made. First bytes decide what it is.
pub fn open(untrusted: &[u8], least: u32) -> Result<Opened, Error> {
    let format = formats::sniff(untrusted)?;
    let size = format.size(untrusted)?;
    Opened::of(format, untrusted, size, least)
}

impl Opened {
    /// The same where format and upright size are known already.
    pub(super) fn of(
        format: &dyn Format,
        untrusted: &[u8],
        (width, height): (u32, u32),
        least: u32,
    ) -> Result<Self, Error> {
        let mut decoded = small(format, untrusted, least.max(detect::LEAST_SIDE))?;
        let warnings = std::mem::take(&mut decoded.warnings);
        Ok(Self { format: format.id(), width, height, pages: decoded.pages.len(), warnings, decoded })
    }

    /// The first page as a screen shows it, its longer side at most `most`; never enlarged.
    pub fn preview(&self, most: u32) -> Result<Image, Error> {
        shown(first(&self.decoded)?, most)
    }

    /// Covers grow to whole blocks of this size, in pixels of the full upright picture.
    pub fn block(&self) -> (u32, u32) {
        let (across, down) = self.decoded.block;
        self.decoded.pages.first().map_or((across, down), |page| page.orientation.upright_size(across, down))
    }

    /// Where the first whole block begins: blocks are counted from the stored corner, which may have been turned to another one.
    pub fn shift(&self) -> (u32, u32) {
        let (across, down) = self.block();
        let reversed = self.decoded.pages.first().map(|page| page.orientation.reversed_axes()).unwrap_or_default();
        let shift = |reversed: bool, side: u32, block: u32| if reversed { (block - side % block) % block } else { 0 };
        (shift(reversed.0, self.width, across), shift(reversed.1, self.height, down))
    }

    /// How far covers grow before they take whole blocks, in pixels of the full upright picture.
    pub fn reach(&self) -> u32 {
        self.decoded.reach
    }

    /// Whether one of the small copies in its file shows something else.
    pub(super) fn thumbnails_differ(&self, untrusted: &[u8]) -> bool {
        self.decoded.pages.first().is_some_and(|page| thumbnails_differ(untrusted, &page.image))
    }

    /// The outlines of the people and animals, and who has none because the edge cannot be told.
    pub fn outlines(self) -> Result<Kept, Error> {
        let Some(page) = self.decoded.pages.into_iter().next() else { return Ok(Kept::default()) };
        guarded(|| detect::outlined(page)).flatten()
    }

    /// What the detectors find. The last thing to ask: it takes the pixels.
    pub fn seen(self, sensitivity: Sensitivity) -> Result<Seen, Error> {
        guarded(|| detect::look(self.decoded, sensitivity))?
    }
}

/// A part of the first page as a screen shows it, from as many of its pixels as `most` on the longer side can show.
pub fn detail(untrusted: &[u8], region: Region, most: u32) -> Result<Image, Error> {
    let format = formats::sniff(untrusted)?;
    let (width, height) = format.size(untrusted)?;
    let part = region.to_pixels(width, height);
    let longer = u64::from((part.x1 - part.x0).max(part.y1 - part.y0).max(1));
    let least = (u64::from(width.max(height)) * u64::from(most)).div_ceil(longer).min(u64::from(u32::MAX)) as u32;
    let decoded = small(format, untrusted, least)?;
    let page = first(&decoded)?;
    let upright = page.orientation.upright_size(page.image.width, page.image.height);
    let image = scale::part(&page.image, stored(region.to_pixels(upright.0, upright.1), page));
    shown(&Page { image, colour: page.colour.clone(), ..*page }, most)
}

/// The first page as a screen shows it, as small and as cheap as it comes.
pub fn thumbnail(untrusted: &[u8], most: u32) -> Result<Image, Error> {
    let decoded = small(formats::sniff(untrusted)?, untrusted, most)?;
    shown(first(&decoded)?, most)
}

/// A panic of a decoder is an error of its file.
pub(super) fn small(format: &dyn Format, untrusted: &[u8], least: u32) -> Result<Decoded, Error> {
    guarded(|| format.decode_small(untrusted, least))?
}

pub(super) fn first(decoded: &Decoded) -> Result<&Page, Error> {
    decoded.pages.first().ok_or_else(|| Error::damaged("it holds no picture"))
}

/// Where the upright `area` lies in the stored picture.
fn stored(area: PixelBox, page: &Page) -> PixelBox {
    let (width, height) = (page.image.width, page.image.height);
    let (a, b) = page.orientation.stored_position(area.x0, area.y0, width, height);
    let (c, d) = page.orientation.stored_position(area.x1.max(1) - 1, area.y1.max(1) - 1, width, height);
    PixelBox { x0: a.min(c), y0: b.min(d), x1: a.max(c) + 1, y1: b.max(d) + 1 }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{jpeg, turned};
    use super::*;
    use crate::pixels::Samples;

    /// Bright in the left fifth.
    fn photo() -> Vec<u8> {
        jpeg(1203, 900, |x, _| x < 0.2)
    }

    fn pixel(image: &Image, x: u32, y: u32) -> u8 {
        let Samples::U8(samples) = &image.samples else { unreachable!() };
        samples[(y * image.width + x) as usize * 4]
    }

    #[test]
    fn a_photo_is_opened_once_for_all() {
        let opened = open(&photo(), 300).unwrap();
        assert_eq!((opened.format, opened.width, opened.height, opened.pages), ("jpeg", 1203, 900, 1));
        assert!(opened.warnings.is_empty());
        let preview = opened.preview(300).unwrap();
        assert_eq!((preview.width, preview.height), (300, 224));
        assert!(pixel(&preview, 20, 100) > 200 && pixel(&preview, 200, 100) < 50);
        assert_eq!((opened.block(), opened.shift(), opened.reach()), ((8, 8), (0, 0), 0));
        assert!(opened.seen(Sensitivity::Normal).unwrap().flags.len() < 5);
    }

    #[test]
    fn a_turned_photo_is_shown_upright_with_its_blocks() {
        let opened = open(&turned(&photo(), 6), 300).unwrap();
        assert_eq!((opened.width, opened.height), (900, 1203));
        // What was on the left is on top.
        let preview = opened.preview(300).unwrap();
        assert!(pixel(&preview, 100, 20) > 200 && pixel(&preview, 100, 200) < 50);
        assert_eq!(opened.shift(), (4, 0));
    }

    #[test]
    fn a_detail_is_the_region_in_all_orientations() {
        // The rim of the bright part, wherever it was turned to.
        let rims = [
            (1, [0.15, 0.4, 0.25, 0.6]),
            (3, [0.75, 0.4, 0.85, 0.6]),
            (6, [0.4, 0.15, 0.6, 0.25]),
            (8, [0.4, 0.75, 0.6, 0.85]),
        ];
        for (exif, [x0, y0, x1, y1]) in rims {
            let image = detail(&turned(&photo(), exif), Region::new(x0, y0, x1, y1).unwrap(), 100).unwrap();
            assert_eq!(image.width.max(image.height), 100, "{exif}");
            let (right, bottom) = (image.width - 1, image.height - 1);
            let bright_corners: Vec<u32> = [(0, 0), (right, 0), (0, bottom), (right, bottom)]
                .into_iter()
                .zip(0..)
                .filter(|((x, y), _)| pixel(&image, *x, *y) > 150)
                .map(|(_, corner)| corner)
                .collect();
            let wanted = match exif {
                1 => [0, 2],
                3 => [1, 3],
                6 => [0, 1],
                _ => [2, 3],
            };
            assert_eq!(bright_corners, wanted, "{exif}");
        }
    }

    #[test]
    fn thumbnails_are_small_and_files_that_are_no_pictures_are_refused() {
        let small = thumbnail(&photo(), 96).unwrap();
        assert_eq!((small.width, small.height), (96, 72));
        assert!(thumbnail(b"no picture", 96).is_err() && open(b"", 96).is_err());
    }

    #[test]
    fn damage_is_told() {
        let whole = photo();
        assert_eq!(open(&whole[..whole.len() / 2], 300).unwrap().warnings.len(), 1);
    }
}
