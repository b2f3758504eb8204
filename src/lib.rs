//! Blanksheet cleans photos before they are posted.
//!
//! A photo tells where it was taken twice: in its hidden data, and in what it shows. This crate points out the second and
//! covers it where that is asked for, and removes the first completely: a clean copy holds only what is needed to show the picture, and a verifier that shares no code with the
//! writers has read every byte of it before it gets a name. What cannot be cleaned is refused with a reason.
//!
//! Not promised: that everything telling in a picture is found; that nobody recognises a place, a body or a style; that the camera's noise pattern is hidden; that the
//! original or what was posted before is gone.
//!
//! ```text
//! walk → batch → clean:   sniff → decode small → detect → items → decode → upright sRGB → cover, crop → encode → verify → Cleaned → output
//!              → inspect: sniff → items → metadata, decode small → detect
//! ```
//! Two faces use the same engine: `cli`, and `gui` (feature of the same name), whose session decides, worker works and panels draw.
//! Arrows point one way: `gui, cli → batch → inspect, clean, output → formats, metadata, detect → cover, verify → pixels, region, error`.
//! Nothing below `cli` prints. [`clean::clean`] and [`inspect::inspect`] are pure functions from bytes to a result.
#![forbid(unsafe_code)]

pub mod batch;
pub mod clean;
pub mod cli;
pub mod cover;
pub mod detect;
pub mod error;
#[cfg(test)]
pub mod faults;
pub mod formats;
pub mod guarded;
#[cfg(feature = "gui")]
pub mod gui;
pub mod inspect;
pub mod item;
pub mod metadata;
pub mod note;
pub mod output;
pub mod pixels;
pub mod plain;
pub mod region;
pub mod verify;
pub mod walk;
mod wide;
