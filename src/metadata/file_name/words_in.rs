//! Whether somebody wrote words into the name of a file, as cameras and programs do not.

/// Words that cameras, programs, and people in a hurry give to any picture; lower case.
const NEUTRAL: [&str; 101] = [
    "acr",
    "avif",
    "bild",
    "bilder",
    "bildschirmfoto",
    "bmp",
    "burst",
    "camera",
    "cat",
    "cimg",
    "clean",
    "copy",
    "cover",
    "crop",
    "cropped",
    "dirty",
    "dji",
    "dog",
    "download",
    "dsc",
    "dscf",
    "dscn",
    "dscpdc",
    "edit",
    "edited",
    "effects",
    "export",
    "file",
    "final",
    "flir",
    "foto",
    "fotos",
    "frame",
    "gif",
    "gopr",
    "gpfr",
    "hdr",
    "heic",
    "heif",
    "image",
    "images",
    "img",
    "imgp",
    "inked",
    "input",
    "inshot",
    "instagram",
    "jpeg",
    "jpg",
    "jxl",
    "kopie",
    "large",
    "line",
    "live",
    "main",
    "messenger",
    "mmexport",
    "motion",
    "mov",
    "mvimg",
    "new",
    "night",
    "original",
    "output",
    "page",
    "pano",
    "part",
    "photo",
    "photos",
    "picture",
    "pictures",
    "pic",
    "pics",
    "png",
    "portrait",
    "pxl",
    "raw",
    "rdt",
    "received",
    "result",
    "sam",
    "sample",
    "scan",
    "scanned",
    "screen",
    "screenshot",
    "shot",
    "signal",
    "small",
    "snapchat",
    "stitch",
    "telegram",
    "temp",
    "test",
    "thumb",
    "thumbnail",
    "tif",
    "tiff",
    "untitled",
    "webp",
    "whatsapp",
];
/// Shorter runs of letters are no words.
const SHORTEST: usize = 3;
/// A number behind a word is short ("iPhone12"); a longer one is a camera's.
const LONGEST_NUMBER: usize = 3;

/// Whether the stem holds a word that is not neutral.
pub fn tells(stem: &str) -> bool {
    stem.split(|c: char| !c.is_alphanumeric()).filter_map(word).any(|word| !NEUTRAL.contains(&word.as_str()))
}

/// The letters of a part that is a word, perhaps with a short number behind it: neither a camera's number nor a hash.
fn word(part: &str) -> Option<String> {
    let letters = part.trim_end_matches(|c: char| c.is_numeric());
    let is_word = letters.chars().count() >= SHORTEST && letters.chars().all(char::is_alphabetic);
    (is_word && part.len() - letters.len() <= LONGEST_NUMBER).then(|| letters.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_and_numbers_of_cameras_do_not() {
        for stem in ["berlin-hotel", "iPhone 12", "iphone12", "Anna", "IMG_1234 Anna", "Москва", "2022-07-08 party"]
        {
            assert!(tells(stem), "{stem}");
        }
        for stem in [
            "IMG_1234",
            "DSC01234",
            "_DSC0042",
            "PXL_20220708_211205123.MP",
            "photo-0001",
            "Screenshot_2022-07-08-23-12-05",
            "WhatsApp Image 2022-07-08 at 23.12.05",
            "IMG-20220708-WA0001",
            "image (1)",
            "Untitled",
            "3755b21390a93c1474aef88f4162de17",
            "0b9f1c2e-55aa-4d3f-9d1e-3f1f5a5b6c7d",
            "P1010123",
            "a",
            "",
        ] {
            assert!(!tells(stem), "{stem}");
        }
    }
}
