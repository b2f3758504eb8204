//! The fast way for files that are as they should be: coded data is read code by code, and its bytes are kept.
//!
//! Only data that could not say the same in any other way passes: the standard tables, no code that stands for nothing,
//! padding blocks as encoders leave them. All else is decoded and coded afresh.

use super::bits::{Bits, stuff};
use super::header::HuffmanSpec;
use super::huffman::{DECODERS, Decoder, LOOK_BITS, STANDARD};
use super::scan::{Broken, Pass, read_dc, run};
use super::source::{Scan, Source};
use std::sync::LazyLock;

/// Coded data that uses the standard tables, with what is said about it.
pub struct Recoded {
    /// With stuffed bytes and RSTn, up to the last bit of the last block.
    pub data: Vec<u8>,
    /// By component: which standard table, 0 for luma or 1 for chroma, codes its DC and its AC coefficients.
    pub tables: Vec<(usize, usize)>,
    /// MCUs in a restart interval; 0: none.
    pub restart: usize,
    /// By component: the DC coefficients as stored, with padding.
    pub dc: Vec<Vec<i16>>,
}

/// The only scan of a sequential file and the standard tables of its components.
pub fn standard_scan<'a, 'b>(source: &'a Source<'b>) -> Option<(&'a Scan<'b>, Vec<(usize, usize)>)> {
    let [scan] = &source.scans[..] else { return None };
    let header = &scan.header;
    let all = header.parts.len() == source.frame.components.len();
    let whole = (header.first, header.last, header.high, header.low) == (0, 63, 0, 0);
    if source.frame.progressive || !all || !whole {
        return None;
    }
    let tables = header.parts.iter().map(|part| {
        let dc = standard(scan.dc.get(part.dc)?.as_deref()?, &STANDARD.dc)?;
        Some((dc, standard(scan.ac.get(part.ac)?.as_deref()?, &STANDARD.ac)?))
    });
    Some((scan, tables.collect::<Option<_>>()?))
}

/// Reads the only scan of a sequential file. `None`: it has to be decoded.
pub fn copy(source: &Source<'_>) -> Option<Recoded> {
    let (scan, tables) = standard_scan(source)?;
    let frame = &source.frame;
    if frame.with_least_sampling().components != frame.components {
        return None;
    }
    let mut walk = Walk { parts: Vec::new(), data: Vec::with_capacity(scan.data.len()), intervals: 0 };
    for (component, &(dc, ac)) in frame.components.iter().zip(&tables) {
        let extent = frame.extent(component);
        let values = vec![0; extent.stride * extent.padded_rows];
        walk.parts.push(WalkPart { dc: DECODERS.dc.get(dc)?, ac: WALKERS.get(ac)?, prediction: 0, values });
    }
    run(scan, frame, &mut walk).ok()?;
    let restart = if walk.intervals > 1 { scan.restart } else { 0 };
    let dc = walk.parts.into_iter().map(|part| part.values).collect();
    Some(Recoded { data: walk.data, tables, restart, dc })
}

/// Which of the standard tables it is.
fn standard(spec: &HuffmanSpec, tables: &[HuffmanSpec; 2]) -> Option<usize> {
    tables.iter().position(|table| table == spec)
}

/// Walkers for the standard tables.
static WALKERS: LazyLock<Vec<AcWalker>> = LazyLock::new(|| DECODERS.ac.iter().map(AcWalker::new).collect());

struct Walk {
    parts: Vec<WalkPart>,
    data: Vec<u8>,
    intervals: usize,
}

struct WalkPart {
    dc: &'static Decoder,
    ac: &'static AcWalker,
    prediction: i32,
    values: Vec<i16>,
}

impl Pass for Walk {
    fn begin(&mut self) {
        self.parts.iter_mut().for_each(|part| part.prediction = 0);
    }

    #[inline(always)]
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, shown: bool) -> Result<(), Broken> {
        let part = self.parts.get_mut(part).ok_or(Broken)?;
        bits.refill();
        let value = read_dc(bits, part.dc, part.prediction)?;
        if !shown && (value != part.prediction || part.ac.codes.read(bits.peek()).0 != 0) {
            return Err(Broken);
        }
        part.prediction = value;
        *part.values.get_mut(at).ok_or(Broken)? = value as i16;
        part.ac.pass_block(bits)
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
    codes: &'static Decoder,
    /// By the next [`LOOK_BITS`] bits, for as many whole codes as they hold: the bits that these and their values take,
    /// [`Self::STEP`] times the coefficients that they stand for, [`Self::END`] for an end of block as the last of them.
    /// 0: look closer.
    look: Box<[u32; 1 << LOOK_BITS]>,
}

impl AcWalker {
    const STEP: u32 = 1 << 8;
    const END: u32 = 1 << 16;

    fn new(codes: &'static Decoder) -> Self {
        let look = Box::new(std::array::from_fn(|index| Self::entry(codes, index as u64)));
        Self { codes, look }
    }

    fn entry(codes: &Decoder, index: u64) -> u32 {
        let mut entry = 0;
        let mut taken = 0;
        while taken < LOOK_BITS {
            let (symbol, length) = codes.read(index << (64 - LOOK_BITS) << taken);
            if length == 0 || taken + length > LOOK_BITS {
                break;
            }
            let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
            match (run, size) {
                // Counted as one coefficient, so that none is passed over behind a block that is full.
                (0, 0) => return (entry & !0xff) + Self::STEP + Self::END + taken + length,
                (_, 0) | (_, 11..) => break,
                _ => taken += length + size,
            }
            entry = (entry & !0xff) + (run + 1) * Self::STEP + taken;
        }
        entry
    }

    #[inline(always)]
    fn pass_block(&self, bits: &mut Bits<'_>) -> Result<(), Broken> {
        let mut k = 1;
        while k < 64 {
            bits.refill_if_low();
            let entry = self.look[(bits.peek() >> (64 - LOOK_BITS)) as usize];
            let after = k + (entry / Self::STEP & 0xff);
            if entry == 0 || after > 64 {
                if self.pass_code(bits, &mut k)? {
                    return Ok(());
                }
                continue;
            }
            bits.skip(entry & 0xff);
            if entry >= Self::END {
                return Ok(());
            }
            k = after;
        }
        Ok(())
    }

    /// One code; whether it ends the block. A run of sixteen zeros before an end of block says nothing: not passed.
    fn pass_code(&self, bits: &mut Bits<'_>, k: &mut u32) -> Result<bool, Broken> {
        let mut nothing_yet = false;
        loop {
            bits.refill_if_low();
            let (symbol, length) = self.codes.read(bits.peek());
            let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
            bits.skip(length);
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
                    return if *k <= 64 { Ok(false) } else { Err(Broken) };
                }
            }
            // The last coefficient is never the last of sixteen zeros.
            if *k >= 64 {
                return Err(Broken);
            }
        }
    }
}
