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
    bytes("gif", "the loop extension holds one more block", |copy| {
        let at = find(copy, b"NETSCAPE2.0")? + 11 + 4;
        let mut block = vec![SECRET.len() as u8];
        block.extend_from_slice(SECRET);
        with(copy, at, &block)
    }),
];

fn extension(head: &[u8]) -> Vec<u8> {
    [head, &[SECRET.len() as u8], SECRET, &[0]].concat()
}
