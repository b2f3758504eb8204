//! What hidden data says, in plain words. For the report only: cleaning never depends on it.
//!
//! Each reader takes the bytes of one block and the place it stood in ("APP1 Exif"), and returns items.
//! Nothing here fails or panics: what cannot be read is one item of the block's kind with its size.

pub mod c2pa;
pub mod exif;
pub mod facts;
pub mod file_name;
pub mod foreign;
pub mod icc;
pub mod iptc;
mod names;
pub mod text;
pub mod towns;
pub mod trailer;
pub mod words;
pub mod xmp;
