//! The frames of an animation, each laid on the full canvas. [PNG3 11.3.6.2]

use super::file::{Dispose, Frame};
use crate::pixels::{Channels, Image, Samples};

/// What the frames are laid on: transparent black at first.
pub struct Canvas {
    image: Image,
}

impl Canvas {
    /// A canvas for frames with these channels and depth; it always has alpha.
    pub fn new(width: u32, height: u32, channels: Channels, deep: bool) -> Self {
        let channels = match channels {
            Channels::Gray | Channels::GrayAlpha => Channels::GrayAlpha,
            Channels::Rgb | Channels::Rgba | Channels::Cmyk => Channels::Rgba,
        };
        let count = width as usize * height as usize * channels.count();
        let samples = if deep { Samples::U16(vec![0; count]) } else { Samples::U8(vec![0; count]) };
        Self { image: Image { width, height, channels, samples } }
    }

    /// The canvas with the frame on it. `painted` holds the frame's own pixels.
    pub fn show(&mut self, frame: &Frame<'_>, painted: &Image) -> Image {
        let before = (frame.dispose == Dispose::Previous).then(|| self.image.clone());
        self.lay(frame, painted);
        let shown = self.image.clone();
        match (frame.dispose, before) {
            (Dispose::None, _) => {}
            (Dispose::Background, _) | (Dispose::Previous, None) => self.clear(frame),
            (Dispose::Previous, Some(before)) => self.image = before,
        }
        shown
    }

    fn lay(&mut self, frame: &Frame<'_>, painted: &Image) {
        let counts = (painted.channels.count(), self.image.channels.count());
        let width = self.image.width as usize;
        match (&painted.samples, &mut self.image.samples) {
            (Samples::U8(from), Samples::U8(to)) => lay(from, to, counts, width, frame),
            (Samples::U16(from), Samples::U16(to)) => lay(from, to, counts, width, frame),
            _ => {}
        }
    }

    fn clear(&mut self, frame: &Frame<'_>) {
        let (width, count) = (self.image.width as usize, self.image.channels.count());
        match &mut self.image.samples {
            Samples::U8(all) => area(all, width, count, frame).for_each(|row| row.fill(0)),
            Samples::U16(all) => area(all, width, count, frame).for_each(|row| row.fill(0)),
        }
    }
}

/// The rows of the canvas under a frame.
fn area<'a, T>(all: &'a mut [T], width: usize, count: usize, frame: &Frame<'_>) -> impl Iterator<Item = &'a mut [T]> {
    let (start, end) = (frame.x as usize * count, (frame.x + frame.width) as usize * count);
    let rows = all.chunks_exact_mut(width * count).skip(frame.y as usize).take(frame.height as usize);
    rows.filter_map(move |row| row.get_mut(start..end))
}

/// Lays pixels of `from_count` samples on those of the canvas, which have alpha and so as many or one more.
fn lay<T: Sample>(from: &[T], to: &mut [T], (from_count, count): (usize, usize), width: usize, frame: &Frame<'_>) {
    let rows = from.chunks_exact(frame.width as usize * from_count);
    for (row, from) in area(to, width, count, frame).zip(rows) {
        for (to, from) in row.chunks_exact_mut(count).zip(from.chunks_exact(from_count)) {
            let alpha = from.get(count - 1).copied().unwrap_or(T::OPAQUE);
            if !frame.over || alpha == T::OPAQUE {
                to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
                to.iter_mut().skip(count - 1).for_each(|to| *to = alpha);
            } else if alpha != T::default() {
                over(from, to);
            }
        }
    }
}

/// One pixel laid over another; the last sample is alpha. [PNG3 13.16]
fn over<T: Sample>(pixel: &[T], under: &mut [T]) {
    let (Some((alpha, colour)), Some((below, under))) = (pixel.split_last(), under.split_last_mut()) else { return };
    let max = T::OPAQUE.wide();
    // Weights out of max².
    let (upper, lower) = (alpha.wide() * max, below.wide() * (max - alpha.wide()));
    let sum = (upper + lower).max(1);
    for (to, from) in under.iter_mut().zip(colour) {
        *to = T::narrow((from.wide() * upper + to.wide() * lower + sum / 2) / sum);
    }
    *below = T::narrow((sum + max / 2) / max);
}

/// A sample, with its value for full opacity.
trait Sample: Copy + Default + PartialEq {
    const OPAQUE: Self;
    fn wide(self) -> u64;
    fn narrow(value: u64) -> Self;
}

impl Sample for u8 {
    const OPAQUE: Self = u8::MAX;
    fn wide(self) -> u64 {
        self.into()
    }
    fn narrow(value: u64) -> Self {
        value as u8
    }
}

impl Sample for u16 {
    const OPAQUE: Self = u16::MAX;
    fn wide(self) -> u64 {
        self.into()
    }
    fn narrow(value: u64) -> Self {
        value as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Delay;

    fn frame(dispose: Dispose, over: bool) -> Frame<'static> {
        let delay = Delay { num: 1, den: 10 };
        Frame { x: 1, y: 0, width: 1, height: 1, delay, dispose, over, pieces: Vec::new() }
    }

    fn dot(gray: u8, alpha: u8) -> Image {
        Image::new(1, 1, Channels::GrayAlpha, Samples::U8(vec![gray, alpha])).unwrap()
    }

    #[test]
    fn frames_are_laid_and_disposed_of() {
        let mut canvas = Canvas::new(2, 1, Channels::Gray, false);
        let shown = canvas.show(&frame(Dispose::None, false), &dot(100, 255));
        assert_eq!(shown.samples, Samples::U8(vec![0, 0, 100, 255]));
        let shown = canvas.show(&frame(Dispose::Previous, true), &dot(200, 128));
        assert_eq!(shown.samples, Samples::U8(vec![0, 0, 150, 255]));
        let shown = canvas.show(&frame(Dispose::Background, true), &dot(7, 0));
        assert_eq!(shown.samples, Samples::U8(vec![0, 0, 100, 255]));
        let shown = canvas.show(&frame(Dispose::None, true), &dot(9, 51));
        assert_eq!(shown.samples, Samples::U8(vec![0, 0, 9, 51]));
    }

    #[test]
    fn full_transparency_replaces_where_it_is_not_laid_over() {
        let mut canvas = Canvas::new(2, 1, Channels::Gray, false);
        canvas.show(&frame(Dispose::None, false), &dot(100, 255));
        let shown = canvas.show(&frame(Dispose::None, false), &dot(0, 0));
        assert_eq!(shown.samples, Samples::U8(vec![0; 4]));
    }
}
