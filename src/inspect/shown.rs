//! Pictures as a screen shows them: upright, in sRGB, eight bits, red, green, blue and straight alpha.

use crate::error::Error;
use crate::pixels::{Channels, Image, Page, Samples, colour, orientation, scale, wipe};

/// One page, its longer side at most `most` pixels; never enlarged. Errors: colours that cannot be shown in sRGB.
pub fn shown(page: &Page, most: u32) -> Result<Image, Error> {
    let Page { image, colour, orientation, .. } = page;
    let (width, height) = scale::fitted(image.width, image.height, most.max(1));
    // The scaling would take the fourth ink for alpha. Others are cheaper to convert when they are small.
    let image = if image.channels == Channels::Cmyk {
        scale::scaled(&colour::to_srgb(image.clone(), colour)?, width, height)?
    } else {
        colour::to_srgb(scale::scaled(image, width, height)?, colour)?
    };
    let mut image = rgba(orientation::upright(image, *orientation));
    wipe::wipe_hidden_colours(&mut image);
    Ok(image)
}

/// Eight-bit RGBA of a picture that is in sRGB.
fn rgba(image: Image) -> Image {
    let Image { width, height, channels, samples } = image;
    let samples = match samples {
        Samples::U8(samples) => samples,
        Samples::U16(samples) => samples.iter().map(|&v| ((u32::from(v) + 128) / 257) as u8).collect(),
    };
    let pixel = |p: &[u8]| match (channels, p) {
        (Channels::Gray, &[g]) => [g, g, g, 255],
        (Channels::GrayAlpha, &[g, a]) => [g, g, g, a],
        (Channels::Rgb, &[r, g, b]) => [r, g, b, 255],
        (Channels::Rgba, &[r, g, b, a]) => [r, g, b, a],
        _ => [0; 4],
    };
    let samples = if channels == Channels::Rgba {
        samples
    } else {
        samples.chunks_exact(channels.count()).flat_map(pixel).collect()
    };
    Image { width, height, channels: Channels::Rgba, samples: Samples::U8(samples) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::{Colour, Orientation};

    fn page(width: u32, height: u32, channels: Channels, samples: Samples) -> Page {
        let image = Image::new(width, height, channels, samples).unwrap();
        Page { image, colour: Colour::Srgb, orientation: Orientation::Upright, delay: None }
    }

    fn bytes(page: &Page, most: u32) -> Vec<u8> {
        let Samples::U8(samples) = shown(page, most).unwrap().samples else { unreachable!() };
        samples
    }

    #[test]
    fn every_kind_of_pixel_becomes_rgba() {
        for (channels, samples, wanted) in [
            (Channels::Gray, vec![7], [7, 7, 7, 255]),
            (Channels::GrayAlpha, vec![7, 9], [7, 7, 7, 9]),
            (Channels::Rgb, vec![1, 2, 3], [1, 2, 3, 255]),
            (Channels::Rgba, vec![1, 2, 3, 4], [1, 2, 3, 4]),
            (Channels::Rgba, vec![1, 2, 3, 0], [0; 4]),
            (Channels::Cmyk, vec![255, 128, 0, 51], [0, 102, 204, 255]),
        ] {
            let deep: Vec<u16> = samples.iter().map(|&v| u16::from(v) * 257).collect();
            assert_eq!(bytes(&page(1, 1, channels, Samples::U8(samples)), 9), wanted, "{channels:?}");
            assert_eq!(bytes(&page(1, 1, channels, Samples::U16(deep)), 9), wanted, "{channels:?}");
        }
    }

    #[test]
    fn ink_is_no_alpha_when_it_is_scaled() {
        let dark = page(40, 20, Channels::Cmyk, Samples::U8([255, 128, 0, 51].repeat(800)));
        assert_eq!(bytes(&dark, 10), [0, 102, 204, 255].repeat(50));
    }

    #[test]
    fn it_is_upright_and_fits_but_does_not_grow() {
        let mut lying = page(40, 20, Channels::Rgb, Samples::U8([200, 100, 50].repeat(800)));
        lying.orientation = Orientation::Rotated90;
        lying.colour = Colour::Cicp { primaries: 12, transfer: 13 };
        let small = shown(&lying, 10).unwrap();
        assert_eq!((small.width, small.height), (5, 10));
        assert!(bytes(&lying, 10)[0] > 210, "Display P3 is converted");
        assert_eq!(shown(&lying, 1000).unwrap().height, 40);
    }
}
