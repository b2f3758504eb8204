//! Runs the networks of `assets/networks`, and no others.
//!
//! A network file (format: `tests/sight/convert_networks.py`) is a list of layers out of a dozen kinds, weights in half
//! precision. All arithmetic is in single precision and on one thread; the same processor gives the same bits. The
//! kernels are written once and compiled for AVX-512, AVX2 with FMA, NEON and plain code; `pulp` picks at run time.
//!
//! ```text
//! mod → read → kinds → reader → layer;   plan → layer
//!     → execute → pointwise, spatial → matmul → activation → block
//!               → stem, depthwise, pool, elementwise, upsampled → activation → block
//! ```
//! A new kind of layer: a variant in `layer`, its bytes in `kinds` and in the converter, its kernel, an arm in `execute`.

mod activation;
mod block;
mod depthwise;
mod elementwise;
mod execute;
mod kinds;
mod layer;
mod matmul;
mod plan;
mod pointwise;
mod pool;
mod read;
mod reader;
mod spatial;
mod stem;
#[cfg(test)]
mod tests;
mod upsampled;

use std::fmt;

use execute::Picture;
use layer::{Layer, Named, Shape};
use plan::Plan;
pub use plan::Workspace;

/// Sides of the picture must be multiples of this.
pub const SIDE_STEP_PX: usize = 32;
/// Pixels that a side may have.
pub const MOST_SIDE_PX: usize = 4096;
/// Bytes that all tensors of a network may fill at once for a given picture.
const MOST_BYTES: usize = 1 << 30;

/// Why a network does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// The file is not what the converter wrote.
    Damaged(&'static str),
    /// The picture has sides that are not multiples of [`SIDE_STEP_PX`], or another number of values, or is too large.
    Picture,
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NetworkError::Damaged(what) => write!(f, "the network file is damaged: {what}"),
            NetworkError::Picture => write!(f, "a picture whose sides do not suit the network"),
        }
    }
}

impl std::error::Error for NetworkError {}

/// A network, ready to run.
#[derive(Debug)]
pub struct Network {
    layers: Vec<Layer>,
    shapes: Vec<Shape>,
    outputs: Vec<Named>,
    arch: pulp::Arch,
}

/// What a network found: `channels` planes, one after another, each line by line.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    pub name: String,
    pub channels: usize,
    pub height: usize,
    pub width: usize,
    pub values: Vec<f32>,
}

impl Network {
    /// Reads a network file and lays the weights out for the kernels.
    ///
    /// # Errors
    /// [`NetworkError::Damaged`] if any byte is not as the converter wrote it.
    pub fn read(file: &[u8]) -> Result<Network, NetworkError> {
        let parts = read::read(file)?;
        Ok(Network { layers: parts.layers, shapes: parts.shapes, outputs: parts.outputs, arch: pulp::Arch::new() })
    }

    /// Runs the network on a picture: planes of `height × width` values, one after another, prepared as the network was
    /// trained. Values that are no numbers give outputs that may be no numbers.
    ///
    /// # Errors
    /// [`NetworkError::Picture`] if the sides are not multiples of [`SIDE_STEP_PX`] up to [`MOST_SIDE_PX`], if the
    /// values are not as many as they say, or if the tensors would fill too much memory.
    pub fn run(
        &self,
        workspace: &mut Workspace,
        picture: &[f32],
        height: usize,
        width: usize,
    ) -> Result<Vec<Output>, NetworkError> {
        let suits = |side: usize| (SIDE_STEP_PX..=MOST_SIDE_PX).contains(&side) && side.is_multiple_of(SIDE_STEP_PX);
        if !suits(height) || !suits(width) || picture.len() != self.shapes[0].channels * height * width {
            return Err(NetworkError::Picture);
        }
        let plan = self.plan(height, width);
        if plan.bytes() > MOST_BYTES {
            return Err(NetworkError::Picture);
        }
        workspace.fit(&plan, width);
        Ok(self.execute(&plan, workspace, Picture { values: picture, height, width }))
    }

    fn plan(&self, height: usize, width: usize) -> Plan {
        Plan::new(&self.layers, &self.shapes, &self.outputs, height, width)
    }
}
