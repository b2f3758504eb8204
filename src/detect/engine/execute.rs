//! Runs the layers of a network one after another.

use super::block::{Block, LANES, blocks, dispatch};
use super::depthwise::Depthwise;
use super::elementwise::{Combine, Normalise, Upsample};
use super::layer::{Kind, Layer, Named};
use super::pointwise::{Pointwise, gated};
use super::pool::{Pool, PoolAll, WeightedMean};
use super::spatial::{Spatial, Stem};
use super::{Network, Output, Workspace};

/// The tensors that are there at the moment, and the picture.
struct Tensors<'a> {
    picture: &'a [f32],
    height: usize,
    width: usize,
    held: Vec<Option<Vec<Block>>>,
}

impl Network {
    /// Runs all layers on a picture that suits.
    pub(super) fn execute(
        &self,
        workspace: &mut Workspace,
        picture: &[f32],
        height: usize,
        width: usize,
    ) -> Vec<Output> {
        let mut tensors = Tensors { picture, height, width, held: vec![None; self.shapes.len()] };
        if workspace.zeros.len() < width {
            workspace.zeros = vec![Block::ZERO; width];
        }
        for (index, layer) in self.layers.iter().enumerate() {
            let size = self.shapes[index + 1].size(height, width);
            let mut made = workspace.take(size);
            self.layer(layer, &tensors, workspace, &mut made[..size]);
            tensors.held[index + 1] = Some(made);
            for input in layer.inputs.iter().chain([&(index + 1)]) {
                if self.last_use[*input] == Some(index)
                    && let Some(buffer) = tensors.held[*input].take()
                {
                    workspace.give(buffer);
                }
            }
        }
        let outputs = self.outputs.iter().map(|output| self.handed_out(output, &tensors)).collect();
        tensors.held.into_iter().flatten().for_each(|buffer| workspace.give(buffer));
        outputs
    }

    fn tensor<'a>(&self, tensors: &'a Tensors, tensor: usize) -> &'a [Block] {
        let size = self.shapes[tensor].size(tensors.height, tensors.width);
        tensors.held[tensor].as_deref().map_or(&[], |blocks| &blocks[..size])
    }

    fn layer(&self, layer: &Layer, tensors: &Tensors, workspace: &mut Workspace, output: &mut [Block]) {
        let shape = self.shapes[layer.inputs[0]];
        let (height, width) = shape.sides(tensors.height, tensors.width);
        let plane = height * width;
        let nth = |nth: usize| self.tensor(tensors, layer.inputs[nth]);
        let last = |wanted: bool| wanted.then(|| nth(layer.inputs.len() - 1));
        let input = nth(0);
        match &layer.kind {
            Kind::Stem { pad, filter } => dispatch(
                self.arch,
                Stem {
                    input: tensors.picture,
                    planes: shape.channels,
                    height,
                    width,
                    pad: *pad,
                    weights: &filter.weights,
                    bias: &filter.bias,
                    finish: filter.finish,
                    output,
                },
            ),
            Kind::Pointwise { gate, add, filter } => {
                let weights = match gate {
                    false => &filter.weights,
                    true => {
                        gated(&filter.weights, nth(1), shape.channels, &mut workspace.gated);
                        &workspace.gated
                    }
                };
                let (bias, finish, channels) = (&filter.bias, filter.finish, shape.channels);
                dispatch(
                    self.arch,
                    Pointwise { input, channels, weights, bias, finish, add: last(*add), plane, output },
                );
            }
            Kind::Spatial { add, filter } => {
                let read = &layer.inputs[..layer.inputs.len() - usize::from(*add)];
                let inputs: Vec<(&[Block], usize)> =
                    read.iter().map(|i| (self.tensor(tensors, *i), self.shapes[*i].channels)).collect();
                let (weights, bias, finish) = (&filter.weights, &filter.bias, filter.finish);
                let (add, lines) = (last(*add), &mut workspace.lines);
                dispatch(
                    self.arch,
                    Spatial { inputs: &inputs, height, width, weights, bias, finish, add, lines, output },
                );
            }
            Kind::Depthwise { side, stride, pad, add, filter } => dispatch(
                self.arch,
                Depthwise {
                    input,
                    height,
                    width,
                    pad: *pad,
                    side: *side,
                    stride: *stride,
                    weights: &filter.weights,
                    bias: &filter.bias,
                    finish: filter.finish,
                    add: last(*add),
                    zeros: &workspace.zeros[..width],
                    output,
                },
            ),
            Kind::Combine { gate, add, finish } => {
                let (factor, term) = (gate.then(|| nth(1)), last(*add));
                dispatch(self.arch, Combine { input, plane, factor, term, finish: *finish, output });
            }
            Kind::Normalise { scale, offset, finish } => {
                dispatch(self.arch, Normalise { input, plane, scale, offset, finish: *finish, output });
            }
            Kind::Upsample { doublings, linear, finish } => {
                let (times, linear, finish) = (1 << doublings, *linear, *finish);
                dispatch(self.arch, Upsample { input, height, width, times, linear, finish, output });
            }
            Kind::Pool { halvings, maximum } => {
                dispatch(self.arch, Pool { input, width, side: 1 << halvings, maximum: *maximum, output });
            }
            Kind::PoolAll { maximum } => dispatch(self.arch, PoolAll { input, plane, maximum: *maximum, output }),
            Kind::Concat => {
                let mut rest = output;
                for i in 0..layer.inputs.len() {
                    let (slot, after) = rest.split_at_mut(nth(i).len());
                    slot.copy_from_slice(nth(i));
                    rest = after;
                }
            }
            Kind::Channel { index } => {
                let blocks = &input[index / LANES * plane..][..plane];
                for (output, block) in output.iter_mut().zip(blocks) {
                    output.0[0] = block.0[index % LANES];
                }
            }
            Kind::WeightedMean { epsilon } => {
                dispatch(self.arch, WeightedMean { input, mask: nth(1), epsilon: *epsilon, output });
            }
        }
    }

    /// Plane by plane, as callers want it.
    fn handed_out(&self, output: &Named, tensors: &Tensors) -> Output {
        let shape = self.shapes[output.tensor];
        let (height, width) = shape.sides(tensors.height, tensors.width);
        let (plane, tensor) = (height * width, self.tensor(tensors, output.tensor));
        debug_assert_eq!(tensor.len(), blocks(shape.channels) * plane);
        let square = output.square;
        let mut values = vec![0.0; shape.channels * plane];
        for channel in 0..shape.channels {
            let pixels = &tensor[channel / LANES * plane..][..plane];
            let from = if square == 1 { channel * plane } else { channel / square * width * square + channel % square };
            for (y, line) in pixels.chunks_exact(width).enumerate() {
                let line_from = from + y * width * square * square;
                for (x, block) in line.iter().enumerate() {
                    values[line_from + x * square] = block.0[channel % LANES];
                }
            }
        }
        let channels = shape.channels / (square * square);
        Output { name: output.name.clone(), channels, height: height * square, width: width * square, values }
    }
}
