//! Many photos, some of them bad; stopped and continued.

use std::time::{Duration, Instant};

use blanksheet::gui::session::{Action, Page, Stage};

use super::{Scratch, Window, photo};

fn filled(count: usize) -> Scratch {
    let folder = Scratch::new();
    for number in 0..count {
        photo(&folder, &format!("in/IMG_{number:04}.jpg"));
    }
    folder
}

#[test]
fn a_folder_with_bad_files_is_counted_cleaned_and_what_is_missing_is_said() {
    let folder = filled(4);
    folder.write("in/cut.jpg", b"\xff\xd8\xff\xe0 and no more");
    folder.write("in/drawing.psd", b"8BPS and so on");
    folder.write("in/clip.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom");
    let mut window = Window::open(vec![folder.path().join("in")]);
    window.until("the folder", |session| session.page == Page::Folder && session.unread == 0);
    assert!(window.says("one video (not handled)"));
    window.click("Clean all 5…");
    window.click("Clean 5 photos");
    window.until("the end", |session| session.page == Page::Outcome);
    let (clean, without) = window.session().outcome();
    assert_eq!(clean, 4);
    assert_eq!(without.len(), 2, "the cut one and the drawing");
    assert!(window.says("cut.jpg"));
    assert_eq!(folder.names("in – clean"), ["photo-0001.jpg", "photo-0002.jpg", "photo-0003.jpg", "photo-0004.jpg"]);
}

#[test]
fn a_batch_stops_and_can_be_continued() {
    let folder = filled(60);
    let mut window = Window::open(vec![folder.path().join("in")]);
    window.until("the folder", |session| session.page == Page::Folder && session.unread == 0);
    window.click("Clean all 60…");
    window.click("Clean 60 photos");
    window.until("a first copy", |session| session.progress.as_ref().is_none_or(|progress| progress.done > 0));
    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().act(&ctx, Action::Stop);
    let began = Instant::now();
    window.until("the stop", |session| session.progress.is_none());
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    let done = window.session().outcome().0;
    if done < 60 {
        assert!(window.says("still to be cleaned"));
        window.click("Clean the rest");
    }
    window.until("the end", |session| session.entries.iter().all(|entry| entry.stage == Stage::Clean));
    assert_eq!(folder.names("in – clean").len(), 60, "each once");
}

#[test]
fn a_paused_batch_makes_no_further_copies() {
    let folder = filled(30);
    let mut window = Window::open(vec![folder.path().join("in")]);
    window.until("the folder", |session| session.page == Page::Folder && session.unread == 0);
    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().act(&ctx, Action::SaveAll);
    window.harness.state_mut().act(&ctx, Action::Pause(true));
    std::thread::sleep(Duration::from_millis(500));
    window.step();
    let before = folder.names("in – clean").len();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(folder.names("in – clean").len(), before);
    window.harness.state_mut().act(&ctx, Action::Pause(false));
    window.until("the end", |session| session.page == Page::Outcome);
    assert_eq!(folder.names("in – clean").len(), 30);
}

#[test]
fn thumbnails_are_made_only_for_what_is_in_view() {
    let folder = filled(200);
    let mut window = Window::open(vec![folder.path().join("in")]);
    window.until("thumbnails", |session| session.unread == 0 && session.thumbs.len() >= 15);
    for _ in 0..40 {
        window.step();
    }
    assert!(window.session().thumbs.len() < 60, "{}", window.session().thumbs.len());
}
