//! The system's dialogs, and its file window.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Outbox, spawn};
use crate::gui::session::{Choice, Event};

/// Nobody closes a dialog sooner: there was none.
const NOBODY: Duration = Duration::from_millis(250);

/// Asks; the answer is an event. Dialogs are made on the window's thread, as some systems want it, and waited for on another.
pub fn choose(choice: Choice, outbox: Outbox) {
    let dialog = rfd::AsyncFileDialog::new();
    let began = Instant::now();
    let tell = move |paths: Option<Vec<PathBuf>>| {
        outbox.send(match paths {
            Some(paths) => Event::Chosen(choice, paths),
            None if began.elapsed() < NOBODY => Event::NoDialog(choice),
            None => Event::Chosen(choice, Vec::new()),
        });
    };
    let path = |handle: rfd::FileHandle| handle.path().to_path_buf();
    match choice {
        Choice::Photos => {
            let asked = dialog.pick_files();
            spawn(move || tell(pollster::block_on(asked).map(|files| files.into_iter().map(path).collect())));
        }
        Choice::Folder | Choice::Out => {
            let asked = dialog.pick_folder();
            spawn(move || tell(pollster::block_on(asked).map(|folder| vec![path(folder)])));
        }
    }
}

/// Shows a copy where it lies.
pub fn reveal(path: &Path, outbox: &Outbox) {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let shown = file_window(path, folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !shown.is_ok_and(|status| status.success()) {
        outbox.send(Event::NotRevealed(folder.to_path_buf()));
    }
}

#[cfg(target_os = "macos")]
fn file_window(path: &Path, _folder: &Path) -> Command {
    let mut command = Command::new("open");
    command.arg("-R").arg(path);
    command
}

// Explorer answers with a status of its own.
#[cfg(windows)]
fn file_window(path: &Path, _folder: &Path) -> Command {
    let mut select = std::ffi::OsString::from("/select,");
    select.push(path);
    let mut command = Command::new("explorer");
    command.arg(select);
    command
}

#[cfg(not(any(target_os = "macos", windows)))]
fn file_window(_path: &Path, folder: &Path) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(folder);
    command
}
