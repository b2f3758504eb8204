#!/usr/bin/env python3
"""Run the sight network on a folder of photos and print flags as JSON lines, as `inspect --visible-only --json` does.

    reference.py NETWORK.onnx FOLDER [--faces FACE.onnx] [--sensitivity low|normal|high] [--all]
                                                                   --all: also flags below the threshold, for a true AUC

The yardstick of the Rust code: same pictures, same scores, same boxes. Numbers: rules.json."""
import argparse, glob, json, os
import numpy as np, onnxruntime as ort
from PIL import Image, ImageOps
from scipy import ndimage

RULES = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "rules.json")))
CAT, DOG = 15, 16  # classes of the detector
sigmoid = lambda x: 1 / (1 + np.exp(-x))


def session(path):
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(path, options)


def load(path):
    return np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("RGB"))


def outputs(net, rgb, side=384, least=64):
    """Long side 384, the other rounded to a multiple of 32 (both at least 64), squashed to it by an antialiased resize."""
    h, w = rgb.shape[:2]
    k = side / max(h, w)
    size = tuple(max(least, round(v * k / 32) * 32) for v in (w, h))
    x = np.asarray(Image.fromarray(rgb).resize(size, Image.BILINEAR), np.float32).transpose(2, 0, 1)[None]
    return dict(zip([o.name for o in net.get_outputs()], net.run(None, {net.get_inputs()[0].name: x})))


def strongest(cells):
    """Mean of the strongest 4 % of the cells (rounded down), three at least."""
    return float(np.sort(cells.ravel())[::-1][:max(3, cells.size // 25)].mean())


def bedding_score(bed, cells, whole):
    """logit of the highest `bed` + grid x strongest map cells + whole x `pic`."""
    r, peak = RULES["bedding"], float(np.clip(bed.max(), 1e-6, 1 - 1e-6))
    return float(r["peak"] * np.log(peak / (1 - peak)) + r["grid"] * strongest(cells) + r["whole"] * whole)


def again(score, animal):
    """Whether a picture is looked at once more, smaller; then the mean of both scores counts."""
    r = RULES["bedding"]["again"]
    return animal > r["animal"] and r["above"] <= score < r["below"]


def window_score(cells, whole):
    r = RULES["window"]
    return float(r["grid"] * strongest(cells) + r["whole"] * whole)


def components(p, above):
    """Bounding boxes (fractions) of the 8-connected components of cells above a value that cover at least a share of the map."""
    labels, _ = ndimage.label(p > above, np.ones((3, 3)))
    h, w = p.shape
    return [(s[1].start / w, s[0].start / h, s[1].stop / w, s[0].stop / h) for i, s in enumerate(ndimage.find_objects(labels), 1)
            if (labels[s] == i).sum() >= RULES["least_share"] * h * w]


def peaks(bed, wh):
    """Boxes of the detector: local maxima (3x3) of `bed` of at least a share of the highest, at most six, grown by a factor."""
    r, (h, w) = RULES["bedding"], bed.shape
    ys, xs = np.nonzero((bed == ndimage.maximum_filter(bed, 3)) & (bed >= r["peaks_from"] * bed.max()))
    boxes = []
    for i in np.argsort(-bed[ys, xs], kind="stable")[:r["peaks_most"]]:
        left, up, right, down = r["grow"] * wh[:, ys[i], xs[i]]
        x, y = 4 * xs[i], 4 * ys[i]
        boxes.append((max(0, (x - left) / (4 * w)), max(0, (y - up) / (4 * h)), min(1, (x + right) / (4 * w)), min(1, (y + down) / (4 * h))))
    return boxes


def bedding_boxes(bed, wh, cells):
    return peaks(bed, wh) + components(sigmoid(cells), RULES["bedding"]["cells_from"])


def window_boxes(cells):
    r, p = RULES["window"], sigmoid(cells)
    return components(p, min(r["cells_from"], r["cells_share"] * p.max()))


def overlap(a, b):
    """The shared part of two boxes, of their union."""
    area = lambda x0, y0, x1, y1: max(0, x1 - x0) * max(0, y1 - y0)
    shared = area(max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    return shared / (area(*a) + area(*b) - shared)


def apart(found, same):
    """The surest of those (sureness, ..., box) whose boxes share more than a part of their union."""
    kept = []
    for one in sorted(found, key=lambda f: -f[0]):
        if all(overlap(one[-1], other[-1]) < same for other in kept):
            kept.append(one)
    return kept


def subjects(heat, wh):
    """People and animals: (sureness, whether a person, box), the surest first."""
    r, (_, h, w), found = RULES["subjects"], heat.shape, []
    for c in r["people"] + r["animals"]:
        for y, x in zip(*np.nonzero((heat[c] == ndimage.maximum_filter(heat[c], 3)) & (heat[c] >= r["from"]))):
            left, up, right, down = wh[:, y, x]
            box = np.clip([(4 * x - left) / (4 * w), (4 * y - up) / (4 * h), (4 * x + right) / (4 * w), (4 * y + down) / (4 * h)], 0, 1)
            found.append((float(heat[c, y, x]), c in r["people"], tuple(map(float, box))))
    return apart(found, r["same"])[:r["most"]]


def face(net, rgb, seen):
    """Score and boxes; faces whose middle lies on an animal, and on no person that is surer, are none."""
    r, found = RULES["face"], []
    for cells in (cells[0] for cells in outputs(net, rgb[:, :, ::-1], r["side"], 32).values()):
        h, w = cells.shape[1:]
        sure = np.sqrt(sigmoid(cells[0]) * sigmoid(cells[5]))
        for y, x in zip(*np.nonzero(sure >= r["others_from"])):
            (dx, dy), (fw, fh) = cells[1:3, y, x], np.exp(cells[3:5, y, x])
            box = np.clip([(x + dx - fw / 2) / w, (y + dy - fh / 2) / h, (x + dx + fw / 2) / w, (y + dy + fh / 2) / h], 0, 1)
            found.append((float(sure[y, x]), tuple(map(float, box))))
    holds = lambda b, x, y: b[0] <= x <= b[2] and b[1] <= y <= b[3]
    of_animal = lambda b: not next((person for _, person, s in seen if holds(s, (b[0] + b[2]) / 2, (b[1] + b[3]) / 2)), True)
    faces = [(sure, b) for sure, b in apart(found, r["same"]) if not of_animal(b)]
    pad = lambda x0, y0, x1, y1: tuple(float(v) for v in np.clip([x0 - r["pad"] * (x1 - x0), y0 - r["pad"] * (y1 - y0), x1 + r["pad"] * (x1 - x0),
                                                            y1 + r["pad"] * (y1 - y0)], 0, 1))
    return max((sure for sure, _ in faces), default=0.), [pad(*b) for _, b in faces]


def sight(net, rgb, faces=None):
    """-> {category: (score, boxes)}; boxes are fractions of the upright photo, to be shown where the score is above the threshold."""
    out = outputs(net, rgb)
    bed, wh, cells, whole = out["bed"][0, 0], out["wh"][0], out["map"][0], out["pic"].ravel()
    bedding = bedding_score(bed, cells[0], whole[0])
    if again(bedding, out["classes"][0, [CAT, DOG]].sum()):
        small = outputs(net, rgb, RULES["bedding"]["again"]["side"])
        bedding = (bedding + bedding_score(small["bed"], small["map"][0, 0], small["pic"].ravel()[0])) / 2
    return {"bedding": (bedding, bedding_boxes(bed, wh, cells[0])),
            "window": (window_score(cells[1], whole[1]), window_boxes(cells[1]))} | (
                {"face": face(faces, rgb, subjects(out["heat"][0], wh))} if faces else {})


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("network")
    ap.add_argument("folder")
    ap.add_argument("--sensitivity", default="normal", choices=["low", "normal", "high"])
    ap.add_argument("--all", action="store_true")
    ap.add_argument("--faces")
    a = ap.parse_args()
    net, faces = session(a.network), session(a.faces) if a.faces else None
    for path in sorted(glob.glob(os.path.join(a.folder, "*"))):
        found = sight(net, load(path), faces)
        flags = [{"category": c, "box": [round(float(v), 4) for v in b], "confidence": round(float(s if c == "face" else sigmoid(s)), 4)}
                 for c, (s, boxes) in found.items() for b in boxes if a.all or s > RULES[c]["from"][a.sensitivity]]
        print(json.dumps({"path": path, "outcome": "inspected", "scores": {c: round(s, 3) for c, (s, _) in found.items()}, "flags": flags}))


if __name__ == "__main__":
    main()
