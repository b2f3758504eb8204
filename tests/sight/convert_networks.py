#!/usr/bin/env python3
"""Turns the two networks from ONNX into the files of assets/networks, which src/detect/engine reads.

    convert_networks.py sight.onnx sight.bin
    convert_networks.py text.onnx text.bin

Needs onnx and numpy. The same ONNX file gives the same bytes.

What changes: constants are folded; batch norms and factors and terms around a convolution go into a factor and a bias
for each of its output channels, which stay in single precision while the weights keep the half precision that they have;
activations, and sums with a tensor that is there already, go into the layer before them; a factor for each channel (squeeze
and excitation) goes into the 1x1 convolution that alone reads the product; transposed convolutions of 2x2 pixels, stride
2, become 1x1 convolutions whose channels are the pixels of squares; 3x3 convolutions of enlarged tensors are done on the small
ones (src/detect/engine/upsampled.rs says how). Outputs that nobody asks for go, with all that only
they need.

The file, all numbers little-endian, f = 4-byte float:
    "BSNET", 0, 0, 1; u32 CRC-32 of all that follows; u16 channels of the picture; u16 layers; u16 outputs;
    layers:  u8 kind; u8 inputs; u16 each (0 the picture, n what layer n made, counted from 1); what the kind needs
    outputs: u8 length, name; u16 tensor; u8 side of the squares whose pixels its channels are (1: plain)
Kinds (flag = u8, 0 or 1; gate and add tensors come last among the inputs, in this order):
    0 stem 3x3 stride 2     u16 channels, flag pad, filter
    1 pointwise 1x1         flag gate, flag add, u16 channels, filter
    2 spatial 3x3           flag add, u16 channels, filter
    3 depthwise             u8 side, u8 stride, u8 pad, flag add, filter
    4 combine               flag gate, flag add, finish
    5 normalise             finish, f scale for each channel, f offset for each channel
    6 upsample              u8 doublings, flag linear, finish
    7 pool squares          u8 halvings, flag maximum
    8 pool the whole plane  flag maximum
    9 concat                -
    10 one channel          u16 which
    11 weighted mean        f epsilon
   12 spread               u8 halvings of what is made, u16 channels
   13 through              flag add, u16 channels, u16 channels between, filter 3x3, filter 1x1
    finish: u8 activation (0 none, 1 relu, 2 clip: f low, f high; 3 hard swish, 4 sigmoid), f gain, f offset
    filter: finish, flag wide, weights (wide: f, else half floats) by output, line, column, input; f factor for each output;
            f bias for each output
"""
import struct
import sys
import zlib

import numpy as np
import onnx
from onnx import numpy_helper

WANTED = {"bed": "bed", "wh": "wh", "map": "map", "pic": "pic", "heat": "heat", "fetch_name_0": "text",
          "face8": "face8", "face16": "face16", "face32": "face32"}
NONE, RELU, CLIP, HARD_SWISH, SIGMOID = range(5)


class Finish:
    def __init__(self):
        self.activation, self.low, self.high, self.gain, self.offset = NONE, 0.0, 0.0, 1.0, 0.0

    def plain(self):
        return self.activation == NONE and self.gain == 1.0 and self.offset == 0.0

    def bytes(self):
        clip = struct.pack("<ff", self.low, self.high) if self.activation == CLIP else b""
        return struct.pack("<B", self.activation) + clip + struct.pack("<ff", self.gain, self.offset)


class Layer:
    """A layer under construction; `weights` is [output, line, column, input] or None."""

    def __init__(self, kind, inputs, channels, **fields):
        self.kind, self.inputs, self.channels = kind, list(inputs), channels
        self.finish, self.gate, self.add = Finish(), None, None
        self.weights = self.factor = self.bias = None
        self.__dict__.update(fields)

    def all_inputs(self):
        return self.inputs + [i for i in (self.gate, self.add) if i is not None]

    def filter_bytes(self):
        wide = self.weights.dtype != np.float16
        weights = self.weights.astype("<f4" if wide else "<f2").tobytes()
        floats = np.concatenate([self.factor, self.bias]).astype("<f4").tobytes()
        return self.finish.bytes() + struct.pack("<B", wide) + weights + floats

    def bytes(self, number):
        inputs = self.all_inputs()
        head = struct.pack("<BB", self.kind, len(inputs)) + b"".join(struct.pack("<H", number[i]) for i in inputs)
        gate, add = self.gate is not None, self.add is not None
        if self.kind == 0:
            return head + struct.pack("<HB", self.channels, self.pad) + self.filter_bytes()
        if self.kind == 1:
            return head + struct.pack("<BBH", gate, add, self.channels) + self.filter_bytes()
        if self.kind == 2:
            return head + struct.pack("<BH", add, self.channels) + self.filter_bytes()
        if self.kind == 3:
            return head + struct.pack("<BBBB", self.side, self.stride, self.pad, add) + self.filter_bytes()
        if self.kind == 4:
            return head + struct.pack("<BB", gate, add) + self.finish.bytes()
        if self.kind == 5:
            return head + self.finish.bytes() + np.concatenate([self.factor, self.bias]).astype("<f4").tobytes()
        if self.kind == 6:
            return head + struct.pack("<BB", self.doublings, self.linear) + self.finish.bytes()
        if self.kind == 7:
            return head + struct.pack("<BB", self.halvings, self.maximum)
        if self.kind == 8:
            return head + struct.pack("<B", self.maximum)
        if self.kind == 9:
            return head
        if self.kind == 10:
            return head + struct.pack("<H", self.index)
        if self.kind == 11:
            return head + struct.pack("<f", self.epsilon)
        if self.kind == 12:
            return head + struct.pack("<BH", self.halvings, self.channels)
        between = struct.pack("<H", self.inner.channels)
        return head + struct.pack("<BH", add, self.channels) + between + self.filter_bytes() + self.inner.filter_bytes()


class Converter:
    def __init__(self, graph):
        self.graph = graph
        self.constants = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
        self.layers, self.made, self.concats = [], {}, {}
        self.square = {}
        wanted = {o.name for o in graph.output if o.name in WANTED}
        self.nodes = []
        for node in graph.node:
            if node.op_type == "Cast" and node.input[0] in self.constants:
                # Half floats stay half floats: what computes with them widens them.
                self.constants[node.output[0]] = self.constants[node.input[0]]
            else:
                self.nodes.append(node)
        needed, kept = set(wanted), []
        for node in reversed(self.nodes):
            if needed & set(node.output):
                needed |= set(node.input)
                kept.append(node)
        self.nodes = kept[::-1]
        self.readers = {}
        for node in self.nodes:
            for name in node.input:
                self.readers.setdefault(name, []).append(node)
        self.outputs = [o.name for o in graph.output if o.name in WANTED]
        self.done = set()

    def constant(self, name):
        return self.constants[name].astype(np.float32)

    def only_reader(self, name, kinds=None):
        """The one node that reads a tensor, if there is but one and nobody outside wants the tensor."""
        readers = self.readers.get(name, [])
        if len(readers) != 1 or name in self.outputs or (kinds and readers[0].op_type not in kinds):
            return None
        return readers[0]

    def emit(self, layer, name):
        """Takes a layer whose result is called `name`, with all that follows and can go into it."""
        while True:
            node = self.only_reader(name)
            if node is None or id(node) in self.done or not self.absorb(layer, node, name):
                break
            self.done.add(id(node))
            name = node.output[0]
        self.layers.append((layer, name))
        self.made[name] = layer

    def absorb(self, layer, node, name):
        """Whether the node could be folded into the layer, which it then was."""
        finish = layer.finish
        if layer.kind in (7, 8, 9, 10, 11):
            return False
        if node.op_type in ("Mul", "Add"):
            other = node.input[1] if node.input[0] == name else node.input[0]
            if other in self.constants:
                value = self.constant(other).reshape(-1)
                if value.size not in (1, layer.channels):
                    return False
                value = value.astype(np.float64)
                if finish.plain() and layer.add is None and layer.factor is not None:
                    if node.op_type == "Mul":
                        layer.factor, layer.bias = layer.factor * value, layer.bias * value
                    else:
                        layer.bias = layer.bias + value
                elif value.size == 1 and layer.kind != 6:
                    value = float(value[0])
                    if node.op_type == "Mul":
                        finish.gain, finish.offset = finish.gain * value, finish.offset * value
                    else:
                        finish.offset += value
                else:
                    return False
                return True
            if node.op_type == "Add" and other in self.made and finish.plain() and layer.add is None:
                if layer.kind in (1, 2, 3, 4) and self.same_size(name, other):
                    layer.add = other
                    return True
            return False
        if node.op_type == "BatchNormalization" and finish.plain() and layer.factor is not None and layer.add is None:
            scale, offset, mean, variance = (self.constant(i).astype(np.float64) for i in node.input[1:5])
            factor = scale / np.sqrt(variance + attributes(node)["epsilon"])
            layer.factor, layer.bias = layer.factor * factor, (layer.bias - mean) * factor + offset
            return True
        if finish.activation != NONE or finish.gain != 1.0 or finish.offset != 0.0:
            return False
        if node.op_type == "HardSigmoid" and layer.factor is not None and layer.add is None:
            slope, offset = attributes(node)["alpha"], attributes(node)["beta"]
            layer.factor, layer.bias = layer.factor * slope, layer.bias * slope + offset
            finish.activation, finish.low, finish.high = CLIP, 0.0, 1.0
            return True
        if node.op_type == "Clip":
            finish.activation = CLIP
            finish.low, finish.high = (float(self.constant(i)) for i in node.input[1:3])
            return True
        codes = {"Relu": RELU, "HardSwish": HARD_SWISH, "Sigmoid": SIGMOID}
        if node.op_type in codes:
            finish.activation = codes[node.op_type]
            return True
        return False

    def alone(self, name, kind):
        """The layer that made a tensor, if it is of this kind, has no curve, and but one layer reads the tensor."""
        layer = self.made.get(name)
        readers = sum(name in other.all_inputs() for other, _ in self.layers)
        plain = layer is not None and layer.kind == kind and layer.finish.plain()
        return layer if plain and readers == 1 and name not in self.outputs else None

    def shrink(self):
        """Takes the enlarging out of 3x3 convolutions."""
        for layer, name in list(self.layers):
            if layer.kind != 2 or layer.add is not None:
                continue
            small, rest, at = [], [], 0
            for piece in layer.inputs:
                depth = self.made[piece].channels
                weights = layer.weights[..., at:at + depth]
                at += depth
                enlarged = self.alone(piece, 6)
                if enlarged is not None and not enlarged.linear:
                    small.append((enlarged, piece, weights))
                else:
                    rest.append((piece, weights))
            total = self.alone(layer.inputs[0], 4) if len(layer.inputs) == 1 else None
            if total is not None and total.gate and total.add:
                self.shrink_sum(layer, name, total)
            elif small and rest:
                layer.inputs = [piece for piece, _ in rest]
                layer.weights = np.concatenate([weights for _, weights in rest], axis=3)
                self.spread(layer, name, small)

    def spread(self, layer, name, small):
        """Puts products of small tensors, and their sum, before a layer, which adds the sum."""
        products = []
        for enlarged, piece, weights in small:
            outputs, padded = layer.channels, -(-layer.channels // 16) * 16
            taps = np.zeros((9, padded, weights.shape[3]), weights.dtype)
            taps[:, :outputs] = weights.transpose(1, 2, 0, 3).reshape(9, outputs, -1)
            factor = np.ones((9, padded))
            factor[:, :outputs] = layer.factor
            fields = {"weights": taps.reshape(9 * padded, 1, 1, -1), "factor": factor.reshape(-1)}
            made = Layer(1, enlarged.inputs, 9 * padded, bias=np.zeros(9 * padded), **fields)
            # In the place of the enlarging.
            at = next(i for i, (other, _) in enumerate(self.layers) if other is enlarged)
            self.layers[at] = (made, piece + "*")
            products.append(piece + "*")
        halvings = int(np.log2(self.sizes[self.graph.input[0].name][3] // self.sizes[name][3]))
        at = next(i for i, (other, _) in enumerate(self.layers) if other is layer)
        self.layers.insert(at, (Layer(12, products, layer.channels, halvings=halvings), name + "+"))
        layer.add = name + "+"

    def shrink_sum(self, layer, name, total):
        """A 3x3 convolution of a gated 1x1 convolution plus an enlarged tensor."""
        inner, enlarged = self.made.get(total.inputs[0]), self.alone(total.add, 6)
        if enlarged is None or enlarged.linear or inner.kind != 1 or not inner.finish.plain():
            return
        if inner.gate or inner.add or inner.bias.any():
            return
        pools = [i for i, (other, _) in enumerate(self.layers) if other.inputs == total.inputs and other.kind == 8]
        if len(pools) != 1 or self.layers[pools[0]][0].maximum:
            return
        # The mean of what the 1x1 convolution makes is what it makes of the mean.
        source, pooled = inner.inputs[0], self.layers[pools[0]][1]
        fields = {"weights": inner.weights, "factor": inner.factor, "bias": inner.bias}
        mean = (Layer(8, [source], self.made[source].channels, maximum=False), pooled + "-")
        self.layers[pools[0]:pools[0] + 1] = [mean, (Layer(1, [pooled + "-"], inner.channels, **fields), pooled)]
        layer.kind, layer.inner, layer.inputs, layer.gate = 13, inner, [source], total.gate
        self.spread(layer, name, [(enlarged, total.add, layer.weights)])
        self.layers = [pair for pair in self.layers if pair[0] is not inner and pair[0] is not total]

    def same_size(self, a, b):
        return self.sizes[a] == self.sizes[b]

    def convert(self, sizes):
        self.sizes = sizes
        for node in self.nodes:
            if id(node) not in self.done:
                self.done.add(id(node))
                getattr(self, node.op_type)(node, node.output[0])
        self.shrink()
        return self

    def Conv(self, node, name):
        weights = self.constants[node.input[1]]
        outputs, depth, side, _ = weights.shape
        a = attributes(node)
        stride, pads, group = a.get("strides", [1])[0], a.get("pads", [0] * 4), a.get("group", 1)
        bias = self.constant(node.input[2]).astype(np.float64) if len(node.input) > 2 else np.zeros(outputs)
        fields = {"weights": weights.transpose(0, 2, 3, 1), "factor": np.ones(outputs), "bias": bias, "pad": pads[0]}
        source = node.input[0]
        if group == outputs and depth == 1 and group > 1:
            layer = Layer(3, [source], outputs, side=side, stride=stride, **fields)
        elif side == 1 and stride == 1:
            layer = Layer(1, [source], outputs, **fields)
            layer.inputs, layer.gate = self.gates.get(source, ([source], None))
        elif side == 3 and stride == 2 and source == self.graph.input[0].name:
            layer = Layer(0, [source], outputs, **fields)
        else:
            assert side == 3 and stride == 1 and pads == [1] * 4, name
            layer = Layer(2, self.concats.get(source, [source]), outputs, **fields)
        self.emit(layer, name)

    gates = {}

    def Mul(self, node, name):
        a, b = node.input
        if b in self.constants or a in self.constants:
            if a in self.constants:
                a, b = b, a
            channels = self.sizes[name][1]
            layer = Layer(5, [a], channels, factor=np.broadcast_to(self.constant(b).reshape(-1), channels).astype(np.float64),
                          bias=np.zeros(channels))
            return self.emit(layer, name)
        if self.sizes[a][2:] == (1, 1):
            a, b = b, a
        reader = self.only_reader(name)
        if self.sizes[b][1] == 1:
            # x·m, its mean divided by (the mean of m, plus a constant).
            mean, other = reader, next(n for n in self.readers[b] if n.op_type == "GlobalAveragePool")
            plus, quotient = self.only_reader(other.output[0]), self.only_reader(mean.output[0])
            assert (mean.op_type, plus.op_type, quotient.op_type) == ("GlobalAveragePool", "Add", "Div"), name
            assert quotient.input[1] == plus.output[0]
            self.done |= {id(n) for n in (mean, other, plus, quotient)}
            layer = Layer(11, [a, b], self.sizes[a][1], epsilon=float(self.constant(plus.input[1])))
            return self.emit(layer, quotient.output[0])
        assert self.sizes[b][2:] == (1, 1), name
        if reader is not None and reader.op_type == "Conv" and self.constants[reader.input[1]].shape[2] == 1:
            self.gates[name] = ([a], b)
            return
        if reader is not None and reader.op_type == "Add" and a in reader.input:
            # x + x·g = x·(1 + g)
            gate = self.made[b]
            assert len(self.readers[b]) == 1 and gate.finish.gain == 1.0
            gate.finish.offset += 1.0
            self.done.add(id(reader))
            name = reader.output[0]
        self.emit(Layer(4, [a], self.sizes[a][1], gate=b), name)

    def Add(self, node, name):
        a, b = node.input
        if self.sizes[a][2:] == (1, 1):
            a, b = b, a
        self.emit(Layer(4, [a], self.sizes[a][1], add=b), name)

    def activate(self, node, name):
        source = node.input[0]
        layer = Layer(4, [source], self.sizes[source][1])
        assert self.absorb(layer, node, source), name
        self.emit(layer, name)

    def Relu(self, node, name):
        pieces = self.concats.get(node.input[0])
        if pieces is None:
            return self.activate(node, name)
        # A curve over tensors side by side is the curve over each.
        for piece in pieces:
            layer = self.made[piece]
            assert layer.finish.plain() and self.only_reader(piece)
            layer.finish.activation = RELU
        self.emit(Layer(9, pieces, self.sizes[name][1]), name)

    Sigmoid = activate

    def Concat(self, node, name):
        reader = self.only_reader(name)
        pieces = list(node.input)
        spatial = reader is not None and reader.op_type == "Conv" and self.constants[reader.input[1]].shape[2] == 3
        if spatial or (reader is not None and reader.op_type == "Relu"):
            self.concats[name] = pieces
        else:
            self.emit(Layer(9, pieces, self.sizes[name][1]), name)

    def Resize(self, node, name):
        a = attributes(node)
        times = self.constants[node.input[2]]
        assert a["coordinate_transformation_mode"] == b"asymmetric" and times[2] == times[3]
        linear = a["mode"] == b"linear"
        doublings = int(np.log2(times[2]))
        assert 2**doublings == times[2] and (linear and doublings == 1 or a["nearest_mode"] == b"floor")
        self.emit(Layer(6, node.input[:1], self.sizes[name][1], linear=linear, doublings=doublings), name)

    def pool(self, node, name):
        side = attributes(node)["kernel_shape"][0]
        assert attributes(node)["strides"] == [side, side]
        maximum = node.op_type == "MaxPool"
        self.emit(Layer(7, node.input, self.sizes[name][1], halvings=int(np.log2(side)), maximum=maximum), name)

    AveragePool = MaxPool = pool

    def pool_all(self, node, name):
        self.emit(Layer(8, node.input, self.sizes[name][1], maximum=node.op_type == "GlobalMaxPool"), name)

    GlobalAveragePool = GlobalMaxPool = pool_all

    def Slice(self, node, name):
        start, end, axis = (int(self.constants[i][0]) for i in node.input[1:4])
        assert axis == 1 and end == start + 1
        self.emit(Layer(10, [node.input[0]], 1, index=start), name)

    def ConvTranspose(self, node, name):
        weights = self.constants[node.input[1]]
        inputs, outputs, side, _ = weights.shape
        assert side == 2 and attributes(node)["strides"] == [2, 2] and attributes(node).get("pads", [0] * 4) == [0] * 4
        source = node.input[0]
        before = self.square.get(source, 1)
        # Channel (line, column, channel) of squares, of side `before` in what is read, twice that in what is made.
        made = np.zeros((2 * before, 2 * before, outputs, before * before * inputs), weights.dtype)
        for square in range(before * before):
            line, column = divmod(square, before)
            block = weights.transpose(2, 3, 1, 0)
            made[2 * line:2 * line + 2, 2 * column:2 * column + 2, :, square * inputs:(square + 1) * inputs] = block
        made = made.reshape(-1, 1, 1, before * before * inputs)
        layer = Layer(1, [source], made.shape[0], weights=made, factor=np.ones(len(made)), bias=np.zeros(len(made)))
        # What follows has one value for each of the original channels.
        layer.channels = outputs
        squares = len(made) // outputs
        layer.factor, layer.bias = np.ones(outputs), np.zeros(outputs)
        self.emit(layer, name)
        layer.channels = len(made)
        layer.factor, layer.bias = np.tile(layer.factor, squares), np.tile(layer.bias, squares)
        self.square[self.layers[-1][1]] = 2 * before

    def bytes(self):
        number = {self.graph.input[0].name: 0}
        for index, (_, name) in enumerate(self.layers):
            number[name] = index + 1
        body = struct.pack("<HHH", 3, len(self.layers), len(self.outputs))
        body += b"".join(layer.bytes(number) for layer, _ in self.layers)
        for name in self.outputs:
            called = WANTED[name].encode()
            body += struct.pack("<B", len(called)) + called + struct.pack("<HB", number[name], self.square.get(name, 1))
        return b"BSNET\0\0\x01" + struct.pack("<I", zlib.crc32(body)) + body


def attributes(node):
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def sizes_of(model):
    """Sizes of all tensors for a picture of 96 x 64 pixels."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    dims = model.graph.input[0].type.tensor_type.shape.dim
    for dim, value in zip(dims, (1, 3, 96, 64)):
        dim.dim_value = value
    for output in model.graph.output:
        output.type.tensor_type.ClearField("shape")
    del model.graph.value_info[:]
    graph = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True).graph
    known = list(graph.value_info) + list(graph.output) + list(graph.input)
    return {i.name: tuple(d.dim_value for d in i.type.tensor_type.shape.dim) for i in known}


def main():
    source, target = sys.argv[1:]
    model = onnx.load(source)
    result = Converter(model.graph).convert(sizes_of(model)).bytes()
    with open(target, "wb") as file:
        file.write(result)


if __name__ == "__main__":
    main()
