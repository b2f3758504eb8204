//! What lies in folders beside pictures: counted and named, never worked on.

use std::path::Path;

use crate::formats;
use crate::output;

/// Kinds of files that are left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Beside {
    Video,
    /// Files that hold the same facts as the photo beside them: `.xmp`, `.aae`, Takeout `.json`.
    Sidecar,
    /// `._*`, `.DS_Store`, `Thumbs.db` …; the first can hold the same facts too.
    System,
    Text,
    Sound,
    Link,
    Other,
}

impl Beside {
    /// A stable word, for the texts of the window.
    pub fn id(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Sidecar => "sidecar",
            Self::System => "system",
            Self::Text => "text",
            Self::Sound => "sound",
            Self::Link => "link",
            Self::Other => "other",
        }
    }

    /// "3 videos (not handled)", for the summary.
    pub fn counted(self, count: usize) -> String {
        let (one, many, note) = match self {
            Self::Video => {
                ("video", "videos", "not handled; the moving half of a Live Photo can say the same as its picture")
            }
            Self::Sidecar => {
                ("sidecar file", "sidecar files", "left alone; they can say the same as the photos beside them")
            }
            Self::System => {
                ("system file", "system files", "left alone; ._ files can say the same as the photos beside them")
            }
            Self::Text => ("text", "texts", "left alone"),
            Self::Sound => ("sound", "sounds", "left alone"),
            Self::Link => ("link", "links", "not followed"),
            Self::Other => ("other file", "other files", "left alone"),
        };
        format!("{count} {} ({note})", if count == 1 { one } else { many })
    }
}

/// `None` for pictures, and for files that claim by their name to be one: those get a line of their own.
pub fn of(path: &Path, head: &[u8]) -> Option<Beside> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    if name.starts_with("._") || SYSTEM.contains(&name.as_str()) || output::is_temporary(&name) {
        return Some(Beside::System);
    }
    if formats::sniff(head).is_ok() {
        return None;
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let lists = [(VIDEO, Beside::Video), (SIDECAR, Beside::Sidecar), (TEXT, Beside::Text), (SOUND, Beside::Sound)];
    if let Some((_, beside)) = lists.iter().find(|(list, _)| list.contains(&extension)) {
        return Some(*beside);
    }
    (!PICTURE.contains(&extension)).then_some(Beside::Other)
}

const SYSTEM: &[&str] = &[".ds_store", "thumbs.db", "desktop.ini", ".nomedia", ".picasa.ini", "ehthumbs.db"];
const VIDEO: &[&str] = &[
    "mov", "mp4", "m4v", "avi", "mkv", "webm", "3gp", "3g2", "mts", "m2ts", "mpg", "mpeg", "wmv", "flv", "insv", "lrv",
];
const SIDECAR: &[&str] = &["xmp", "aae", "json", "thm", "pp3", "dop", "cos", "on1"];
const TEXT: &[&str] = &["txt", "md", "html", "htm", "csv", "rtf", "doc", "docx", "odt", "log", "ini"];
const SOUND: &[&str] = &["mp3", "wav", "m4a", "aac", "ogg", "opus", "flac"];
/// Names that promise a picture, handled or not: a file that is none under such a name is refused aloud.
const PICTURE: &[&str] = &[
    "jpg", "jpeg", "jpe", "jfif", "jif", "mpo", "png", "apng", "webp", "gif", "tif", "tiff", "bmp", "dib", "heic",
    "heif", "hif", "heics", "avif", "avifs", "jxl", "jp2", "j2k", "jpx", "jxr", "psd", "psb", "svg", "ico", "dng",
    "cr2", "cr3", "crw", "nef", "nrw", "arw", "sr2", "raf", "orf", "rw2", "pef", "srw", "x3f", "exr", "hdr", "tga",
    "pcx", "ppm", "pgm", "pbm", "xcf", "raw",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_beside_pictures_are_known_by_name() {
        let beside = |name: &str| of(Path::new(name), b"nothing known");
        assert_eq!(beside("IMG_0001.MOV"), Some(Beside::Video));
        assert_eq!(beside("._IMG_0001.JPG"), Some(Beside::System));
        assert_eq!(beside("IMG_0001.jpg.json"), Some(Beside::Sidecar));
        assert_eq!(beside("readme"), Some(Beside::Other));
        assert_eq!(beside("broken.jpg"), None, "a broken photo gets a line");
        assert_eq!(beside("shot.CR3"), None, "a RAW photo is refused aloud");
    }
}
