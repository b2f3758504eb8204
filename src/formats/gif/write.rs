//! Writes a GIF: header, screen, palettes, looping, control, images, trailer, nothing else.

use super::animation::{Animation, Frame};
use super::blocks::{Colour, Control};

impl Animation {
    /// The whole file.
    pub fn write(&self) -> Vec<u8> {
        let mut file = b"GIF89a".to_vec();
        file.extend_from_slice(&self.width.to_le_bytes());
        file.extend_from_slice(&self.height.to_le_bytes());
        let (flags, table) = self.palette.as_deref().map_or((0, Vec::new()), table);
        // Bits of colour that the source had, as many as the table has. [GIF89a 18]
        file.extend_from_slice(&[flags | (flags & 7) << 4, 0, 0]);
        file.extend_from_slice(&table);
        if let Some(loops) = self.loops.filter(|_| self.frames.len() > 1) {
            file.extend_from_slice(b"\x21\xff\x0bNETSCAPE2.0\x03\x01");
            file.extend_from_slice(&loops.to_le_bytes());
            file.push(0);
        }
        self.frames.iter().for_each(|frame| frame.write(&mut file));
        file.push(b';');
        file
    }
}

impl Frame {
    fn write(&self, file: &mut Vec<u8>) {
        let Control { delay, disposal, transparent } = self.control;
        if self.control != Control::default() {
            file.extend_from_slice(&[0x21, 0xf9, 4, (disposal as u8) << 2 | u8::from(transparent.is_some())]);
            file.extend_from_slice(&delay.to_le_bytes());
            file.extend_from_slice(&[transparent.unwrap_or_default(), 0]);
        }
        file.push(b',');
        for number in [self.left, self.top, self.width, self.height] {
            file.extend_from_slice(&number.to_le_bytes());
        }
        let (flags, table) = self.palette.as_deref().map_or((0, Vec::new()), table);
        file.push(flags);
        file.extend_from_slice(&table);
        let mut packed = gif::Frame { buffer: self.indexes.as_slice().into(), ..gif::Frame::default() };
        packed.make_lzw_pre_encoded();
        let Some((code_size, data)) = packed.buffer.split_first() else { return };
        file.push(*code_size);
        for part in data.chunks(255) {
            file.push(part.len() as u8);
            file.extend_from_slice(part);
        }
        file.push(0);
    }
}

/// The flags and bytes of a colour table; its size is a power of two, filled up with black. [GIF89a 19]
fn table(palette: &[Colour]) -> (u8, Vec<u8>) {
    let entries = palette.len().clamp(2, 256).next_power_of_two();
    let colours = palette.iter().copied().chain(std::iter::repeat([0; 3])).take(entries);
    (0x80 | (entries.trailing_zeros() - 1) as u8, colours.flatten().collect())
}
