//! The first blocks of a picture, from which the tables for all of them are made.

use super::header::HuffmanSpec;
use super::huffman::{STANDARD, best, encoder};
use super::words::{self, END};

/// So many coefficients that are not zero are enough; a photo of 12 megapixels has some millions.
const ENOUGH: usize = 1 << 18;
/// And so many blocks, if there is hardly anything in them: more than that photo has.
const ENOUGH_BLOCKS: usize = 1 << 19;

/// Blocks that wait for their tables, and how often each AC symbol comes in those of luma and of chroma.
pub struct Sample {
    blocks: Vec<Waiting>,
    /// Coefficients that are not zero, one block behind the other.
    values: Vec<i16>,
    counts: Box<[[u32; 256]; 2]>,
}

struct Waiting {
    component: u32,
    at: u32,
    nonzero: u64,
}

/// The lists of a sample that is over, for their lists.
#[derive(Default)]
pub struct Lists {
    blocks: Vec<Waiting>,
    values: Vec<i16>,
}

impl Lists {
    pub const EMPTY: Self = Self { blocks: Vec::new(), values: Vec::new() };
}

impl Sample {
    pub fn new(mut lists: Lists) -> Self {
        lists.blocks.clear();
        lists.values.clear();
        Self { blocks: lists.blocks, values: lists.values, counts: Box::new([[0; 256]; 2]) }
    }

    /// Its lists, for another one.
    pub fn leave(&mut self) -> Lists {
        Lists { blocks: std::mem::take(&mut self.blocks), values: std::mem::take(&mut self.values) }
    }

    /// Takes a block.
    #[inline(never)]
    pub fn push(&mut self, component: usize, at: usize, nonzero: u64, coefficient: impl Fn(usize) -> i16) {
        words::count(nonzero, &coefficient, &mut self.counts[component.min(1)]);
        self.values.extend(places(nonzero).map(coefficient));
        self.blocks.push(Waiting { component: component as u32, at: at as u32, nonzero });
    }

    /// Whether tables can be made from it, whatever comes.
    pub fn is_enough(&self) -> bool {
        self.values.len() >= ENOUGH || self.blocks.len() >= ENOUGH_BLOCKS
    }

    /// The best AC tables for these blocks, of luma and of chroma; with `others` to come they have words for everything.
    pub fn tables(&self, others: bool) -> [HuffmanSpec; 2] {
        let mut counts = self.counts.clone();
        if others {
            counts.iter_mut().zip(&STANDARD.ac).for_each(|(counts, usual)| add_usual(counts, usual));
        }
        counts.each_ref().map(best)
    }

    /// The blocks: component, place, which coefficients are not zero, and all of them.
    pub fn for_each(&self, mut visit: impl FnMut(usize, usize, u64, &[i16; 64])) {
        let mut values = self.values.iter();
        for &Waiting { component, at, nonzero } in &self.blocks {
            let mut coefficients = [0; 64];
            places(nonzero).zip(&mut values).for_each(|(k, value)| coefficients[k & 63] = *value);
            visit(component as usize, at as usize, nonzero, &coefficients);
        }
    }
}

/// The places of the bits.
fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place < 64).then_some(place)
    })
}

/// Adds symbols that come as often as the usual words are made for: the rest of a photo may look different from its first rows.
/// They are a fifth of the sum; half of it where blocks hardly hold anything, which tells little of what is to come.
fn add_usual(counts: &mut [u32; 256], usual: &HuffmanSpec) {
    let added = (counts.iter().sum::<u32>() / 4).max(counts[END]);
    for (count, (_, length)) in counts.iter_mut().zip(encoder(usual)) {
        if length > 0 {
            *count += (added >> length).max(1);
        }
    }
}
