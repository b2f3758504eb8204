//! What the program promises, tried from outside. Pictures are made in memory; nobody's photo is in the repository.

mod command_line;
mod covering;
mod detectors;
mod files;
mod fixtures;
mod kills;
mod mutations;
mod outlines;
mod promises;
mod second_reader;
#[cfg(feature = "gui")]
mod window;
