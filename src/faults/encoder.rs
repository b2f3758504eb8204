//! A JPEG encoder for tests: no chroma subsampling, fine quantisation, codes of one length. [T.81]
//!
//! Steps of coefficients that are zero in all blocks are 1.

use crate::pixels::{Image, Samples};

/// The quantisation step of every coefficient.
const STEP: i32 = 4;
const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// A baseline file of one interleaved scan.
pub fn baseline(image: &Image) -> Vec<u8> {
    let planes = planes(image);
    let mut file = header(image, 0xC0, &planes);
    let mut bits = Bits::default();
    let mut before = vec![0; planes.len()];
    for block in 0..planes[0].len() {
        for (plane, before) in planes.iter().zip(&mut before) {
            bits.dc(plane[block][0] - std::mem::replace(before, plane[block][0]));
            bits.ac(&plane[block]);
        }
    }
    file.extend(scan_header(&(0..planes.len()).collect::<Vec<_>>(), 0, 63, 0));
    file.extend(bits.finish());
    file.extend([0xFF, 0xD9]);
    file
}

/// A progressive file: DC but for its last bit, that bit, AC but for the last bit, that bit.
pub fn progressive(image: &Image) -> Vec<u8> {
    let planes = planes(image);
    let all: Vec<usize> = (0..planes.len()).collect();
    let mut file = header(image, 0xC2, &planes);
    let (mut first, mut second) = (Bits::default(), Bits::default());
    let mut before = vec![0; planes.len()];
    for block in 0..planes[0].len() {
        for (plane, before) in planes.iter().zip(&mut before) {
            let high = plane[block][0] >> 1;
            first.dc(high - std::mem::replace(before, high));
            second.put((plane[block][0] & 1) as u32, 1);
        }
    }
    file.extend([scan_header(&all, 0, 0, 1), first.finish(), scan_header(&all, 0, 0, 0x10), second.finish()].concat());
    for (component, plane) in planes.iter().enumerate() {
        let (mut first, mut second) = (Bits::default(), Bits::default());
        for block in plane {
            first.ac(&block.map(|value| value / 2));
            second.refine(block);
        }
        let scans = [scan_header(&[component], 1, 63, 1), first.finish(), scan_header(&[component], 1, 63, 0x10)];
        file.extend([scans.concat(), second.finish()].concat());
    }
    file.extend([0xFF, 0xD9]);
    file
}

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    [&[0xFF, marker], (payload.len() as u16 + 2).to_be_bytes().as_slice(), payload].concat()
}

fn header(image: &Image, frame: u8, planes: &[Vec<[i32; 64]>]) -> Vec<u8> {
    let components = planes.len();
    let [h, w] = [image.height, image.width].map(|side| (side as u16).to_be_bytes());
    let mut sof = [&[8], h.as_slice(), &w, &[components as u8]].concat();
    (0..components as u8).for_each(|id| sof.extend([id + 1, 0x11, 0]));
    let used = |k: usize| planes.iter().flatten().any(|block| block[k] != 0);
    let steps: [u8; 64] = std::array::from_fn(|k| if used(k) { STEP as u8 } else { 1 });
    let quantiser = [&[0], steps.as_slice()].concat();
    let mut dc = vec![0, 0, 0, 0, 12];
    dc.extend([0; 12]);
    dc.extend(0..12);
    let mut ac = vec![0x10, 0, 0, 0, 0, 0, 0, 0, 162];
    ac.extend([0; 8]);
    ac.extend(ac_symbols());
    [vec![0xFF, 0xD8], segment(0xDB, &quantiser), segment(frame, &sof), segment(0xC4, &[dc, ac].concat())].concat()
}

fn ac_symbols() -> Vec<u8> {
    let mut symbols = vec![0x00, 0xF0];
    (0..16).for_each(|run| symbols.extend((1..=10).map(|size| run << 4 | size)));
    symbols
}

fn scan_header(components: &[usize], start: u8, end: u8, precision: u8) -> Vec<u8> {
    let mut payload = vec![components.len() as u8];
    components.iter().for_each(|&component| payload.extend([component as u8 + 1, 0]));
    payload.extend([start, end, precision]);
    segment(0xDA, &payload)
}

/// Quantised blocks of each component in zigzag order.
fn planes(image: &Image) -> Vec<Vec<[i32; 64]>> {
    let Samples::U8(samples) = &image.samples else { unreachable!() };
    let count = image.channels.count();
    let (width, height) = (image.width as usize, image.height as usize);
    let plane = |component: usize| {
        let value = |x: usize, y: usize| -> f64 {
            let at = (y.min(height - 1) * width + x.min(width - 1)) * count;
            let pixel: Vec<f64> = samples[at..at + count].iter().map(|&v| f64::from(v)).collect();
            let &[r, g, b] = pixel.as_slice() else { return pixel[0] - 128.0 };
            match component {
                0 => 0.299 * r + 0.587 * g + 0.114 * b - 128.0,
                1 => -0.168_736 * r - 0.331_264 * g + 0.5 * b,
                _ => 0.5 * r - 0.418_688 * g - 0.081_312 * b,
            }
        };
        let places = (0..height.div_ceil(8)).flat_map(|row| (0..width.div_ceil(8)).map(move |column| (column, row)));
        places.map(|(column, row)| block(|x, y| value(column * 8 + x, row * 8 + y))).collect()
    };
    (0..count).map(plane).collect()
}

fn block(value: impl Fn(usize, usize) -> f64) -> [i32; 64] {
    let angle = |at: usize, u: usize| (2 * at + 1) as f64 * u as f64 * std::f64::consts::PI / 16.0;
    let scale = |u: usize| if u == 0 { 0.125_f64.sqrt() } else { 0.5 };
    let waves: [[f64; 8]; 8] = std::array::from_fn(|u| std::array::from_fn(|at| angle(at, u).cos() * scale(u)));
    let values: [f64; 64] = std::array::from_fn(|at| value(at % 8, at / 8));
    // Rows first, then columns.
    let rows: [f64; 64] = std::array::from_fn(|at| (0..8).map(|x| values[at / 8 * 8 + x] * waves[at % 8][x]).sum());
    ZIGZAG.map(|at| {
        let sum: f64 = (0..8).map(|y| rows[y * 8 + at % 8] * waves[at / 8][y]).sum();
        (sum / f64::from(STEP)).round() as i32
    })
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    window: u64,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        self.window = self.window << count | u64::from(value);
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.window >> self.count) as u8;
            self.bytes.push(byte);
            if byte == 0xFF {
                self.bytes.push(0);
            }
        }
        self.window &= (1 << self.count) - 1;
    }

    fn magnitude(&mut self, value: i32, size: u32) {
        let bits = if value < 0 { value - 1 } else { value };
        self.put(bits as u32 & ((1 << size) - 1), size);
    }

    fn dc(&mut self, difference: i32) {
        let size = 32 - difference.unsigned_abs().leading_zeros();
        self.put(size, 4);
        self.magnitude(difference, size);
    }

    fn symbol(&mut self, symbol: u8) {
        let code = ac_symbols().iter().position(|&known| known == symbol).unwrap();
        self.put(code as u32, 8);
    }

    fn ac(&mut self, block: &[i32; 64]) {
        let mut run = 0;
        for &value in &block[1..] {
            if value == 0 {
                run += 1;
                continue;
            }
            while run > 15 {
                self.symbol(0xF0);
                run -= 16;
            }
            let size = 32 - value.unsigned_abs().leading_zeros();
            self.symbol(run << 4 | size as u8);
            self.magnitude(value, size);
            run = 0;
        }
        if run > 0 {
            self.symbol(0);
        }
    }

    /// The last bit of each coefficient. [T.81 G.1.2.3]
    fn refine(&mut self, block: &[i32; 64]) {
        let mut run = 0;
        let mut corrections = Vec::new();
        let last_new = block.iter().skip(1).rposition(|value| value.abs() == 1).map_or(0, |at| at + 1);
        for (at, &value) in block.iter().enumerate().skip(1) {
            match value.abs() {
                0 => {
                    run += 1;
                    if run == 16 && at < last_new {
                        self.symbol(0xF0);
                        corrections.drain(..).for_each(|bit| self.put(bit, 1));
                        run = 0;
                    }
                }
                1 => {
                    self.symbol((run as u8) << 4 | 1);
                    self.put(u32::from(value > 0), 1);
                    corrections.drain(..).for_each(|bit| self.put(bit, 1));
                    run = 0;
                }
                size => corrections.push(size as u32 & 1),
            }
        }
        if run > 0 || !corrections.is_empty() {
            self.symbol(0);
            corrections.drain(..).for_each(|bit| self.put(bit, 1));
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            let missing = 8 - self.count;
            self.put((1 << missing) - 1, missing);
        }
        self.bytes
    }
}
