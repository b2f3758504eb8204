//! Colours under full transparency cannot be seen and can hold anything: they become zero.

use super::{Image, Samples};

/// Sets every sample of a fully transparent pixel to zero.
pub fn wipe_hidden_colours(image: &mut Image) {
    if !image.channels.has_alpha() {
        return;
    }
    let count = image.channels.count();
    match &mut image.samples {
        Samples::U8(v) => wipe(v, count),
        Samples::U16(v) => wipe(v, count),
    }
}

fn wipe<T: Copy + Default + PartialEq>(samples: &mut [T], count: usize) {
    for pixel in samples.chunks_exact_mut(count) {
        if pixel.last() == Some(&T::default()) {
            pixel.fill(T::default());
        }
    }
}

/// Whether any pixel lets something shine through.
pub fn has_transparency(image: &Image) -> bool {
    if !image.channels.has_alpha() {
        return false;
    }
    let count = image.channels.count();
    match &image.samples {
        Samples::U8(v) => v.chunks_exact(count).any(|pixel| pixel.last() != Some(&u8::MAX)),
        Samples::U16(v) => v.chunks_exact(count).any(|pixel| pixel.last() != Some(&u16::MAX)),
    }
}

/// The picture without its alpha channel; only for pictures through which nothing shines.
pub fn without_alpha(image: Image) -> Image {
    use super::Channels::{Gray, GrayAlpha, Rgb, Rgba};
    fn drop_last<T: Copy>(samples: &[T], count: usize) -> Vec<T> {
        samples.chunks_exact(count).flat_map(|pixel| pixel[..count - 1].iter().copied()).collect()
    }
    let channels = match image.channels {
        GrayAlpha => Gray,
        Rgba => Rgb,
        other => return Image { channels: other, ..image },
    };
    let count = image.channels.count();
    let samples = match &image.samples {
        Samples::U8(v) => Samples::U8(drop_last(v, count)),
        Samples::U16(v) => Samples::U16(drop_last(v, count)),
    };
    Image { channels, samples, ..image }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Channels;

    #[test]
    fn only_fully_transparent_pixels_are_wiped() {
        let samples = Samples::U8(vec![9, 8, 7, 0, 9, 8, 7, 1]);
        let mut image = Image::new(2, 1, Channels::Rgba, samples).unwrap();
        wipe_hidden_colours(&mut image);
        assert_eq!(image.samples, Samples::U8(vec![0, 0, 0, 0, 9, 8, 7, 1]));
    }

    #[test]
    fn opaque_alpha_goes_and_colours_stay() {
        let image = Image::new(2, 1, Channels::GrayAlpha, Samples::U16(vec![5, 65535, 6, 65535])).unwrap();
        assert!(!has_transparency(&image));
        let bare = without_alpha(image);
        assert_eq!((bare.channels, bare.samples), (Channels::Gray, Samples::U16(vec![5, 6])));
    }
}
