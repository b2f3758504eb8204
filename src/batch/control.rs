//! Stops a batch, or lets it wait.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The hand on a running batch; every clone holds the same one.
#[derive(Debug, Clone, Default)]
pub struct Control(Arc<State>);

#[derive(Debug, Default)]
struct State {
    stopped: AtomicBool,
    paused: Mutex<bool>,
    changed: Condvar,
}

impl Control {
    /// For good: files that are not done yet end as cancelled.
    pub fn stop(&self) {
        self.0.stopped.store(true, Ordering::Relaxed);
        // Who is about to wait holds the lock: after it, the news is not missed.
        drop(self.0.paused.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.changed.notify_all();
    }

    pub fn is_stopped(&self) -> bool {
        self.0.stopped.load(Ordering::Relaxed)
    }

    /// While paused no further file is begun; those at work are finished.
    pub fn pause(&self, paused: bool) {
        *self.0.paused.lock().unwrap_or_else(PoisonError::into_inner) = paused;
        self.0.changed.notify_all();
    }

    pub fn is_paused(&self) -> bool {
        *self.0.paused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns at once unless paused; else when it goes on or stops.
    pub(super) fn wait(&self) {
        let mut paused = self.0.paused.lock().unwrap_or_else(PoisonError::into_inner);
        while *paused && !self.is_stopped() {
            paused = self.0.changed.wait(paused).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
