//! The one way work is run: a job over many files, on a pool bounded by cores and by memory.

mod control;
mod gate;
pub mod gentle;
mod read;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::clean::{self, CleanCopy, Covered, Method, Recipe};
use crate::detect::Sensitivity;
use crate::error::Error;
use crate::formats::{self, Target};
use crate::guarded;
use crate::inspect::{self, Depth, Inspected};
use crate::item::Item;
use crate::output::{self, Naming, Stems};
use crate::verify;
use crate::walk::{self, Photo, Source};
pub use control::Control;
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
        /// Recipes of photos that have their own, by their place in [`Job::photos`].
        own: BTreeMap<usize, Recipe>,
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
    /// Others, a window above all, get the processor first.
    pub gentle: bool,
}

/// What became of one file; `index` is its place in [`Job::photos`].
#[derive(Debug, Clone)]
pub enum Event {
    /// It is worked on. Files that are stopped before have no such event.
    Started {
        index: usize,
    },
    Ended {
        index: usize,
        result: Result<Done, Error>,
    },
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
    /// The size of the copy's file.
    pub bytes: u64,
    /// The size of the copy's picture.
    pub width: u32,
    pub height: u32,
    pub target: Target,
    pub method: Method,
    pub removed: Vec<Item>,
    pub covered: Vec<Covered>,
    pub warnings: Vec<String>,
}

/// Runs the job and tells `sink` of each file when it begins and when it ends, in no set order.
pub fn run(job: &Job, control: &Control, sink: &(dyn Fn(Event) + Sync)) -> Result<(), Error> {
    let places = places(job);
    let gentle = job.gentle;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(job.threads)
        .thread_name(|_| guarded::THREAD.into())
        .start_handler(move |_| {
            if gentle {
                gentle::give_way();
            }
        })
        .build()
        .map_err(|error| Error::Internal { what: error.to_string() })?;
    let gate = Gate::default();
    pool.scope_fifo(|scope| {
        for index in 0..job.photos.len() {
            let (gate, places) = (&gate, &places);
            scope.spawn_fifo(move |_| {
                control.wait();
                let work = || {
                    if control.is_stopped() {
                        return Err(Error::Cancelled);
                    }
                    sink(Event::Started { index });
                    one(job, index, places.get(index), gate, control)
                };
                let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
                    Err(Error::Internal { what: "a part of the program gave up on this file".into() })
                });
                sink(Event::Ended { index, result });
            });
        }
    });
    Ok(())
}

/// The bytes of a photo, wherever they are.
pub fn read(photo: &Photo) -> Result<Cow<'_, [u8]>, Error> {
    match &photo.source {
        Source::File(path) => read::whole(path).map(Cow::Owned),
        Source::Memory { bytes, .. } => Ok(Cow::Borrowed(bytes)),
    }
}

/// Where copies go, decided before the first is made, so that names do not depend on who is finished first.
fn places(job: &Job) -> Vec<(PathBuf, OsString)> {
    let Task::Clean { out, naming, .. } = &job.task else { return Vec::new() };
    let mut stems = Stems::new(*naming);
    let place = |photo: &Photo| stems.next(out, &photo.tree, photo.file_name(), walk::extensions(&photo.head()));
    job.photos.iter().map(place).collect()
}

fn one(
    job: &Job,
    index: usize,
    place: Option<&(PathBuf, OsString)>,
    gate: &Gate,
    control: &Control,
) -> Result<Done, Error> {
    let Some(photo) = job.photos.get(index) else { return Err(Error::Cancelled) };
    let bytes = read(photo)?;
    match &job.task {
        Task::Inspect { depth, sensitivity } => {
            let _pass = (*depth != Depth::Hidden).then(|| gate.enter(&bytes));
            inspect::inspect(&bytes, &photo.name(), *depth, *sensitivity).map(Done::Inspected)
        }
        Task::Verify => verified(&bytes),
        Task::Clean { recipe, own, dry_run, .. } => {
            let _pass = gate.enter(&bytes);
            let copy = clean::clean(&bytes, own.get(&index).unwrap_or(recipe), &|| control.is_stopped())?;
            drop(bytes);
            let (folder, stem) = place.ok_or_else(|| Error::Internal { what: "no name for the copy".into() })?;
            written(copy, folder, stem, *dry_run, control)
        }
    }
}

fn written(copy: CleanCopy, folder: &Path, stem: &OsStr, dry_run: bool, control: &Control) -> Result<Done, Error> {
    if control.is_stopped() {
        return Err(Error::Cancelled);
    }
    let CleanCopy { cleaned, target, method, width, height, removed, covered, warnings } = copy;
    let bytes = cleaned.bytes().len() as u64;
    let output = if dry_run {
        let mut name = stem.to_os_string();
        name.push(format!(".{}", target.extension()));
        folder.join(name)
    } else {
        output::write_new(&cleaned, folder, stem, target.extension())?
    };
    Ok(Done::Cleaned(Written { output, bytes, width, height, target, method, removed, covered, warnings }))
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

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;
    use crate::cover::{Cover, Shape};
    use crate::formats::Encoding;
    use crate::pixels::{Channels, Decoded, Image, Samples};
    use crate::region::Region;

    fn photo(name: &str, width: u32, height: u32) -> Photo {
        let samples = (0..width * height * 3).map(|v| (v % 251) as u8).collect();
        let image = Image::new(width, height, Channels::Rgb, Samples::U8(samples)).unwrap();
        let file = Target::Png.encode(&Decoded::still(image), Encoding { quality: 92 }).unwrap();
        Photo::memory(name.into(), file.into())
    }

    fn job(photos: Vec<Photo>, recipe: Recipe, own: BTreeMap<usize, Recipe>, threads: usize) -> Job {
        let (out, naming) = (PathBuf::from("/nowhere"), Naming { keep_names: true, keep_tree: false });
        Job { task: Task::Clean { recipe, own, out, naming, dry_run: true }, photos, threads, gentle: false }
    }

    /// Runs it; all events in the order in which they came.
    fn events(job: &Job, control: &Control) -> Vec<Event> {
        let events = Mutex::new(Vec::new());
        run(job, control, &|event| events.lock().unwrap().push(event)).unwrap();
        events.into_inner().unwrap()
    }

    fn ended(events: Vec<Event>) -> BTreeMap<usize, Result<Written, Error>> {
        let result = |event| match event {
            Event::Ended { index, result: Ok(Done::Cleaned(written)) } => Some((index, Ok(written))),
            Event::Ended { index, result: Err(error) } => Some((index, Err(error))),
            Event::Started { .. } | Event::Ended { .. } => None,
        };
        events.into_iter().filter_map(result).collect()
    }

    #[test]
    fn photos_in_memory_are_cleaned_each_by_its_recipe() {
        let region = Region::new(0.25, 0.0, 0.75, 0.5).unwrap();
        let crop = Recipe { crop: Some(region), ..Recipe::default() };
        let covered = Recipe { covers: vec![Cover::hide(Shape::Inside(region))], ..Recipe::default() };
        let job = job(
            vec![photo("a.png", 20, 10), photo("b.png", 20, 10), photo("c", 9, 7)],
            covered,
            [(1, crop), (2, Recipe::default())].into(),
            2,
        );
        let ended = ended(events(&job, &Control::default()));
        let [a, b, c] = [0, 1, 2].map(|index| ended[&index].clone().unwrap());
        assert_eq!([a.covered.len(), b.covered.len(), c.covered.len()], [1, 0, 0]);
        assert_eq!([(a.width, a.height), (b.width, b.height), (c.width, c.height)], [(20, 10), (10, 5), (9, 7)]);
        assert_eq!(
            [a.output, b.output, c.output].map(|path| path.file_name().unwrap().to_owned()),
            ["a.png", "b.png", "c.png"]
        );
        assert!(a.bytes > 50);
    }

    #[test]
    fn every_file_begins_before_it_ends() {
        let job = job(vec![photo("a", 5, 5), photo("b", 6, 6)], Recipe::default(), BTreeMap::new(), 1);
        let told: Vec<_> = events(&job, &Control::default())
            .into_iter()
            .map(|event| match event {
                Event::Started { index } => (index, false),
                Event::Ended { index, .. } => (index, true),
            })
            .collect();
        assert_eq!(told, [(0, false), (0, true), (1, false), (1, true)]);
    }

    #[test]
    fn a_paused_batch_begins_nothing_until_it_goes_on_or_stops() {
        for stops in [false, true] {
            let job = job((0..4).map(|i| photo("a", 8 + i, 8)).collect(), Recipe::default(), BTreeMap::new(), 1);
            let control = Control::default();
            let (sender, receiver) = std::sync::mpsc::channel();
            std::thread::scope(|scope| {
                let (job, control) = (&job, &control);
                scope.spawn(move || {
                    let sink = |event| {
                        if matches!(event, Event::Started { index: 1 }) {
                            control.pause(true);
                        }
                        sender.send(event).unwrap();
                    };
                    run(job, control, &sink).unwrap();
                });
                let before: Vec<Event> = (0..4).map(|_| receiver.recv().unwrap()).collect();
                assert!(matches!(before[3], Event::Ended { index: 1, .. }), "what is at work is finished");
                assert!(control.is_paused());
                assert!(receiver.recv_timeout(Duration::from_millis(80)).is_err());
                if stops {
                    control.stop()
                } else {
                    control.pause(false)
                }
                let wait = || receiver.recv_timeout(Duration::from_secs(20)).unwrap();
                let after: Vec<Event> = (0..if stops { 2 } else { 4 }).map(|_| wait()).collect();
                let results = ended(after);
                assert_eq!(results.len(), 2);
                assert!(results.values().all(|result| result.is_ok() != stops), "{results:?}");
            });
        }
    }
}
