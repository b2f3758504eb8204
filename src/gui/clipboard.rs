//! Photos that are dropped on the window or pasted into it, and the clean picture that is copied out of it.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{ColorImage, Event, Ui};

use super::session::{Action, Page, Session};
use crate::pixels::{Channels, Image, Samples};

/// What was dropped, pasted or copied since the last frame.
pub fn actions(ui: &Ui, session: &Session, actions: &mut Vec<Action>) {
    let dropped: Vec<PathBuf> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    if !dropped.is_empty() {
        actions.push(Action::Add(dropped));
    }
    let is_typing = ui.ctx().egui_wants_keyboard_input();
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::PasteImage(image) => actions.extend(picture(image).map(|image| Action::Paste(Arc::new(image)))),
                Event::Paste(text) if !is_typing => {
                    let paths = paths(text);
                    if !paths.is_empty() {
                        actions.push(Action::Add(paths));
                    }
                }
                Event::Copy if !is_typing && session.page == Page::Done => actions.push(Action::CopyPicture),
                _ => {}
            }
        }
    });
}

fn picture(image: &ColorImage) -> Option<Image> {
    let [width, height] = image.size;
    let rgba = image.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
    Image::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?, Channels::Rgba, Samples::U8(rgba))
}

/// The files in a text as file windows copy it: one address or path a line, all of them there.
fn paths(text: &str) -> Vec<PathBuf> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "copy" && *line != "cut");
    let paths: Option<Vec<PathBuf>> = lines.map(|line| path(line).filter(|path| path.exists())).collect();
    paths.unwrap_or_default()
}

fn path(line: &str) -> Option<PathBuf> {
    match line.strip_prefix("file://") {
        Some(address) => Some(PathBuf::from(unescaped(address)?)),
        None => Some(PathBuf::from(line)).filter(|path| path.is_absolute()),
    }
}

/// `%20` and the like. [RFC 3986 2.1]
fn unescaped(address: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths() {
        assert_eq!(path("file:///tmp/two%20words%C3%A9.jpg"), Some(PathBuf::from("/tmp/two wordsé.jpg")));
        assert_eq!(path("file:///broken%2"), None);
        assert_eq!(path("no path"), None);
    }

    #[test]
    fn a_text_that_is_no_list_of_files_is_none() {
        assert!(paths("hello\nworld").is_empty());
        assert!(paths("/no/such/file/anywhere.jpg").is_empty());
        let here = env!("CARGO_MANIFEST_DIR");
        assert_eq!(paths(&format!("copy\nfile://{here}")), [PathBuf::from(here)]);
    }
}
