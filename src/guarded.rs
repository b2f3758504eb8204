//! A fence around other people's decoders: a panic inside one costs one file, not the program.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::Error;

/// The name of threads on which a panic is the result of a photo, and is told as such, not printed.
pub const THREAD: &str = "photo";

/// Runs `decode`; a panic inside it becomes [`Error::Internal`]. Nothing that `decode` has half changed may be used afterwards.
pub fn guarded<T>(decode: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(decode)).map_err(|_| Error::Internal { what: "its decoder gave up".into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        assert_eq!(guarded(|| 5), Ok(5));
        let broken: Result<(), Error> = guarded(|| panic!("the decoder broke"));
        assert_eq!(broken.unwrap_err().code(), "internal");
    }
}
