//! Which tensors share memory. A tensor's buffer is free again after the last layer that reads it.

use super::block::Block;
use super::layer::{Layer, Named, Shape};

/// Where the tensors of one run lie.
#[derive(Debug, PartialEq)]
pub struct Plan {
    /// The buffer of each tensor; the first is the picture's, which has none.
    pub buffer: Vec<usize>,
    /// Blocks of each buffer.
    pub sizes: Vec<usize>,
}

impl Plan {
    /// Gives each tensor the smallest free buffer that holds it, or the largest, made larger, or a new one.
    pub fn new(layers: &[Layer], shapes: &[Shape], outputs: &[Named], height: usize, width: usize) -> Plan {
        // For each layer the tensors that nobody reads after it.
        let mut last: Vec<usize> = (0..shapes.len()).map(|tensor| tensor.saturating_sub(1)).collect();
        for (index, layer) in layers.iter().enumerate() {
            layer.inputs.iter().for_each(|input| last[*input] = index);
        }
        outputs.iter().for_each(|output| last[output.tensor] = layers.len());
        let mut plan = Plan { buffer: vec![usize::MAX], sizes: Vec::new() };
        let mut free: Vec<usize> = Vec::new();
        for index in 0..layers.len() {
            let size = shapes[index + 1].size(height, width);
            let fitting = free.iter().filter(|buffer| plan.sizes[**buffer] >= size);
            let best = fitting.min_by_key(|buffer| plan.sizes[**buffer]);
            let chosen = best.or(free.iter().max_by_key(|buffer| plan.sizes[**buffer])).copied();
            let buffer = chosen.unwrap_or(plan.sizes.len());
            if buffer == plan.sizes.len() {
                plan.sizes.push(0);
            }
            plan.sizes[buffer] = plan.sizes[buffer].max(size);
            plan.buffer.push(buffer);
            free.retain(|other| *other != buffer);
            free.extend((1..=index + 1).filter(|tensor| last[*tensor] == index).map(|tensor| plan.buffer[tensor]));
        }
        plan
    }

    /// Bytes of all buffers.
    pub fn bytes(&self) -> usize {
        self.sizes.iter().fold(0, |sum: usize, size| sum.saturating_add(size.saturating_mul(size_of::<Block>())))
    }
}

/// Buffers that outlive a run, so that the next one need not ask the system for memory again. Start with
/// `Workspace::default()`; one workspace serves any networks and sizes, one run at a time.
#[derive(Debug, Default)]
pub struct Workspace {
    pub(super) buffers: Vec<Vec<Block>>,
    /// Weights made for one picture.
    pub(super) weights: Vec<Block>,
    /// Lines of a picture with a border.
    pub(super) lines: Vec<Block>,
    pub(super) zeros: Vec<Block>,
}

impl Workspace {
    /// Makes all buffers as large as the plan wants them. What they hold is left over.
    pub(super) fn fit(&mut self, plan: &Plan, width: usize) {
        self.buffers.resize_with(self.buffers.len().max(plan.sizes.len()), Vec::new);
        let zeros = std::iter::once((&mut self.zeros, &width));
        for (buffer, size) in self.buffers.iter_mut().zip(&plan.sizes).chain(zeros) {
            if buffer.len() < *size {
                // The old one goes first, so that both are never there at once.
                *buffer = Vec::new();
                *buffer = vec![Block::ZERO; *size];
            }
        }
    }

    /// Bytes held between runs.
    pub fn bytes(&self) -> usize {
        let others = [&self.weights, &self.lines, &self.zeros];
        self.buffers.iter().chain(others).map(|buffer| buffer.capacity() * size_of::<Block>()).sum()
    }
}
