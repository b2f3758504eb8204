//! The exact method: the container rebuilt from a keep-list around pixels that stay as they are.
//!
//! Rows are filtered and deflated anew, because filters, order of palettes, colours that are fully transparent and the gaps
//! between the blocks of a deflate stream can all hold a message.

use super::chunks::{SIGNATURE, put};
use super::colour;
use super::decode;
use super::file::{File, Frame};
use super::filter::{Filter, Trial};
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
    if survey.key_met {
        // Which colour that is could be a message.
        return redraw("one of its colours stands for transparency");
    }
    let Some(first) = file.frames.first().filter(|frame| frame.covers(&file.header)) else {
        return redraw("its animation begins with a part of the picture");
    };
    let palette = match file.header.colour_type {
        ColourType::Palette => Some(Renumbered::new(&file.palette, &survey.order)),
        _ => None,
    };
    if palette.as_ref().is_some_and(|palette| palette.misses) {
        return redraw("its palette has fewer colours than its pixels ask for");
    }
    let mut copy = SIGNATURE.to_vec();
    put(&mut copy, *b"IHDR", &file.header.write());
    colour.iter().for_each(|(kind, body)| put(&mut copy, *kind, body));
    if let Some(palette) = &palette {
        let (colours, alphas) = palette.chunks();
        put(&mut copy, *b"PLTE", &colours);
        if !alphas.is_empty() {
            put(&mut copy, *b"tRNS", &alphas);
        }
    }
    let rewrite = Rewrite { header: &file.header, palette: palette.as_ref() };
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
}

impl Rewrite<'_> {
    /// The coded data of a frame.
    fn frame(&self, frame: &Frame<'_>) -> Result<Vec<u8>, Error> {
        let bytes = self.header.row_bytes(frame.width) * frame.height as usize;
        let level = if bytes < SMALL { 6 } else { 3 };
        let filters_help = self.filters_help(frame, bytes);
        let mut filter = Filter::new(self.header.pixel_bits());
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
        self.rows(frame, |y, row| {
            // Writing to a vector never fails.
            let _ = if filters_help {
                encoder.write_all(filter.row(row, y == 0))
            } else {
                encoder.write_all(&[0]).and_then(|()| encoder.write_all(row))
            };
        });
        encoder.finish().map_err(|error| Error::Internal { what: error.to_string() })
    }

    /// Whether the frame becomes smaller with filters. Indexes and bits of pixels have no gradients: they get none.
    fn filters_help(&self, frame: &Frame<'_>, bytes: usize) -> bool {
        if self.palette.is_some() || self.header.depth < 8 {
            return false;
        }
        let mut trial = Trial::new(bytes);
        let mut filter = Filter::new(self.header.pixel_bits());
        self.rows(frame, |y, row| {
            if trial.wants() {
                trial.see(row, filter.row(row, y == 0));
            }
        });
        trial.filters_help()
    }

    /// The rows with their numbers, as the copy holds them.
    fn rows(&self, frame: &Frame<'_>, mut see: impl FnMut(u32, &[u8])) {
        let mut clean = Vec::new();
        rows::walk(&frame.pieces, self.header, (frame.width, frame.height), |row| {
            clean.clear();
            self.row(&row, &mut clean);
            see(row.y, &clean);
        });
    }

    /// The row with its new indexes, without padding bits and colours that are fully transparent.
    fn row(&self, row: &Row<'_>, out: &mut Vec<u8>) {
        let depth = self.header.depth;
        let sample_bytes = usize::from(depth / 8);
        match (self.header.colour_type, self.palette) {
            (ColourType::Palette, Some(palette)) => {
                pack(unpack(row.plain, depth, row.pass.width).map(|index| palette.new_index(index)), depth, out);
            }
            (ColourType::GrayAlpha, _) => wiped(row.plain, 2 * sample_bytes, sample_bytes, out),
            (ColourType::Rgba, _) => wiped(row.plain, 4 * sample_bytes, sample_bytes, out),
            _ if depth < 8 => pack(unpack(row.plain, depth, row.pass.width), depth, out),
            _ => out.extend_from_slice(row.plain),
        }
    }
}

/// A row with black under full transparency; alpha stands at the end of each pixel.
fn wiped(row: &[u8], pixel_bytes: usize, alpha_bytes: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(row);
    for pixel in out.chunks_exact_mut(pixel_bytes) {
        if pixel.iter().rev().take(alpha_bytes).all(|&byte| byte == 0) {
            pixel.fill(0);
        }
    }
}
