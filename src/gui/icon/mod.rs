//! Icons, painted as lines of one width: crisp at every size and in every colour. `sheet` is the program's own.

mod draw;
mod pen;
pub mod sheet;

use egui::{Color32, Painter, Rect, Stroke};

/// The little pictures on buttons and beside words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    Select,
    Box,
    Oval,
    Brush,
    Uncover,
    Crop,
    KeepOnly,
    Undo,
    Redo,
    Minus,
    Plus,
    Fit,
    Folder,
    Photo,
    Check,
    Warning,
    Info,
    Close,
    Pause,
    Play,
    Stop,
    Copy,
    Search,
    Contrast,
    Down,
    Back,
    Forward,
    Slide,
    Pin,
    Clock,
    Device,
    Person,
    Text,
    Save,
}

impl Icon {
    /// Every icon, for contact sheets and tests.
    pub const ALL: [Self; 34] = [
        Self::Select,
        Self::Box,
        Self::Oval,
        Self::Brush,
        Self::Uncover,
        Self::Crop,
        Self::KeepOnly,
        Self::Undo,
        Self::Redo,
        Self::Minus,
        Self::Plus,
        Self::Fit,
        Self::Folder,
        Self::Photo,
        Self::Check,
        Self::Warning,
        Self::Info,
        Self::Close,
        Self::Pause,
        Self::Play,
        Self::Stop,
        Self::Copy,
        Self::Search,
        Self::Contrast,
        Self::Down,
        Self::Back,
        Self::Forward,
        Self::Slide,
        Self::Pin,
        Self::Clock,
        Self::Device,
        Self::Person,
        Self::Text,
        Self::Save,
    ];

    /// Paints the icon into the largest square in the middle of `rect`.
    pub fn paint(self, painter: &Painter, rect: Rect, colour: Color32) {
        let side = rect.width().min(rect.height());
        let square = Rect::from_center_size(rect.center(), egui::Vec2::splat(side));
        let width = (side / pen::GRID * 1.6).max(1.4);
        draw::icon(self, &mut pen::Pen::new(painter, square, Stroke::new(width, colour)));
    }
}
