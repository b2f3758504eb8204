//! Buffers for the tensors of one run, used again as soon as nothing reads them any more, and by the next run.

use super::block::Block;

/// Buffers that outlive a run, so that the next one need not ask the system for memory again. Start with
/// `Workspace::default()`; one workspace serves any networks and sizes, one run at a time.
#[derive(Debug, Default)]
pub struct Workspace {
    free: Vec<Vec<Block>>,
    /// Weights times a gate.
    pub(super) gated: Vec<Block>,
    /// Lines of a picture with a border.
    pub(super) lines: Vec<Block>,
    pub(super) zeros: Vec<Block>,
}

impl Workspace {
    /// A buffer of at least `length` blocks; what it holds is left over.
    pub(super) fn take(&mut self, length: usize) -> Vec<Block> {
        let fitting = (0..self.free.len()).filter(|i| self.free[*i].len() >= length);
        if let Some(best) = fitting.min_by_key(|i| self.free[*i].len()) {
            return self.free.swap_remove(best);
        }
        // The largest is too small: it goes before another comes, so that both are never there at once.
        if let Some(largest) = (0..self.free.len()).max_by_key(|i| self.free[*i].len()) {
            self.free.swap_remove(largest);
        }
        vec![Block::ZERO; length]
    }

    pub(super) fn give(&mut self, buffer: Vec<Block>) {
        self.free.push(buffer);
    }

    /// Bytes held between runs.
    pub fn bytes(&self) -> usize {
        let kept = [&self.gated, &self.lines, &self.zeros];
        self.free.iter().chain(kept).map(|buffer| buffer.capacity() * size_of::<Block>()).sum()
    }
}
