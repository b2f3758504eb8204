//! Writing a copy: a temporary file in the same folder, synced, then renamed where nothing has that name.
//!
//! Temporary files are called `.blanksheet-PID-N.part`, hold no name of a photo, and are locked while they are written:
//! one that is not locked was left by a run that was killed, and is swept at the next start.

use std::ffi::OsStr;
use std::fs::{File, FileTimes, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::{names, system};
use crate::clean::Cleaned;
use crate::error::Error;

const PREFIX: &str = ".blanksheet-";
const SUFFIX: &str = ".part";

/// 2000-01-01 00:00 UTC, the same for every copy.
const NEUTRAL_TIME: Duration = Duration::from_secs(946_684_800);

/// Writes a verified copy to `folder/stem.extension`, or to the next free name where that one is taken; returns the path.
/// The file is new: default permissions (umask), no extended attributes, neutral time.
pub fn write_new(cleaned: &Cleaned, folder: &Path, stem: &OsStr, extension: &str) -> Result<PathBuf, Error> {
    Unnamed::write(cleaned, folder)?.named(stem, extension)
}

/// A verified copy in its folder that has to be synced and has no name yet; dropped, it is gone.
pub struct Unnamed {
    temporary: Temporary,
    folder: PathBuf,
}

impl Unnamed {
    pub fn write(cleaned: &Cleaned, folder: &Path) -> Result<Self, Error> {
        let writing = |error: io::Error| io_error(&error, folder);
        std::fs::create_dir_all(folder).map_err(writing)?;
        let temporary = Temporary::write(cleaned.bytes(), folder).map_err(writing)?;
        Ok(Self { temporary, folder: folder.to_path_buf() })
    }

    /// Syncs it and gives it the name `stem.extension`, or the next free one; returns the path.
    pub fn named(self, stem: &OsStr, extension: &str) -> Result<PathBuf, Error> {
        let Self { temporary, folder } = self;
        let writing = |error: io::Error| io_error(&error, &folder);
        temporary.locked.sync_all().map_err(writing)?;
        for attempt in 0.. {
            let target = folder.join(names::file_name(stem, attempt, extension));
            match system::rename_new(&temporary.path, &target) {
                Ok(()) => return Ok(target),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && attempt < 100_000 => {}
                Err(error) => return Err(writing(error)),
            }
        }
        unreachable!("the loop ends by returning")
    }
}

/// Files that have no name yet, for [`forget_unfinished`].
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes the copies that this process is writing: the last thing that a program does that is told to end at once.
pub fn forget_unfinished() {
    for path in UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        let _ = std::fs::remove_file(path);
    }
}

/// A file without its name; removed when it is dropped before it has one.
struct Temporary {
    path: PathBuf,
    locked: File,
}

impl Temporary {
    fn write(bytes: &[u8], folder: &Path) -> io::Result<Self> {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id()));
        let file = match OpenOptions::new().write(true).create_new(true).open(&path) {
            // Left by a killed run of the same process number.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Self::write(bytes, folder),
            opened => opened?,
        };
        // A file system without locks: then nothing can be swept there either.
        let _ = file.try_lock();
        UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
        let temporary = Self { path, locked: file };
        let mut file = &temporary.locked;
        file.write_all(bytes)?;
        let time = SystemTime::UNIX_EPOCH + NEUTRAL_TIME;
        file.set_times(FileTimes::new().set_modified(time).set_accessed(time))?;
        Ok(temporary)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After the rename there is nothing under this name any more.
        let _ = std::fs::remove_file(&self.path);
        UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).retain(|path| *path != self.path);
    }
}

/// Removes temporary files that a killed run left in `folder`; returns how many. Files in use are locked and stay.
pub fn sweep(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .filter(|entry| {
            let ours = entry.file_name().to_str().is_some_and(is_temporary);
            ours && remove_unlocked(&entry.path())
        })
        .count()
}

/// Whether a file of this name is one of our temporary files.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

fn remove_unlocked(path: &Path) -> bool {
    let regular = path.symlink_metadata().is_ok_and(|meta| meta.is_file());
    regular
        && OpenOptions::new().write(true).open(path).is_ok_and(|file| file.try_lock().is_ok())
        && std::fs::remove_file(path).is_ok()
}

/// One plain sentence with what to do.
fn io_error(error: &io::Error, folder: &Path) -> Error {
    let folder = folder.display();
    let what = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => format!("the disk is full; make room where {folder} lies"),
        ErrorKind::PermissionDenied => format!("{folder} may not be written to; choose another folder"),
        ErrorKind::ReadOnlyFilesystem => format!("{folder} is on a read-only disk; choose another folder"),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => format!("{folder} is not a folder; choose another one"),
        _ => format!("{error} ({folder})"),
    };
    Error::Io { doing: "writing", what }
}
