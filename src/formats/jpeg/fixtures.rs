//! Small JPEG files for tests, made from coefficients.

use super::bits::{BitWriter, stuff};
use super::entropy::{Picture, Tables};
use super::header::{self, Frame, Quant};
use super::huffman::{self, STANDARD, magnitude};
use super::mcu_cover::McuCover;
use super::scan::Plane;
use super::source::Model;
use super::turn::Turn;
use super::write;
use crate::cover::{Mask, Style};
use crate::pixels::Orientation;

/// A picture of pseudorandom coefficients.
pub struct Sketch {
    pub model: Model,
    pub frame: Frame,
    pub planes: Vec<Plane>,
    pub quants: Vec<Quant>,
}

pub fn frame(width: u16, height: u16, sampling: &[(u8, u8)]) -> Frame {
    let ([h1, h0], [w1, w0]) = (height.to_be_bytes(), width.to_be_bytes());
    let mut payload = vec![8, h1, h0, w1, w0, sampling.len() as u8];
    sampling.iter().zip(1..).for_each(|((h, v), id)| payload.extend([id, h << 4 | v, u8::from(id > 1)]));
    header::frame(0xc0, &payload, 1 << 20).unwrap()
}

impl Sketch {
    pub fn new(model: Model, width: u16, height: u16, sampling: &[(u8, u8)]) -> Self {
        let frame = frame(width, height, sampling);
        let mut random = 7u32;
        let mut next = || {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            random >> 8
        };
        let mut block = || {
            let mut block = [0; 64];
            block[0] = (next() % 400) as i16 - 200;
            // Few coefficients, so that runs of over sixteen zeros occur, and now and then the last one.
            (0..next() % 9).for_each(|_| block[1 + (next() % 63) as usize] = (next() % 33) as i16 - 16);
            block
        };
        let mut plane = |component| {
            let extent = frame.extent(component);
            let mut plane = Plane { extent, blocks: vec![[0; 64]; extent.stride * extent.padded_rows] };
            for row in 0..extent.rows {
                (0..extent.columns).for_each(|column| plane.blocks[row * extent.stride + column] = block());
            }
            plane
        };
        let planes = frame.components.iter().map(&mut plane).collect();
        let quant = |i: usize| std::array::from_fn(|k| 2 + (k / 4 + i.min(1)) as u16);
        let quants = (0..frame.components.len()).map(quant).collect();
        Self { model, frame, planes, quants }
    }

    fn picture<T>(&self, use_it: impl FnOnce(&Picture<'_>) -> T) -> T {
        let turn = Turn::new(Orientation::Upright, &self.frame).unwrap();
        let mask = Mask::empty(self.frame.width, self.frame.height);
        let cover = McuCover::new(&mask, Style::Solid, &self.frame, &self.planes, &turn);
        let tables = &write::table_numbers(self.model)[..self.planes.len()];
        use_it(&Picture { frame: &self.frame, planes: &self.planes, turn: &turn, cover: &cover, tables })
    }

    pub fn best_tables(&self) -> (Tables, [u64; 4]) {
        self.picture(|picture| picture.best_tables())
    }

    pub fn standard_tables() -> Tables {
        Tables { dc: STANDARD.dc.clone(), ac: STANDARD.ac.clone() }
    }

    /// The coded data.
    pub fn data(&self, tables: &Tables) -> Vec<u8> {
        let mut out = Vec::new();
        assert!(self.picture(|picture| picture.write(tables, &mut out)).is_ok());
        out
    }

    /// All before the scan header; no step is idle.
    pub fn head(&self, tables: &Tables) -> Vec<u8> {
        let quants = write::without_idle_steps(&self.quants, &self.best_tables().1);
        let mut out = write::head(self.model, None, &self.frame, &quants);
        for number in 0..=usize::from(write::table_numbers(self.model)[..self.planes.len()].contains(&1)) {
            write::huffman_table(&mut out, false, number, &tables.dc[number]);
            write::huffman_table(&mut out, true, number, &tables.ac[number]);
        }
        out
    }

    /// A file with this coded data.
    pub fn file(&self, tables: &Tables, data: &[u8]) -> Vec<u8> {
        let mut out = self.head(tables);
        let pairs: Vec<_> =
            write::table_numbers(self.model)[..self.planes.len()].iter().map(|&number| (number, number)).collect();
        write::scan_header(&mut out, self.model, &pairs);
        out.extend_from_slice(data);
        write::end(&mut out);
        out
    }

    /// A plain file with the standard tables.
    pub fn standard_file(&self) -> Vec<u8> {
        let tables = Self::standard_tables();
        self.file(&tables, &self.data(&tables))
    }

    /// A progressive file: DC without its last bit, that bit, then AC; a picture with component ids from 1.
    pub fn progressive_file(&self) -> Vec<u8> {
        let tables = Self::standard_tables();
        let mut out = self.head(&tables);
        let sof = out.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        out[sof + 1] = 0xc2;
        let words = huffman::encoder(&tables.dc[0]);
        let (mut coarse, mut last) = (BitWriter::default(), BitWriter::default());
        let mut predictions = [0; 4];
        self.frame.for_each_block(|component, column, row, _| {
            let plane = &self.planes[component];
            let dc = i32::from(plane.blocks[row * plane.extent.stride + column][0]);
            let (bits, size) = magnitude((dc >> 1) - predictions[component]);
            predictions[component] = dc >> 1;
            let (word, length) = words[size as usize];
            coarse.put(u64::from(word) << size | u64::from(bits), u32::from(length) + size);
            last.put(u64::from(dc as u32 & 1), 1);
        });
        let ids: Vec<u8> = (1..=self.planes.len() as u8).collect();
        scan(&mut out, &ids, [0, 0, 0x01], coarse);
        scan(&mut out, &ids, [0, 0, 0x10], last);
        for (plane, &id) in self.planes.iter().zip(&ids) {
            scan(&mut out, &[id], [1, 63, 0], ac_codes(plane, &huffman::encoder(&tables.ac[0])));
        }
        write::end(&mut out);
        out
    }
}

fn scan(out: &mut Vec<u8>, ids: &[u8], rest: [u8; 3], bits: BitWriter) {
    out.extend([0xff, 0xda, 0, 6 + 2 * ids.len() as u8, ids.len() as u8]);
    ids.iter().for_each(|&id| out.extend([id, 0]));
    out.extend(rest);
    stuff(&bits.finish(), out);
}

fn ac_codes(plane: &Plane, words: &huffman::Encoder) -> BitWriter {
    let mut bits = BitWriter::default();
    let mut put = |symbol: u32, additional: u32| {
        let (word, length) = words[symbol as usize];
        let size = symbol & 15;
        bits.put(u64::from(word) << size | u64::from(additional), u32::from(length) + size);
    };
    for row in 0..plane.extent.rows {
        for block in &plane.blocks[row * plane.extent.stride..][..plane.extent.columns] {
            let mut run = 0;
            for &value in &block[1..] {
                if value == 0 {
                    run += 1;
                    continue;
                }
                (0..run / 16).for_each(|_| put(0xf0, 0));
                let (additional, size) = magnitude(value.into());
                put((run % 16) << 4 | size, additional);
                run = 0;
            }
            if run > 0 {
                put(0, 0);
            }
        }
    }
    bits
}

/// Puts a segment behind SOI.
pub fn with_segment(file: &[u8], marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() as u16 + 2).to_be_bytes();
    [&file[..2], &[0xff, marker], &length, payload, &file[2..]].concat()
}

/// Puts an Exif segment with this orientation behind SOI.
pub fn with_orientation(file: &[u8], orientation: Orientation) -> Vec<u8> {
    let number = orientation as u8;
    let block = [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", &[number][..], b"\0\0\0\0\0\0"].concat();
    with_segment(file, 0xe1, &block)
}
