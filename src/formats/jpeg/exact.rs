//! A copy with the coefficients of the original, bit for bit, in a file that is new to the last byte.

use super::Jpeg;
use super::copy::{Recoded, copy};
use super::entropy::{Picture, Tables};
use super::header::Frame;
use super::huffman::STANDARD;
use super::look::look;
use super::mcu_cover::McuCover;
use super::scan::coefficients;
use super::source::{Model, Source, damaged};
use super::splice::splice;
use super::turn::Turn;
use super::write;
use crate::cover::{Mask, Style};
use crate::formats::{Exact, Format, NotExact};
use crate::pixels::Orientation;
use crate::pixels::own_profile::Known;
use crate::verify::Look;

/// `covers` gives the covered pixels for an upright size. MCUs with a covered pixel are replaced whole, nothing of them is read;
/// every other coefficient stays.
pub fn exact(untrusted: &[u8], covers: &dyn Fn(u32, u32) -> Mask, style: Style) -> Result<Exact, NotExact> {
    let source = Source::read(untrusted)?;
    let profile = space(&source)?.profile();
    let orientation = source.exif.orientation;
    let (width, height) = orientation.upright_size(source.frame.width, source.frame.height);
    let mask = covers(width, height);
    if source.quants.iter().flatten().any(|&step| step == 0) {
        // Coefficients that are multiplied by zero show nothing, whatever they hold.
        return Err(damaged());
    }
    let turn = Turn::new(orientation, &source.frame)
        .ok_or_else(|| NotExact::Redraw("turning it upright does not fit its blocks".into()))?;
    let frame = turn.frame(&source.frame).with_least_sampling();
    if !frame.interleaves() {
        return Err(NotExact::Redraw("its colour sampling is an unusual one".into()));
    }
    let quants: Vec<_> = source.quants.iter().map(|quant| turn.quant(quant)).collect();
    let head =
        |used: &[u64]| write::head(source.model, profile.as_deref(), &frame, &write::without_idle_steps(&quants, used));
    let recoded = match orientation {
        _ if !mask.is_empty() => None,
        Orientation::Upright => {
            copy(&source).or_else(|| if is_optimised(&source) { None } else { splice(&source, &turn, &frame) })
        }
        _ => splice(&source, &turn, &frame),
    };
    let (bytes, look) = match recoded {
        Some(recoded) => kept(&source, head(&recoded.used), &recoded),
        None => coded(&source, &head, &frame, &turn, (&mask, style))?,
    };
    let look = look.or_else(|| decoded_look(untrusted, orientation));
    let mut warnings = Vec::new();
    if !source.has_end {
        warnings.push(crate::note::END_MISSING.into());
    }
    let covered = (!mask.is_empty()).then(|| mask.grown(frame.mcu_size(), (0, 0), 0));
    Ok(Exact { bytes, width, height, pages: 1, look, covered, warnings })
}

/// The colour space of the numbers.
fn space(source: &Source<'_>) -> Result<Known, NotExact> {
    let gray = source.model == Model::Gray;
    let has_inks = matches!(source.model, Model::Cmyk | Model::Ycck);
    match &source.icc {
        Some(profile) if !has_inks => Known::of(profile, gray),
        Some(_) => None,
        None => Some(Known::Srgb),
    }
    .ok_or_else(|| NotExact::Redraw("its colour profile is not a known one".into()))
}

/// Whether the tables were made for the picture: with others the file would grow.
fn is_optimised(source: &Source<'_>) -> bool {
    let most = STANDARD.ac.iter().map(|table| table.symbols.len()).max().unwrap_or(0);
    source.scans.iter().flat_map(|scan| scan.ac.iter().flatten()).any(|table| table.symbols.len() < most)
}

/// A file around coded data.
fn kept(source: &Source<'_>, mut out: Vec<u8>, recoded: &Recoded) -> (Vec<u8>, Option<Look>) {
    out.reserve(recoded.data.len() + 1024);
    write_tables(&recoded.tables, &recoded.numbers, &mut out);
    if recoded.restart > 0 {
        write::restart_interval(&mut out, recoded.restart);
    }
    write::scan_header(&mut out, source.model, &recoded.numbers);
    out.extend_from_slice(&recoded.data);
    write::end(&mut out);
    let dc = |component: usize, at: usize| recoded.dc.get(component).and_then(|dc| dc.get(at)).copied().unwrap_or(0);
    (out, look(source, dc))
}

/// A file with coefficients that are decoded, turned, covered and coded afresh.
fn coded(
    source: &Source<'_>,
    head: &dyn Fn(&[u64]) -> Vec<u8>,
    frame: &Frame,
    turn: &Turn,
    (mask, style): (&Mask, Style),
) -> Result<(Vec<u8>, Option<Look>), NotExact> {
    let planes = coefficients(source).map_err(|_| damaged())?;
    let cover = McuCover::new(mask, style, frame, &planes, turn);
    let numbers = &write::table_numbers(source.model)[..frame.components.len()];
    let picture = Picture { frame, planes: &planes, turn, cover: &cover, tables: numbers };
    let (tables, used) = picture.best_tables();
    let mut out = head(&used);
    let pairs: Vec<_> = numbers.iter().map(|&number| (number, number)).collect();
    write_tables(&tables, &pairs, &mut out);
    write::scan_header(&mut out, source.model, &pairs);
    picture.write(&tables, &mut out).map_err(|_| damaged())?;
    write::end(&mut out);
    let dc = |index: usize, at: usize| planes.get(index).and_then(|plane| plane.blocks.get(at)).map_or(0, |b| b[0]);
    Ok((out, look(source, dc)))
}

/// The tables that a component uses.
fn write_tables(tables: &Tables, numbers: &[(usize, usize)], out: &mut Vec<u8>) {
    for (number, (dc, ac)) in tables.dc.iter().zip(&tables.ac).enumerate() {
        if numbers.iter().any(|pair| pair.0 == number) {
            write::huffman_table(out, false, number, dc);
        }
        if numbers.iter().any(|pair| pair.1 == number) {
            write::huffman_table(out, true, number, ac);
        }
    }
}

/// For inks and small pictures: from the pixels.
pub fn decoded_look(untrusted: &[u8], orientation: Orientation) -> Option<Look> {
    let decoded = Jpeg.decode(untrusted).ok()?;
    decoded.pages.first().map(|page| Look::of(&page.image, orientation))
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Sketch, with_orientation, with_segment};
    use super::super::scan::Plane;
    use super::*;
    use crate::clean::{Method, Recipe, clean};
    use crate::cover::{Cover, Shape};
    use crate::region::Region;
    use crate::verify;

    const YCBCR_420: [(u8, u8); 3] = [(2, 2), (1, 1), (1, 1)];

    fn sketches() -> Vec<Sketch> {
        let mut sketches = Vec::new();
        for (width, height) in [(1, 1), (17, 9), (48, 32), (33, 50)] {
            sketches.push(Sketch::new(Model::Gray, width, height, &[(1, 1)]));
            sketches.push(Sketch::new(Model::Rgb, width, height, &[(1, 1); 3]));
            sketches.push(Sketch::new(Model::Ycck, width, height, &[(2, 2), (1, 1), (1, 1), (2, 2)]));
            for luma in [(1, 1), (2, 1), (1, 2), (2, 2), (4, 1), (4, 2)] {
                sketches.push(Sketch::new(Model::YCbCr, width, height, &[luma, (1, 1), (1, 1)]));
            }
        }
        sketches
    }

    fn plainly(file: &[u8]) -> Result<Exact, NotExact> {
        exact(file, &|w, h| Mask::empty(w, h), Style::Solid)
    }

    fn bytes(file: &[u8]) -> Vec<u8> {
        plainly(file).unwrap_or_else(|why| panic!("{}", reason(&why))).bytes
    }

    fn reason(why: &NotExact) -> String {
        match why {
            NotExact::Redraw(why) => why.clone(),
            NotExact::Failed(error) => error.to_string(),
        }
    }

    fn planes(file: &[u8]) -> Vec<Plane> {
        coefficients(&Source::read(file).ok().unwrap()).unwrap()
    }

    fn shown(planes: &[Plane]) -> Vec<Vec<[i16; 64]>> {
        let rows = |plane: &Plane| {
            let extent = plane.extent;
            let row = |row: usize| plane.blocks[row * extent.stride..][..extent.columns].to_vec();
            (0..extent.rows).flat_map(row).collect()
        };
        planes.iter().map(rows).collect()
    }

    /// As the command line does it: the method that was used, and what is said.
    fn cleaned(file: &[u8]) -> (Method, Vec<String>) {
        let copy = clean(file, &Recipe { method: Method::Exact, ..Recipe::default() }, &|| false).unwrap();
        assert_eq!(verify::findings(copy.cleaned.bytes()), Ok(Vec::new()));
        (copy.method, copy.warnings)
    }

    #[test]
    fn a_height_behind_the_picture_is_redrawn_and_said() {
        let mut file = Sketch::new(Model::Gray, 48, 32, &[(1, 1)]).standard_file();
        assert_eq!(cleaned(&file).0, Method::Exact);
        let sof = file.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        file[sof + 5..sof + 7].fill(0);
        let end = file.len() - 2;
        file.splice(end..end, [0xff, 0xdc, 0, 4, 0, 32]);
        let (method, warnings) = cleaned(&file);
        assert_eq!(method, Method::Redrawn);
        assert_eq!(warnings, ["redrawn, not exact: its height comes after its picture"]);
    }

    #[test]
    fn coefficients_that_overflow_are_redrawn_and_said() {
        for (k, usual, fits, too_large) in [(0, -20, -819, 820), (9, 20, 819, -820), (63, -20, -819, 1000)] {
            for sampling in [&[(1, 1)][..], &YCBCR_420] {
                let model = if sampling.len() == 1 { Model::Gray } else { Model::YCbCr };
                let file = |value: i16| {
                    let mut sketch = Sketch::new(model, 48, 32, sampling);
                    sketch.quants.iter_mut().for_each(|quant| quant[k] = 40);
                    sketch.planes[0].blocks.iter_mut().for_each(|block| block[k] = 1);
                    sketch.planes[0].blocks[1][k] = value;
                    sketch.standard_file()
                };
                assert_eq!(verify::findings(&file(fits)), Ok(Vec::new()));
                // Far from what encoders make, decoders differ already: then the copy is redrawn, too.
                assert_eq!(cleaned(&file(usual)), (Method::Exact, Vec::new()), "{k} {sampling:?}");
                let found = verify::findings(&file(too_large)).unwrap();
                assert_eq!(found.len(), 1, "{found:?}");
                assert_eq!(found[0].place, "coefficients that overflow sixteen bits");
                let (method, warnings) = cleaned(&file(too_large));
                assert_eq!(method, Method::Redrawn);
                assert!(warnings[0].contains("overflow sixteen bits"), "{warnings:?}");
            }
        }
    }

    #[test]
    fn every_coefficient_stays_and_no_secret() {
        const NEEDLE: &[u8] = b"SECRET NEEDLE";
        for sketch in sketches() {
            let standard = sketch.standard_file();
            let (tables, _) = sketch.best_tables();
            let best = sketch.file(&tables, &sketch.data(&tables));
            for plain in [standard, best] {
                let mut dirty = with_segment(&with_segment(&plain, 0xfe, NEEDLE), 0xe1, NEEDLE);
                // Between the last block and EOI, and behind EOI.
                let end = dirty.len() - 2;
                dirty.splice(end..end, NEEDLE.iter().copied());
                dirty.extend(NEEDLE);
                assert_eq!(dirty.windows(NEEDLE.len()).filter(|w| *w == NEEDLE).count(), 4);
                let clean = bytes(&dirty);
                assert!(!clean.windows(4).any(|w| NEEDLE.starts_with(w)));
                assert_eq!(clean, plain, "the same file as without the secrets");
                assert_eq!(shown(&planes(&clean)), shown(&sketch.planes));
                assert_eq!(bytes(&clean), clean, "clean twice is clean once");
            }
        }
    }

    #[test]
    fn tables_that_nothing_uses_go() {
        let sketch = Sketch::new(Model::YCbCr, 40, 40, &YCBCR_420);
        let plain = sketch.standard_file();
        let mut dirty = with_segment(&plain, 0xdb, &[vec![3], vec![77; 64]].concat());
        dirty = with_segment(&dirty, 0xdb, &[vec![0], vec![78; 64]].concat());
        dirty = with_segment(&dirty, 0xc4, b"\x13\0\0\0\0\0\x04\0\0\0\0\0\0\0\0\0\0leak");
        assert_eq!(bytes(&dirty), plain);
    }

    #[test]
    fn steps_that_no_block_uses_go() {
        for sketch in sketches() {
            let (plain, mut dirty) = (sketch.standard_file(), sketch.standard_file());
            let mut idle = 0;
            let tables: Vec<usize> =
                (0..plain.len() - 1).filter(|&at| plain[at..].starts_with(&[0xff, 0xdb, 0, 67])).collect();
            for at in tables {
                for step in dirty[at + 5..at + 69].iter_mut().filter(|step| **step == 1) {
                    *step = 77;
                    idle += 1;
                }
            }
            for orientation in [Orientation::Upright, Orientation::Transposed] {
                let [dirty, plain] = [&dirty, &plain].map(|file| bytes(&with_orientation(file, orientation)));
                assert_eq!(dirty, plain);
            }
            assert!(idle > 0 || sketch.frame.width > 17, "{:?}: no step is idle", sketch.model);
        }
    }

    #[test]
    fn progressive_and_sequential_files_become_the_same() {
        for sketch in sketches().into_iter().filter(|sketch| matches!(sketch.model, Model::Gray | Model::YCbCr)) {
            let (tables, _) = sketch.best_tables();
            assert_eq!(bytes(&sketch.progressive_file()), sketch.file(&tables, &sketch.data(&tables)));
        }
    }

    /// A file of four rows of MCUs, each a restart interval; `dirt` lies before each marker.
    fn with_restarts(dirt: &[u8]) -> Vec<u8> {
        let tables = Sketch::standard_tables();
        let whole = Sketch::new(Model::YCbCr, 48, 64, &YCBCR_420);
        let mut file = whole.file(&tables, &[]);
        let scan = file.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
        file.splice(scan..scan, *b"\xff\xdd\0\x04\0\x03");
        file.truncate(file.len() - 2);
        for row in 0..4 {
            let mut part = Sketch::new(Model::YCbCr, 48, 16, &YCBCR_420);
            for (plane, from) in part.planes.iter_mut().zip(&whole.planes) {
                let length = plane.blocks.len();
                plane.blocks.copy_from_slice(&from.blocks[row * length..][..length]);
            }
            file.extend(part.data(&tables));
            file.extend(dirt);
            file.extend([0xff, if row == 3 { 0xd9 } else { 0xd0 + row as u8 }]);
        }
        file
    }

    #[test]
    fn bytes_before_restart_markers_go() {
        let (clean, dirty) = (with_restarts(b""), with_restarts(b"dirt"));
        assert_ne!(clean, dirty);
        assert_eq!(bytes(&clean), clean);
        assert_eq!(bytes(&dirty), clean);
        let wrong = dirty.windows(2).position(|pair| pair == [0xff, 0xd1]).unwrap();
        let mut wrong_order = dirty.clone();
        wrong_order[wrong + 1] = 0xd5;
        assert!(matches!(plainly(&wrong_order), Err(NotExact::Redraw(_))));
    }

    #[test]
    fn padding_bits_become_ones() {
        let clean = with_restarts(b"");
        let scan = clean.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
        let mut dirty = 0;
        for at in (0..clean.len() - 1).filter(|&at| clean[at + 1] == 0xff && clean[at] & 1 == 1) {
            let mut file = clean.clone();
            file[at] ^= 1;
            let same = Source::read(&file).ok().and_then(|source| coefficients(&source).ok());
            if at > scan + 14 && same.is_some_and(|same| shown(&same) == shown(&planes(&clean))) {
                dirty += 1;
                assert_eq!(bytes(&file), clean);
            }
        }
        assert!(dirty > 0, "at least one interval has padding bits");
    }

    /// Sets width and height in the frame header.
    fn with_size(mut file: Vec<u8>, width: u8, height: u8) -> Vec<u8> {
        let sof = file.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        file[sof + 5..sof + 9].copy_from_slice(&[0, height, 0, width]);
        file
    }

    #[test]
    fn blocks_outside_the_picture_go() {
        let hidden = |change: i16| {
            let mut sketch = Sketch::new(Model::YCbCr, 48, 32, &YCBCR_420);
            // Luma blocks in the last column and row, which the smaller size does not show.
            for (at, block) in sketch.planes[0].blocks.iter_mut().enumerate() {
                if at % 6 > 4 || at / 6 > 2 {
                    block[5] = change;
                    block[0] += change;
                }
            }
            with_size(sketch.standard_file(), 40, 24)
        };
        assert_ne!(hidden(3), hidden(-9));
        let clean = bytes(&hidden(3));
        assert_eq!(clean, bytes(&hidden(-9)));
        let luma = &planes(&clean)[0];
        assert!((0..4).all(|row| luma.blocks[row * 6 + 5][1..] == [0; 63]), "only padding is left outside");
    }

    fn covered(file: &[u8], style: Style) -> Vec<u8> {
        let region = Region::new(0.35, 0.35, 0.65, 0.65).unwrap();
        let covers = |w, h| Mask::of(&[Cover::hide(Shape::Inside(region))], w, h);
        exact(file, &covers, style).ok().unwrap().bytes
    }

    #[test]
    fn covers_replace_whole_mcus_and_nothing_else() {
        for (orientation, style) in [(Orientation::Upright, Style::Solid), (Orientation::Rotated90, Style::Soft)] {
            let sketch = Sketch::new(Model::YCbCr, 96, 96, &YCBCR_420);
            let file = with_orientation(&sketch.standard_file(), orientation);
            let (open, copy) = (planes(&bytes(&file)), planes(&covered(&file, style)));
            for (component, (open, copy)) in open.iter().zip(&copy).enumerate() {
                let side = if component == 0 { 2 } else { 1 };
                for (at, (open, copy)) in open.blocks.iter().zip(&copy.blocks).enumerate() {
                    let mcu = (at % (6 * side) / side, at / (6 * side) / side);
                    // 0.35 to 0.65 of 96 pixels: MCUs 2 and 3.
                    if (2..=3).contains(&mcu.0) && (2..=3).contains(&mcu.1) {
                        assert_eq!(copy[1..], [0; 63]);
                        assert!(style == Style::Soft || copy[0] == 0);
                    } else {
                        assert_eq!(open, copy);
                    }
                }
            }
        }
    }

    #[test]
    fn what_lies_under_a_cover_changes_no_byte() {
        for orientation in Orientation::ALL {
            for style in [Style::Solid, Style::Soft] {
                let with_secret = |secret: i16| {
                    let mut sketch = Sketch::new(Model::YCbCr, 96, 96, &YCBCR_420);
                    for row in 4..8 {
                        (4..8).for_each(|column| sketch.planes[0].blocks[row * 12 + column] = [secret; 64]);
                    }
                    sketch.planes[1].blocks[2 * 6 + 2] = [secret; 64];
                    with_orientation(&sketch.standard_file(), orientation)
                };
                assert!(bytes(&with_secret(3)) != bytes(&with_secret(-70)));
                assert!(covered(&with_secret(3), style) == covered(&with_secret(-70), style));
            }
        }
    }

    #[test]
    fn turning_there_and_back_changes_no_coefficient() {
        for (there, back) in [(2, 2), (3, 3), (4, 4), (5, 5), (6, 8), (7, 7), (8, 6)] {
            for luma in [(1, 1), (2, 1), (2, 2)] {
                let sketch = Sketch::new(Model::YCbCr, 64, 48, &[luma, (1, 1), (1, 1)]);
                let file = sketch.standard_file();
                let (there, back) = (Orientation::from_exif(there), Orientation::from_exif(back));
                let turned = bytes(&with_orientation(&file, there));
                assert_ne!(turned, file);
                assert_eq!(bytes(&with_orientation(&turned, back)), file);
                // The long way, with other tables, shows the same.
                let (tables, _) = sketch.best_tables();
                let other = sketch.file(&tables, &sketch.data(&tables));
                assert_eq!(shown(&planes(&bytes(&with_orientation(&other, there)))), shown(&planes(&turned)));
            }
        }
        let odd = Sketch::new(Model::YCbCr, 65, 48, &YCBCR_420).standard_file();
        assert!(matches!(plainly(&with_orientation(&odd, Orientation::Rotated180)), Err(NotExact::Redraw(_))));
        assert!(plainly(&with_orientation(&odd, Orientation::Rotated90)).is_ok());
    }

    #[test]
    fn a_known_profile_becomes_our_own_and_others_are_redrawn() {
        let plain = Sketch::new(Model::YCbCr, 16, 16, &YCBCR_420).standard_file();
        let with = |profile: &[u8]| with_segment(&plain, 0xe2, &[b"ICC_PROFILE\0\x01\x01", profile].concat());
        let p3 = moxcms::ColorProfile::new_display_p3().encode().unwrap();
        let own = Known::DisplayP3.profile().unwrap();
        let clean = bytes(&with(&p3));
        assert!(clean.windows(own.len()).any(|w| w == own) && !clean.windows(p3.len()).any(|w| w == p3));
        assert_eq!(bytes(&clean), clean);
        assert_eq!(bytes(&with(&moxcms::ColorProfile::new_srgb().encode().unwrap())), plain);
        assert!(matches!(plainly(&with(b"no profile")), Err(NotExact::Redraw(_))));
    }

    #[test]
    fn cut_and_changed_files_do_no_harm() {
        let small = Sketch::new(Model::YCbCr, 24, 24, &YCBCR_420);
        let (tables, _) = small.best_tables();
        let best = small.file(&tables, &small.data(&tables));
        let restarts = with_restarts(b"");
        for file in [small.standard_file(), best, small.progressive_file(), restarts] {
            for file in [file.clone(), with_orientation(&file, Orientation::Transposed)] {
                for end in 0..file.len() {
                    match plainly(&file[..end]) {
                        Ok(copy) => assert!(end >= file.len() - 2 && copy.warnings.len() == 1, "cut at {end}"),
                        Err(why) => assert!(!reason(&why).is_empty()),
                    }
                }
                for at in 0..file.len() {
                    for value in [0, 0xff, file[at] ^ 1, file[at] ^ 0x80] {
                        let mut changed = file.clone();
                        changed[at] = value;
                        if let Ok(copy) = plainly(&changed) {
                            assert!(copy.bytes.ends_with(&[0xff, 0xd9]));
                        }
                    }
                }
            }
        }
    }
}
