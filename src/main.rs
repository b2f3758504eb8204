//! The command line of Blanksheet; without a subcommand the window.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    blanksheet::cli::main()
}
