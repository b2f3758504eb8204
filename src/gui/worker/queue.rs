//! Jobs for single photos, the most urgent first: what is shown large goes before thumbnails.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use super::{Outbox, single, spawn};
use crate::gui::session::Job;

/// A thread with a queue of its own; it works until the window is gone.
pub fn begin(outbox: &Outbox) -> Sender<Job> {
    let (jobs, waiting) = channel();
    let outbox = outbox.clone();
    spawn(move || run(&waiting, &outbox));
    jobs
}

fn run(jobs: &Receiver<Job>, outbox: &Outbox) {
    let mut waiting: Vec<Job> = Vec::new();
    loop {
        if waiting.is_empty() {
            let Ok(job) = jobs.recv() else { return };
            add(&mut waiting, job);
        }
        loop {
            match jobs.try_recv() {
                Ok(job) => add(&mut waiting, job),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return,
            }
        }
        // The last of the most urgent: what came into view last is looked at now.
        let next = (0..waiting.len()).min_by_key(|&i| waiting.get(i).map(|job| (urgency(job), waiting.len() - i)));
        if let Some(next) = next {
            single::work(waiting.remove(next), outbox);
        }
    }
}

/// A newer job of a kind that only makes sense once takes the place of the older.
fn add(waiting: &mut Vec<Job>, job: Job) {
    waiting.retain(|other| !replaces(&job, other));
    waiting.push(job);
}

fn replaces(new: &Job, old: &Job) -> bool {
    matches!(
        (new, old),
        (Job::Open(..), Job::Open(..))
            | (Job::Detail { .. }, Job::Detail { .. })
            | (Job::Paint { .. }, Job::Paint { .. })
            | (Job::Open(..), Job::Detail { .. } | Job::Paint { .. })
    )
}

fn urgency(job: &Job) -> u8 {
    match job {
        Job::After(..) | Job::Paint { .. } => 0,
        Job::Open(..) => 1,
        Job::Outline(..) => 2,
        Job::Detail { .. } => 3,
        Job::Thumb(..) => 4,
        _ => 5,
    }
}
