//! What is left after the program was used, how it ends, what it says where there is no screen.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use super::screen::{Screen, Used, everything, large_photo, with_places};
use super::{PATIENCE, Scratch, fixtures};

/// Columns of the window, and from where on there are buttons over the whole width in them and nothing else to click: in the side
/// of a folder's page, and in the sheet over it.
const SIDE: (i32, i32) = (1230, 140);
const SHEET: (i32, i32) = (850, 420);

/// Everything new is a clean copy in this folder, or the folder itself; how many copies there are.
fn only_copies_are_new(folder: &Scratch, before: &BTreeSet<PathBuf>, out: &str) -> usize {
    let out = folder.path().join(out);
    let after = everything(folder.path());
    assert!(before.is_subset(&after), "something is gone");
    let mut copies = 0;
    for path in after.difference(before) {
        assert!(path.starts_with(&out), "left behind: {}", path.display());
        if path.is_file() {
            assert!(path.extension().is_some_and(|end| end == "jpg"), "a half file: {}", path.display());
            let verified = fixtures::run(folder, &["verify", path.to_str().unwrap()]);
            assert_eq!(verified.status.code(), Some(0), "{}", path.display());
            copies += 1;
        }
    }
    copies
}

#[test]
fn a_photo_that_was_saved_leaves_one_copy_and_nothing_else() {
    let Some(screen) = Screen::new() else { return println!("skipped: there is no Xvfb") };
    let folder = with_places();
    let photo = folder.write("one/IMG_1.jpg", &large_photo());
    let before = everything(folder.path());
    let used = Used::start(&folder, &screen, &photo);
    used.until("the photo", |used| used.count("large") == 1 && used.count("looked") == 1);
    let saves = screen.has_hands();
    if saves {
        used.focus();
        assert!(screen.tool(&["key", "ctrl+s"]));
        used.until("the copy", |used| used.now("page").as_deref() == Some("Done"));
    } else {
        println!("without saving: there is no xdotool");
    }
    used.told_to_end();
    assert_eq!(only_copies_are_new(&folder, &before, "one/clean copies"), usize::from(saves));
}

/// The program in the middle of a batch of a hundred photos; whether it is: it takes xdotool.
fn in_a_batch<'a>(folder: &'a Scratch, screen: &'a Screen) -> (Used<'a>, bool) {
    let used = Used::start(folder, screen, &folder.path().join("in"));
    used.until("the folder", |used| used.count("photos") == 100 && used.count("unread") == 0);
    let cleans = screen.has_hands();
    if cleans {
        used.focus();
        used.click_down("the sheet", SIDE, |used| used.now("sheet").as_deref() == Some("Saving"));
        used.click_down("the batch", SHEET, |used| used.count("done") >= 0);
        used.until("a copy", |used| used.count("done") > 0);
    } else {
        println!("without a batch: there is no xdotool");
    }
    (used, cleans)
}

fn with_a_hundred_photos() -> Scratch {
    let folder = with_places();
    let photo = large_photo();
    for number in 0..100 {
        folder.write(&format!("in/IMG_{number:04}.jpg"), &photo);
    }
    folder
}

#[test]
fn told_to_end_during_a_batch_it_ends_at_once_and_leaves_whole_copies_only() {
    let Some(screen) = Screen::new() else { return println!("skipped: there is no Xvfb") };
    let folder = with_a_hundred_photos();
    let before = everything(folder.path());
    let (used, cleans) = in_a_batch(&folder, &screen);
    used.told_to_end();
    let copies = only_copies_are_new(&folder, &before, "in – clean");
    assert!(if cleans { (1..100).contains(&copies) } else { copies == 0 }, "{copies} copies");
}

#[test]
fn when_the_screen_goes_away_during_a_batch_whole_copies_only_are_left() {
    let Some(screen) = Screen::new() else { return println!("skipped: there is no Xvfb") };
    let folder = with_a_hundred_photos();
    let before = everything(folder.path());
    let (mut used, cleans) = in_a_batch(&folder, &screen);
    assert!(Command::new("kill").args(["-KILL", &screen.server.id().to_string()]).status().unwrap().success());
    let began = Instant::now();
    while used.child.try_wait().unwrap().is_none() {
        assert!(began.elapsed() < PATIENCE, "the screen is gone, and the program is still there");
        std::thread::sleep(Duration::from_millis(20));
    }
    let copies = only_copies_are_new(&folder, &before, "in – clean");
    assert!(if cleans { (1..=100).contains(&copies) } else { copies == 0 }, "{copies} copies");
}

#[test]
fn without_a_screen_a_sentence_names_the_command_line() {
    let folder = Scratch::new();
    let mut command = fixtures::program(&folder);
    for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(display);
    }
    let output = command.output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("blanksheet clean"), "{said}");
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    assert!(!said.contains(".rs"), "names of our own files tell nobody anything: {said}");
}
