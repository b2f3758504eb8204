//! The primary picture. Decoded by a library, whose size is checked against our own reading of the boxes.

use heifer::Options;

use super::has_movie;
use crate::error::Error;
use crate::formats::avif;
use crate::formats::bmff::meta::is_alpha;
use crate::formats::bmff::{IsoBox, Meta, boxes, looks, shape};
use crate::guarded::guarded;
use crate::pixels::limits::check_size;
use crate::pixels::{Channels, Colour, Decoded, Image, Orientation, Page, Samples, Sequence};

/// Coders round sides up to whole blocks.
const ROUNDING: u64 = 128;

/// The table of items and the number of the picture that is shown.
pub fn primary(untrusted: &[u8]) -> Result<(Meta<'_>, u32), Error> {
    let meta = Meta::read(untrusted).ok_or_else(|| Error::damaged("its table of contents is missing"))?;
    let primary = meta.primary.ok_or_else(|| Error::damaged("its table of contents names no picture"))?;
    Ok((meta, primary))
}

/// All that [`super::Heif`] decodes.
pub fn decode(untrusted: &[u8]) -> Result<Decoded, Error> {
    let (meta, primary) = primary(untrusted)?;
    match coding(&meta)? {
        Coding::Hevc => {}
        Coding::Av1 => return avif::still(untrusted),
    }
    let size = shape::shown_size(&meta, primary)?;
    let largest = largest_part(&meta, untrusted.len())?;

    let colour = looks::colour(&meta, primary).unwrap_or(Colour::Srgb);
    let options = Options { max_threads: 1, max_pixels: largest };
    // The library wants nothing behind the last box.
    let mut all = boxes::of_file(untrusted);
    all.by_ref().for_each(drop);
    let untrusted = untrusted.get(..all.at).unwrap_or(untrusted);
    let chroma = chroma_formats(&meta);
    let gray = chroma.iter().all(|&format| format == 0);
    let image = if matches!(colour, Colour::Cicp { transfer: 16 | 18, .. }) {
        let decoded = guarded(|| heifer::decode_with_options(untrusted, &options))?.map_err(error)?;
        deep(decoded, gray)
    } else {
        let decoded = guarded(|| heifer::decode_rgba8(untrusted, &options))?.map_err(error)?;
        let channels = channels(decoded.has_alpha && decoded.data.chunks_exact(4).any(|p| p[3] != u8::MAX), gray);
        Image::new(decoded.width, decoded.height, channels, Samples::U8(kept(decoded.data, channels)))
    };
    let image = image.filter(|image| (image.width, image.height) == size);
    let image = image.ok_or_else(|| Error::damaged("the picture's size is unclear"))?;
    let mut warnings = Vec::new();
    if has_movie(untrusted) {
        warnings.push(crate::note::SERIES.into());
    }
    Ok(Decoded {
        pages: vec![Page { image, colour, orientation: Orientation::Upright, delay: None }],
        sequence: Sequence::Still,
        lossy: true,
        full_chroma: chroma.iter().all(|format| matches!(format, 0 | 3)),
        // HEVC filters reach three pixels over the edge of a block; chroma two more.
        block: (8, 8),
        reach: 5,
        warnings,
    })
}

enum Coding {
    Hevc,
    Av1,
}

/// How the parts of the picture are coded. Errors: codings that are not read, parts that are cut.
fn coding(meta: &Meta) -> Result<Coding, Error> {
    let mut coding = Coding::Hevc;
    for id in meta.needed() {
        let kind = meta.items.get(&id).map(|item| item.kind);
        let kind = kind.ok_or_else(|| Error::damaged("a part of the picture is missing"))?;
        coding = match &kind {
            b"hvc1" | b"grid" | b"iden" | b"iovl" => coding,
            b"av01" => Coding::Av1,
            b"unci" => return Err(Error::unsupported("uncompressed HEIF")),
            b"avc1" => return Err(Error::unsupported("H.264 coding in HEIF")),
            b"jpeg" => return Err(Error::unsupported("JPEG coding in HEIF")),
            b"vvc1" => return Err(Error::unsupported("H.266 coding in HEIF")),
            _ => return Err(Error::unsupported(format!("a part of the kind \"{}\"", boxes::name(kind)))),
        };
        if &kind != b"iden" {
            meta.data(id)?;
        }
    }
    Ok(coding)
}

/// Pixels of the largest part with its rounding, all parts within our limits.
fn largest_part(meta: &Meta, file_len: usize) -> Result<u64, Error> {
    let mut largest = 0;
    for id in meta.needed() {
        let (width, height) = shape::coded_size(meta, id)?;
        check_size(width, height, file_len)?;
        largest = largest.max((u64::from(width) + ROUNDING) * (u64::from(height) + ROUNDING));
    }
    Ok(largest)
}

/// The chroma formats of the parts; alpha planes are gray.
fn chroma_formats(meta: &Meta) -> Vec<u8> {
    let alpha = |id: &u32| meta.auxiliary_type(*id).is_some_and(is_alpha);
    let parts = meta.needed().into_iter().filter(|id| !alpha(id));
    parts.filter_map(|id| meta.property(id, b"hvcC").and_then(chroma_format)).collect()
}

/// 0: gray, 1: 4:2:0, 2: 4:2:2, 3: 4:4:4. [ISO 14496-15 8.3.3.1.2]
fn chroma_format(config: &IsoBox) -> Option<u8> {
    config.body.get(16).map(|format| format & 3)
}

fn channels(clear: bool, gray: bool) -> Channels {
    match (clear, gray) {
        (true, true) => Channels::GrayAlpha,
        (true, false) => Channels::Rgba,
        (false, true) => Channels::Gray,
        (false, false) => Channels::Rgb,
    }
}

/// The samples that `channels` need, of red, green, blue and alpha.
fn kept<T: Copy>(mut rgba: Vec<T>, channels: Channels) -> Vec<T> {
    let places: &[usize] = match channels {
        Channels::Gray => &[0],
        Channels::GrayAlpha => &[0, 3],
        Channels::Rgb => &[0, 1, 2],
        _ => return rgba,
    };
    let pixels = rgba.len() / 4;
    for pixel in 0..pixels {
        for (i, place) in places.iter().enumerate() {
            rgba[pixel * places.len() + i] = rgba[pixel * 4 + place];
        }
    }
    rgba.truncate(pixels * places.len());
    rgba
}

/// All bits of a deep picture, spread over sixteen.
fn deep(decoded: heifer::Image, gray: bool) -> Option<Image> {
    let max = u32::from(decoded.max_value().max(1));
    let clear = decoded.has_alpha && decoded.data.chunks_exact(4).any(|p| u32::from(p[3]) != max);
    let channels = channels(clear, gray);
    let mut samples = kept(decoded.data, channels);
    for v in &mut samples {
        *v = ((u32::from(*v) * 65_535 + max / 2) / max).min(65_535) as u16;
    }
    Image::new(decoded.width, decoded.height, channels, Samples::U16(samples))
}

fn error(error: heifer::Error) -> Error {
    match error {
        heifer::Error::Unsupported(what) => Error::unsupported(what),
        heifer::Error::Invalid("image size is zero or too large") => Error::too_large("a part of the picture"),
        _ => Error::damaged("its picture data breaks off or is broken"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Format;
    use crate::formats::bmff::fixtures::{Item, file, iso_box};
    use crate::formats::heif::Heif;
    use heifer::EncodeOptions;

    /// A real picture of 64×32 pixels: left half red, right half blue; with further properties, and a further item.
    fn picture(properties: &[Vec<u8>], further: &[Item], tail: &[u8]) -> Vec<u8> {
        let rgb: Vec<u8> = (0..64 * 32).flat_map(|i| if i % 64 < 32 { [200, 60, 30] } else { [20, 60, 200] }).collect();
        let coded = heifer::encode_rgb8(64, 32, &rgb, &EncodeOptions { quality: 90, max_threads: 1 }).unwrap();
        let (meta, primary) = primary(&coded).unwrap();
        let own = meta.properties_of(primary).map(|property| iso_box(&property.kind, property.body));
        let properties = own.chain(properties.iter().cloned()).collect();
        let data = meta.data(primary).unwrap().into_owned();
        let main = Item { id: 1, kind: *b"hvc1", properties, data, ..Item::default() };
        file(b"heic", &[&[main], further].concat(), &[], tail)
    }

    fn decoded(file: &[u8]) -> Image {
        let mut decoded = Heif.decode(file).unwrap();
        assert_eq!(Heif.size(file), Ok((decoded.pages[0].image.width, decoded.pages[0].image.height)));
        assert_eq!(Heif.target(&decoded), crate::formats::Target::Jpeg);
        decoded.pages.remove(0).image
    }

    fn pixel(image: &Image, x: usize, y: usize) -> [i16; 3] {
        let Samples::U8(v) = &image.samples else { panic!("not eight bits") };
        let at = (y * image.width as usize + x) * 3;
        [v[at].into(), v[at + 1].into(), v[at + 2].into()]
    }

    #[track_caller]
    fn assert_near(a: [i16; 3], b: [i16; 3]) {
        assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 6), "{a:?} {b:?}");
    }

    #[test]
    fn a_picture_is_decoded_turned_and_cropped() {
        let image = decoded(&picture(&[], &[], b""));
        assert_eq!((image.width, image.height, image.channels), (64, 32, Channels::Rgb));
        assert_near(pixel(&image, 5, 5), [200, 60, 30]);
        let image = decoded(&picture(&[iso_box(b"irot", &[1])], &[], b""));
        assert_eq!((image.width, image.height), (32, 64));
        assert_near(pixel(&image, 5, 5), [20, 60, 200]);
        let clap = [16u32, 1, 32, 1, 24, 1, 0, 1].map(u32::to_be_bytes).concat();
        let image = decoded(&picture(&[iso_box(b"clap", &clap)], &[], b""));
        assert_eq!((image.width, image.height), (16, 32));
        assert_near(pixel(&image, 1, 5), [20, 60, 200]);
    }

    #[test]
    fn an_orientation_in_exif_turns_nothing() {
        let block = b"\0\0\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let exif = Item { id: 2, kind: *b"Exif", data: block.into(), ..Item::default() };
        let image = decoded(&picture(&[], &[exif], b""));
        assert_eq!((image.width, image.height), (64, 32));
    }

    #[test]
    fn bytes_behind_the_end_do_not_matter() {
        let image = decoded(&picture(&[], &[], b"behind the end"));
        assert_eq!(image.width, 64);
    }

    #[test]
    fn cuts_are_damage_and_flipped_bytes_do_no_harm() {
        let whole = picture(&[iso_box(b"irot", &[1])], &[], b"");
        for end in 0..whole.len() {
            assert!(Heif.decode(&whole[..end]).is_err(), "cut at {end}");
        }
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            let _ = (Heif.decode(&broken), Heif.items(&broken));
        }
    }

    #[test]
    fn codings_that_are_not_read_are_named() {
        let item = Item { id: 1, kind: *b"unci", ..Item::default() };
        let Err(Error::UnsupportedFeature { what }) = Heif.decode(&file(b"mif1", &[item], &[], b"")) else { panic!() };
        assert_eq!(what, "uncompressed HEIF");
    }

    #[test]
    fn a_header_that_promises_too_much_is_refused() {
        let mut whole = picture(&[], &[], b"");
        let at = whole.windows(4).position(|w| w == b"ispe").unwrap() + 8;
        whole[at..at + 8].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        assert_eq!(Heif.decode(&whole).unwrap_err().code(), "too-large");
        whole[at..at + 8].copy_from_slice(&[0, 0, 4, 0, 0, 0, 4, 0]);
        assert!(Heif.decode(&whole).is_err());
    }
}
