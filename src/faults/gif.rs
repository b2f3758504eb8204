//! Faults in GIF files.

use super::{Fault, SECRET, appended, bytes, cut, find, replaced, with};

pub const FAULTS: &[Fault] = &[
    bytes("gif", "a comment is left in", |copy| with(copy, copy.len() - 1, &extension(&[0x21, 0xFE]))),
    bytes("gif", "an application extension is left in", |copy| {
        with(copy, copy.len() - 1, &extension(b"\x21\xFF\x0BXMP DataXMP"))
    }),
    bytes("gif", "bytes are left behind the end", appended),
    bytes("gif", "it is cut in half", cut),
    bytes("gif", "a block follows the end of the pixels", |copy| {
        let mut block = vec![SECRET.len() as u8];
        block.extend_from_slice(SECRET);
        // Before the terminator of the last image.
        with(copy, copy.len() - 2, &block)
    }),
    bytes("gif", "a colour that no pixel uses is filled", |copy| {
        let entries = 2_usize << (copy.get(10)? & 7);
        (copy.get(10)? & 0x80 != 0).then(|| replaced(copy, 13 + 3 * entries - 3, b"xyz"))?
    }),
    bytes("gif", "the colours of its table stand in another order", reordered),
    bytes("gif", "a number stands for transparency that no pixel has", |copy| {
        let at = find(copy, &[0x21, 0xF9, 4])? + 3;
        let flags = *copy.get(at)?;
        let with_number = replaced(copy, at + 3, &[255])?;
        (flags & 1 == 0).then(|| replaced(&with_number, at, &[flags | 1]))?
    }),
    bytes("gif", "the background has a colour", |copy| replaced(copy, 11, &[1])),
    bytes("gif", "the loop extension holds one more block", |copy| {
        let at = find(copy, b"NETSCAPE2.0")? + 11 + 4;
        let mut block = vec![SECRET.len() as u8];
        block.extend_from_slice(SECRET);
        with(copy, at, &block)
    }),
];

/// The same pictures with the first two colours of the global table in each other's place.
fn reordered(copy: &[u8]) -> Option<Vec<u8>> {
    rewritten(copy, |table| table.swap(0, 1), |number| if number < 2 { 1 - number } else { number })
}

/// Written afresh with another table and other numbers.
fn rewritten(copy: &[u8], change: impl FnOnce(&mut [[u8; 3]]), mut number: impl FnMut(u8) -> u8) -> Option<Vec<u8>> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::Indexed);
    let mut decoder = options.read_info(copy).ok()?;
    let mut table = decoder.global_palette()?.as_chunks::<3>().0.to_vec();
    change(&mut table);
    let mut file = Vec::new();
    let mut encoder = gif::Encoder::new(&mut file, decoder.width(), decoder.height(), table.as_flattened()).ok()?;
    let _ = find(copy, b"NETSCAPE2.0").map(|_| encoder.set_repeat(gif::Repeat::Infinite));
    while let Some(frame) = decoder.read_next_frame().ok()? {
        let mut frame = frame.clone();
        frame.buffer.to_mut().iter_mut().for_each(|index| *index = number(*index));
        encoder.write_frame(&frame).ok()?;
    }
    drop(encoder);
    Some(file)
}

fn extension(head: &[u8]) -> Vec<u8> {
    [head, &[SECRET.len() as u8], SECRET, &[0]].concat()
}
