//! What a picture shows.

pub mod outline;
