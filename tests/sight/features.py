#!/usr/bin/env python3
"""Run the detector once over every labelled and training picture and keep what the heads are trained on:

    features.py ALL.onnx [NETWORK.onnx]      ALL.onnx: convert.py with --outputs logit,wh,e32,n16,n8,f4,b16,b8
                                             NETWORK.onnx: take the standardisation of this network, to renew a head of it

Writes WORK/grid_HxW.npy (stride 16, standardised, clipped), index.pkl, pooled.npy, keys.json, norm.npz; boxes.pkl holds
what table.py needs. Labelled photos stand three times: KEY#0 as they are, KEY#1 mirrored, KEY#2 small, as a second look
sees them (never trained on)."""
import json, pickle, sys
import numpy as np, onnx, onnxruntime as ort
from PIL import Image, ImageOps
from data import *

AGAIN = json.load(open(f"{HERE}/rules.json"))["bedding"]["again"]
NAMES = ["logit", "wh", "e32", "n16", "n8", "f4", "b16", "b8"]


def network_input(image, side=384):
    w, h = image.size
    k = side / max(w, h)
    size = [max(64, round(v * k / 32) * 32) for v in (w, h)]
    return np.asarray(image.resize(size, Image.BILINEAR), np.float32).transpose(2, 0, 1)[None]


def fingerprint(image):
    grey = np.asarray(image.convert("L").resize((17, 16), Image.BOX), int)
    return (grey[:, 1:] > grey[:, :-1]).ravel()


def shrink(a, k, how):
    c, h, w = a.shape
    return getattr(a.reshape(c, h // k, k, w // k, k), how)((2, 4))


def look(net, image, side=384):
    """-> stride-16 grid of 808 channels, pooled vector of 2,272 numbers (order: see export.py), heat of beds, their boxes."""
    out = {n: v[0] for n, v in zip(NAMES, net.run(NAMES, {"image": network_input(image, side)}))}
    n8, f16 = shrink(out["n8"], 2, "mean"), shrink(out["f4"], 4, "mean")
    grid = np.concatenate([out["n16"], n8, f16, shrink(out["logit"], 4, "max"), shrink(out["b8"], 2, "mean"), shrink(out["b8"], 2, "max"), out["b16"]])
    grid = grid.astype(np.float16)
    pooled = [out["logit"].max((1, 2)), out["logit"].mean((1, 2))]
    for a in (out["n16"], out["e32"], f16, n8):
        pooled += [a.mean((1, 2)), a.max((1, 2))]
    return grid, np.concatenate(pooled).astype(np.float32), 1 / (1 + np.exp(-out["logit"][BED])), out["wh"]


def stored(network):
    """Mean and deviation that a network of this kind holds."""
    parts = {i.name: onnx.numpy_helper.to_array(i).ravel() for i in onnx.load(network).graph.initializer if i.name in ("h_is", "h_mu")}
    return -parts["h_mu"][:HEAD] / parts["h_is"][:HEAD], 1 / parts["h_is"][:HEAD]


def main():
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    net = ort.InferenceSession(sys.argv[1], options)
    rng, grids, pooled, prints, left_out = np.random.default_rng(0), {}, {}, [], 0
    beds, boxes = {}, {}
    for key in list(DEV) + list(TRAIN):
        if key not in DEV and ("X" in TRAIN[key][3] or key.rsplit("/", 1)[-1].split("|")[-1] in NAMES):
            continue
        try:
            image = ImageOps.exif_transpose(Image.open(picture(key))).convert("RGB")
        except OSError as error:
            print("left out:", key, error)
            continue
        small = AGAIN["side"]
        views = [(key + "#0", image, 384), (key + "#1", ImageOps.mirror(image), 384), (key + "#2", image, small)] if key in DEV else [(key, image, 384)]
        for name, view, side in views:
            print_ = fingerprint(view)
            if key in DEV:
                prints.append(print_)
            elif (np.array(prints) != print_).sum(1).min() <= 30:  # a near copy of a labelled photo
                left_out += 1
                continue
            grids[name], pooled[name], bed, wh = look(net, view, side)
            if name.endswith("#0"):
                beds[key], boxes[key] = bed, wh
    print(len(grids), "pictures;", left_out, "near copies of labelled photos left out")

    keys = list(grids)
    sample = np.concatenate([grids[keys[i]].astype(np.float32).reshape(len(grids[keys[0]]), -1)[:, ::3] for i in rng.permutation(len(keys))[:500] if not keys[i].endswith("#2")], 1)
    mean, sd = sample.mean(1), sample.std(1) + 1e-3
    if len(sys.argv) > 2:
        mean[:HEAD], sd[:HEAD] = stored(sys.argv[2])
    np.savez(f"{WORK}/norm.npz", mean=mean, sd=sd)

    shapes, index = {}, {}
    for key in keys:
        grid = grids.pop(key)
        x = grid.astype(np.float32).reshape(len(grid), -1)
        heat = 1 / (1 + np.exp(-x[HEAD - 80:HEAD]))
        x = np.clip((x - mean[:, None]) / sd[:, None], -6, 6)
        pooled[key] = np.concatenate([pooled[key]] + [x[:HEAD] @ (heat[c] / (heat[c].sum() + 1e-6)) for c in (BED, COUCH)])
        shape = grid.shape[1:]
        shapes.setdefault(shape, []).append(x.reshape(grid.shape).astype(np.float16))
        index[key] = (shape, len(shapes[shape]) - 1)
    for shape, stack in shapes.items():
        np.save(f"{WORK}/grid_{shape[0]}x{shape[1]}.npy", np.stack(stack))
    pickle.dump(index, open(f"{WORK}/index.pkl", "wb"))
    np.save(f"{WORK}/pooled.npy", np.stack([pooled[k] for k in keys]).astype(np.float32))
    json.dump(keys, open(f"{WORK}/keys.json", "w"))
    pickle.dump((beds, boxes), open(f"{WORK}/boxes.pkl", "wb"))


if __name__ == "__main__":
    main()
