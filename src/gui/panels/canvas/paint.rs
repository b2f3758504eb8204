//! The pixels of the picture, with its covers.

use egui::{Color32, Painter, Rect, Shadow, pos2};

use super::super::super::Scene;
use super::super::super::session::Placement;
use super::super::super::theme::Palette;
use super::{around, on_screen, picture_rect};

/// All of a texture.
const WHOLE: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1.0, 1.0) };

/// The picture on its ground. What it hides is not painted: without a graphics card each fill takes milliseconds.
pub fn picture(painter: &Painter, scene: &Scene<'_>, place: &Placement, palette: &Palette) {
    let (rect, seen) = (picture_rect(place), painter.clip_rect());
    let pictures = scene.pictures;
    if !rect.contains_rect(seen) || !pictures.is_opaque() {
        painter.rect_filled(seen, 0.0, palette.canvas);
        around(seen, rect).into_iter().filter(Rect::is_positive).for_each(|part| {
            painter.with_clip_rect(part).add(shadow().as_shape(rect, 2.0));
        });
    }
    let Some(texture) = pictures.painted().or(pictures.before()) else {
        painter.rect_filled(rect, 0.0, palette.line);
        return;
    };
    let detail = pictures.detail().map(|(region, texture)| (on_screen(place, region), texture));
    if !detail.is_some_and(|(part, _)| part.contains_rect(seen.intersect(rect))) {
        painter.image(texture.id(), rect, WHOLE, Color32::WHITE);
    }
    if let Some((part, detail)) = detail {
        painter.image(detail.id(), part, WHOLE, Color32::WHITE);
    }
}

fn shadow() -> Shadow {
    Shadow { offset: [0, 4], blur: 18, spread: 0, color: Color32::from_black_alpha(40) }
}
