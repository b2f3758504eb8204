//! The real program on a screen of its own: what is left after it was used, how it ends, what it says where there is no screen.
//!
//! Wants Xvfb, and xdotool to press keys and buttons; where they are missing the tests say so and pass.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use blanksheet::formats::Target;
use blanksheet::pixels::Channels;

use super::{PATIENCE, Scratch, fixtures};
use crate::fixtures::NEEDLE;

/// The window is gone so soon after it was told to end.
const AT_ONCE: Duration = Duration::from_secs(1);
const LOG: &str = "frames";
/// Columns of the window, and from where on there are buttons over the whole width in them and nothing else to click: in the side
/// of a folder's page, and in the sheet over it.
const SIDE: (i32, i32) = (1230, 140);
const SHEET: (i32, i32) = (850, 420);

/// A screen without a monitor.
struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    fn new() -> Option<Self> {
        let arguments = ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"];
        let server = Command::new("Xvfb").args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut screen = Self { server, name: String::new() };
        let mut number = String::new();
        BufReader::new(screen.server.stdout.take()?).read_line(&mut number).ok()?;
        screen.name = format!(":{}", number.trim());
        (screen.name.len() > 1).then_some(screen)
    }

    /// Whether xdotool is there and did it.
    fn tool(&self, arguments: &[&str]) -> bool {
        let mut tool = Command::new("xdotool");
        tool.args(arguments).env("DISPLAY", &self.name).stdout(Stdio::null()).stderr(Stdio::null());
        tool.status().is_ok_and(|status| status.success())
    }

    fn has_hands(&self) -> bool {
        self.tool(&["getmouselocation"])
    }

    fn click(&self, x: i32, y: i32) {
        assert!(self.tool(&["mousemove", &x.to_string(), &y.to_string(), "sleep", "0.15", "click", "1"]));
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The program with a home of its own, used until it is told to end.
struct Used<'a> {
    folder: &'a Scratch,
    screen: &'a Screen,
    child: Child,
}

impl<'a> Used<'a> {
    fn start(folder: &'a Scratch, screen: &'a Screen, path: &Path) -> Self {
        let _ = std::fs::remove_file(folder.path().join(LOG));
        let mut command = fixtures::program(folder);
        for (name, inside) in PLACES {
            command.env(name, folder.path().join(inside));
        }
        command.env("DISPLAY", &screen.name).env("LIBGL_ALWAYS_SOFTWARE", "1").env("LC_ALL", "C");
        command.env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        let child = command.args(["--frame-log", LOG]).arg(path).stderr(Stdio::null()).spawn().unwrap();
        Self { folder, screen, child }
    }

    /// A value of the last frame.
    fn now(&self, column: &str) -> Option<String> {
        let log = std::fs::read_to_string(self.folder.path().join(LOG)).ok()?;
        let (whole, _) = log.rsplit_once('\n')?;
        let at = whole.lines().next()?.split('\t').position(|name| name == column)?;
        whole.lines().skip(1).last()?.split('\t').nth(at).map(str::to_owned)
    }

    fn count(&self, column: &str) -> i64 {
        self.now(column).and_then(|value| value.parse().ok()).unwrap_or(-1)
    }

    fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !is_so(self) {
            assert!(began.elapsed() < PATIENCE, "waited in vain for: {what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Keys go to this window.
    fn focus(&self) {
        assert!(self.screen.tool(&["search", "--sync", "--name", "^Blanksheet$", "windowfocus"]));
        std::thread::sleep(Duration::from_millis(300));
    }

    /// Clicks down a column, from `top` on, until something is so.
    fn click_down(&self, what: &str, (x, top): (i32, i32), is_so: impl Fn(&Self) -> bool) {
        for y in (top..780).step_by(24) {
            self.screen.click(x, y);
            let clicked = Instant::now();
            while clicked.elapsed() < AT_ONCE {
                if is_so(self) {
                    return;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        panic!("nowhere to click for: {what}");
    }

    /// Ended as by a system that shuts down.
    fn told_to_end(mut self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(began.elapsed() < AT_ONCE, "told to end, and still there");
            std::thread::sleep(Duration::from_millis(5));
        };
        assert!(!status.core_dumped() && !matches!(status.signal(), Some(6 | 7 | 11)), "it crashed: {status}");
    }
}

impl Drop for Used<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where programs keep things, and where in the scratch folder that is.
const PLACES: [(&str, &str); 7] = [
    ("HOME", "home"),
    ("XDG_CONFIG_HOME", "home/.config"),
    ("XDG_CACHE_HOME", "home/.cache"),
    ("XDG_DATA_HOME", "home/.local/share"),
    ("XDG_STATE_HOME", "home/.local/state"),
    ("XDG_RUNTIME_DIR", "run"),
    ("TMPDIR", "tmp"),
];

fn with_places() -> Scratch {
    let folder = Scratch::new();
    for (_, inside) in PLACES {
        std::fs::create_dir_all(folder.path().join(inside)).unwrap();
    }
    folder
}

/// A photo that hides something and takes a moment to clean.
fn large_photo() -> Vec<u8> {
    let picture = fixtures::still(fixtures::image(1600, 1200, Channels::Rgb));
    fixtures::dirtied(Target::Jpeg, &fixtures::encoded(Target::Jpeg, &picture), NEEDLE.as_bytes())
}

/// All files and folders under one, without the log of frames.
fn everything(folder: &Path) -> BTreeSet<PathBuf> {
    let mut waiting = vec![folder.to_owned()];
    let mut found = BTreeSet::new();
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path.clone());
            }
            found.insert(path);
        }
    }
    found.remove(&folder.join(LOG));
    found
}

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
