//! The one way work is run: a job over many files, on a pool bounded by cores and by memory.

mod gate;
mod read;

use std::ffi::{OsStr, OsString};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::clean::{self, CleanCopy, Covered, Method, Recipe};
use crate::detect::Sensitivity;
use crate::error::Error;
use crate::formats::{self, Target};
use crate::inspect::{self, Depth, Inspected};
use crate::item::Item;
use crate::output::{self, Naming, Stems};
use crate::verify;
use crate::walk::{self, Photo};
use gate::Gate;

/// What to do with each file.
#[derive(Debug, Clone)]
pub enum Task {
    Inspect {
        depth: Depth,
        sensitivity: Sensitivity,
    },
    /// Copies go into `out`; in a dry run nothing is written.
    Clean {
        recipe: Recipe,
        out: PathBuf,
        naming: Naming,
        dry_run: bool,
    },
    Verify,
}

/// A task over many files.
#[derive(Debug, Clone)]
pub struct Job {
    pub task: Task,
    pub photos: Vec<Photo>,
    /// Files worked on at once; 0: as many as there are cores.
    pub threads: usize,
}

/// How one file ended.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its place in [`Job::photos`].
    pub index: usize,
    pub result: Result<Done, Error>,
}

/// What was done.
#[derive(Debug, Clone)]
pub enum Done {
    Inspected(Inspected),
    Cleaned(Written),
    /// Empty `found`: clean.
    Verified {
        format: &'static str,
        found: Vec<Item>,
    },
}

/// A clean copy on disk (or, in a dry run, where it would be).
#[derive(Debug, Clone)]
pub struct Written {
    pub output: PathBuf,
    pub target: Target,
    pub method: Method,
    pub removed: Vec<Item>,
    pub covered: Vec<Covered>,
    pub warnings: Vec<String>,
}

/// Stops a batch: files that are not done yet end as cancelled.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The name of the threads that work on files. A panic on one of them is the result of its file.
pub const THREAD: &str = "photo";

/// Runs the job and tells `sink` of each file once, in no set order.
pub fn run(job: &Job, cancel: &Cancel, sink: &(dyn Fn(Event) + Sync)) -> Result<(), Error> {
    let places = places(job);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(job.threads)
        .thread_name(|_| THREAD.into())
        .build()
        .map_err(|error| Error::Internal { what: error.to_string() })?;
    let gate = Gate::default();
    pool.scope_fifo(|scope| {
        for index in 0..job.photos.len() {
            let (gate, places) = (&gate, &places);
            scope.spawn_fifo(move |_| {
                let work = || one(job, index, places.get(index), gate, cancel);
                let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
                    Err(Error::Internal { what: "a part of the program gave up on this file".into() })
                });
                sink(Event { index, result });
            });
        }
    });
    Ok(())
}

/// Where copies go, decided before the first is made, so that names do not depend on who is finished first.
fn places(job: &Job) -> Vec<(PathBuf, OsString)> {
    let Task::Clean { out, naming, .. } = &job.task else { return Vec::new() };
    let mut stems = Stems::new(*naming);
    let place = |photo: &Photo| {
        let head = walk::head(&photo.path);
        stems.next(out, &photo.tree, photo.path.file_name().unwrap_or_default(), walk::extensions(&head))
    };
    job.photos.iter().map(place).collect()
}

fn one(
    job: &Job,
    index: usize,
    place: Option<&(PathBuf, OsString)>,
    gate: &Gate,
    cancel: &Cancel,
) -> Result<Done, Error> {
    let stopped = || cancel.is_cancelled();
    let Some(photo) = job.photos.get(index).filter(|_| !stopped()) else { return Err(Error::Cancelled) };
    let bytes = read::whole(&photo.path)?;
    match &job.task {
        Task::Inspect { depth, sensitivity } => {
            let _pass = (*depth != Depth::Hidden).then(|| gate.enter(&bytes));
            let name = photo.path.file_name().unwrap_or_default().to_string_lossy();
            inspect::inspect(&bytes, &name, *depth, *sensitivity).map(Done::Inspected)
        }
        Task::Verify => verified(&bytes),
        Task::Clean { recipe, dry_run, .. } => {
            let _pass = gate.enter(&bytes);
            let copy = clean::clean(&bytes, recipe, &stopped)?;
            drop(bytes);
            let (folder, stem) = place.ok_or_else(|| Error::Internal { what: "no name for the copy".into() })?;
            written(copy, folder, stem, *dry_run, cancel)
        }
    }
}

fn written(copy: CleanCopy, folder: &Path, stem: &OsStr, dry_run: bool, cancel: &Cancel) -> Result<Done, Error> {
    if cancel.is_cancelled() {
        return Err(Error::Cancelled);
    }
    let CleanCopy { cleaned, target, method, removed, covered, warnings, .. } = copy;
    let output = if dry_run {
        let mut name = stem.to_os_string();
        name.push(format!(".{}", target.extension()));
        folder.join(name)
    } else {
        output::write_new(&cleaned, folder, stem, target.extension())?
    };
    Ok(Done::Cleaned(Written { output, target, method, removed, covered, warnings }))
}

/// Formats that are written have a verifier; of the others the walk of the container tells.
fn verified(bytes: &[u8]) -> Result<Done, Error> {
    let format = formats::sniff(bytes)?;
    let found = match verify::findings(bytes) {
        Err(Error::UnsupportedFormat { .. }) => format.items(bytes),
        found => found?,
    };
    Ok(Done::Verified { format: format.id(), found })
}
