//! Before and after, with a handle to draw across.

use egui::{
    Align2, Color32, CursorIcon, EventFilter, FontId, Key, Painter, Pos2, Rect, Response, Sense, Stroke, TextureId,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::gui::icon::Icon;
use crate::gui::theme::Palette;

/// How far an arrow key moves the handle.
const STEP: f32 = 0.02;
const HANDLE: f32 = 20.0;

/// The words on the pictures, and the name of the handle.
pub struct Words<'a> {
    pub name: &'a str,
    pub before: &'a str,
    pub after: &'a str,
}

/// Both pictures in one frame of `size`; left of `split` (0 to 1) the first is seen, right of it the second. The handle is
/// drawn with the pointer, or moved with the arrow keys, Home and End.
pub fn compare(
    ui: &mut Ui,
    size: Vec2,
    before: TextureId,
    after: TextureId,
    split: &mut f32,
    words: &Words<'_>,
) -> Response {
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let old = *split;
    if let Some(pointer) = response.interact_pointer_pos() {
        *split = (pointer.x - rect.left()) / rect.width();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        *split += STEP * ui.input(|i| i.num_presses(Key::ArrowRight) as f32 - i.num_presses(Key::ArrowLeft) as f32);
        *split = if ui.input(|i| i.key_pressed(Key::Home)) { 0.0 } else { *split };
        *split = if ui.input(|i| i.key_pressed(Key::End)) { 1.0 } else { *split };
    }
    *split = if split.is_finite() { split.clamp(0.0, 1.0) } else { 0.5 };
    if *split != old {
        response.mark_changed();
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::slider(enabled, f64::from(*split * 100.0).round(), words.name));
    if ui.is_rect_visible(rect) {
        paint(ui, rect, before, after, *split, words, response.has_focus());
    }
    response.on_hover_cursor(CursorIcon::ResizeHorizontal)
}

fn paint(ui: &Ui, rect: Rect, before: TextureId, after: TextureId, split: f32, words: &Words<'_>, focused: bool) {
    let p = Palette::of(ui);
    let x = rect.left() + rect.width() * split;
    let (left, right) = (rect.with_max_x(x), rect.with_min_x(x));
    let clipped = |part: Rect| ui.painter().with_clip_rect(part.intersect(ui.clip_rect()));
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    clipped(left).image(before, rect, whole, Color32::WHITE);
    clipped(right).image(after, rect, whole, Color32::WHITE);
    label(&clipped(left), p, rect.left_top() + vec2(12.0, 12.0), Align2::LEFT_TOP, words.before);
    label(&clipped(right), p, rect.right_top() + vec2(-12.0, 12.0), Align2::RIGHT_TOP, words.after);
    let painter = ui.painter();
    painter.vline(x, rect.y_range(), Stroke::new(4.0, p.overlay));
    painter.vline(x, rect.y_range(), Stroke::new(2.0, Color32::WHITE));
    let centre = pos2(x, rect.center().y);
    let ring = if focused { Stroke::new(3.0, p.focus) } else { Stroke::new(1.0, p.overlay) };
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
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    #[test]
    fn arrow_keys_move_the_handle() {
        let words = Words { name: "Before and after", before: "Before", after: "After" };
        let mut harness = Harness::new_ui_state(
            |ui, split: &mut f32| {
                let texture = TextureId::default();
                compare(ui, vec2(300.0, 200.0), texture, texture, split, &words);
            },
            0.5,
        );
        harness.get_by_label("Before and after").focus();
        harness.run();
        harness.key_press(Key::ArrowLeft);
        harness.run();
        assert!((harness.state() - 0.48).abs() < 1e-4, "{}", harness.state());
        harness.key_press(Key::End);
        harness.run();
        assert_eq!(*harness.state(), 1.0);
    }
}
