//! The fast way to code a sequential file afresh: the AC codes of each block are turned as they are read and written with the
//! standard tables, and later strung together in the order of the upright picture, with fresh DC codes between them.

use super::bits::{BitWriter, Bits, bits_at, stuff};
use super::copy::{Recoded, only_scan};
use super::entropy::Tables;
use super::header::Frame;
use super::huffman::{self, Decoder, Encoder, LOOK_BITS, STANDARD};
use super::scan::{Broken, Pass, decoder, read_dc, run};
use super::source::{Slots, Source};
use super::turn::Turn;
use super::write::table_numbers;

/// Turns the only scan of a sequential file; `frame` is the upright one. `None`: it has to be done the long way.
pub fn splice(source: &Source<'_>, turn: &Turn, frame: &Frame) -> Option<Recoded> {
    let scan = only_scan(source)?;
    // Positions of bits are kept in 32 bits.
    if scan.data.len() > 1 << 28 {
        return None;
    }
    let [dc_words, ac_words] = [&STANDARD.dc, &STANDARD.ac].map(|pair| pair.each_ref().map(huffman::encoder));
    let reader = |slot| AcReader::new(&scan.ac, slot).ok();
    let readers: [Option<AcReader>; 4] = std::array::from_fn(reader);
    let mut parts = Vec::new();
    for ((component, part), number) in
        source.frame.components.iter().zip(&scan.header.parts).zip(table_numbers(source.model))
    {
        let extent = source.frame.extent(component);
        let blocks = vec![Coded::default(); extent.stride * extent.padded_rows];
        let (dc, ac) = (decoder(&scan.dc, part.dc).ok()?, readers.get(part.ac)?.as_ref()?);
        let (dc_words, words) = (dc_words.get(number)?, ac_words.get(number)?);
        parts.push(Part { dc, ac, dc_words, words, prediction: 0, blocks, used: 0 });
    }
    let codes = BitWriter::with_capacity(scan.data.len());
    let mut turning = Turning { parts, places: places(turn), scratch: [0; 128], codes, in_range: true };
    run(scan, &source.frame, &mut turning).ok()?;
    let Turning { parts, codes, in_range, .. } = turning;
    let codes = codes.finish();
    let mut writer = BitWriter::with_capacity(codes.len() + codes.len() / 4);
    let in_range = string(source, turn, frame, (&parts, &codes), &mut writer) && in_range;
    let mut data = Vec::with_capacity(codes.len() + codes.len() / 4);
    stuff(&writer.finish(), &mut data);
    let dc = parts.iter().map(|part| part.blocks.iter().map(|block| block.dc).collect()).collect();
    let tables = Tables { dc: STANDARD.dc.clone(), ac: STANDARD.ac.clone() };
    let numbers = table_numbers(source.model).map(|number| (number, number))[..parts.len()].to_vec();
    let used = parts.iter().map(|part| part.used).collect();
    in_range.then_some(Recoded { data, tables, numbers, restart: 0, dc, used })
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
    ac: &'a AcReader,
    dc_words: &'a Encoder,
    words: &'a Encoder,
    prediction: i32,
    blocks: Vec<Coded>,
    /// Which upright coefficients are not zero in some block.
    used: u64,
}

struct Turning<'a> {
    parts: Vec<Part<'a>>,
    places: [Place; 128],
    /// By upright place: number of additional bits << 16 | these bits. The second half takes what lies behind a block.
    scratch: [u32; 128],
    codes: BitWriter,
    /// All symbols so far have a standard code.
    in_range: bool,
}

/// Where a stored coefficient goes.
#[derive(Clone, Copy, Default)]
struct Place {
    place: u8,
    /// All ones where the sign changes.
    inverted: u32,
}

/// By stored place; behind the block for places behind the block.
fn places(turn: &Turn) -> [Place; 128] {
    let mut places = [Place { place: 64, inverted: 0 }; 128];
    for (to, (place, changes)) in places.iter_mut().zip(turn.places()) {
        *to = Place { place, inverted: if changes { u32::MAX } else { 0 } };
    }
    places
}

impl Pass for Turning<'_> {
    fn begin(&mut self) {
        self.parts.iter_mut().for_each(|part| part.prediction = 0);
    }

    #[inline(always)]
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, at: usize, shown: bool) -> Result<(), Broken> {
        let part = self.parts.get_mut(part).ok_or(Broken)?;
        bits.refill();
        part.prediction = read_dc(bits, &part.dc, part.prediction)?;
        let start = self.codes.written();
        let nonzero = read_turned(bits, part.ac, &self.places, &mut self.scratch)?;
        if shown {
            part.used |= nonzero & !1 | u64::from(part.prediction != 0);
        }
        self.in_range &= write_ac(&mut self.codes, part.words, nonzero, &self.scratch);
        let length = (self.codes.written() - start) as u16;
        *part.blocks.get_mut(at).ok_or(Broken)? = Coded { start: start as u32, length, dc: part.prediction as i16 };
        Ok(())
    }
}

/// AC codes by the next bits: bits with additional ones << 24 | run + 1 << 16 | additional bits << 8 | bits of the code.
/// 0: the code is longer, or stands for no value.
struct AcReader {
    codes: Decoder,
    look: Box<[u32; 1 << LOOK_BITS]>,
}

impl AcReader {
    fn new(slots: &Slots, slot: usize) -> Result<Self, Broken> {
        let codes = decoder(slots, slot)?;
        let entry = |index: usize| {
            let (symbol, length) = codes.read((index as u64) << (64 - LOOK_BITS));
            if length == 0 || length > LOOK_BITS { 0 } else { Self::entry(symbol, length) }
        };
        let look = Box::new(std::array::from_fn(entry));
        Ok(Self { codes, look })
    }

    fn entry(symbol: u8, length: u32) -> u32 {
        let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        if size == 0 { 0 } else { (length + size) << 24 | (run + 1) << 16 | size << 8 | length }
    }
}

/// Reads the AC codes of a block; returns the upright places of its coefficients that are not zero. [T.81 F.2.2.2]
#[inline(always)]
fn read_turned(
    bits: &mut Bits<'_>,
    reader: &AcReader,
    places: &[Place; 128],
    scratch: &mut [u32; 128],
) -> Result<u64, Broken> {
    let mut own = *bits;
    let mut nonzero = 0u64;
    // The coefficient before the next one.
    let mut k = 0;
    while k < 63 {
        own.refill_if_low();
        let mut entry = reader.look[(own.peek() >> (64 - LOOK_BITS)) as usize];
        if entry == 0 {
            let (symbol, length) = reader.codes.read(own.peek());
            entry = match (symbol, length) {
                (_, 0) => return Err(Broken),
                (0xf0, _) => {
                    own.skip(length);
                    k += 16;
                    continue;
                }
                (symbol, _) if symbol & 15 == 0 => {
                    own.skip(length);
                    break;
                }
                _ => AcReader::entry(symbol, length),
            };
        }
        let size = entry >> 8 & 15;
        let additional = (own.peek() << (entry & 31) >> (64 - size)) as u32;
        own.skip(entry >> 24);
        k += (entry >> 16 & 31) as usize;
        // The additional bits of a negated value are inverted. [T.81 F.1.2.1.1]
        let Place { place, inverted } = places[k & 127];
        scratch[usize::from(place & 127)] = size << 16 | additional ^ (inverted & ((1 << size) - 1));
        nonzero |= 1 << (place & 63);
    }
    *bits = own;
    if k <= 63 { Ok(nonzero) } else { Err(Broken) }
}

#[inline(always)]
fn write_ac(out: &mut BitWriter, words: &Encoder, mut nonzero: u64, scratch: &[u32; 128]) -> bool {
    let (mut pen, room) = out.room();
    let mut in_range = true;
    let mut put = |symbol: u32, bits: u32, size: u32| {
        let (word, length) = words[symbol as usize & 0xff];
        in_range &= length > 0;
        pen.put(room, u64::from(u32::from(word) << size | bits), u32::from(length) + size);
    };
    let mut before = 0;
    while nonzero != 0 {
        let k = nonzero.trailing_zeros();
        nonzero &= nonzero - 1;
        let mut run = k - before - 1;
        while run > 15 {
            put(0xf0, 0, 0);
            run -= 16;
        }
        let value = scratch[k as usize & 63];
        let size = value >> 16;
        put(run << 4 | size, value & 0xffff, size);
        before = k;
    }
    if before < 63 {
        put(0, 0, 0);
    }
    out.keep(pen);
    in_range
}

/// Writes all blocks of the upright picture; whether all differences of DC have a code.
fn string(
    source: &Source<'_>,
    turn: &Turn,
    frame: &Frame,
    (parts, codes): (&[Part<'_>], &[u8]),
    out: &mut BitWriter,
) -> bool {
    let mut predictions = [0; 4];
    let mut in_range = true;
    let stored: Vec<_> = source.frame.components.iter().map(|c| source.frame.extent(c)).collect();
    frame.for_each_block(|component, column, row, shown| {
        let (Some(part), Some(extent)) = (parts.get(component), stored.get(component)) else { return };
        let block = part.blocks.get(turn.stored_index(extent, column, row)).filter(|_| shown);
        let prediction = &mut predictions[component & 3];
        let dc = block.map_or(*prediction, |block| block.dc);
        let (bits, size) = huffman::magnitude(i32::from(dc) - i32::from(*prediction));
        *prediction = dc;
        let (word, length) = part.dc_words[size as usize & 0xff];
        in_range &= length > 0;
        out.put(u64::from(u32::from(word) << size | bits), u32::from(length) + size);
        let Some(block) = block else {
            let (word, length) = part.words[0];
            return out.put(word.into(), length.into());
        };
        let (mut at, mut left) = (block.start as usize, u32::from(block.length));
        while left > 0 {
            let taken = left.min(56);
            out.put(bits_at(codes, at, taken), taken);
            at += taken as usize;
            left -= taken;
        }
    });
    in_range
}
