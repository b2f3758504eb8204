//! Work on many photos, by the engine's batch.

use std::path::{Path, PathBuf};

use super::Outbox;
use crate::batch::{self, Control, Done};
use crate::error::Error;
use crate::gui::session::{Event, Id};
use crate::walk;

/// Finds photos, and a place for their copies.
pub fn walk(paths: &[PathBuf], outbox: &Outbox) {
    let found = walk::walk(paths);
    let folder = paths.first().filter(|path| paths.len() == 1 && path.is_dir());
    let name = folder.and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    let out = paths.first().map(|first| suggested_out(first)).unwrap_or_default();
    outbox.send(Event::Walked { found, out, name: name.unwrap_or_default() });
}

/// A new folder beside the folder that was opened, or beside the photos; inside, where beside nothing can be written.
fn suggested_out(first: &Path) -> PathBuf {
    let first = std::path::absolute(first).unwrap_or_else(|_| first.to_path_buf());
    if !first.is_dir() {
        return first.parent().unwrap_or(Path::new(".")).join("clean copies");
    }
    let beside = first.parent().zip(first.file_name()).map(|(parent, name)| {
        let mut name = name.to_os_string();
        name.push(" – clean");
        (parent, parent.join(name))
    });
    match beside {
        Some((parent, out)) if is_writable(parent) => out,
        _ => first.join("clean copies"),
    }
}

/// For pictures that are no files: with the person's other pictures, else at home, else where the program was started.
pub fn homeless_out() -> PathBuf {
    let home = std::env::home_dir().filter(|home| home.is_dir());
    let pictures = home.as_ref().map(|home| home.join("Pictures")).filter(|pictures| pictures.is_dir());
    let base = pictures.or(home).or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    base.join("clean copies")
}

#[cfg(unix)]
fn is_writable(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn is_writable(folder: &Path) -> bool {
    folder.metadata().is_ok_and(|metadata| !metadata.permissions().readonly())
}

/// What many photos hide.
pub fn hidden(ids: &[Id], job: &batch::Job, control: &Control, outbox: &Outbox) {
    each(ids, job, control, &|id, event| match event {
        Progress::Started => {}
        Progress::Ended(result) => outbox.send(Event::Hidden(
            id,
            result.and_then(|done| match done {
                Done::Inspected(inspected) => Ok(inspected),
                Done::Cleaned(_) | Done::Verified { .. } => Err(other_work()),
            }),
        )),
    });
}

/// Clean copies of many photos.
pub fn clean(ids: &[Id], job: &batch::Job, control: &Control, outbox: &Outbox) {
    each(ids, job, control, &|id, event| match event {
        Progress::Started => outbox.send(Event::Started(id)),
        Progress::Ended(result) => outbox.send(Event::Ended(
            id,
            result.and_then(|done| match done {
                Done::Cleaned(written) => Ok(written),
                Done::Inspected(_) | Done::Verified { .. } => Err(other_work()),
            }),
        )),
    });
    ids.iter().take(1).for_each(|&first| outbox.send(Event::Over(first)));
}

enum Progress {
    Started,
    Ended(Result<Done, Error>),
}

fn each(ids: &[Id], job: &batch::Job, control: &Control, tell: &(dyn Fn(Id, Progress) + Sync)) {
    let ran = batch::run(job, control, &|event| match event {
        batch::Event::Started { index } => ids.get(index).into_iter().for_each(|&id| tell(id, Progress::Started)),
        batch::Event::Ended { index, result } => {
            if let Some(&id) = ids.get(index) {
                tell(id, Progress::Ended(result));
            }
        }
    });
    // No pool, no photo: each of them ends with the reason.
    if let Err(error) = ran {
        ids.iter().for_each(|&id| tell(id, Progress::Ended(Err(error.clone()))));
    }
}

fn other_work() -> Error {
    Error::Internal { what: "the batch did something else than it was asked".into() }
}
