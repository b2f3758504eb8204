//! The fast way to turn a file with the standard tables: the AC codes of each block are turned as they are read, and later
//! strung together in the order of the upright picture, with fresh DC codes between them.

use super::bits::{BitWriter, Bits, bits_at, stuff};
use super::copy::{Recoded, standard_scan};
use super::header::Frame;
use super::huffman::{self, Decoder, Encoder, STANDARD};
use super::scan::{Broken, Pass, decoder, read_dc, run};
use super::source::Source;
use super::turn::Turn;

/// Turns the only scan of a sequential file; `frame` is the upright one. `None`: it has to be done the long way.
pub fn splice(source: &Source<'_>, turn: &Turn, frame: &Frame) -> Option<Recoded> {
    let (scan, tables) = standard_scan(source)?;
    // Positions of bits are kept in 32 bits.
    if scan.data.len() > 1 << 28 {
        return None;
    }
    let [dc_words, ac_words] = [&STANDARD.dc, &STANDARD.ac].map(|pair| pair.each_ref().map(huffman::encoder));
    let mut parts = Vec::new();
    for (part, &(_, ac)) in scan.header.parts.iter().zip(&tables) {
        let extent = source.frame.extent(source.frame.components.get(part.component)?);
        parts.push(Part {
            dc: decoder(&scan.dc, part.dc).ok()?,
            ac: decoder(&scan.ac, part.ac).ok()?,
            words: ac_words.get(ac)?,
            prediction: 0,
            blocks: vec![Coded::default(); extent.stride * extent.padded_rows],
        });
    }
    let mut turning = Turning { parts, turn, scratch: [(0, 0); 64], codes: BitWriter::with_capacity(scan.data.len()) };
    run(scan, &source.frame, &mut turning).ok()?;
    let Turning { parts, codes, .. } = turning;
    let codes = codes.finish();
    let mut writer = BitWriter::with_capacity(codes.len() + codes.len() / 4);
    let in_range =
        string(source, turn, frame, &Strings { parts: &parts, codes: &codes, tables: &tables, dc_words }, &mut writer);
    let mut data = Vec::with_capacity(codes.len() + codes.len() / 4);
    stuff(&writer.finish(), &mut data);
    let dc = parts.iter().map(|part| part.blocks.iter().map(|block| block.dc).collect()).collect();
    in_range.then_some(Recoded { data, tables, restart: 0, dc })
}

/// A block whose AC codes lie somewhere in a string of bits.
#[derive(Clone, Copy, Default)]
struct Coded {
    start: u32,
    length: u16,
    dc: i16,
}

struct Part<'a> {
    dc: Decoder,
    ac: Decoder,
    words: &'a Encoder,
    prediction: i32,
    blocks: Vec<Coded>,
}

struct Turning<'a> {
    parts: Vec<Part<'a>>,
    turn: &'a Turn,
    /// By upright place: additional bits and their number.
    scratch: [(u16, u16); 64],
    codes: BitWriter,
}

impl Pass for Turning<'_> {
    fn begin(&mut self) {
        self.parts.iter_mut().for_each(|part| part.prediction = 0);
    }

    #[inline(always)]
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, _shown: bool) -> Result<(), Broken> {
        let part = self.parts.get_mut(part).ok_or(Broken)?;
        bits.refill();
        part.prediction = read_dc(bits, &part.dc, part.prediction)?;
        let nonzero = read_turned(bits, &part.ac, self.turn, &mut self.scratch)?;
        let start = self.codes.written();
        write_ac(&mut self.codes, part.words, nonzero, &self.scratch);
        let length = (self.codes.written() - start) as u16;
        *part.blocks.get_mut(at).ok_or(Broken)? = Coded { start: start as u32, length, dc: part.prediction as i16 };
        Ok(())
    }
}

/// Reads the AC codes of a block; returns the upright places of its coefficients that are not zero. [T.81 F.2.2.2]
#[inline(always)]
fn read_turned(
    bits: &mut Bits<'_>,
    decoder: &Decoder,
    turn: &Turn,
    scratch: &mut [(u16, u16); 64],
) -> Result<u64, Broken> {
    let mut nonzero = 0u64;
    let mut k = 1;
    while k < 64 {
        bits.refill_if_low();
        let (symbol, length) = decoder.read(bits.peek());
        let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        bits.skip(length);
        if size == 0 {
            match (length, run) {
                (0, _) => return Err(Broken),
                (_, 15) => k += 16,
                _ => return Ok(nonzero),
            }
            continue;
        }
        k += run;
        let (place, sign) = turn.place(k).ok_or(Broken)?;
        // The additional bits of a negated value are inverted. [T.81 F.1.2.1.1]
        let inverted = if sign < 0 { (1u32 << size) - 1 } else { 0 };
        scratch[place] = ((bits.take(size) ^ inverted) as u16, size as u16);
        nonzero |= 1 << place;
        k += 1;
    }
    Ok(nonzero)
}

#[inline(always)]
fn write_ac(out: &mut BitWriter, words: &Encoder, mut nonzero: u64, scratch: &[(u16, u16); 64]) {
    let mut put = |symbol: u32, bits: u16, size: u32| {
        let (word, length) = words[symbol as usize & 0xff];
        out.put(u32::from(word) << size | u32::from(bits), u32::from(length) + size);
    };
    let mut next = 1;
    while nonzero != 0 {
        let k = nonzero.trailing_zeros();
        nonzero &= nonzero - 1;
        let mut run = k - next;
        while run > 15 {
            put(0xf0, 0, 0);
            run -= 16;
        }
        let (bits, size) = scratch[k as usize & 63];
        put(run << 4 | u32::from(size), bits, size.into());
        next = k + 1;
    }
    if next < 64 {
        put(0, 0, 0);
    }
}

struct Strings<'a> {
    parts: &'a [Part<'a>],
    codes: &'a [u8],
    tables: &'a [(usize, usize)],
    dc_words: [Encoder; 2],
}

/// Writes all blocks of the upright picture; whether all differences of DC have a code.
fn string(source: &Source<'_>, turn: &Turn, frame: &Frame, strings: &Strings<'_>, out: &mut BitWriter) -> bool {
    let mut predictions = [0; 4];
    let mut in_range = true;
    let stored: Vec<_> = source.frame.components.iter().map(|c| source.frame.extent(c)).collect();
    frame.for_each_block(|component, column, row, shown| {
        let (Some(part), Some(extent)) = (strings.parts.get(component), stored.get(component)) else { return };
        let block = part.blocks.get(turn.stored_index(extent, column, row)).filter(|_| shown);
        let prediction = &mut predictions[component & 3];
        let dc = block.map_or(*prediction, |block| block.dc);
        let (bits, size) = huffman::magnitude(i32::from(dc) - i32::from(*prediction));
        *prediction = dc;
        let table = strings.tables.get(component).map_or(0, |pair| pair.0);
        let (word, length) = strings.dc_words[table & 1][size as usize & 0xff];
        in_range &= length > 0;
        out.put(u32::from(word) << size | bits, u32::from(length) + size);
        let Some(block) = block else {
            let (word, length) = part.words[0];
            return out.put(word.into(), length.into());
        };
        let (mut at, mut left) = (block.start as usize, u32::from(block.length));
        while left > 0 {
            let taken = left.min(32);
            out.put(bits_at(strings.codes, at, taken), taken);
            at += taken as usize;
            left -= taken;
        }
    });
    in_range
}
