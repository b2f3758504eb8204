//! What the network for everyday objects, bedding and windows says of a picture.

use super::map::Map;
use crate::region::Region;

/// The classes of the COCO set, in its order. [Lin et al., Microsoft COCO, 2014]
pub const CLASSES: usize = 80;

/// The answers of the network. Maps of `fine` resolution have a cell for each 4×4 pixels of its input, those of `coarse`
/// resolution for each 16×16.
pub struct Sight {
    /// Width and height of the input, in pixels.
    pub input: (usize, usize),
    /// Fine: how likely the middle of a bed lies here, 0..=1.
    pub bed: Map,
    /// Fine: how far an object whose middle lies here reaches left, up, right, down, in input pixels.
    pub reach: [Map; 4],
    /// Coarse: log-odds of bedding.
    pub bedding: Map,
    /// Coarse: log-odds of a window.
    pub window: Map,
    /// Log-odds for the whole picture: bedding, window.
    pub whole: [f32; 2],
    /// Fine: how likely the middle of an object of each class lies here, 0..=1.
    pub heat: Vec<Map>,
}

/// Their places among the classes.
const CAT: usize = 15;
const DOG: usize = 16;

impl Sight {
    /// The best heat of a cat plus that of a dog, 0..=2.
    pub fn cats_and_dogs(&self) -> f32 {
        [CAT, DOG].into_iter().filter_map(|class| self.heat.get(class)).map(Map::max).sum()
    }

    /// The box of the object whose middle lies at a fine cell, its reach times `grow`.
    pub fn object(&self, (x, y): (usize, usize), grow: f32) -> Option<Region> {
        let [left, up, right, down] = self.reach.each_ref().map(|map| f64::from(grow * map.at(x, y)));
        let (width, height) = (self.input.0 as f64, self.input.1 as f64);
        let (x, y) = (4.0 * x as f64, 4.0 * y as f64);
        Region::new((x - left) / width, (y - up) / height, (x + right) / width, (y + down) / height)
    }
}

/// The mean of the strongest twenty-fifth of a map, of three cells at least.
pub fn strongest(map: &Map) -> f32 {
    map.mean_of_largest((map.values.len() / 25).max(3))
}
