//! One photo: from an empty window to a clean copy, covers with the keyboard, undo and redo.

use blanksheet::formats::Target;
use blanksheet::gui::session::{Action, Page, Part, Sort, Stage, Tool};
use egui::{Key, Modifiers};

use super::{Scratch, Window, fixtures, photo};
use crate::fixtures::{NEEDLE, holds};

#[test]
fn three_actions_lead_from_an_empty_window_to_a_verified_file() {
    let folder = Scratch::new();
    let original = photo(&folder, "IMG_1.jpg");
    assert!(holds(&std::fs::read(&original).unwrap(), NEEDLE), "the photo is dirty");
    let mut window = Window::open(Vec::new());
    assert!(window.has("Choose photos…") && window.has("Try with practice photos"));

    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().act(&ctx, Action::Add(vec![original.clone()]));
    window.until("the photo", |session| session.large.is_some());
    window.click("Save clean copy");
    window.until("the copy", |session| session.page == Page::Done);

    assert!(window.has("✓ Checked: nothing hidden is left in this file."));
    let copy = window.session().entry().unwrap().copy.clone().unwrap().written.output;
    assert!(copy.starts_with(folder.path()) && copy != original);
    assert!(!holds(&std::fs::read(&copy).unwrap(), NEEDLE));
    assert_eq!(fixtures::run(&folder, &["verify", copy.to_str().unwrap()]).status.code(), Some(0));
    assert!(holds(&std::fs::read(&original).unwrap(), NEEDLE), "the original is as it was");
}

#[test]
fn a_cover_is_made_moved_resized_and_deleted_with_keys_alone() {
    let folder = Scratch::new();
    let mut window = Window::open(vec![photo(&folder, "a.jpg")]);
    window.until("the photo", |session| session.large.is_some());
    window.key(Key::R);
    assert_eq!(window.session().tool, Tool::Box);
    window.key(Key::Enter);
    let region = |window: &Window| {
        let session = window.session();
        session.selected.and_then(|part| session.entry().unwrap().edits.now().region(part))
    };
    let first = region(&window).expect("a cover in the middle");
    window.key(Key::ArrowRight);
    window.key(Key::ArrowDown);
    let moved = region(&window).unwrap();
    assert!(moved.x0 > first.x0 && moved.y0 > first.y0);
    assert!((moved.x1 - moved.x0 - (first.x1 - first.x0)).abs() < 1e-9);
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    window.step();
    assert!(region(&window).unwrap().x1 > moved.x1);
    assert_eq!(window.session().selected, Some(Part::Cover(0)));
    window.key(Key::Delete);
    assert!(window.session().entry().unwrap().edits.now().covers.is_empty());
}

#[test]
fn undo_and_redo_follow_the_buttons_and_the_keys() {
    let folder = Scratch::new();
    let mut window = Window::open(vec![photo(&folder, "a.jpg")]);
    window.until("the photo", |session| session.large.is_some());
    window.key(Key::R);
    window.key(Key::Enter);
    let count = |window: &Window| window.session().entry().unwrap().edits.now().covers.len();
    assert_eq!(count(&window), 1);
    window.click("Undo");
    assert_eq!(count(&window), 0);
    window.click("Redo");
    assert_eq!(count(&window), 1);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    assert_eq!(count(&window), 0);
}

#[test]
fn what_is_covered_in_the_window_is_covered_in_the_file() {
    let folder = Scratch::new();
    let mut window = Window::open(vec![photo(&folder, "a.jpg")]);
    window.until("the photo", |session| session.large.is_some());
    window.key(Key::R);
    window.key(Key::Enter);
    window.click("Save clean copy");
    window.until("the copy", |session| session.page == Page::Done);
    let copy = window.session().entry().unwrap().copy.clone().unwrap().written.output;
    let picture = image::open(copy).unwrap().to_rgb8();
    let middle = picture.get_pixel(picture.width() / 2, picture.height() / 2);
    let gray = blanksheet::cover::GRAY;
    assert!(middle.0.iter().all(|value| value.abs_diff(gray) < 6), "{middle:?}");
}

#[test]
fn a_file_that_cannot_be_cleaned_says_so_and_makes_no_copy() {
    let folder = Scratch::new();
    let mut window = Window::open(vec![folder.write("a.jpg", b"\xff\xd8\xff\xe0 and no more")]);
    window.until("the end", |session| session.entry().is_some_and(|entry| matches!(entry.stage, Stage::NoCopy(_))));
    assert!(window.says("no copy was made. Your photo is unchanged."));
    assert_eq!(folder.names(""), ["a.jpg"]);
}

#[test]
fn practice_photos_come_with_the_program() {
    let mut window = Window::open(Vec::new());
    window.click("Try with practice photos");
    window.until("what the photos hide", |session| session.entries.len() >= 3 && session.unread == 0);
    window.until("the first of them", |session| session.large.is_some());
    assert!(window.says("near Bern, Switzerland"));
}

#[test]
fn names_and_texts_that_deceive_are_shown_escaped() {
    let folder = Scratch::new();
    let words = "room \u{202e}gpj.21\u{7}\u{200b} by \u{2066}nobody";
    let jpeg = fixtures::with_segment(&fixtures::clean_picture(Target::Jpeg), 0xfe, words.as_bytes());
    folder.write("in/holiday\u{202e}gpj.exe\n.jpg", &jpeg);
    folder.write("in/b.jpg", &jpeg);
    let mut window = Window::open(vec![folder.path().join("in")]);
    window.until("the folder", |session| session.page == Page::Folder && session.unread == 0);
    let ctx = window.harness.ctx.clone();
    let deceives = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut seen = 0;
    for action in [Action::Sort(Sort::Name), Action::Open(0), Action::Open(1), Action::Save] {
        window.harness.state_mut().act(&ctx, action);
        window.until("the page", |session| {
            session.progress.is_none() && (session.page != Page::Photo || session.large.is_some())
        });
        for name in window.names() {
            assert!(!name.contains(deceives), "{name:?}");
            seen += usize::from(name.contains("gpj.21") || name.contains("gpj.exe"));
        }
    }
    assert!(seen >= 3, "the texts have to be there: {seen}");
}
