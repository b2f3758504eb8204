//! Lossless WebP, symbol by symbol, to the last bit. [RFC 9649 3]

use super::bytes::whole;
use super::notes::Notes;
use crate::error::Error;
use crate::item::Kind;
use crate::pixels::limits::check_size;

/// Reads a VP8L chunk; returns width and height.
pub fn walk(body: &[u8], notes: &mut Notes) -> Result<(u32, u32), Error> {
    let mut bits = Bits::new(body);
    if bits.take(8)? != 0x2F {
        return Err(Error::damaged("a VP8L chunk without its mark"));
    }
    let (width, height) = (bits.take(14)? + 1, bits.take(14)? + 1);
    check_size(width, height, body.len())?;
    let _alpha = bits.take(1)?;
    if bits.take(3)? != 0 {
        return Err(Error::unsupported("a VP8L version that does not exist yet"));
    }
    picture(&mut bits, width, height)?;
    bits.note_rest("VP8L chunk", notes);
    Ok((width, height))
}

/// Reads an ALPH chunk of a picture of that size. [RFC 9649 2.7.1.2]
pub fn walk_alpha(body: &[u8], (width, height): (u32, u32), notes: &mut Notes) -> Result<(), Error> {
    let (&head, data) = whole(body.split_first(), "an ALPH chunk")?;
    notes.expect(head & 0xC0 == 0, Kind::Unknown, "reserved bits of ALPH", 1);
    match head & 3 {
        0 => {
            let behind = data.len().saturating_sub(width as usize * height as usize);
            notes.expect(behind == 0, Kind::Unknown, "bytes behind the last row of ALPH", behind);
        }
        1 => {
            let mut bits = Bits::new(data);
            picture(&mut bits, width, height)?;
            bits.note_rest("ALPH chunk", notes);
        }
        _ => return Err(Error::damaged("an ALPH chunk of an unknown compression")),
    }
    Ok(())
}

/// Bits, the low one of each byte first.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    window: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, window: 0, count: 0 }
    }

    /// At least 32 bits, as far as there are any.
    #[inline(always)]
    fn fill(&mut self) {
        while self.count < 32 {
            let Some(&byte) = self.data.get(self.at) else { break };
            self.window |= u64::from(byte) << self.count;
            self.at += 1;
            self.count += 8;
        }
    }

    #[inline(always)]
    fn skip(&mut self, bits: u32) -> Result<(), Error> {
        if bits > self.count {
            return Err(Error::damaged("the coded pixels end before the picture does"));
        }
        self.window >>= bits;
        self.count -= bits;
        Ok(())
    }

    /// The next `bits` ≤ 24 bits.
    fn take(&mut self, bits: u32) -> Result<u32, Error> {
        self.fill();
        let value = (self.window & ((1 << bits) - 1)) as u32;
        self.skip(bits)?;
        Ok(value)
    }

    /// Notes what no symbol needed.
    fn note_rest(&self, place: &str, notes: &mut Notes) {
        let bytes = self.data.len() - self.at + (self.count / 8) as usize;
        // Old encoders end with up to two bytes of zeros.
        let zeros = bytes <= 2 && self.window == 0 && self.data.iter().rev().take(bytes).all(|&byte| byte == 0);
        let place = format!("bytes behind the pixels of a {place}");
        notes.expect(zeros, Kind::Unknown, &place, bytes.max(1));
    }
}

/// Transforms, then the pixels. [RFC 9649 3.4, 3.6]
fn picture(bits: &mut Bits, width: u32, height: u32) -> Result<(), Error> {
    let mut across = width;
    let mut seen = [false; 4];
    while bits.take(1)? == 1 {
        let kind = bits.take(2)?;
        if seen.get_mut(kind as usize).is_none_or(|seen| std::mem::replace(seen, true)) {
            return Err(Error::damaged("a transform comes twice"));
        }
        match kind {
            // Predictor and cross-colour: a small picture of parameters.
            0 | 1 => {
                let block = bits.take(3)? + 2;
                small_picture(bits, across.div_ceil(1 << block), height.div_ceil(1 << block))?;
            }
            // Subtract green has no parameters.
            2 => {}
            // Colour indexing: a row of colours; few colours share a pixel.
            _ => {
                let colours = bits.take(8)? + 1;
                small_picture(bits, colours, 1)?;
                let shared = match colours {
                    0..=2 => 3,
                    3..=4 => 2,
                    5..=16 => 1,
                    _ => 0,
                };
                across = across.div_ceil(1 << shared);
            }
        }
    }
    let cache = cache_bits(bits)?;
    let groups = if bits.take(1)? == 1 {
        let block = bits.take(3)? + 2;
        let columns = across.div_ceil(1 << block);
        let image = small_picture(bits, columns, height.div_ceil(1 << block))?;
        Groups { block, columns, numbers: image.iter().map(|pixel| pixel >> 8 & 0xFFFF).collect() }
    } else {
        Groups { block: 31, columns: 1, numbers: vec![0] }
    };
    pixels(bits, across, height, cache, &groups, None)
}

/// A picture of parameters, without transforms and groups.
fn small_picture(bits: &mut Bits, width: u32, height: u32) -> Result<Vec<u32>, Error> {
    let cache = cache_bits(bits)?;
    let mut kept = Vec::with_capacity(width as usize * height as usize);
    let groups = Groups { block: 31, columns: 1, numbers: vec![0] };
    pixels(bits, width, height, cache, &groups, Some(&mut kept))?;
    Ok(kept)
}

fn cache_bits(bits: &mut Bits) -> Result<u32, Error> {
    if bits.take(1)? == 0 {
        return Ok(0);
    }
    match bits.take(4)? {
        size @ 1..=11 => Ok(size),
        _ => Err(Error::damaged("a colour cache of an impossible size")),
    }
}

/// Which group of codes each block of pixels uses.
struct Groups {
    block: u32,
    columns: u32,
    numbers: Vec<u32>,
}

/// One group: green and lengths, red, blue, alpha, distances.
type Group = [Code; 5];

/// Reads exactly `width`×`height` pixels; keeps them where `kept` is given. [RFC 9649 3.7.3]
fn pixels(
    bits: &mut Bits,
    width: u32,
    height: u32,
    cache: u32,
    groups: &Groups,
    mut kept: Option<&mut Vec<u32>>,
) -> Result<(), Error> {
    let count = groups.numbers.iter().max().map_or(1, |most| *most as usize + 1);
    let greens = 256 + 24 + if cache > 0 { 1_usize << cache } else { 0 };
    let mut codes: Vec<Group> = Vec::new();
    for _ in 0..count {
        let mut code = |symbols| Code::read(bits, symbols);
        codes.push([code(greens)?, code(256)?, code(256)?, code(256)?, code(40)?]);
    }
    let mut cached = vec![0_u32; if kept.is_some() && cache > 0 { 1 << cache } else { 0 }];
    let total = u64::from(width) * u64::from(height);
    let (mut at, mut x, mut y) = (0_u64, 0_u32, 0_u32);
    while at < total {
        let block = (y >> groups.block) * groups.columns + (x >> groups.block);
        let group = groups.numbers.get(block as usize).and_then(|&number| codes.get(number as usize));
        let [green, red, blue, alpha, distance] = whole(group, "a group of codes")?;
        let symbol = green.symbol(bits)?;
        let run = match symbol {
            0..=255 => {
                let (red, blue, alpha) = (red.symbol(bits)?, blue.symbol(bits)?, alpha.symbol(bits)?);
                if let Some(kept) = &mut kept {
                    keep(kept, alpha << 24 | red << 16 | symbol << 8 | blue, &mut cached, cache);
                }
                1
            }
            256..=279 => {
                let length = prefix(bits, symbol - 256)?;
                let code = distance.symbol(bits)?;
                let distance = plane_distance(prefix(bits, code)?, width);
                if u64::from(distance) > at || u64::from(length) > total - at {
                    return Err(Error::damaged("a copy of pixels reaches outside the picture"));
                }
                if let Some(kept) = &mut kept {
                    for _ in 0..length {
                        let pixel = kept.get(kept.len() - distance as usize).copied().unwrap_or(0);
                        keep(kept, pixel, &mut cached, cache);
                    }
                }
                length
            }
            _ => {
                if let Some(kept) = &mut kept {
                    let pixel = cached.get(symbol as usize - 280).copied().unwrap_or(0);
                    keep(kept, pixel, &mut cached, cache);
                }
                1
            }
        };
        at += u64::from(run);
        x += run;
        while x >= width {
            x -= width;
            y += 1;
        }
    }
    Ok(())
}

fn keep(kept: &mut Vec<u32>, pixel: u32, cached: &mut [u32], cache: u32) {
    kept.push(pixel);
    if cache > 0
        && let Some(slot) = cached.get_mut((0x1E35_A7BD_u32.wrapping_mul(pixel) >> (32 - cache)) as usize)
    {
        *slot = pixel;
    }
}

/// A length or distance from its prefix and extra bits. [RFC 9649 3.6.2.2]
fn prefix(bits: &mut Bits, code: u32) -> Result<u32, Error> {
    if code < 4 {
        return Ok(code + 1);
    }
    let extra = (code - 2) >> 1;
    Ok(((2 + (code & 1)) << extra) + bits.take(extra)? + 1)
}

/// Short distances name a near pixel. [RFC 9649 3.6.2.2]
fn plane_distance(code: u32, width: u32) -> u32 {
    #[rustfmt::skip]
    const NEAR: [(i64, i64); 120] = [
        (0, 1), (1, 0), (1, 1), (-1, 1), (0, 2), (2, 0), (1, 2), (-1, 2), (2, 1), (-2, 1), (2, 2), (-2, 2),
        (0, 3), (3, 0), (1, 3), (-1, 3), (3, 1), (-3, 1), (2, 3), (-2, 3), (3, 2), (-3, 2), (0, 4), (4, 0),
        (1, 4), (-1, 4), (4, 1), (-4, 1), (3, 3), (-3, 3), (2, 4), (-2, 4), (4, 2), (-4, 2), (0, 5), (3, 4),
        (-3, 4), (4, 3), (-4, 3), (5, 0), (1, 5), (-1, 5), (5, 1), (-5, 1), (2, 5), (-2, 5), (5, 2), (-5, 2),
        (4, 4), (-4, 4), (3, 5), (-3, 5), (5, 3), (-5, 3), (0, 6), (6, 0), (1, 6), (-1, 6), (6, 1), (-6, 1),
        (2, 6), (-2, 6), (6, 2), (-6, 2), (4, 5), (-4, 5), (5, 4), (-5, 4), (3, 6), (-3, 6), (6, 3), (-6, 3),
        (0, 7), (7, 0), (1, 7), (-1, 7), (5, 5), (-5, 5), (7, 1), (-7, 1), (4, 6), (-4, 6), (6, 4), (-6, 4),
        (2, 7), (-2, 7), (7, 2), (-7, 2), (3, 7), (-3, 7), (7, 3), (-7, 3), (5, 6), (-5, 6), (6, 5), (-6, 5),
        (8, 0), (4, 7), (-4, 7), (7, 4), (-7, 4), (8, 1), (8, 2), (6, 6), (-6, 6), (8, 3), (5, 7), (-5, 7),
        (7, 5), (-7, 5), (8, 4), (6, 7), (-6, 7), (7, 6), (-7, 6), (8, 5), (7, 7), (-7, 7), (8, 6), (8, 7),
    ];
    match NEAR.get(code as usize - 1) {
        None => code - 120,
        Some(&(x, y)) => (x + y * i64::from(width)).max(1) as u32,
    }
}

/// Bits that one look into a table covers.
const SIGHT: u32 = 8;

/// A prefix code.
struct Code {
    /// For the next [`SIGHT`] bits: symbol << 4 | length; 0xFFFF: a longer code or none.
    table: Vec<u16>,
    /// For each longer length: first code, number of codes, where their symbols begin.
    long: [(u32, u32, usize); (15 - SIGHT) as usize],
    /// Symbols of longer codes, in the order of their codes.
    symbols: Vec<u16>,
    /// The only symbol, which takes no bits.
    only: Option<u32>,
}

impl Code {
    /// [RFC 9649 3.7.2.1]
    fn read(bits: &mut Bits, symbols: usize) -> Result<Self, Error> {
        let mut lengths = vec![0_u8; symbols];
        let mut set = |symbol: u32, length: u8| -> Result<(), Error> {
            *whole(lengths.get_mut(symbol as usize), "a prefix code")? = length;
            Ok(())
        };
        if bits.take(1)? == 1 {
            let two = bits.take(1)? == 1;
            let size = if bits.take(1)? == 1 { 8 } else { 1 };
            let first = bits.take(size)?;
            set(first, 1)?;
            if two {
                set(bits.take(8)?, 1)?;
            }
        } else {
            read_lengths(bits, &mut lengths)?;
        }
        Self::new(&lengths)
    }

    fn new(lengths: &[u8]) -> Result<Self, Error> {
        let wrong = || Error::damaged("a prefix code is broken");
        let mut used = lengths.iter().zip(0..).filter(|(length, _)| **length > 0).map(|(_, symbol)| symbol);
        let (Some(first), None) = (used.next(), used.next()) else {
            return Self::of_many(lengths).ok_or_else(wrong);
        };
        Ok(Self { only: Some(first), ..Self::empty(0) })
    }

    fn empty(table: usize) -> Self {
        Self { table: vec![u16::MAX; table], long: Default::default(), symbols: Vec::new(), only: None }
    }

    fn of_many(lengths: &[u8]) -> Option<Self> {
        let mut code = Self::empty(1 << SIGHT);
        let mut next = 0_u32;
        for length in 1..=15_u32 {
            let (first, before) = (next, code.symbols.len());
            for (_, symbol) in lengths.iter().zip(0_u16..).filter(|(l, _)| u32::from(**l) == length) {
                if next >> length != 0 {
                    return None;
                }
                if length > SIGHT {
                    code.symbols.push(symbol);
                } else {
                    let start = (next.reverse_bits() >> (32 - length)) as usize;
                    for at in (start..1 << SIGHT).step_by(1 << length) {
                        *code.table.get_mut(at)? = symbol << 4 | length as u16;
                    }
                }
                next += 1;
            }
            if length > SIGHT {
                *code.long.get_mut((length - SIGHT - 1) as usize)? = (first, next - first, before);
            }
            next <<= 1;
        }
        (next == 1 << 16).then_some(code)
    }

    #[inline(always)]
    fn symbol(&self, bits: &mut Bits) -> Result<u32, Error> {
        if let Some(only) = self.only {
            return Ok(only);
        }
        bits.fill();
        let entry = self.table.get((bits.window & ((1 << SIGHT) - 1)) as usize).copied().unwrap_or(u16::MAX);
        if entry != u16::MAX {
            bits.skip(u32::from(entry & 15))?;
            return Ok(u32::from(entry >> 4));
        }
        // Codes are read from their top bit.
        let ahead = u32::from((bits.window as u16).reverse_bits());
        for (length, &(first, count, start)) in (SIGHT + 1..).zip(&self.long) {
            let here = ahead >> (16 - length);
            if here >= first && here - first < count {
                bits.skip(length)?;
                let symbol = self.symbols.get(start + (here - first) as usize);
                return whole(symbol.map(|&symbol| u32::from(symbol)), "a prefix code");
            }
        }
        Err(Error::damaged("the coded pixels hold a code that has no meaning"))
    }
}

/// Code lengths that are coded themselves.
fn read_lengths(bits: &mut Bits, lengths: &mut [u8]) -> Result<(), Error> {
    const ORDER: [usize; 19] = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    let count = bits.take(4)? as usize + 4;
    let mut of_lengths = [0_u8; 19];
    for &at in ORDER.iter().take(count) {
        let length = bits.take(3)? as u8;
        if let Some(to) = of_lengths.get_mut(at) {
            *to = length;
        }
    }
    let code = Code::new(&of_lengths)?;
    let mut left = lengths.len();
    if bits.take(1)? == 1 {
        let size = 2 + 2 * bits.take(3)?;
        left = bits.take(size)? as usize + 2;
    }
    let (mut at, mut before) = (0, 8);
    while at < lengths.len() && left > 0 {
        left -= 1;
        let (length, repeat) = match code.symbol(bits)? {
            16 => (before, bits.take(2)? + 3),
            17 => (0, bits.take(3)? + 3),
            18 => (0, bits.take(7)? + 11),
            length => (length as u8, 1),
        };
        let end = at + repeat as usize;
        whole(lengths.get_mut(at..end), "a prefix code")?.fill(length);
        if length != 0 {
            before = length;
        }
        at = end;
    }
    Ok(())
}
