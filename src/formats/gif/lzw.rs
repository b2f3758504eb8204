//! Indexes out of compressed data, to the last bit. [GIF89a appendix F]

/// The most codes that there can be.
const CODES: usize = 4096;

/// What compressed data held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unpacked {
    /// At most as many as were asked for.
    pub indexes: Vec<u8>,
    /// Pixels beyond those.
    pub more: u64,
    /// Bytes behind the end code.
    pub behind: usize,
}

/// The table of strings: each is another one and a last index.
struct Table {
    strings: Vec<Entry>,
    /// Of the single indexes and the two special codes.
    fixed: usize,
}

#[derive(Clone, Copy, Default)]
struct Entry {
    before: u16,
    length: u16,
    first: u8,
    last: u8,
}

impl Table {
    fn new(clear: usize) -> Self {
        let fixed = clear + 2;
        let single = |code: usize| Entry { before: 0, length: 1, first: code as u8, last: code as u8 };
        Self { strings: (0..fixed).map(single).collect(), fixed }
    }

    fn clear(&mut self) {
        self.strings.truncate(self.fixed);
    }

    fn len(&self) -> usize {
        self.strings.len()
    }

    fn get(&self, code: usize) -> Entry {
        self.strings.get(code).copied().unwrap_or_default()
    }

    /// Adds the string of `before` and one more index.
    fn add(&mut self, before: usize, last: u8) {
        if self.len() < CODES {
            let Entry { length, first, .. } = self.get(before);
            self.strings.push(Entry { before: before as u16, length: length + 1, first, last });
        }
    }

    /// Appends the string of a code, as far as there is need for it.
    fn put(&self, code: usize, result: &mut Unpacked, need: usize) {
        let length = usize::from(self.get(code).length);
        let start = result.indexes.len();
        let kept = length.min(need - start);
        result.more += (length - kept) as u64;
        result.indexes.resize(start + kept, 0);
        let mut entry = self.get(code);
        for _ in kept..length {
            entry = self.get(entry.before.into());
        }
        for to in result.indexes.iter_mut().skip(start).rev() {
            *to = entry.last;
            entry = self.get(entry.before.into());
        }
    }
}

/// Unpacks up to `need` indexes. Broken data end early. Some old programs write sizes above 8.
pub fn unpack(code_size: u8, parts: &[&[u8]], need: usize) -> Unpacked {
    let mut result = Unpacked::default();
    if !(1..=11).contains(&code_size) {
        return result;
    }
    let (clear, end) = (1_usize << code_size, (1_usize << code_size) + 1);
    let mut table = Table::new(clear);
    let mut bits = u32::from(code_size) + 1;
    let mut before: Option<usize> = None;
    let (mut store, mut filled) = (0_u32, 0_u32);
    let mut input = parts.iter().flat_map(|part| part.iter().copied());
    loop {
        while filled < bits {
            let Some(byte) = input.next() else { return result };
            store |= u32::from(byte) << filled;
            filled += 8;
        }
        let code = (store & ((1 << bits) - 1)) as usize;
        store >>= bits;
        filled -= bits;
        if code == clear {
            table.clear();
            bits = u32::from(code_size) + 1;
            before = None;
            continue;
        }
        if code == end {
            result.behind = input.count();
            return result;
        }
        match before {
            // A code that is only just being made is the string before, and its first index once more.
            Some(previous) if code == table.len() && code < CODES => table.add(previous, table.get(previous).first),
            _ if code >= table.len() => return result,
            Some(previous) => table.add(previous, table.get(code).first),
            None => {}
        }
        table.put(code, &mut result, need);
        if table.len() == 1 << bits && bits < 12 {
            bits += 1;
        }
        before = Some(code);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(indexes: &[u8]) -> Vec<u8> {
        let mut frame = gif::Frame { buffer: indexes.into(), ..Default::default() };
        frame.make_lzw_pre_encoded();
        frame.buffer.into_owned()
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        for (count, step) in [(1, 1), (5, 0), (60_000, 0), (60_000, 7), (200_000, 1)] {
            let indexes: Vec<u8> = (0..count).map(|v: u32| (v * (v % 991) / 5 * step % 251) as u8).collect();
            let data = packed(&indexes);
            let unpacked = unpack(data[0], &[&data[1..]], count as usize);
            assert!(unpacked.indexes == indexes && unpacked.more == 0 && unpacked.behind == 0, "{count} {step}");
        }
    }

    #[test]
    fn what_is_beyond_is_counted() {
        let mut data = packed(&[3; 100]);
        data.extend_from_slice(b"behind");
        let unpacked = unpack(data[0], &[&data[1..9], &data[9..]], 90);
        assert_eq!((unpacked.indexes.len(), unpacked.more, unpacked.behind), (90, 10, 6));
    }

    #[test]
    fn broken_data_end_early() {
        let data = packed(&(0..1000).map(|v| (v * 7 % 64) as u8).collect::<Vec<_>>());
        for at in 1..data.len() {
            let mut broken = data.clone();
            broken[at] ^= 0x55;
            assert!(unpack(broken[0], &[&broken[1..]], 1000).indexes.len() <= 1000);
            assert!(unpack(data[0], &[&data[1..at]], 1000).indexes.len() < 1000 || at + 3 > data.len());
        }
        assert_eq!(unpack(12, &[&data], 10), Unpacked::default());
    }
}
