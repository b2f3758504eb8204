use super::riff::{Chunks, extended, file, push, split};
use super::{WebP, decode, encode, items, vp8};
use crate::cover::{Mask, Style};
use crate::formats::{Encoding, Exact, Format, NotExact};
use crate::pixels::own_profile::Known;
use crate::pixels::{Channels, Colour, Decoded, Delay, Image, Orientation, Page, Samples, Sequence};
use crate::region::PixelBox;

/// A drawn gradient with a box, 40×24, coded by libwebp.
const LOSSY: &[u8] = b"\x30\x05\x00\x9d\x01\x2a\x28\x00\x18\x00\x3e\xe5\x5c\xa6\x4d\xa9\x3c\xa3\xa2\x3a\xb3\x38\x03\
\x90\x1c\x89\x6a\x00\xa9\x27\x63\xc2\x98\x0d\xe6\xfb\xeb\x19\xce\x8f\x9c\x2a\x28\xd1\x58\x08\x1e\xc0\xee\x80\x00\xfe\
\xf4\x51\x3f\xe2\x4e\x2e\x88\xb7\xeb\xa5\x04\x18\x8b\x9d\x62\xb1\x0e\xd5\xd8\x85\x80\xa2\x92\xac\x5f\x51\x61\x58\x89\
\xc9\x05\x54\xf4\xff\x97\x8b\x6a\xd3\xdc\xf7\xe8\x62\x60\x8e\xac\x06\xfa\xcf\xbc\x49\xa7\xae\xa4\x6d\x27\xcd\x3f\xc6\
\xf7\xb3\x4c\x3f\x88\xae\xed\xc4\x39\x1d\xe7\x55\x09\x57\x88\x7e\x8d\xef\x00\x6c\x1e\x7c\x76\x54\xe9\xf5\x0d\xd3\x2c\
\x71\x08\x43\x29\x85\x18\x4a\x00\x00";
const SECRET: &[u8] = b"secret-at-home";
const ON_ITS_SIDE: &[u8] = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

fn holds_secret(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|window| window == SECRET)
}

/// Secrets in every place around and behind a lossy picture.
fn dirty_lossy() -> Vec<u8> {
    let mut chunks = Vec::new();
    push(&mut chunks, b"VP8X", &[&extended(0x0c, 40, 24), SECRET].concat());
    push(&mut chunks, b"prVt", SECRET);
    push(&mut chunks, b"VP8 ", &[LOSSY, SECRET].concat());
    push(&mut chunks, b"EXIF", SECRET);
    push(&mut chunks, b"XMP ", SECRET);
    [file(&chunks).unwrap(), SECRET.to_vec()].concat()
}

fn exact(bytes: &[u8]) -> Result<Exact, NotExact> {
    WebP.exact(bytes, &|width, height| Mask::empty(width, height), Style::Solid)
}

fn reason(result: Result<Exact, NotExact>) -> String {
    match result {
        Ok(_) => "exact".into(),
        Err(NotExact::Redraw(why)) => why,
        Err(NotExact::Failed(error)) => error.to_string(),
    }
}

fn drawn(width: u32, height: u32, channels: Channels, seed: u32) -> Image {
    let count = width * height * channels.count() as u32;
    let samples = (0..count).map(|i| (i * 7 / 3 + seed * i % 11) as u8 | 1).collect();
    Image::new(width, height, channels, Samples::U8(samples)).unwrap()
}

fn decoded(images: Vec<Image>, sequence: Sequence) -> Decoded {
    let pages = (0..).zip(images).map(|(i, image)| Page {
        image,
        colour: Colour::Srgb,
        orientation: Orientation::Upright,
        delay: (sequence != Sequence::Still).then_some(Delay { num: 70 + 10 * i, den: 1000 }),
    });
    Decoded {
        pages: pages.collect(),
        sequence,
        lossy: false,
        full_chroma: true,
        block: (1, 1),
        reach: 0,
        warnings: Vec::new(),
    }
}

fn written(images: Vec<Image>, sequence: Sequence) -> Vec<u8> {
    super::encode(&decoded(images, sequence), Encoding { quality: 92 }).unwrap()
}

#[test]
fn lossy_pictures_come_out_bit_for_bit_and_alone() {
    let dirty = dirty_lossy();
    assert!(holds_secret(&dirty));
    assert_eq!(items::items(&dirty).len(), 6);
    let copy = exact(&dirty).unwrap_or_else(|_| panic!("it can be exact"));
    assert_eq!((copy.width, copy.height, copy.pages), (40, 24, 1));
    let mut chunks = Vec::new();
    push(&mut chunks, b"VP8 ", LOSSY);
    assert_eq!(copy.bytes, exact(&file(&chunks).unwrap()).unwrap_or_else(|_| panic!("it can be exact")).bytes);
    assert_eq!(copy.bytes, exact(&copy.bytes).unwrap_or_else(|_| panic!("it can be exact")).bytes, "twice is once");
    assert!(items::items(&copy.bytes).is_empty());
    assert_eq!(WebP.decode(&dirty).unwrap().pages[0].image, WebP.decode(&copy.bytes).unwrap().pages[0].image);
}

/// A way to write the same pixels.
type Choice = fn(&mut vp8::plan::Plan);

#[test]
fn choices_that_change_no_pixel_are_found() {
    let clean = vp8::recoded(LOSSY).unwrap();
    let whole = |vp8: &[u8]| {
        let mut chunks = Vec::new();
        push(&mut chunks, b"VP8 ", vp8);
        file(&chunks).unwrap()
    };
    assert_eq!(crate::verify::findings(&whole(&clean)), Ok(Vec::new()));
    let pixels = WebP.decode(&whole(&clean)).unwrap().pages.remove(0).image;
    assert_eq!(pixels, WebP.decode(&whole(LOSSY)).unwrap().pages.remove(0).image);
    let choices: [(&str, Choice); 4] = [
        // Luma without its means never begins with the first coefficient.
        ("a probability that is never used", |plan| plan.tokens[0] = 77),
        ("another probability", |plan| {
            let default = vp8::tables::TOKEN_DEFAULT.as_flattened().as_flattened().as_flattened();
            let used = plan.tokens.iter_mut().zip(default).rfind(|(now, before)| now != before).unwrap().0;
            *used ^= 1;
        }),
        ("another probability of blocks without coefficients", |plan| {
            plan.skip = Some(plan.skip.map_or(200, |p| p ^ 1))
        }),
        ("a segment that nobody is in", |plan| plan.segments.push((99, 0))),
    ];
    let mut tried = 0;
    for (name, choose) in choices {
        let mut plan = vp8::plan(LOSSY).unwrap();
        choose(&mut plan);
        let Some(other) = vp8::written(LOSSY, &plan).filter(|other| *other != clean) else { continue };
        tried += 1;
        assert_eq!(WebP.decode(&whole(&other)).unwrap().pages[0].image, pixels, "{name}");
        assert!(!crate::verify::findings(&whole(&other)).unwrap().is_empty(), "{name}");
        assert_eq!(vp8::recoded(&other).as_ref(), Some(&clean), "{name}");
    }
    assert!(tried >= 3, "{tried}");
    let mut version = clean.clone();
    version[0] |= 2;
    assert!(!crate::verify::findings(&whole(&version)).unwrap().is_empty());
    assert_eq!(vp8::recoded(&version), Some(clean));
}

#[test]
fn picture_beyond_the_edge_of_a_lossy_frame_is_found() {
    let clean = vp8::recoded(LOSSY).unwrap();
    let whole = |vp8: &[u8]| {
        let mut chunks = Vec::new();
        push(&mut chunks, b"VP8 ", vp8);
        file(&chunks).unwrap()
    };
    let places = |vp8: &[u8]| -> Vec<String> {
        crate::verify::findings(&whole(vp8)).unwrap().into_iter().map(|item| item.place).collect()
    };
    assert!(places(&clean).is_empty());
    // The same picture with less of it shown: the box in it lies beyond the edge.
    let mut cropped = clean.clone();
    cropped[6] = 33;
    cropped[8] = 17;
    assert_eq!(places(&cropped), ["picture beyond its edge"]);
}

#[test]
fn redrawn_copies_hold_no_secret() {
    let pages = WebP.decode(&dirty_lossy()).unwrap();
    assert!(pages.lossy && !pages.full_chroma);
    let copy = super::encode(&pages, Encoding { quality: 92 }).unwrap();
    assert!(!holds_secret(&copy) && items::items(&copy).is_empty());
    assert_eq!(WebP.decode(&copy).unwrap().pages[0].image, pages.pages[0].image);
}

#[test]
fn what_stands_behind_a_lossless_picture_goes() {
    let image = drawn(33, 20, Channels::Rgba, 1);
    let clean = encode::lossless(&image).unwrap();
    let mut chunks = Vec::new();
    push(&mut chunks, b"VP8L", &[&clean[..], SECRET].concat());
    let dirty = file(&chunks).unwrap();
    assert_eq!(items::items(&dirty).len(), 1);
    let copy = exact(&dirty).unwrap_or_else(|_| panic!("it can be exact")).bytes;
    assert!(!holds_secret(&copy) && items::items(&copy).is_empty());
    assert_eq!(WebP.decode(&copy).unwrap().pages[0].image, image);
}

#[test]
fn lossless_pictures_are_turned_without_loss_and_lossy_ones_are_redrawn() {
    for (id, data, expected) in [
        (b"VP8L", encode::lossless(&drawn(33, 20, Channels::Rgb, 1)).unwrap(), "exact"),
        (
            b"VP8 ",
            LOSSY.to_vec(),
            "it does not stand upright, and lossy WebP and animations cannot be turned without loss",
        ),
    ] {
        let mut chunks = Vec::new();
        push(&mut chunks, b"VP8X", &extended(0x08, 40, 24));
        push(&mut chunks, id, &data);
        push(&mut chunks, b"EXIF", ON_ITS_SIDE);
        let lying = file(&chunks).unwrap();
        let stored = WebP.decode(&lying).unwrap();
        assert_eq!(stored.pages[0].orientation, Orientation::Rotated90);
        assert_eq!(WebP.size(&lying).unwrap().0, stored.pages[0].image.height);
        assert_eq!(reason(exact(&lying)), expected);
        if let Ok(copy) = exact(&lying) {
            assert_eq!((copy.width, copy.height), (20, 33));
            let upright = WebP.decode(&copy.bytes).unwrap().pages.remove(0);
            assert_eq!(upright.orientation, Orientation::Upright);
            assert_eq!((upright.image.width, upright.image.height), (20, 33));
        }
    }
}

#[test]
fn hidden_colours_profiles_and_covers_are_redrawn() {
    let mut image = drawn(8, 8, Channels::Rgba, 1);
    let Samples::U8(samples) = &mut image.samples else { unreachable!() };
    samples[7] = 0;
    assert_eq!(reason(exact(&written(vec![image], Sequence::Still))), "colours are hidden under full transparency");

    let mut chunks = Vec::new();
    push(&mut chunks, b"VP8X", &extended(0x20, 40, 24));
    push(&mut chunks, b"ICCP", b"a profile");
    push(&mut chunks, b"VP8 ", LOSSY);
    assert_eq!(reason(exact(&file(&chunks).unwrap())), "its colour profile is not a known one");

    let cover = |width, height| {
        let mut mask = Mask::empty(width, height);
        mask.cover(PixelBox { x0: 1, y0: 1, x1: 2, y1: 2 });
        mask
    };
    let covered = WebP.exact(&dirty_lossy(), &cover, Style::Solid);
    assert_eq!(reason(covered), "it is covered");
}

#[test]
fn standard_spaces_are_kept_by_a_profile_of_our_own() {
    let own = Known::DisplayP3.profile().unwrap();
    for coded in [Some(LOSSY.to_vec()), None] {
        let mut chunks = Vec::new();
        push(&mut chunks, b"VP8X", &extended(0x20, 40, 24));
        push(&mut chunks, b"ICCP", &own);
        match &coded {
            Some(vp8) => push(&mut chunks, b"VP8 ", &[&vp8[..], SECRET].concat()),
            None => push(&mut chunks, b"VP8L", &encode::lossless(&drawn(40, 24, Channels::Rgb, 1)).unwrap()),
        }
        let copy = exact(&file(&chunks).unwrap()).unwrap_or_else(|_| panic!("it can be exact")).bytes;
        assert!(!holds_secret(&copy));
        assert_eq!(WebP.decode(&copy).unwrap().pages[0].colour, Colour::Icc(own.clone()));
    }
}

#[test]
fn animations_keep_frames_delays_and_loops() {
    let mut second = drawn(40, 24, Channels::Rgba, 1);
    let Samples::U8(samples) = &mut second.samples else { unreachable!() };
    samples[4 * (40 * 10 + 7)..][..4].copy_from_slice(&[9, 8, 7, 6]);
    let frames = vec![drawn(40, 24, Channels::Rgba, 1), second, drawn(40, 24, Channels::Rgba, 3)];
    let redrawn = written(frames.clone(), Sequence::Animation { loops: 3 });
    let again = exact(&redrawn).unwrap_or_else(|_| panic!("it can be exact"));
    assert_eq!(again.pages, 3);
    for copy in [redrawn, again.bytes] {
        let read = WebP.decode(&copy).unwrap();
        assert!(items::items(&copy).is_empty());
        assert_eq!(read.sequence, Sequence::Animation { loops: 3 });
        assert!(read.pages.iter().map(|page| page.image.clone()).eq(frames.iter().cloned()));
        assert!(read.pages.iter().map(|page| page.delay.unwrap().millis()).eq([70, 80, 90]));
    }
}

#[test]
fn frames_are_disposed_and_blended_as_browsers_do() {
    let mut chunks = Vec::new();
    encode::start_animation(&mut chunks, (4, 2), super::riff::ALPHA, None, 0);
    let frame = |area, flags, colour: [u8; 4]| {
        let count = (area_width(area) * 2) as usize;
        let image =
            Image::new(area_width(area), 2, Channels::Rgba, Samples::U8([colour].repeat(count).into_flattened()));
        let mut data = encode::frame_header(area, 50, flags);
        push(&mut data, b"VP8L", &encode::lossless(&image.unwrap()).unwrap());
        data
    };
    let (whole, right) = (PixelBox { x0: 0, y0: 0, x1: 4, y1: 2 }, PixelBox { x0: 2, y0: 0, x1: 4, y1: 2 });
    push(&mut chunks, b"ANMF", &frame(whole, 0x02, [200, 0, 0, 255]));
    push(&mut chunks, b"ANMF", &frame(right, 0x01, [0, 100, 0, 128]));
    push(&mut chunks, b"ANMF", &frame(right, 0x00, [0, 0, 0, 0]));
    let read = WebP.decode(&file(&chunks).unwrap()).unwrap();
    let pixel = |page: usize, x: usize| decode::pixels(&read.pages[page].image).nth(x).unwrap();
    assert_eq!([pixel(0, 0), pixel(0, 3)], [[200, 0, 0, 255]; 2]);
    assert_eq!([pixel(1, 0), pixel(1, 3)], [[200, 0, 0, 255], [99, 50, 0, 255]]);
    assert_eq!([pixel(2, 0), pixel(2, 3)], [[200, 0, 0, 255], [0, 0, 0, 0]]);
}

fn area_width(area: PixelBox) -> u32 {
    area.x1 - area.x0
}

#[test]
fn an_exif_chunk_that_is_not_announced_does_not_turn() {
    let mut chunks = Vec::new();
    push(&mut chunks, b"VP8X", &extended(0, 40, 24));
    push(&mut chunks, b"VP8 ", LOSSY);
    push(&mut chunks, b"EXIF", ON_ITS_SIDE);
    assert_eq!(WebP.size(&file(&chunks).unwrap()), Ok((40, 24)));
}

#[test]
fn cut_and_flipped_files_do_not_panic() {
    let animation =
        written(vec![drawn(8, 8, Channels::Rgba, 1), drawn(8, 8, Channels::Rgba, 2)], Sequence::Animation { loops: 0 });
    for whole in [dirty_lossy(), animation] {
        let mut tried = 0;
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << (at % 8);
            for bytes in [&whole[..at], &flipped] {
                let _ = (WebP.items(bytes), WebP.size(bytes), WebP.decode(bytes), exact(bytes));
                tried += 1;
            }
        }
        assert_eq!(tried, 2 * whole.len());
    }
}

#[test]
fn a_cut_lossy_frame_has_no_copy() {
    assert!(vp8::recoded(LOSSY).is_some());
    assert!((0..LOSSY.len() - 8).all(|end| vp8::recoded(&LOSSY[..end]).is_none()));
    let body = file(b"VP8 \xff\0\0\0cut").unwrap();
    assert!(Chunks::of(split(&body).unwrap().0).next().unwrap().cut);
    assert_eq!(WebP.decode(&body).unwrap_err().code(), "damaged");
}
