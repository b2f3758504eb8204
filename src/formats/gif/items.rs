//! What a GIF holds beside its pictures.

use super::blocks::{
    APPLICATION, Block, Blocks, COMMENT, CONTROL, Colour, Control, Image, PLAIN_TEXT, Screen, blocks, looping,
};
use super::lzw;
use crate::item::{Item, Kind};
use crate::metadata;
use crate::pixels::limits::{self, PixelsLeft};

/// Everything that is not needed to show the pictures.
pub fn items(untrusted: &[u8]) -> Vec<Item> {
    let Some((screen, walk)) = blocks(untrusted) else {
        return vec![Item::new(Kind::Unknown, "a broken header", untrusted.len())];
    };
    Walk {
        screen,
        items: Vec::new(),
        control: None,
        looped: false,
        shared_use: [false; 256],
        left: PixelsLeft::default(),
    }
    .all(walk)
}

/// What was met so far.
struct Walk {
    screen: Screen,
    items: Vec<Item>,
    control: Option<Control>,
    looped: bool,
    /// Entries of the shared palette that some frame shows.
    shared_use: [bool; 256],
    /// Frames beyond these are not unpacked: such a file gets no copy.
    left: PixelsLeft,
}

impl Walk {
    fn all(mut self, mut walk: Blocks<'_>) -> Vec<Item> {
        let mut more = 0;
        for block in walk.by_ref() {
            match block {
                Block::Extension { label, raw, .. } if label != CONTROL && self.items.len() > limits::MAX_ITEMS => {
                    more += raw.len();
                }
                Block::Image(image) => self.image(&image),
                Block::Extension { label, parts, raw } => self.extension(label, &parts, raw),
            }
        }
        self.items.extend((more > 0).then(|| Item::new(Kind::Unknown, "more extensions", more)));
        if let Some(palette) = self.screen.palette.take() {
            let used = self.shared_use;
            self.unused(&palette, &used, "global colour table, unused entries");
        }
        if !walk.rest().is_empty() {
            let place = if walk.ended() { "after the trailer" } else { "between blocks" };
            self.items.append(&mut metadata::trailer::items(walk.rest(), place));
        }
        self.items
    }

    fn extension(&mut self, label: u8, parts: &[&[u8]], raw: &[u8]) {
        let mut found = match label {
            CONTROL => self.control(parts),
            COMMENT => metadata::text::items(None, &parts.concat(), "comment extension"),
            PLAIN_TEXT => {
                let text = parts.get(1..).unwrap_or_default().concat();
                metadata::text::items(None, &text, "plain text extension")
            }
            APPLICATION => self.application(parts, raw),
            _ => vec![Item::new(Kind::Unknown, format!("extension {label:#04x}"), raw.len())],
        };
        self.items.append(&mut found);
    }

    fn control(&mut self, parts: &[&[u8]]) -> Vec<Item> {
        self.control = parts.first().and_then(|part| Control::read(part));
        let extra: usize = parts.iter().map(|part| part.len()).sum::<usize>().saturating_sub(4);
        if extra == 0 { Vec::new() } else { vec![Item::new(Kind::Unknown, "graphic control extension", extra)] }
    }

    fn application(&mut self, parts: &[&[u8]], raw: &[u8]) -> Vec<Item> {
        if let Some((_, extra)) = looping(parts) {
            let again = std::mem::replace(&mut self.looped, true);
            let item = || Item::new(Kind::Unknown, "looping extension", raw.len());
            return if extra || again { vec![item()] } else { Vec::new() };
        }
        let name = parts.first().copied().unwrap_or_default();
        let place = format!("application extension {}", name.escape_ascii());
        let body = parts.get(1..).unwrap_or_default().concat();
        match name {
            // The packet stands as it is, with a trailer of 258 bytes that leads readers of sub-blocks to its end.
            b"XMP DataXMP" => {
                let packet = raw.get(12..raw.len().saturating_sub(258)).unwrap_or_default();
                metadata::xmp::items(packet, &place)
            }
            b"ICCRGBG1012" => metadata::icc::items(&body, &place),
            name if name.starts_with(b"C2PA") => metadata::c2pa::items(&body, &place),
            _ => vec![Item::new(Kind::Unknown, place, raw.len())],
        }
    }

    fn image(&mut self, image: &Image<'_>) {
        let control = self.control.take().unwrap_or_default();
        let Ok(need) = image.pixels() else { return };
        if self.left.take(image.width.into(), image.height.into()).is_err() {
            return;
        }
        let unpacked = lzw::unpack(image.code_size, &image.parts, need);
        let mut found = |count: usize, kind: Kind, place: &str| {
            if count > 0 {
                self.items.push(Item::new(kind, place, count));
            }
        };
        found(unpacked.behind, Kind::Unknown, "bytes behind the compressed pixels");
        found(unpacked.more as usize, Kind::Unknown, "pixels behind the last row");
        let beyond =
            |start: u16, size: u16, side: u16| side > 0 && u32::from(start) + u32::from(size) > u32::from(side);
        let outside =
            beyond(image.left, image.width, self.screen.width) || beyond(image.top, image.height, self.screen.height);
        found(usize::from(outside) * unpacked.indexes.len(), Kind::SecondPicture, "pixels outside the canvas");
        let mut used = [false; 256];
        unpacked.indexes.iter().for_each(|&index| used[usize::from(index)] = true);
        if image.palette.is_none() {
            self.shared_use.iter_mut().zip(used).for_each(|(all, here)| *all |= here);
        }
        // The transparent index stands for no colour.
        if let Some(transparent) = control.transparent {
            used[usize::from(transparent)] = false;
        }
        if let Some(palette) = &image.palette {
            self.unused(palette, &used, "local colour table, unused entries");
        }
    }

    fn unused(&mut self, palette: &[Colour], used: &[bool; 256], place: &str) {
        let count = palette.iter().zip(used).filter(|(entry, used)| !**used && **entry != [0; 3]).count();
        if count > 0 {
            self.items.push(Item::new(Kind::Unknown, place, 3 * count));
        }
    }
}
