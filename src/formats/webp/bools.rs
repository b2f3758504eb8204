//! The arithmetic code of VP8. [RFC 6386 7]

/// Reads a partition.
pub struct Reader<'a> {
    bytes: &'a [u8],
    /// Bytes in `value` so far, zeros behind the end included.
    loaded: usize,
    value: u64,
    /// How many low bits of `value` are still to be used.
    bits: u32,
    range: u32,
}

impl<'a> Reader<'a> {
    pub fn new(partition: &'a [u8]) -> Self {
        Self { bytes: partition, loaded: 0, value: 0, bits: 0, range: 255 }
    }

    /// A bool that is 0 with `probability` / 256.
    #[inline(always)]
    pub fn bool(&mut self, probability: u8) -> bool {
        while self.bits < 16 {
            self.value = self.value << 8 | u64::from(self.bytes.get(self.loaded).copied().unwrap_or(0));
            self.loaded += 1;
            self.bits += 8;
        }
        let split = 1 + (((self.range - 1) * u32::from(probability)) >> 8);
        let high = u64::from(split) << (self.bits - 8);
        let bit = self.value >= high;
        if bit {
            self.range -= split;
            self.value -= high;
        } else {
            self.range = split;
        }
        let shift = self.range.leading_zeros() - 24;
        self.range <<= shift;
        self.bits -= shift;
        bit
    }

    /// L(1).
    pub fn flag(&mut self) -> bool {
        self.bool(128)
    }

    /// L(n), most significant bit first.
    pub fn literal(&mut self, bits: u32) -> u32 {
        (0..bits).fold(0, |value, _| value << 1 | u32::from(self.flag()))
    }

    /// A flag and, if it is set, a number of `bits` with a sign; else 0.
    pub fn optional_signed(&mut self, bits: u32) -> i32 {
        if !self.flag() {
            return 0;
        }
        let value = self.literal(bits) as i32;
        if self.flag() { -value } else { value }
    }

    /// A leaf of a tree: `tree[i]` and `tree[i + 1]` are the ways on from node `i`, leaves are written as 0 or negative.
    pub fn tree(&mut self, tree: &[i8], probabilities: &[u8]) -> usize {
        let mut node = 0usize;
        loop {
            let probability = probabilities.get(node / 2).copied().unwrap_or(128);
            let next = tree.get(node + usize::from(self.bool(probability))).copied().unwrap_or(0);
            if next <= 0 {
                return usize::from(next.unsigned_abs());
            }
            node = usize::from(next.unsigned_abs());
        }
    }

    /// Whether more was read than the partition holds. An encoder's last bytes cover all bits that its bools need; a window of
    /// two more may be empty.
    pub fn overrun(&self) -> bool {
        8 * self.loaded > 8 * self.bytes.len() + self.bits as usize + 16
    }

    /// Bytes that were not looked at.
    pub fn unread(&self) -> usize {
        self.bytes.len().saturating_sub(self.loaded)
    }
}

/// An arithmetic encoder that writes as libwebp does, to the last byte.
pub struct Writer {
    out: Vec<u8>,
    /// Bytes of 0xFF that wait for a carry.
    waiting: usize,
    value: u32,
    range: u32,
    /// Bits in `value` beyond the byte that comes next, less eight.
    bits: i32,
}

impl Writer {
    pub fn new() -> Self {
        Self { out: Vec::new(), waiting: 0, value: 0, range: 255, bits: -8 }
    }

    /// A bool that is 0 with `probability` / 256.
    #[inline(always)]
    pub fn bool(&mut self, bit: bool, probability: u8) {
        let split = 1 + (((self.range - 1) * u32::from(probability)) >> 8);
        if bit {
            self.value += split;
            self.range -= split;
        } else {
            self.range = split;
        }
        let shift = self.range.leading_zeros() - 24;
        self.range <<= shift;
        self.value <<= shift;
        self.bits += shift as i32;
        if self.bits > 0 {
            self.flush();
        }
    }

    /// L(1).
    pub fn flag(&mut self, bit: bool) {
        self.bool(bit, 128);
    }

    /// L(n), most significant bit first.
    pub fn literal(&mut self, value: u32, bits: u32) {
        (0..bits).rev().for_each(|at| self.flag(value >> at & 1 == 1));
    }

    /// A flag and, if it is set, a number of `bits` with a sign; 0 needs no number.
    pub fn optional_signed(&mut self, value: i32, bits: u32) {
        self.flag(value != 0);
        if value != 0 {
            self.literal(value.unsigned_abs(), bits);
            self.flag(value < 0);
        }
    }

    /// The leaf of a tree, see [`Reader::tree`].
    pub fn tree(&mut self, tree: &[i8], probabilities: &[u8], leaf: usize) {
        // From the leaf to the root: the place of each way in the tree.
        let mut ways = [0; 16];
        let mut count = 0;
        let mut wanted = -(leaf as i8);
        while let Some(at) = tree.iter().position(|&way| way == wanted) {
            let Some(way) = ways.get_mut(count) else { break };
            *way = at;
            count += 1;
            wanted = (at & !1) as i8;
            if wanted == 0 {
                break;
            }
        }
        for &at in ways.iter().take(count).rev() {
            self.bool(at & 1 == 1, probabilities.get(at / 2).copied().unwrap_or(128));
        }
    }

    fn flush(&mut self) {
        let at = (8 + self.bits) as u32;
        let byte = self.value >> at;
        self.value -= byte << at;
        self.bits -= 8;
        if byte & 0xff == 0xff {
            self.waiting += 1;
            return;
        }
        let carry = byte & 0x100 != 0;
        if let (true, Some(last)) = (carry, self.out.last_mut()) {
            *last = last.wrapping_add(1);
        }
        let waited = if carry { 0 } else { 0xff };
        self.out.resize(self.out.len() + self.waiting, waited);
        self.waiting = 0;
        self.out.push(byte as u8);
    }

    /// The partition, with no byte that its bools do not need.
    pub fn finish(mut self) -> Vec<u8> {
        for _ in 0..9 - self.bits {
            self.bool(false, 128);
        }
        self.bits = 0;
        self.flush();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some_bools(count: u32) -> impl Iterator<Item = (bool, u8)> {
        (0..count).map(|i| {
            let noise = i.wrapping_mul(2_654_435_761) >> 7;
            (noise % 5 < 2, (noise >> 8) as u8 | 1)
        })
    }

    #[test]
    fn what_is_written_is_read() {
        let mut writer = Writer::new();
        some_bools(5_000).for_each(|(bit, probability)| writer.bool(bit, probability));
        let numbers = [0, 1, -1, 63, -40];
        numbers.iter().for_each(|&number| writer.optional_signed(number, 6));
        let (tree, probabilities) = ([-4, 2, 4, 6, 0, -1, -2, -3], [145, 156, 163, 128]);
        (0..5).for_each(|leaf| writer.tree(&tree, &probabilities, leaf));
        let written = writer.finish();
        let mut reader = Reader::new(&written);
        assert!(some_bools(5_000).all(|(bit, probability)| reader.bool(probability) == bit));
        assert_eq!(numbers.map(|_| reader.optional_signed(6)), numbers);
        assert!((0..5).all(|leaf| reader.tree(&tree, &probabilities) == leaf));
        assert!(!reader.overrun() && reader.unread() == 0);
        let longer = [&written[..], b"a secret behind the partition"].concat();
        let mut reader = Reader::new(&longer);
        some_bools(5_000).for_each(|(_, probability)| {
            reader.bool(probability);
        });
        assert!(reader.unread() > 20);
    }

    #[test]
    fn a_cut_partition_is_noticed() {
        let mut reader = Reader::new(&[0x55, 0xaa]);
        reader.literal(30);
        reader.literal(30);
        assert!(reader.overrun());
    }
}
