//! Pictures inside a picture file beside its own: small copies, and pictures behind its end.

use super::opened::{first, small};
use super::shown::shown;
use super::thumbnail;
use crate::error::Error;
use crate::formats::{self, Enclosed};
use crate::item::Kind;
use crate::pixels::{Image, Orientation};

/// The most that are shown of one file, and the most that are tried.
const MOST: usize = 8;
const MOST_TRIED: usize = 24;
/// Larger ones are not decoded.
const MOST_PIXELS: u64 = 40_000_000;
/// Their longer side, as they are shown.
const SIDE: u32 = 320;

/// A picture that the file holds beside its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenPicture {
    pub kind: Kind,
    /// As a screen shows it; its longer side is at most 320 pixels.
    pub image: Image,
    /// Its real size, upright.
    pub width: u32,
    pub height: u32,
    /// It shows something else than the photo. Maps of depth and brightness never do.
    pub differs: bool,
}

/// The hidden pictures that can be decoded, at most eight, in the order of the file. `preview` is the photo itself.
pub fn hidden_pictures(untrusted: &[u8], preview: &Image) -> Vec<HiddenPicture> {
    let Ok(format) = formats::sniff(untrusted) else { return Vec::new() };
    let mut enclosed = format.enclosed(untrusted);
    enclosed.truncate(MOST_TRIED);
    let mut found: Vec<HiddenPicture> = Vec::new();
    for (i, picture) in enclosed.iter().enumerate() {
        let again = enclosed.iter().take(i).any(|other| other == picture);
        if found.len() < MOST && !again {
            found.extend(hidden(picture, preview).ok());
        }
    }
    found
}

/// Whether one of the small copies in the file shows something else than its picture.
pub fn thumbnails_differ(untrusted: &[u8], picture: &Image) -> bool {
    let Ok(format) = formats::sniff(untrusted) else { return false };
    let copies = format.enclosed(untrusted).into_iter().filter(|enclosed| enclosed.kind == Kind::Thumbnail);
    copies.take(MOST).filter_map(|copy| hidden(&copy, picture).ok()).any(|hidden| hidden.differs)
}

fn hidden(enclosed: &Enclosed<'_>, photo: &Image) -> Result<HiddenPicture, Error> {
    let bytes = &*enclosed.bytes;
    let format = formats::sniff(bytes)?;
    let (width, height) = format.size(bytes)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS || moves(bytes) {
        return Err(Error::too_large("a hidden picture"));
    }
    let mut decoded = small(format, bytes, SIDE)?;
    let (mut width, mut height) = (width, height);
    if let [page, ..] = decoded.pages.as_mut_slice()
        && page.orientation == Orientation::Upright
    {
        page.orientation = enclosed.orientation;
        (width, height) = page.orientation.upright_size(width, height);
    }
    let page = first(&decoded)?;
    let image = shown(page, SIDE)?;
    let is_map = matches!(enclosed.kind, Kind::DepthMap | Kind::GainMap);
    let differs = !is_map && thumbnail::differs(photo, &page.image);
    Ok(HiddenPicture { kind: enclosed.kind, image, width, height, differs })
}

/// Whether it has frames, which a small file can have many of.
fn moves(bytes: &[u8]) -> bool {
    let holds = |mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    match bytes.first() {
        Some(0xff) => false,
        Some(0x89) => holds(b"acTL"),
        Some(b'R') => holds(b"ANMF"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::opened::open;
    use super::super::tests::{jpeg, with_thumbnail};
    use super::*;

    fn left(x: f32, y: f32) -> bool {
        x < 0.4 && y > 0.2
    }

    fn other(x: f32, y: f32) -> bool {
        x > 0.5 || y < 0.3
    }

    fn pictures(file: &[u8]) -> Vec<(Kind, u32, u32, bool)> {
        let preview = open(file, 300).unwrap().preview(300).unwrap();
        let found = hidden_pictures(file, &preview);
        assert!(found.iter().all(|hidden| hidden.image.width.max(hidden.image.height) <= SIDE));
        found.into_iter().map(|hidden| (hidden.kind, hidden.width, hidden.height, hidden.differs)).collect()
    }

    #[test]
    fn small_copies_and_pictures_behind_the_end_are_shown() {
        let photo = with_thumbnail(&jpeg(320, 240, left), &jpeg(160, 120, left));
        let behind = jpeg(640, 480, other);
        let file = [photo, b"between".to_vec(), behind].concat();
        let wanted = [(Kind::Thumbnail, 160, 120, false), (Kind::SecondPicture, 640, 480, true)];
        assert_eq!(pictures(&file), wanted);
    }

    #[test]
    fn a_small_copy_lies_as_its_photo_does() {
        let photo = with_thumbnail(&jpeg(320, 240, left), &jpeg(160, 120, left));
        let orientation = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0];
        let at = photo.windows(9).position(|bytes| bytes == orientation).unwrap();
        let file = [&photo[..at + 9], &[6], &photo[at + 10..]].concat();
        assert_eq!(pictures(&file), [(Kind::Thumbnail, 120, 160, false)]);
    }

    #[test]
    fn a_picture_that_is_there_twice_is_shown_once_and_never_more_than_eight() {
        let photo = jpeg(320, 240, left);
        let behind: Vec<u8> = (0..12u32).flat_map(|i| jpeg(64 + i, 48, other)).collect();
        let twice = [jpeg(64, 48, other), jpeg(64, 48, other)].concat();
        assert_eq!(pictures(&[photo.clone(), twice].concat()).len(), 1);
        assert_eq!(pictures(&[photo, behind].concat()).len(), MOST);
    }

    #[test]
    fn what_cannot_be_decoded_or_is_too_large_is_left_out() {
        let photo = jpeg(320, 240, left);
        let mut large = jpeg(64, 48, other);
        let at = large.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        large[at + 5..at + 9].copy_from_slice(&[0x80, 0, 0x80, 0]);
        assert_eq!(pictures(&[photo.clone(), large].concat()), []);
        assert_eq!(pictures(&[photo, b"\xff\xd8\xff\xdb\0\x04no\xff\xd9".to_vec()].concat()), []);
    }
}
