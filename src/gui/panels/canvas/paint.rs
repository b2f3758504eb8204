//! The pixels of the picture, with its covers.

use egui::{Color32, Painter, Rect, Shadow, pos2};

use super::super::super::Scene;
use super::super::super::session::Placement;
use super::super::super::theme::Palette;
use super::{on_screen, picture_rect};

/// All of a texture.
const WHOLE: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1.0, 1.0) };

pub fn picture(painter: &Painter, scene: &Scene<'_>, place: &Placement, palette: &Palette) {
    let rect = picture_rect(place);
    painter.add(shadow().as_shape(rect, 2.0));
    let pictures = scene.pictures;
    let Some(texture) = pictures.painted().or(pictures.before()) else {
        painter.rect_filled(rect, 0.0, palette.line);
        return;
    };
    painter.image(texture.id(), rect, WHOLE, Color32::WHITE);
    if let Some((region, detail)) = pictures.detail() {
        painter.image(detail.id(), on_screen(place, region), WHOLE, Color32::WHITE);
    }
}

fn shadow() -> Shadow {
    Shadow { offset: [0, 4], blur: 18, spread: 0, color: Color32::from_black_alpha(40) }
}
