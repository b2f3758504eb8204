//! Scans: every code of the coded data is read, of the coefficients only DC and the places of the others are kept.
//! [T.81 F.2, G.2]

use super::bits::{Bits, Table};
use super::overflow::Extremes;
use super::rim;
use crate::error::Error;
use crate::item::Kind;
use crate::verify::bytes::{u16_be, whole};
use crate::verify::notes::Notes;
use crate::wide::{self, Work};

/// One component of the frame.
#[derive(Default)]
pub struct Component {
    pub id: u8,
    /// Sampling factors.
    pub h: u32,
    pub v: u32,
    /// Its quantisation table.
    pub quantiser: usize,
    /// Blocks in a row, padding of the last MCU included.
    pub stride: usize,
    /// Blocks that show something.
    columns: usize,
    rows: usize,
    /// Samples that are shown of the last block in a row, and in a column.
    ends: (usize, usize),
    /// Sequential: the blocks that are only partly shown.
    pub rim: Vec<rim::Block>,
    /// Sequential: how large its AC coefficients are.
    pub extremes: Extremes,
    /// DC coefficient of each block, not yet dequantised.
    pub dc: Vec<i16>,
    /// Sequential: which AC coefficients are not zero in some block, in zigzag order.
    used: u64,
    /// Progressive: which coefficients of each block are not zero so far, in zigzag order.
    nonzero: Vec<u64>,
    /// How precisely each coefficient was sent so far: the lowest bit; `None`: not at all.
    sent: Vec<Option<u8>>,
    prediction: i32,
}

impl Component {
    /// Samples that are shown of the last block in a row, and in a column: 1 to 8.
    pub fn shown_at_the_end(&self) -> (usize, usize) {
        self.ends
    }

    /// Whether a block is only partly shown: right, bottom.
    #[inline(always)]
    fn partly_shown(&self, block: usize) -> (bool, bool) {
        if self.ends == (8, 8) {
            return (false, false);
        }
        let (x, y) = (block % self.stride, block / self.stride);
        let shown = x < self.columns && y < self.rows;
        (shown && self.ends.0 < 8 && x + 1 == self.columns, shown && self.ends.1 < 8 && y + 1 == self.rows)
    }

    /// Which coefficients are not zero in some block, in zigzag order.
    pub fn used(&self) -> u64 {
        let ac = self.nonzero.iter().fold(self.used, |all, block| all | block);
        ac & !1 | u64::from(self.dc.iter().any(|&dc| dc != 0))
    }
}

/// The frame header. [T.81 B.2.2]
#[derive(Default)]
pub struct Frame {
    pub progressive: bool,
    pub width: u32,
    pub height: u32,
    pub components: Vec<Component>,
    mcus: (usize, usize),
}

impl Frame {
    /// Errors: what is damaged, too large, or not handled.
    pub fn read(payload: &[u8], progressive: bool, file_size: usize) -> Result<Self, Error> {
        let [precision, _, _, _, _, count] = whole(payload.first_chunk(), "the frame header")?;
        let height = whole(u16_be(payload, 1), "the frame header")? as u32;
        let width = whole(u16_be(payload, 3), "the frame header")? as u32;
        if *precision != 8 {
            return Err(Error::unsupported(format!("{precision} bits a sample in a JPEG")));
        }
        crate::pixels::limits::check_size(width, height, file_size)?;
        let (triples, odd) = payload.get(6..).unwrap_or_default().as_chunks::<3>();
        if !odd.is_empty() || triples.len() != usize::from(*count) || !matches!(count, 1 | 3 | 4) {
            return Err(Error::damaged("the frame header has a wrong number of components"));
        }
        let sampling = || triples.iter().map(|[_, hv, _]| (u32::from(hv >> 4), u32::from(hv & 15)));
        if sampling().any(|(h, v)| !(1..=4).contains(&h) || !(1..=4).contains(&v)) {
            return Err(Error::damaged("the frame header has impossible sampling factors"));
        }
        let h_most = sampling().map(|(h, _)| h).max().unwrap_or(1);
        let v_most = sampling().map(|(_, v)| v).max().unwrap_or(1);
        let mcus = (width.div_ceil(8 * h_most) as usize, height.div_ceil(8 * v_most) as usize);
        let mut components = Vec::new();
        for [id, hv, quantiser] in triples {
            let (h, v) = (u32::from(hv >> 4), u32::from(hv & 15));
            let stride = mcus.0 * h as usize;
            let side = |pixels: u32, factor: u32, most: u32| (pixels * factor).div_ceil(most) as usize;
            let (across, down) = (side(width, h, h_most), side(height, v, v_most));
            let blocks = stride * mcus.1 * v as usize;
            components.push(Component {
                id: *id,
                h,
                v,
                quantiser: usize::from(*quantiser),
                stride,
                columns: across.div_ceil(8),
                rows: down.div_ceil(8),
                ends: ((across - 1) % 8 + 1, (down - 1) % 8 + 1),
                rim: Vec::new(),
                extremes: Extremes::default(),
                dc: vec![0; blocks],
                used: 0,
                nonzero: vec![0; if progressive { blocks } else { 0 }],
                sent: vec![None; 64],
                prediction: 0,
            });
        }
        Ok(Self { progressive, width, height, components, mcus })
    }

    /// The largest sampling factors.
    pub fn densest(&self) -> (u32, u32) {
        let most = |f: fn(&Component) -> u32| self.components.iter().map(f).max().unwrap_or(1);
        (most(|c| c.h), most(|c| c.v))
    }

    /// Whether every component was sent at least coarsely.
    pub fn complete(&self) -> bool {
        self.components.iter().all(|c| c.sent.first().is_some_and(Option::is_some))
    }
}

/// The Huffman tables in force, by slot.
pub type Tables = [Option<Table>; 4];

/// A scan header. [T.81 B.2.3]
pub struct Scan {
    /// Component, its DC table, its AC table.
    pub parts: Vec<(usize, usize, usize)>,
    start: u8,
    end: u8,
    high: u8,
    low: u8,
}

/// What a scan does.
#[derive(Clone, Copy)]
enum Pass {
    Sequential,
    DcFirst,
    DcRefine,
    AcFirst,
    AcRefine,
}

impl Scan {
    /// Reads the header, notes what is odd in it, and books the coefficients as sent.
    pub fn read(payload: &[u8], frame: &mut Frame, notes: &mut Notes) -> Result<Self, Error> {
        let broken = || Error::damaged("a scan header is broken");
        let (&count, rest) = payload.split_first().ok_or_else(broken)?;
        let (pairs, tail) = rest.split_at_checked(2 * usize::from(count)).ok_or_else(broken)?;
        let &[start, end, precision] = tail else { return Err(broken()) };
        let mut parts: Vec<(usize, usize, usize)> = Vec::new();
        for [id, tables] in pairs.as_chunks::<2>().0 {
            let component = frame.components.iter().position(|c| c.id == *id).ok_or_else(broken)?;
            if parts.iter().any(|&(other, ..)| other == component) {
                return Err(broken());
            }
            parts.push((component, usize::from(tables >> 4), usize::from(tables & 15)));
        }
        let scan = Self { parts, start, end, high: precision >> 4, low: precision & 15 };
        let blocks: u32 = scan.parts.iter().filter_map(|&(c, ..)| frame.components.get(c)).map(|c| c.h * c.v).sum();
        if scan.parts.is_empty() || (scan.parts.len() > 1 && blocks > 10) {
            return Err(broken());
        }
        scan.book(frame, notes)?;
        Ok(scan)
    }

    /// Every coefficient is sent once, then made more precise bit by bit. [T.81 G.1.1.1.2]
    fn book(&self, frame: &mut Frame, notes: &mut Notes) -> Result<(), Error> {
        let range = if frame.progressive {
            let (start, end) = (usize::from(self.start), usize::from(self.end));
            let fits = start <= end && end < 64 && (start > 0 || end == 0) && (start == 0 || self.parts.len() == 1);
            if !fits || self.low > 13 || (self.high != 0 && self.high != self.low + 1) {
                return Err(Error::damaged("a scan header is broken"));
            }
            start..=end
        } else {
            let plain = (self.start, self.end, self.high, self.low) == (0, 63, 0, 0);
            notes.expect(plain, Kind::Unknown, "SOS numbers without a meaning", 3);
            0..=63
        };
        for &(component, ..) in &self.parts {
            let Some(component) = frame.components.get_mut(component) else { continue };
            if self.start > 0 && component.sent.first() == Some(&None) {
                return Err(Error::damaged("a scan comes before the one it builds on"));
            }
            let mut twice = false;
            for sent in component.sent.get_mut(range.clone()).unwrap_or_default() {
                match (*sent, self.high) {
                    (None, 0) => {}
                    (Some(_), 0) => twice = true,
                    (before, high) if before == Some(high) => {}
                    _ => return Err(Error::damaged("a scan does not follow the one before")),
                }
                *sent = Some(self.low);
            }
            notes.expect(!twice, Kind::SecondPicture, "coefficients that a later scan writes over", 0);
        }
        Ok(())
    }

    fn pass(&self, frame: &Frame) -> Pass {
        match (frame.progressive, self.start, self.high) {
            (false, ..) => Pass::Sequential,
            (true, 0, 0) => Pass::DcFirst,
            (true, 0, _) => Pass::DcRefine,
            (true, _, 0) => Pass::AcFirst,
            (true, _, _) => Pass::AcRefine,
        }
    }

    /// Whether the scan uses DC and AC tables.
    pub fn tables_used(&self, frame: &Frame) -> (bool, bool) {
        match self.pass(frame) {
            Pass::Sequential => (true, true),
            Pass::DcFirst => (true, false),
            Pass::DcRefine => (false, false),
            Pass::AcFirst | Pass::AcRefine => (false, true),
        }
    }

    /// Walks the coded data from `at` on; returns where the marker behind it begins.
    pub fn walk(
        &self,
        data: &[u8],
        at: usize,
        restart: usize,
        frame: &mut Frame,
        (dc, ac): (&Tables, &Tables),
        notes: &mut Notes,
    ) -> Result<usize, Error> {
        let pass = self.pass(frame);
        let (uses_dc, uses_ac) = self.tables_used(frame);
        let mut plan = Vec::new();
        for &(component, dc_slot, ac_slot) in &self.parts {
            let table = |wanted: bool, tables: &'_ Tables, slot: usize| {
                !wanted || tables.get(slot).is_some_and(Option::is_some)
            };
            if !table(uses_dc, dc, dc_slot) || !table(uses_ac, ac, ac_slot) {
                return Err(Error::damaged("a Huffman table is missing"));
            }
            plan.push((component, dc_slot, ac_slot));
        }
        let walk = Walk { scan: self, pass, plan: &plan, dc, ac };
        walk.intervals(data, at, restart, frame, notes)
    }
}

/// MCUs of one restart interval.
struct Mcus<'a, 'b> {
    walk: &'a Walk<'a>,
    mcus: std::ops::Range<usize>,
    frame: &'a mut Frame,
    bits: Bits<'b>,
}

impl<'b> Work for Mcus<'_, 'b> {
    /// What follows, and how many blocks are empty behind the last one.
    type Output = Result<(Bits<'b>, u32), Error>;

    #[inline(always)]
    fn run<const WIDE: bool>(self) -> Self::Output {
        let Self { walk, mcus, frame, mut bits } = self;
        let mut run = 0;
        for mcu in mcus {
            walk.mcu(&mut bits, mcu, &mut run, frame)?;
            if bits.ran_over() {
                return Err(Error::damaged("the coded data ends before the picture does"));
            }
        }
        Ok((bits, run))
    }
}

/// A scan on its way through the data.
struct Walk<'a> {
    scan: &'a Scan,
    pass: Pass,
    plan: &'a [(usize, usize, usize)],
    dc: &'a Tables,
    ac: &'a Tables,
}

impl Walk<'_> {
    fn intervals(
        &self,
        data: &[u8],
        at: usize,
        restart: usize,
        frame: &mut Frame,
        notes: &mut Notes,
    ) -> Result<usize, Error> {
        let mcus = match *self.plan {
            [(component, ..)] => frame.components.get(component).map_or(0, |c| c.columns * c.rows),
            _ => frame.mcus.0 * frame.mcus.1,
        };
        let interval = if restart == 0 { mcus } else { restart };
        let (mut done, mut at) = (0, at);
        for number in 0_usize.. {
            let end = (done + interval).min(mcus);
            at = self.interval(data, at, done..end, frame, notes)?;
            done = end;
            if done == mcus {
                break;
            }
            // Restart markers count from 0 to 7 and begin again. [T.81 B.2.1]
            match data.get(at..at + 2) {
                Some(&[0xFF, marker]) if usize::from(marker) == 0xD0 + number % 8 => at += 2,
                _ => return Err(Error::damaged("a restart marker is missing")),
            }
        }
        Ok(at)
    }

    /// One restart interval, to its last bit.
    fn interval(
        &self,
        data: &[u8],
        at: usize,
        mcus: std::ops::Range<usize>,
        frame: &mut Frame,
        notes: &mut Notes,
    ) -> Result<usize, Error> {
        frame.components.iter_mut().for_each(|c| c.prediction = 0);
        let (bits, run) = wide::at_best(Mcus { walk: self, mcus, frame, bits: Bits::new(data, at) })?;
        let rest = bits.rest();
        notes.expect(rest.bytes == 0, Kind::Unknown, "coded data behind the last MCU", rest.bytes);
        notes.expect(
            rest.bytes > 0 || rest.padded_with_ones,
            Kind::Unknown,
            "padding bits of the coded data that are not ones",
            1,
        );
        notes.expect(run == 0, Kind::Unknown, "a run of empty blocks that goes on behind the last MCU", 2);
        Ok(rest.end)
    }

    #[inline(always)]
    fn mcu(&self, bits: &mut Bits, mcu: usize, run: &mut u32, frame: &mut Frame) -> Result<(), Error> {
        if let [(index, dc, ac)] = *self.plan {
            let Some(component) = frame.components.get_mut(index) else { return Ok(()) };
            let columns = component.columns.max(1);
            let block = mcu / columns * component.stride + mcu % columns;
            return self.block(bits, component, block, run, (dc, ac));
        }
        let across = frame.mcus.0.max(1);
        let (row, column) = (mcu / across, mcu % across);
        for &(index, dc, ac) in self.plan {
            let Some(component) = frame.components.get_mut(index) else { continue };
            let (h, v) = (component.h as usize, component.v as usize);
            for y in 0..v {
                for x in 0..h {
                    let block = (row * v + y) * component.stride + column * h + x;
                    self.block(bits, component, block, run, (dc, ac))?;
                }
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn block(
        &self,
        bits: &mut Bits,
        component: &mut Component,
        block: usize,
        run: &mut u32,
        (dc, ac): (usize, usize),
    ) -> Result<(), Error> {
        match self.pass {
            Pass::Sequential => {
                self.dc_difference(bits, component, dc)?;
                if let Some(to) = component.dc.get_mut(block) {
                    *to = component.prediction as i16;
                }
                let table = self.table(self.ac, ac)?;
                let (right, bottom) = component.partly_shown(block);
                if !right && !bottom {
                    component.used |= table.pass_block(bits, &mut component.extremes)?;
                    return Ok(());
                }
                let mut coefficients = [0; 64];
                coefficients[0] = component.prediction as i16;
                component.used |= table.read_block(bits, &mut coefficients)?;
                for (k, &value) in coefficients.iter().enumerate().skip(1) {
                    component.extremes.see(k, value);
                }
                component.rim.push(rim::Block { right, bottom, coefficients });
                Ok(())
            }
            Pass::DcFirst => {
                self.dc_difference(bits, component, dc)?;
                if let Some(to) = component.dc.get_mut(block) {
                    *to = (component.prediction << self.scan.low) as i16;
                }
                Ok(())
            }
            Pass::DcRefine => {
                bits.ready();
                let bit = bits.take(1) as i16;
                if let Some(to) = component.dc.get_mut(block) {
                    *to |= bit << self.scan.low;
                }
                Ok(())
            }
            Pass::AcFirst => {
                let Some(nonzero) = component.nonzero.get_mut(block) else { return Ok(()) };
                self.ac_first(bits, nonzero, run, self.table(self.ac, ac)?)
            }
            Pass::AcRefine => {
                let Some(nonzero) = component.nonzero.get_mut(block) else { return Ok(()) };
                self.ac_refine(bits, nonzero, run, self.table(self.ac, ac)?)
            }
        }
    }

    #[inline(always)]
    fn table<'a>(&self, tables: &'a Tables, slot: usize) -> Result<&'a Table, Error> {
        whole(tables.get(slot).and_then(Option::as_ref), "a Huffman table")
    }

    #[inline(always)]
    fn dc_difference(&self, bits: &mut Bits, component: &mut Component, slot: usize) -> Result<(), Error> {
        bits.ready();
        let size = self.table(self.dc, slot)?.symbol(bits)?;
        if size > 15 {
            return Err(Error::damaged("a DC coefficient is too large"));
        }
        let value = bits.take(size) as i32;
        component.prediction = (component.prediction + extended(value, size)).clamp(-32_768, 32_767);
        Ok(())
    }

    fn ac_first(&self, bits: &mut Bits, nonzero: &mut u64, run: &mut u32, table: &Table) -> Result<(), Error> {
        if *run > 0 {
            *run -= 1;
            return Ok(());
        }
        let mut k = u32::from(self.scan.start);
        let end = u32::from(self.scan.end);
        while k <= end {
            bits.ready();
            let symbol = table.symbol(bits)?;
            let (zeros, size) = (symbol >> 4, symbol & 15);
            match (zeros, size) {
                (15, 0) => k += 16,
                (_, 0) => {
                    *run = (1 << zeros) - 1 + bits.take(zeros);
                    return Ok(());
                }
                _ => {
                    k += zeros;
                    if k > end {
                        return Err(Error::damaged("a block of the coded data has too many coefficients"));
                    }
                    bits.pass(size);
                    *nonzero |= 1 << k;
                    k += 1;
                }
            }
        }
        Ok(())
    }

    fn ac_refine(&self, bits: &mut Bits, nonzero: &mut u64, run: &mut u32, table: &Table) -> Result<(), Error> {
        let mut k = u32::from(self.scan.start);
        let end = u32::from(self.scan.end);
        while *run == 0 && k <= end {
            bits.ready();
            let symbol = table.symbol(bits)?;
            let (mut zeros, size) = (symbol >> 4, symbol & 15);
            match (zeros, size) {
                (15, 0) => {}
                (_, 0) => {
                    *run = (1 << zeros) + bits.take(zeros);
                    break;
                }
                (_, 1) => bits.pass(1),
                _ => return Err(Error::damaged("a coefficient is made more precise by more than a bit")),
            }
            // A correction bit for each coefficient on the way that is not zero.
            while k <= end {
                if *nonzero >> k & 1 == 1 {
                    bits.pass(1);
                } else if zeros == 0 {
                    break;
                } else {
                    zeros -= 1;
                }
                k += 1;
            }
            if size == 1 {
                if k > end {
                    return Err(Error::damaged("a block of the coded data has too many coefficients"));
                }
                *nonzero |= 1 << k;
            }
            k += 1;
        }
        if *run > 0 {
            *run -= 1;
            if k <= end {
                let span = (!0_u64 << k) & (!0_u64 >> (63 - end));
                bits.pass((*nonzero & span).count_ones());
            }
        }
        Ok(())
    }
}

/// A value of `size` bits with its sign. [T.81 F.2.2.1, EXTEND]
#[inline(always)]
pub fn extended(value: i32, size: u32) -> i32 {
    // All ones where the highest bit is not set: half of the values are negative, so that a branch would often be guessed wrong.
    let negative = (value - ((1 << size) >> 1)) >> 31;
    value + (negative & (1 - (1 << size)))
}
