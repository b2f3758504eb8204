#!/usr/bin/env python3
"""Compares the program with the reference on the labelled photos: how often both flag, and how far the confidences are apart.

    agree.py BLANKSHEET PHOTOS          PHOTOS: a folder, such as ../shared/sight/hotel
Exits with 1 where they agree on fewer than 98 of 100 photos, or differ by more than .05.
"""
import json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))


def photos(command):
    lines = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    return {os.path.basename(photo["path"]): photo["flags"] for photo in map(json.loads, lines)}


def main():
    program, folder = sys.argv[1:]
    ours = photos([program, "inspect", "--visible-only", "--json", "--quiet", folder])
    theirs = photos([sys.executable, os.path.join(HERE, "reference.py"), os.path.join(HERE, "sight.onnx"), folder,
                     "--faces", os.path.join(HERE, "face.onnx")])
    bad = False
    for category in "bedding", "window", "face":
        sure = lambda flags: max((flag["confidence"] for flag in flags if flag["category"] == category), default=None)
        pairs = [(name, sure(ours[name]), sure(flags)) for name, flags in theirs.items()]
        unlike = [name for name, a, b in pairs if (a is None) != (b is None)]
        apart = max((abs(a - b) for _, a, b in pairs if a is not None and b is not None), default=0)
        print(f"{category}: {len(pairs) - len(unlike)} of {len(pairs)} alike, confidences at most {apart:.3f} apart, unlike: {unlike}")
        bad |= len(unlike) > .02 * len(pairs) or apart > .05
    sys.exit(bad)


if __name__ == "__main__":
    main()
