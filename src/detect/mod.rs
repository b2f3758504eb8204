//! What a picture shows that tells where it was taken.

pub mod engine;
