//! Writing a copy: a file that has no name, synced, then given one that nothing has.
//!
//! Where a file cannot be without a name it is a temporary file in the same folder, called `.blanksheet-PID-N.part`, which holds no
//! name of a photo and is locked while it is written: one that is not locked was left by a run that was killed, and is swept at the
//! next start.

use std::ffi::OsStr;
use std::fs::{File, FileTimes, OpenOptions};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
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

fn neutral_times() -> FileTimes {
    let time = SystemTime::UNIX_EPOCH + NEUTRAL_TIME;
    FileTimes::new().set_modified(time).set_accessed(time)
}

/// Writes a verified copy to `folder/stem.extension`, or to the next free name where that one is taken; returns the path.
/// The file is new: default permissions (umask), no extended attributes, neutral time.
pub fn write_new(cleaned: &Cleaned, folder: &Path, stem: &OsStr, extension: &str) -> Result<PathBuf, Error> {
    let unnamed = Unnamed::write(cleaned, folder)?;
    unnamed.sync()?;
    unnamed.named(stem, extension)
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

    /// Waits until the disk holds it.
    pub fn sync(&self) -> Result<(), Error> {
        self.temporary.file().sync_all().map_err(|error| io_error(&error, &self.folder))
    }

    /// Gives it, once synced, the name `stem.extension`, or the next free one; returns the path.
    pub fn named(self, stem: &OsStr, extension: &str) -> Result<PathBuf, Error> {
        let Self { mut temporary, folder } = self;
        let writing = |error: io::Error| io_error(&error, &folder);
        for attempt in 0.. {
            let target = folder.join(names::file_name(stem, attempt, extension));
            match temporary.name(&target) {
                Ok(()) => return Ok(target),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && attempt < 100_000 => {}
                Err(error) => return Err(writing(error)),
            }
        }
        unreachable!("the loop ends by returning")
    }
}

/// Named temporary files, for [`forget_unfinished`].
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes the copies that this process is writing: the last thing that a program does that is told to end at once. From here on
/// this process begins no other; a thread that wants to waits for its end.
pub fn forget_unfinished() {
    let unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    for path in unfinished.iter() {
        let _ = std::fs::remove_file(path);
    }
    std::mem::forget(unfinished);
}

/// A file that has not got its name yet; dropped before, it is gone.
enum Temporary {
    /// It stands in no folder: however the program ends, nothing of it is left.
    Nameless(File),
    Named(Named),
}

impl Temporary {
    fn write(bytes: &[u8], folder: &Path) -> io::Result<Self> {
        let temporary = match system::nameless(folder) {
            Ok(file) => Self::Nameless(file),
            Err(_) => Self::Named(Named::create(folder)?),
        };
        let mut file = temporary.file();
        file.write_all(bytes)?;
        file.set_times(neutral_times())?;
        Ok(temporary)
    }

    fn file(&self) -> &File {
        match self {
            Self::Nameless(file) => file,
            Self::Named(named) => &named.locked,
        }
    }

    /// Gives it a name that nothing has; [`ErrorKind::AlreadyExists`] where something has.
    fn name(&mut self, target: &Path) -> io::Result<()> {
        if let Self::Nameless(file) = self {
            match system::name(file, target) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    *self = Self::Named(Named::copy(file, target)?)
                }
                ended => return ended,
            }
        }
        match self {
            Self::Nameless(_) => Err(ErrorKind::Unsupported.into()),
            Self::Named(named) => system::rename_new(&named.path, target),
        }
    }
}

/// A locked file called as temporary files are.
struct Named {
    path: PathBuf,
    locked: File,
}

impl Named {
    fn create(folder: &Path) -> io::Result<Self> {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id()));
        // None is made that is not in the list.
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        let locked = match OpenOptions::new().write(true).create_new(true).open(&path) {
            // Left by a killed run of the same process number.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                drop(unfinished);
                return Self::create(folder);
            }
            opened => opened?,
        };
        // A file system without locks: then nothing can be swept there either.
        let _ = locked.try_lock();
        unfinished.push(path.clone());
        Ok(Self { path, locked })
    }

    /// The same bytes and times, where a file that has no name cannot be given one.
    fn copy(mut nameless: &File, target: &Path) -> io::Result<Self> {
        let named = Self::create(target.parent().unwrap_or(target))?;
        nameless.seek(SeekFrom::Start(0))?;
        io::copy(&mut nameless, &mut &named.locked)?;
        named.locked.set_times(neutral_times())?;
        named.locked.sync_all()?;
        Ok(named)
    }
}

impl Drop for Named {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("blanksheet-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn names(folder: &Path) -> usize {
        std::fs::read_dir(folder).unwrap().count()
    }

    fn is_neutral(path: &Path) -> bool {
        std::fs::metadata(path).unwrap().modified().unwrap() == SystemTime::UNIX_EPOCH + NEUTRAL_TIME
    }

    #[test]
    fn a_file_gets_its_name_once_and_only_where_it_is_free() {
        let folder = scratch("naming");
        let (taken, free) = (folder.join("taken"), folder.join("free"));
        std::fs::write(&taken, "old").unwrap();
        let mut temporary = Temporary::write(b"new", &folder).unwrap();
        assert_eq!(temporary.name(&taken).unwrap_err().kind(), ErrorKind::AlreadyExists);
        temporary.name(&free).unwrap();
        drop(temporary);
        assert_eq!((std::fs::read(&taken).unwrap(), std::fs::read(&free).unwrap()), (b"old".to_vec(), b"new".to_vec()));
        assert!(is_neutral(&free) && names(&folder) == 2);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn where_no_file_can_be_without_a_name_a_named_one_is_as_good() {
        let folder = scratch("named");
        let free = folder.join("free");
        let nameless = OpenOptions::new().read(true).write(true).create_new(true).open(folder.join("first")).unwrap();
        (&nameless).write_all(b"new").unwrap();
        let mut temporary = Temporary::Named(Named::copy(&nameless, &free).unwrap());
        assert_eq!(names(&folder), 2, "it stands in the folder");
        assert_eq!(sweep(&folder), 0, "it is in use");
        temporary.name(&free).unwrap();
        drop(temporary);
        assert!(is_neutral(&free) && std::fs::read(&free).unwrap() == b"new" && names(&folder) == 2);
        drop(Temporary::Named(Named::copy(&nameless, &free).unwrap()));
        assert_eq!(names(&folder), 2, "what gets no name is gone");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
