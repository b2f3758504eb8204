//! Reading an original: read-only, regular files only, never more than the limit.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::error::Error;

/// The largest file that is read: a 200-megapixel TIFF of 16 bit fits.
const MAX_FILE_BYTES: u64 = 2 << 30;

/// The bytes of a file.
pub fn whole(path: &Path) -> Result<Vec<u8>, Error> {
    let meta = fs::metadata(path).map_err(|error| reading(&error))?;
    if meta.is_dir() {
        return Err(Error::Io { doing: "reading", what: "this is a folder".into() });
    }
    if !meta.is_file() {
        return Err(Error::Io { doing: "reading", what: "this is not an ordinary file".into() });
    }
    if meta.len() > MAX_FILE_BYTES {
        return Err(Error::too_large(format!("the file has {} bytes", meta.len())));
    }
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(meta.len() as usize)
        .map_err(|_| Error::too_large("there is not enough memory to read it"))?;
    let file = File::open(path).map_err(|error| reading(&error))?;
    file.take(MAX_FILE_BYTES).read_to_end(&mut bytes).map_err(|error| reading(&error))?;
    Ok(bytes)
}

fn reading(error: &io::Error) -> Error {
    let what = match error.kind() {
        ErrorKind::NotFound => "there is no such file (any more)".into(),
        ErrorKind::PermissionDenied => "the file may not be read; look at its permissions".into(),
        _ => error.to_string(),
    };
    Error::Io { doing: "reading", what }
}
