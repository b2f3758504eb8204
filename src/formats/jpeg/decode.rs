//! Decodes a JPEG: what has to do with the look comes from our own walk, the samples from a decoder that sees nothing else.

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;

use super::canvas::Canvas;
use super::facts::{Coding, Facts};
use super::segments::{Kind, Segment};
use super::small::SmallCanvas;
use super::source::Source;
use super::strips;
use crate::error::Error;
use crate::guarded::guarded;
use crate::note;
use crate::pixels::{Channels, Decoded, Image, Page, Samples, Sequence};

/// The first picture of the file, as coded.
pub fn decode(untrusted: &[u8]) -> Result<Decoded, Error> {
    let facts = Facts::read(untrusted)?;
    let plain = plain(&facts);
    match strictly(&plain, &facts) {
        Some(samples) => decoded(&facts, (facts.frame.width, facts.frame.height), samples, missing_end(&facts)),
        None => whatever_is_there(&plain, &facts),
    }
}

/// The same, reduced as far as its longer side keeps `least` pixels. A damaged picture keeps its size.
pub fn decode_small(untrusted: &[u8], least: u32) -> Result<Decoded, Error> {
    let facts = Facts::read(untrusted)?;
    let longer = facts.frame.width.max(facts.frame.height);
    let Some(by) = [8, 4, 2].into_iter().find(|by| longer / by >= least) else { return decode(untrusted) };
    let plain = plain(&facts);
    match strictly_small(&plain, &facts, by) {
        Some((size, samples)) => decoded(&facts, size, samples, missing_end(&facts)),
        None => decode(untrusted),
    }
}

fn missing_end(facts: &Facts<'_>) -> Option<&'static str> {
    (!facts.ended).then_some(note::END_MISSING)
}

fn whatever_is_there(plain: &[u8], facts: &Facts<'_>) -> Result<Decoded, Error> {
    let samples = leniently(plain, facts)?;
    let is_cut = !facts.ended || bottom_is_flat(&samples, facts);
    let warning = if is_cut { note::LOWER_PART_MISSING } else { note::PARTS_MISSING_OR_WRONG };
    decoded(facts, (facts.frame.width, facts.frame.height), samples, Some(warning))
}

fn decoded(
    facts: &Facts<'_>,
    (width, height): (u32, u32),
    samples: Vec<u8>,
    warning: Option<&str>,
) -> Result<Decoded, Error> {
    let channels = match facts.coding {
        Coding::Gray => Channels::Gray,
        Coding::Rgb | Coding::YCbCr => Channels::Rgb,
        Coding::Cmyk { .. } | Coding::Ycck { .. } => Channels::Cmyk,
    };
    let image = Image::new(width, height, channels, Samples::U8(samples))
        .ok_or_else(|| Error::damaged("its picture data is broken"))?;
    let (whole_across, whole_down) = facts.frame.is_whole();
    Ok(Decoded {
        pages: vec![Page { image, colour: facts.colour.clone(), orientation: facts.look.orientation, delay: None }],
        sequence: Sequence::Still,
        lossy: true,
        full_chroma: whole_across || whole_down,
        block: facts.frame.with_least_sampling().mcu_size(),
        reach: if whole_across && whole_down { 0 } else { 2 },
        warnings: warning.map(String::from).into_iter().collect(),
    })
}

/// Whether the last row of MCUs is of one colour, as decoders leave it where the data ends early.
fn bottom_is_flat(samples: &[u8], facts: &Facts<'_>) -> bool {
    let channels = facts.frame.components.len();
    let last_row = facts.frame.width as usize * channels * 8;
    let mut pixels = samples.get(samples.len().saturating_sub(last_row)..).unwrap_or_default().chunks_exact(channels);
    let first = pixels.next();
    pixels.all(|pixel| Some(pixel) == first)
}

/// Our own decoder, for files in which every bit is as it should be.
fn strictly(plain: &[u8], facts: &Facts<'_>) -> Option<Vec<u8>> {
    let source = Source::read(plain).ok()?;
    let (width, height) = (facts.frame.width as usize, facts.frame.height as usize);
    let samples = Vec::with_capacity(width * height * facts.frame.components.len());
    let canvas = Canvas::new(&facts.frame, facts.coding, &source.quants, samples);
    strips::feed(&source, canvas).ok().map(Canvas::finish)
}

/// The same, reduced; its size comes with it.
fn strictly_small(plain: &[u8], facts: &Facts<'_>, by: u32) -> Option<((u32, u32), Vec<u8>)> {
    let source = Source::read(plain).ok()?;
    let canvas = SmallCanvas::new(&facts.frame, facts.coding, &source.quants, by)?;
    let size = canvas.size();
    Some((size, strips::feed(&source, canvas).ok()?.finish()))
}

/// Other people's decoders, which make something of damaged data.
fn leniently(plain: &[u8], facts: &Facts<'_>) -> Result<Vec<u8>, Error> {
    let samples = match guarded(|| first_decoder(plain, facts)) {
        Ok(Some(samples)) => samples,
        _ => guarded(|| second_decoder(plain))?.ok_or_else(|| Error::damaged("its picture data is broken"))?,
    };
    Ok(inked(samples, facts.coding))
}

/// The file with only what a decoder needs; component ids and height as the decoders expect them.
fn plain(facts: &Facts<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(facts.file.len() + 4);
    out.extend([0xff, 0xd8]);
    if let Coding::Cmyk { .. } | Coding::Ycck { .. } = facts.coding {
        // Only to tell one from the other. [T.872 6.5.3]
        out.extend(b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0");
        out.push(if let Coding::Ycck { .. } = facts.coding { 2 } else { 0 });
    }
    for segment in &facts.needed {
        let start = out.len();
        out.extend(facts.file.get(segment.whole.clone()).unwrap_or_default());
        if matches!(segment.kind, Kind::Marker(0xc0..=0xc2)) {
            set_height(&mut out, start, segment, facts.frame.height as u16);
        }
    }
    out.extend([0xff, 0xd9]);
    out
}

fn set_height(out: &mut [u8], start: usize, segment: &Segment, height: u16) {
    let at = start + (segment.payload.start - segment.whole.start) + 1;
    if let Some(field) = out.get_mut(at..at + 2) {
        field.copy_from_slice(&height.to_be_bytes());
    }
}

/// Samples of all components side by side, as coded but for YCbCr, which comes as RGB.
fn first_decoder(plain: &[u8], facts: &Facts<'_>) -> Option<Vec<u8>> {
    let ids = facts.frame.components.iter().map(|c| c.id);
    let out = match facts.coding {
        Coding::Gray => ColorSpace::Luma,
        Coding::YCbCr => ColorSpace::RGB,
        // Its own view of the components goes by their ids.
        Coding::Rgb if ids.eq(*b"RGB") => ColorSpace::RGB,
        Coding::Rgb => ColorSpace::YCbCr,
        Coding::Cmyk { .. } => ColorSpace::CMYK,
        Coding::Ycck { .. } => ColorSpace::YCCK,
    };
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(out);
    zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(plain), options).decode().ok()
}

/// The same from a decoder that is slower and takes some files that the first one does not.
fn second_decoder(plain: &[u8]) -> Option<Vec<u8>> {
    jpeg_decoder::Decoder::new(plain).decode().ok()
}

/// Ink as 0 = none.
fn inked(mut samples: Vec<u8>, coding: Coding) -> Vec<u8> {
    if let Coding::Ycck { .. } = coding {
        samples.as_chunks_mut::<4>().0.iter_mut().for_each(ycck_to_cmyk);
    }
    if let Coding::Cmyk { inverted: true } | Coding::Ycck { inverted: true } = coding {
        samples.iter_mut().for_each(|sample| *sample = 255 - *sample);
    }
    samples
}

/// [T.872 6.5.3; T.871 7]
fn ycck_to_cmyk(pixel: &mut [u8; 4]) {
    let [y, cb, cr, _] = pixel.map(i32::from);
    let (cb, cr) = (cb - 128, cr - 128);
    let rounded = |sum: i32| (sum + 32_768) >> 16;
    let rgb = [y + rounded(91_881 * cr), y + rounded(-22_554 * cb - 46_802 * cr), y + rounded(116_130 * cb)];
    for (ink, light) in pixel.iter_mut().zip(rgb) {
        *ink = 255 - light.clamp(0, 255) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Jpeg;
    use super::super::waves::{jpeg, jpeg_with, position, segment};
    use super::*;
    use crate::formats::Format;
    use crate::pixels::{Colour, Orientation};

    fn samples(file: &[u8]) -> (Samples, Vec<String>) {
        let mut decoded = decode(file).unwrap();
        (decoded.pages.remove(0).image.samples, decoded.warnings)
    }

    #[test]
    fn cut_pictures_are_named() {
        let whole = jpeg(200, 160);
        let half = &whole[..whole.len() / 2];
        assert_eq!(samples(half).1, [note::LOWER_PART_MISSING]);
        // With an end mark, as some programs mend it.
        assert_eq!(samples(&[half, &[0xff, 0xd9]].concat()).1, [note::LOWER_PART_MISSING]);
        assert_eq!(samples(&whole).1, Vec::<String>::new());
        let (unended, warnings) = samples(&whole[..whole.len() - 2]);
        assert_eq!(unended, samples(&whole).0);
        assert_eq!(warnings, ["the end of the file is missing, but the picture is whole"]);
    }

    #[test]
    fn no_cut_and_no_flipped_bit_makes_a_panic() {
        let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let file = jpeg_with(&[segment(0xe1, exif), segment(0xe2, b"ICC_PROFILE\0\x01\x01profile")]);
        for end in 0..file.len() {
            let _ = (decode(&file[..end]), Jpeg.size(&file[..end]), Jpeg.items(&file[..end]));
        }
        for at in 0..file.len() {
            let mut flipped = file.clone();
            flipped[at] ^= 1 << (at % 8);
            let _ = (decode(&flipped), Jpeg.size(&flipped), Jpeg.items(&flipped));
        }
    }

    #[test]
    fn looks_come_from_the_segments() {
        let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let icc = |number: u8, data: &[u8]| segment(0xe2, &[b"ICC_PROFILE\0", &[number, 2][..], data].concat());
        let file = jpeg_with(&[segment(0xe1, exif), icc(2, b"file"), icc(1, b"pro")]);
        let decoded = decode(&file).unwrap();
        assert_eq!(decoded.pages[0].orientation, Orientation::Rotated90);
        assert_eq!(decoded.pages[0].colour, Colour::Icc(b"profile".to_vec()));
        assert_eq!((decoded.full_chroma, decoded.block, decoded.reach), (false, (16, 16), 2));
        assert_eq!(Jpeg.size(&file), Ok((24, 40)));
    }

    #[test]
    fn heights_may_come_after_the_picture() {
        let mut file = jpeg(40, 24);
        let expected = samples(&file).0;
        let height = position(&file, 0xc0) + 5;
        file[height..height + 2].fill(0);
        assert!(decode(&file).is_err());
        let end = file.len() - 2;
        file.splice(end..end, segment(0xdc, &[0, 24]));
        assert_eq!(samples(&file), (expected, Vec::new()));
        assert_eq!(Jpeg.size(&file), Ok((40, 24)));
    }

    #[test]
    fn component_names_and_adobe_segments_tell_the_colours() {
        // The JFIF segment would decide.
        let whole = jpeg(40, 24);
        let ycc = samples(&whole).0;
        let plain = |adobe: &[u8]| samples(&[&whole[..2], adobe, &whole[20..]].concat()).0;
        let adobe = |transform| segment(0xee, &[b"Adobe\0\x64\0\0\0\0", &[transform][..]].concat());
        assert_eq!(plain(&[]), ycc);
        assert_eq!(plain(&adobe(1)), ycc);
        assert_ne!(plain(&adobe(0)), ycc);
    }

    #[test]
    fn inks_are_turned_round_where_adobe_wrote_them() {
        for (coding, expected) in [
            (Coding::Cmyk { inverted: false }, [10, 20, 30, 40]),
            (Coding::Cmyk { inverted: true }, [245, 235, 225, 215]),
            (Coding::Ycck { inverted: true }, [100, 100, 100, 215]),
            (Coding::Ycck { inverted: false }, [155, 155, 155, 40]),
        ] {
            let coded = if let Coding::Ycck { .. } = coding { [100, 128, 128, 40] } else { [10, 20, 30, 40] };
            assert_eq!(inked(coded.to_vec(), coding), expected, "{coding:?}");
        }
    }

    #[test]
    fn what_is_not_handled_is_named() {
        let of = |marker: u8| {
            let mut file = jpeg(40, 24);
            let at = position(&file, 0xc0);
            file[at + 1] = marker;
            decode(&file).unwrap_err().to_string()
        };
        assert!(of(0xc9).contains("arithmetic"));
        assert!(of(0xc3).contains("lossless"));
        assert!(decode(b"\xff\xd8\xff\xd9").is_err());
    }

    #[test]
    fn bombs_are_refused() {
        let mut file = jpeg(40, 24);
        let size = position(&file, 0xc0) + 5;
        file[size..size + 4].copy_from_slice(&[0xff; 4]);
        assert_eq!(decode(&file).unwrap_err().code(), "too-large");
        file[size..size + 4].copy_from_slice(&[0x2e, 0xe0, 0x2e, 0xe0]);
        file.extend(vec![0; 200_000]);
        assert_eq!(decode(&file).unwrap_err().code(), "damaged");
    }
}
