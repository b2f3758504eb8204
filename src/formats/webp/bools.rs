//! The arithmetic code of VP8: one partition is read and the same bools are written afresh.
//!
//! What is written holds exactly the bools that were read, so nothing can stand behind or between them. [RFC 6386 7]

/// Reads a partition; each bool that is read goes into the copy.
pub struct Recoder<'a> {
    source: Reader<'a>,
    copy: Writer,
}

impl<'a> Recoder<'a> {
    pub fn new(partition: &'a [u8]) -> Self {
        Self { source: Reader { bytes: partition, loaded: 0, value: 0, bits: 0, range: 255 }, copy: Writer::new() }
    }

    /// A bool that is 0 with `probability` / 256.
    pub fn bool(&mut self, probability: u8) -> bool {
        let bit = self.source.bool(probability);
        self.copy.bool(bit, probability);
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

    /// A flag and, if it is set, a number of `bits` with a sign.
    pub fn optional_signed(&mut self, bits: u32) {
        if self.flag() {
            self.literal(bits + 1);
        }
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

    /// Whether more was read than the partition holds.
    pub fn overrun(&self) -> bool {
        self.source.overrun()
    }

    /// The copy.
    pub fn finish(self) -> Vec<u8> {
        self.copy.finish()
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    /// Bytes in `value` so far, zeros behind the end included.
    loaded: usize,
    value: u64,
    /// How many low bits of `value` are still to be used.
    bits: u32,
    range: u32,
}

impl Reader<'_> {
    fn bool(&mut self, probability: u8) -> bool {
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

    /// An encoder's last bytes cover all bits that its bools need; a window of two more may be empty.
    fn overrun(&self) -> bool {
        8 * self.loaded > 8 * self.bytes.len() + self.bits as usize + 16
    }
}

/// An arithmetic encoder that writes as libwebp does, to the last byte.
struct Writer {
    out: Vec<u8>,
    /// Bytes of 0xFF that wait for a carry.
    waiting: usize,
    value: u32,
    range: u32,
    /// Bits in `value` beyond the byte that comes next, less eight.
    bits: i32,
}

impl Writer {
    fn new() -> Self {
        Self { out: Vec::new(), waiting: 0, value: 0, range: 255, bits: -8 }
    }

    fn bool(&mut self, bit: bool, probability: u8) {
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

    fn finish(mut self) -> Vec<u8> {
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
    fn a_copy_has_the_same_bools_and_nothing_behind_them() {
        let mut writer = Writer::new();
        some_bools(5_000).for_each(|(bit, probability)| writer.bool(bit, probability));
        let clean = writer.finish();
        let dirty = [&clean[..], b"a secret behind the partition"].concat();
        let mut recoder = Recoder::new(&dirty);
        for (bit, probability) in some_bools(5_000) {
            assert_eq!(recoder.bool(probability), bit);
        }
        assert!(!recoder.overrun());
        assert_eq!(recoder.finish(), clean);
    }

    #[test]
    fn a_cut_partition_is_noticed() {
        let mut recoder = Recoder::new(&[0x55, 0xaa]);
        recoder.literal(30);
        recoder.literal(30);
        assert!(recoder.overrun());
    }
}
