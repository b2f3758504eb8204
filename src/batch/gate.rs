//! Lets as many files in at once as memory allows: a 200-megapixel photo works alone.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::formats;

/// Bytes that all files at work may take together, as estimated.
const CAPACITY: u64 = 3 << 30;
/// What one pixel costs while a photo is redrawn: decoded, turned, coded.
const BYTES_A_PIXEL: u64 = 12;

/// Counts the estimated memory in use.
#[derive(Debug, Default)]
pub struct Gate {
    used: Mutex<u64>,
    freed: Condvar,
}

/// Held while a file is worked on.
#[derive(Debug)]
pub struct Pass<'a> {
    gate: &'a Gate,
    bytes: u64,
}

impl Gate {
    /// Waits until there is room for this file. One that needs more than everything gets everything.
    pub fn enter(&self, untrusted: &[u8]) -> Pass<'_> {
        let size = formats::sniff(untrusted).and_then(|format| format.size(untrusted));
        let pixels = size.map_or(0, |(width, height)| u64::from(width) * u64::from(height));
        let bytes = pixels.saturating_mul(BYTES_A_PIXEL).saturating_add(untrusted.len() as u64).min(CAPACITY);
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        while *used + bytes > CAPACITY {
            used = self.freed.wait(used).unwrap_or_else(PoisonError::into_inner);
        }
        *used += bytes;
        Pass { gate: self, bytes }
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        *self.gate.used.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.gate.freed.notify_all();
    }
}
