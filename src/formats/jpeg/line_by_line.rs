//! A copy drawn anew through pixels of which there are never more than some lines, for files whose colours or sampling change.
//!
//! It is what decoding, converting and encoding the whole picture would make, in less memory. Blocks are coded as they are stored
//! and turned with their coefficients.

use super::canvas::{Canvas, Lines};
use super::encode::{Coder, quantisers, stored_quantisers, write};
use super::facts::Coding;
use super::header::Frame;
use super::planes::Sampling;
use super::source::{Model, Source};
use super::strips;
use super::turn::Turn;
use crate::formats::{Encoding, Exact};
use crate::pixels::colour::{RgbLines, rgb_lines};
use crate::verify::LookOfLines;

/// `None`: it has to be drawn whole, because it is in inks, because turning it upright does not fit its blocks, or because anything
/// about the file is not as it should be.
pub fn redrawn(source: &Source<'_>, encoding: Encoding) -> Option<Exact> {
    let coding = match source.model {
        _ if !source.has_end => return None,
        Model::Gray if source.icc.is_none() => Coding::Gray,
        Model::YCbCr => Coding::YCbCr,
        Model::Rgb => Coding::Rgb,
        Model::Gray | Model::Cmyk | Model::Ycck => return None,
    };
    let stored = &source.frame;
    let sampling = match stored.is_whole() {
        _ if source.model == Model::Gray => Sampling::Gray,
        (false, false) => Sampling::Half,
        _ => Sampling::Full,
    };
    let frame = Frame { progressive: false, components: sampling.frame_components(), ..*stored };
    let turn = Turn::new(source.exif.orientation, &frame)?;
    let drawing = Drawing {
        width: stored.width as usize,
        coder: Coder::new(&frame, sampling, stored_quantisers(encoding, &turn), &turn),
        colours: rgb_lines(source.icc.as_deref()),
        look: LookOfLines::new(stored.width, stored.height),
        line: Vec::new(),
        lines: 0,
        gave_up: false,
    };
    let drawing = strips::feed(source, Canvas::new(stored, coding, &source.quants, drawing)).ok()?.finish();
    if drawing.gave_up {
        return None;
    }
    let upright = turn.frame(&frame);
    let bytes = write(&upright, &turn, &quantisers(encoding), drawing.coder.blocks);
    let look = Some(drawing.look.finish(source.exif.orientation));
    Some(Exact {
        bytes,
        width: upright.width,
        height: upright.height,
        pages: 1,
        look,
        covered: None,
        warnings: Vec::new(),
    })
}

/// Takes the stored lines.
struct Drawing<'a> {
    width: usize,
    coder: Coder<'a>,
    colours: RgbLines,
    look: LookOfLines,
    /// The line at hand.
    line: Vec<u8>,
    lines: u32,
    /// A line had no colours.
    gave_up: bool,
}

impl Lines for Drawing<'_> {
    fn next(&mut self, paint: impl FnOnce(&mut Vec<u8>)) {
        self.line.clear();
        paint(&mut self.line);
        self.gave_up |= self.line.len() == 3 * self.width && self.colours.apply(&mut self.line).is_none();
        let samples = &self.line;
        let channels = samples.len() / self.width;
        self.look.take(self.lines, |x| {
            let sample =
                |channel: usize| samples.get(x * channels + channel.min(channels - 1)).copied().unwrap_or_default();
            [0, 1, 2].map(|channel| f32::from(sample(channel)))
        });
        self.coder.push(samples);
        self.lines += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::decode;
    use super::super::fixtures::{Sketch, with_orientation, with_segment};
    use super::super::waves::waves;
    use super::*;
    use crate::pixels::own_profile::Known;
    use crate::pixels::{Channels, Image, Orientation, Samples, colour, orientation};
    use crate::verify::Look;

    const QUALITY: Encoding = Encoding { quality: 92 };
    const FULL: &[(u8, u8)] = &[(1, 1); 3];

    fn redrawn(file: &[u8], encoding: Encoding) -> Option<Exact> {
        super::redrawn(&Source::read(file).ok()?, encoding)
    }

    fn with_profile(file: &[u8], known: Known) -> Vec<u8> {
        with_segment(file, 0xe2, &[b"ICC_PROFILE\0\x01\x01", &known.profile().unwrap()[..]].concat())
    }

    /// The whole picture, upright and in sRGB, and its copy.
    fn drawn(file: &[u8]) -> (Image, Look, Vec<u8>) {
        let mut decoded = decode(file).unwrap();
        let page = &mut decoded.pages[0];
        let image = colour::to_srgb(page.image.clone(), &page.colour).unwrap();
        let look = Look::of(&image, page.orientation);
        page.image = orientation::upright(image, page.orientation);
        let (image, copy) = (page.image.clone(), super::super::encode(&decoded, QUALITY).unwrap());
        (image, look, copy)
    }

    /// Mean difference of a sample.
    fn apart(a: &Image, b: &Image) -> f64 {
        let (Samples::U8(a), Samples::U8(b)) = (&a.samples, &b.samples) else { panic!("8 bit") };
        assert_eq!(a.len(), b.len());
        a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.len() as f64
    }

    /// Files of soft waves of all samplings, in three spaces.
    fn sources() -> Vec<Vec<u8>> {
        let mut files = Vec::new();
        for (width, height) in [(1, 1), (8, 8), (16, 32), (17, 33), (65, 47), (160, 96)] {
            let wave = |channels, full| super::super::encode(&waves(width, height, channels, full), QUALITY).unwrap();
            files.push(wave(Channels::Gray, true));
            for full in [true, false] {
                let plain = wave(Channels::Rgb, full);
                files.extend([with_profile(&plain, Known::DisplayP3), with_profile(&plain, Known::AdobeRgb), plain]);
            }
        }
        files
    }

    #[test]
    fn copies_are_those_of_whole_pictures() {
        let (mut upright, mut turned) = (0, 0);
        for plain in sources() {
            for orientation in Orientation::ALL {
                let file = with_orientation(&plain, orientation);
                let Some(copy) = redrawn(&file, QUALITY) else { continue };
                let (source, look, whole) = drawn(&file);
                assert_eq!((copy.width, copy.height), (source.width, source.height));
                let (mean, _) = copy.look.unwrap().difference(&look, |_, _| true);
                assert!(mean < 0.5, "{orientation:?}: {mean}");
                if orientation == Orientation::Upright {
                    assert_eq!(copy.bytes, whole);
                    upright += 1;
                    continue;
                }
                // Sums of turned blocks are rounded in another order.
                let lost = |copy: &[u8]| apart(&decode(copy).unwrap().pages[0].image, &source);
                let (ours, theirs) = (lost(&copy.bytes), lost(&whole));
                let luck = if source.width * source.height < 1000 { 1.5 } else { 0.1 };
                assert!(ours < theirs + luck, "{orientation:?} {}×{}: {ours} {theirs}", source.width, source.height);
                turned += 1;
            }
        }
        assert_eq!(upright, 42);
        assert!(turned > 100, "{turned}");
    }

    #[test]
    fn samplings_that_no_copy_has_become_full_ones() {
        let mut compared = 0;
        for sampling in [[(2, 1), (1, 1), (1, 1)], [(1, 2), (1, 1), (1, 1)], [(4, 1), (1, 1), (1, 1)]] {
            let file = Sketch::new(Model::YCbCr, 50, 35, &sampling).standard_file();
            let (_, _, whole) = drawn(&file);
            assert_eq!(redrawn(&file, QUALITY).unwrap().bytes, whole);
            compared += 1;
        }
        let rgb = Sketch::new(Model::Rgb, 50, 35, FULL).standard_file();
        assert_eq!(redrawn(&rgb, QUALITY).unwrap().bytes, drawn(&rgb).2);
        let progressive = Sketch::new(Model::YCbCr, 50, 35, FULL).progressive_file();
        assert_eq!(redrawn(&progressive, QUALITY).unwrap().bytes, drawn(&progressive).2);
        assert_eq!(compared, 3);
    }

    #[test]
    fn colours_change_as_the_profile_says() {
        let plain = super::super::encode(&waves(96, 64, Channels::Rgb, true), QUALITY).unwrap();
        let wide = with_profile(&plain, Known::DisplayP3);
        let (same, other) = (redrawn(&plain, QUALITY).unwrap(), redrawn(&wide, QUALITY).unwrap());
        assert_ne!(same.bytes, other.bytes);
        let (_, most) = same.look.unwrap().difference(&other.look.unwrap(), |_, _| true);
        assert!(most > 3.0, "{most}");
        assert!(!other.bytes.windows(11).any(|w| w == b"ICC_PROFILE"));
    }

    #[test]
    fn what_has_to_be_drawn_whole_is_left() {
        let plain = Sketch::new(Model::YCbCr, 50, 32, FULL).standard_file();
        assert!(redrawn(&plain, QUALITY).is_some());
        let inks = Sketch::new(Model::Cmyk, 48, 32, &[(1, 1); 4]).standard_file();
        let unended = plain[..plain.len() - 2].to_vec();
        let cut = plain[..plain.len() / 2].to_vec();
        let turned = with_orientation(&plain, Orientation::MirroredHorizontally);
        for (number, file) in [inks, unended, cut, turned].iter().enumerate() {
            assert!(redrawn(file, QUALITY).is_none(), "{number}");
        }
    }
}
