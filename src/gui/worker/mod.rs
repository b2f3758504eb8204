//! Everything slow, on threads of its own: jobs go in, events come back, and the window is woken.
//!
//! Single photos wait in one queue, the most urgent first, and for the detectors in another; batches run beside them, each on the
//! engine's pool.

mod batches;
mod clipboard;
mod dialogs;
#[cfg(all(unix, not(target_os = "macos")))]
mod drag_out;
mod queue;
mod single;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::session::{Event, Job};
use crate::batch::gentle;
use crate::guarded;

/// Tells the window that an event waits.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Where events go from any thread.
#[derive(Clone)]
pub struct Outbox {
    events: Sender<Event>,
    wake: Wake,
}

impl Outbox {
    /// The window may be gone already; then nobody wants to know.
    pub fn send(&self, event: Event) {
        let _ = self.events.send(event);
        (self.wake)();
    }
}

/// The window's side of the threads.
pub struct Worker {
    single: Sender<Job>,
    looks: Sender<Job>,
    outbox: Outbox,
    events: Receiver<Event>,
    clipboard: clipboard::Clipboard,
}

impl Worker {
    pub fn new(wake: Wake) -> Self {
        let (events_in, events) = channel();
        let outbox = Outbox { events: events_in, wake };
        let (single, looks) = (queue::begin(&outbox), queue::begin(&outbox));
        let clipboard = clipboard::Clipboard::new(outbox.clone());
        Self { single, looks, outbox, events, clipboard }
    }

    /// Begins a job; its events come later.
    pub fn begin(&self, job: Job) {
        let outbox = self.outbox.clone();
        match job {
            Job::Walk(paths) => spawn(move || batches::walk(&paths, &outbox)),
            Job::Place => spawn(move || outbox.send(Event::Placed(batches::homeless_out()))),
            Job::Hidden(ids, job, control) => spawn(move || batches::hidden(&ids, &job, &control, &outbox)),
            Job::Clean(ids, job, control) => spawn(move || batches::clean(&ids, &job, &control, &outbox)),
            Job::Copy(_, photo, recipe) => self.clipboard.copy(photo, recipe),
            Job::Choose(choice) => dialogs::choose(choice, outbox),
            Job::DragOut(path) => spawn(move || drag_out(&path, &outbox)),
            Job::Reveal(path) => spawn(move || dialogs::reveal(&path, &outbox)),
            Job::Paste(image) => spawn(move || single::pasted(&image, &outbox)),
            Job::Look(..) => {
                let _ = self.looks.send(job);
            }
            Job::Open(..)
            | Job::Thumb(..)
            | Job::Outline(..)
            | Job::Detail { .. }
            | Job::Paint { .. }
            | Job::After(..) => {
                let _ = self.single.send(job);
            }
        }
    }

    /// The next event, where one waits.
    pub fn next(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn drag_out(path: &std::path::Path, outbox: &Outbox) {
    if drag_out::drag(path).is_err() {
        outbox.send(Event::NotDragged);
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn drag_out(_path: &std::path::Path, outbox: &Outbox) {
    outbox.send(Event::NotDragged);
}

/// A panic on these threads is the result of the photo, as in a batch.
fn spawn(work: impl FnOnce() + Send + 'static) {
    let named = std::thread::Builder::new().name(guarded::THREAD.into());
    // Without a thread nothing slow can be done at all, and the system is past helping.
    let _ = named.spawn(|| {
        gentle::give_way();
        work();
    });
}
