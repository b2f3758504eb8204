//! What only one system has: files without a name, and a rename that never overwrites.
//!
//! Linux: `renameat2(RENAME_NOREPLACE)`. Elsewhere, and on file systems without it: a hard link, which fails where the
//! name exists. FAT and exFAT have neither: there the name is looked up and then renamed; between the two steps another
//! program could take the name, and would lose its file. The window is some microseconds.

use std::fs::File;
#[cfg(target_os = "linux")]
use std::fs::OpenOptions;
use std::io::{self, ErrorKind};
use std::path::Path;

/// A file in the file system of `folder` that has no name and is gone when it is closed without one. [open(2), "O_TMPFILE"]
#[cfg(target_os = "linux")]
pub fn nameless(folder: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    // It gets its name by way of this folder.
    if !Path::new(OPEN_FILES).is_dir() {
        return Err(ErrorKind::Unsupported.into());
    }
    let flags = rustix::fs::OFlags::TMPFILE.bits() as i32;
    OpenOptions::new().read(true).write(true).custom_flags(flags).open(folder)
}

/// Gives a file from [`nameless`] its name; [`ErrorKind::AlreadyExists`] where something has that name.
#[cfg(target_os = "linux")]
pub fn name(nameless: &File, target: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let open = format!("{OPEN_FILES}/{}", nameless.as_raw_fd());
    Ok(linkat(CWD, open, CWD, target, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(target_os = "linux")]
const OPEN_FILES: &str = "/proc/self/fd";

#[cfg(not(target_os = "linux"))]
pub fn nameless(_folder: &Path) -> io::Result<File> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(not(target_os = "linux"))]
pub fn name(_nameless: &File, _target: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Gives `temporary` its final name; [`ErrorKind::AlreadyExists`] where something has that name.
pub fn rename_new(temporary: &Path, target: &Path) -> io::Result<()> {
    match rename_noreplace(temporary, target) {
        Err(error) if !is_unsupported(&error) => Err(error),
        Ok(()) => Ok(()),
        Err(_) => match std::fs::hard_link(temporary, target) {
            Ok(()) => std::fs::remove_file(temporary),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
            Err(_) => rename_after_look(temporary, target),
        },
    }
}

#[cfg(target_os = "linux")]
fn rename_noreplace(temporary: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, temporary, CWD, target, RenameFlags::NOREPLACE)?)
}

#[cfg(not(target_os = "linux"))]
fn rename_noreplace(_temporary: &Path, _target: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

fn is_unsupported(error: &io::Error) -> bool {
    // EINVAL: the file system knows no such flag.
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

fn rename_after_look(temporary: &Path, target: &Path) -> io::Result<()> {
    if target.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    std::fs::rename(temporary, target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_way_of_renaming_overwrites() {
        let folder = std::env::temp_dir().join(format!("blanksheet-rename-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (from, to) = (folder.join("from"), folder.join("to"));
        std::fs::write(&to, "old").unwrap();
        for rename in [rename_new, rename_after_look] {
            std::fs::write(&from, "new").unwrap();
            assert_eq!(rename(&from, &to).unwrap_err().kind(), ErrorKind::AlreadyExists);
            assert_eq!(std::fs::read(&to).unwrap(), b"old");
        }
        std::fs::remove_file(&to).unwrap();
        rename_new(&from, &to).unwrap();
        assert!(!from.exists());
        assert_eq!(std::fs::read(&to).unwrap(), b"new");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_without_a_name_takes_one_that_is_free() {
        use std::io::Write;
        let folder = std::env::temp_dir().join(format!("blanksheet-nameless-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let Ok(mut file) = nameless(&folder) else { return println!("skipped: this file system has no such files") };
        file.write_all(b"new").unwrap();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "it stands in no folder");
        std::fs::write(folder.join("taken"), "old").unwrap();
        assert_eq!(name(&file, &folder.join("taken")).unwrap_err().kind(), ErrorKind::AlreadyExists);
        name(&file, &folder.join("free")).unwrap();
        assert_eq!(std::fs::read(folder.join("taken")).unwrap(), b"old");
        assert_eq!(std::fs::read(folder.join("free")).unwrap(), b"new");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
