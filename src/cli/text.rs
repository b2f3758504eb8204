//! Text for the lines of the command line.

use std::path::Path;

use crate::plain::is_deceptive;
use crate::walk::Photo;

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
