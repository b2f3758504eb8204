//! Whole files, made in memory.

use super::*;
use crate::pixels::{Channels, Image, Samples};

const NEEDLE: &[u8] = b"NEEDLE-77c2";

fn part(bytes: &[u8]) -> Vec<u8> {
    [&[bytes.len() as u8], bytes].concat()
}

fn packed(indexes: &[u8]) -> Vec<u8> {
    let mut frame = gif::Frame { buffer: indexes.into(), ..Default::default() };
    frame.make_lzw_pre_encoded();
    frame.buffer.into_owned()
}

fn descriptor(left: u16, top: u16, width: u16, height: u16, flags: u8) -> Vec<u8> {
    let numbers = [left, top, width, height].map(u16::to_le_bytes).concat();
    [b",", &numbers[..], &[flags]].concat()
}

/// Two frames in the canvas, one beside it, and a needle in every other place.
fn dirty() -> Vec<u8> {
    let mut file = b"GIF89a\x08\0\x06\0\x92\0\0".to_vec();
    // Eight colours, of which the frames use the first four.
    file.extend_from_slice(&[1, 1, 1, 90, 0, 0, 0, 90, 0, 0, 0, 90]);
    file.extend_from_slice(&NEEDLE[..9]);
    file.extend_from_slice(&[0; 3]);
    for extension in [&b"\xfe"[..], b"\xf0", b"\xff\x0bTESTAPPL1.0", b"\xff\x0bNETSCAPE2.0\x03\x01\x04\x00"] {
        file.extend_from_slice(&[b"!", extension, &part(NEEDLE), &[0]].concat());
    }
    for (number, frame) in [(0, 0, 8, 6), (1, 2, 4, 3), (50, 50, 3, 3)].into_iter().enumerate() {
        let (left, top, width, height) = frame;
        file.extend_from_slice(&[b"!\xf9\x04\x05\x14\0\x03", &part(NEEDLE)[..], &[0]].concat());
        file.extend_from_slice(&descriptor(left, top, width, height, if number == 1 { 0x40 } else { 0 }));
        let indexes: Vec<u8> = (0..width * height).map(|v| (v * v % 7 % 4) as u8).collect();
        let data = packed(&indexes);
        file.push(data[0]);
        file.extend_from_slice(&[part(&data[1..]), part(NEEDLE), vec![0]].concat());
    }
    file.push(b';');
    file.extend_from_slice(NEEDLE);
    file
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn frames(untrusted: &[u8]) -> Vec<(Image, Option<Delay>)> {
    Gif.decode(untrusted).unwrap().pages.into_iter().map(|page| (page.image, page.delay)).collect()
}

#[test]
fn cleaning_leaves_no_needle() {
    let dirty = dirty();
    assert!(holds(&dirty, NEEDLE));
    assert_eq!(Gif.items(&dirty).len(), 4 + 3 + 3 + 1 + 1 + 1);
    let decoded = Gif.decode(&dirty).unwrap();
    assert_eq!((decoded.pages.len(), decoded.sequence), (3, Sequence::Animation { loops: 4 }));
    let exact = Gif.exact(&dirty, &Mask::empty, Style::Solid).ok().unwrap().bytes;
    let redrawn = encode(&decoded, Encoding { quality: 92 }).unwrap();
    for copy in [exact, redrawn] {
        assert!(!holds(&copy, &NEEDLE[..9]));
        assert_eq!(Gif.items(&copy), []);
        assert_eq!(frames(&copy), frames(&dirty));
        assert_eq!(Gif.decode(&copy).unwrap().sequence, decoded.sequence);
    }
}

#[test]
fn covers_are_redrawn() {
    let covered = |width, height| {
        let mut mask = Mask::empty(width, height);
        mask.cover(crate::region::PixelBox { x0: 0, y0: 0, x1: 1, y1: 1 });
        mask
    };
    assert!(matches!(Gif.exact(&dirty(), &covered, Style::Solid), Err(NotExact::Redraw(_))));
}

fn upright(images: Vec<Image>) -> Decoded {
    let page = |image| Page {
        image,
        colour: Colour::Srgb,
        orientation: Orientation::Upright,
        delay: Some(Delay { num: 1, den: 25 }),
    };
    let pages = images.into_iter().map(page).collect();
    Decoded { pages, sequence: Sequence::Animation { loops: 0 }, ..Gif.decode(&dirty()).unwrap() }
}

#[test]
fn frames_with_few_colours_are_redrawn_without_loss() {
    let frame = |at: u32| {
        let pixel = |v: u32| if v % 7 == at { [0; 4] } else { [(v % 50) as u8, 9, (at * 3) as u8, 255] };
        Image::new(12, 9, Channels::Rgba, Samples::U8((0..108).flat_map(pixel).collect())).unwrap()
    };
    let images: Vec<_> = (0..5).map(frame).collect();
    let file = encode(&upright(images.clone()), Encoding { quality: 92 }).unwrap();
    let again = frames(&file);
    assert_eq!(again.iter().map(|(image, _)| image.clone()).collect::<Vec<_>>(), images);
    assert_eq!(again[1].1, Some(Delay { num: 4, den: 100 }));
}

#[test]
fn frames_with_many_colours_stay_close_and_keep_their_transparency() {
    let pixel = |v: u32| if v % 64 < 9 { [0; 4] } else { [(v % 64 * 4) as u8, (v / 64 * 4) as u8, 77, 255] };
    let image = Image::new(64, 64, Channels::Rgba, Samples::U8((0..4096).flat_map(pixel).collect())).unwrap();
    let file = encode(&upright(vec![image.clone(); 2]), Encoding { quality: 92 }).unwrap();
    let again = frames(&file);
    assert_eq!(again.len(), 2);
    let (Samples::U8(a), Samples::U8(b)) = (&again[0].0.samples, &image.samples) else { panic!() };
    assert!(a.iter().zip(b).skip(3).step_by(4).all(|(a, b)| a == b), "transparency");
    let off: u32 = a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    assert!(off / (a.len() as u32) < 8, "{off}");
}

#[test]
fn cut_pictures_show_what_is_there_and_say_so() {
    let mut file = b"GIF87a\x08\0\x06\0\x91\0\0\x01\x01\x01\x02\x02\x02\x03\x03\x03\x04\x04\x04".to_vec();
    file.extend_from_slice(&descriptor(0, 0, 8, 6, 0));
    let data = packed(&(0..48).map(|v| (v * v % 7 % 4) as u8).collect::<Vec<_>>());
    file.extend_from_slice(&[&data[..1], &part(&data[1..10])].concat());
    assert_eq!(Gif.decode(&file).unwrap().warnings, [LOWER_PART_MISSING]);
    assert_eq!(rebuilt(&file).unwrap().warnings, [LOWER_PART_MISSING]);
    assert!(matches!(Gif.decode(&file[..37]), Err(Error::Damaged { .. })));
}

#[test]
fn no_cut_and_no_flipped_byte_panics() {
    let whole = dirty();
    let flipped = (0..whole.len()).flat_map(|at| [1, 0x40, 0xff].map(|bits| (at, bits))).map(|(at, bits)| {
        let mut bytes = whole.clone();
        bytes[at] ^= bits;
        bytes
    });
    let mut tried = 0;
    for bytes in (0..whole.len()).map(|end| whole[..end].to_vec()).chain(flipped) {
        let _ = (Gif.size(&bytes), Gif.items(&bytes));
        let decoded = Gif.decode(&bytes);
        if let Ok(copy) = rebuilt(&bytes) {
            assert_eq!(Gif.items(&copy.bytes), []);
            if let Ok(decoded) = decoded {
                let same =
                    frames(&copy.bytes).iter().zip(&decoded.pages).all(|((image, _), page)| *image == page.image);
                assert!(same, "{tried}");
            }
        }
        tried += 1;
    }
    assert!(tried > 1000);
}
