//! All pages of a TIFF. Small copies of a page (thumbnails) are no pages.

use super::ifd::{Ifd, Tiff};
use super::layout::{Layout, photometric, scheme};
use super::{colours, samples, subsampled};
use crate::error::Error;
use crate::guarded::guarded;
use crate::pixels::limits::{MAX_BLOCK_BYTES, MAX_PIXELS};
use crate::pixels::{Channels, Colour, Decoded, Image, Orientation, Page, Sequence};

/// A file and the directories of its pages.
pub struct Pages<'a> {
    pub tiff: Tiff<'a>,
    pub ifds: Vec<Ifd>,
}

impl<'a> Pages<'a> {
    /// Errors: no TIFF, or a RAW photo in the clothes of one.
    pub fn read(untrusted: &'a [u8]) -> Result<Self, Error> {
        let (tiff, first) = Tiff::open(untrusted).ok_or_else(|| Error::damaged("its header is broken"))?;
        let ifds = tiff.chain(first);
        refuse_raw(&tiff, &ifds)?;
        let (copies, pages): (Vec<_>, Vec<_>) = ifds.into_iter().partition(|ifd| is_copy(&tiff, ifd));
        let ifds = if pages.is_empty() { copies.into_iter().take(1).collect() } else { pages };
        if ifds.is_empty() {
            return Err(Error::damaged("there is no picture in it"));
        }
        Ok(Self { tiff, ifds })
    }
}

/// A reduced copy of another page, or its transparency mask. [TIFF6 p. 36, NewSubfileType; p. 40, SubfileType]
pub fn is_copy(tiff: &Tiff<'_>, ifd: &Ifd) -> bool {
    ifd.number(tiff, 254).unwrap_or(0) & 0b101 != 0 || ifd.number(tiff, 255) == Some(2)
}

fn refuse_raw(tiff: &Tiff<'_>, ifds: &[Ifd]) -> Result<(), Error> {
    let refusal = |what: &str| {
        Err(Error::UnsupportedFormat {
            what: what.into(),
            advice: "open it in your photo program and export a JPEG".into(),
        })
    };
    // DNGVersion; a Canon CR2's mark; samples of a colour filter array or of a linear RAW.
    if ifds.iter().any(|ifd| ifd.entry(50706).is_some()) {
        return refusal("a RAW photo (DNG)");
    }
    if tiff.get(8..10) == Some(b"CR") {
        return refusal("a RAW photo (CR2)");
    }
    let is_raw = |ifd: &Ifd| matches!(ifd.number(tiff, 262), Some(32803 | 34892));
    if ifds.iter().any(|ifd| is_raw(ifd) || ifd.children(tiff, 330).iter().any(is_raw)) {
        return refusal("a RAW photo");
    }
    Ok(())
}

/// Upright size of the first page.
pub fn size(untrusted: &[u8]) -> Result<(u32, u32), Error> {
    let pages = Pages::read(untrusted)?;
    let ifd = pages.ifds.first().ok_or_else(|| Error::damaged("there is no picture in it"))?;
    let layout = Layout::read(&pages.tiff, ifd)?;
    Ok(orientation(&pages.tiff, ifd).upright_size(layout.width, layout.height))
}

/// All pages, with a warning where one is damaged.
pub fn decode(untrusted: &[u8]) -> Result<Decoded, Error> {
    let Pages { tiff, ifds } = Pages::read(untrusted)?;
    let mut layouts = Vec::with_capacity(ifds.len());
    let mut pixels = 0;
    for ifd in &ifds {
        let layout = Layout::read(&tiff, ifd)?;
        pixels += layout.weight();
        if pixels > MAX_PIXELS {
            return Err(Error::too_large("its pages have too many pixels together"));
        }
        layouts.push(layout);
    }
    let mut pages = Vec::with_capacity(ifds.len());
    let mut warnings = Vec::new();
    for (ifd, layout) in ifds.iter().zip(&layouts) {
        let (page, whole) = page(&tiff, ifd, layout)?;
        pages.push(page);
        if !whole && warnings.is_empty() {
            warnings.push(crate::note::PART_MISSING.into());
        }
    }
    let jpegs = || layouts.iter().filter(|layout| layout.compression == scheme::JPEG);
    let (h, v) = jpegs().fold((1, 1), |(h, v), layout| (h.max(layout.subsampling.0), v.max(layout.subsampling.1)));
    let lossy = jpegs().next().is_some();
    let full_chroma = (h, v) == (1, 1);
    Ok(Decoded {
        sequence: if pages.len() > 1 { Sequence::Pages } else { Sequence::Still },
        pages,
        lossy,
        full_chroma,
        block: if lossy { (8 * h, 8 * v) } else { (4, 4) },
        reach: if lossy && !full_chroma { 2 } else { 0 },
        warnings,
    })
}

/// A page, and whether all of it was there.
fn page(tiff: &Tiff<'_>, ifd: &Ifd, layout: &Layout) -> Result<(Page, bool), Error> {
    let (image, whole) = guarded(|| {
        let (raw, whole) = if layout.is_subsampled() {
            subsampled::read(tiff, layout)?
        } else {
            samples::read(tiff, layout, ifd.value(tiff, 347))?
        };
        Ok((colours::image(tiff, ifd, layout, raw)?, whole))
    })??;
    let colour = colour(tiff, ifd, layout, &image);
    Ok((Page { image, colour, orientation: orientation(tiff, ifd), delay: None }, whole))
}

fn orientation(tiff: &Tiff<'_>, ifd: &Ifd) -> Orientation {
    Orientation::from_exif(ifd.number(tiff, 274).and_then(|number| u32::try_from(number).ok()).unwrap_or(1))
}

/// The profile of tag 34675, if it speaks of these samples: L*a*b* was converted already. [ICC.1 B.4]
fn colour(tiff: &Tiff<'_>, ifd: &Ifd, layout: &Layout, image: &Image) -> Colour {
    let is_lab = matches!(layout.photometric, photometric::CIE_LAB | photometric::ICC_LAB);
    let space: &[u8] = match image.channels {
        Channels::Gray | Channels::GrayAlpha => b"GRAY",
        Channels::Rgb | Channels::Rgba => b"RGB ",
        Channels::Cmyk => b"CMYK",
    };
    let fits = |profile: &&[u8]| profile.len() <= MAX_BLOCK_BYTES && profile.get(16..20) == Some(space) && !is_lab;
    ifd.value(tiff, 34675).filter(fits).map_or(Colour::Srgb, |profile| Colour::Icc(profile.to_vec()))
}
