//! The exact method: the container rebuilt from a keep-list around pixels that stay as they are.
//!
//! Filtered rows are kept and deflated anew, because a deflate stream can hide bytes between its blocks.

use super::chunks::{SIGNATURE, put};
use super::colour;
use super::decode;
use super::file::{File, Frame};
use super::header::{ColourType, Header};
use super::palette::Renumbered;
use super::rows::{self, Row, pack, unpack};
use super::survey::Survey;
use crate::error::Error;
use crate::formats::{Exact, NotExact};
use crate::pixels::Orientation;
use crate::verify::Look;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

/// Up to this many bytes of rows are packed tightly. Above, that would take 2.4 times as long for 3 % of the size.
const SMALL: usize = 8 << 20;

/// A copy with the same pixels, or why there is none.
pub fn exact(file: &File<'_>) -> Result<Exact, NotExact> {
    if file.orientation != Orientation::Upright {
        return redraw("turning a PNG means writing its pixels anew");
    }
    let gray = matches!(file.header.colour_type, ColourType::Gray | ColourType::GrayAlpha);
    let Some(colour) = colour::known(&file.colour, gray) else {
        return redraw("its colour profile is not a known one");
    };
    let survey = Survey::of(file);
    if file.damaged || !survey.whole {
        return redraw("it is damaged");
    }
    if survey.colours_hidden {
        return redraw("colours are hidden under full transparency");
    }
    let Some(first) = file.frames.first().filter(|frame| frame.covers(&file.header)) else {
        return redraw("its animation begins with a part of the picture");
    };
    let palette = match file.header.colour_type {
        ColourType::Palette => Some(Renumbered::new(&file.palette, &survey.used)),
        _ => None,
    };
    if palette.as_ref().is_some_and(|palette| palette.misses) {
        return redraw("its palette has fewer colours than its pixels ask for");
    }
    let mut copy = SIGNATURE.to_vec();
    put(&mut copy, *b"IHDR", &file.header.write());
    colour.iter().for_each(|(kind, body)| put(&mut copy, *kind, body));
    put_transparency(&mut copy, file, &survey, palette.as_ref());
    let rewrite = Rewrite { header: &file.header, palette: palette.as_ref(), padding: survey.padding };
    put_frames(&mut copy, file, first, &rewrite)?;
    put(&mut copy, *b"IEND", &[]);
    Ok(Exact {
        bytes: copy,
        width: file.header.width,
        height: file.header.height,
        pages: file.frames.len(),
        look: decode::first(file).map(|image| Look::of(&image, Orientation::Upright)),
        covered: None,
        warnings: Vec::new(),
    })
}

fn redraw(why: &str) -> Result<Exact, NotExact> {
    Err(NotExact::Redraw(why.into()))
}

/// PLTE and tRNS, without what is not used.
fn put_transparency(copy: &mut Vec<u8>, file: &File<'_>, survey: &Survey, palette: Option<&Renumbered>) {
    if let Some(palette) = palette {
        let (colours, alphas) = palette.chunks();
        put(copy, *b"PLTE", &colours);
        if !alphas.is_empty() {
            put(copy, *b"tRNS", &alphas);
        }
    } else if let Some(key) = file.key.as_ref().filter(|_| survey.key_met) {
        let body: Vec<u8> = key.iter().flat_map(|value| value.to_be_bytes()).collect();
        put(copy, *b"tRNS", &body);
    }
}

fn put_frames(copy: &mut Vec<u8>, file: &File<'_>, first: &Frame<'_>, rewrite: &Rewrite<'_>) -> Result<(), Error> {
    let Some(loops) = file.loops else {
        put(copy, *b"IDAT", &rewrite.frame(first)?);
        return Ok(());
    };
    let count = file.frames.len() as u32;
    put(copy, *b"acTL", &[count.to_be_bytes(), loops.to_be_bytes()].concat());
    for (number, frame) in (0_u32..).zip(&file.frames) {
        // fcTL and fdAT are numbered together; the first frame has no fdAT.
        put(copy, *b"fcTL", &control((2 * number).saturating_sub(1), frame));
        let coded = rewrite.frame(frame)?;
        match number {
            0 => put(copy, *b"IDAT", &coded),
            _ => put(copy, *b"fdAT", &[&(2 * number).to_be_bytes()[..], &coded].concat()),
        }
    }
    Ok(())
}

/// The body of fcTL. [PNG3 11.3.6.2]
fn control(sequence: u32, frame: &Frame<'_>) -> Vec<u8> {
    let mut body = Vec::new();
    for number in [sequence, frame.width, frame.height, frame.x, frame.y] {
        body.extend_from_slice(&number.to_be_bytes());
    }
    body.extend_from_slice(&(frame.delay.num as u16).to_be_bytes());
    body.extend_from_slice(&(frame.delay.den as u16).to_be_bytes());
    body.extend_from_slice(&[frame.dispose as u8, u8::from(frame.over)]);
    body
}

/// How rows are written.
struct Rewrite<'a> {
    header: &'a Header,
    palette: Option<&'a Renumbered>,
    /// Padding bits have to go.
    padding: bool,
}

impl Rewrite<'_> {
    /// The coded data of a frame.
    fn frame(&self, frame: &Frame<'_>) -> Result<Vec<u8>, Error> {
        let bytes = self.header.row_bytes(frame.width) * frame.height as usize;
        let level = if bytes < SMALL { 6 } else { 3 };
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
        let as_coded = !self.padding && self.palette.is_none_or(|palette| palette.same);
        let mut row_bytes = Vec::new();
        rows::walk(&frame.pieces, self.header, (frame.width, frame.height), |row| {
            // Writing to a vector never fails.
            let _ = if as_coded {
                encoder.write_all(row.coded)
            } else {
                self.row(&row, &mut row_bytes);
                encoder.write_all(&row_bytes)
            };
        });
        encoder.finish().map_err(|error| Error::Internal { what: error.to_string() })
    }

    /// The row without a filter, with other indexes and clean padding.
    fn row(&self, row: &Row<'_>, out: &mut Vec<u8>) {
        out.clear();
        out.push(0);
        let samples = unpack(row.plain, self.header.depth, row.pass.width);
        match self.palette {
            Some(palette) => pack(samples.map(|index| palette.new_index(index)), self.header.depth, out),
            None => pack(samples, self.header.depth, out),
        }
    }
}
