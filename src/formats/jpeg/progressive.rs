//! Coefficients out of progressive scans. [T.81 G]

use super::bits::Bits;
use super::huffman::Decoder;
use super::scan::{Broken, Pass, Plane, decoder, read_dc, run};
use super::source::{Scan, Source};

/// Lays all scans over each other. Errors: also scans in an order that the standard does not allow.
pub fn read(source: &Source<'_>, planes: &mut [Plane]) -> Result<(), Broken> {
    // By component and coefficient: the lowest bit that was sent.
    let mut sent = vec![[None; 64]; planes.len()];
    for scan in &source.scans {
        book(scan, &mut sent)?;
        let header = &scan.header;
        let frame = &source.frame;
        match (header.first, header.high) {
            (0, 0) => run(scan, frame, &mut DcFirst::new(scan, planes)?)?,
            (0, _) => run(scan, frame, &mut DcMore { planes, scan })?,
            (_, 0) => run(scan, frame, &mut AcFirst(Ac::new(scan, planes)?))?,
            _ => run(scan, frame, &mut AcMore(Ac::new(scan, planes)?))?,
        }
    }
    // Without an end mark nobody knows whether more was to come.
    let all_is_there = sent.iter().flatten().all(|bit| *bit == Some(0));
    let dc_is_there = sent.iter().all(|bits| bits.first().is_some_and(Option::is_some));
    if all_is_there || (source.has_end && dc_is_there) { Ok(()) } else { Err(Broken) }
}

/// Every coefficient is sent once, DC first, then made more precise bit by bit. [T.81 G.1.1.1]
fn book(scan: &Scan<'_>, sent: &mut [[Option<u8>; 64]]) -> Result<(), Broken> {
    let header = &scan.header;
    let (first, last) = (usize::from(header.first), usize::from(header.last));
    let one_band = (first == 0 && last == 0) || (first > 0 && last < 64 && first <= last && header.parts.len() == 1);
    if !one_band || header.low > 13 {
        return Err(Broken);
    }
    for part in &header.parts {
        let bits = sent.get_mut(part.component).ok_or(Broken)?;
        let dc_is_there = first == 0 || bits.first().is_some_and(Option::is_some);
        for bit in bits.get_mut(first..=last).ok_or(Broken)? {
            let fits = match *bit {
                None => header.high == 0,
                Some(before) => header.high == before && header.low.checked_add(1) == Some(before),
            };
            if !fits || !dc_is_there {
                return Err(Broken);
            }
            *bit = Some(header.low);
        }
    }
    Ok(())
}

/// Eight-bit samples make no larger coefficients. [T.81 F.1.2.1.1]
fn in_range(value: i32) -> Result<i16, Broken> {
    if (-2048..2048).contains(&value) { Ok(value as i16) } else { Err(Broken) }
}

struct DcFirst<'a> {
    planes: &'a mut [Plane],
    parts: Vec<DcPart>,
    low: u8,
}

struct DcPart {
    component: usize,
    decoder: Decoder,
    prediction: i32,
}

impl<'a> DcFirst<'a> {
    fn new(scan: &Scan<'_>, planes: &'a mut [Plane]) -> Result<Self, Broken> {
        let part = |part: &super::header::ScanPart| {
            Ok(DcPart { component: part.component, decoder: decoder(&scan.dc, part.dc)?, prediction: 0 })
        };
        let parts = scan.header.parts.iter().map(part).collect::<Result<_, _>>()?;
        Ok(Self { planes, parts, low: scan.header.low })
    }
}

impl Pass for DcFirst<'_> {
    fn begin(&mut self) {
        self.parts.iter_mut().for_each(|part| part.prediction = 0);
    }

    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, _shown: bool) -> Result<(), Broken> {
        let part = self.parts.get_mut(part).ok_or(Broken)?;
        let block = self.planes.get_mut(part.component).and_then(|p| p.blocks.get_mut(at)).ok_or(Broken)?;
        bits.refill();
        part.prediction = read_dc(bits, &part.decoder, part.prediction)?;
        block[0] = in_range(part.prediction << self.low)?;
        Ok(())
    }
}

/// One more bit of each DC coefficient. [T.81 G.1.2.1]
struct DcMore<'a> {
    planes: &'a mut [Plane],
    scan: &'a Scan<'a>,
}

impl Pass for DcMore<'_> {
    fn begin(&mut self) {}

    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, _shown: bool) -> Result<(), Broken> {
        let component = self.scan.header.parts.get(part).ok_or(Broken)?.component;
        let block = self.planes.get_mut(component).and_then(|p| p.blocks.get_mut(at)).ok_or(Broken)?;
        bits.refill_if_low();
        block[0] |= (bits.take(1) << self.scan.header.low) as i16;
        Ok(())
    }
}

/// What both AC passes need.
struct Ac<'a> {
    blocks: &'a mut [[i16; 64]],
    decoder: Decoder,
    first: usize,
    last: usize,
    low: u8,
    /// Blocks to come that end before they begin. [T.81 G.1.2.2]
    end_of_bands: u32,
}

impl<'a> Ac<'a> {
    fn new(scan: &Scan<'_>, planes: &'a mut [Plane]) -> Result<Self, Broken> {
        let header = &scan.header;
        let part = header.parts.first().ok_or(Broken)?;
        let blocks = &mut planes.get_mut(part.component).ok_or(Broken)?.blocks;
        let (first, last) = (usize::from(header.first), usize::from(header.last));
        Ok(Self { blocks, decoder: decoder(&scan.ac, part.ac)?, first, last, low: header.low, end_of_bands: 0 })
    }

    /// Symbol as run and size; its additional bits are ready.
    fn symbol(&self, bits: &mut Bits<'_>) -> Result<(u32, u32), Broken> {
        bits.refill_if_low();
        let (symbol, length) = self.decoder.read(bits.peek());
        bits.skip(length);
        if length == 0 { Err(Broken) } else { Ok((u32::from(symbol >> 4), u32::from(symbol & 15))) }
    }
}

/// The first bits of a band of coefficients.
struct AcFirst<'a>(Ac<'a>);

impl Pass for AcFirst<'_> {
    fn begin(&mut self) {
        self.0.end_of_bands = 0;
    }

    fn block(&mut self, bits: &mut Bits<'_>, _part: usize, at: usize, _shown: bool) -> Result<(), Broken> {
        let ac = &mut self.0;
        if ac.end_of_bands > 0 {
            ac.end_of_bands -= 1;
            return Ok(());
        }
        let mut k = ac.first;
        while k <= ac.last {
            match ac.symbol(bits)? {
                (15, 0) => k += 16,
                (run, 0) => {
                    ac.end_of_bands = (1 << run) + bits.take(run) - 1;
                    return Ok(());
                }
                (run, size) => {
                    k += run as usize;
                    let value = bits.take_value(size) << ac.low;
                    let block = ac.blocks.get_mut(at).filter(|_| k <= ac.last).ok_or(Broken)?;
                    block[k & 63] = in_range(value)?;
                    k += 1;
                }
            }
        }
        Ok(())
    }
}

/// One more bit of a band of coefficients. [T.81 G.1.2.3]
struct AcMore<'a>(Ac<'a>);

impl Pass for AcMore<'_> {
    fn begin(&mut self) {
        self.0.end_of_bands = 0;
    }

    fn block(&mut self, bits: &mut Bits<'_>, _part: usize, at: usize, _shown: bool) -> Result<(), Broken> {
        let ac = &mut self.0;
        let mut k = ac.first;
        while ac.end_of_bands == 0 && k <= ac.last {
            let (run, size) = ac.symbol(bits)?;
            let new = match (run, size) {
                (15, 0) => 0,
                (run, 0) => {
                    // This block counts as one of them below.
                    ac.end_of_bands = (1 << run) + bits.take(run);
                    break;
                }
                (_, 1) => bits.take_value(1) << ac.low,
                _ => return Err(Broken),
            };
            let block = ac.blocks.get_mut(at).ok_or(Broken)?;
            let band = block.get_mut(k..=ac.last).ok_or(Broken)?;
            let zero = correct(bits, band, run, ac.low);
            match band.get_mut(zero) {
                Some(coefficient) => *coefficient = new as i16,
                None if new != 0 => return Err(Broken),
                None => {}
            }
            k += zero + 1;
        }
        if ac.end_of_bands > 0 {
            ac.end_of_bands -= 1;
            let block = ac.blocks.get_mut(at).ok_or(Broken)?;
            correct(bits, block.get_mut(k..=ac.last).unwrap_or_default(), u32::MAX, ac.low);
        }
        Ok(())
    }
}

/// Reads a bit for each coefficient that is not zero, up to the zero behind `zeros` zeros; returns where that is.
fn correct(bits: &mut Bits<'_>, band: &mut [i16], mut zeros: u32, low: u8) -> usize {
    for (k, coefficient) in band.iter_mut().enumerate() {
        if *coefficient == 0 {
            if zeros == 0 {
                return k;
            }
            zeros -= 1;
            continue;
        }
        bits.refill_if_low();
        // A bit that is there already marks a damaged file; it is not added twice.
        if bits.take(1) == 1 && *coefficient & (1 << low) == 0 {
            *coefficient += if *coefficient > 0 { 1 << low } else { -1 << low };
        }
    }
    band.len()
}
