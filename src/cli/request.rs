//! What the arguments ask for.

use std::path::PathBuf;

use crate::batch::Task;

/// A task, on which paths, on how many threads (0: as many as there are cores).
pub struct Request {
    pub task: Task,
    pub paths: Vec<PathBuf>,
    pub threads: usize,
}
