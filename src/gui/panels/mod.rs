//! What is drawn, one file each. A panel reads the session and pushes actions; it decides nothing.

pub mod canvas;
mod done;
mod dropping;
mod facts;
mod filmstrip;
mod folder;
mod grid;
mod help;
mod layout;
mod leaving;
mod notice;
mod outcome;
mod path;
mod photo;
mod progress;
mod reason;
mod saving;
mod says;
mod seen;
mod start;
mod style;
mod together;
mod tools;
mod top;
mod words;

use egui::Ui;

use super::Scene;
use super::session::{Action, Page, Sheet};

/// Draws the whole window.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    top::show(ui, scene, actions);
    notice::show(ui, scene, actions);
    progress::show(ui, scene, actions);
    match scene.session.page {
        Page::Start => start::show(ui, scene, actions),
        Page::Photo => photo::show(ui, scene, actions),
        Page::Folder => folder::show(ui, scene, actions),
        Page::Done => done::show(ui, scene, actions),
        Page::Outcome => outcome::show(ui, scene, actions),
        Page::Help => help::show(ui, scene, actions),
    }
    dropping::show(ui, scene);
    match &scene.session.sheet {
        None => {}
        Some(Sheet::Saving) => saving::show(ui, scene, actions),
        Some(Sheet::Path(choice)) => path::show(ui, scene, *choice, actions),
        Some(Sheet::Leaving) => leaving::show(ui, scene, actions),
    }
}
