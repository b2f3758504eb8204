//! Entropy decoding: the blocks of a scan in their order, and coefficients out of sequential scans. [T.81 A.2, F.2]

use super::bits::{Bits, Interval, Intervals};
use super::header::{Extent, Frame, ScanPart};
use super::huffman::{Decoder, LOOK_BITS};
use super::progressive;
use super::source::{Scan, Slots, Source};
use crate::wide::{self, Work};
use std::ops::Range;
use std::rc::Rc;

/// The coded data cannot be read, or ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

/// What is done with each block of a scan.
pub trait Pass {
    /// A restart interval begins: predictions are reset. [T.81 F.2.1.3.1]
    fn begin(&mut self);
    /// Reads a block of the `part`th component of the scan, the `at`th with padding in the component;
    /// `shown` is false for padding.
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, shown: bool) -> Result<(), Broken>;
    /// The interval was read: its bytes up to the last bit.
    fn end(&mut self, _used: &[u8]) {}
}

/// Reads all blocks of a scan. Errors: a missing table, a bad code, data that ends early, RSTn out of order.
pub fn run(scan: &Scan<'_>, frame: &Frame, pass: &mut impl Pass) -> Result<(), Broken> {
    let layout = Layout::new(&scan.header.parts, frame).ok_or(Broken)?;
    let (width, height) = layout.units;
    let interval_length = if scan.restart == 0 { width * height } else { scan.restart };
    let mut intervals = Intervals::new(scan.data);
    let mut interval = Interval::empty();
    let mut expected = 0xd0;
    for first in (0..width * height).step_by(interval_length) {
        let last = (first + interval_length).min(width * height);
        let marker = intervals.next(&mut interval).ok_or(Broken)?;
        pass.begin();
        let mut bits = interval.bits();
        let mut unit = first;
        while unit < last {
            let (x, y) = (unit % width, unit / width);
            let end = (last - unit).min(width - x);
            bits = wide::at_best(Units { layout: &layout, across: x..x + end, y, pass, bits })?;
            if interval.is_overrun(&bits) {
                return Err(Broken);
            }
            unit += end;
        }
        let consumed = bits.consumed();
        pass.end(interval.used(consumed));
        if last < width * height && marker != expected {
            return Err(Broken);
        }
        expected = 0xd0 | (expected + 1) & 7;
    }
    interval.leave();
    Ok(())
}

/// MCUs side by side, to be read.
struct Units<'a, 'b, P> {
    layout: &'a Layout,
    across: Range<usize>,
    y: usize,
    pass: &'a mut P,
    bits: Bits<'b>,
}

impl<'b, P: Pass> Work for Units<'_, 'b, P> {
    type Output = Result<Bits<'b>, Broken>;

    #[inline(always)]
    fn run<const WIDE: bool>(mut self) -> Self::Output {
        for x in self.across {
            self.layout.unit(x, self.y, self.pass, &mut self.bits)?;
        }
        Ok(self.bits)
    }
}

/// How the blocks of a scan follow each other. [T.81 A.2.2, A.2.3]
struct Layout {
    parts: Vec<Part>,
    /// MCUs in a row, and rows of them.
    units: (usize, usize),
}

struct Part {
    extent: Extent,
    /// Blocks in an MCU.
    h: usize,
    v: usize,
}

impl Layout {
    fn new(parts: &[ScanPart], frame: &Frame) -> Option<Self> {
        let single = parts.len() == 1;
        let part = |part: &ScanPart| {
            let component = frame.components.get(part.component)?;
            let (h, v) = if single { (1, 1) } else { (component.h as usize, component.v as usize) };
            Some(Part { extent: frame.extent(component), h, v })
        };
        let parts = parts.iter().map(part).collect::<Option<Vec<_>>>()?;
        let units = match parts.first() {
            Some(only) if single => (only.extent.columns, only.extent.rows),
            _ => frame.mcus(),
        };
        Some(Self { parts, units })
    }

    #[inline(always)]
    fn unit(&self, x: usize, y: usize, pass: &mut impl Pass, bits: &mut Bits<'_>) -> Result<(), Broken> {
        for (index, part) in self.parts.iter().enumerate() {
            for row in y * part.v..(y + 1) * part.v {
                for column in x * part.h..(x + 1) * part.h {
                    let shown = column < part.extent.columns && row < part.extent.rows;
                    pass.block(bits, index, row * part.extent.stride + column, shown)?;
                }
            }
        }
        Ok(())
    }
}

/// The coefficients of a component, each block in coded (zigzag) order, with padding up to whole MCUs.
pub struct Plane {
    pub extent: Extent,
    pub blocks: Vec<[i16; 64]>,
}

/// All coefficients of a picture, by component.
pub fn coefficients(source: &Source<'_>) -> Result<Vec<Plane>, Broken> {
    let frame = &source.frame;
    let plane = |component| {
        let extent = frame.extent(component);
        Plane { extent, blocks: vec![[0; 64]; extent.stride * extent.padded_rows] }
    };
    let mut planes: Vec<Plane> = frame.components.iter().map(plane).collect();
    if frame.progressive {
        progressive::read(source, &mut planes)?;
        return Ok(planes);
    }
    let mut seen = vec![false; planes.len()];
    for scan in &source.scans {
        for part in &scan.header.parts {
            // A second scan of a component would be laid over the first by some viewers, and not by others.
            let seen = seen.get_mut(part.component).ok_or(Broken)?;
            (!std::mem::replace(seen, true)).then_some(()).ok_or(Broken)?;
        }
        run(scan, frame, &mut Sequential::new(scan, &mut planes)?)?;
    }
    seen.iter().all(|&seen| seen).then_some(planes).ok_or(Broken)
}

/// The decoder for a destination.
pub fn decoder(slots: &Slots, slot: usize) -> Result<Decoder, Broken> {
    slots.get(slot).and_then(Option::as_deref).and_then(Decoder::new).ok_or(Broken)
}

/// Reads a DC difference and returns the new value. [T.81 F.2.2.1]
#[inline(always)]
pub fn read_dc(bits: &mut Bits<'_>, decoder: &Decoder, prediction: i32) -> Result<i32, Broken> {
    let (size, length) = decoder.read(bits.peek());
    if length == 0 || size > 11 {
        return Err(Broken);
    }
    bits.skip(length);
    let value = prediction + bits.take_value(size.into());
    if (-2048..2048).contains(&value) { Ok(value) } else { Err(Broken) }
}

/// AC codes with their values.
pub struct AcDecoder {
    codes: Decoder,
    /// By the next [`LOOK_BITS`] bits: as many as two coefficients whose codes and values these hold.
    look: Box<[Look; 1 << LOOK_BITS]>,
}

/// What one look tells, in one word: from the lowest bit on
/// - 4 bits: how many bits it takes; 0: only the first code is in sight, or nothing is
/// - 4 bits: how many its first code and value take, or its first code alone
/// - twice 4 bits: zeros before each coefficient. The second, where there is none, is a zero behind the first
/// - 2 bits: 1 where there is a second coefficient; [`Look::END`] where the block ends behind them
/// - 4 bits: where only the first code is in sight, the size of its value; 0: not even that
/// - from bit 32 on: the two values
#[derive(Clone, Copy, Default)]
struct Look(u64);

impl Look {
    const END: usize = 2;

    fn new(codes: &Decoder, index: usize) -> Self {
        let (mut length, mut first_length, mut more) = (0, 0, 0);
        let (mut runs, mut values) = ([0u8; 2], [0i16; 2]);
        for place in 0..2 {
            let top = (index as u64) << (64 - LOOK_BITS) << length;
            let (symbol, code_length) = codes.read(top);
            let (run, size) = (symbol >> 4, u32::from(symbol & 15));
            let taken = length + code_length + size;
            if place == 0 && (1..=LOOK_BITS).contains(&code_length) && (1..=10).contains(&size) && taken > LOOK_BITS {
                return Self(u64::from(code_length) << 4 | u64::from(run) << 8 | u64::from(size) << 18);
            }
            if code_length == 0 || taken > LOOK_BITS || (size == 0 && symbol != 0) {
                break;
            }
            length = taken;
            if place == 0 {
                first_length = length;
            }
            if symbol == 0 {
                more = Self::END;
                break;
            }
            let raw = (top << code_length >> 32 >> (32 - size)) as i32;
            let value = if raw >> (size - 1) == 0 { raw - (1 << size) + 1 } else { raw };
            (runs[place], values[place], more) = (run, value as i16, place);
        }
        let numbers = u64::from(length) | u64::from(first_length) << 4 | (more as u64) << 16;
        let [run, second_run] = runs.map(u64::from);
        let [value, second_value] = values.map(|value| u64::from(value as u16));
        Self(numbers | run << 8 | second_run << 12 | value << 32 | second_value << 48)
    }

    #[inline(always)]
    fn length(self) -> u32 {
        self.0 as u32 & 15
    }

    #[inline(always)]
    fn first_length(self) -> u32 {
        self.0 as u32 >> 4 & 15
    }

    #[inline(always)]
    fn run(self) -> usize {
        self.0 as usize >> 8 & 15
    }

    #[inline(always)]
    fn second_run(self) -> usize {
        self.0 as usize >> 12 & 15
    }

    #[inline(always)]
    fn more(self) -> usize {
        self.0 as usize >> 16 & 3
    }

    #[inline(always)]
    fn size(self) -> u32 {
        self.0 as u32 >> 18 & 15
    }

    #[inline(always)]
    fn value(self) -> i16 {
        (self.0 >> 32) as i16
    }

    #[inline(always)]
    fn second_value(self) -> i16 {
        (self.0 >> 48) as i16
    }
}

impl AcDecoder {
    pub fn new(codes: Decoder) -> Self {
        let look = Box::new(std::array::from_fn(|index| Look::new(&codes, index)));
        Self { codes, look }
    }
}

/// Sequential scans. [T.81 F.2]
struct Sequential<'a> {
    parts: Vec<SequentialPart<'a>>,
}

struct SequentialPart<'a> {
    dc: Decoder,
    /// Shared by the components that use the same table, so that it stays in the cache.
    ac: Rc<AcDecoder>,
    prediction: i32,
    blocks: &'a mut [[i16; 64]],
}

impl<'a> Sequential<'a> {
    fn new(scan: &Scan<'_>, planes: &'a mut [Plane]) -> Result<Self, Broken> {
        let header = &scan.header;
        if header.first != 0 || header.last != 63 || header.high != 0 || header.low != 0 {
            return Err(Broken);
        }
        let mut parts = Vec::new();
        let mut tables = [const { None::<Rc<AcDecoder>> }; 4];
        let mut components = header.parts.iter().peekable();
        for (index, plane) in planes.iter_mut().enumerate() {
            let Some(part) = components.next_if(|part| part.component == index) else { continue };
            let dc = decoder(&scan.dc, part.dc)?;
            let table = tables.get_mut(part.ac).ok_or(Broken)?;
            let ac = match table {
                Some(ac) => ac.clone(),
                None => table.insert(Rc::new(AcDecoder::new(decoder(&scan.ac, part.ac)?))).clone(),
            };
            parts.push(SequentialPart { dc, ac, prediction: 0, blocks: &mut plane.blocks });
        }
        Ok(Self { parts })
    }
}

impl Pass for Sequential<'_> {
    fn begin(&mut self) {
        self.parts.iter_mut().for_each(|part| part.prediction = 0);
    }

    #[inline(always)]
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, _shown: bool) -> Result<(), Broken> {
        let part = self.parts.get_mut(part).ok_or(Broken)?;
        let block = part.blocks.get_mut(at).ok_or(Broken)?;
        bits.refill();
        part.prediction = read_dc(bits, &part.dc, part.prediction)?;
        block[0] = part.prediction as i16;
        read_ac(bits, &part.ac, block)
    }
}

/// [T.81 F.2.2.2]
#[inline(always)]
pub fn read_ac(bits: &mut Bits<'_>, decoder: &AcDecoder, block: &mut [i16; 64]) -> Result<(), Broken> {
    /// Their bits are ready after one refill, and the next look's as well.
    const LOOKS: usize = 4;
    let mut k = 1;
    'refilled: while k < 64 {
        bits.refill();
        for _ in 0..LOOKS {
            let look = decoder.look[(bits.peek() >> (64 - LOOK_BITS)) as usize];
            if look.length() == 0 {
                bits.refill();
                k = read_single(bits, decoder, look, k, block)?;
                continue 'refilled;
            }
            k += look.run();
            *block.get_mut(k).ok_or(Broken)? = look.value();
            k += 1;
            let second = k + look.second_run();
            let Some(coefficient) = block.get_mut(second) else {
                // Behind a full block there is no end: what follows belongs to the next one.
                bits.skip(look.first_length());
                return if k == 64 { Ok(()) } else { Err(Broken) };
            };
            *coefficient = look.second_value();
            bits.skip(look.length());
            if look.more() == Look::END {
                return Ok(());
            }
            k = second + look.more();
            if k >= 64 {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// One code and its value, with 56 bits ready; returns the place of the next coefficient, 64 or more at the end of the block.
#[inline(always)]
fn read_single(
    bits: &mut Bits<'_>,
    decoder: &AcDecoder,
    look: Look,
    k: usize,
    block: &mut [i16; 64],
) -> Result<usize, Broken> {
    let (run, size) = if look.size() != 0 {
        bits.skip(look.first_length());
        (look.run(), look.size())
    } else {
        let (symbol, length) = decoder.codes.read(bits.peek());
        let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        bits.skip(length);
        match (length, run, size) {
            (0, ..) | (.., 11..) => return Err(Broken),
            (_, 15, 0) => return Ok(k + 16),
            (_, _, 0) => return Ok(64),
            _ => (run, size),
        }
    };
    let k = k + run;
    *block.get_mut(k).ok_or(Broken)? = bits.take_value(size) as i16;
    Ok(k + 1)
}
