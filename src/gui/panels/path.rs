//! Where no dialog of the system answers: a path is typed.

use std::path::PathBuf;

use egui::{Id, Modal, TextEdit, Ui};

use super::super::Scene;
use super::super::session::{Action, Choice};
use super::super::theme::{self, Palette};
use super::super::widgets::{button, card};

pub fn show(ui: &Ui, scene: &Scene<'_>, choice: Choice, actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    let id = Id::unique("typed path");
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let modal = Modal::new(Id::unique("path")).frame(card::sheet(palette)).show(ui.ctx(), |ui| {
        ui.set_width(460.0);
        let title = match choice {
            Choice::Photos => "path-photos",
            Choice::Folder => "path-folder",
            Choice::Out => "path-out",
        };
        ui.label(theme::heading(texts.get(title)).color(palette.ink));
        ui.add_space(6.0);
        ui.label(theme::small(texts.get("path-why")).color(palette.soft));
        ui.add_space(6.0);
        let edit = ui.add(TextEdit::singleline(&mut typed).desired_width(f32::INFINITY).hint_text("/home/…"));
        let label = texts.get("path-field");
        edit.widget_info(|| egui::WidgetInfo::text_edit(true, &typed, &typed, &label));
        let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if !typed.is_empty() || entered {
            ui.data_mut(|data| data.insert_temp(id, typed.clone()));
        } else {
            edit.request_focus();
        }
        let path = PathBuf::from(typed.trim());
        let there = path.exists() || (choice == Choice::Out && path.is_absolute());
        if !typed.trim().is_empty() && !there {
            ui.label(theme::small(texts.get("path-missing")).color(palette.amber));
        }
        ui.add_space(10.0);
        if (button::primary_wide(ui, &texts.get("path-use"), there).clicked() || entered) && there {
            ui.data_mut(|data| data.remove::<String>(id));
            actions.push(Action::Dismiss);
            actions.push(if choice == Choice::Out { Action::Out(path) } else { Action::Add(vec![path]) });
        }
        ui.add_space(6.0);
        if button::secondary_wide(ui, &texts.get("common-cancel"), true).clicked() {
            actions.push(Action::Dismiss);
        }
    });
    if modal.should_close() {
        actions.push(Action::Dismiss);
    }
}
