//! Scaling and cropping.

use fast_image_resize::images::{Image as Raster, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::{Channels, Image, Samples};
use crate::error::Error;
use crate::region::PixelBox;

/// The size with the longer side at most `max_side`; never larger than before.
pub fn fitted(width: u32, height: u32, max_side: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= max_side {
        return (width, height);
    }
    let scaled = |side: u32| {
        let exact = u64::from(side) * u64::from(max_side);
        (((exact + u64::from(longer) / 2) / u64::from(longer)) as u32).max(1)
    };
    (scaled(width), scaled(height))
}

/// The picture scaled to `width`×`height` with a Lanczos filter (alpha premultiplied meanwhile).
pub fn scaled(image: &Image, width: u32, height: u32) -> Result<Image, Error> {
    resized(image, width, height, FilterType::Lanczos3)
}

/// How the samples under a smaller pixel are weighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Smoothing {
    /// All alike.
    Box,
    /// Less towards the neighbours, whose samples count too.
    Triangle,
}

/// The picture scaled to `width`×`height` with a plain filter, for detectors.
pub fn reduced(image: &Image, width: u32, height: u32, smoothing: Smoothing) -> Result<Image, Error> {
    let filter = match smoothing {
        Smoothing::Box => FilterType::Box,
        Smoothing::Triangle => FilterType::Bilinear,
    };
    resized(image, width, height, filter)
}

fn resized(image: &Image, width: u32, height: u32, filter: FilterType) -> Result<Image, Error> {
    if (width, height) == (image.width, image.height) {
        return Ok(image.clone());
    }
    let trouble = |error: &dyn std::fmt::Display| Error::Internal { what: format!("scaling: {error}") };
    let pixel_type = pixel_type(image);
    let bytes = bytes_of(&image.samples);
    let source = ImageRef::new(image.width, image.height, &bytes, pixel_type).map_err(|e| trouble(&e))?;
    let mut target = Raster::new(width, height, pixel_type);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
    Resizer::new().resize(&source, &mut target, &options).map_err(|e| trouble(&e))?;
    let samples = match image.samples {
        Samples::U8(_) => Samples::U8(target.into_vec()),
        Samples::U16(_) => {
            Samples::U16(target.into_vec().as_chunks::<2>().0.iter().map(|&b| u16::from_ne_bytes(b)).collect())
        }
    };
    Image::new(width, height, image.channels, samples).ok_or_else(|| trouble(&"wrong size"))
}

/// The inner part left when `margin` pixels go on every side (as far as something is left).
pub fn cropped(image: &Image, margin: u32) -> Image {
    let margin = margin.min((image.width.min(image.height) - 1) / 2);
    part(image, PixelBox { x0: margin, y0: margin, x1: image.width - margin, y1: image.height - margin })
}

/// The pixels of `area`, as far as it lies in the picture; at least one pixel.
pub fn part(image: &Image, area: PixelBox) -> Image {
    let (x0, y0) = (area.x0.min(image.width - 1), area.y0.min(image.height - 1));
    let (x1, y1) = (area.x1.clamp(x0 + 1, image.width), area.y1.clamp(y0 + 1, image.height));
    let area = PixelBox { x0, y0, x1, y1 };
    let count = image.channels.count();
    let samples = match &image.samples {
        Samples::U8(v) => Samples::U8(inner(v, image.width, count, area)),
        Samples::U16(v) => Samples::U16(inner(v, image.width, count, area)),
    };
    Image { width: x1 - x0, height: y1 - y0, channels: image.channels, samples }
}

fn inner<T: Copy>(samples: &[T], stride: u32, count: usize, area: PixelBox) -> Vec<T> {
    samples
        .chunks_exact(stride as usize * count)
        .skip(area.y0 as usize)
        .take((area.y1 - area.y0) as usize)
        .flat_map(|row| row[area.x0 as usize * count..area.x1 as usize * count].iter().copied())
        .collect()
}

fn bytes_of(samples: &Samples) -> std::borrow::Cow<'_, [u8]> {
    match samples {
        Samples::U8(v) => v.into(),
        Samples::U16(v) => v.iter().flat_map(|s| s.to_ne_bytes()).collect::<Vec<u8>>().into(),
    }
}

fn pixel_type(image: &Image) -> PixelType {
    let wide = matches!(image.samples, Samples::U16(_));
    match (image.channels, wide) {
        (Channels::Gray, false) => PixelType::U8,
        (Channels::GrayAlpha, false) => PixelType::U8x2,
        (Channels::Rgb, false) => PixelType::U8x3,
        (Channels::Rgba | Channels::Cmyk, false) => PixelType::U8x4,
        (Channels::Gray, true) => PixelType::U16,
        (Channels::GrayAlpha, true) => PixelType::U16x2,
        (Channels::Rgb, true) => PixelType::U16x3,
        (Channels::Rgba | Channels::Cmyk, true) => PixelType::U16x4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_side_fits_and_small_pictures_stay() {
        assert_eq!(fitted(4000, 3000, 1000), (1000, 750));
        assert_eq!(fitted(3, 60_000, 600), (1, 600));
        assert_eq!(fitted(40, 30, 1000), (40, 30));
    }

    #[test]
    fn one_colour_stays_one_colour() {
        for samples in [Samples::U8(vec![77; 40 * 30 * 3]), Samples::U16(vec![7777; 40 * 30 * 3])] {
            let image = Image::new(40, 30, Channels::Rgb, samples).unwrap();
            let small = scaled(&image, 20, 15).unwrap();
            match (&image.samples, &small.samples) {
                (Samples::U8(a), Samples::U8(b)) => assert!(b.iter().all(|v| *v == a[0])),
                (Samples::U16(a), Samples::U16(b)) => assert!(b.iter().all(|v| *v == a[0])),
                _ => panic!("the depth changed"),
            }
        }
    }

    #[test]
    fn cropping_takes_the_same_from_every_side() {
        let image = Image::new(4, 4, Channels::Gray, Samples::U8((0..16).collect())).unwrap();
        assert_eq!(cropped(&image, 1).samples, Samples::U8(vec![5, 6, 9, 10]));
        assert_eq!(cropped(&image, 9).width, 2);
        let right = part(&image, PixelBox { x0: 3, y0: 2, x1: 9, y1: 4 });
        assert_eq!((right.width, right.height, right.samples), (1, 2, Samples::U8(vec![11, 15])));
        assert_eq!(part(&image, PixelBox { x0: 9, y0: 9, x1: 9, y1: 9 }).samples, Samples::U8(vec![15]));
    }
}
