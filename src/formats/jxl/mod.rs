//! JPEG XL [ISO 18181]: a bare codestream, or one in a container of boxes.

mod decode;
mod hidden;

use crate::error::Error;
use crate::formats::avif::still_target;
use crate::formats::{Format, Target};
use crate::item::Item;
use crate::pixels::Decoded;

/// JPEG XL.
pub struct Jxl;

/// The first bytes of a bare codestream. [ISO 18181-1 9.1]
const CODESTREAM: &[u8] = b"\xff\x0a";
/// The first box of a container. [ISO 18181-2 4.1]
const CONTAINER: &[u8] = b"\0\0\0\x0cJXL \r\n\x87\n";

impl Format for Jxl {
    fn id(&self) -> &'static str {
        "jxl"
    }

    fn matches(&self, head: &[u8]) -> bool {
        head.starts_with(CODESTREAM) || head.starts_with(CONTAINER)
    }

    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error> {
        decode::size(untrusted)
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        hidden::items(untrusted)
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        decode::decode(untrusted)
    }

    fn target(&self, decoded: &Decoded) -> Target {
        still_target(decoded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::bmff::fixtures::iso_box;
    use crate::pixels::{Channels, Colour, Samples};

    /// 16×8 pixels without loss: red is 16 x, green 255 - 30 y, blue 128.
    const GRADIENT: &[u8] = b"\xff\x0a\xc1\x41\x40\x71\x21\x08\x02\x01\x00\xec\x00\x4b\x28\x31\x8e\x2d\x4c\x7f\
        \x0d\x82\x00\xb3\x61\x8c\x17\x33\xc6\x18\x23\x19\x2f\xc6\xe0\x4b\x2f\x1e\xbe\x6c\xc4\xe0\x21\x8c\x31\xf8\
        \x51\x2f\x44\x00\x01\x80\x28\x72\xf0\x0f\x02\x9a\x88\x2b\x1f\xe4\x0d\xa6\x2a\x15\x4b\x7b\xb3\x20\x85\x00";

    fn contained() -> Vec<u8> {
        let ftyp = iso_box(b"ftyp", b"jxl \0\0\0\0jxl ");
        let exif = iso_box(b"Exif", b"\0\0\0\0II*\0\x08\0\0\0");
        let (half, rest) = GRADIENT.split_at(30);
        let parts = [
            iso_box(b"jxlp", &[b"\0\0\0\0", half].concat()),
            exif,
            iso_box(b"jxlp", &[b"\x80\0\0\x01", rest].concat()),
        ];
        [CONTAINER.to_vec(), ftyp, parts.concat()].concat()
    }

    #[test]
    fn pixels_come_out_exactly_bare_and_contained() {
        let pixels: Vec<u8> = (0..8u8).flat_map(|y| (0..16u8).flat_map(move |x| [16 * x, 255 - 30 * y, 128])).collect();
        for file in [GRADIENT.to_vec(), contained()] {
            assert_eq!(Jxl.size(&file), Ok((16, 8)));
            let decoded = Jxl.decode(&file).unwrap();
            let page = &decoded.pages[0];
            assert_eq!((page.image.channels, &page.colour), (Channels::Rgb, &Colour::Srgb));
            assert_eq!(page.image.samples, Samples::U8(pixels.clone()));
            assert_eq!((decoded.lossy, Jxl.target(&decoded)), (false, Target::Jpeg));
        }
    }

    #[test]
    fn hidden_things_are_named() {
        assert_eq!(Jxl.items(GRADIENT), []);
        assert_eq!(Jxl.items(&contained())[0].place, "Exif box");
        let behind = [GRADIENT, b"behind"].concat();
        assert_eq!(Jxl.items(&behind)[0].place, "after the codestream");
        assert!(Jxl.decode(&behind).is_ok());
    }

    #[test]
    fn cuts_are_damage_and_flipped_bytes_do_no_harm() {
        for file in [GRADIENT.to_vec(), contained()] {
            for end in 0..file.len() {
                assert!(Jxl.decode(&file[..end]).is_err(), "cut at {end}");
                Jxl.items(&file[..end]);
            }
            for at in 0..file.len() {
                let mut broken = file.clone();
                broken[at] ^= 0xff;
                let _ = (Jxl.decode(&broken), Jxl.items(&broken));
            }
        }
    }

    #[test]
    fn first_bytes_decide() {
        assert!(Jxl.matches(CODESTREAM) && Jxl.matches(CONTAINER));
        assert!(!Jxl.matches(b"\xff\xd8\xff") && !Jxl.matches(b""));
    }
}
