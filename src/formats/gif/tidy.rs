//! Palettes that hold each colour that is used once, in the order in which the pictures first use them, and nothing else:
//! the order that a file came with could be a message.

use super::animation::{Animation, Frame};
use super::blocks::{Colour, Disposal};

impl Animation {
    /// The same pictures and timing; unused and double palette entries and colours behind the transparent index are gone.
    pub fn tidied(mut self) -> Self {
        let shared = self.palette.take().unwrap_or_default();
        let (mut sharing, mut own): (Vec<_>, Vec<_>) =
            self.frames.iter_mut().partition(|frame| frame.palette.is_none());
        let palette = tidy(&shared, &mut sharing);
        self.palette = (!sharing.is_empty()).then_some(palette);
        for frame in &mut own {
            let palette = frame.palette.take().unwrap_or_default();
            let palette = tidy(&palette, std::slice::from_mut(frame));
            frame.palette = Some(palette);
        }
        self
    }
}

impl Frame {
    /// The indexes that show a colour.
    fn opaque(&self) -> [bool; 256] {
        let mut used = [false; 256];
        self.indexes.iter().for_each(|&index| used[usize::from(index)] = true);
        if let Some(transparent) = self.control.transparent {
            used[usize::from(transparent)] = false;
        }
        used
    }

    /// Whether it needs a transparent index. Frames that are cleared do: without one, old programs clear to a colour of the palette.
    fn is_transparent(&self) -> bool {
        let clears = self.control.disposal == Disposal::Background;
        clears || self.control.transparent.is_some_and(|index| self.indexes.contains(&index))
    }
}

/// Renumbers the frames that share a palette; their new one.
fn tidy(palette: &[Colour], frames: &mut [&mut Frame]) -> Vec<Colour> {
    let mut entries: Vec<Colour> = Vec::new();
    let mut met = [false; 256];
    let mut numbers = [0; 256];
    for frame in frames.iter() {
        let transparent = frame.control.transparent;
        for &index in frame.indexes.iter().filter(|index| transparent != Some(**index)) {
            let index = usize::from(index);
            if std::mem::replace(&mut met[index], true) {
                continue;
            }
            // Indexes beyond the palette are black.
            let colour = palette.get(index).copied().unwrap_or_default();
            let at = entries.iter().position(|&entry| entry == colour).unwrap_or_else(|| {
                entries.push(colour);
                entries.len() - 1
            });
            numbers[index] = at as u8;
        }
    }
    let free = (entries.len() < 256 && frames.iter().any(|frame| frame.is_transparent())).then(|| {
        entries.push([0; 3]);
        (entries.len() - 1) as u8
    });
    for frame in frames.iter_mut() {
        let transparent = if frame.is_transparent() { free.or_else(|| unused_by(frame, &numbers)) } else { None };
        let old = frame.control.transparent;
        frame.indexes.iter_mut().for_each(|index| {
            *index = match transparent {
                Some(new) if old == Some(*index) => new,
                _ => numbers[usize::from(*index)],
            };
        });
        frame.control.transparent = transparent;
    }
    entries
}

/// A number that shows nothing in this frame.
fn unused_by(frame: &Frame, numbers: &[u8; 256]) -> Option<u8> {
    let mut taken = [false; 256];
    for (number, _) in numbers.iter().zip(frame.opaque()).filter(|(_, used)| *used) {
        taken[usize::from(*number)] = true;
    }
    taken.iter().position(|taken| !taken).map(|number| number as u8)
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Control;
    use super::super::canvas::Canvas;
    use super::*;

    fn frame(indexes: Vec<u8>, transparent: Option<u8>, palette: Option<Vec<Colour>>) -> Frame {
        let control = Control { transparent, ..Control::default() };
        Frame { left: 0, top: 0, width: indexes.len() as u16, height: 1, control, palette, indexes }
    }

    #[test]
    fn unused_double_and_transparent_colours_go_and_the_pictures_stay() {
        let palette: Vec<Colour> = vec![[1; 3], [66; 3], [2; 3], [1; 3], [77; 3]];
        let frames = vec![
            frame(vec![0, 2, 3, 4], Some(4), None),
            frame(vec![2, 0, 2, 9], None, None),
            frame(vec![4, 4, 1, 1], Some(1), Some(palette.clone())),
        ];
        let animation = Animation { width: 4, height: 1, palette: Some(palette), loops: None, frames };
        let tidied = animation.clone().tidied();
        assert_eq!(tidied.palette, Some(vec![[1; 3], [2; 3], [0; 3], [0; 3]]));
        assert_eq!(tidied.frames[2].palette, Some(vec![[77; 3], [0; 3]]));
        assert!(Canvas::new(&animation).eq(Canvas::new(&tidied)));
    }

    #[test]
    fn the_order_of_a_palette_says_nothing() {
        let (light, dark) = ([250; 3], [5; 3]);
        let drawn = |palette: Vec<Colour>, indexes: Vec<u8>| {
            let frames = vec![frame(indexes.clone(), None, None), frame(indexes, None, Some(palette.clone()))];
            Animation { width: 4, height: 1, palette: Some(palette), loops: None, frames }
        };
        let (one, other) = (drawn(vec![light, dark], vec![1, 0, 0, 1]), drawn(vec![dark, light], vec![0, 1, 1, 0]));
        assert_ne!(one, other);
        assert_eq!(one.tidied(), other.clone().tidied());
        assert_eq!(other.tidied().palette, Some(vec![dark, light]));
    }

    #[test]
    fn full_palettes_lend_an_index_for_transparency() {
        let palette: Vec<Colour> = (0..=255).map(|v| [v, 1, 1]).collect();
        let all: Vec<u8> = (0..=255).collect();
        let frames = vec![frame(all.clone(), None, None), frame(all.clone(), Some(7), None)];
        let animation = Animation { width: 256, height: 1, palette: Some(palette), loops: None, frames };
        let tidied = animation.clone().tidied();
        assert_eq!(tidied.frames[1].control.transparent, Some(7));
        assert!(Canvas::new(&animation).eq(Canvas::new(&tidied)));
    }
}
