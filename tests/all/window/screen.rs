//! The real program on a screen of its own. Wants Xvfb, and xdotool to press keys and buttons; where they are missing the tests say
//! so and pass.

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
pub const AT_ONCE: Duration = Duration::from_secs(1);
pub const LOG: &str = "frames";
/// A screen without a monitor.
pub struct Screen {
    pub server: Child,
    pub name: String,
}

impl Screen {
    pub fn new() -> Option<Self> {
        let arguments = ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"];
        let server = Command::new("Xvfb").args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut screen = Self { server, name: String::new() };
        let mut number = String::new();
        BufReader::new(screen.server.stdout.take()?).read_line(&mut number).ok()?;
        screen.name = format!(":{}", number.trim());
        (screen.name.len() > 1).then_some(screen)
    }

    /// Whether xdotool is there and did it.
    pub fn tool(&self, arguments: &[&str]) -> bool {
        let mut tool = Command::new("xdotool");
        tool.args(arguments).env("DISPLAY", &self.name).stdout(Stdio::null()).stderr(Stdio::null());
        tool.status().is_ok_and(|status| status.success())
    }

    pub fn has_hands(&self) -> bool {
        self.tool(&["getmouselocation"])
    }

    pub fn click(&self, x: i32, y: i32) {
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
pub struct Used<'a> {
    folder: &'a Scratch,
    screen: &'a Screen,
    pub child: Child,
}

impl<'a> Used<'a> {
    pub fn start(folder: &'a Scratch, screen: &'a Screen, path: &Path) -> Self {
        Self::start_with(folder, screen, &[path])
    }

    pub fn start_with(folder: &'a Scratch, screen: &'a Screen, paths: &[&Path]) -> Self {
        let _ = std::fs::remove_file(folder.path().join(LOG));
        let mut command = fixtures::program(folder);
        for (name, inside) in PLACES {
            command.env(name, folder.path().join(inside));
        }
        command.env("DISPLAY", &screen.name).env("LIBGL_ALWAYS_SOFTWARE", "1").env("LC_ALL", "C");
        command.env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        let child = command.args(["--frame-log", LOG]).args(paths).stderr(Stdio::null()).spawn().unwrap();
        Self { folder, screen, child }
    }

    /// A value of the last frame.
    pub fn now(&self, column: &str) -> Option<String> {
        let log = std::fs::read_to_string(self.folder.path().join(LOG)).ok()?;
        let (whole, _) = log.rsplit_once('\n')?;
        let at = whole.lines().next()?.split('\t').position(|name| name == column)?;
        whole.lines().skip(1).last()?.split('\t').nth(at).map(str::to_owned)
    }

    pub fn count(&self, column: &str) -> i64 {
        self.now(column).and_then(|value| value.parse().ok()).unwrap_or(-1)
    }

    pub fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !is_so(self) {
            assert!(began.elapsed() < PATIENCE, "waited in vain for: {what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Keys go to this window.
    pub fn focus(&self) {
        let asked = ["search", "--onlyvisible", "--name", "^Blanksheet$", "windowfocus"];
        self.until("a window that can be seen", |used| used.screen.tool(&asked));
        std::thread::sleep(Duration::from_millis(300));
    }

    /// Clicks down a column, from `top` on, until something is so.
    pub fn click_down(&self, what: &str, (x, top): (i32, i32), is_so: impl Fn(&Self) -> bool) {
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
    pub fn told_to_end(mut self) {
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

pub fn with_places() -> Scratch {
    let folder = Scratch::new();
    for (_, inside) in PLACES {
        std::fs::create_dir_all(folder.path().join(inside)).unwrap();
    }
    folder
}

/// A photo that hides something and takes a moment to clean.
pub fn large_photo() -> Vec<u8> {
    let picture = fixtures::still(fixtures::image(1600, 1200, Channels::Rgb));
    fixtures::dirtied(Target::Jpeg, &fixtures::encoded(Target::Jpeg, &picture), NEEDLE.as_bytes())
}

/// All files and folders under one, without the log of frames.
pub fn everything(folder: &Path) -> BTreeSet<PathBuf> {
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
