//! Paths → photos to work on, in sorted order, and what a folder holds beside them.

mod beside;
mod photo;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

pub use beside::Beside;
pub use photo::{Photo, Source};

use crate::formats;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    pub photos: Vec<Photo>,
    /// What folders hold beside pictures, by kind.
    pub beside: BTreeMap<Beside, usize>,
    /// Folders that could not be read, with the reason.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// Walks files and folders in the order given, each folder sorted by name; links are not followed.
pub fn walk(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.is_dir() {
            folder(path, Path::new(""), &mut found);
        } else {
            found.photos.push(Photo::file(path.clone()));
        }
    }
    found
}

fn folder(path: &Path, tree: &Path, found: &mut Found) {
    let mut entries: Vec<_> = match fs::read_dir(path) {
        Ok(entries) => entries.flatten().collect(),
        Err(error) => {
            found.unreadable.push((path.to_path_buf(), error.to_string()));
            return;
        }
    };
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folder(&path, &tree.join(entry.file_name()), found),
            Ok(kind) if kind.is_file() => match beside::of(&path, &photo::head(&path)) {
                Some(beside) => *found.beside.entry(beside).or_default() += 1,
                None => found.photos.push(Photo { tree: tree.to_path_buf(), ..Photo::file(path) }),
            },
            Ok(kind) if kind.is_symlink() => *found.beside.entry(Beside::Link).or_default() += 1,
            _ => *found.beside.entry(Beside::Other).or_default() += 1,
        }
    }
}

/// The extensions that a copy of a file with these first bytes may get.
pub fn extensions(head: &[u8]) -> &'static [&'static str] {
    match formats::sniff(head).map(|format| format.id()) {
        Ok("jpeg") => &["jpg"],
        Ok("png") => &["png"],
        Ok("webp") => &["webp"],
        Ok("gif") => &["gif"],
        Ok("tiff") => &["tif"],
        Ok("bmp") => &["bmp"],
        Ok(_) => &["jpg", "png"],
        Err(_) => &[],
    }
}
