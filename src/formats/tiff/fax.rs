//! Fax compression: modified Huffman, Group 3 in one and two dimensions, Group 4. [ITU-T T.4, T.6; TIFF6 10, 11]

use fax::maps::{Mode, black, mode, white};
use fax::{BitReader, ByteReader};
use std::convert::Infallible;

use super::layout::{Layout, scheme};

/// Rows of packed bits, 0 for the white of a fax; fewer rows where the codes are broken.
pub fn unpacked(coded: &[u8], layout: &Layout, rows: u32) -> Vec<u8> {
    // Codes are looked up by several bits at once; some must stand behind the last one.
    let padded = coded.iter().copied().chain([0; 3]).map(Ok::<u8, Infallible>);
    let Ok(mut bits) = ByteReader::new(padded);
    let mut line = Vec::new();
    let mut out = Vec::new();
    for _ in 0..rows {
        let Some(next) = next_line(&mut bits, &line, layout) else { break };
        line = next;
        push_row(&mut out, &line, layout.chunk_width);
    }
    out
}

fn next_line(bits: &mut impl BitReader, above: &[u32], layout: &Layout) -> Option<Vec<u32>> {
    let width = layout.chunk_width;
    match layout.compression {
        scheme::GROUP4 if at_end(bits) => Some(Vec::new()),
        scheme::GROUP4 => two_dimensional(bits, above, width),
        scheme::GROUP3 => group3(bits, above, width, layout.fax_options & 1 == 1),
        _ => {
            let line = one_dimensional(bits, width)?;
            let spare = bits.bits_to_byte_boundary();
            bits.consume(spare).ok()?;
            Some(line)
        }
    }
}

/// EOFB, or nothing left: what is missing is white. [T.6 2.4.1.1]
fn at_end<R: BitReader>(bits: &R) -> bool {
    bits.peek(12) == Some(1) || bits.peek(1).is_none()
}

/// A line after its EOL, if there is one; two EOLs are the end. [T.4 4.1]
fn group3(bits: &mut impl BitReader, above: &[u32], width: u32, two: bool) -> Option<Vec<u32>> {
    let mut plain = true;
    let mut marks = 0;
    while bits.peek(11) == Some(0) {
        while bits.peek(1) == Some(0) {
            bits.consume(1).ok()?;
        }
        bits.consume(1).ok()?;
        marks += 1;
        if two {
            plain = bits.peek(1) != Some(0);
            bits.consume(1).ok()?;
        }
    }
    if marks > 1 || bits.peek(1).is_none() {
        return Some(Vec::new());
    }
    if plain { one_dimensional(bits, width) } else { two_dimensional(bits, above, width) }
}

/// The places where the colour changes, white first. [T.4 4.1.1]
fn one_dimensional(bits: &mut impl BitReader, width: u32) -> Option<Vec<u32>> {
    let mut line = Vec::new();
    let (mut at, mut is_black) = (0, false);
    while at < width {
        at += run(bits, is_black)?;
        change(&mut line, at);
        is_black = !is_black;
    }
    Some(line)
}

/// A line told by its differences from the one above. [T.4 4.2.1.3]
fn two_dimensional(bits: &mut impl BitReader, above: &[u32], width: u32) -> Option<Vec<u32>> {
    let mut line = Vec::new();
    let (mut a0, mut is_black) = (None, false);
    let mut index = 0usize;
    while a0.unwrap_or(0) < width {
        let beyond = |place: u32| a0.is_none_or(|a0| place > a0);
        while index > 0 && beyond(above[index - 1]) {
            index -= 1;
        }
        while above.get(index).is_some_and(|&place| !beyond(place)) {
            index += 1;
        }
        let first = index + usize::from(index % 2 != usize::from(is_black));
        let [b1, b2] = [first, first + 1].map(|i| above.get(i).copied().unwrap_or(width));
        match mode::decode(bits)? {
            Mode::Pass => a0 = Some(b2),
            Mode::Vertical(by) => {
                let a1 = b1.checked_add_signed(by.into())?;
                if a0.is_some_and(|a0| a1 < a0) {
                    return None;
                }
                change(&mut line, a1);
                (a0, is_black) = (Some(a1), !is_black);
            }
            Mode::Horizontal => {
                let a1 = a0.unwrap_or(0) + run(bits, is_black)?;
                let a2 = a1 + run(bits, !is_black)?;
                change(&mut line, a1);
                change(&mut line, a2);
                a0 = Some(a2);
            }
            Mode::Extension | Mode::EOF => return None,
        }
    }
    Some(line)
}

/// Adds a change; a run of no length takes the one before it back.
fn change(line: &mut Vec<u32>, at: u32) {
    if line.last() == Some(&at) {
        line.pop();
    } else {
        line.push(at);
    }
}

/// Make-up codes and a terminating code. [T.4 tables 2, 3]
fn run(bits: &mut impl BitReader, is_black: bool) -> Option<u32> {
    let mut length = 0u32;
    loop {
        let part = if is_black { black::decode(bits)? } else { white::decode(bits)? };
        length = length.checked_add(part.into()).filter(|&length| length < 1 << 20)?;
        if part < 64 {
            return Some(length);
        }
    }
}

fn push_row(out: &mut Vec<u8>, line: &[u32], width: u32) {
    let start = out.len();
    out.resize(start + width.div_ceil(8) as usize, 0);
    let row = &mut out[start..];
    for span in line.chunks(2) {
        let from = span[0].min(width);
        let to = span.get(1).copied().unwrap_or(width).min(width);
        for x in from..to {
            row[x as usize / 8] |= 0x80 >> (x % 8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_white_line_and_a_copy_of_it() {
        // Vertical(0) is one bit: an all-white line over an all-white line.
        let mut bits = fax::slice_reader(&[0b1100_0000]);
        assert_eq!(two_dimensional(&mut bits, &[], 8), Some(vec![8]));
        assert_eq!(two_dimensional(&mut bits, &[8], 8), Some(vec![8]));
    }

    #[test]
    fn rows_are_packed_with_white_as_zero() {
        let mut out = Vec::new();
        push_row(&mut out, &[4, 8], 12);
        assert_eq!(out, [0b0000_1111, 0]);
    }
}
