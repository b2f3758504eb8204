//! The segments of a JPEG file, from nothing but what the picture needs. [T.81 B.2]

use super::header::{Frame, HuffmanSpec, Quant};
use super::source::Model;

/// Start, colour model, colour profile, quantisation tables and frame header; `frame` is upright, `quants` by component.
pub fn head(model: Model, profile: Option<&[u8]>, frame: &Frame, quants: &[Quant]) -> Vec<u8> {
    let mut out = vec![0xff, 0xd8];
    match adobe_transform(model) {
        // Version 1.01, no density, no thumbnail. [JFIF 1.02 p. 5]
        None => segment(&mut out, 0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        // Version 100, no flags. [Adobe TN 5116 p. 22]
        Some(transform) => {
            segment(&mut out, 0xee, &[b'A', b'd', b'o', b'b', b'e', 0, 100, 0, 0, 0, 0, transform]);
        }
    }
    if let Some(profile) = profile {
        segment(&mut out, 0xe2, &[b"ICC_PROFILE\0\x01\x01", profile].concat());
    }
    let mut tables: Vec<&Quant> = Vec::new();
    let numbers: Vec<u8> = quants.iter().map(|quant| number(&mut tables, quant)).collect();
    for (number, table) in (0u8..).zip(&tables) {
        segment(&mut out, 0xdb, &quant_table(number, table));
    }
    // Wide steps are not baseline. [T.81 B.2.4.1]
    let marker = if tables.iter().any(|table| is_wide(table)) { 0xc1 } else { 0xc0 };
    segment(&mut out, marker, &frame_header(model, frame, &numbers));
    out
}

/// Steps of coefficients that are zero in all blocks become 1: they show nothing, and could be a message. `used` tells by component
/// which coefficients are not zero somewhere; components with the same table go on sharing it.
pub fn without_idle_steps(quants: &[Quant], used: &[u64]) -> Vec<Quant> {
    let without = |quant: &Quant| {
        let sharing = quants.iter().zip(used).filter(|(other, _)| *other == quant);
        let used = sharing.fold(0, |all, (_, used)| all | used);
        let mut quant = *quant;
        quant.iter_mut().enumerate().filter(|(k, _)| used >> k & 1 == 0).for_each(|(_, step)| *step = 1);
        quant
    };
    quants.iter().map(without).collect()
}

/// What an Adobe segment has to say, for models that JFIF does not know.
fn adobe_transform(model: Model) -> Option<u8> {
    match model {
        Model::Gray | Model::YCbCr => None,
        Model::Rgb | Model::Cmyk => Some(0),
        Model::Ycck => Some(2),
    }
}

/// Component ids by which viewers that pass over the Adobe segment know the model too.
fn ids(model: Model) -> [u8; 4] {
    match model {
        Model::Gray | Model::YCbCr | Model::Ycck => [1, 2, 3, 4],
        Model::Rgb => *b"RGB\0",
        Model::Cmyk => *b"CMYK",
    }
}

/// Huffman tables of each component: 0, or 1 for chroma.
pub fn table_numbers(model: Model) -> [usize; 4] {
    match model {
        Model::YCbCr | Model::Ycck => [0, 1, 1, 0],
        Model::Gray | Model::Rgb | Model::Cmyk => [0; 4],
    }
}

fn number<'a>(tables: &mut Vec<&'a Quant>, quant: &'a Quant) -> u8 {
    let known = tables.iter().position(|table| *table == quant);
    known.unwrap_or_else(|| {
        tables.push(quant);
        tables.len() - 1
    }) as u8
}

fn is_wide(table: &Quant) -> bool {
    table.iter().any(|&step| step > 255)
}

fn quant_table(number: u8, table: &Quant) -> Vec<u8> {
    let wide = is_wide(table);
    let mut payload = vec![u8::from(wide) << 4 | number];
    for step in table {
        match step.to_be_bytes() {
            bytes if wide => payload.extend_from_slice(&bytes),
            [_, low] => payload.push(low),
        }
    }
    payload
}

fn frame_header(model: Model, frame: &Frame, quant_numbers: &[u8]) -> Vec<u8> {
    let ([h1, h0], [w1, w0]) = ((frame.height as u16).to_be_bytes(), (frame.width as u16).to_be_bytes());
    let mut payload = vec![8, h1, h0, w1, w0, frame.components.len() as u8];
    for ((component, quant), id) in frame.components.iter().zip(quant_numbers).zip(ids(model)) {
        payload.extend([id, (component.h << 4 | component.v) as u8, *quant]);
    }
    payload
}

/// A Huffman table; `number` is 0 or 1.
pub fn huffman_table(out: &mut Vec<u8>, is_ac: bool, number: usize, spec: &HuffmanSpec) {
    segment(out, 0xc4, &[&[u8::from(is_ac) << 4 | number as u8], &spec.lengths[..], &spec.symbols].concat());
}

/// MCUs in a restart interval.
pub fn restart_interval(out: &mut Vec<u8>, mcus: usize) {
    segment(out, 0xdd, &(mcus as u16).to_be_bytes());
}

/// The header of the one scan; `tables` are the DC and AC tables by component.
pub fn scan_header(out: &mut Vec<u8>, model: Model, tables: &[(usize, usize)]) {
    let mut payload = vec![tables.len() as u8];
    for ((dc, ac), id) in tables.iter().zip(ids(model)) {
        payload.extend([id, (dc << 4 | ac) as u8]);
    }
    payload.extend([0, 63, 0]);
    segment(out, 0xda, &payload);
}

/// The end mark.
pub fn end(out: &mut Vec<u8>) {
    out.extend_from_slice(&[0xff, 0xd9]);
}

/// Marker, length, payload; all payloads here are far below the 65,533 bytes that fit.
fn segment(out: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&(payload.len() as u16 + 2).to_be_bytes());
    out.extend_from_slice(payload);
}
