//! Text from photos and file names, made fit to be shown: what could move the cursor, turn the writing direction or
//! hide is escaped.

use std::path::Path;

use crate::output::is_deceptive;
use crate::walk::Photo;

/// The text with deceptive characters as `\u{202e}`.
pub fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_deceptive(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown
}

/// A finished line of JSON with deceptive characters inside its strings as `\u202e`; it means the same.
pub fn json_escaped(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    for c in line.chars() {
        if is_deceptive(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// The path of a photo as text; the name of one that is no file.
pub fn photo(photo: &Photo) -> String {
    photo.path().map_or_else(|| photo.name(), path)
}

/// A path as text; bytes that are not UTF-8 as `\xNN`.
pub fn path(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_deceptive_is_left() {
        assert_eq!(shown("a\u{202e}b\n\u{200b}c\u{1b}[2J"), "a\\u{202e}b\\u{a}\\u{200b}c\\u{1b}[2J");
        assert_eq!(shown("Zürich, 東京"), "Zürich, 東京");
    }

    #[test]
    fn escaped_json_means_the_same() {
        let text = "x\u{202e}\u{feff}\u{e0041}y";
        let line = json_escaped(&serde_json::to_string(text).unwrap());
        assert!(line.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }

    #[cfg(unix)]
    #[test]
    fn odd_bytes_of_a_path_are_named() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(path(Path::new(std::ffi::OsStr::from_bytes(b"a\xffb\xc3"))), "a\\xFFb\\xC3");
    }
}
