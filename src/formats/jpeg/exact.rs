//! A copy with the coefficients of the original, bit for bit, in a file that is new to the last byte.

use super::Jpeg;
use super::copy::{Copied, copy};
use super::entropy::{Picture, Tables};
use super::huffman::STANDARD;
use super::look::look;
use super::mcu_cover::McuCover;
use super::scan::{Plane, coefficients};
use super::source::{Model, Source, damaged};
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
    let copied = if orientation == Orientation::Upright && mask.is_empty() { copy(&source) } else { None };
    let (bytes, look) = match copied {
        Some(copied) => kept(&source, profile.as_deref(), &copied),
        None => coded(&source, profile.as_deref(), &mask, style)?,
    };
    let look = look.or_else(|| decoded_look(untrusted, orientation));
    let mut warnings = Vec::new();
    if !source.has_end {
        warnings.push("the end of the file is missing, but the picture is whole".into());
    }
    Ok(Exact { bytes, width, height, pages: 1, look, warnings })
}

/// The colour space of the numbers.
fn space(source: &Source<'_>) -> Result<Known, NotExact> {
    let gray = source.model == Model::Gray;
    let has_inks = matches!(source.model, Model::Cmyk | Model::Ycck);
    match &source.icc {
        Some(profile) if !has_inks => Known::of(profile, gray),
        Some(_) => None,
        None if source.exif.adobe_rgb && gray => Some(Known::GrayGamma22),
        None if source.exif.adobe_rgb && !has_inks => Some(Known::AdobeRgb),
        None => Some(Known::Srgb),
    }
    .ok_or_else(|| NotExact::Redraw("its colour profile is not a known one".into()))
}

/// A file around coded data that is as it should be.
fn kept(source: &Source<'_>, profile: Option<&[u8]>, copied: &Copied) -> (Vec<u8>, Option<Look>) {
    let (frame, model) = (&source.frame, source.model);
    let mut out = write::head(model, profile, frame, &source.quants);
    out.reserve(copied.data.len() + 1024);
    let uses = |of: fn(&(usize, usize)) -> usize, number| copied.tables.iter().any(|pair| of(pair) == number);
    for number in 0..2 {
        if uses(|pair| pair.0, number) {
            write::huffman_table(&mut out, false, number, &STANDARD.dc[number]);
        }
        if uses(|pair| pair.1, number) {
            write::huffman_table(&mut out, true, number, &STANDARD.ac[number]);
        }
    }
    if copied.restart > 0 {
        write::restart_interval(&mut out, copied.restart);
    }
    write::scan_header(&mut out, model, &copied.tables);
    out.extend_from_slice(&copied.data);
    write::end(&mut out);
    let dc =
        |component: usize, at: usize| copied.dc.get(component).and_then(|(_, dc)| dc.get(at)).copied().unwrap_or(0);
    (out, look(frame, &source.quants, model, Orientation::Upright, dc))
}

/// A file with coefficients that are decoded, turned, covered and coded afresh.
fn coded(
    source: &Source<'_>,
    profile: Option<&[u8]>,
    mask: &Mask,
    style: Style,
) -> Result<(Vec<u8>, Option<Look>), NotExact> {
    let orientation = source.exif.orientation;
    let turn = Turn::new(orientation, &source.frame)
        .ok_or_else(|| NotExact::Redraw("turning it upright does not fit its blocks".into()))?;
    let frame = turn.frame(&source.frame).with_least_sampling();
    if !frame.interleaves() {
        return Err(NotExact::Redraw("its colour sampling is an unusual one".into()));
    }
    let planes = coefficients(source).map_err(|_| damaged())?;
    let cover = McuCover::new(mask, style, &frame, &planes, &turn);
    let quants: Vec<_> = source.quants.iter().map(|quant| turn.quant(quant)).collect();
    let numbers = &write::table_numbers(source.model)[..frame.components.len()];
    let picture = Picture { frame: &frame, planes: &planes, turn: &turn, cover: &cover, tables: numbers };
    let tables = picture.best_tables();
    let mut out = write::head(source.model, profile, &frame, &quants);
    tables_of(&tables, numbers, &mut out);
    let pairs: Vec<_> = numbers.iter().map(|&number| (number, number)).collect();
    write::scan_header(&mut out, source.model, &pairs);
    picture.write(&tables, &mut out).map_err(|_| damaged())?;
    write::end(&mut out);
    Ok((out, look(&source.frame, &source.quants, source.model, orientation, |index, at| dc(&planes, index, at))))
}

fn tables_of(tables: &Tables, numbers: &[usize], out: &mut Vec<u8>) {
    for number in (0..2).filter(|number| numbers.contains(number)) {
        write::huffman_table(out, false, number, &tables.dc[number]);
        write::huffman_table(out, true, number, &tables.ac[number]);
    }
}

fn dc(planes: &[Plane], component: usize, at: usize) -> i16 {
    planes.get(component).and_then(|plane| plane.blocks.get(at)).map_or(0, |block| block[0])
}

/// For inks and small pictures: from the pixels.
fn decoded_look(untrusted: &[u8], orientation: Orientation) -> Option<Look> {
    let decoded = Jpeg.decode(untrusted).ok()?;
    decoded.pages.first().map(|page| Look::of(&page.image, orientation))
}
