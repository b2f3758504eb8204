//! Whole files, made in memory.

use super::chunks::{SIGNATURE, chunks, put};
use super::inflate::packed;
use super::*;
use crate::pixels::{Colour, Image, Orientation, Page, Samples, Sequence};
use std::io::Write;

const NEEDLE: &[u8] = b"NEEDLE-4b1d";

fn header(width: u32, height: u32, depth: u8, colour_type: u8, interlaced: bool) -> Vec<u8> {
    let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [&sides[..], &[depth, colour_type, 0, 0, u8::from(interlaced)]].concat()
}

/// A file of these chunks and IEND.
fn file(all: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut file = SIGNATURE.to_vec();
    all.iter().for_each(|(kind, body)| put(&mut file, **kind, body));
    put(&mut file, *b"IEND", b"");
    file
}

/// Bytes that look like noise, the same each time.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..count).map(|_| next()).collect()
}

/// Rows of noise with all filters, as coded.
fn rows(width: u32, height: u32, pixel_bits: usize, interlaced: bool) -> Vec<u8> {
    let header = header::Header::read(&super::tests::header(width, height, 8, 0, interlaced)).unwrap();
    let mut out = Vec::new();
    let sizes: Vec<_> = rows::passes(header.width, header.height, interlaced).collect();
    for (at, pass) in sizes.iter().enumerate() {
        for y in 0..pass.height {
            out.push(((y as usize + at) % 5) as u8);
            out.extend(noise((pass.width as usize * pixel_bits).div_ceil(8)));
        }
    }
    out
}

fn exact(untrusted: &[u8]) -> Result<Exact, String> {
    Png.exact(untrusted, &Mask::empty, Style::Solid).map_err(|error| match error {
        NotExact::Redraw(why) => why,
        NotExact::Failed(error) => error.to_string(),
    })
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The raw bytes and everything in IDAT and fdAT.
fn unpacked(untrusted: &[u8]) -> Vec<u8> {
    let data = chunks(untrusted).filter(|chunk| matches!(&chunk.kind, b"IDAT" | b"fdAT"));
    let from = |chunk: &chunks::Chunk<'_>| if chunk.kind == *b"fdAT" { 4 } else { 0 };
    let inflated =
        data.flat_map(|chunk| inflate::block(&chunk.body[from(&chunk)..], &mut Default::default()).unwrap().0);
    untrusted.iter().copied().chain(inflated).collect()
}

fn dirty() -> Vec<u8> {
    let picture = [rows(20, 10, 24, false), NEEDLE.repeat(9)].concat();
    let idat = [packed(&picture), NEEDLE.to_vec()].concat();
    let text = [b"Comment\0", NEEDLE].concat();
    let mut file = file(&[
        (b"IHDR", &header(20, 10, 8, 2, false)),
        (b"tEXt", &text),
        (b"PLTE", &NEEDLE[..9]),
        (b"tIME", NEEDLE),
        (b"prVt", NEEDLE),
        (b"IDAT", &idat[..30]),
        (b"IDAT", &idat[30..]),
        (b"eXIf", NEEDLE),
    ]);
    file.extend_from_slice(NEEDLE);
    file
}

#[test]
fn cleaning_leaves_no_needle() {
    let dirty = dirty();
    assert!(holds(&dirty, NEEDLE) && Png.items(&dirty).len() >= 8);
    let decoded = Png.decode(&dirty).unwrap();
    let redrawn = encode(&decoded, Encoding { quality: 92 }).unwrap();
    for copy in [exact(&dirty).unwrap().bytes, redrawn] {
        assert!(!holds(&unpacked(&copy), &NEEDLE[..9]));
        assert_eq!(Png.items(&copy), []);
        assert_eq!(Png.decode(&copy).unwrap().pages[0].image, decoded.pages[0].image);
    }
}

#[test]
fn every_type_of_colour_is_read_as_the_png_crate_reads_it() {
    let types = [
        (0, 1, vec![1, 2, 4, 8, 16]),
        (2, 3, vec![8, 16]),
        (3, 1, vec![1, 2, 4, 8]),
        (4, 2, vec![8, 16]),
        (6, 4, vec![8, 16]),
    ];
    let (mut count, palette) = (0, noise(768));
    for (colour_type, channels, depths) in types {
        for depth in depths {
            for interlaced in [false, true] {
                for transparency in [None, Some(vec![0; 2 * channels]), Some(key(depth, channels))] {
                    let (width, height) = (13, 11);
                    let data = packed(&rows(width, height, channels * usize::from(depth), interlaced));
                    let head = header(width, height, depth, colour_type, interlaced);
                    let mut all: Vec<(&[u8; 4], &[u8])> = vec![(b"IHDR", &head)];
                    if colour_type == 3 {
                        all.push((b"PLTE", &palette[..3 << depth]));
                    }
                    if let Some(transparency) = transparency.as_ref().filter(|_| colour_type < 4) {
                        all.push((b"tRNS", transparency));
                    }
                    all.push((b"IDAT", &data));
                    compare(&file(&all));
                    count += 1;
                }
            }
        }
    }
    assert_eq!(count, 15 * 2 * 3);
}

/// A transparent colour, or as many alphas.
fn key(depth: u8, channels: usize) -> Vec<u8> {
    let mask = u16::MAX >> (16 - depth);
    noise(2 * channels).as_chunks::<2>().0.iter().flat_map(|v| (u16::from_be_bytes(*v) & mask).to_be_bytes()).collect()
}

fn compare(file: &[u8]) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut expected = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut expected).unwrap();
    let image = Png.decode(file).unwrap().pages.remove(0).image;
    let ours = match &image.samples {
        Samples::U8(all) => all.clone(),
        Samples::U16(all) => all.iter().flat_map(|value| value.to_be_bytes()).collect(),
    };
    assert!(*ours == expected, "{:?}", File::read(file).unwrap().header);
    if let Ok(copy) = exact(file) {
        let copy = Png.decode(&copy.bytes).unwrap().pages.remove(0).image;
        assert!(colours(&copy) == colours(&image));
    }
}

/// Red, green, blue, alpha of all pixels, as they are seen.
fn colours(image: &Image) -> Vec<[u16; 4]> {
    let all: Vec<u16> = match &image.samples {
        Samples::U8(all) => all.iter().map(|&value| u16::from(value) * 257).collect(),
        Samples::U16(all) => all.clone(),
    };
    let pixel = |pixel: &[u16]| match *pixel {
        [g] => [g, g, g, u16::MAX],
        [g, a] => [g, g, g, a],
        [r, g, b] => [r, g, b, u16::MAX],
        _ => [pixel[0], pixel[1], pixel[2], pixel[3]],
    };
    let seen = |pixel: [u16; 4]| if pixel[3] == 0 { [0; 4] } else { pixel };
    all.chunks_exact(image.channels.count()).map(pixel).map(seen).collect()
}

fn control(sequence: u32, (x, y, width, height): (u32, u32, u32, u32)) -> Vec<u8> {
    let numbers = [sequence, width, height, x, y].map(u32::to_be_bytes).concat();
    [&numbers[..], &[0, 5, 0, 30, 1, 1]].concat()
}

/// Three frames, and a picture in IDAT that is one of them or hidden.
fn animated(hidden: bool) -> Vec<u8> {
    let data = |size: u32| packed(&rows(size, size, 8, true));
    let frame = |sequence: u32, size: u32| [&sequence.to_be_bytes()[..], &data(size)].concat();
    let mut all = vec![(*b"IHDR", header(9, 9, 8, 0, true)), (*b"acTL", [0, 0, 0, 2, 0, 0, 0, 3].to_vec())];
    if !hidden {
        all.push((*b"fcTL", control(0, (0, 0, 9, 9))));
    }
    all.push((*b"IDAT", data(9)));
    if hidden {
        all.extend([(*b"fcTL", control(0, (0, 0, 9, 9))), (*b"fdAT", frame(1, 9))]);
    }
    all.extend([(*b"fcTL", control(2, (2, 3, 5, 5))), (*b"fdAT", frame(3, 5))]);
    all.extend([(*b"fcTL", control(4, (1, 1, 4, 4))), (*b"fdAT", frame(5, 4))]);
    file(&all.iter().map(|(kind, body)| (kind, &body[..])).collect::<Vec<_>>())
}

#[test]
fn hidden_pictures_of_animations_go() {
    for (dirty, second_pictures) in [(animated(false), 1), (animated(true), 2)] {
        assert_eq!(Png.items(&dirty).len(), second_pictures);
        let decoded = Png.decode(&dirty).unwrap();
        assert_eq!((decoded.pages.len(), decoded.sequence), (2, Sequence::Animation { loops: 3 }));
        // 5/30, with the smallest numbers: a fraction holds nothing but its value.
        assert_eq!(decoded.pages[1].delay, Some(crate::pixels::Delay { num: 1, den: 6 }));
        let copy = exact(&dirty).unwrap();
        let redrawn = encode(&decoded, Encoding { quality: 92 }).unwrap();
        for copy in [copy.bytes, redrawn] {
            assert_eq!(Png.items(&copy), []);
            let again = Png.decode(&copy).unwrap();
            assert_eq!(again.sequence, decoded.sequence);
            for (a, b) in again.pages.iter().zip(&decoded.pages) {
                assert_eq!((colours(&a.image), a.delay), (colours(&b.image), b.delay));
            }
        }
    }
}

#[test]
fn unused_palette_entries_and_padding_bits_go() {
    let entries: Vec<u8> = (0..48).map(|v| v + 1).collect();
    let data = packed(&[0, 0x20, 0x2f, 0, 0x70, 0x7f]);
    let dirty = file(&[
        (b"IHDR", &header(3, 2, 4, 3, false)),
        (b"PLTE", &entries),
        (b"tRNS", &[255, 255, 255, 9, 9, 9, 9, 0, 8]),
        (b"IDAT", &data),
    ]);
    assert_eq!(Png.items(&dirty).len(), 3);
    let copy = exact(&dirty).unwrap().bytes;
    assert_eq!(Png.items(&copy), []);
    let bodies: Vec<_> =
        chunks(&copy).filter(|chunk| matches!(&chunk.kind, b"PLTE" | b"tRNS")).map(|c| c.body).collect();
    assert_eq!(bodies, [&[0, 0, 0, 7, 8, 9, 1, 2, 3][..], &[0]]);
}

#[test]
fn colours_under_full_transparency_go() {
    let picture = |colour| {
        let data = packed(&[0, 9, 9, 9, 0, colour, 9, 9, 0, 1, 2, 3, 255]);
        file(&[(b"IHDR", &header(3, 1, 8, 6, false)), (b"IDAT", &data)])
    };
    assert_eq!(Png.items(&picture(10)).len(), 1);
    let copy = exact(&picture(10)).unwrap().bytes;
    assert_eq!(copy, exact(&picture(9)).unwrap().bytes);
    let Samples::U8(samples) = Png.decode(&copy).unwrap().pages.remove(0).image.samples else { panic!("8 bit") };
    assert_eq!(samples, [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 255]);
}

#[test]
fn one_colour_that_stands_for_transparency_is_drawn_as_alpha() {
    let picture = |key: &[u8; 2]| {
        let data = packed(&[0, 7, 200, key[1]]);
        file(&[(b"IHDR", &header(3, 1, 8, 0, false)), (b"tRNS", key), (b"IDAT", &data)])
    };
    assert_eq!(exact(&picture(&[0, 66])).err().unwrap(), "one of its colours stands for transparency");
    let redrawn = |key| {
        let mut decoded = Png.decode(&picture(key)).unwrap();
        decoded.pages.iter_mut().for_each(|page| crate::pixels::wipe::wipe_hidden_colours(&mut page.image));
        encode(&decoded, Encoding { quality: 92 }).unwrap()
    };
    assert_eq!(redrawn(&[0, 66]), redrawn(&[0, 77]));
}

#[test]
fn filters_and_the_order_of_a_palette_do_not_live_on() {
    let pixels = [[1, 2, 2, 0], [0, 1, 2, 2]];
    let drawn = |filters: [u8; 2], order: [u8; 3]| {
        let number = |index: u8| order.iter().position(|&at| at == index).unwrap() as u8;
        let [a, b] = pixels.map(|row| row.map(number));
        let coded = |filter: u8, row: [u8; 4]| {
            let left = |at: usize| if filter == 1 && at > 0 { row[at - 1] } else { 0 };
            let filtered: Vec<u8> = (0..4).map(|at| row[at].wrapping_sub(left(at))).collect();
            [&[filter], filtered.as_slice()].concat()
        };
        let rows = [coded(filters[0], a), coded(filters[1], b)].concat();
        let palette = order.map(|index| [index * 9 + 1; 3]).concat();
        file(&[(b"IHDR", &header(4, 2, 8, 3, false)), (b"PLTE", &palette), (b"IDAT", &packed(&rows))])
    };
    let copies: Vec<Vec<u8>> = [([0, 0], [0, 1, 2]), ([0, 1], [2, 1, 0]), ([1, 0], [1, 2, 0])]
        .into_iter()
        .map(|(filters, order)| exact(&drawn(filters, order)).unwrap().bytes)
        .collect();
    assert!(copies.iter().all(|copy| *copy == copies[0]));
    assert_eq!(
        Png.decode(&copies[0]).unwrap().pages[0].image,
        Png.decode(&drawn([0, 0], [0, 1, 2])).unwrap().pages[0].image
    );
}

#[test]
fn the_exif_block_turns_the_picture_also_behind_it() {
    let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let data = packed(&rows(4, 2, 8, false));
    let turned = file(&[(b"IHDR", &header(4, 2, 8, 0, false)), (b"IDAT", &data), (b"eXIf", exif)]);
    assert_eq!(Png.size(&turned), Ok((2, 4)));
    assert_eq!(Png.decode(&turned).unwrap().pages[0].orientation, Orientation::Rotated90);
    assert!(exact(&turned).is_err());
}

#[test]
fn cut_pictures_show_what_is_there_and_say_so() {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
    encoder.write_all(&rows(30, 30, 8, false)).unwrap();
    let whole = file(&[(b"IHDR", &header(30, 30, 8, 0, false)), (b"IDAT", &encoder.finish().unwrap())]);
    assert!(Png.decode(&whole).unwrap().warnings.is_empty());
    assert_eq!(Png.decode(&whole[..300]).unwrap().warnings, [decode::CUT]);
    assert_eq!(Png.decode(&whole[..whole.len() - 5]).unwrap().warnings, [decode::ODD]);
    assert_eq!(exact(&whole[..300]).err().unwrap(), "it is damaged");
    assert!(matches!(Png.decode(&whole[..50]), Err(Error::Damaged { .. })));
}

#[test]
fn bombs_are_refused() {
    let flat = packed(&vec![0; 14_001 * 5_000]);
    let bomb = file(&[(b"IHDR", &header(14_000, 5_000, 8, 0, false)), (b"IDAT", &flat)]);
    assert!(matches!(Png.decode(&bomb), Err(Error::TooLarge { .. })));
}

#[test]
fn pictures_with_few_colours_get_a_palette_and_stay_the_same() {
    for (count, deep) in [(2, false), (3, false), (16, false), (200, false), (9, true)] {
        let samples: Vec<u8> =
            (0..60 * 40 * 4).map(|v: u32| if v % 4 == 3 { 255 } else { (v / 4 % count) as u8 }).collect();
        let samples = match deep {
            true => Samples::U16(samples.iter().map(|&v| u16::from(v) * 257).collect()),
            false => Samples::U8(samples),
        };
        let image = Image::new(60, 40, crate::pixels::Channels::Rgba, samples).unwrap();
        let page = Page { image: image.clone(), colour: Colour::Srgb, orientation: Orientation::Upright, delay: None };
        let upright = Decoded { pages: vec![page], ..Png.decode(&dirty()).unwrap() };
        let file = encode(&upright, Encoding { quality: 92 }).unwrap();
        assert_eq!(Png.decode(&file).unwrap().pages[0].image, decode::without_alpha(image));
        assert_eq!(chunks(&file).any(|chunk| chunk.kind == *b"PLTE"), !deep);
        assert_eq!(Png.items(&file), []);
    }
}

#[test]
fn no_cut_and_no_flipped_byte_panics() {
    let palette = file(&[
        (b"IHDR", &header(13, 5, 2, 3, true)),
        (b"PLTE", &[9; 12]),
        (b"tRNS", &[0, 1]),
        (b"gAMA", &[0, 0, 1, 1]),
        (b"IDAT", &packed(&rows(13, 5, 2, true))),
    ]);
    let mut tried = 0;
    for whole in [dirty(), animated(true), animated(false), palette] {
        let flipped = (0..whole.len()).flat_map(|at| [1, 0x80, 0xff].map(|bits| (at, bits))).map(|(at, bits)| {
            let mut bytes = whole.clone();
            bytes[at] ^= bits;
            bytes
        });
        for bytes in (0..whole.len()).map(|end| whole[..end].to_vec()).chain(flipped) {
            let _ = (Png.size(&bytes), Png.items(&bytes));
            if let Ok(decoded) = Png.decode(&bytes) {
                let _ = encode(&decoded, Encoding { quality: 92 });
            }
            if let Ok(copy) = exact(&bytes) {
                assert_eq!(Png.items(&copy.bytes), []);
            }
            tried += 1;
        }
    }
    assert!(tried > 3000);
}
