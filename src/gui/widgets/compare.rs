//! Before and after, with a handle to draw across.

use egui::{
    Align2, Color32, CursorIcon, EventFilter, FontId, Id, Key, Painter, Pos2, Rect, Response, Sense, Stroke,
    TextureHandle, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::gui::icon::Icon;
use crate::gui::theme::Palette;

/// How far an arrow key moves the handle.
const STEP: f32 = 0.02;
const HANDLE: f32 = 20.0;

/// The two pictures, and the words on them.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    pub before: &'a TextureHandle,
    pub after: &'a TextureHandle,
    pub before_label: &'a str,
    pub after_label: &'a str,
}

/// Both pictures in `rect`; left of the handle the first is seen, right of it the second. The handle is drawn with the
/// pointer, or moved with the arrow keys, Home and End. `name` is its name.
pub fn show(ui: &mut Ui, rect: Rect, sides: Sides<'_>, name: &str) -> Response {
    // Whatever else comes and goes on the page, it is the same pair.
    let pair = Id::unique(("compared", sides.before.id(), sides.after.id()));
    let mut response = ui.interact(rect, pair, Sense::click_and_drag());
    ui.advance_cursor_after_rect(rect);
    let old = ui.data(|data| data.get_temp(pair)).unwrap_or(0.5);
    let split = moved(ui, &response, rect, old);
    if split != old {
        ui.data_mut(|data| data.insert_temp(pair, split));
        response.mark_changed();
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::slider(enabled, f64::from(split * 100.0).round(), name));
    if ui.is_rect_visible(rect) {
        paint(ui, rect, sides, split, response.has_focus());
    }
    response.on_hover_cursor(CursorIcon::ResizeHorizontal)
}

/// Where the handle is after what pointer and keys did, from 0 to 1.
fn moved(ui: &Ui, response: &Response, rect: Rect, mut split: f32) -> f32 {
    if let Some(pointer) = response.interact_pointer_pos() {
        split = (pointer.x - rect.left()) / rect.width();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        split += STEP * ui.input(|i| i.num_presses(Key::ArrowRight) as f32 - i.num_presses(Key::ArrowLeft) as f32);
        split = if ui.input(|i| i.key_pressed(Key::Home)) { 0.0 } else { split };
        split = if ui.input(|i| i.key_pressed(Key::End)) { 1.0 } else { split };
    }
    if split.is_finite() { split.clamp(0.0, 1.0) } else { 0.5 }
}

fn paint(ui: &Ui, rect: Rect, sides: Sides<'_>, split: f32, focused: bool) {
    let p = Palette::of(ui);
    let x = rect.left() + rect.width() * split;
    let (left, right) = (rect.with_max_x(x), rect.with_min_x(x));
    let clipped = |part: Rect| ui.painter().with_clip_rect(part.intersect(ui.clip_rect()));
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    clipped(left).image(sides.before.id(), rect, whole, Color32::WHITE);
    clipped(right).image(sides.after.id(), rect, whole, Color32::WHITE);
    label(&clipped(left), p, rect.left_top() + vec2(12.0, 12.0), Align2::LEFT_TOP, sides.before_label);
    label(&clipped(right), p, rect.right_top() + vec2(-12.0, 12.0), Align2::RIGHT_TOP, sides.after_label);
    let painter = ui.painter();
    painter.vline(x, rect.y_range(), Stroke::new(4.0, p.overlay));
    painter.vline(x, rect.y_range(), Stroke::new(2.0, Color32::WHITE));
    let centre = pos2(x, rect.center().y);
    let ring = if focused { Stroke::new(3.0, p.focus) } else { Stroke::new(1.5, p.control) };
    painter.circle(centre, HANDLE, p.card, ring);
    Icon::Slide.paint(painter, Rect::from_center_size(centre, Vec2::splat(20.0)), p.ink);
}

/// Words on a dark ground, for any photo.
pub fn label(painter: &Painter, p: &Palette, place: Pos2, align: Align2, text: &str) -> Rect {
    let words = painter.layout_no_wrap(text.to_owned(), FontId::proportional(13.0), p.on_overlay);
    let rect = align.anchor_size(place, words.size() + vec2(20.0, 8.0));
    painter.rect_filled(rect, 6, p.overlay);
    painter.galley(rect.min + vec2(10.0, 4.0), words, p.on_overlay);
    rect
}

#[cfg(test)]
mod tests {
    use egui::ColorImage;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    #[test]
    fn keys_move_the_handle() {
        let mut harness = Harness::new_ui_state(
            |ui, changes: &mut usize| {
                let image = ColorImage::filled([2, 2], Color32::WHITE);
                let texture = ui.ctx().load_texture("one", image, Default::default());
                let sides = Sides { before: &texture, after: &texture, before_label: "Before", after_label: "After" };
                let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(300.0, 200.0));
                // A texture of its own each frame would be a pair of its own.
                let kept = ui.data_mut(|data| data.get_temp_mut_or(egui::Id::unique("kept"), texture.clone()).clone());
                let sides = Sides { before: &kept, after: &kept, ..sides };
                *changes += usize::from(show(ui, rect, sides, "Before and after").changed());
            },
            0,
        );
        harness.get_by_label("Before and after").focus();
        harness.run();
        for key in [Key::ArrowLeft, Key::ArrowLeft, Key::End, Key::Home] {
            harness.key_press(key);
            harness.run();
        }
        assert_eq!(*harness.state(), 4);
    }
}
