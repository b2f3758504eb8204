//! The mark on a thumbnail of a photo that is clean or has no copy: a sign, not a colour alone.

use egui::{Color32, Painter, Rect, Stroke, Vec2, vec2};

use super::super::icon::Icon;
use super::super::session::Stage;
use super::super::theme::Palette;

/// The mark for a stage, at the lower right of a thumbnail.
pub fn show(painter: &Painter, stage: &Stage, picture: Rect, palette: &Palette) {
    let place = Rect::from_min_size(picture.max - vec2(27.0, 27.0), Vec2::splat(21.0));
    match stage {
        Stage::Clean => mark(painter, place, Icon::Check, palette.good, palette),
        Stage::NoCopy(_) => mark(painter, place, Icon::Warning, palette.amber, palette),
        Stage::Waiting | Stage::Ready | Stage::Cleaning => {}
    }
}

/// A sign on a round ground.
pub fn mark(painter: &Painter, place: Rect, icon: Icon, colour: Color32, palette: &Palette) {
    painter.circle(place.center(), place.width() / 2.0, palette.card, Stroke::new(1.5, colour));
    icon.paint(painter, place.shrink(4.5), colour);
}
