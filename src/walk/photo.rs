//! A photo and where its bytes are.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A photo to work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    pub source: Source,
    /// The folders between the folder that was named and the file; empty for files that were named themselves.
    pub tree: PathBuf,
}

/// Where the bytes of a photo are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    File(PathBuf),
    /// Pasted, or part of the program.
    Memory {
        name: String,
        bytes: Arc<[u8]>,
    },
}

impl Photo {
    pub fn file(path: PathBuf) -> Self {
        Self { source: Source::File(path), tree: PathBuf::new() }
    }

    pub fn memory(name: String, bytes: Arc<[u8]>) -> Self {
        Self { source: Source::Memory { name, bytes }, tree: PathBuf::new() }
    }

    /// Where it lies on a disk.
    pub fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::File(path) => Some(path),
            Source::Memory { .. } => None,
        }
    }

    /// Its own name, without folders; what is no text in it is replaced.
    pub fn name(&self) -> String {
        self.file_name().to_string_lossy().into_owned()
    }

    /// The same, as the system has it.
    pub fn file_name(&self) -> &OsStr {
        match &self.source {
            Source::File(path) => path.file_name().unwrap_or_default(),
            Source::Memory { name, .. } => Path::new(name).file_name().unwrap_or_default(),
        }
    }

    /// Bytes in the file; 0 where that cannot be told.
    pub fn size(&self) -> u64 {
        match &self.source {
            Source::File(path) => path.metadata().map_or(0, |meta| meta.len()),
            Source::Memory { bytes, .. } => bytes.len() as u64,
        }
    }

    /// Its first bytes; empty where it cannot be read (that is reported when its turn comes).
    pub fn head(&self) -> Vec<u8> {
        match &self.source {
            Source::File(path) => head(path),
            Source::Memory { bytes, .. } => bytes.iter().take(HEAD).copied().collect(),
        }
    }
}

/// Bytes from which a format is told.
const HEAD: usize = 4096;

/// The first bytes of a file; empty where it cannot be read (it is then reported when its turn comes).
pub(super) fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    // Opening a pipe would wait for somebody to write into it.
    if path.is_file()
        && let Ok(file) = File::open(path)
    {
        let _ = file.take(HEAD as u64).read_to_end(&mut head);
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_in_memory_is_like_a_file() {
        let pasted = Photo::memory("in/pasted.png".into(), vec![7; 5000].into());
        assert_eq!((pasted.name(), pasted.path(), pasted.head().len()), ("pasted.png".into(), None, 4096));
        let file = Photo::file("in/a.jpg".into());
        assert_eq!((file.name(), file.path(), file.head().len()), ("a.jpg".into(), Some(Path::new("in/a.jpg")), 0));
    }
}
