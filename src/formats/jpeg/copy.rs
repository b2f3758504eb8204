//! The fast way for files that are as they should be: coded data is read code by code, and its bytes are kept.
//!
//! Only data that could not say the same in any other way passes: the standard tables or the best ones, no code that stands for
//! nothing, padding blocks as encoders leave them. All else is decoded and coded afresh.

use super::bits::{Bits, stuff};
use super::entropy::Tables;
use super::header::HuffmanSpec;
use super::huffman::{self, Decoder, LOOK_BITS, STANDARD};
use super::scan::{Broken, Pass, decoder, read_dc, run};
use super::source::{Scan, Slots, Source};

/// Coded data with its tables.
pub struct Recoded {
    /// With stuffed bytes and RSTn, up to the last bit of the last block.
    pub data: Vec<u8>,
    pub tables: Tables,
    /// By component: which of the tables codes its DC and its AC coefficients, 0 or 1.
    pub numbers: Vec<(usize, usize)>,
    /// MCUs in a restart interval; 0: none.
    pub restart: usize,
    /// By component: the DC coefficients as stored, with padding.
    pub dc: Vec<Vec<i16>>,
    /// By component: which upright coefficients are not zero in some block.
    pub used: Vec<u64>,
}

/// The only scan of a sequential file.
pub fn only_scan<'a, 'b>(source: &'a Source<'b>) -> Option<&'a Scan<'b>> {
    let [scan] = &source.scans[..] else { return None };
    let header = &scan.header;
    let all = header.parts.len() == source.frame.components.len();
    let whole = (header.first, header.last, header.high, header.low) == (0, 63, 0, 0);
    (!source.frame.progressive && all && whole).then_some(scan)
}

/// Reads the only scan of a sequential file. `None`: it has to be decoded.
pub fn copy(source: &Source<'_>) -> Option<Recoded> {
    let scan = only_scan(source)?;
    let frame = &source.frame;
    if frame.with_least_sampling().components != frame.components {
        return None;
    }
    let (dc_slots, ac_slots) = (slots(scan, |part| part.dc)?, slots(scan, |part| part.ac)?);
    let number = |slots: &[usize], slot: usize| slots.iter().position(|&s| s == slot).unwrap_or(0);
    let part = |(component, part): (_, &super::header::ScanPart)| {
        let extent = frame.extent(component);
        let (dc, ac) = (number(&dc_slots, part.dc), number(&ac_slots, part.ac));
        WalkPart { dc, ac, prediction: 0, values: vec![0; extent.stride * extent.padded_rows], used: 0 }
    };
    let parts: Vec<_> = frame.components.iter().zip(&scan.header.parts).map(part).collect();
    let dc = dc_slots.iter().map(|&slot| DcWalker::new(&scan.dc, slot)).collect::<Result<_, _>>().ok()?;
    let ac = ac_slots.iter().map(|&slot| AcWalker::new(&scan.ac, slot)).collect::<Result<_, _>>().ok()?;
    let mut walk = Walk { parts, dc, ac, data: Vec::with_capacity(scan.data.len()), intervals: 0 };
    run(scan, frame, &mut walk).ok()?;
    let tables = Tables {
        dc: kept(&scan.dc, &dc_slots, &STANDARD.dc, |i| walk.dc.get(i).map(|walker| walker.counts))?,
        ac: kept(&scan.ac, &ac_slots, &STANDARD.ac, |i| walk.ac.get(i).map(AcWalker::counts))?,
    };
    let restart = if walk.intervals > 1 { scan.restart } else { 0 };
    let numbers = walk.parts.iter().map(|part| (part.dc, part.ac)).collect();
    let used = walk.parts.iter().map(|part| part.used).collect();
    let dc = walk.parts.into_iter().map(|part| part.values).collect();
    Some(Recoded { data: walk.data, tables, numbers, restart, dc, used })
}

/// The one or two tables that the components use, in the order of their first use.
fn slots(scan: &Scan<'_>, slot: fn(&super::header::ScanPart) -> usize) -> Option<Vec<usize>> {
    let mut slots: Vec<usize> = Vec::new();
    for part in &scan.header.parts {
        if !slots.contains(&slot(part)) {
            slots.push(slot(part));
        }
    }
    (slots.len() <= 2).then_some(slots)
}

/// The tables, if each is a standard one or the best for what it codes.
fn kept(
    all: &Slots,
    slots: &[usize],
    standard: &[HuffmanSpec; 2],
    counts: impl Fn(usize) -> Option<[u32; 256]>,
) -> Option<[HuffmanSpec; 2]> {
    let mut tables = [const { HuffmanSpec { lengths: [0; 16], symbols: Vec::new() } }; 2];
    for (i, (table, &slot)) in tables.iter_mut().zip(slots).enumerate() {
        let spec = all.get(slot)?.as_deref()?;
        if !standard.contains(spec) && huffman::best(&counts(i)?) != *spec {
            return None;
        }
        *table = spec.clone();
    }
    Some(tables)
}

struct Walk {
    parts: Vec<WalkPart>,
    dc: Vec<DcWalker>,
    ac: Vec<AcWalker>,
    data: Vec<u8>,
    intervals: usize,
}

struct WalkPart {
    dc: usize,
    ac: usize,
    prediction: i32,
    values: Vec<i16>,
    used: u64,
}

struct DcWalker {
    codes: Decoder,
    counts: [u32; 256],
}

impl DcWalker {
    fn new(slots: &Slots, slot: usize) -> Result<Self, Broken> {
        Ok(Self { codes: decoder(slots, slot)?, counts: [0; 256] })
    }
}

impl Pass for Walk {
    fn begin(&mut self) {
        self.parts.iter_mut().for_each(|part| part.prediction = 0);
    }

    #[inline(always)]
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, shown: bool) -> Result<(), Broken> {
        let part = self.parts.get_mut(part).ok_or(Broken)?;
        bits.refill();
        let (dc, ac) = (self.dc.get_mut(part.dc).ok_or(Broken)?, self.ac.get_mut(part.ac).ok_or(Broken)?);
        let value = read_dc(bits, &dc.codes, part.prediction)?;
        let (_, size) = huffman::magnitude(value - part.prediction);
        dc.counts[size as usize & 0xff] += 1;
        if !shown && (size != 0 || ac.codes.read(bits.peek()).0 != 0) {
            return Err(Broken);
        }
        part.prediction = value;
        *part.values.get_mut(at).ok_or(Broken)? = value as i16;
        part.used |= ac.pass_block(bits)? | u64::from(value != 0);
        Ok(())
    }

    fn end(&mut self, used: &[u8]) {
        if self.intervals > 0 {
            self.data.extend_from_slice(&[0xff, 0xd0 | (self.intervals - 1) as u8 & 7]);
        }
        self.intervals += 1;
        stuff(used, &mut self.data);
    }
}

/// Passes over the AC codes of a block, several at a look.
struct AcWalker {
    codes: Decoder,
    /// By the next [`LOOK_BITS`] bits, for as many whole codes as they hold: the bits that these and their values take,
    /// [`Self::STEP`] times the coefficients that they stand for, [`Self::END`] for an end of block as the last of them.
    /// 0: look closer.
    look: Box<[u32; 1 << LOOK_BITS]>,
    /// By the same bits: which of these coefficients are not zero.
    nonzero: Box<[u32; 1 << LOOK_BITS]>,
    /// How often each entry of `look` was met, and how often each symbol that was looked at alone.
    hits: Box<[u32; 1 << LOOK_BITS]>,
    alone: [u32; 256],
}

impl AcWalker {
    const STEP: u32 = 1 << 8;
    const END: u32 = 1 << 16;

    fn new(slots: &Slots, slot: usize) -> Result<Self, Broken> {
        let codes = decoder(slots, slot)?;
        let mut nonzero = Box::new([0; 1 << LOOK_BITS]);
        let look = nonzero.iter_mut().enumerate().map(|(index, nonzero)| {
            Self::entry(&codes, index as u64, |symbol, at| *nonzero |= u32::from(symbol != 0) << at)
        });
        let look = look.collect::<Box<[u32]>>().try_into().map_err(|_| Broken)?;
        Ok(Self { codes, look, nonzero, hits: Box::new([0; 1 << LOOK_BITS]), alone: [0; 256] })
    }

    /// How often each symbol was met.
    fn counts(&self) -> [u32; 256] {
        let mut counts = self.alone;
        for (index, &hits) in self.hits.iter().enumerate().filter(|(_, hits)| **hits > 0) {
            Self::entry(&self.codes, index as u64, |symbol, _| counts[usize::from(symbol)] += hits);
        }
        counts
    }

    /// The entry of `look` at `index`, of up to 32 coefficients; `met` is told its symbols and which coefficients they end with.
    fn entry(codes: &Decoder, index: u64, mut met: impl FnMut(u8, u32)) -> u32 {
        let mut entry = 0;
        let mut taken = 0;
        while taken < LOOK_BITS {
            let (symbol, length) = codes.read(index << (64 - LOOK_BITS) << taken);
            if length == 0 || taken + length > LOOK_BITS {
                break;
            }
            let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
            let last = entry / Self::STEP + run;
            match (run, size) {
                // Counted as one coefficient, so that none is passed over behind a block that is full.
                (0, 0) => {
                    met(symbol, 0);
                    return (entry & !0xff) + Self::STEP + Self::END + taken + length;
                }
                (_, 0) | (_, 11..) => break,
                _ if last > 31 => break,
                _ => taken += length + size,
            }
            met(symbol, last);
            entry = (entry & !0xff) + (run + 1) * Self::STEP + taken;
        }
        entry
    }

    /// Returns which coefficients are not zero.
    #[inline(always)]
    fn pass_block(&mut self, bits: &mut Bits<'_>) -> Result<u64, Broken> {
        let mut k = 1;
        let mut nonzero = 0;
        while k < 64 {
            bits.refill_if_low();
            let index = (bits.peek() >> (64 - LOOK_BITS)) as usize;
            let entry = self.look[index];
            let after = k + ((entry / Self::STEP) & 0xff);
            if entry == 0 || after > 64 {
                if self.pass_code(bits, &mut k, &mut nonzero)? {
                    return Ok(nonzero);
                }
                continue;
            }
            self.hits[index] += 1;
            nonzero |= u64::from(self.nonzero[index]) << k;
            bits.skip(entry & 0xff);
            if entry >= Self::END {
                return Ok(nonzero);
            }
            k = after;
        }
        Ok(nonzero)
    }

    /// One code; whether it ends the block. A run of sixteen zeros before an end of block says nothing: not passed.
    fn pass_code(&mut self, bits: &mut Bits<'_>, k: &mut u32, nonzero: &mut u64) -> Result<bool, Broken> {
        let mut nothing_yet = false;
        loop {
            bits.refill_if_low();
            let (symbol, length) = self.codes.read(bits.peek());
            let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
            bits.skip(length);
            self.alone[usize::from(symbol)] += 1;
            match (length, run, size) {
                (0, ..) | (.., 11..) => return Err(Broken),
                (_, 0, 0) => return if nothing_yet { Err(Broken) } else { Ok(true) },
                (_, 15, 0) => {
                    nothing_yet = true;
                    *k += 16;
                }
                (_, _, 0) => return Err(Broken),
                _ => {
                    bits.skip(size);
                    *k += run + 1;
                    if *k > 64 {
                        return Err(Broken);
                    }
                    *nonzero |= 1 << (*k - 1);
                    return Ok(false);
                }
            }
            // The last coefficient is never the last of sixteen zeros.
            if *k >= 64 {
                return Err(Broken);
            }
        }
    }
}
