//! Practice photos: drawn by a program, so that they belong to nobody, and held in the program itself.

use std::sync::Arc;

const PHOTOS: [(&str, &[u8]); 4] = [
    ("IMG_20240709_2231.jpg", include_bytes!("../../assets/practice/IMG_20240709_2231.jpg")),
    ("PXL_20240711_064512345.jpg", include_bytes!("../../assets/practice/PXL_20240711_064512345.jpg")),
    ("Screenshot_20240712-101500.png", include_bytes!("../../assets/practice/Screenshot_20240712-101500.png")),
    // Nothing hides in this one.
    ("cat.jpg", include_bytes!("../../assets/practice/cat.jpg")),
];

/// Their names and bytes.
pub fn photos() -> Vec<(String, Arc<[u8]>)> {
    PHOTOS.iter().map(|&(name, bytes)| (name.to_owned(), Arc::from(bytes))).collect()
}
