//! Sequential files with one scan, decoded and painted a row of MCUs at a time.

use std::rc::Rc;

use super::bits::Bits;
use super::canvas::Paint;
use super::huffman::Decoder;
use super::scan::{AcDecoder, Broken, Pass, decoder, read_ac, read_dc, run};
use super::source::{Scan, Source};

/// Whether the file is one: nothing has to be remembered but the row at hand.
pub fn fits(source: &Source<'_>) -> bool {
    let whole = |scan: &Scan<'_>| {
        let header = &scan.header;
        header.parts.len() == source.frame.components.len()
            && (header.first, header.last, header.high, header.low) == (0, 63, 0, 0)
    };
    !source.frame.progressive && source.scans.len() == 1 && source.scans.iter().all(whole)
}

/// Decodes the scan onto the canvas.
pub fn paint<P: Paint>(source: &Source<'_>, canvas: P) -> Result<P, Broken> {
    let scan = source.scans.first().ok_or(Broken)?;
    let mut strips = Strips { canvas, parts: parts(scan, source)? };
    run(scan, &source.frame, &mut strips)?;
    strips.push();
    Ok(strips.canvas)
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

struct Strips<P> {
    canvas: P,
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

impl<P: Paint> Strips<P> {
    /// Paints the row at hand and begins the next.
    fn push(&mut self) {
        self.canvas.push(self.parts.iter().map(|part| &part.blocks[..]));
        for part in &mut self.parts {
            part.blocks.fill([0; 64]);
            part.first += part.blocks.len();
        }
    }
}

impl<P: Paint> Pass for Strips<P> {
    fn begin(&mut self) {
        self.parts.iter_mut().for_each(|part| part.prediction = 0);
    }

    #[inline(always)]
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, _shown: bool) -> Result<(), Broken> {
        let row_ends = self.parts.get(part).is_some_and(|part| at - part.first >= part.blocks.len());
        if row_ends {
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
