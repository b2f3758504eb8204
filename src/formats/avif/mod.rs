//! AVIF [AV1 Image File Format 1.1]: still pictures, grids, alpha, and animations.

mod av1;
mod sequence;
mod still;
mod yuv;

use crate::error::Error;
use crate::formats::bmff::{self, Meta, looks, report, shape};
use crate::formats::{Enclosed, Format, Target};
use crate::item::Item;
use crate::pixels::limits::check_size;
use crate::pixels::{Decoded, Orientation, Page, Sequence};

/// AVIF.
pub struct Avif;

impl Format for Avif {
    fn id(&self) -> &'static str {
        "avif"
    }

    fn matches(&self, head: &[u8]) -> bool {
        bmff::brands(head).iter().any(|brand| matches!(brand, b"avif" | b"avis"))
    }

    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error> {
        if let Some(size) = animated(untrusted).then(|| sequence::size(untrusted)).flatten() {
            return Ok(size);
        }
        let (meta, primary) = primary(untrusted)?;
        shape::shown_size(&meta, primary)
    }

    fn items(&self, untrusted: &[u8]) -> Vec<Item> {
        report::items(untrusted, animated(untrusted) && sequence::size(untrusted).is_some())
    }

    fn enclosed<'a>(&self, untrusted: &'a [u8]) -> Vec<Enclosed<'a>> {
        report::enclosed(untrusted)
    }

    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error> {
        let (width, height) = self.size(untrusted)?;
        check_size(width, height, untrusted.len())?;
        if let Some(animation) = animated(untrusted).then(|| sequence::read(untrusted)).flatten() {
            let animation = animation?;
            let sequence = Sequence::Animation { loops: animation.loops };
            return Ok(decoded(animation.pages, sequence, animation.full_chroma));
        }
        still(untrusted)
    }

    fn target(&self, decoded: &Decoded) -> Target {
        still_target(decoded)
    }
}

/// PNG where something is transparent or moves, else JPEG.
pub fn still_target(decoded: &Decoded) -> Target {
    let clear = decoded.pages.iter().any(|page| page.image.channels.has_alpha());
    if clear || decoded.sequence != Sequence::Still { Target::Png } else { Target::Jpeg }
}

/// Whether the file says that it is first of all a sequence.
fn animated(untrusted: &[u8]) -> bool {
    bmff::brands(untrusted).first() == Some(b"avis")
}

fn primary(untrusted: &[u8]) -> Result<(Meta<'_>, u32), Error> {
    let meta = Meta::read(untrusted).ok_or_else(|| Error::damaged("its table of contents is missing"))?;
    let primary = meta.primary.ok_or_else(|| Error::damaged("its table of contents names no picture"))?;
    Ok((meta, primary))
}

/// The primary picture, also of files that call themselves HEIF.
pub fn still(untrusted: &[u8]) -> Result<Decoded, Error> {
    let (meta, primary) = primary(untrusted)?;
    let (width, height) = shape::shown_size(&meta, primary)?;
    let still = still::item(&meta, primary, untrusted.len(), 0)?;
    if (still.image.width, still.image.height) != (width, height) {
        return Err(Error::damaged("the picture's size is unclear"));
    }
    let colour = looks::colour(&meta, primary).unwrap_or_else(|| still.nclx.colour());
    let page = Page { image: still.image, colour, orientation: Orientation::Upright, delay: None };
    Ok(decoded(vec![page], Sequence::Still, still.full_chroma))
}

fn decoded(pages: Vec<Page>, sequence: Sequence, full_chroma: bool) -> Decoded {
    // AV1 filters reach eight pixels over the edge of a block; chroma two more.
    Decoded { pages, sequence, lossy: true, full_chroma, block: (8, 8), reach: 10, warnings: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::bmff::fixtures::{Item as Fixture, file, full_box, iso_box, ispe};
    use crate::pixels::{Channels, Image, Samples};

    /// 16×8 pixels in 4:4:4: the left half (200, 60, 30), the right half (20, 60, 200).
    const HALVES: &[u8] = b"\x12\x00\x0a\x08\x38\x0c\xbf\xb6\x80\x86\x83\x48\x32\x2a\x12\x02\x43\x4a\x80\x00\
        \xf2\x00\x00\x00\xff\xd1\x3d\x04\x82\x99\xbf\x05\xcb\x31\x9f\xf5\x97\x52\x5a\x11\xeb\xdf\x53\x8a\
        \x3d\x75\xeb\x81\xda\x5e\xc4\x66\x1b\xff\xb1\x80";

    fn picture(id: u16, properties: Vec<Vec<u8>>) -> Fixture {
        let properties = [vec![ispe(16, 8)], properties].concat();
        Fixture { id, kind: *b"av01", properties, data: HALVES.into(), ..Fixture::default() }
    }

    fn pixel(image: &Image, x: usize, y: usize) -> &[u8] {
        let Samples::U8(v) = &image.samples else { panic!("not eight bits") };
        let count = image.channels.count();
        &v[(y * image.width as usize + x) * count..][..count]
    }

    #[track_caller]
    fn assert_near(a: &[u8], b: &[u8]) {
        assert!(a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= 3), "{a:?} {b:?}");
    }

    #[test]
    fn a_picture_is_decoded_and_turned() {
        let file = file(b"avif", &[picture(1, vec![iso_box(b"irot", &[1])])], &[], b"");
        assert!(Avif.matches(&file));
        assert_eq!(Avif.size(&file), Ok((8, 16)));
        let decoded = Avif.decode(&file).unwrap();
        let image = &decoded.pages[0].image;
        assert_eq!((image.width, image.height, image.channels), (8, 16, Channels::Rgb));
        assert_near(pixel(image, 4, 2), &[20, 60, 200]);
        assert_near(pixel(image, 4, 13), &[200, 60, 30]);
        assert!(decoded.full_chroma && Avif.target(&decoded) == Target::Jpeg);
    }

    #[test]
    fn tiles_make_one_picture() {
        let grid = Fixture { id: 1, kind: *b"grid", data: vec![0, 0, 1, 0, 0, 14, 0, 16], ..Fixture::default() };
        let parts = [grid, picture(2, vec![]), picture(3, vec![])];
        let whole = file(b"avif", &parts, &[(b"dimg", 1, &[2, 3])], b"");
        // Two rows of one tile, the lower one cut at the right and below.
        let decoded = Avif.decode(&whole).unwrap();
        let image = &decoded.pages[0].image;
        assert_eq!((image.width, image.height), (14, 16));
        assert_near(pixel(image, 2, 12), &[200, 60, 30]);
        assert_near(pixel(image, 13, 12), &[20, 60, 200]);
        let missing = file(b"avif", &parts, &[(b"dimg", 1, &[2])], b"");
        assert_eq!(Avif.decode(&missing).unwrap_err().code(), "damaged");
    }

    #[test]
    fn alpha_makes_a_png() {
        let urn = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";
        let parts = [picture(1, vec![]), picture(2, vec![full_box(b"auxC", 0, 0, urn)])];
        let file = file(b"avif", &parts, &[(b"auxl", 2, &[1])], b"");
        let decoded = Avif.decode(&file).unwrap();
        assert_eq!(decoded.pages[0].image.channels, Channels::Rgba);
        assert_eq!(Avif.target(&decoded), Target::Png);
    }

    #[test]
    fn another_size_than_stated_is_refused() {
        for size in [(8, 8), (16, 16), (17, 8), (4000, 4000)] {
            let mut other = picture(1, vec![]);
            other.properties = vec![ispe(size.0, size.1)];
            assert!(Avif.decode(&file(b"avif", &[other], &[], b"")).is_err(), "{size:?}");
        }
    }

    #[test]
    fn cuts_and_flipped_bytes_do_no_harm() {
        let whole = file(b"avif", &[picture(1, vec![iso_box(b"colr", b"nclx\0\x01\0\x0d\0\x06\x80")])], &[], b"");
        for end in 0..whole.len() {
            assert!(Avif.decode(&whole[..end]).is_err(), "cut at {end}");
        }
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            let _ = (Avif.decode(&broken), Avif.items(&broken));
        }
    }
}
