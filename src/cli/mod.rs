//! The command line: arguments → job → lines on standard output, an exit status.

mod args;
mod json;
mod lines;
mod request;
mod run;
mod selftest;
mod text;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Args, Command};

/// Exit status for wrong use, the same as clap's.
const WRONG_USE: u8 = 2;

/// Reads the arguments, does the work, returns the exit status of the contract.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let Some(command) = args.command else {
        let _ = Args::command().print_help();
        return ExitCode::SUCCESS;
    };
    let status = match command {
        Command::Selftest { json } => selftest::run(json),
        Command::Inspect(inspect) => inspect.job().map_or_else(wrong_use, |job| run::run(&job, &inspect.common)),
        Command::Clean(clean) => clean.job().map_or_else(wrong_use, |job| run::run(&job, &clean.common)),
        Command::Verify(verify) => run::run(&verify.job(), &verify.common),
    };
    ExitCode::from(status)
}

fn wrong_use(message: String) -> u8 {
    eprintln!("error: {message}");
    WRONG_USE
}
