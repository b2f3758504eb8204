//! The one way work is run: a job over many files, on a pool bounded by cores and by memory.

mod control;
mod finish;
mod gate;
pub mod gentle;
mod read;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::clean::{self, CleanCopy, Cleaned, Covered, Method, Recipe};
use crate::detect::Sensitivity;
use crate::error::Error;
use crate::formats::{self, Target};
use crate::guarded;
use crate::inspect::{self, Depth, Inspected};
use crate::item::Item;
use crate::metadata::file_name;
use crate::note;
use crate::output::{Naming, Stems, Unnamed};
use crate::verify;
use crate::walk::{self, Photo, Source};
pub use control::Control;
use finish::{Finishing, Sender, Unfinished};
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
    let threads = pool.current_num_threads();
    let (sender, finishing) = Finishing::new(threads);
    std::thread::scope(|scope| {
        for _ in 0..if writes(&job.task) { threads } else { 0 } {
            finishing.start(scope, control, sink)?;
        }
        pool.scope_fifo(|scope| {
            for index in order(job, threads) {
                let (gate, places, sender) = (&gate, &places, &sender);
                scope.spawn_fifo(move |_| {
                    control.wait();
                    let work = || {
                        if control.is_stopped() {
                            return Err(Error::Cancelled);
                        }
                        sink(Event::Started { index });
                        one(job, index, places.get(index), gate, control, sender)
                    };
                    let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(gave_up()));
                    // A copy that is not finished is told of when it is.
                    if let Some(result) = result.transpose() {
                        sink(Event::Ended { index, result });
                    }
                });
            }
        });
        // Threads that finish copies end when nobody can hand them any.
        drop(sender);
        Ok(())
    })
}

fn gave_up() -> Error {
    Error::Internal { what: "a part of the program gave up on this file".into() }
}

fn writes(task: &Task) -> bool {
    matches!(task, Task::Clean { dry_run: false, .. })
}

/// The order in which files are begun: that of the job, but the last ones begin with the largest, so that no thread has much left to do
/// when the others are done.
fn order(job: &Job, threads: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..job.photos.len()).collect();
    if threads > 1 {
        let first = order.len().saturating_sub(LAST_A_THREAD * threads);
        let last = order.get_mut(first..).unwrap_or_default();
        last.sort_by_cached_key(|&index| std::cmp::Reverse(job.photos.get(index).map_or(0, Photo::size)));
    }
    order
}

/// Of so many files for each thread the largest come first.
const LAST_A_THREAD: usize = 6;

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
    sender: &Sender,
) -> Result<Option<Done>, Error> {
    let Some(photo) = job.photos.get(index) else { return Err(Error::Cancelled) };
    let bytes = read(photo)?;
    match &job.task {
        Task::Inspect { depth, sensitivity } => {
            let _pass = (*depth != Depth::Hidden).then(|| gate.enter(&bytes));
            inspect::inspect(&bytes, &photo.name(), *depth, *sensitivity).map(Done::Inspected).map(Some)
        }
        Task::Verify => verified(&bytes).map(Some),
        Task::Clean { recipe, own, dry_run, .. } => {
            let _pass = gate.enter(&bytes);
            let copy = clean::clean(&bytes, own.get(&index).unwrap_or(recipe), &|| control.is_stopped())?;
            drop(bytes);
            let (folder, stem) = place.ok_or_else(|| Error::Internal { what: "no name for the copy".into() })?;
            if control.is_stopped() {
                return Err(Error::Cancelled);
            }
            let (cleaned, written) = planned(copy, folder, stem);
            if *dry_run {
                return Ok(Some(Done::Cleaned(written)));
            }
            let unnamed = Unnamed::write(&cleaned, folder)?;
            let unfinished = Unfinished { index, unnamed, stem: stem.clone(), written };
            sender.send(unfinished).map_err(|_| gave_up())?;
            Ok(None)
        }
    }
}

/// The bytes of a copy, and what is told of it where it gets the name that is planned.
fn planned(copy: CleanCopy, folder: &Path, stem: &OsStr) -> (Cleaned, Written) {
    let CleanCopy { cleaned, target, method, width, height, removed, covered, mut warnings } = copy;
    let bytes = cleaned.bytes().len() as u64;
    let mut name = stem.to_os_string();
    name.push(format!(".{}", target.extension()));
    let told = file_name::items(&name.to_string_lossy());
    warnings.extend(told.iter().filter_map(|item| item.says.as_deref()).map(note::name_kept));
    let output = folder.join(name);
    (cleaned, Written { output, bytes, width, height, target, method, removed, covered, warnings })
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
    fn the_last_files_begin_with_the_largest() {
        let photo = |index: usize| Photo::memory(String::new(), vec![0; 100 + index * 37 % 50].into());
        let job = job((0..40).map(photo).collect(), Recipe::default(), BTreeMap::new(), 2);
        assert!(order(&job, 1).is_sorted());
        let order = order(&job, 2);
        assert!(order[..28].iter().copied().eq(0..28));
        let sizes: Vec<u64> = order[28..].iter().map(|&index| job.photos[index].size()).collect();
        assert!(sizes.len() == 12 && sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
        let mut all = order.clone();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..40), "every file once");
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
