//! Numbers out of hostile bytes: `None` where the bytes end.

use crate::error::Error;

/// `N` bytes at `at`.
pub fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

pub fn u16_be(bytes: &[u8], at: usize) -> Option<usize> {
    array(bytes, at).map(|b| usize::from(u16::from_be_bytes(b)))
}

pub fn u16_le(bytes: &[u8], at: usize) -> Option<usize> {
    array(bytes, at).map(|b| usize::from(u16::from_le_bytes(b)))
}

pub fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_be_bytes)
}

pub fn u32_le(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}

/// "Ends early" as an error.
pub fn whole<T>(part: Option<T>, what: &str) -> Result<T, Error> {
    part.ok_or_else(|| Error::damaged(format!("{what} is cut or broken")))
}

/// Whether every byte is zero.
pub fn all_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|&b| b == 0)
}
