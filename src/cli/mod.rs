//! The command line: arguments → job → lines on standard output, an exit status.

mod args;
mod json;
mod lines;
mod request;
mod run;
mod selftest;
mod text;

use std::process::ExitCode;
use std::{panic, thread};

#[cfg(not(feature = "gui"))]
use clap::CommandFactory;
use clap::Parser;

use crate::guarded;
use args::{Args, Command};

/// Exit status for wrong use, the same as clap's.
const WRONG_USE: u8 = 2;

/// Reads the arguments, does the work, returns the exit status of the contract.
pub fn main() -> ExitCode {
    panics_in_files_are_results();
    let args = Args::parse();
    let Some(command) = args.command else { return window(args) };
    let status = match command {
        Command::Selftest { json } => selftest::run(json),
        Command::Inspect(inspect) => inspect.job().map_or_else(wrong_use, |job| run::run(&job, &inspect.common)),
        Command::Clean(clean) => clean.job().map_or_else(wrong_use, |job| run::run(&job, &clean.common)),
        Command::Verify(verify) => run::run(&verify.job(), &verify.common),
    };
    ExitCode::from(status)
}

/// Without a subcommand: the window.
#[cfg(feature = "gui")]
fn window(args: Args) -> ExitCode {
    let options = crate::gui::Options { paths: args.paths, frame_log: args.frame_log, language: None };
    match crate::gui::start::run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Without a subcommand and without a window: the help.
#[cfg(not(feature = "gui"))]
fn window(args: Args) -> ExitCode {
    if let Some(path) = args.paths.first() {
        let message =
            format!("{}: this build has no window; blanksheet clean and blanksheet inspect work", path.display());
        return ExitCode::from(wrong_use(message));
    }
    let _ = Args::command().print_help();
    ExitCode::SUCCESS
}

/// A decoder of others that panics costs its file the outcome, which the file's line says: nothing else is printed.
fn panics_in_files_are_results() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(guarded::THREAD) {
            usual(info);
        }
    }));
}

fn wrong_use(message: String) -> u8 {
    eprintln!("error: {message}");
    WRONG_USE
}
