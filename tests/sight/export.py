#!/usr/bin/env python3
"""Detector and heads in one ONNX:

    export.py MODELS OUT.onnx [OLD.onnx]     MODELS: folder with centernet.json; WORK/norm.npz, bedding.npz, window.npz, pic.npz
                                             OLD.onnx: keep its bedding map and the window row of its `pic`; WORK has the rest

Input `image` 1x3xHxW, RGB 0..255; sides multiples of 32. Outputs: bed 1x1xH/4xW/4 (probability of class 59), wh 1x4xH/4xW/4
(left, up, right, down in pixels), map 1x2xH/16xW/16 and pic 1x2x1x1 (logits for bedding, window), classes 1x80x1x1 (maxima),
heat 1x80xH/4xW/4. Weights are stored as fp16 where it matters for size."""
import os, sys
import numpy as np, onnx
from onnx import TensorProto as T, helper as h, numpy_helper as nh
import convert
from data import BED, CAT, COUCH, DOG, HEAD, WORK

# What an animal in the picture adds to `pic` (times the maxima of cat and dog): bedding, window.
ANIMAL = (-3.2, 4.0)


class Graph:
    def __init__(self, graph):
        self.g = graph

    def node(self, op, inputs, name, **attributes):
        self.g.node.append(h.make_node(op, inputs, [name], **attributes))
        return name

    def value(self, name, a, half=False):
        a = np.asarray(a, np.float32, order="C")
        if not half:
            self.g.initializer.append(nh.from_array(a, name))
            return name
        self.g.initializer.append(nh.from_array(a.astype(np.float16), name + "_h"))
        return self.node("Cast", [name + "_h"], name, to=T.FLOAT)

    def whole(self, name, n):
        self.g.initializer.append(nh.from_array(np.array([n], np.int64), name))
        return name

    def conv(self, x, w, b, name, half=False, **more):
        size = list(w.shape[2:])
        return self.node("Conv", [x, self.value(name + "_w", w, half), self.value(name + "_b", b)], name, kernel_shape=size, **more)

    def hidden(self, x, p, name):
        """The 64 channels of a head of heads.py, before its answer."""
        self.node("Relu", [self.conv(x, p["a.weight"], p["a.bias"], f"{name}_a", half=True)], f"{name}_a1")
        self.conv(f"{name}_a1", p["d.weight"], p["d.bias"], f"{name}_d", pads=[1] * 4, group=len(p["d.bias"]))
        return self.node("Relu", [self.node("Add", [f"{name}_a1", f"{name}_d"], f"{name}_d1")], f"{name}_d2")


def pic_row(heads, cat, i):
    w = np.zeros(len(heads[cat]) + 80, np.float32)
    w[:-80] = heads[cat]
    w[[CAT - 80, DOG - 80]] = ANIMAL[i]
    return w


def heads_of(old):
    """The heads that a network of this kind holds, as heads.py writes them: bedding, pic."""
    p = {i.name: nh.to_array(i).astype(np.float32) for i in onnx.load(old).graph.initializer}
    bedding = {"a.weight": p["h_aw_h"], "a.bias": p["h_ab"], "d.weight": p["h_dw"], "d.bias": p["h_db"],
               "o.weight": p["h_ow"][:1], "o.bias": p["h_ob"][:1], "g.weight": p["h_gw"][:1, :, 0, 0], "g.bias": p["h_gb"][:1]}
    return bedding, {"window": p["l_w"][1, :-80, 0, 0], "offset_window": p["l_b"][1]}


def build(models, old):
    nodes, weights = convert.load(models)
    outs = {k: convert.EXPOSE[k] for k in ("b8", "b16", "n16", "n8", "f4", "logit", "e32", "heat", "wh")}
    model = convert.to_onnx(convert.simplify(nodes, weights, outs.values()), outs, "dyn", fp16=True)
    g, (norm, window, heads) = Graph(model.graph), (dict(np.load(f"{WORK}/{n}.npz")) for n in ("norm", "window", "pic"))
    N = g.node
    if old:
        bedding, kept = heads_of(old)
        heads |= kept
    else:
        bedding = dict(np.load(f"{WORK}/bedding.npz"))

    # two grids at stride 16, standardised and clipped: of the detector's own head, and from inside the backbone
    N("AveragePool", ["n8"], "n8p", kernel_shape=[2, 2], strides=[2, 2])
    N("AveragePool", ["f4"], "f16", kernel_shape=[4, 4], strides=[4, 4])
    N("MaxPool", ["logit"], "logit16", kernel_shape=[4, 4], strides=[4, 4])
    N("AveragePool", ["b8"], "b8a", kernel_shape=[2, 2], strides=[2, 2])
    N("MaxPool", ["b8"], "b8m", kernel_shape=[2, 2], strides=[2, 2])
    low, high = g.value("h_lo", -6), g.value("h_hi", 6)
    for name, parts, at in (("h", ["n16", "n8p", "f16", "logit16"], slice(0, HEAD)), ("k", ["b8a", "b8m", "b16"], slice(HEAD, None))):
        mean, sd = norm["mean"][at], norm["sd"][at]
        N("Concat", parts, f"{name}x", axis=1)
        N("Mul", [f"{name}x", g.value(f"{name}_is", (1 / sd)[None, :, None, None])], f"{name}x1")
        N("Add", [f"{name}x1", g.value(f"{name}_mu", (-mean / sd)[None, :, None, None])], f"{name}x2")
        N("Clip", [f"{name}x2", low, high], f"{name}x3")
    N("Concat", ["hx3", "kx3"], "hk", axis=1)

    # map: both heads side by side, each answering from its own channels
    N("Concat", [g.hidden("hx3", bedding, "h"), g.hidden("hk", window, "k")], "m", axis=1)
    N("GlobalAveragePool", ["m"], "m0")
    answers = lambda n: np.stack([np.r_[bedding[n].ravel(), 0 * window[n].ravel()], np.r_[0 * bedding[n].ravel(), window[n].ravel()]])[:, :, None, None]
    offset = lambda n: np.r_[bedding[n], window[n]]
    cells = g.conv("m", answers("o.weight"), offset("o.bias"), "m_o")
    N("Add", [cells, g.conv("m0", answers("g.weight"), offset("g.bias"), "m_g")], "map")

    # pic: pooled numbers in the order of features.py, then the grid weighted by the heat of bed and of couch, then the classes
    pooled = [N("GlobalMaxPool", ["logit"], "pc0"), N("GlobalAveragePool", ["logit"], "pc1")]
    for i, t in enumerate(("n16", "e32", "f16", "n8p")):
        pooled += [N("GlobalAveragePool", [t], f"pa{i}"), N("GlobalMaxPool", [t], f"pm{i}")]
    axis, classes = g.whole("s_axis", 1), {c: g.whole(f"s{c}", c) for c in sorted({BED, BED + 1, COUCH, COUCH + 1})}
    N("Slice", ["heat", classes[BED], classes[BED + 1], axis], "bed")
    N("Slice", ["heat", classes[COUCH], classes[COUCH + 1], axis], "couch")
    N("GlobalMaxPool", ["heat"], "classes")
    for i, c in enumerate(("bed", "couch")):
        w = N("MaxPool", [c], f"aw{i}", kernel_shape=[4, 4], strides=[4, 4])
        weighted = N("GlobalAveragePool", [N("Mul", ["hx3", w], f"ax{i}")], f"an{i}")
        pooled.append(N("Div", [weighted, N("Add", [N("GlobalAveragePool", [w], f"as{i}"), g.value(f"ae{i}", 1e-9)], f"ad{i}")], f"aq{i}"))
    N("Concat", pooled + ["classes"], "pc", axis=1)
    w = np.stack([pic_row(heads, "bedding", 0), pic_row(heads, "window", 1)])
    g.conv("pc", w[:, :, None, None], np.array([heads["offset_bedding"], heads["offset_window"]]), "pic")

    value = lambda n, shape: h.make_tensor_value_info(n, T.FLOAT, shape)
    del g.g.output[:]
    g.g.output.extend([value("bed", [1, 1, "fh", "fw"]), value("wh", [1, 4, "fh", "fw"]), value("map", [1, 2, "gh", "gw"]),
                       value("pic", [1, 2, 1, 1]), value("classes", [1, 80, 1, 1]), value("heat", [1, 80, "fh", "fw"])])
    return model


def main():
    models, out = sys.argv[1:3]
    model = build(models, sys.argv[3] if len(sys.argv) > 3 else None)
    onnx.checker.check_model(model)
    onnx.save(model, out)
    print(out, os.path.getsize(out), "bytes")


if __name__ == "__main__":
    main()
