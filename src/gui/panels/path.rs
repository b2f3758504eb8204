//! Where no dialog of the system answers: a path is typed.

use std::path::{Path, PathBuf};

use egui::{Id, TextEdit, Ui};

use super::super::Scene;
use super::super::session::{Action, Choice};
use super::super::theme::{self, Palette};
use super::super::widgets::button;
use super::layout;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, choice: Choice, actions: &mut Vec<Action>) {
    if layout::sheet(ui, "path", 460.0, |ui| contents(ui, scene, choice, actions)) {
        actions.push(Action::Dismiss);
    }
}

fn contents(ui: &mut Ui, scene: &Scene<'_>, choice: Choice, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    let title = match choice {
        Choice::Photos => "path-photos",
        Choice::Folder => "path-folder",
        Choice::Out => "path-out",
    };
    ui.label(theme::heading(texts.get(title)).color(palette.ink));
    ui.add_space(6.0);
    ui.label(theme::small(texts.get("path-why")).color(palette.soft));
    ui.add_space(6.0);
    let id = Id::unique(("typed path", choice));
    let before: Option<String> = ui.data(|data| data.get_temp(id));
    let is_new = before.is_none();
    let mut typed = before.unwrap_or_else(|| match choice {
        Choice::Photos | Choice::Folder => String::new(),
        Choice::Out => scene.session.saving.out().to_string_lossy().into_owned(),
    });
    let edit = ui.add(TextEdit::singleline(&mut typed).desired_width(f32::INFINITY).hint_text("/home/…"));
    let label = texts.get("path-field");
    edit.widget_info(|| egui::WidgetInfo::text_edit(true, &typed, &typed, &label));
    let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if is_new || entered {
        edit.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    let path = PathBuf::from(typed.trim());
    let wrong = if typed.trim().is_empty() { None } else { wrong(choice, &path) };
    if let Some(wrong) = wrong {
        ui.label(theme::small(texts.get(wrong)).color(palette.amber));
    }
    let usable = !typed.trim().is_empty() && wrong.is_none();
    ui.add_space(10.0);
    if (button::primary_wide(ui, &texts.get("path-use"), usable).clicked() || entered) && usable {
        ui.data_mut(|data| data.remove::<String>(id));
        actions.push(Action::Dismiss);
        actions.push(if choice == Choice::Out { Action::Out(path) } else { Action::Add(vec![path]) });
    }
    ui.add_space(6.0);
    if button::secondary_wide(ui, &texts.get("common-cancel"), true).clicked() {
        ui.data_mut(|data| data.remove::<String>(id));
        actions.push(Action::Dismiss);
    }
}

/// The text that says why this path will not do.
fn wrong(choice: Choice, path: &Path) -> Option<&'static str> {
    let is_there = path.symlink_metadata().is_ok();
    match choice {
        _ if !path.is_absolute() => Some("path-whole"),
        Choice::Photos | Choice::Folder if !is_there => Some("path-missing"),
        Choice::Photos => None,
        Choice::Folder => (!path.is_dir()).then_some("path-not-a-folder"),
        Choice::Out => {
            // It is made where it is missing; what is above it has to be a folder.
            let nearest = path.ancestors().find(|above| above.symlink_metadata().is_ok());
            (!nearest.is_some_and(Path::is_dir)).then_some("path-not-a-folder")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_for_copies_is_a_folder_or_can_become_one() {
        let folder = std::env::temp_dir().canonicalize().unwrap();
        let file = std::env::current_exe().unwrap();
        assert_eq!(wrong(Choice::Out, &folder), None);
        assert_eq!(wrong(Choice::Out, &folder.join("not").join("there")), None);
        assert_eq!(wrong(Choice::Out, &file), Some("path-not-a-folder"));
        assert_eq!(wrong(Choice::Out, &file.join("below")), Some("path-not-a-folder"));
        assert_eq!(wrong(Choice::Out, Path::new("copies")), Some("path-whole"));
    }

    #[test]
    fn a_path_to_read_is_there() {
        let file = std::env::current_exe().unwrap();
        assert_eq!(wrong(Choice::Photos, &file), None);
        assert_eq!(wrong(Choice::Folder, &file), Some("path-not-a-folder"));
        assert_eq!(wrong(Choice::Photos, &file.join("below")), Some("path-missing"));
    }
}
