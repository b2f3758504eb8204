//! The frame header. [RFC 6386 9.2 to 9.11, 19.2]

use super::Bools;
use super::tables::{REPLACED, STEPS, TOKENS};

/// All that it says.
pub struct FrameHeader {
    /// Colour space and clamping.
    pub first: [bool; 2],
    pub segments: Option<Segments>,
    pub simple_filter: bool,
    pub level: i32,
    pub sharpness: u32,
    /// Whether deltas of the filter level are updated, and the deltas, where they are in use.
    pub filter_deltas: Option<(bool, [i32; 8])>,
    pub partitions: usize,
    pub quantiser: i32,
    /// For the means of luma, the Y2 block (first and others), chroma (first and others).
    pub quantiser_deltas: [i32; 5],
    pub refresh: bool,
    pub tokens: Vec<u8>,
    /// Which of them were replaced.
    pub replaced: Vec<bool>,
    /// Probability that a macroblock has coefficients, if each says so.
    pub skip: Option<u8>,
    /// Numbers that are there only to say 0, or the number that stands there anyway.
    pub idle: usize,
}

/// [RFC 6386 9.3]
pub struct Segments {
    pub map: bool,
    /// There are values, and they are absolute.
    pub plain: bool,
    pub quantisers: [i32; 4],
    pub levels: [i32; 4],
    pub names: [u8; 3],
}

impl FrameHeader {
    /// The largest step of coefficients.
    pub fn coarsest_step(&self) -> u16 {
        let index = self.segments.as_ref().map_or(self.quantiser, |segments| {
            let base = if segments.plain { 0 } else { self.quantiser };
            base + segments.quantisers.iter().copied().max().unwrap_or(0)
        });
        STEPS.get(index.clamp(0, 127) as usize).copied().unwrap_or(1)
    }

    pub fn read(head: &mut Bools) -> Self {
        let mut idle = 0;
        let first = [head.flag(), head.flag()];
        let segments = head.flag().then(|| Segments::read(head, &mut idle));
        let simple_filter = head.flag();
        let (level, sharpness) = (head.number(6) as i32, head.number(3));
        let filter_deltas = head.flag().then(|| {
            let update = head.flag();
            (update, if update { numbers(head, 6, &mut idle) } else { [0; 8] })
        });
        let partitions = 1 << head.number(2);
        let quantiser = head.number(7) as i32;
        let quantiser_deltas = numbers(head, 4, &mut idle);
        let refresh = head.flag();
        let mut tokens = TOKENS.to_vec();
        let mut replaced = vec![false; tokens.len()];
        for ((token, probability), replaced) in tokens.iter_mut().zip(REPLACED).zip(&mut replaced) {
            *replaced = head.read(probability);
            if *replaced {
                *token = head.number(8) as u8;
            }
        }
        let skip = head.flag().then(|| head.number(8) as u8);
        Self {
            first,
            segments,
            simple_filter,
            level,
            sharpness,
            filter_deltas,
            partitions,
            quantiser,
            quantiser_deltas,
            refresh,
            tokens,
            replaced,
            skip,
            idle,
        }
    }
}

impl Segments {
    fn read(head: &mut Bools, idle: &mut usize) -> Self {
        let (map, values) = (head.flag(), head.flag());
        let absolute = values && head.flag();
        let quantisers = if values { numbers(head, 7, idle) } else { [0; 4] };
        let levels = if values { numbers(head, 6, idle) } else { [0; 4] };
        let mut names = [255; 3];
        for name in names.iter_mut().filter(|_| map) {
            if head.flag() {
                *name = head.number(8) as u8;
                *idle += usize::from(*name == 255);
            }
        }
        Self { map, plain: map && values && absolute, quantisers, levels, names }
    }
}

/// Numbers that are only there if a flag says so.
fn numbers<const N: usize>(head: &mut Bools, bits: u32, idle: &mut usize) -> [i32; N] {
    std::array::from_fn(|_| {
        let number = head.optional(bits);
        *idle += usize::from(number == Some(0));
        number.unwrap_or(0)
    })
}
