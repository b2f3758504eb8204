use super::Bmp;
use crate::formats::{Encoding, Format};
use crate::item::Kind;
use crate::pixels::{Channels, Decoded, Image, Samples};

/// A file with a 40-byte header.
fn file(size: [i32; 2], bits: u16, compression: u32, palette: &[u8], pixels: &[u8]) -> Vec<u8> {
    let mut out = b"BM\0\0\0\0\0\0\0\0".to_vec();
    out.extend((54 + palette.len() as u32).to_le_bytes());
    out.extend(40u32.to_le_bytes());
    out.extend(size.iter().flat_map(|side| side.to_le_bytes()));
    out.extend([1u16.to_le_bytes(), bits.to_le_bytes()].concat());
    out.extend(compression.to_le_bytes());
    out.extend([0; 20]);
    [&out, palette, pixels].concat()
}

fn page(bytes: &[u8]) -> Image {
    Bmp.decode(bytes).unwrap().pages.remove(0).image
}

fn written(image: Image) -> Vec<u8> {
    super::encode(&Decoded::still(image), Encoding { quality: 92 }).unwrap()
}

#[test]
fn pictures_are_written_and_read_back() {
    for channels in [Channels::Rgb, Channels::Rgba] {
        let samples = (0..7 * 5 * channels.count()).map(|i| (i * 11) as u8).collect();
        let image = Image::new(7, 5, channels, Samples::U8(samples)).unwrap();
        let bytes = written(image.clone());
        assert_eq!(page(&bytes), image);
        assert_eq!(Bmp.size(&bytes), Ok((7, 5)));
        assert!(Bmp.items(&bytes).is_empty());
        assert_eq!(bytes.len(), u32::from_le_bytes(bytes[2..6].try_into().unwrap()) as usize);
    }
}

#[test]
fn rows_may_begin_above_or_below() {
    let rows = [1, 2, 3, 0, 4, 5, 6, 0];
    assert_eq!(page(&file([1, 2], 24, 0, &[], &rows)).samples, Samples::U8(vec![6, 5, 4, 3, 2, 1]));
    assert_eq!(page(&file([1, -2], 24, 0, &[], &rows)).samples, Samples::U8(vec![3, 2, 1, 6, 5, 4]));
}

#[test]
fn runs_are_unrolled() {
    let palette = [0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 2, 0];
    let palette = [&palette[..], &[0; 4 * 253]].concat();
    // Three of 1, a new row, two literals of 2 and 1, the end.
    let coded = [3, 1, 0, 0, 0, 3, 2, 1, 2, 0, 0, 1];
    let gray = |levels: [u8; 6]| Samples::U8(levels.iter().flat_map(|&v| [v; 3]).collect());
    assert_eq!(page(&file([3, 2], 8, 1, &palette, &coded)).samples, gray([2, 1, 2, 1, 1, 1]));
    let coded = [3, 0x12, 0, 0, 3, 0x21, 0, 1];
    assert_eq!(page(&file([3, 2], 4, 2, &palette[..64], &coded)).samples, gray([2, 1, 2, 1, 2, 1]));
}

#[test]
fn fourth_bytes_are_no_alpha() {
    let bytes = file([2, 1], 32, 0, &[], b"\x01\x02\x03s\x04\x05\x06e");
    assert_eq!(page(&bytes).samples, Samples::U8(vec![3, 2, 1, 6, 5, 4]));
    assert_eq!(Bmp.items(&bytes).len(), 1);
}

#[test]
fn what_hides_between_and_behind_is_named() {
    let mut bytes = file([1, 2], 24, 0, b"gap!", &[1, 2, 3, b'p', 4, 5, 6, b'q']);
    bytes[6..10].copy_from_slice(b"rsvd");
    bytes.extend(b"behind");
    let kinds: Vec<_> = Bmp.items(&bytes).iter().map(|item| item.kind).collect();
    assert_eq!(kinds.iter().filter(|&&kind| kind == Kind::TrailingData).count(), 2);
    assert_eq!(kinds.iter().filter(|&&kind| kind == Kind::Unknown).count(), 2);
    let copy = written(page(&bytes));
    assert!(Bmp.items(&copy).is_empty());

    let palette = [9, 9, 9, 0, 1, 1, 1, b's'];
    let items = Bmp.items(&file([3, 1], 1, 0, &palette, &[0b1110_0001, 0, 0, 0]));
    assert_eq!(items.len(), 3, "odd bits of a row, an unused entry, a fourth byte: {items:?}");
}

#[test]
fn cut_files_are_warned_of_or_refused() {
    let rows: Vec<u8> = (0..64).collect();
    let whole = file([1, 16], 24, 0, &[], &rows);
    assert!(Bmp.decode(&whole).unwrap().warnings.is_empty());
    assert_eq!(Bmp.decode(&whole[..whole.len() - 5]).unwrap().warnings.len(), 1);
    assert_eq!(Bmp.decode(&whole[..54]).unwrap_err().code(), "damaged");
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        for bytes in [&whole[..at], &flipped] {
            let _ = (Bmp.items(bytes), Bmp.size(bytes), Bmp.decode(bytes));
        }
    }
}
