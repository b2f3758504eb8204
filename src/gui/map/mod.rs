//! The map of the world that lies in the program: land, lakes, borders, and how a piece of it is laid flat.

mod land;
mod raster;
mod view;

pub use land::{Line, World};
pub use raster::land_image;
pub use view::View;
