//! Coefficients a row of MCUs at a time: out of sequential files with one scan as they are read, out of all others in the end.

use std::rc::Rc;

use super::bits::Bits;
use super::huffman::Decoder;
use super::scan::{self, AcDecoder, Broken, Pass, decoder, read_ac, read_dc, run};
use super::source::{Scan, Source};

/// Takes the rows of MCUs of a picture in their order.
pub trait Rows {
    /// A row of MCUs: for each component its lines of blocks, one behind the other, coefficients in the coded order.
    fn push<'a>(&mut self, row: impl Iterator<Item = &'a [[i16; 64]]>);
}

/// Reads the coefficients of a file. Errors: anything that is not as it should be.
pub fn feed<R: Rows>(source: &Source<'_>, rows: R) -> Result<R, Broken> {
    if fits(source) { as_read(source, rows) } else { laid_together(source, rows) }
}

/// For files whose scans have to be laid over each other.
fn laid_together<R: Rows>(source: &Source<'_>, mut rows: R) -> Result<R, Broken> {
    let planes = scan::coefficients(source)?;
    let (_, count) = source.frame.mcus();
    for row in 0..count {
        rows.push(planes.iter().map(|plane| {
            let length = plane.blocks.len() / count;
            plane.blocks.get(row * length..(row + 1) * length).unwrap_or_default()
        }));
    }
    Ok(rows)
}

/// Whether nothing has to be remembered but the row at hand.
fn fits(source: &Source<'_>) -> bool {
    let whole = |scan: &Scan<'_>| {
        let header = &scan.header;
        header.parts.len() == source.frame.components.len()
            && (header.first, header.last, header.high, header.low) == (0, 63, 0, 0)
    };
    !source.frame.progressive && source.scans.len() == 1 && source.scans.iter().all(whole)
}

fn as_read<R: Rows>(source: &Source<'_>, rows: R) -> Result<R, Broken> {
    let scan = source.scans.first().ok_or(Broken)?;
    let mut strips = Strips { rows, parts: parts(scan, source)? };
    run(scan, &source.frame, &mut strips)?;
    strips.push();
    Ok(strips.rows)
}

fn parts(scan: &Scan<'_>, source: &Source<'_>) -> Result<Vec<Part>, Broken> {
    // Components that use the same table share it, so that it stays in the cache.
    let mut shared: [Option<Rc<AcDecoder>>; 4] = [const { None }; 4];
    let components = scan.header.parts.iter().zip(&source.frame.components);
    let part = |(part, component): (&super::header::ScanPart, _)| {
        let table = shared.get_mut(part.ac).ok_or(Broken)?;
        let ac = match table {
            Some(ac) => ac.clone(),
            None => table.insert(Rc::new(AcDecoder::new(decoder(&scan.ac, part.ac)?))).clone(),
        };
        let extent = source.frame.extent(component);
        let (_, rows) = source.frame.mcus();
        let length = extent.stride * extent.padded_rows / rows.max(1);
        Ok(Part { dc: decoder(&scan.dc, part.dc)?, ac, prediction: 0, first: 0, blocks: vec![[0; 64]; length] })
    };
    components.map(part).collect()
}

struct Strips<R> {
    rows: R,
    parts: Vec<Part>,
}

struct Part {
    dc: Decoder,
    ac: Rc<AcDecoder>,
    prediction: i32,
    /// The blocks of one row of MCUs, and the number of the first.
    blocks: Vec<[i16; 64]>,
    first: usize,
}

impl<R: Rows> Strips<R> {
    /// Hands on the row at hand and begins the next.
    #[cold]
    #[inline(never)]
    fn push(&mut self) {
        self.rows.push(self.parts.iter().map(|part| &part.blocks[..]));
        for part in &mut self.parts {
            part.blocks.fill([0; 64]);
            part.first += part.blocks.len();
        }
    }
}

impl<R: Rows> Pass for Strips<R> {
    fn begin(&mut self) {
        self.parts.iter_mut().for_each(|part| part.prediction = 0);
    }

    #[inline(always)]
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, _shown: bool) -> Result<(), Broken> {
        if let Some(part) = self.parts.get(part)
            && at - part.first >= part.blocks.len()
        {
            self.push();
        }
        let part = self.parts.get_mut(part).ok_or(Broken)?;
        let block = part.blocks.get_mut(at - part.first).ok_or(Broken)?;
        bits.refill();
        part.prediction = read_dc(bits, &part.dc, part.prediction)?;
        block[0] = part.prediction as i16;
        read_ac(bits, &part.ac, block)
    }
}
