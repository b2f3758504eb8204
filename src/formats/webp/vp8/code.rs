//! Writing macroblocks, and counting what would be written.

use super::super::bools::Writer;
use super::blocks::Macroblock;
use super::plan::Plan;
use super::tables::*;

/// What the block above, or the one to the left, tells about the next one.
#[derive(Clone, Copy, Default)]
pub struct Around {
    /// Modes of its nearest 4×4 blocks.
    pub modes: [usize; 4],
    /// Whether its nearest blocks had coefficients: 4 luma, 2 and 2 chroma, 1 of the luma means.
    luma: [bool; 4],
    chroma: [[bool; 2]; 2],
    means: bool,
}

impl Around {
    /// The modes of 4×4 blocks that a mode of the whole block stands for. [RFC 6386 11.3]
    pub fn imply(&mut self, luma_mode: usize) {
        self.modes = [[0, 2, 3, 1].get(luma_mode).copied().unwrap_or(0); 4];
    }

    /// After a block without coefficients. [RFC 6386 13.3]
    pub fn skip(&mut self, own_modes: bool) {
        *self = Self { modes: self.modes, means: own_modes && self.means, ..Self::default() };
    }

    /// Goes through the 4×4 blocks, with `self` above: their number, kind, first coefficient and context; each tells whether it
    /// has coefficients. [RFC 6386 13]
    #[inline(always)]
    pub fn each_block(
        &mut self,
        left: &mut Self,
        own_modes: bool,
        mut block: impl FnMut(usize, usize, usize, usize) -> Option<bool>,
    ) -> Option<()> {
        let mut at = 1;
        let mut one = |at: usize, kind: usize, first: usize, above: &mut bool, left: &mut bool| {
            let any = block(at, kind, first, usize::from(*above) + usize::from(*left))?;
            (*above, *left) = (any, any);
            Some(())
        };
        let (kind, first) = if own_modes {
            (3, 0)
        } else {
            one(0, 1, 0, &mut self.means, &mut left.means)?;
            (0, 1)
        };
        for left in &mut left.luma {
            for above in &mut self.luma {
                one(at, kind, first, above, left)?;
                at += 1;
            }
        }
        for (above, left) in self.chroma.iter_mut().zip(&mut left.chroma) {
            for left in left {
                for above in above.iter_mut() {
                    one(at, 2, 0, above, left)?;
                    at += 1;
                }
            }
        }
        Some(())
    }
}

/// Takes the bools of coefficients.
pub trait Code {
    /// A bool whose probability has this number in the table of tokens.
    fn token(&mut self, slot: usize, bit: bool);
    /// A bool of a probability that nothing changes.
    fn fixed(&mut self, probability: u8, bit: bool);

    /// All coefficients of a macroblock.
    #[inline(always)]
    fn tokens(&mut self, block: &Macroblock, above: &mut Around, left: &mut Around) {
        if block.is_empty() {
            above.skip(block.has_own_modes());
            return left.skip(block.has_own_modes());
        }
        above.each_block(left, block.has_own_modes(), |at, kind, first, context| {
            Some(self.run(&block.coefficients[at], kind, first, context))
        });
    }

    /// One 4×4 block. [RFC 6386 13.2]
    #[inline(always)]
    fn run(&mut self, values: &[i16; 16], kind: usize, first: usize, mut context: usize) -> bool {
        let end = values.iter().rposition(|&value| value != 0).map_or(0, |last| last + 1);
        let mut after_zero = false;
        for (at, (&value, band)) in values.iter().zip(BANDS).enumerate().skip(first) {
            let slot = ((kind * 8 + band) * 3 + context) * 11;
            if !after_zero {
                self.token(slot, at < end);
                if at >= end {
                    break;
                }
            }
            self.token(slot + 1, value != 0);
            after_zero = value == 0;
            if after_zero {
                context = 0;
                continue;
            }
            let size = value.unsigned_abs();
            self.token(slot + 2, size > 1);
            if size > 1 {
                self.large(slot, size);
            }
            context = if size > 1 { 2 } else { 1 };
            self.fixed(128, value < 0);
        }
        end > first
    }

    /// A value over one.
    fn large(&mut self, slot: usize, size: u16) {
        self.token(slot + 3, size > 4);
        if size <= 4 {
            self.token(slot + 4, size > 2);
            if size > 2 {
                self.token(slot + 5, size > 3);
            }
            return;
        }
        self.token(slot + 6, size > 10);
        let (least, extra): (u16, &[u8]) = if size <= 10 {
            self.token(slot + 7, size > 6);
            if size > 6 { (7, &[165, 145]) } else { (5, &[159]) }
        } else {
            self.token(slot + 8, size > 34);
            self.token(slot + if size > 34 { 10 } else { 9 }, if size > 34 { size > 66 } else { size > 18 });
            match size {
                0..=18 => (11, &CATEGORY_3),
                19..=34 => (19, &CATEGORY_4),
                35..=66 => (35, &CATEGORY_5),
                _ => (67, &CATEGORY_6),
            }
        };
        for (&probability, bit) in extra.iter().rev().zip(0..).collect::<Vec<_>>().into_iter().rev() {
            self.fixed(probability, (size - least) >> bit & 1 == 1);
        }
    }
}

/// What a picture holds, for the plan of how it is written.
pub struct Counts {
    /// For each token probability: how often the bool was 0, and 1.
    pub tokens: Vec<[u32; 2]>,
    /// By segment: macroblocks with coefficients, and without.
    pub blocks: [[u32; 2]; 4],
    /// Whether coefficients are not zero that need: the means of luma, Y2 (first and others), chroma (first and others).
    pub classes: [bool; 5],
}

impl Default for Counts {
    fn default() -> Self {
        Self { tokens: vec![[0; 2]; 4 * 8 * 3 * 11], blocks: [[0; 2]; 4], classes: [false; 5] }
    }
}

impl Counts {
    /// Takes in a macroblock.
    pub fn survey(&mut self, block: &Macroblock) {
        self.blocks[block.segment & 3][usize::from(block.is_empty())] += 1;
        let [means, rest @ ..] = &block.coefficients;
        let (luma, chroma) = rest.split_at(16);
        let any = |values: &[i16]| values.iter().any(|&value| value != 0);
        let first = |blocks: &[[i16; 16]]| blocks.iter().any(|values| values[0] != 0);
        self.classes[0] |= first(luma);
        self.classes[1] |= means[0] != 0;
        self.classes[2] |= any(&means[1..]);
        self.classes[3] |= first(chroma);
        self.classes[4] |= chroma.iter().any(|values| any(&values[1..]));
    }
}

impl Code for Counts {
    #[inline(always)]
    fn token(&mut self, slot: usize, bit: bool) {
        if let Some(counts) = self.tokens.get_mut(slot) {
            counts[usize::from(bit)] += 1;
        }
    }

    fn fixed(&mut self, _probability: u8, _bit: bool) {}
}

/// The two partitions.
pub struct Written<'a> {
    pub modes: Writer,
    pub tokens: Writer,
    probabilities: &'a [u8],
}

impl<'a> Written<'a> {
    pub fn new(plan: &'a Plan) -> Self {
        Self { modes: Writer::new(), tokens: Writer::new(), probabilities: &plan.tokens }
    }

    /// One macroblock. [RFC 6386 19.3]
    pub fn block(&mut self, block: &Macroblock, plan: &Plan, above: &mut Around, left: &mut Around) {
        let empty = block.is_empty();
        if plan.segments.len() > 1 {
            let number = plan.number(block.segment, empty);
            self.modes.tree(&SEGMENT_TREE, &plan.names, number);
        }
        if let Some(probability) = plan.skip {
            self.modes.bool(empty, probability);
        }
        self.modes.tree(&LUMA_MODE_TREE, &LUMA_MODE, block.luma_mode);
        if block.has_own_modes() {
            for (row, left) in block.modes.iter().zip(&mut left.modes) {
                for (&mode, above) in row.iter().zip(&mut above.modes) {
                    self.modes.tree(&BLOCK_MODE_TREE, &BLOCK_MODE[*above][*left], mode);
                    (*above, *left) = (mode, mode);
                }
            }
        } else {
            above.imply(block.luma_mode);
            left.imply(block.luma_mode);
        }
        self.modes.tree(&CHROMA_MODE_TREE, &CHROMA_MODE, block.chroma_mode);
        self.tokens(block, above, left);
    }
}

impl Code for Written<'_> {
    #[inline(always)]
    fn token(&mut self, slot: usize, bit: bool) {
        self.tokens.bool(bit, self.probabilities.get(slot).copied().unwrap_or(128));
    }

    #[inline(always)]
    fn fixed(&mut self, probability: u8, bit: bool) {
        self.tokens.bool(bit, probability);
    }
}
