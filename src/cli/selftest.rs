//! `selftest`: version, formats, protection, and a small dirty picture that is cleaned on the spot.

use serde_json::json;

use crate::clean::{self, Recipe};
use crate::detect::Category;
use crate::formats::{FORMATS, Target};
use crate::pixels::{Channels, Decoded, Image, Samples};
use crate::verify;

const WRITTEN: [Target; 6] = [Target::Jpeg, Target::Png, Target::WebP, Target::Gif, Target::Tiff, Target::Bmp];
const NEEDLE: &[u8] = b"hidden words of the self-test";

/// Prints; 0 where the self-test passed, else 1.
pub fn run(as_json: bool) -> u8 {
    let formats: Vec<_> = FORMATS
        .iter()
        .map(|format| {
            let written = WRITTEN.iter().any(|target| target.id() == format.id());
            json!({ "id": format.id(), "read": true, "written": written, "exact": format.exact_target().is_some() })
        })
        .collect();
    let checked = cleans_a_dirty_picture();
    if as_json {
        let line = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "formats": formats,
            "window": cfg!(feature = "gui"),
            "detectors": Category::ALL.map(Category::id),
            "sandbox": "none",
            "selftest": if checked { "passed" } else { "failed" },
        });
        println!("{line}");
    } else {
        let ids: Vec<_> = FORMATS.iter().map(|format| format.id()).collect();
        let written: Vec<_> = WRITTEN.iter().map(|target| target.id()).collect();
        println!("blanksheet {}", env!("CARGO_PKG_VERSION"));
        println!("reads: {}", ids.join(", "));
        println!("writes: {}", written.join(", "));
        println!("looks for: {}", Category::ALL.map(Category::id).join(", "));
        let window = if cfg!(feature = "gui") { "yes" } else { "no" };
        println!("window: {window}; worker process for decoding: not yet");
        println!("a dirty picture was cleaned and checked: {}", if checked { "yes" } else { "NO" });
    }
    u8::from(!checked)
}

/// A JPEG with a comment: found dirty, cleaned, found clean.
fn cleans_a_dirty_picture() -> bool {
    let Some(dirty) = dirty_picture() else { return false };
    let holds = |bytes: &[u8]| bytes.windows(NEEDLE.len()).any(|window| window == NEEDLE);
    let found = verify::findings(&dirty).is_ok_and(|found| !found.is_empty());
    let copy = clean::clean(&dirty, &Recipe::default(), &|| false);
    found && holds(&dirty) && copy.is_ok_and(|copy| !holds(copy.cleaned.bytes()))
}

fn dirty_picture() -> Option<Vec<u8>> {
    let samples = (0..32 * 24 * 3).map(|v| (v % 251) as u8).collect();
    let image = Image::new(32, 24, Channels::Rgb, Samples::U8(samples))?;
    let decoded = Decoded::still(image);
    let clean = Target::Jpeg.encode(&decoded, crate::formats::Encoding { quality: 92 }).ok()?;
    let (soi, rest) = clean.split_at_checked(2)?;
    let length = u16::try_from(NEEDLE.len() + 2).ok()?.to_be_bytes();
    Some([soi, b"\xff\xfe", &length, NEEDLE, rest].concat())
}
