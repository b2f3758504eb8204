//! What only one system has: a rename that never overwrites.
//!
//! Linux: `renameat2(RENAME_NOREPLACE)`. Elsewhere, and on file systems without it: a hard link, which fails where the
//! name exists. FAT and exFAT have neither: there the name is looked up and then renamed; between the two steps another
//! program could take the name, and would lose its file. The window is some microseconds.

use std::io::{self, ErrorKind};
use std::path::Path;

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
}
