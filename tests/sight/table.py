#!/usr/bin/env python3
"""Scores on photos of unseen sources (WORK/*_folds.pkl of heads.py): table.py [--fix]

Image recall / box recall / false alarms / over-cover / over-cover on pictures with the thing, in per cent. "nested": the
threshold of a fold is chosen on the other folds. --fix: with the thresholds of rules.json."""
import os, pickle, sys
import numpy as np
import reference as rules
from data import *
from export import ANIMAL

sys.path.insert(0, os.path.join(SIGHT, "../eval"))
import score_sight

# Share of false alarms aimed at: (rooms, pets) for bedding, (rooms and pets of the hotel set) for windows.
AIMS = {"low": ((.05, .08), .05), "normal": ((.09, .12), .10), "high": ((.20, .25), .20)}


def scores(found, wh, bed):
    """`found`: KEY#0, and KEY#2 for the second look -> scores and boxes."""
    result, boxes = {"bedding": {}, "window": {}}, {"bedding": {}, "window": {}}
    for key in DEV:
        first, small = found[key + "#0"], found[key + "#2"]
        result["bedding"][key] = bedding(first)
        if rules.again(bedding(first), animal(first)):
            result["bedding"][key] = (bedding(first) + bedding(small)) / 2
        result["window"][key] = rules.window_score(first["map"][1], first["window"] + ANIMAL[1] * animal(first))
        boxes["bedding"][key] = rules.bedding_boxes(bed[key], wh[key], first["map"][0])
        boxes["window"][key] = rules.window_boxes(first["map"][1])
    return result, boxes


def animal(f):
    return sum(rules.sigmoid(f["raw"][c]) for c in (CAT, DOG))


def bedding(f):
    return rules.bedding_score(rules.sigmoid(f["raw"][BED]), f["map"][0], f["bedding"] + ANIMAL[0] * animal(f))


def level(values, cat, keys, aim):
    """Threshold with a share of false alarms on `keys`: on rooms and on pets both for bedding, on the hotel set for windows."""
    def at(part, share):
        negatives = sorted((values[k] for k in part if k in keys and label(k, cat)[0] == 0), reverse=True)
        return negatives[min(len(negatives) - 1, round(share * len(negatives)))]
    return max(at(ROOMS, aim[0]), at(HOTEL_PETS + PETS, aim[1])) if cat == "bedding" else at(HOTEL, aim)


def row(cat, boxes, keys):
    flags = {k: [{"category": cat, "box": b, "confidence": 1.} for b in boxes.get(k, [])] for k in keys}
    r = score_sight.score({k: DEV[k] for k in keys}, flags)[cat]
    return "/".join(f"{100 * r[n]:.0f}" for n in ("image_recall", "box_recall", "false_alarms", "over_cover", "over_cover_with"))


def table(values, boxes, fixed):
    for cat in ("bedding", "window"):
        print(cat, "AUC", aucs(values[cat], cat))
        for name, aim in AIMS.items():
            chosen, used = {}, []
            for fold in range(5):
                others = {k for k in DEV if FOLD[k] != fold}
                limit = rules.RULES[cat]["from"][name] if fixed else level(values[cat], cat, others, aim[cat == "window"])
                used.append(round(limit, 2))
                chosen |= {k: boxes[cat][k] for k in DEV if FOLD[k] == fold and values[cat][k] > limit}
            everything = level(values[cat], cat, set(DEV), aim[cat == "window"])
            print(f"  {name:7}", " | ".join(f"{g} {row(cat, chosen, ks)}" for g, ks in GROUPS.items()), used, f"all folds: {everything:.2f}")
            if name == "normal":
                for fold in range(5):
                    ks = [k for k in DEV if FOLD[k] == fold]
                    print(f"     fold {fold}", " | ".join(f"{g} ({sum(k in p for k in ks)}) {row(cat, chosen, [k for k in ks if k in p])}"
                                                        for g, p in (("hotel", set(HOTEL)), ("pets", set(PETS))) if any(k in p for k in ks)))


def main():
    found, *maps = (pickle.load(open(f"{WORK}/{n}_folds.pkl", "rb")) for n in ("pic", "bedding", "window"))
    for key in found:
        found[key]["map"] = [m[key].astype(np.float32) for m in maps]
    bed, wh = pickle.load(open(f"{WORK}/boxes.pkl", "rb"))
    table(*scores(found, wh, bed), "--fix" in sys.argv)


if __name__ == "__main__":
    main()
