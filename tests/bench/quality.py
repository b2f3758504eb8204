"""Distance and size of redrawn JPEGs beside `cjpeg -quality 92` at the same chroma sampling.

usage: python3 tests/bench/quality.py PHOTOS [--program target/release/blanksheet] [--limit 40]

The source is each photo as djpeg decodes it, turned upright by jpegtran-free means (numpy), without profile. Photos with a
profile are left out: there the colours change on purpose. Needs djpeg, cjpeg, numpy, pillow.
"""
import argparse
import io
import json
import os
import subprocess
import tempfile

import numpy as np
from PIL import Image, ImageOps


def decoded(data):
    ppm = subprocess.run(["djpeg"], input=data, capture_output=True).stdout
    if not ppm:
        return np.zeros((0, 0, 3), np.uint8)
    return np.asarray(Image.open(io.BytesIO(ppm)).convert("RGB"))


def psnr(one, other):
    error = ((one.astype(np.float64) - other) ** 2).mean()
    return 99.0 if error == 0 else 10 * np.log10(255 * 255 / error)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("photos")
    options.add_argument("--program", default="target/release/blanksheet")
    options.add_argument("--limit", type=int, default=40)
    chosen = options.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as work:
        lines = subprocess.run([chosen.program, "clean", chosen.photos, "--out", work + "/out", "--json", "--quiet"], capture_output=True, text=True).stdout
        for line in map(json.loads, lines.splitlines()):
            if len(rows) == chosen.limit or line["outcome"] != "cleaned" or line["format"] != "jpeg":
                continue
            if any("damaged" in note or "missing" in note for note in line["warnings"]):
                continue
            original = Image.open(line["path"])
            if original.format not in ("JPEG", "MPO") or original.info.get("icc_profile") or original.mode not in ("RGB", "L"):
                continue
            source = decoded(open(line["path"], "rb").read())
            if not source.size:
                continue
            how = original.getexif().get(0x112, 1)
            upright = Image.fromarray(source)
            turn = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
                    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90}.get(how)
            upright = upright.transpose(turn) if turn is not None else upright
            ours = open(line["output"], "rb").read()
            sampling = "1x1" if Image.open(io.BytesIO(ours)).layer[0][1:3] == (1, 1) else "2x2"
            gray = ["-grayscale"] if original.mode == "L" else []
            ppm = io.BytesIO()
            upright.save(ppm, "PPM")
            theirs = subprocess.run(["cjpeg", "-quality", "92", "-sample", sampling, *gray], input=ppm.getvalue(), capture_output=True).stdout
            target = np.asarray(upright)
            if target.shape != decoded(ours).shape:
                print(f"{line['path']}: another size; left out")
                continue
            row = psnr(target, decoded(ours)), psnr(target, decoded(theirs)), len(ours) / len(theirs)
            rows.append(row)
            print(f"{os.path.basename(line['path'])[:44]:44} {sampling}  ours {row[0]:6.2f} dB  cjpeg {row[1]:6.2f} dB  difference {row[0] - row[1]:+.2f}  size x {row[2]:.2f}")
    differences = [ours - theirs for ours, theirs, _ in rows]
    print(f"{len(rows)} photos: worst difference {min(differences):+.2f} dB (at least -0.5), median {np.median(differences):+.2f}; largest size x {max(r[2] for r in rows):.2f} (at most 1.2), median x {np.median([r[2] for r in rows]):.2f}")


if __name__ == "__main__":
    main()
