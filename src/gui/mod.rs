pub mod icon;
pub mod map;
pub mod texts;
pub mod theme;
pub mod widgets;
