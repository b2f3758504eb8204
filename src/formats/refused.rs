//! Files that are known but not handled, named aloud with what to do.

use super::bmff::brands;
use crate::error::Error;

const VIDEO: &str =
    "Blanksheet handles photos only; take a still picture from it, or clean it with a program for videos";
const RAW: &str = "open it in your photo program and export a JPEG; the raw file itself keeps all its hidden data";
const EXPORT: &str = "open it in your photo program and export a JPEG";
const UNPACK: &str = "unpack it and give the photos inside";
const DOCUMENT: &str = "export the picture from it as a JPEG or PNG";

/// First bytes, what they mean, and what the person can do.
const SIGNATURES: &[(usize, &[u8], &str, &str)] = &[
    (0, b"\x1a\x45\xdf\xa3", "a video (Matroska or WebM)", VIDEO),
    (8, b"AVI ", "a video (AVI)", VIDEO),
    (0, b"\0\0\x01\xba", "a video (MPEG)", VIDEO),
    (0, b"\0\0\x01\xb3", "a video (MPEG)", VIDEO),
    (0, b"FLV\x01", "a video (Flash)", VIDEO),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a video (Windows Media)", VIDEO),
    (4, b"moov", "a video (QuickTime)", VIDEO),
    (4, b"mdat", "a video (QuickTime)", VIDEO),
    (4, b"wide", "a video (QuickTime)", VIDEO),
    (8, b"CR\x02\0", "a raw photo (Canon CR2)", RAW),
    (0, b"FUJIFILMCCD-RAW", "a raw photo (Fujifilm)", RAW),
    (0, b"IIRO", "a raw photo (Olympus)", RAW),
    (0, b"IIRS", "a raw photo (Olympus)", RAW),
    (0, b"MMOR", "a raw photo (Olympus)", RAW),
    (0, b"IIU\0", "a raw photo (Panasonic or Leica)", RAW),
    (0, b"FOVb", "a raw photo (Sigma)", RAW),
    (0, b"\0MRM", "a raw photo (Minolta)", RAW),
    (6, b"HEAPCCDR", "a raw photo (Canon CRW)", RAW),
    (0, b"8BPS\0\x01", "a Photoshop file", EXPORT),
    (0, b"8BPS\0\x02", "a large Photoshop file", EXPORT),
    (0, b"gimp xcf", "a GIMP file", EXPORT),
    (0, b"AFFX", "an Affinity file", EXPORT),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 picture", EXPORT),
    (0, b"\xff\x4f\xff\x51", "a JPEG 2000 picture", EXPORT),
    (0, b"II\xbc\x01", "a JPEG XR picture", EXPORT),
    (0, b"DDS ", "a texture (DDS)", EXPORT),
    (0, b"\x76\x2f\x31\x01", "an OpenEXR picture", EXPORT),
    (0, b"#?RADIANCE", "a Radiance picture", EXPORT),
    (0, b"#?RGBE", "a Radiance picture", EXPORT),
    (0, b"qoif", "a QOI picture", EXPORT),
    (0, b"farbfeld", "a farbfeld picture", EXPORT),
    (0, b"BPG\xfb", "a BPG picture", EXPORT),
    (0, b"FLIF", "a FLIF picture", EXPORT),
    (0, b"\0\0\x01\0", "an icon", EXPORT),
    (0, b"\0\0\x02\0", "a mouse pointer", EXPORT),
    (0, b"icns", "an icon", EXPORT),
    (0, b"\xff\xd9", "a broken picture", EXPORT),
    (0, b"%PDF", "a PDF document", DOCUMENT),
    (0, b"%!PS", "a PostScript document", DOCUMENT),
    (0, b"\xc5\xd0\xd3\xc6", "a PostScript document", DOCUMENT),
    (0, b"\xd0\xcf\x11\xe0", "an office document", DOCUMENT),
    (0, b"PK\x03\x04", "an archive (ZIP, or an office document)", UNPACK),
    (0, b"PK\x05\x06", "an archive (ZIP)", UNPACK),
    (0, b"Rar!\x1a\x07", "an archive (RAR)", UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)", UNPACK),
    (0, b"\x1f\x8b", "an archive (gzip)", UNPACK),
    (0, b"BZh", "an archive (bzip2)", UNPACK),
    (0, b"\xfd7zXZ\0", "an archive (xz)", UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "an archive (zstd)", UNPACK),
    (257, b"ustar", "an archive (tar)", UNPACK),
    (0, b"ID3", "a sound", "Blanksheet handles photos only"),
    (0, b"fLaC", "a sound", "Blanksheet handles photos only"),
    (0, b"OggS", "a sound or video (Ogg)", "Blanksheet handles photos only"),
    (8, b"WAVE", "a sound", "Blanksheet handles photos only"),
    (0, b"\x7fELF", "a program", "Blanksheet handles photos only"),
    (0, b"MZ", "a program", "Blanksheet handles photos only"),
    (0, b"\0\x05\x16\x07", "a side file of macOS", "the photo itself is the file without \"._\" in its name"),
    (0, b"bplist", "a settings file", "Blanksheet handles photos only"),
    (0, b"SQLite format 3\0", "a database", "Blanksheet handles photos only"),
];

/// The refusal for a file that no format in [`super::FORMATS`] takes, named by its first bytes.
pub fn name(head: &[u8]) -> Error {
    let (what, advice) = known(head);
    Error::UnsupportedFormat { what: what.into(), advice: advice.into() }
}

fn known(head: &[u8]) -> (&'static str, &'static str) {
    if head.is_empty() {
        return ("an empty file", "look for the photo where you copied it from");
    }
    let signature = SIGNATURES.iter().find(|(at, magic, ..)| head.get(*at..).is_some_and(|h| h.starts_with(magic)));
    if let Some(&(_, _, what, advice)) = signature {
        return (what, advice);
    }
    if let Some(film) = movie(head) {
        return film;
    }
    if let Some(known) = text(head) {
        return known;
    }
    ("a file of an unknown kind", EXPORT)
}

/// Files that begin with `ftyp` and are neither HEIF nor AVIF.
fn movie(head: &[u8]) -> Option<(&'static str, &'static str)> {
    let brands = brands(head);
    let major = brands.first()?;
    Some(match major {
        b"crx " => ("a raw photo (Canon CR3)", RAW),
        b"qt  " => ("a video (QuickTime)", VIDEO),
        b"jp2 " | b"jpx " | b"jph " => ("a JPEG 2000 picture", EXPORT),
        b"M4A " | b"M4B " | b"M4P " => ("a sound", "Blanksheet handles photos only"),
        [b'3', b'g', ..] => ("a video (3GP)", VIDEO),
        _ => ("a video (MP4)", VIDEO),
    })
}

/// What is written in letters.
fn text(head: &[u8]) -> Option<(&'static str, &'static str)> {
    let begin = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let holds = |word: &[u8]| head.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word));
    if begin.starts_with(b"<") {
        return Some(match () {
            () if holds(b"<svg") => ("a drawing (SVG)", "open it in a browser and take a picture of it"),
            () if holds(b"x:xmpmeta") => {
                ("a side file with data about a photo (XMP)", "the photo itself is another file")
            }
            () if holds(b"<html") => ("a web page", "save the picture itself from it"),
            () => ("a text (XML)", "Blanksheet handles photos only"),
        });
    }
    // Portable anymaps. [netpbm]
    if let [b'P', b'1'..=b'7', white, ..] = head
        && white.is_ascii_whitespace()
    {
        return Some(("a portable anymap (PNM)", EXPORT));
    }
    let readable = |&b: &u8| b >= 0x20 || b.is_ascii_whitespace();
    head.iter().all(readable).then_some(("a text", "Blanksheet handles photos only"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_files_are_named() {
        let cases: [(&[u8], &str); 12] = [
            (b"\0\0\0\x18ftypisom\0\0\0\0", "a video (MP4)"),
            (b"\0\0\0\x18ftypqt  \0\0\0\0", "a video (QuickTime)"),
            (b"\0\0\0\x18ftypcrx \0\0\0\0", "a raw photo (Canon CR3)"),
            (b"RIFF\0\0\0\0AVI LIST", "a video (AVI)"),
            (b"II*\0\x10\0\0\0CR\x02\0", "a raw photo (Canon CR2)"),
            (b"8BPS\0\x01", "a Photoshop file"),
            (b"%PDF-1.7", "a PDF document"),
            (b"PK\x03\x04", "an archive (ZIP, or an office document)"),
            (b"<?xml version=\"1.0\"?><svg>", "a drawing (SVG)"),
            (b"P6\n1 1 255\n", "a portable anymap (PNM)"),
            (b"hello", "a text"),
            (b"", "an empty file"),
        ];
        for (head, wanted) in cases {
            let Error::UnsupportedFormat { what, advice } = name(head) else { panic!("another error") };
            assert_eq!(what, wanted);
            assert!(advice.len() > 20, "{advice}");
        }
    }

    #[test]
    fn unknown_bytes_are_unknown() {
        assert_eq!(known(&[0x80, 1, 2, 3]).0, "a file of an unknown kind");
    }
}
