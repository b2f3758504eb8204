#!/usr/bin/env python3
"""YuNet as it is published (ONNX) -> what convert_networks.py reads:

    faces.py yunet_n_dynamic.onnx face.onnx

From https://github.com/ShiqiYu/libfacedetection.train, folder onnx. What changes: the answers "face or not", "box" and "object
or not" of a level, each a 1x1 and a depthwise 3x3 convolution of the same tensor, become one of six channels; their curves, the
landmarks and the shuffling of numbers at the end go; weights are stored as fp16. Input: blue, green, red of 0..255."""
import sys
import numpy as np, onnx
from onnx import TensorProto as T, helper as h, numpy_helper as nh

ANSWERS = ("cls", "bbox", "obj")


def main():
    source, target = sys.argv[1:]
    old = onnx.load(source).graph
    value = {i.name: nh.to_array(i) for i in old.initializer}
    head = lambda answer, level, conv: next(n for n in old.node if n.op_type == "Conv" and f"{answer}.{level}.{conv}.weight" in n.input[1])
    nodes, weights, constants = [], {}, {}
    for level in range(3):
        firsts, seconds = ([head(answer, level, conv) for answer in ANSWERS] for conv in ("conv1", "conv2"))
        assert len({n.input[0] for n in firsts}) == 1 and all(b.input[0] == a.output[0] for a, b in zip(firsts, seconds))
        step = 8 << level
        for part, convs, group in (("1", firsts, 1), ("2", seconds, 6)):
            for i, kind in ((1, "w"), (2, "b")):
                weights[f"face{step}_{part}{kind}"] = np.concatenate([value[n.input[i]] for n in convs])
            size = list(weights[f"face{step}_{part}w"].shape[2:])
            reads = firsts[0].input[0] if part == "1" else f"face{step}_1"
            nodes.append(h.make_node("Conv", [reads, f"face{step}_{part}w", f"face{step}_{part}b"], [f"face{step}" + "_1" * (part == "1")],
                                     kernel_shape=size, pads=[size[0] // 2] * 4, strides=[1, 1], group=group))
    needed, kept = [n.input[0] for n in nodes if not n.input[0].startswith("face")], []
    for node in reversed(old.node):
        if set(node.output) & set(needed):
            kept.append(node)
            needed += node.input
    for node in kept[::-1]:
        if node.op_type == "Resize":  # twice the size, each value four times
            scales = [i for i in node.input if i and i in value and value[i].size == 4]
            assert len(scales) <= 1
            constants["twice"] = np.array([1, 1, 2, 2], np.float32)
            node = h.make_node("Resize", [node.input[0], "", "twice"], list(node.output), mode="nearest", nearest_mode="floor",
                               coordinate_transformation_mode="asymmetric")
        elif node.op_type == "Constant":
            continue
        nodes.insert(len(nodes) - 6, node)
        weights |= {i: value[i] for i in node.input if i in value and node.op_type == "Conv"}
    half = {n for n, a in weights.items() if a.ndim == 4}
    casts = [h.make_node("Cast", [n + "_h"], [n], to=T.FLOAT) for n in sorted(half)]
    stored = [nh.from_array(weights[n].astype(np.float16), n + "_h") if n in half else nh.from_array(weights[n], n) for n in sorted(weights)]
    stored += [nh.from_array(a, n) for n, a in constants.items()]
    graph = h.make_graph(casts + nodes, "face", [h.make_tensor_value_info("image", T.FLOAT, [1, 3, "height", "width"])],
                         [h.make_tensor_value_info(f"face{s}", T.FLOAT, [1, 6, f"h{s}", f"w{s}"]) for s in (8, 16, 32)], stored)
    for node in graph.node:
        node.input[:] = ["image" if i == old.input[0].name else i for i in node.input]
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 14)], producer_name="blanksheet")
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, target)
    print(target, len(model.SerializeToString()), "bytes")


if __name__ == "__main__":
    main()
