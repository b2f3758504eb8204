//! What the coded data of a scan holds beyond its picture: bytes and bits behind the last block of an interval, and rows
//! below the height that the header gives.

use super::bits::{Bits, stuff};
use super::huffman::Decoder;
use super::scan::{Broken, Pass, decoder, read_dc, run};
use super::source::{Scan, Source};
use crate::item::{Item, Kind};

/// Larger scans are not read for the report; cleaning reads all of them.
pub const MAX_BYTES: usize = 64 << 10;

/// Reads the sequential scans of a file; not worth its time where they have more than [`MAX_BYTES`].
pub fn items(untrusted: &[u8]) -> Vec<Item> {
    let Ok(source) = Source::read(untrusted) else { return Vec::new() };
    if source.frame.progressive {
        return Vec::new();
    }
    source.scans.iter().filter_map(|scan| beyond(scan, &source)).collect()
}

fn beyond(scan: &Scan<'_>, source: &Source<'_>) -> Option<Item> {
    let mut skim = Skim::new(scan).ok()?;
    run(scan, &source.frame, &mut skim).ok()?;
    let surplus = scan.data.len().saturating_sub(skim.needed.len());
    if surplus > 0 {
        return Some(Item::new(Kind::Unknown, "coded data, behind the last block", surplus));
    }
    // Ones fill a last byte, by some encoders zeros; anything else says something.
    let fills: Vec<(u8, u8)> =
        skim.fills.iter().filter_map(|&(at, mask)| Some((scan.data.get(at)? & mask, mask))).collect();
    let usual = fills.iter().all(|(bits, mask)| bits == mask) || fills.iter().all(|(bits, _)| *bits == 0);
    (!usual).then(|| Item::new(Kind::Unknown, "coded data, bits that fill the last bytes", fills.len()))
}

/// Passes over blocks; keeps the data as it would be without anything beyond.
struct Skim {
    parts: Vec<(Decoder, Decoder)>,
    needed: Vec<u8>,
    intervals: usize,
    /// Bits taken from the interval.
    consumed: usize,
    /// Where the last byte of an interval is, and which of its bits only fill it.
    fills: Vec<(usize, u8)>,
}

impl Skim {
    fn new(scan: &Scan<'_>) -> Result<Self, Broken> {
        let decoders =
            scan.header.parts.iter().map(|part| Ok((decoder(&scan.dc, part.dc)?, decoder(&scan.ac, part.ac)?)));
        let parts = decoders.collect::<Result<_, _>>()?;
        Ok(Self { parts, needed: Vec::new(), intervals: 0, consumed: 0, fills: Vec::new() })
    }
}

impl Pass for Skim {
    fn begin(&mut self) {}

    fn block(&mut self, bits: &mut Bits<'_>, part: usize, _at: usize, _shown: bool) -> Result<(), Broken> {
        let (dc, ac) = self.parts.get(part).ok_or(Broken)?;
        bits.refill();
        read_dc(bits, dc, 0)?;
        pass_ac(bits, ac)?;
        self.consumed = bits.consumed();
        Ok(())
    }

    fn end(&mut self, used: &[u8]) {
        if self.intervals > 0 {
            self.needed.extend([0xff, 0xd0 | (self.intervals - 1) as u8 & 7]);
        }
        self.intervals += 1;
        stuff(used, &mut self.needed);
        // A last byte of ones has a stuffed zero behind it.
        let behind = if used.last() == Some(&0xff) { 2 } else { 1 };
        let free = (8 * used.len()).saturating_sub(self.consumed).min(7);
        self.fills.push((self.needed.len().saturating_sub(behind), (1 << free) - 1));
    }
}

/// Passes over the AC codes of a block. [T.81 F.2.2.2]
fn pass_ac(bits: &mut Bits<'_>, ac: &Decoder) -> Result<(), Broken> {
    let mut k = 1;
    while k < 64 {
        bits.refill_if_low();
        let (symbol, length) = ac.read(bits.peek());
        let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        bits.skip(length);
        match (length, run, size) {
            (0, ..) => return Err(Broken),
            (_, 15, 0) => k += 16,
            (_, _, 0) => return Ok(()),
            _ => {
                bits.skip(size);
                k += run + 1;
            }
        }
    }
    Ok(())
}
