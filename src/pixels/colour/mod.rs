//! What the numbers of a picture mean, and turning them into sRGB.
//!
//! Every description but high dynamic range becomes a profile (`profile`), and one way of applying it (`convert`).

mod convert;
mod hdr;
mod profile;

pub use convert::RgbLines;

use super::{Channels, Image, Samples};
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
/// Colours that sRGB cannot show are clipped (relative colorimetric, no black point compensation).
/// Errors: curves that cannot be shown in sRGB.
pub fn to_srgb(mut image: Image, colour: &Colour) -> Result<Image, Error> {
    let profile = match *colour {
        Colour::Srgb => None,
        Colour::Icc(ref icc) => profile::from_icc(icc),
        Colour::Cicp { primaries, transfer: transfer @ (hdr::PQ | hdr::HLG) } => {
            hdr::tone_map(&mut image, &profile::linear(primaries), transfer);
            None
        }
        Colour::Cicp { primaries, transfer } => profile::from_cicp(primaries, transfer)?,
        Colour::Chromaticities { exponent, white, red, green, blue } => {
            profile::from_chromaticities(exponent, white, [red, green, blue])
        }
    };
    if let Some(profile) = profile {
        convert::apply(&mut image, &profile);
    }
    if image.channels == Channels::Cmyk {
        without_inks(&mut image);
    }
    Ok(image)
}

/// The same for lines of eight-bit RGB; `icc`: their profile.
pub fn rgb_lines(icc: Option<&[u8]>) -> RgbLines {
    RgbLines::new(icc.and_then(profile::from_icc))
}

/// CMYK without a usable profile: each ink takes its part of the light that black leaves.
fn without_inks(image: &mut Image) {
    fn mix<T: Copy + Into<u64> + TryFrom<u64>>(samples: &mut Vec<T>, full: u64) {
        let pixels = samples.len() / 4;
        for i in 0..pixels {
            let light = full - samples[4 * i + 3].into();
            for c in 0..3 {
                let taken = (samples[4 * i + c].into() * light + full / 2) / full;
                samples[3 * i + c] = T::try_from(light - taken).unwrap_or(samples[3 * i + c]);
            }
        }
        samples.truncate(3 * pixels);
    }
    match &mut image.samples {
        Samples::U8(v) => mix(v, 255),
        Samples::U16(v) => mix(v, 65_535),
    }
    image.channels = Channels::Rgb;
}

#[cfg(test)]
mod tests {
    use super::*;
    use moxcms::ColorProfile;

    fn rgb(pixels: &[[u8; 3]]) -> Image {
        Image::new(pixels.len() as u32, 1, Channels::Rgb, Samples::U8(pixels.concat())).unwrap()
    }

    fn icc(profile: &ColorProfile) -> Colour {
        Colour::Icc(profile.encode().unwrap())
    }

    #[track_caller]
    fn assert_close(image: &Image, wanted: &[u8]) {
        let Samples::U8(v) = &image.samples else { panic!("not eight bits") };
        assert!(v.iter().zip(wanted).all(|(a, b)| a.abs_diff(*b) <= 1) && v.len() == wanted.len(), "{v:?} {wanted:?}");
    }

    // The wanted values were computed with littlecms, relative colorimetric.
    const INPUT: [[u8; 3]; 4] = [[200, 100, 50], [30, 120, 200], [90, 90, 90], [255, 255, 255]];

    #[test]
    fn wide_gamuts_become_srgb() {
        let p3 = to_srgb(rgb(&INPUT), &icc(&ColorProfile::new_display_p3())).unwrap();
        assert_close(&p3, &[215, 93, 31, 0, 122, 206, 90, 90, 90, 255, 255, 255]);
        let adobe = to_srgb(rgb(&INPUT), &icc(&ColorProfile::new_adobe_rgb())).unwrap();
        assert_close(&adobe, &[227, 100, 42, 0, 121, 204, 90, 90, 90, 255, 255, 255]);
    }

    #[test]
    fn code_points_and_profiles_say_the_same() {
        let by_profile = to_srgb(rgb(&INPUT), &icc(&ColorProfile::new_display_p3())).unwrap();
        let by_points = to_srgb(rgb(&INPUT), &Colour::Cicp { primaries: 12, transfer: 13 }).unwrap();
        let Samples::U8(v) = by_profile.samples else { panic!() };
        assert_close(&by_points, &v);
    }

    #[test]
    fn srgb_is_left_alone() {
        let same = [
            icc(&ColorProfile::new_srgb()),
            Colour::Cicp { primaries: 1, transfer: 13 },
            Colour::Cicp { primaries: 2, transfer: 2 },
            Colour::Cicp { primaries: 1, transfer: 1 },
            Colour::Chromaticities {
                exponent: 2.2,
                white: [0.3127, 0.329],
                red: [0.64, 0.33],
                green: [0.3, 0.6],
                blue: [0.15, 0.06],
            },
        ];
        for colour in same {
            assert_eq!(to_srgb(rgb(&INPUT), &colour).unwrap(), rgb(&INPUT), "{colour:?}");
        }
    }

    #[test]
    fn useless_descriptions_are_passed_over() {
        let nonsense = Colour::Chromaticities {
            exponent: f64::NAN,
            white: [0.0; 2],
            red: [0.0; 2],
            green: [f64::INFINITY; 2],
            blue: [0.0; 2],
        };
        let whole = ColorProfile::new_display_p3().encode().unwrap();
        let mut useless =
            vec![nonsense, Colour::Icc(b"no profile".to_vec()), icc(&ColorProfile::new_gray_with_gamma(1.0))];
        useless.extend((0..whole.len()).step_by(7).map(|end| Colour::Icc(whole[..end].to_vec())));
        for colour in useless {
            assert_eq!(to_srgb(rgb(&INPUT), &colour).unwrap(), rgb(&INPUT), "{colour:?}");
        }
    }

    #[test]
    fn flipped_bytes_in_profiles_do_no_harm() {
        let whole = ColorProfile::new_display_p3().encode().unwrap();
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            let image = to_srgb(rgb(&INPUT), &Colour::Icc(broken)).unwrap();
            assert_eq!(image.samples.len(), 12);
        }
    }

    #[test]
    fn gray_stays_gray() {
        let gray = Image::new(3, 1, Channels::GrayAlpha, Samples::U8(vec![0, 9, 64, 8, 255, 7])).unwrap();
        let image = to_srgb(gray.clone(), &icc(&ColorProfile::new_gray_with_gamma(1.0))).unwrap();
        assert_eq!(image.channels, Channels::GrayAlpha);
        assert_close(&image, &[0, 9, 137, 8, 255, 7]);
        let image = to_srgb(gray, &Colour::Cicp { primaries: 1, transfer: 8 }).unwrap();
        assert_close(&image, &[0, 9, 137, 8, 255, 7]);
    }

    #[test]
    fn sixteen_bits_stay_sixteen_and_alpha_stays() {
        let samples: Vec<u16> = [200u16, 100, 50, 0x1234].map(|v| if v < 256 { v * 257 } else { v }).to_vec();
        let image = Image::new(1, 1, Channels::Rgba, Samples::U16(samples)).unwrap();
        let image = to_srgb(image, &icc(&ColorProfile::new_display_p3())).unwrap();
        let Samples::U16(v) = &image.samples else { panic!("not sixteen bits") };
        assert_eq!(v[3], 0x1234);
        for (a, b) in v.iter().zip([215u16, 93, 31]) {
            assert!(a.abs_diff(b * 257) < 257, "{v:?}");
        }
    }

    #[test]
    fn inks_are_shown_by_their_profile() {
        let image = Image::new(2, 1, Channels::Cmyk, Samples::U8(vec![0, 0, 0, 0, 9, 9, 9, 255])).unwrap();
        let image = to_srgb(image, &Colour::Icc(ink_profile())).unwrap();
        assert_eq!(image.channels, Channels::Rgb);
        assert_close(&image, &[255, 255, 255, 119, 119, 119]);
    }

    /// Paper is white, black ink shows L* 50, other inks nothing. [ICC.1:2022 10.10]
    fn ink_profile() -> Vec<u8> {
        let mut lut = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
        for entry in 0..9 {
            lut.extend(if entry % 4 == 0 { 65_536u32 } else { 0 }.to_be_bytes());
        }
        lut.extend((0..4).flat_map(|_| 0..=255u8));
        lut.extend((0..16).flat_map(|corner| if corner % 2 == 0 { [255, 128, 128] } else { [128u8, 128, 128] }));
        lut.extend((0..3).flat_map(|_| 0..=255u8));
        let mut profile = vec![0; 128];
        profile[8] = 2;
        profile[12..24].copy_from_slice(b"prtrCMYKLab ");
        profile[36..40].copy_from_slice(b"acsp");
        profile.extend(1u32.to_be_bytes());
        profile.extend(b"A2B0\0\0\0\x90");
        profile.extend((lut.len() as u32).to_be_bytes());
        profile.extend(lut);
        let size = profile.len() as u32;
        profile[..4].copy_from_slice(&size.to_be_bytes());
        profile
    }

    #[test]
    fn inks_without_a_profile_are_mixed_simply() {
        let image = Image::new(2, 1, Channels::Cmyk, Samples::U8(vec![0, 0, 0, 0, 255, 128, 0, 51])).unwrap();
        let image = to_srgb(image, &Colour::Srgb).unwrap();
        assert_eq!(image.channels, Channels::Rgb);
        assert_close(&image, &[255, 255, 255, 0, 102, 204]);
    }

    #[test]
    fn high_dynamic_range_gets_a_natural_brightness() {
        // 58 % PQ is reference white (203 nits), 75 % HLG too [BT.2408]; the darker half stays what it is.
        for (transfer, white, middle) in [(16, 148, 93), (18, 191, 102)] {
            let image =
                to_srgb(rgb(&[[white; 3], [middle; 3], [0; 3], [255; 3]]), &Colour::Cicp { primaries: 9, transfer })
                    .unwrap();
            let Samples::U8(v) = image.samples else { panic!() };
            assert!(v[0] > 200 && v[0] < 245 && v[9] == 255 && v[6] == 0, "{v:?}");
            assert!(v[3] > 80 && v[3] < 160, "{v:?}");
        }
    }
}
