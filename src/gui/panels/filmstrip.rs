//! The photos at the left of the one that is shown.

use egui::{Frame, Id, Margin, Panel, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::super::Scene;
use super::super::session::{Action, Choice, Stage};
use super::super::theme::Palette;
use super::super::widgets::button;
use super::{layout, words};

const WIDTH: f32 = 92.0;
const THUMB: f32 = 70.0;
const ROW: f32 = 82.0;

pub fn show(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let frame = Frame::NONE.fill(palette.background).inner_margin(Margin { left: 6, right: 2, top: 0, bottom: 0 });
    Panel::left("filmstrip").exact_size(WIDTH).resizable(false).frame(frame).show(ui, |ui| {
        let order = scene.session.order();
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, order.len() + 1, |ui, rows| {
            let shown: Vec<usize> = rows.clone().filter_map(|row| order.get(row).copied()).collect();
            if !scene.session.sees(&shown) {
                actions.push(Action::InView(shown.clone()));
            }
            let first = ui.max_rect().top() - rows.start as f32 * ROW;
            for index in shown {
                thumb(ui, scene, index, actions);
            }
            follow(ui, scene, first);
            if rows.end > order.len() && button::link(ui, &format!("+ {}", scene.texts.get("filmstrip-add"))).clicked()
            {
                actions.push(Action::Choose(Choice::Photos));
            }
        });
    });
}

/// A photo that was gone to comes into view. `first`: where the first row begins.
fn follow(ui: &Ui, scene: &Scene<'_>, first: f32) {
    let Some((at, _)) = layout::gone_to(ui, scene.session, "strip") else { return };
    let top = egui::pos2(ui.max_rect().left(), first + at as f32 * ROW);
    ui.scroll_to_rect(Rect::from_min_size(top, vec2(WIDTH - 12.0, ROW)), None);
}

fn thumb(ui: &mut Ui, scene: &Scene<'_>, index: usize, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let Some(entry) = scene.session.entries.get(index) else { return };
    let (row, _) = ui.allocate_exact_size(vec2(WIDTH - 12.0, ROW), Sense::hover());
    let rect = Rect::from_center_size(row.center(), Vec2::splat(THUMB));
    let response = ui.interact(rect, Id::unique(("film", index)), Sense::click());
    let label = scene.texts.with("thumb-name", &[("name", words::name(&entry.name, 60).into())]);
    let current = index == scene.session.current;
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, current, &label));
    paint_thumb(ui, scene, index, rect, 8.0);
    if entry.stage == Stage::Clean {
        let mark = Rect::from_min_size(rect.max - vec2(22.0, 22.0), Vec2::splat(18.0));
        super::super::icon::paint_done(ui.painter(), mark, palette);
    }
    if current || response.has_focus() {
        ui.painter().rect_stroke(rect.expand(3.0), 10.0, Stroke::new(3.0, palette.accent), StrokeKind::Middle);
    } else if response.hovered() {
        ui.painter().rect_stroke(rect.expand(2.0), 9.0, Stroke::new(1.5, palette.control), StrokeKind::Middle);
    }
    if response.clicked() {
        actions.push(Action::Open(index));
    }
    response.on_hover_text(words::name(&entry.name, 80));
}

/// The thumbnail, cut to fill the box; a plain field until it is made.
pub fn paint_thumb(ui: &Ui, scene: &Scene<'_>, index: usize, rect: Rect, round: impl Into<egui::CornerRadius>) {
    let round = round.into();
    let palette = Palette::of(ui);
    let Some(texture) = scene.pictures.thumb(index) else {
        ui.painter().rect_filled(rect, round, palette.line);
        return;
    };
    let size = texture.size_vec2();
    let scale = (rect.width() / size.x).max(rect.height() / size.y);
    let part = vec2(rect.width() / (size.x * scale), rect.height() / (size.y * scale));
    let uv = Rect::from_center_size(egui::pos2(0.5, 0.5), part);
    let brush = egui::epaint::Brush { fill_texture_id: texture.id(), uv };
    let shape = egui::epaint::RectShape::filled(rect, round, egui::Color32::WHITE);
    ui.painter().add(egui::epaint::RectShape { brush: Some(std::sync::Arc::new(brush)), ..shape });
}
