//! The real window, mostly without a display: controls are found by their names in the accessibility tree, files are looked at on disk.

mod access;
#[cfg(target_os = "linux")]
mod clipboard;
#[cfg(target_os = "linux")]
mod dragging;
mod folder;
mod one_photo;
#[cfg(target_os = "linux")]
mod screen;
#[cfg(target_os = "linux")]
mod traces;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use blanksheet::gui::session::Session;
use blanksheet::gui::texts::Language;
use blanksheet::gui::{App, Options};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::fixtures::{self, Scratch};

/// Nothing here takes as long; a test that waits longer has failed.
const PATIENCE: Duration = Duration::from_secs(120);

struct Window {
    harness: Harness<'static, App>,
}

impl Window {
    /// A window that opens these.
    fn open(paths: Vec<PathBuf>) -> Self {
        Self::sized(paths, [1280.0, 800.0], 1.0)
    }

    fn sized(paths: Vec<PathBuf>, size: [f32; 2], zoom: f32) -> Self {
        let options = Options { paths, language: Some(Language::English), ..Options::default() };
        let builder = Harness::builder().with_size(size).with_theme(egui::Theme::Light).with_pixels_per_point(zoom);
        let mut harness = builder.build_eframe(|cc| App::new(&cc.egui_ctx, options));
        harness.step();
        Self { harness }
    }

    fn session(&self) -> &Session {
        self.harness.state().session()
    }

    fn step(&mut self) {
        for _ in 0..3 {
            self.harness.step();
        }
    }

    /// Lets frames pass until something is so.
    fn until(&mut self, what: &str, is_so: impl Fn(&Session) -> bool) {
        let began = Instant::now();
        while !is_so(self.session()) {
            assert!(began.elapsed() < PATIENCE, "waited in vain for: {what}");
            self.harness.step();
            std::thread::sleep(Duration::from_millis(5));
        }
        self.step();
    }

    fn click(&mut self, name: &str) {
        self.step();
        let Some(node) = self.harness.query_by_label(name) else { panic!("no {name} among {:?}", self.names()) };
        node.click();
        self.step();
    }

    fn has(&self, name: &str) -> bool {
        self.harness.query_by_label(name).is_some()
    }

    fn says(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    fn key(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.step();
    }

    fn names(&self) -> Vec<String> {
        self.controls().into_iter().map(|(_, name)| name).filter(|name| !name.is_empty()).collect()
    }

    /// Every control that a person can reach, with its role and name.
    fn controls(&self) -> Vec<(egui::Role, String)> {
        self.placed().into_iter().map(|(role, name, _)| (role, name)).collect()
    }

    /// The same, with where it lies, in points.
    fn placed(&self) -> Vec<(egui::Role, String, egui::Rect)> {
        let mut found = Vec::new();
        let mut waiting = vec![self.harness.root()];
        while let Some(node) = waiting.pop() {
            let accesskit = node.accesskit_node();
            let is_placed = accesskit.raw_bounds().is_some();
            let rect = if is_placed { node.rect() } else { egui::Rect::ZERO };
            found.push((accesskit.role(), accesskit.label().unwrap_or_default(), rect));
            waiting.extend(node.children());
        }
        found
    }
}

/// A photo that hides something in its name's place, upright, large enough to cover parts of.
fn photo(folder: &Scratch, name: &str) -> PathBuf {
    folder.write(name, &fixtures::dirty_picture(blanksheet::formats::Target::Jpeg))
}
