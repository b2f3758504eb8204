//! Reading a key frame: its header, and macroblock by macroblock its modes and coefficients.

use super::super::bools::Reader;
use super::code::Around;
use super::tables::*;

/// What the frame header says. [RFC 6386 9.2 to 9.11, 19.2]
pub struct Header {
    /// Quantiser index and filter level of each segment, all four the same without segments.
    pub segments: [(i32, i32); 4],
    /// Probabilities of the segment tree, where each block names its segment.
    names: Option<[u8; 3]>,
    pub simple_filter: bool,
    pub sharpness: u32,
    /// What is added to the filter level: for all blocks, and for those whose 4×4 blocks have their own modes.
    pub filter_deltas: (i32, i32),
    pub partitions: usize,
    /// What is added to the quantiser index: for the means of luma, for the Y2 block (first and others), for chroma.
    pub quantiser_deltas: [i32; 5],
    tokens: Box<TokenProbabilities>,
    /// Probability that a block has coefficients, where blocks say so.
    skip: Option<u8>,
}

impl Header {
    /// `None`: it does what decoders do not agree about.
    pub fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.literal(2); // colour space, clamping
        let segmentation = if from.flag() { Some(Segmentation::read(from)?) } else { None };
        let simple_filter = from.flag();
        let (level, sharpness) = (from.literal(6) as i32, from.literal(3));
        let mut filter_deltas = (0, 0);
        if from.flag() && from.flag() {
            let deltas: [i32; 8] = std::array::from_fn(|_| from.optional_signed(6));
            filter_deltas = (deltas[0], deltas[4]);
        }
        let partitions = 1 << from.literal(2);
        let quantiser = from.literal(7) as i32;
        let quantiser_deltas = std::array::from_fn(|_| from.optional_signed(4));
        from.flag(); // refresh of entropy: a single frame has no next one
        let mut tokens = Box::new(TOKEN_DEFAULT);
        let updates = TOKEN_UPDATE.as_flattened().as_flattened().as_flattened();
        for (value, &update) in tokens.as_flattened_mut().as_flattened_mut().as_flattened_mut().iter_mut().zip(updates)
        {
            if from.bool(update) {
                *value = from.literal(8) as u8;
            }
        }
        let skip = from.flag().then(|| from.literal(8) as u8);
        let (mut segments, mut names) = ([(quantiser, level); 4], None);
        if let Some(segmentation) = segmentation {
            segments = segmentation.segments(quantiser, level);
            names = Some(segmentation.names);
        }
        // The level of the frame switches the filter. [RFC 6386 9.6]
        if level == 0 {
            segments.iter_mut().for_each(|segment| segment.1 = 0);
        }
        let fits = |&(quantiser, level): &(i32, i32)| (0..128).contains(&quantiser) && (0..64).contains(&level);
        segments.iter().all(fits).then_some(Self {
            segments,
            names,
            simple_filter,
            sharpness,
            filter_deltas,
            partitions,
            quantiser_deltas,
            tokens,
            skip,
        })
    }
}

/// [RFC 6386 9.3]
struct Segmentation {
    absolute: bool,
    quantisers: [i32; 4],
    levels: [i32; 4],
    names: [u8; 3],
}

impl Segmentation {
    /// `None`: without a map or values, which only later frames can do without.
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (map, values) = (from.flag(), from.flag());
        if !map || !values {
            return None;
        }
        let absolute = from.flag();
        let quantisers = std::array::from_fn(|_| from.optional_signed(7));
        let levels = std::array::from_fn(|_| from.optional_signed(6));
        let names = [(); 3].map(|()| if from.flag() { from.literal(8) as u8 } else { 255 });
        Some(Self { absolute, quantisers, levels, names })
    }

    fn segments(&self, quantiser: i32, level: i32) -> [(i32, i32); 4] {
        let base = if self.absolute { (0, 0) } else { (quantiser, level) };
        std::array::from_fn(|i| (base.0 + self.quantisers[i], base.1 + self.levels[i]))
    }
}

/// The modes and coefficients of 16×16 pixels.
#[derive(Default)]
pub struct Macroblock {
    pub segment: usize,
    /// Leaf of [`LUMA_MODE_TREE`]; 4: each 4×4 block has its own mode.
    pub luma_mode: usize,
    /// Row by row.
    pub modes: [[usize; 4]; 4],
    pub chroma_mode: usize,
    /// In coded order: the means of luma, 16 blocks of luma, 4 of each chroma.
    pub coefficients: [[i16; 16]; 25],
}

impl Macroblock {
    /// No coefficient differs from zero.
    pub fn is_empty(&self) -> bool {
        self.coefficients.as_flattened().iter().all(|&value| value == 0)
    }

    pub fn has_own_modes(&self) -> bool {
        self.luma_mode == 4
    }

    /// [RFC 6386 19.3]. `None`: it has codes for nothing but zeros.
    pub fn read(
        &mut self,
        header: &Header,
        modes: &mut Reader<'_>,
        tokens: &mut Reader<'_>,
        above: &mut Around,
        left: &mut Around,
    ) -> Option<()> {
        self.segment = header.names.as_ref().map_or(0, |names| modes.tree(&SEGMENT_TREE, names));
        let skipped = header.skip.is_some_and(|probability| modes.bool(probability));
        self.luma_mode = modes.tree(&LUMA_MODE_TREE, &LUMA_MODE);
        if self.has_own_modes() {
            for (row, left) in self.modes.iter_mut().zip(&mut left.modes) {
                for (mode, above) in row.iter_mut().zip(&mut above.modes) {
                    *mode = modes.tree(&BLOCK_MODE_TREE, &BLOCK_MODE[*above][*left]);
                    (*above, *left) = (*mode, *mode);
                }
            }
        } else {
            above.imply(self.luma_mode);
            left.imply(self.luma_mode);
        }
        self.chroma_mode = modes.tree(&CHROMA_MODE_TREE, &CHROMA_MODE);
        self.coefficients = [[0; 16]; 25];
        let own_modes = self.has_own_modes();
        if skipped {
            above.skip(own_modes);
            left.skip(own_modes);
            return Some(());
        }
        above.each_block(left, own_modes, |at, kind, first, context| {
            run(tokens, &header.tokens[kind], first, context, &mut self.coefficients[at])
        })
    }
}

/// The tokens of one 4×4 block from coefficient `first` on; whether there was one. [RFC 6386 13.2]
fn run(
    from: &mut Reader<'_>,
    kind: &[[[u8; 11]; 3]; 8],
    first: usize,
    mut context: usize,
    out: &mut [i16; 16],
) -> Option<bool> {
    let mut at = first;
    while let Some(&band) = BANDS.get(at) {
        let mut p = &kind[band][context];
        if !from.bool(p[0]) {
            break;
        }
        while !from.bool(p[1]) {
            at += 1;
            let Some(&band) = BANDS.get(at) else {
                return out.iter().any(|&value| value != 0).then_some(true);
            };
            p = &kind[band][0];
        }
        let value = if from.bool(p[2]) { large(from, p) } else { 1 };
        context = if value > 1 { 2 } else { 1 };
        out[at] = if from.flag() { -value } else { value };
        at += 1;
    }
    Some(at > first)
}

/// A value over one. [RFC 6386 13.2]
fn large(from: &mut Reader<'_>, p: &[u8; 11]) -> i16 {
    let (least, extra): (i16, &[u8]) = if !from.bool(p[3]) {
        if !from.bool(p[4]) {
            return 2;
        }
        (3, &[p[5]])
    } else if !from.bool(p[6]) {
        if from.bool(p[7]) { (7, &[165, 145]) } else { (5, &[159]) }
    } else if !from.bool(p[8]) {
        if from.bool(p[9]) { (19, &CATEGORY_4) } else { (11, &CATEGORY_3) }
    } else if from.bool(p[10]) {
        (67, &CATEGORY_6)
    } else {
        (35, &CATEGORY_5)
    };
    least + extra.iter().fold(0, |value, &probability| value << 1 | i16::from(from.bool(probability)))
}
