//! The eight ways a picture can lie, and turning it upright. [TIFF6 p. 36; Exif 3.0 4.6.5.1.7]

use super::{Image, Samples};

/// How stored rows and columns relate to the upright picture, by Exif number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    #[default]
    Upright = 1,
    MirroredHorizontally = 2,
    Rotated180 = 3,
    MirroredVertically = 4,
    Transposed = 5,
    /// To be turned 90° clockwise.
    Rotated90 = 6,
    Transversed = 7,
    /// To be turned 270° clockwise.
    Rotated270 = 8,
}

impl Orientation {
    /// All eight, in the order of their Exif numbers.
    pub const ALL: [Self; 8] = [
        Self::Upright,
        Self::MirroredHorizontally,
        Self::Rotated180,
        Self::MirroredVertically,
        Self::Transposed,
        Self::Rotated90,
        Self::Transversed,
        Self::Rotated270,
    ];

    /// From the number in the Exif tag; anything but 2..=8 is upright.
    pub fn from_exif(number: u32) -> Self {
        (number as usize).checked_sub(1).and_then(|i| Self::ALL.get(i)).copied().unwrap_or_default()
    }

    /// Whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        self as u8 >= 5
    }

    /// Whether the upright x axis, and the upright y axis, run against the stored axis that they come from.
    pub fn reversed_axes(self) -> (bool, bool) {
        match self {
            Self::Upright | Self::Transposed => (false, false),
            Self::MirroredHorizontally | Self::Rotated90 => (true, false),
            Self::MirroredVertically | Self::Rotated270 => (false, true),
            Self::Rotated180 | Self::Transversed => (true, true),
        }
    }

    /// The upright size of a picture stored as `width`×`height`.
    pub fn upright_size(self, width: u32, height: u32) -> (u32, u32) {
        if self.swaps_sides() { (height, width) } else { (width, height) }
    }

    /// Where the sample of the upright position (`x`, `y`) is stored, in a stored picture of `width`×`height`.
    pub fn stored_position(self, x: u32, y: u32, width: u32, height: u32) -> (u32, u32) {
        let (right, bottom) = (width - 1, height - 1);
        match self {
            Self::Upright => (x, y),
            Self::MirroredHorizontally => (right - x, y),
            Self::Rotated180 => (right - x, bottom - y),
            Self::MirroredVertically => (x, bottom - y),
            Self::Transposed => (y, x),
            Self::Rotated90 => (y, bottom - x),
            Self::Transversed => (right - y, bottom - x),
            Self::Rotated270 => (right - y, x),
        }
    }
}

/// The picture turned upright.
pub fn upright(image: Image, orientation: Orientation) -> Image {
    if orientation == Orientation::Upright {
        return image;
    }
    let (width, height) = orientation.upright_size(image.width, image.height);
    let stored = (image.width, image.height);
    let samples = match (&image.samples, image.channels.count()) {
        (Samples::U8(v), 1) => Samples::U8(turned::<u8, 1>(v, stored, orientation)),
        (Samples::U8(v), 2) => Samples::U8(turned::<u8, 2>(v, stored, orientation)),
        (Samples::U8(v), 3) => Samples::U8(turned::<u8, 3>(v, stored, orientation)),
        (Samples::U8(v), _) => Samples::U8(turned::<u8, 4>(v, stored, orientation)),
        (Samples::U16(v), 1) => Samples::U16(turned::<u16, 1>(v, stored, orientation)),
        (Samples::U16(v), 2) => Samples::U16(turned::<u16, 2>(v, stored, orientation)),
        (Samples::U16(v), 3) => Samples::U16(turned::<u16, 3>(v, stored, orientation)),
        (Samples::U16(v), _) => Samples::U16(turned::<u16, 4>(v, stored, orientation)),
    };
    Image { width, height, channels: image.channels, samples }
}

/// Tiles of 32×32 pixels, so that both reading and writing stay in the cache.
fn turned<T: Copy + Default, const N: usize>(
    stored: &[T],
    (width, height): (u32, u32),
    orientation: Orientation,
) -> Vec<T> {
    const TILE: usize = 32;
    let (out_width, out_height) = orientation.upright_size(width, height);
    let (out_width, out_height) = (out_width as usize, out_height as usize);
    let (source, _) = stored.as_chunks::<N>();
    let mut out = vec![[T::default(); N]; out_width * out_height];
    let at = |x: usize, y: usize| {
        let (sx, sy) = orientation.stored_position(x as u32, y as u32, width, height);
        sy as usize * width as usize + sx as usize
    };
    for (band, rows) in out.chunks_mut(out_width * TILE).enumerate() {
        for left in (0..out_width).step_by(TILE) {
            let right = (left + TILE).min(out_width);
            for (row, line) in rows.chunks_mut(out_width).enumerate() {
                let y = band * TILE + row;
                let first = at(left, y) as isize;
                let step = if right - left > 1 { at(left + 1, y) as isize - first } else { 0 };
                let mut position = first;
                for pixel in &mut line[left..right] {
                    *pixel = source[position as usize];
                    position += step;
                }
            }
        }
    }
    out.into_flattened()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Channels;

    #[test]
    fn a_quarter_turn_puts_the_bottom_left_on_top() {
        // 1 2 3      4 1
        // 4 5 6  →   5 2
        //            6 3
        let image = Image::new(3, 2, Channels::Gray, Samples::U8(vec![1, 2, 3, 4, 5, 6])).unwrap();
        let turned = upright(image, Orientation::Rotated90);
        assert_eq!((turned.width, turned.height), (2, 3));
        assert_eq!(turned.samples, Samples::U8(vec![4, 1, 5, 2, 6, 3]));
    }

    #[test]
    fn turning_there_and_back_changes_nothing() {
        let pairs = [(2, 2), (3, 3), (4, 4), (5, 5), (6, 8), (7, 7), (8, 6)];
        let samples: Vec<u16> = (0..70 * 41 * 3).map(|v| v as u16).collect();
        let image = Image::new(70, 41, Channels::Rgb, Samples::U16(samples)).unwrap();
        for (there, back) in pairs {
            let turned = upright(image.clone(), Orientation::from_exif(there));
            assert_eq!(upright(turned, Orientation::from_exif(back)), image, "{there} then {back}");
        }
    }

    #[test]
    fn odd_numbers_are_upright() {
        assert_eq!(Orientation::from_exif(0), Orientation::Upright);
        assert_eq!(Orientation::from_exif(9), Orientation::Upright);
        assert_eq!(Orientation::from_exif(6), Orientation::Rotated90);
    }
}
