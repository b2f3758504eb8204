//! The operations that a network file may hold, and the sizes of what they make.

use super::activation::Finish;
use super::block::{Block, blocks};

/// Channels of a tensor and how often the picture's sides were halved for it: 0 to 5, or [`WHOLE`] for one pixel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    pub channels: usize,
    pub halvings: u8,
}

/// A tensor of one pixel that stands for the whole picture.
pub const WHOLE: u8 = 255;

impl Shape {
    /// Height and width in pixels, for a picture of these sides.
    pub fn sides(self, height: usize, width: usize) -> (usize, usize) {
        match self.halvings {
            WHOLE => (1, 1),
            halvings => (height >> halvings, width >> halvings),
        }
    }

    /// Blocks that hold the tensor, for a picture of these sides.
    pub fn size(self, height: usize, width: usize) -> usize {
        let (height, width) = self.sides(height, width);
        blocks(self.channels) * height * width
    }
}

/// Weights as the kernels want them, and what happens to the sums.
#[derive(Debug)]
pub struct Filter {
    pub weights: Vec<Block>,
    pub bias: Vec<Block>,
    pub finish: Finish,
}

/// What an operation does with its inputs. Where `gate` or `add` holds, the tensor comes after the others, in that order.
#[derive(Debug)]
pub enum Kind {
    /// 3×3, stride 2, from the picture.
    Stem { pad: usize, filter: Filter },
    /// 1×1; the gate is a factor for each input channel.
    Pointwise { gate: bool, add: bool, filter: Filter },
    /// 3×3, stride 1, over all inputs as if they were one tensor.
    Spatial { add: bool, filter: Filter },
    /// 3×3, stride 1, over what `inner`, 1×1, makes of the first input, times a gate for each channel of that.
    Through { add: bool, inner: Filter, filter: Filter },
    /// The sum of what nine taps make of smaller pictures ([`super::upsampled`]).
    Spread,
    /// Each channel by itself.
    Depthwise { side: usize, stride: usize, pad: usize, add: bool, filter: Filter },
    /// `finish(x · gate + add)`; either may be one pixel for all.
    Combine { gate: bool, add: bool, finish: Finish },
    /// `finish(x · scale + offset)`, channel by channel.
    Normalise { scale: Vec<Block>, offset: Vec<Block>, finish: Finish },
    /// Sides times 2^`doublings`, nearest pixel, or between two pixels for one doubling.
    Upsample { doublings: u8, linear: bool, finish: Finish },
    /// Mean or maximum of squares of 2^`halvings` pixels.
    Pool { halvings: u8, maximum: bool },
    /// Mean or maximum of the whole plane.
    PoolAll { maximum: bool },
    /// Channels one after another; all but the last fill their blocks.
    Concat,
    /// One channel.
    Channel { index: usize },
    /// `Σ x·m / (Σ m + epsilon · pixels)`, m of one channel.
    WeightedMean { epsilon: f32 },
}

/// An operation; it makes the tensor after those of the operations before it. Tensor 0 is the picture.
#[derive(Debug)]
pub struct Layer {
    pub inputs: Vec<usize>,
    pub kind: Kind,
}

/// A tensor that is handed out.
#[derive(Debug)]
pub struct Named {
    pub name: String,
    pub tensor: usize,
    /// Channels are the pixels of squares of this side, line by line: 1 for plain tensors.
    pub square: usize,
}
