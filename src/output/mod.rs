//! Where copies go: names, and writing without ever overwriting.

mod names;
mod system;
mod write;

pub use names::{Naming, Stems};
pub use write::{Unnamed, forget_unfinished, is_temporary, sweep, write_new};
