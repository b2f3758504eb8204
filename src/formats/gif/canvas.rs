//! Frames laid on the canvas, as everybody sees them. [GIF89a 23]

use super::animation::{Animation, Frame};
use super::blocks::{Colour, Disposal};
use crate::pixels::{Channels, Image, Samples};

/// The canvas with each frame on it, as red, green, blue, alpha.
pub struct Canvas<'a> {
    animation: &'a Animation,
    next: usize,
    pixels: Vec<[u8; 4]>,
}

impl<'a> Canvas<'a> {
    pub fn new(animation: &'a Animation) -> Self {
        let count = usize::from(animation.width) * usize::from(animation.height);
        Self { animation, next: 0, pixels: vec![[0; 4]; count] }
    }

    /// The rows of the canvas under a frame.
    fn area(&mut self, frame: &Frame) -> impl Iterator<Item = &mut [[u8; 4]]> {
        let (start, width) = (usize::from(frame.left), usize::from(frame.width));
        let rows = self.pixels.chunks_exact_mut(self.animation.width.into());
        rows.skip(frame.top.into()).take(frame.height.into()).filter_map(move |row| row.get_mut(start..start + width))
    }

    fn lay(&mut self, frame: &Frame) {
        let palette = frame.palette.as_ref().or(self.animation.palette.as_ref());
        let table = table(palette.map_or(&[], Vec::as_slice));
        let width = usize::from(frame.width);
        for (row, indexes) in self.area(frame).zip(frame.indexes.chunks_exact(width)) {
            for (to, index) in row.iter_mut().zip(indexes) {
                if frame.control.transparent != Some(*index) {
                    *to = table[usize::from(*index)];
                }
            }
        }
    }
}

/// Indexes beyond the palette are black.
fn table(palette: &[Colour]) -> [[u8; 4]; 256] {
    let mut table = [[0, 0, 0, 255]; 256];
    table.iter_mut().zip(palette).for_each(|(to, &[r, g, b])| *to = [r, g, b, 255]);
    table
}

impl Iterator for Canvas<'_> {
    type Item = Image;

    fn next(&mut self) -> Option<Image> {
        let frame = self.animation.frames.get(self.next)?;
        self.next += 1;
        let before = (frame.control.disposal == Disposal::Previous).then(|| self.pixels.clone());
        self.lay(frame);
        let samples = Samples::U8(self.pixels.as_flattened().to_vec());
        match (frame.control.disposal, before) {
            (Disposal::Background, _) => self.area(frame).for_each(|row| row.fill([0; 4])),
            (Disposal::Previous, Some(before)) => self.pixels = before,
            (Disposal::Unsaid | Disposal::Keep | Disposal::Previous, _) => {}
        }
        Image::new(self.animation.width.into(), self.animation.height.into(), Channels::Rgba, samples)
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Control;
    use super::*;

    fn frame(left: u16, index: u8, disposal: Disposal) -> Frame {
        let control = Control { delay: 0, disposal, transparent: Some(9) };
        Frame { left, top: 0, width: 1, height: 1, control, palette: None, indexes: vec![index] }
    }

    #[test]
    fn frames_are_laid_and_disposed_of() {
        let frames = vec![
            frame(0, 1, Disposal::Keep),
            frame(1, 0, Disposal::Previous),
            frame(0, 9, Disposal::Background),
            frame(1, 1, Disposal::Unsaid),
        ];
        let palette = Some(vec![[5; 3], [7; 3]]);
        let animation = Animation { width: 2, height: 1, palette, loops: None, frames };
        let shown: Vec<_> = Canvas::new(&animation).map(|image| image.samples).collect();
        let (five, seven, none) = ([5, 5, 5, 255], [7, 7, 7, 255], [0; 4]);
        let expected = [[seven, none], [seven, five], [seven, none], [none, seven]];
        assert_eq!(shown, expected.map(|pixels| Samples::U8(pixels.as_flattened().to_vec())));
    }
}
