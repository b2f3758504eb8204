use super::Tiff;
use crate::formats::{Encoding, Format};
use crate::item::Kind;
use crate::pixels::{Channels, Colour, Decoded, Image, Orientation, Page, Samples, Sequence};

/// A field of SHORTs or LONGs, or of bytes.
enum Value {
    Shorts(&'static [u16]),
    Longs(Vec<u32>),
    Bytes(Vec<u8>),
}
use Value::{Bytes, Longs, Shorts};
type Fields = Vec<(u16, Value)>;

/// A little-endian file of pages; each has the bytes of one strip, and its fields but the strip's.
fn file(pages: Vec<(Fields, Vec<u8>)>) -> Vec<u8> {
    let mut out = b"II*\0\0\0\0\0".to_vec();
    let mut link = 4;
    for (mut fields, strip) in pages {
        fields.push((273, Longs(vec![out.len() as u32])));
        fields.push((279, Longs(vec![strip.len() as u32])));
        fields.sort_by_key(|field| field.0);
        out.extend(strip);
        let mut entries = Vec::new();
        for (tag, value) in &fields {
            let (kind, count, mut bytes) = match value {
                Shorts(v) => (3u16, v.len(), v.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<_>>()),
                Longs(v) => (4, v.len(), v.iter().flat_map(|v| v.to_le_bytes()).collect()),
                Bytes(v) => (7, v.len(), v.clone()),
            };
            if bytes.len() > 4 {
                let place = out.len() as u32;
                out.extend(bytes);
                bytes = place.to_le_bytes().to_vec();
            }
            bytes.resize(4, 0);
            entries
                .extend([&tag.to_le_bytes()[..], &kind.to_le_bytes(), &(count as u32).to_le_bytes(), &bytes].concat());
        }
        let place = out.len() as u32;
        out[link..link + 4].copy_from_slice(&place.to_le_bytes());
        out.extend((fields.len() as u16).to_le_bytes());
        out.extend(entries);
        link = out.len();
        out.extend([0; 4]);
    }
    out
}

fn fields(width: u16, height: u16, bits: &'static [u16], photometric: u32) -> Fields {
    vec![
        (256, Longs(vec![width.into()])),
        (257, Longs(vec![height.into()])),
        (258, Shorts(bits)),
        (262, Longs(vec![photometric])),
        (277, Longs(vec![bits.len() as u32])),
    ]
}

fn only_page(bytes: &[u8]) -> Image {
    let mut pages = Tiff.decode(bytes).unwrap().pages;
    assert_eq!(pages.len(), 1);
    pages.remove(0).image
}

fn page_of(mut fields: Fields, more: Fields, strip: &[u8]) -> Image {
    fields.extend(more);
    only_page(&file(vec![(fields, strip.to_vec())]))
}

fn decoded(images: Vec<Image>) -> Decoded {
    let page = |image| Page { image, colour: Colour::Srgb, orientation: Orientation::Upright, delay: None };
    Decoded {
        pages: images.into_iter().map(page).collect(),
        sequence: Sequence::Pages,
        lossy: false,
        full_chroma: true,
        block: (1, 1),
        reach: 0,
        warnings: Vec::new(),
    }
}

#[test]
fn pages_of_all_depths_are_written_and_read_back() {
    let eight = |i: u32| (i.wrapping_mul(37) / 5) as u8;
    let sixteen = |i: u32| i.wrapping_mul(9973) as u16;
    let mut images = Vec::new();
    for channels in [Channels::Gray, Channels::GrayAlpha, Channels::Rgb, Channels::Rgba] {
        let count = 301 * 401 * channels.count() as u32;
        images.extend(Image::new(301, 401, channels, Samples::U8((0..count).map(eight).collect())));
        images.extend(Image::new(301, 401, channels, Samples::U16((0..count).map(sixteen).collect())));
    }
    let bytes = super::encode(&decoded(images.clone()), Encoding { quality: 92 }).unwrap();
    let read = Tiff.decode(&bytes).unwrap();
    assert_eq!(read.sequence, Sequence::Pages);
    assert!(read.warnings.is_empty());
    assert!(read.pages.into_iter().map(|page| page.image).eq(images));
    assert!(Tiff.items(&bytes).is_empty(), "{:?}", Tiff.items(&bytes));
}

#[test]
fn small_samples_are_stretched_and_turned_round() {
    let white_is_zero = page_of(fields(3, 1, &[4], 0), vec![(266, Longs(vec![2]))], &[0xF0, 0x01]);
    assert_eq!(white_is_zero.samples, Samples::U8(vec![255, 0, 119]), "the lowest bit comes first");
    let twelve = page_of(fields(2, 1, &[12], 1), vec![], &[0xFF, 0xF8, 0x00]);
    assert_eq!(twelve.samples, Samples::U16(vec![65535, 32776]));
}

#[test]
fn palettes_planes_and_alpha_are_understood() {
    let map = [0u32, 65535, 0, 0, 0, 257, 0, 0, 0, 0, 65535, 0].map(|v| v as u16);
    let map = map.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<_>>();
    let mut palette = fields(2, 1, &[2], 3);
    palette.push((320, Bytes(map)));
    let mut bytes = file(vec![(palette, vec![0b0110_0000])]);
    let field = bytes.windows(4).position(|window| window == [0x40, 1, 7, 0]).unwrap();
    bytes[field + 2] = 3; // SHORT
    bytes[field + 4] = 12;
    assert_eq!(only_page(&bytes).samples, Samples::U8(vec![255, 1, 0, 0, 0, 255]));

    let mut planar = fields(2, 1, &[8, 8, 8], 2);
    planar.extend([(284, Longs(vec![2])), (278, Longs(vec![1]))]);
    let mut bytes = file(vec![(planar, vec![1, 2, 3, 4, 5, 6])]);
    // Three strips instead of one: their places and sizes, behind the end.
    let end = bytes.len() as u32;
    bytes.extend([8u32, 10, 12, 2, 2, 2].iter().flat_map(|v| v.to_le_bytes()));
    for (tag, place) in [(273u16, end), (279, end + 12)] {
        let entry = [&tag.to_le_bytes()[..], &4u16.to_le_bytes(), &1u32.to_le_bytes()].concat();
        let at = bytes.windows(8).position(|window| window == entry).unwrap();
        bytes[at + 4] = 3;
        bytes[at + 8..at + 12].copy_from_slice(&place.to_le_bytes());
    }
    assert_eq!(only_page(&bytes).samples, Samples::U8(vec![1, 3, 5, 2, 4, 6]));

    let associated = page_of(fields(1, 1, &[8, 8, 8, 8], 2), vec![(338, Longs(vec![1]))], &[64, 0, 128, 128]);
    assert_eq!(associated.channels, Channels::Rgba);
    assert_eq!(associated.samples, Samples::U8(vec![128, 0, 255, 128]));
    let spare = page_of(fields(1, 1, &[8, 8, 8, 8], 2), vec![(338, Longs(vec![0]))], &[64, 0, 128, 128]);
    assert_eq!(spare.samples, Samples::U8(vec![64, 0, 128]));
    let cmyk = page_of(fields(1, 1, &[8, 8, 8, 8], 5), vec![], &[1, 2, 3, 4]);
    assert_eq!((cmyk.channels, cmyk.samples), (Channels::Cmyk, Samples::U8(vec![1, 2, 3, 4])));
}

#[test]
fn shared_chroma_is_spread_over_its_block() {
    // Two by two luma samples, then Cb and Cr: gray, and the right column outside the picture.
    let strip = [10, 99, 20, 99, 128, 128];
    let image = page_of(fields(1, 2, &[8, 8, 8], 6), vec![(530, Shorts(&[2, 2]))], &strip);
    assert_eq!(image.samples, Samples::U8(vec![10, 10, 10, 20, 20, 20]));
}

#[test]
fn thumbnails_and_hidden_bytes_are_named_and_dropped() {
    let secret = b"secret-at-home".to_vec();
    let mut first = fields(2, 1, &[8], 1);
    first.extend([(274, Longs(vec![6])), (65100, Bytes(secret.clone())), (700, Bytes(secret.clone()))]);
    let mut thumbnail = fields(1, 1, &[8], 1);
    thumbnail.push((254, Longs(vec![1])));
    let mut dirty = file(vec![(first, [&[7, 8], &secret[..]].concat()), (thumbnail, vec![9])]);
    dirty.extend(&secret);
    let named: Vec<Kind> = Tiff.items(&dirty).iter().map(|item| item.kind).collect();
    for kind in [Kind::Unknown, Kind::Xmp, Kind::Thumbnail, Kind::TrailingData] {
        assert!(named.contains(&kind), "{kind:?} in {named:?}");
    }
    assert_eq!(Tiff.size(&dirty), Ok((1, 2)));
    let pages = Tiff.decode(&dirty).unwrap();
    assert_eq!((pages.pages.len(), pages.sequence), (1, Sequence::Still));
    assert_eq!(pages.pages[0].orientation, Orientation::Rotated90);
    let copy = super::encode(&pages, Encoding { quality: 92 }).unwrap();
    assert!(Tiff.items(&copy).is_empty());
    assert!(!copy.windows(secret.len()).any(|window| window == secret));
}

#[test]
fn facts_of_all_pages_are_told_once() {
    let text = |text: &str| Bytes([text.as_bytes(), b"\0"].concat());
    let mut first = fields(1, 1, &[8], 1);
    first.extend([(305, text("Painter")), (315, text("Ann Author"))]);
    let mut second = fields(1, 1, &[8], 1);
    second.extend([(315, text("Bob Builder")), (65100, text("other"))]);
    let found = Tiff.items(&file(vec![(first, vec![1]), (second, vec![2])]));
    let told: Vec<(Kind, Option<&str>)> = found.iter().map(|item| (item.kind, item.says.as_deref())).collect();
    let expected = [
        (Kind::Software, Some("software Painter")),
        (Kind::Person, Some("artist Ann Author; artist Bob Builder")),
        (Kind::Unknown, None),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    assert!(expected.iter().all(|fact| told.contains(fact)), "{told:?}");
}

#[test]
fn raw_photos_are_refused_by_name() {
    let mut dng = fields(2, 1, &[8], 1);
    dng.push((50706, Bytes(vec![1, 4, 0, 0])));
    let cfa = fields(2, 1, &[8], 32803);
    for (fields, what) in [(dng, "a RAW photo (DNG)"), (cfa, "a RAW photo")] {
        let error = Tiff.decode(&file(vec![(fields, vec![1, 2])])).unwrap_err();
        assert!(error.to_string().contains(what), "{error}");
        assert_eq!(error.code(), "unsupported-format");
    }
}

#[test]
fn missing_rows_are_warned_of_and_stay_black() {
    let mut tall = fields(1, 4, &[8], 1);
    tall.push((278, Longs(vec![4])));
    let read = Tiff.decode(&file(vec![(tall, vec![5, 6])])).unwrap();
    assert_eq!(read.warnings.len(), 1);
    assert_eq!(read.pages[0].image.samples, Samples::U8(vec![5, 6, 0, 0]));
}

#[test]
fn cut_and_flipped_files_do_not_panic() {
    let image = Image::new(9, 7, Channels::Rgba, Samples::U16((0..252).map(|i| i * 259).collect())).unwrap();
    let whole = super::encode(&decoded(vec![image.clone(), image]), Encoding { quality: 92 }).unwrap();
    let mut tried = 0;
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        for bytes in [&whole[..at], &flipped] {
            let _ = (Tiff.items(bytes), Tiff.size(bytes), Tiff.decode(bytes));
            tried += 1;
        }
    }
    assert_eq!(tried, 2 * whole.len());
}
