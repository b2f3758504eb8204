//! LZW as in GIF and TIFF, to the last bit. [GIF89a appendix F; TIFF6 13]

use crate::error::Error;

/// Which bit of a byte comes first, and when codes grow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// GIF.
    LowFirst,
    /// TIFF: codes grow one entry early.
    HighFirst,
}

/// What came out.
pub struct Unpacked {
    pub bytes: Vec<u8>,
    /// There was more than asked for.
    pub more: bool,
    /// Bytes behind the one with the end code.
    pub behind: usize,
    /// The bits behind the end code are zero.
    pub padded: bool,
}

const TABLE: usize = 4096;

/// Unpacks up to `limit` bytes.
pub fn unpack(data: &[u8], code_size: u8, limit: usize, order: Order) -> Result<Unpacked, Error> {
    let clear = 1_usize << code_size;
    let early = usize::from(order == Order::HighFirst);
    // Of each code: the code before, its last byte, its length.
    let mut table = vec![(0_u16, 0_u8, 1_u16); TABLE];
    table.iter_mut().take(clear).zip(0..=255).for_each(|(entry, byte)| entry.1 = byte);
    let mut codes = Codes { data, at: 0, window: 0, count: 0, order };
    let mut next = clear + 2;
    let mut size = u32::from(code_size) + 1;
    let mut previous: Option<usize> = None;
    let mut bytes = Vec::with_capacity(limit.min(data.len().saturating_mul(64)));
    loop {
        let Some(code) = codes.next(size) else {
            // No end code: the pixels may still be whole.
            return Ok(Unpacked { bytes, more: false, behind: 0, padded: true });
        };
        if code == clear {
            (next, size, previous) = (clear + 2, u32::from(code_size) + 1, None);
            continue;
        }
        if code == clear + 1 {
            let behind = data.len() - codes.at;
            return Ok(Unpacked { bytes, more: false, behind, padded: codes.window_is_zero() });
        }
        let known = code < next && (previous.is_some() || code < clear);
        let repeats = previous.is_some() && code == next && next < TABLE;
        let source = match previous {
            _ if known => code,
            Some(previous) if repeats => previous,
            _ => return Err(Error::damaged("a code comes before its meaning")),
        };
        let start = bytes.len();
        let length = usize::from(table.get(source).map_or(0, |entry| entry.2));
        if start + length + usize::from(repeats) > limit {
            return Ok(Unpacked { bytes, more: true, behind: 0, padded: true });
        }
        bytes.resize(start + length, 0);
        let mut at = source;
        for byte in bytes.iter_mut().skip(start).rev() {
            let Some(&(before, last, _)) = table.get(at) else { break };
            *byte = last;
            at = usize::from(before);
        }
        let first = bytes.get(start).copied().unwrap_or(0);
        if repeats {
            bytes.push(first);
        }
        if let (Some(previous), true) = (previous, next < TABLE) {
            let length = table.get(previous).map_or(0, |entry| entry.2).saturating_add(1);
            if let Some(entry) = table.get_mut(next) {
                *entry = (previous as u16, first, length);
            }
            next += 1;
        }
        if next + early >= 1 << size && size < 12 {
            size += 1;
        }
        previous = Some(code);
    }
}

struct Codes<'a> {
    data: &'a [u8],
    at: usize,
    window: u64,
    count: u32,
    order: Order,
}

impl Codes<'_> {
    fn next(&mut self, size: u32) -> Option<usize> {
        while self.count < size {
            let byte = u64::from(*self.data.get(self.at)?);
            self.at += 1;
            match self.order {
                Order::LowFirst => self.window |= byte << self.count,
                Order::HighFirst => self.window = self.window << 8 | byte,
            }
            self.count += 8;
        }
        self.count -= size;
        Some(match self.order {
            Order::LowFirst => {
                let code = self.window & ((1 << size) - 1);
                self.window >>= size;
                code as usize
            }
            Order::HighFirst => {
                let code = self.window >> self.count;
                self.window &= (1 << self.count) - 1;
                code as usize
            }
        })
    }

    fn window_is_zero(&self) -> bool {
        self.window == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_ends_with_its_end_code() {
        // Clear, 1, 1, end; three bits each.
        let data = [0b0100_1100, 0b0000_1010];
        let unpacked = unpack(&data, 2, 2, Order::LowFirst).unwrap();
        assert_eq!((unpacked.bytes, unpacked.more, unpacked.behind, unpacked.padded), (vec![1, 1], false, 0, true));
        let longer = [data[0], data[1] | 0x80, 7];
        let unpacked = unpack(&longer, 2, 2, Order::LowFirst).unwrap();
        assert_eq!((unpacked.behind, unpacked.padded), (1, false));
        assert!(unpack(&data, 2, 1, Order::LowFirst).unwrap().more);
    }
}
