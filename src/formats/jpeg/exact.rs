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
    let head = write::head(source.model, profile.as_deref(), &frame, &quants);
    let recoded = match orientation {
        _ if !mask.is_empty() => None,
        Orientation::Upright => copy(&source),
        _ => splice(&source, &turn, &frame),
    };
    let (bytes, look) = match recoded {
        Some(recoded) => kept(&source, head, &recoded),
        None => coded(&source, head, &frame, &turn, (&mask, style))?,
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

/// A file around coded data with the standard tables.
fn kept(source: &Source<'_>, mut out: Vec<u8>, recoded: &Recoded) -> (Vec<u8>, Option<Look>) {
    out.reserve(recoded.data.len() + 1024);
    let uses = |of: fn(&(usize, usize)) -> usize, number| recoded.tables.iter().any(|pair| of(pair) == number);
    for (number, (dc, ac)) in STANDARD.dc.iter().zip(&STANDARD.ac).enumerate() {
        if uses(|pair| pair.0, number) {
            write::huffman_table(&mut out, false, number, dc);
        }
        if uses(|pair| pair.1, number) {
            write::huffman_table(&mut out, true, number, ac);
        }
    }
    if recoded.restart > 0 {
        write::restart_interval(&mut out, recoded.restart);
    }
    write::scan_header(&mut out, source.model, &recoded.tables);
    out.extend_from_slice(&recoded.data);
    write::end(&mut out);
    let dc = |component: usize, at: usize| recoded.dc.get(component).and_then(|dc| dc.get(at)).copied().unwrap_or(0);
    (out, look(source, dc))
}

/// A file with coefficients that are decoded, turned, covered and coded afresh.
fn coded(
    source: &Source<'_>,
    mut out: Vec<u8>,
    frame: &Frame,
    turn: &Turn,
    (mask, style): (&Mask, Style),
) -> Result<(Vec<u8>, Option<Look>), NotExact> {
    let planes = coefficients(source).map_err(|_| damaged())?;
    let cover = McuCover::new(mask, style, frame, &planes, turn);
    let numbers = &write::table_numbers(source.model)[..frame.components.len()];
    let picture = Picture { frame, planes: &planes, turn, cover: &cover, tables: numbers };
    let tables = picture.best_tables();
    tables_of(&tables, numbers, &mut out);
    let pairs: Vec<_> = numbers.iter().map(|&number| (number, number)).collect();
    write::scan_header(&mut out, source.model, &pairs);
    picture.write(&tables, &mut out).map_err(|_| damaged())?;
    write::end(&mut out);
    let dc = |index: usize, at: usize| planes.get(index).and_then(|plane| plane.blocks.get(at)).map_or(0, |b| b[0]);
    Ok((out, look(source, dc)))
}

fn tables_of(tables: &Tables, numbers: &[usize], out: &mut Vec<u8>) {
    for number in (0..2).filter(|number| numbers.contains(number)) {
        write::huffman_table(out, false, number, &tables.dc[number]);
        write::huffman_table(out, true, number, &tables.ac[number]);
    }
}

/// For inks and small pictures: from the pixels.
fn decoded_look(untrusted: &[u8], orientation: Orientation) -> Option<Look> {
    let decoded = Jpeg.decode(untrusted).ok()?;
    decoded.pages.first().map(|page| Look::of(&page.image, orientation))
}
