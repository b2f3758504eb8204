//! Icons, painted as lines of one width: crisp at every size and in every colour. `sheet` is the program's own.

mod draw;
mod pen;
pub mod sheet;

use egui::{Color32, Painter, Rect, Stroke, Vec2};

use super::theme::Palette;
pub use sheet::paint as paint_sheet;

/// The little pictures on buttons and beside words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    Select,
    Box,
    Oval,
    Brush,
    Eraser,
    Crop,
    KeepOnly,
    Undo,
    Redo,
    Minus,
    Plus,
    Check,
    Warning,
    Close,
    Contrast,
    Down,
    Slide,
}

impl Icon {
    /// Every icon, for contact sheets and tests.
    pub const ALL: [Self; 17] = [
        Self::Select,
        Self::Box,
        Self::Oval,
        Self::Brush,
        Self::Eraser,
        Self::Crop,
        Self::KeepOnly,
        Self::Undo,
        Self::Redo,
        Self::Minus,
        Self::Plus,
        Self::Check,
        Self::Warning,
        Self::Close,
        Self::Contrast,
        Self::Down,
        Self::Slide,
    ];

    /// Paints the icon into the largest square in the middle of `rect`.
    pub fn paint(self, painter: &Painter, rect: Rect, colour: Color32) {
        let side = rect.width().min(rect.height());
        let square = Rect::from_center_size(rect.center(), egui::Vec2::splat(side));
        let width = (side / pen::GRID * 1.6).max(1.4);
        draw::icon(self, &mut pen::Pen::new(painter, square, Stroke::new(width, colour)));
    }
}

/// The mark of a photo that has a clean copy.
pub fn paint_done(painter: &Painter, rect: Rect, palette: &Palette) {
    mark(painter, rect, palette, Icon::Check, palette.good);
}

/// The mark of a photo that wants a look.
pub fn paint_attention(painter: &Painter, rect: Rect, palette: &Palette) {
    mark(painter, rect, palette, Icon::Warning, palette.amber);
}

/// An icon on a disc, to be told from every photo.
fn mark(painter: &Painter, rect: Rect, palette: &Palette, icon: Icon, colour: Color32) {
    let radius = rect.width().min(rect.height()) / 2.0;
    painter.circle(rect.center(), radius, palette.card, Stroke::new(1.5, colour));
    icon.paint(painter, Rect::from_center_size(rect.center(), Vec2::splat(radius * 1.3)), colour);
}
