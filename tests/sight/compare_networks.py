#!/usr/bin/env python3
"""Compares src/detect/engine with onnxruntime, values and time, on one thread each.

    cargo build --release --example sight_raw
    compare_networks.py target/release/examples/sight_raw sight.onnx sight.bin 384x384,384x288 PICTURE...
    compare_networks.py target/release/examples/sight_raw text.onnx text.bin 640x640,480x640 PICTURE...

Sizes are height x width; pictures are squashed to them. Without pictures, noise. Needs numpy, onnxruntime and Pillow.
Prints for each output the largest absolute difference and the largest value, and the processor time of 15 runs.
"""
import os
import subprocess
import sys
import tempfile
import time

import numpy as np
import onnxruntime
from PIL import Image

RUNS = 15
NAMES = {"text": "fetch_name_0"}


def prepared(path, height, width, text):
    """Planes of the picture as the network was trained: RGB 0..255, or BGR with mean and deviation taken out."""
    if path is None:
        pixels = np.random.default_rng(1).integers(0, 256, (height, width, 3)).astype(np.float32)
    else:
        pixels = np.asarray(Image.open(path).convert("RGB").resize((width, height), Image.BILINEAR), np.float32)
    if text:
        pixels = (pixels[:, :, ::-1] / 255 - (0.485, 0.456, 0.406)) / (0.229, 0.224, 0.225)
    return np.ascontiguousarray(pixels.transpose(2, 0, 1)[None], np.float32)


def main():
    program, source, network, sizes, *pictures = sys.argv[1:]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    feed = session.get_inputs()[0].name
    for size in sizes.split(","):
        height, width = map(int, size.split("x"))
        for path in pictures or [None]:
            picture = prepared(path, height, width, feed == "x")
            with tempfile.TemporaryDirectory() as folder:
                raw = os.path.join(folder, "picture")
                picture.tofile(raw)
                command = [program, network, str(height), str(width), raw, folder, str(RUNS)]
                lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
                times = []
                for _ in range(RUNS):
                    start = time.process_time()
                    expected = session.run(None, {feed: picture})
                    times.append((time.process_time() - start) * 1e3)
                expected = dict(zip((o.name for o in session.get_outputs()), expected))
                print(f"{size} {path or 'noise'}: {lines[-1]}; onnxruntime {sorted(times)[RUNS // 2]:.2f} ms, least {min(times):.2f}")
                for line in lines[:-1]:
                    name, *shape = line.split()
                    found = np.fromfile(os.path.join(folder, name), np.float32).reshape([1, *map(int, shape)])
                    wanted = expected[NAMES.get(name, name)]
                    assert found.shape == wanted.shape, (name, found.shape, wanted.shape)
                    print(f"  {name}: difference {np.abs(found - wanted).max():.2e}, largest {np.abs(wanted).max():.4g}")


if __name__ == "__main__":
    main()
