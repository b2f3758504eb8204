//! A copy drawn anew out of coefficients, for files whose picture a copy keeps in the same colours and the same sampling.
//!
//! It is what decoding and encoding would make, in less time: the same container, tables, sampling and quality, every
//! coefficient rounded to the steps of the one profile. Two things differ. Between the two transforms nothing is rounded to whole
//! samples: where old and new steps are the same, the coefficients are. And colours are not led through RGB: luma and chroma that
//! together stand for a colour beyond it stay as they are, and screens show the nearest colour they have.

use super::blocks::{Blocks, Row};
use super::encode::{quantisers, stored_quantisers, write};
use super::exact;
use super::header::{Component, Extent};
use super::requantiser::{Requantised, Requantiser};
use super::source::{Model, Source};
use super::strips::{self, Rows};
use super::turn::Turn;
use crate::formats::{Encoding, Exact};
use crate::pixels::own_profile::Known;

/// Losses below this, as the mean square of a sample, are so small that rounding to whole samples counts beside them (50 dB).
const WHOLE_SAMPLES: f64 = 0.75;

/// `None`: it has to be drawn from pixels, because its colours or its sampling change, because turning it upright does not fit its
/// blocks, because the new steps lose so little that the whole samples of which viewers make the picture are the better source, or
/// because anything about the file is not as it should be.
pub fn redrawn(source: &Source<'_>, untrusted: &[u8], encoding: Encoding) -> Option<Exact> {
    let (redrawn, loss) = at_any_loss(source, untrusted, encoding)?;
    (loss == 0.0 || loss >= WHOLE_SAMPLES).then_some(redrawn)
}

/// The copy, and the mean square of what new steps changed in samples of red, green and blue.
fn at_any_loss(source: &Source<'_>, untrusted: &[u8], encoding: Encoding) -> Option<(Exact, f64)> {
    if !is_plain(source) {
        return None;
    }
    let orientation = source.exif.orientation;
    let turn = Turn::new(orientation, &source.frame)?;
    let drawing = strips::feed(source, Drawing::new(source, &turn, encoding)).ok()?;
    let loss = drawing.loss();
    let frame = turn.frame(&source.frame).with_least_sampling();
    let Drawing { blocks, dc, .. } = drawing;
    let bytes = write(&frame, &turn, &quantisers(encoding), blocks);
    let dc = |component: usize, at: usize| dc.get(component).and_then(|dc| dc.get(at)).copied().unwrap_or(0);
    let look = super::look::look(source, dc).or_else(|| exact::decoded_look(untrusted, orientation));
    let (width, height) = (frame.width, frame.height);
    let redrawn = Exact { bytes, width, height, pages: 1, look, covered: None, warnings: Vec::new() };
    Some((redrawn, loss))
}

/// Whether colours and sampling stay, and the file is whole.
fn is_plain(source: &Source<'_>) -> bool {
    let is_srgb = |profile: &Vec<u8>| Known::of(profile, source.model == Model::Gray) == Some(Known::Srgb);
    let sampling = |component: &Component| (component.h, component.v);
    let samplings: Vec<_> = source.frame.with_least_sampling().components.iter().map(sampling).collect();
    let stays = match source.model {
        Model::Gray => true,
        Model::YCbCr => matches!(samplings[..], [(1, 1) | (2, 2), (1, 1), (1, 1)]),
        Model::Rgb | Model::Cmyk | Model::Ycck => false,
    };
    stays && source.has_end && source.icc.as_ref().is_none_or(is_srgb)
}

/// Takes the stored rows.
struct Drawing<'a> {
    turn: &'a Turn,
    /// By component.
    requantisers: Vec<Requantiser>,
    blocks: Blocks,
    /// By component: the DC coefficients as stored, with padding.
    dc: Vec<Vec<i16>>,
    rows: usize,
}

impl<'a> Drawing<'a> {
    fn new(source: &Source<'_>, turn: &'a Turn, encoding: Encoding) -> Self {
        let Source { frame, quants, .. } = source;
        let quantisers = stored_quantisers(encoding, turn);
        let requantiser = |(index, (component, quant)): (usize, (&Component, _))| {
            Requantiser::new(frame, component, quant, quantisers[index.min(1)].clone())
        };
        let extents: Vec<_> = frame.components.iter().map(|component| frame.extent(component)).collect();
        let room = |extent: &Extent| Vec::with_capacity(extent.stride * extent.padded_rows);
        Self {
            turn,
            requantisers: frame.components.iter().zip(quants).enumerate().map(requantiser).collect(),
            dc: extents.iter().map(room).collect(),
            blocks: Blocks::new(extents),
            rows: 0,
        }
    }
}

impl Drawing<'_> {
    /// What a change of one in luma, Cb and Cr does to red, green and blue on average, squared. [T.871 7]
    fn loss(&self) -> f64 {
        const SHARES: [f64; 3] = [1.0, 1.086, 0.825];
        self.requantisers.iter().zip(SHARES).map(|(requantiser, share)| requantiser.mean_loss() * share).sum()
    }
}

impl Rows for Drawing<'_> {
    fn push<'a>(&mut self, row: impl Iterator<Item = &'a [[i16; 64]]>) {
        self.blocks.begin_row();
        for (index, ((stored, requantiser), dc)) in row.zip(&mut self.requantisers).zip(&mut self.dc).enumerate() {
            let first = self.rows * stored.len();
            dc.extend(stored.iter().map(|block| block[0]));
            let row = requantiser.row(self.rows, stored);
            self.blocks.push(self.turn, index, first, row.len(), row);
        }
        self.rows += 1;
    }
}

impl Row for [Requantised] {
    #[inline(always)]
    fn nonzero(&self, block: usize) -> u64 {
        self.get(block).map_or(0, |block| block.nonzero)
    }

    #[inline(always)]
    fn coefficient(&self, block: usize, k: usize) -> i16 {
        self.get(block).map_or(0, |block| block.coefficients[k & 63])
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::decode;
    use super::super::fixtures::{Sketch, with_orientation, with_segment};
    use super::super::waves::waves;
    use super::*;
    use crate::clean::{Recipe, clean};
    use crate::formats::Format;
    use crate::pixels::{Channels, Image, Orientation, Samples, orientation};

    const QUALITY: Encoding = Encoding { quality: 92 };
    const GRAY: &[(u8, u8)] = &[(1, 1)];
    const FULL: &[(u8, u8)] = &[(1, 1); 3];
    const HALF: &[(u8, u8)] = &[(2, 2), (1, 1), (1, 1)];

    fn redrawn(file: &[u8], encoding: Encoding) -> Option<Exact> {
        super::redrawn(&Source::read(file).ok()?, file, encoding)
    }

    fn anew(file: &[u8], quality: u8) -> Vec<u8> {
        let source = Source::read(file).unwrap_or_else(|_| panic!("it is whole"));
        at_any_loss(&source, file, Encoding { quality }).expect("no pixels are needed").0.bytes
    }

    /// Through pixels.
    fn drawn(file: &[u8], quality: u8) -> Vec<u8> {
        let mut decoded = decode(file).unwrap();
        let page = &mut decoded.pages[0];
        page.image = orientation::upright(page.image.clone(), page.orientation);
        super::super::encode(&decoded, Encoding { quality }).unwrap()
    }

    fn upright(file: &[u8]) -> Image {
        let page = decode(file).unwrap().pages.remove(0);
        orientation::upright(page.image, page.orientation)
    }

    fn psnr(a: &Image, b: &Image) -> f64 {
        let (Samples::U8(a), Samples::U8(b)) = (&a.samples, &b.samples) else { panic!("8 bit") };
        assert_eq!(a.len(), b.len());
        let sum: f64 = a.iter().zip(b).map(|(&a, &b)| f64::from(a.abs_diff(b)).powi(2)).sum();
        10.0 * (255.0f64.powi(2) / (sum / a.len() as f64).max(1e-3)).log10()
    }

    /// Files of soft waves in finer and coarser steps, of all sizes and samplings that stay.
    fn sources() -> Vec<Vec<u8>> {
        let mut files = Vec::new();
        for (width, height) in [(1, 1), (8, 8), (16, 16), (17, 33), (65, 47), (160, 96)] {
            for (channels, full) in [(Channels::Gray, true), (Channels::Rgb, true), (Channels::Rgb, false)] {
                for quality in [60, 92, 98] {
                    let picture = waves(width, height, channels, full);
                    files.push(super::super::encode(&picture, Encoding { quality }).unwrap());
                }
            }
        }
        files
    }

    /// Markers and their payloads, up to the Huffman tables.
    fn head(file: &[u8]) -> &[u8] {
        &file[..file.windows(2).position(|pair| pair == [0xff, 0xc4]).unwrap()]
    }

    #[test]
    fn copies_are_as_near_as_through_pixels_and_of_the_same_shape() {
        let (mut compared, mut nearer) = (0, 0.0);
        for plain in sources() {
            for orientation in Orientation::ALL {
                let file = with_orientation(&plain, orientation);
                let Some(exact) = redrawn(&file, QUALITY) else { continue };
                let (other, source) = (drawn(&file, 92), upright(&file));
                assert_eq!(head(&exact.bytes), head(&other), "steps, size and sampling are the same");
                let (ours, theirs) = (psnr(&upright(&exact.bytes), &source), psnr(&upright(&other), &source));
                // A few pixels may happen to be better off. And at 50 dB and more it counts that the source as it is compared here is
                // rounded to whole samples.
                let luck = if source.width * source.height < 1000 { 3.0 } else { 1.0 };
                assert!(ours > theirs - luck, "{}×{}: {ours:.2} {theirs:.2}", source.width, source.height);
                nearer += ours - theirs;
                let most = other.len() + other.len() / 20 + 64;
                assert!(exact.bytes.len() <= most, "{} {}", exact.bytes.len(), other.len());
                assert_eq!((exact.width, exact.height), (source.width, source.height));
                compared += 1;
            }
        }
        // Upright and transposed ones, and those whose sides end with an MCU in all eight ways, but where too little is lost.
        assert!(compared > 80, "{compared}");
        assert!(nearer / f64::from(compared) > 0.0, "{nearer}");
    }

    #[test]
    fn all_qualities_are_written() {
        let file = super::super::encode(&waves(65, 47, Channels::Rgb, false), QUALITY).unwrap();
        let (mut compared, mut near) = (0, 0);
        for quality in 1..=100 {
            let (ours, theirs) = (anew(&file, quality), drawn(&file, quality));
            assert_eq!(head(&ours), head(&theirs));
            compared += 1;
            if redrawn(&file, Encoding { quality }).is_none() {
                continue;
            }
            near += 1;
            let source = upright(&file);
            let nearer = psnr(&upright(&ours), &source) - psnr(&upright(&theirs), &source);
            assert!(nearer > -0.5, "{quality}: {nearer:.2}");
        }
        assert!(compared == 100 && near > 80, "{compared} {near}");
    }

    #[test]
    fn wild_coefficients_are_drawn_as_viewers_show_them() {
        let mut compared = 0;
        for (model, sampling) in [(Model::Gray, GRAY), (Model::YCbCr, FULL), (Model::YCbCr, HALF)] {
            for (width, height) in [(1, 1), (17, 9), (48, 32), (33, 50)] {
                let sketch = Sketch::new(model, width, height, sampling);
                let (file, progressive) = (sketch.standard_file(), sketch.progressive_file());
                assert_eq!(anew(&file, 92), anew(&progressive, 92), "how it is coded does not matter");
                let (ours, theirs) = (anew(&file, 100), drawn(&file, 100));
                let source = upright(&file);
                let near = psnr(&upright(&ours), &source) - psnr(&upright(&theirs), &source);
                assert!(near > -0.5, "{width}×{height}: {near:.2}");
                compared += 1;
            }
        }
        assert_eq!(compared, 12);
    }

    #[test]
    fn a_copy_of_a_copy_is_the_same() {
        for (channels, full) in [(Channels::Gray, true), (Channels::Rgb, true), (Channels::Rgb, false)] {
            let mut picture = waves(160, 96, channels, full);
            // So that nothing is cut at black or white.
            let Samples::U8(samples) = &mut picture.pages[0].image.samples else { panic!("8 bit") };
            samples.iter_mut().for_each(|sample| *sample = 64 + *sample / 2);
            let once = anew(&super::super::encode(&picture, Encoding { quality: 80 }).unwrap(), 92);
            assert_eq!(anew(&once, 92), once);
        }
    }

    #[test]
    fn no_secret_stays() {
        const NEEDLE: &[u8] = b"SECRET NEEDLE";
        let plain = Sketch::new(Model::YCbCr, 48, 32, HALF).standard_file();
        let mut dirty = with_segment(&with_segment(&plain, 0xfe, NEEDLE), 0xe1, NEEDLE);
        let end = dirty.len() - 2;
        dirty.splice(end..end, NEEDLE.iter().copied());
        dirty.extend(NEEDLE);
        assert_eq!(dirty.windows(NEEDLE.len()).filter(|w| *w == NEEDLE).count(), 4);
        assert_eq!(anew(&dirty, 92), anew(&plain, 92));
    }

    /// Sets width and height in the frame header.
    fn with_size(mut file: Vec<u8>, width: u8, height: u8) -> Vec<u8> {
        let sof = file.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        file[sof + 5..sof + 9].copy_from_slice(&[0, height, 0, width]);
        file
    }

    #[test]
    fn what_lies_beyond_the_edge_changes_no_byte() {
        let mut compared = 0;
        for (width, height) in [(40, 24), (33, 17), (36, 20)] {
            for orientation in [Orientation::Upright, Orientation::Transposed] {
                // Whole blocks behind the last one that shows something, in all components.
                let hidden = |secret: i16| {
                    let mut sketch = Sketch::new(Model::YCbCr, 48, 32, HALF);
                    let shown = super::super::fixtures::frame(width, height, HALF);
                    for (plane, component) in sketch.planes.iter_mut().zip(&shown.components) {
                        let (extent, stride) = (shown.extent(component), plane.extent.stride);
                        for (at, block) in plane.blocks.iter_mut().enumerate() {
                            if at % stride >= extent.columns || at / stride >= extent.rows {
                                (block[0], block[5]) = (secret, secret);
                            }
                        }
                    }
                    let file = with_size(sketch.standard_file(), width as u8, height as u8);
                    with_orientation(&file, orientation)
                };
                assert_ne!(hidden(3), hidden(-9));
                assert_eq!(anew(&hidden(3), 92), anew(&hidden(-9), 92));
                compared += 1;
            }
        }
        assert_eq!(compared, 6);
    }

    #[test]
    fn rows_of_a_block_beyond_the_edge_change_no_byte() {
        // Waves down a block whose first four lines are the same: only the other four tell them apart.
        let hidden = |secret: f64| {
            let sample = |y: usize| if y < 4 { 128.0 } else { 128.0 + secret };
            let cosine = |y: usize, v: usize| ((2 * y + 1) as f64 * v as f64 * std::f64::consts::PI / 16.0).cos();
            let mut block = [0; 64];
            for (k, &place) in super::super::header::ZIGZAG.iter().enumerate().filter(|(_, place)| **place % 8 == 0) {
                let v = usize::from(place / 8);
                let scale = if v == 0 { 1.0 } else { 2f64.sqrt() };
                let sum: f64 = (0..8).map(|y| (sample(y) - 128.0) * cosine(y, v)).sum();
                block[k] = (sum * scale).round() as i16;
            }
            let mut sketch = Sketch::new(Model::Gray, 16, 8, GRAY);
            sketch.quants = vec![[1; 64]];
            sketch.planes[0].blocks.fill(block);
            sketch.standard_file()
        };
        let cut = |secret| with_size(hidden(secret), 16, 4);
        assert_ne!(cut(40.0), cut(-90.0));
        assert_ne!(anew(&hidden(40.0), 92), anew(&hidden(-90.0), 92), "all eight lines are shown");
        assert_eq!(anew(&cut(40.0), 92), anew(&cut(-90.0), 92), "only four are");
    }

    #[test]
    fn excess_beyond_black_and_white_changes_no_byte() {
        let excess = |dc: [i16; 3], ac: i16| {
            let mut sketch = Sketch::new(Model::YCbCr, 48, 32, HALF);
            for (plane, dc) in sketch.planes.iter_mut().zip(dc) {
                (plane.blocks[0][0], plane.blocks[0][3]) = (dc, ac);
                plane.blocks[0][4..].fill(0);
                plane.blocks[0][1..3].fill(0);
            }
            sketch.standard_file()
        };
        let (some, more) = (excess([600, -600, 600], 9), excess([900, -1000, 777], -20));
        assert_ne!(some, more);
        assert_eq!(anew(&some, 92), anew(&more, 92));
        assert_eq!(anew(&some, 100), anew(&more, 100));
        assert_ne!(anew(&some, 92), anew(&excess([0, 0, 0], 9), 92));
    }

    #[test]
    fn files_whose_colours_or_samplings_change_are_left_to_pixels() {
        let unfit = [
            Sketch::new(Model::Rgb, 48, 32, FULL).standard_file(),
            Sketch::new(Model::Ycck, 48, 32, &[(2, 2), (1, 1), (1, 1), (2, 2)]).standard_file(),
            Sketch::new(Model::YCbCr, 48, 32, &[(2, 1), (1, 1), (1, 1)]).standard_file(),
            Sketch::new(Model::YCbCr, 48, 32, &[(1, 2), (1, 1), (1, 1)]).standard_file(),
            Sketch::new(Model::YCbCr, 64, 32, &[(4, 1), (1, 1), (1, 1)]).standard_file(),
        ];
        let plain = Sketch::new(Model::YCbCr, 50, 32, HALF).standard_file();
        let profile = |known: Known| {
            with_segment(&plain, 0xe2, &[b"ICC_PROFILE\0\x01\x01", &known.profile().unwrap()[..]].concat())
        };
        let cut = plain[..plain.len() / 2].to_vec();
        let unended = plain[..plain.len() - 2].to_vec();
        let turned = with_orientation(&plain, Orientation::MirroredHorizontally);
        assert!(redrawn(&plain, QUALITY).is_some());
        let others = [profile(Known::DisplayP3), profile(Known::AdobeRgb), cut, unended, turned];
        for (number, file) in unfit.iter().chain(&others).enumerate() {
            assert!(redrawn(file, QUALITY).is_none(), "{number}");
        }
        // All but the cut ones are whole files, which pixels can be drawn of.
        assert!(unfit.iter().chain(&others[..2]).all(|file| decode(file).is_ok()));
    }

    #[test]
    fn what_the_verifier_does_not_pass_is_drawn_from_pixels() {
        // Means far beyond white: the look of the coefficients is not that of the picture.
        let mut sketch = Sketch::new(Model::Gray, 264, 264, GRAY);
        for (at, block) in sketch.planes[0].blocks.iter_mut().enumerate() {
            // Fine grain that a low quality loses, so that it is not left to pixels for losing too little.
            *block = std::array::from_fn(|k| if (1..20).contains(&k) { 2 } else { 0 });
            // The first one is told apart from plain gray by less than a sample.
            block[0] = if at == 0 { 1 } else { [1500, -400][at % 2] };
        }
        let file = sketch.standard_file();
        let tried = super::super::Jpeg.redrawn_directly(&file, Encoding { quality: 40 }).unwrap().unwrap();
        assert_ne!(tried.bytes, drawn(&file, 40));
        let copy = clean(&file, &Recipe { quality: 40, ..Recipe::default() }, &|| false).unwrap();
        assert_eq!(copy.cleaned.bytes(), drawn(&file, 40));
    }
}
