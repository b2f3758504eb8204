//! Copies that are written and wait for the disk: they are synced and named beside the work on the next photos.

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope};

use super::{Control, Done, Event, Written, gave_up};
use crate::error::Error;
use crate::guarded;
use crate::output::Unnamed;

/// A copy without a name, and what will be told of it.
pub struct Unfinished {
    pub index: usize,
    pub unnamed: Unnamed,
    pub stem: OsString,
    pub written: Written,
}

/// Where copies are handed over.
pub type Sender = SyncSender<Unfinished>;

/// Copies on their way to threads that finish them.
pub struct Finishing {
    receiver: Mutex<Receiver<Unfinished>>,
}

impl Finishing {
    /// Takes as many copies at once as there are `threads`; who has one more waits.
    pub fn new(threads: usize) -> (Sender, Self) {
        let (sender, receiver) = sync_channel(threads);
        (sender, Self { receiver: Mutex::new(receiver) })
    }

    /// Starts a thread that finishes copies until all senders are gone.
    pub fn start<'scope>(
        &'scope self,
        scope: &'scope Scope<'scope, '_>,
        control: &'scope Control,
        sink: &'scope (dyn Fn(Event) + Sync),
    ) -> Result<(), Error> {
        let work = move || {
            while let Some(unfinished) = self.next() {
                sink(unfinished.ended(control));
            }
        };
        let started = Builder::new().name(guarded::THREAD.into()).spawn_scoped(scope, work);
        started.map(drop).map_err(|error| Error::Internal { what: error.to_string() })
    }

    fn next(&self) -> Option<Unfinished> {
        self.receiver.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
    }
}

impl Unfinished {
    fn ended(self, control: &Control) -> Event {
        let Self { index, unnamed, stem, written } = self;
        let work = || {
            if control.is_stopped() {
                return Err(Error::Cancelled);
            }
            unnamed.sync()?;
            // A slow disk: whoever stopped the batch was told already that there is no copy.
            if control.is_stopped() {
                return Err(Error::Cancelled);
            }
            let output = unnamed.named(&stem, written.target.extension())?;
            Ok(Done::Cleaned(Written { output, ..written }))
        };
        let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(gave_up()));
        Event::Ended { index, result }
    }
}
