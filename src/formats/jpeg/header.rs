//! Frame header, scan header and tables, checked. [T.81 B.2]

use crate::error::Error;
use crate::pixels::limits;

/// The order in which coefficients are coded: zigzag position → row and column. [T.81 figure A.6]
pub const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// A frame. [T.81 B.2.2]
#[derive(Debug, Clone)]
pub struct Frame {
    pub progressive: bool,
    pub width: u32,
    pub height: u32,
    /// One, three or four.
    pub components: Vec<Component>,
}

/// One component of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    pub id: u8,
    /// Sampling factors, 1..=4.
    pub h: u32,
    pub v: u32,
    /// Destination of its quantisation table, 0..=3.
    pub quant: usize,
}

/// How many blocks a component has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Blocks that show a part of the picture.
    pub columns: usize,
    pub rows: usize,
    /// With the padding up to whole MCUs.
    pub stride: usize,
    pub padded_rows: usize,
}

/// Reads a frame header; `marker` is 0xC0..=0xCF without DHT, JPG and DAC; `file_size` is for the limits.
pub fn frame(marker: u8, payload: &[u8], file_size: usize) -> Result<Frame, Error> {
    let progressive = match marker {
        0xc0 | 0xc1 => false,
        0xc2 => true,
        0xc9 | 0xca | 0xcb | 0xcd..=0xcf => return Err(Error::unsupported("arithmetic coding")),
        0xc3 => return Err(Error::unsupported("lossless JPEG coding")),
        _ => return Err(Error::unsupported("hierarchical JPEG coding")),
    };
    let broken = || Error::damaged("its frame header is broken");
    let (&[precision, h1, h0, w1, w0, count], triples) = payload.split_first_chunk().ok_or_else(broken)?;
    if precision != 8 {
        return Err(Error::unsupported(format!("{precision} bits a sample in a JPEG")));
    }
    let (width, height) = (u32::from(u16::from_be_bytes([w1, w0])), u32::from(u16::from_be_bytes([h1, h0])));
    if height == 0 {
        return Err(Error::unsupported("a height that comes after the picture (DNL)"));
    }
    limits::check_size(width, height, file_size)?;
    let (triples, odd) = triples.as_chunks::<3>();
    if triples.len() != usize::from(count) || !odd.is_empty() {
        return Err(broken());
    }
    if !matches!(count, 1 | 3 | 4) {
        return Err(Error::unsupported(format!("{count} colour components")));
    }
    let components: Vec<Component> = triples.iter().map(component).collect::<Option<_>>().ok_or_else(broken)?;
    let repeated = components.iter().enumerate().any(|(i, c)| components.iter().take(i).any(|d| d.id == c.id));
    if repeated {
        return Err(broken());
    }
    Ok(Frame { progressive, width, height, components })
}

fn component(&[id, sampling, quant]: &[u8; 3]) -> Option<Component> {
    let (h, v) = (u32::from(sampling >> 4), u32::from(sampling & 15));
    let valid = (1..=4).contains(&h) && (1..=4).contains(&v) && quant < 4;
    valid.then_some(Component { id, h, v, quant: usize::from(quant) })
}

impl Frame {
    /// Whether no component has fewer samples than another across, and down.
    pub fn is_whole(&self) -> (bool, bool) {
        let alike = |sampling: fn(&Component) -> u32| {
            let first = self.components.first().map(sampling);
            self.components.iter().all(|component| Some(sampling(component)) == first)
        };
        (alike(|c| c.h), alike(|c| c.v))
    }

    /// The largest sampling factors.
    pub fn densest(&self) -> (u32, u32) {
        let most = |f: fn(&Component) -> u32| self.components.iter().map(f).max().unwrap_or(1);
        (most(|c| c.h), most(|c| c.v))
    }

    /// Width and height of an MCU of all components, in pixels.
    pub fn mcu_size(&self) -> (u32, u32) {
        let (h, v) = self.densest();
        (8 * h, 8 * v)
    }

    /// MCUs of all components in a row, and rows of them.
    pub fn mcus(&self) -> (usize, usize) {
        let (width, height) = self.mcu_size();
        (self.width.div_ceil(width) as usize, self.height.div_ceil(height) as usize)
    }

    /// Blocks of one component. [T.81 A.1.1, A.2.4]
    pub fn extent(&self, component: &Component) -> Extent {
        let (h, v) = self.densest();
        let (mcus_x, mcus_y) = self.mcus();
        Extent {
            columns: (self.width * component.h).div_ceil(h).div_ceil(8) as usize,
            rows: (self.height * component.v).div_ceil(v).div_ceil(8) as usize,
            stride: mcus_x * component.h as usize,
            padded_rows: mcus_y * component.v as usize,
        }
    }

    /// Calls `visit(component, column, row, shown)` for each block of an interleaved scan of all components; `shown` is false for
    /// padding. [T.81 A.2.3]
    #[inline(always)]
    pub fn for_each_block(&self, mut visit: impl FnMut(usize, usize, usize, bool)) {
        let (mcus_x, mcus_y) = self.mcus();
        let parts: Vec<_> = self.components.iter().map(|c| (self.extent(c), c.h as usize, c.v as usize)).collect();
        for y in 0..mcus_y {
            for x in 0..mcus_x {
                for (component, (extent, h, v)) in parts.iter().enumerate() {
                    for row in y * v..(y + 1) * v {
                        for column in x * h..(x + 1) * h {
                            visit(component, column, row, column < extent.columns && row < extent.rows);
                        }
                    }
                }
            }
        }
    }

    /// Whether one MCU of all components may be coded. [T.81 B.2.3]
    pub fn interleaves(&self) -> bool {
        self.components.len() == 1 || self.components.iter().map(|c| c.h * c.v).sum::<u32>() <= 10
    }

    /// The same picture with the smallest sampling factors of the same ratios.
    pub fn with_least_sampling(&self) -> Self {
        let common = |f: fn(&Component) -> u32| self.components.iter().map(f).fold(0, gcd).max(1);
        let (h, v) = (common(|c| c.h), common(|c| c.v));
        let components = self.components.iter().map(|c| Component { h: c.h / h, v: c.v / v, ..c.clone() }).collect();
        Self { components, ..*self }
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// A scan header. [T.81 B.2.3]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanHeader {
    pub parts: Vec<ScanPart>,
    /// First and last coefficient, in coded order.
    pub first: u8,
    pub last: u8,
    /// Successive approximation: the bit that was sent before, and the one of this scan.
    pub high: u8,
    pub low: u8,
}

/// A component of a scan, by its place in the frame, and its Huffman tables, 0..=3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanPart {
    pub component: usize,
    pub dc: usize,
    pub ac: usize,
}

/// Reads a scan header and checks it against the frame. `None`: broken.
pub fn scan(payload: &[u8], frame: &Frame) -> Option<ScanHeader> {
    let (&count, rest) = payload.split_first()?;
    let (pairs, tail) = rest.split_at_checked(2 * usize::from(count))?;
    let &[first, last, bits] = tail else { return None };
    let mut parts: Vec<ScanPart> = Vec::new();
    for [id, tables] in pairs.as_chunks::<2>().0 {
        let component = frame.components.iter().position(|c| c.id == *id)?;
        let (dc, ac) = (usize::from(tables >> 4), usize::from(tables & 15));
        // In the order of the frame, each once. [T.81 B.2.3]
        let in_order = parts.last().is_none_or(|before| before.component < component);
        if !in_order || dc > 3 || ac > 3 {
            return None;
        }
        parts.push(ScanPart { component, dc, ac });
    }
    let blocks: u32 = parts.iter().filter_map(|p| frame.components.get(p.component)).map(|c| c.h * c.v).sum();
    let fits = !parts.is_empty() && (parts.len() == 1 || blocks <= 10);
    fits.then_some(ScanHeader { parts, first, last, high: bits >> 4, low: bits & 15 })
}

/// Quantisation steps in coded order.
pub type Quant = [u16; 64];

/// Reads the tables of a DQT segment as (destination, steps). `None`: broken. [T.81 B.2.4.1]
pub fn quant_tables(mut payload: &[u8]) -> Option<Vec<(usize, Quant)>> {
    let mut tables = Vec::new();
    while let Some((&head, rest)) = payload.split_first() {
        let mut steps = [0; 64];
        let length = if head >> 4 == 0 { 64 } else { 128 };
        let (bytes, rest) = rest.split_at_checked(length)?;
        for (i, step) in steps.iter_mut().enumerate() {
            *step = match head >> 4 {
                0 => u16::from(*bytes.get(i)?),
                1 => u16::from_be_bytes(*bytes.get(2 * i..)?.first_chunk()?),
                _ => return None,
            };
        }
        (head & 15 < 4).then(|| tables.push((usize::from(head & 15), steps)))?;
        payload = rest;
    }
    Some(tables)
}

/// Lengths and symbols of a Huffman table as the file gives them. [T.81 B.2.4.2]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HuffmanSpec {
    /// How many codes have 1, 2, … 16 bits.
    pub lengths: [u8; 16],
    /// Symbols, the shortest code first.
    pub symbols: Vec<u8>,
}

/// Reads the tables of a DHT segment as (is AC, destination, table). `None`: broken.
pub fn huffman_tables(mut payload: &[u8]) -> Option<Vec<(bool, usize, HuffmanSpec)>> {
    let mut tables = Vec::new();
    while let Some((&head, rest)) = payload.split_first() {
        let (&lengths, rest) = rest.split_first_chunk::<16>()?;
        let count = lengths.iter().map(|&n| usize::from(n)).sum();
        let (symbols, rest) = rest.split_at_checked(count)?;
        let (class, slot) = (head >> 4, usize::from(head & 15));
        if class > 1 || slot > 3 || count > 256 {
            return None;
        }
        tables.push((class == 1, slot, HuffmanSpec { lengths, symbols: symbols.to_vec() }));
        payload = rest;
    }
    Some(tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_counted_with_and_without_padding() {
        // 17×9 pixels, 4:2:0: two MCUs a row.
        let frame = frame(0xc0, &[8, 0, 9, 0, 17, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1], 100).unwrap();
        assert_eq!(frame.mcus(), (2, 1));
        let luma = frame.extent(&frame.components[0]);
        assert_eq!(luma, Extent { columns: 3, rows: 2, stride: 4, padded_rows: 2 });
        let chroma = frame.extent(&frame.components[1]);
        assert_eq!(chroma, Extent { columns: 2, rows: 1, stride: 2, padded_rows: 1 });
    }

    #[test]
    fn sampling_factors_are_reduced() {
        let gray = frame(0xc0, &[8, 0, 9, 0, 17, 1, 1, 0x22, 0], 100).unwrap().with_least_sampling();
        assert_eq!((gray.components[0].h, gray.components[0].v), (1, 1));
        let tall = frame(0xc0, &[8, 0, 9, 0, 17, 3, 1, 0x24, 0, 2, 0x22, 1, 3, 0x22, 1], 100).unwrap();
        assert!(!tall.interleaves() && tall.with_least_sampling().interleaves());
    }

    #[test]
    fn other_processes_are_named() {
        let payload = [8, 0, 9, 0, 17, 1, 1, 0x11, 0];
        for (marker, word) in [(0xc3, "lossless"), (0xc9, "arithmetic"), (0xc5, "hierarchical")] {
            assert!(frame(marker, &payload, 100).unwrap_err().to_string().contains(word));
        }
        assert!(matches!(frame(0xc1, &[12, 0, 9, 0, 17, 1, 1, 0x11, 0], 9), Err(Error::UnsupportedFeature { .. })));
    }

    #[test]
    fn cut_headers_are_broken() {
        let whole = [8, 0, 9, 0, 17, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
        for end in 0..whole.len() {
            assert!(frame(0xc0, &whole[..end], 100).is_err());
        }
        let frame = frame(0xc0, &whole, 100).unwrap();
        let header = [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0];
        assert!(scan(&header, &frame).is_some());
        for end in 0..header.len() {
            assert!(scan(&header[..end], &frame).is_none());
        }
        assert!(quant_tables(&[0; 64]).is_none() && quant_tables(&[0; 65]).is_some());
        assert!(huffman_tables(&[0; 16]).is_none() && huffman_tables(&[0; 17]).is_some());
    }
}
