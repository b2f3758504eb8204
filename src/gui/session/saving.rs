//! How copies are made and where they go, and a batch that runs.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::edits::Decisions;
use crate::batch::Control;
use crate::clean::{Method, Recipe};

/// What a person chose for all copies.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Saving {
    pub method: Method,
    /// The longer side, in pixels, at most.
    pub most_side: Option<u32>,
    pub keep_names: bool,
    /// Where copies go, where a person chose it.
    pub chosen_out: Option<PathBuf>,
    /// A new folder beside the photos.
    pub suggested_out: PathBuf,
}

/// Longer sides for posting, in pixels.
pub const SIDES: [u32; 3] = [2560, 1600, 1080];

impl Saving {
    pub fn out(&self) -> &PathBuf {
        self.chosen_out.as_ref().unwrap_or(&self.suggested_out)
    }

    /// The recipe for a photo with these decisions.
    pub fn recipe(&self, decisions: &Decisions) -> Recipe {
        Recipe {
            method: self.method,
            covers: decisions.covers(),
            crop: decisions.crop,
            style: decisions.style,
            max_side: self.most_side,
            ..Recipe::default()
        }
    }
}

/// A batch that runs.
#[derive(Debug, Clone)]
pub struct Progress {
    /// The number of its first photo, by which it is known.
    pub first: usize,
    pub total: usize,
    pub done: usize,
    pub failed: usize,
    /// The photo that was begun last.
    pub current: Option<usize>,
    pub paused: bool,
    pub stopping: bool,
    /// One photo, from its own page.
    pub single: bool,
    pub control: Control,
    /// Time worked before the last pause, and since when it works again.
    worked: Duration,
    since: Option<Instant>,
}

/// Before so many photos are done the time left is not told.
const FIRST_GUESS: usize = 3;

impl Progress {
    pub fn new(first: usize, total: usize, single: bool) -> Self {
        Self {
            first,
            total,
            done: 0,
            failed: 0,
            current: None,
            paused: false,
            stopping: false,
            single,
            control: Control::default(),
            worked: Duration::ZERO,
            since: Some(Instant::now()),
        }
    }

    pub fn pause(&mut self, paused: bool) {
        self.paused = paused;
        self.control.pause(paused);
        match (paused, self.since) {
            (true, Some(since)) => {
                self.worked += since.elapsed();
                self.since = None;
            }
            (false, None) => self.since = Some(Instant::now()),
            _ => {}
        }
    }

    pub fn stop(&mut self) {
        self.stopping = true;
        self.control.stop();
    }

    /// The time left, once it can be guessed.
    pub fn left(&self) -> Option<Duration> {
        let worked = self.worked + self.since.map_or(Duration::ZERO, |since| since.elapsed());
        let left = self.total.saturating_sub(self.done);
        (self.done >= FIRST_GUESS).then(|| worked.mul_f64(left as f64 / self.done as f64))
    }
}
