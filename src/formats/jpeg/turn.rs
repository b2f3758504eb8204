//! Turning without loss: blocks change places, coefficients change places and signs. [TIFF6 p. 36]

use super::header::{Component, Extent, Frame, Quant, ZIGZAG};
use super::scan::Plane;
use crate::pixels::Orientation;
use crate::wide;

/// How the blocks of an upright picture come out of the stored ones.
pub struct Turn {
    orientation: Orientation,
    /// By stored zigzag position: the upright one, and 1 or -1.
    places: [(u8, i16); 64],
}

impl Turn {
    /// `None`: a side that has to be mirrored does not end with an MCU, so its padding would come to lie inside.
    pub fn new(orientation: Orientation, frame: &Frame) -> Option<Self> {
        // Where the first upright pixel of a picture of 2×2 is stored tells which stored axes are mirrored.
        let (mirrored_x, mirrored_y) = orientation.stored_position(0, 0, 2, 2);
        let (width, height) = frame.with_least_sampling().mcu_size();
        let fits_x = mirrored_x == 0 || frame.width.is_multiple_of(width);
        let fits_y = mirrored_y == 0 || frame.height.is_multiple_of(height);
        let place = |k: usize| {
            let (row, column) = (ZIGZAG[k] / 8, ZIGZAG[k] % 8);
            let odd = u32::from(column & 1) * mirrored_x + u32::from(row & 1) * mirrored_y;
            let natural = if orientation.swaps_sides() { column * 8 + row } else { row * 8 + column };
            let upright = ZIGZAG.iter().position(|&n| n == natural).unwrap_or(k);
            (upright as u8, if odd & 1 == 0 { 1 } else { -1 })
        };
        (fits_x && fits_y).then(|| Self { orientation, places: std::array::from_fn(place) })
    }

    /// The frame turned.
    pub fn frame(&self, stored: &Frame) -> Frame {
        let (width, height) = self.orientation.upright_size(stored.width, stored.height);
        let component = |c: &Component| {
            let (h, v) = self.orientation.upright_size(c.h, c.v);
            Component { h, v, ..c.clone() }
        };
        Frame { width, height, components: stored.components.iter().map(component).collect(), ..*stored }
    }

    /// Quantisation steps turned with their coefficients.
    pub fn quant(&self, stored: &Quant) -> Quant {
        let mut upright = [0; 64];
        for (&(place, _), &step) in self.places.iter().zip(stored) {
            upright[usize::from(place & 63)] = step;
        }
        upright
    }

    /// The number, padding counted, of the stored block that belongs at the upright place (`x`, `y`).
    #[inline(always)]
    pub fn stored_index(&self, stored: &Extent, x: usize, y: usize) -> usize {
        let (columns, rows) = (stored.columns as u32, stored.rows as u32);
        let (x, y) = self.orientation.stored_position(x as u32, y as u32, columns, rows);
        y as usize * stored.stride + x as usize
    }

    /// The stored block that belongs at the upright place (`x`, `y`).
    #[inline(always)]
    pub fn stored<'a>(&self, plane: &'a Plane, x: usize, y: usize) -> Option<&'a [i16; 64]> {
        plane.blocks.get(self.stored_index(&plane.extent, x, y))
    }

    /// The upright zigzag place of each stored one, and whether its sign changes.
    pub fn places(&self) -> [(u8, bool); 64] {
        self.places.map(|(place, sign)| (place, sign < 0))
    }

    /// Turns a stored block; returns which of `upright`'s coefficients are not zero.
    #[inline(always)]
    pub fn block(&self, stored: &[i16; 64], upright: &mut [i16; 64]) -> u64 {
        let nonzero = wide::nonzero(stored);
        if self.orientation == Orientation::Upright {
            *upright = *stored;
            return nonzero;
        }
        self.coefficients(nonzero, |k| stored[k & 63], upright)
    }

    /// Whether rows become columns.
    pub fn swaps_sides(&self) -> bool {
        self.orientation.swaps_sides()
    }

    /// Whether nothing changes places.
    pub fn is_none(&self) -> bool {
        self.orientation == Orientation::Upright
    }

    /// Turns those coefficients of a stored block that are not zero, given by their place; returns where in `upright` they are then.
    #[inline(always)]
    pub fn coefficients(&self, nonzero: u64, stored: impl Fn(usize) -> i16, upright: &mut [i16; 64]) -> u64 {
        let (mut from, mut to) = (nonzero, 0);
        while from != 0 {
            let k = from.trailing_zeros() as usize & 63;
            from &= from - 1;
            let (place, sign) = self.places[k];
            upright[usize::from(place & 63)] = stored(k).wrapping_mul(sign);
            to |= 1 << (place & 63);
        }
        to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One sample of a block, by the definition. [T.81 A.3.3]
    fn sample(block: &[i16; 64], x: usize, y: usize) -> f64 {
        let wave = |at: usize, frequency: usize| {
            let scale = if frequency == 0 { 0.5_f64.sqrt() } else { 1.0 };
            scale * (std::f64::consts::PI * (2 * at + 1) as f64 * frequency as f64 / 16.0).cos()
        };
        let term = |k: usize| f64::from(block[k]) * wave(x, (ZIGZAG[k] % 8).into()) * wave(y, (ZIGZAG[k] / 8).into());
        (0..64).map(term).sum()
    }

    #[test]
    fn turned_blocks_show_turned_samples() {
        let frame = super::super::header::frame(0xc0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0], 100).unwrap();
        let stored: [i16; 64] = std::array::from_fn(|k| ((k as i16 * 37) % 23 - 11) * i16::from(k % 3 != 0));
        for orientation in Orientation::ALL {
            let turn = Turn::new(orientation, &frame).unwrap();
            let mut upright = [0; 64];
            turn.block(&stored, &mut upright);
            for (x, y) in [(0, 0), (3, 1), (7, 2), (5, 7)] {
                let (sx, sy) = orientation.stored_position(x, y, 8, 8);
                let (a, b) = (sample(&upright, x as usize, y as usize), sample(&stored, sx as usize, sy as usize));
                assert!((a - b).abs() < 1e-9, "{orientation:?} at {x},{y}");
            }
        }
    }

    #[test]
    fn sides_that_end_inside_an_mcu_are_not_mirrored() {
        let frame =
            super::super::header::frame(0xc0, &[8, 0, 16, 0, 17, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1], 100).unwrap();
        let fits = Orientation::ALL.map(|orientation| Turn::new(orientation, &frame).is_some());
        assert_eq!(fits, [true, false, false, true, true, true, false, false]);
    }
}
