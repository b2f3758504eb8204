//! Runs the layers of a network one after another.

use super::block::{Block, LANES, dispatch};
use super::depthwise::Depthwise;
use super::elementwise::{Combine, Normalise, Upsample};
use super::layer::{Kind, Layer, Named, Shape};
use super::plan::Plan;
use super::pointwise::{Pointwise, gated};
use super::pool::{Pool, PoolAll, WeightedMean};
use super::spatial::Spatial;
use super::stem::Stem;
use super::upsampled::{Products, Spread, through};
use super::{Network, Output, Workspace};

/// What a network looks at: planes of `height × width` values.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    pub values: &'a [f32],
    pub height: usize,
    pub width: usize,
}

/// The tensors so far.
struct Tensors<'a> {
    picture: Picture<'a>,
    plan: &'a Plan,
    shapes: &'a [Shape],
    buffers: &'a [Vec<Block>],
}

impl<'a> Tensors<'a> {
    /// Height and width of a tensor.
    fn sides(&self, tensor: usize) -> (usize, usize) {
        self.shapes[tensor].sides(self.picture.height, self.picture.width)
    }

    /// A tensor; nothing for the picture, which is not in blocks.
    fn get(&self, tensor: usize) -> &'a [Block] {
        let size = self.shapes[tensor].size(self.picture.height, self.picture.width);
        self.buffers.get(self.plan.buffer[tensor]).map_or(&[], |blocks| &blocks[..size])
    }
}

impl Network {
    /// Runs all layers on a picture that suits, in a workspace that fits the plan.
    pub(super) fn execute(&self, plan: &Plan, workspace: &mut Workspace, picture: Picture) -> Vec<Output> {
        for (index, layer) in self.layers.iter().enumerate() {
            let buffer = plan.buffer[index + 1];
            // Out of the row of buffers while it is written; no input lies in it.
            let mut made = std::mem::take(&mut workspace.buffers[buffer]);
            let size = self.shapes[index + 1].size(picture.height, picture.width);
            let Workspace { buffers, weights, lines, zeros } = &mut *workspace;
            let tensors = Tensors { picture, plan, shapes: &self.shapes, buffers };
            self.layer(layer, index + 1, &tensors, Scratch { weights, lines, zeros }, &mut made[..size]);
            workspace.buffers[buffer] = made;
        }
        let tensors = Tensors { picture, plan, shapes: &self.shapes, buffers: &workspace.buffers };
        self.outputs.iter().map(|output| handed_out(output, &tensors)).collect()
    }

    fn layer(&self, layer: &Layer, made: usize, tensors: &Tensors, scratch: Scratch, output: &mut [Block]) {
        let shape = self.shapes[layer.inputs[0]];
        let (height, width) = tensors.sides(layer.inputs[0]);
        let plane = height * width;
        let nth = |nth: usize| tensors.get(layer.inputs[nth]);
        let last = |wanted: bool| wanted.then(|| nth(layer.inputs.len() - 1));
        let input = nth(0);
        match &layer.kind {
            Kind::Stem { pad, filter } => dispatch(
                self.arch,
                Stem {
                    input: tensors.picture.values,
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
                        gated(&filter.weights, nth(1), shape.channels, scratch.weights);
                        scratch.weights
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
                    read.iter().map(|i| (tensors.get(*i), self.shapes[*i].channels)).collect();
                let (weights, bias, finish) = (&filter.weights, &filter.bias, filter.finish);
                let (add, lines) = (last(*add), scratch.lines);
                dispatch(
                    self.arch,
                    Spatial { inputs: &inputs, height, width, weights, bias, finish, add, lines, output },
                );
            }
            Kind::Through { add, inner, filter } => {
                let (middle, gate) = (self.shapes[layer.inputs[1]].channels, nth(1));
                let Scratch { weights, lines, .. } = scratch;
                through(&filter.weights, &inner.weights, gate, shape.channels, middle, weights);
                let (inputs, weights, bias) = (&[(input, shape.channels)], &weights[..], &filter.bias);
                let (finish, add) = (filter.finish, last(*add));
                dispatch(self.arch, Spatial { inputs, height, width, weights, bias, finish, add, lines, output });
            }
            Kind::Spread => {
                let inputs = layer.inputs.iter().map(|i| {
                    let (height, width) = tensors.sides(*i);
                    Products { blocks: tensors.get(*i), height, width }
                });
                let inputs: Vec<Products> = inputs.collect();
                let (height, width) = tensors.sides(made);
                dispatch(self.arch, Spread { inputs: &inputs, height, width, output });
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
                    zeros: &scratch.zeros[..width],
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
}

/// Room for what some layers prepare.
struct Scratch<'a> {
    weights: &'a mut Vec<Block>,
    lines: &'a mut Vec<Block>,
    zeros: &'a [Block],
}

/// Plane by plane, as callers want it.
fn handed_out(output: &Named, tensors: &Tensors) -> Output {
    let (height, width) = tensors.sides(output.tensor);
    let (plane, square) = (height * width, output.square);
    let channels = tensors.shapes[output.tensor].channels / (square * square);
    let mut values = vec![0.0; channels * square * square * plane];
    for (index, pixels) in tensors.get(output.tensor).chunks_exact(plane).enumerate() {
        let lanes = (channels * square * square - index * LANES).min(LANES);
        // Sixteen pixels at a time, so that a cache line is written at once.
        for (nth, run) in pixels.chunks(LANES).enumerate() {
            for lane in 0..lanes {
                let (channel, first) = (index * LANES + lane, nth * LANES);
                if square == 1 {
                    let slots = &mut values[channel * plane + first..][..run.len()];
                    slots.iter_mut().zip(run).for_each(|(slot, block)| *slot = block.0[lane]);
                    continue;
                }
                for (x, block) in run.iter().enumerate() {
                    let (y, x) = ((first + x) / width, (first + x) % width);
                    let line = y * square + channel / square;
                    values[(line * width + x) * square + channel % square] = block.0[lane];
                }
            }
        }
    }
    Output { name: output.name.clone(), channels, height: height * square, width: width * square, values }
}
