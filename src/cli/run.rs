//! Runs a request: walks, starts the batch, prints each file's line in input order, stops on Ctrl-C.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::Common;
use super::json;
use super::lines::{self, Counts};
use super::request::Request;
use crate::batch::{self, Control, Done, Event, Job, Task};
use crate::error::Error;
use crate::output;
use crate::walk::{self, Found};

/// How long files at work may finish after Ctrl-C.
const GRACE: Duration = Duration::from_millis(600);
const TICK: Duration = Duration::from_millis(100);

/// Does the work; the exit status of the contract.
pub fn run(request: &Request, common: &Common) -> u8 {
    let mut found = walk::walk(&request.paths);
    if let Task::Clean { out, .. } = &request.task {
        output::sweep(out);
    }
    let photos = std::mem::take(&mut found.photos);
    let job = Job { task: request.task.clone(), photos, threads: request.threads, gentle: false };
    let control = Control::default();
    stop_on_signal(&control);
    let (sender, receiver) = mpsc::channel();
    let (batch_job, batch_control) = (job.clone(), control.clone());
    std::thread::spawn(move || {
        let sink = |event: Event| {
            let _ = sender.send(event);
        };
        if let Err(error) = batch::run(&batch_job, &batch_control, &sink) {
            eprintln!("error: {error}");
        }
    });
    let mut printer = Printer::new(&job, common);
    collect(&receiver, &control, &mut printer);
    printer.finish(&found)
}

/// The second signal ends the program at once.
fn stop_on_signal(control: &Control) {
    let control = control.clone();
    let handler = move || {
        if control.is_stopped() {
            std::process::exit(1);
        }
        control.stop();
    };
    // Only fails where a handler is there already: then that one works.
    let _ = ctrlc::set_handler(handler);
}

fn collect(receiver: &Receiver<Event>, control: &Control, printer: &mut Printer<'_>) {
    let mut stopped_at = None;
    loop {
        match receiver.recv_timeout(TICK) {
            Ok(Event::Started { .. }) => {}
            Ok(Event::Ended { index, result }) => printer.take(index, result),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if control.is_stopped() && stopped_at.get_or_insert_with(Instant::now).elapsed() > GRACE {
            return;
        }
    }
}

/// Holds results back until it is their turn.
struct Printer<'a> {
    job: &'a Job,
    common: &'a Common,
    waiting: BTreeMap<usize, Result<Done, Error>>,
    next: usize,
    counts: Counts,
    bar: ProgressBar,
    /// Why lines did not come to standard output.
    unwritten: Option<io::Error>,
}

impl<'a> Printer<'a> {
    fn new(job: &'a Job, common: &'a Common) -> Self {
        let shown = !common.quiet && io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(job.photos.len() as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len}, {eta} left") {
            bar.set_style(style);
        }
        Self { job, common, waiting: BTreeMap::new(), next: 0, counts: Counts::default(), bar, unwritten: None }
    }

    fn take(&mut self, index: usize, result: Result<Done, Error>) {
        self.bar.inc(1);
        self.waiting.insert(index, result);
        while let Some(result) = self.waiting.remove(&self.next) {
            self.print(self.next, &result);
            self.next += 1;
        }
    }

    fn print(&mut self, index: usize, result: &Result<Done, Error>) {
        self.counts.add(result);
        let Some(photo) = self.job.photos.get(index) else { return };
        let dry_run = matches!(self.job.task, Task::Clean { dry_run: true, .. });
        let line = match (self.common.json, self.common.quiet, result) {
            (true, ..) => json::line(photo, result, dry_run),
            // Quiet is quiet about what went well, never about what did not.
            (false, true, Ok(Done::Cleaned(written))) if written.warnings.is_empty() => return,
            (false, ..) => lines::lines(photo, result, dry_run),
        };
        let written = self.bar.suspend(|| {
            let mut out = io::stdout().lock();
            writeln!(out, "{line}").and_then(|()| out.flush())
        });
        // The work goes on, the status tells. Who closed a pipe has read enough.
        if let Err(error) = written
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.unwritten.get_or_insert(error);
        }
    }

    /// Files that were stopped get their line; then the summary.
    fn finish(mut self, found: &Found) -> u8 {
        for index in self.next..self.job.photos.len() {
            let result = self.waiting.remove(&index).unwrap_or(Err(Error::Cancelled));
            self.print(index, &result);
        }
        self.bar.finish_and_clear();
        if let Task::Clean { out, .. } = &self.job.task {
            output::sweep(out);
        }
        if !self.common.quiet {
            self.tell(found);
        }
        if let Some(error) = &self.unwritten {
            let _ = writeln!(io::stderr(), "error: standard output cannot be written: {error}");
        }
        let unwritten = usize::from(self.unwritten.is_some());
        match (self.counts.dirty, unwritten + self.counts.refused + self.counts.failed + found.unreadable.len()) {
            (1.., _) => 3,
            (0, 1..) => 1,
            (0, 0) => 0,
        }
    }

    fn tell(&self, found: &Found) {
        let verb = match &self.job.task {
            Task::Inspect { .. } => "inspected",
            Task::Clean { dry_run: true, .. } => "planned",
            Task::Clean { .. } => "cleaned",
            Task::Verify => "clean",
        };
        let mut error = io::stderr().lock();
        let _ = writeln!(error, "{}", self.counts.summary(verb));
        for line in lines::beside(found) {
            let _ = writeln!(error, "also there: {line}");
        }
    }
}
