//! The first blocks of a picture, from which the tables for all of them are made.

use super::header::HuffmanSpec;
use super::huffman::{STANDARD, best, encoder};
use super::words;

/// So many AC symbols are enough; a photo of 12 megapixels has some millions.
const ENOUGH: u32 = 1 << 18;
/// And so many blocks, if there is hardly anything in them.
const ENOUGH_BLOCKS: usize = 1 << 16;

/// A block that waits for the tables.
pub struct Sampled {
    pub component: usize,
    pub at: usize,
    pub nonzero: u64,
    pub coefficients: [i16; 64],
}

/// Blocks, and how often each AC symbol comes in those of luma and of chroma.
pub struct Sample {
    pub blocks: Vec<Sampled>,
    counts: Box<[[u32; 256]; 2]>,
}

impl Sample {
    /// An empty one with the room of these blocks.
    pub fn new(mut blocks: Vec<Sampled>) -> Self {
        blocks.clear();
        Self { blocks, counts: Box::new([[0; 256]; 2]) }
    }

    /// Takes a block.
    #[inline(never)]
    pub fn push(&mut self, component: usize, at: usize, nonzero: u64, coefficient: impl Fn(usize) -> i16) {
        let coefficients = std::array::from_fn(|k| if nonzero >> k & 1 != 0 { coefficient(k) } else { 0 });
        words::count(nonzero, |k| coefficients[k & 63], &mut self.counts[component.min(1)]);
        self.blocks.push(Sampled { component, at, nonzero, coefficients });
    }

    /// Whether tables can be made from it, whatever comes.
    pub fn is_enough(&self) -> bool {
        self.blocks.len() >= ENOUGH_BLOCKS || self.counts.iter().flatten().sum::<u32>() >= ENOUGH
    }

    /// The best AC tables for these blocks, of luma and of chroma; with `others` to come they have words for everything.
    pub fn tables(&self, others: bool) -> [HuffmanSpec; 2] {
        let mut counts = self.counts.clone();
        if others {
            counts.iter_mut().zip(&STANDARD.ac).for_each(|(counts, usual)| add_usual(counts, usual));
        }
        counts.each_ref().map(best)
    }
}

/// Adds a fifth of symbols that come as often as the usual words are made for: the rest of a photo may look different from its first
/// rows.
fn add_usual(counts: &mut [u32; 256], usual: &HuffmanSpec) {
    let quarter = counts.iter().sum::<u32>() / 4;
    for (count, (_, length)) in counts.iter_mut().zip(encoder(usual)) {
        if length > 0 {
            *count += (quarter >> length).max(1);
        }
    }
}
