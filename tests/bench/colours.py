"""Cleans pictures in other colour spaces and compares the colours of the copies with those that littlecms makes.

usage: python3 tests/bench/colours.py [--program target/release/blanksheet] [--cmyk PROFILE.icc]

Prints the mean and the largest difference (CIEDE2000) of the means of a grid of 12×12 fields, a line for each picture; the status is 1 where
a difference is above 1 or a picture has no copy. Needs Pillow with ImageCms. CMYK is tried where a profile is given or found.
"""
import argparse
import glob
import io
import math
import os
import random
import struct
import subprocess
import sys
import tempfile
import zlib

from PIL import Image, ImageCms

GRID, CELL, GRAIN = 12, 32, 6
D50 = (0.9642, 1.0, 0.8249)
# Chromaticities of white, red, green and blue.
D65 = (0.3127, 0.3290)
SRGB = (D65, (0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
P3 = (D65, (0.68, 0.32), (0.265, 0.69), (0.15, 0.06))
ADOBE = (D65, (0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
BT2020 = (D65, (0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
# The curve of sRGB as a parametric curve of type 3. [IEC 61966-2-1; ICC.1 10.18]
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
PLACES = ["/usr/share/color/icc/**/*CMYK*.icc", "/usr/share/color/icc/**/*cmyk*.icc", "/usr/share/ghostscript/**/default_cmyk.icc"]


def product(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(3)) for j in range(len(b[0]))] for i in range(3)]


def inverse(m):
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return [[(e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det],
            [(f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det],
            [(d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det]]


def to_d50(space):
    """RGB to XYZ under D50, adapted by Bradford. [ICC.1 annex E]"""
    white, *primaries = [(x / y, 1.0, (1 - x - y) / y) for x, y in space]
    columns = [[p[i] for p in primaries] for i in range(3)]
    scale = product(inverse(columns), [[v] for v in white])
    matrix = [[columns[i][j] * scale[j][0] for j in range(3)] for i in range(3)]
    bradford = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
    cone = [product(bradford, [[v] for v in w]) for w in (white, D50)]
    gain = [[cone[1][i][0] / cone[0][i][0] if i == j else 0.0 for j in range(3)] for i in range(3)]
    return product(product(product(inverse(bradford), gain), bradford), matrix)


def profile(space, curve):
    """A matrix profile; `curve`: an exponent, or the numbers of a parametric curve of type 3."""
    s15 = lambda v: struct.pack(">i", round(v * 65536))
    matrix = to_d50(space)
    xyz = lambda v: b"XYZ \0\0\0\0" + b"".join(map(s15, v))
    numbers = curve if isinstance(curve, tuple) else (curve,)
    kind = 3 if isinstance(curve, tuple) else 0
    trc = b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + b"".join(map(s15, numbers))
    text = b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", 8, 28) + "test".encode("utf-16-be")
    tags = {b"desc": text, b"cprt": text, b"wtpt": xyz(D50), b"rTRC": trc, b"gTRC": trc, b"bTRC": trc}
    tags |= {name: xyz([row[i] for row in matrix]) for i, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))}
    table, data, start = b"", b"", 132 + 12 * len(tags)
    for name, body in tags.items():
        body += b"\0" * (-len(body) % 4)
        table += name + struct.pack(">II", start + len(data), len(body))
        data += body
    size = start + len(data)
    head = struct.pack(">I4xI4s4s4s12x4s24x", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ", b"acsp") + b"".join(map(s15, D50))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data


def picture(mode):
    """Fields of colours all over the cube, with grays among them; with a little grain, so that rounding averages out as in a photo."""
    chance = random.Random(5)
    colours = []
    for at in range(GRID * GRID):
        colour = [chance.randrange(256)] * 3 if at % 9 == 0 else [chance.randrange(256) for _ in range(3)]
        colours.append(colour if mode == "RGB" else colour + [chance.randrange(128)])
    image = Image.new(mode, (GRID * CELL, GRID * CELL))
    pixel = lambda x, y: tuple(min(max(v + chance.randrange(-GRAIN, GRAIN + 1), 0), 255) for v in colours[y // CELL * GRID + x // CELL])
    image.putdata([pixel(x, y) for y in range(GRID * CELL) for x in range(GRID * CELL)])
    return image


def png(image, chunks):
    """A PNG with these chunks before its data."""
    chunk = lambda name, body: struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    width, height = image.size
    rows = image.tobytes()
    raw = b"".join(b"\0" + rows[y * width * 3:(y + 1) * width * 3] for y in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*c) for c in chunks) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def saved(image, kind, icc):
    out = io.BytesIO()
    options = {"quality": 100, "subsampling": 0} if kind == "JPEG" else {}
    image.save(out, kind, icc_profile=icc, **options)
    return out.getvalue()


def means(image):
    """Red, green and blue of the fields, not rounded: near gray one step of eight bits is a difference of 1.4."""
    for at in range(GRID * GRID):
        left, top = at % GRID * CELL, at // GRID * CELL
        samples = image.crop((left, top, left + CELL, top + CELL)).tobytes()
        yield [sum(samples[channel::3]) / CELL ** 2 for channel in range(3)]


def lab(image):
    """Lab under D50 of the means of the fields of an sRGB picture."""
    matrix = to_d50(SRGB)
    linear = lambda v: v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
    f = lambda t: t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
    out = []
    for mean in means(image.convert("RGB")):
        xyz = product(matrix, [[linear(v / 255)] for v in mean])
        x, y, z = (f(xyz[i][0] / D50[i]) for i in range(3))
        out.append((116 * y - 16, 500 * (x - y), 200 * (y - z)))
    return out


def ciede2000(one, other):
    """[CIE 142-2001]"""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)))
    c1, c2 = math.hypot((1 + g) * a1, b1), math.hypot((1 + g) * a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, (1 + g) * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    lm, cm, hm = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    cosine = lambda angle: math.cos(math.radians(angle))
    t = 1 - 0.17 * cosine(hm - 30) + 0.24 * cosine(2 * hm) + 0.32 * cosine(3 * hm + 6) - 0.20 * cosine(4 * hm - 63)
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = -2 * math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7)) * math.sin(math.radians(60 * math.exp(-(((hm - 275) / 25) ** 2))))
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * dc / sc * dh / sh)


def cases(cmyk):
    """Name, file, and the profile that its numbers are in."""
    rgb = picture("RGB")
    spaces = [("Display P3", P3, SRGB_CURVE), ("Adobe RGB", ADOBE, 563 / 256), ("BT.2020 primaries", BT2020, SRGB_CURVE), ("sRGB primaries, gamma 1.8", SRGB, 1.8)]
    for name, space, curve in spaces:
        icc = profile(space, curve)
        for kind in ("JPEG", "PNG", "TIFF"):
            yield f"{name}, ICC, {kind}", saved(rgb, kind, icc), icc
    for name, primaries, space in (("Display P3", 12, P3), ("BT.2020 primaries", 9, BT2020)):
        yield f"{name}, cICP, PNG", png(rgb, [(b"cICP", bytes([primaries, 13, 0, 1]))]), profile(space, SRGB_CURVE)
    for name, space, gamma in (("Adobe RGB", ADOBE, 45471), ("Display P3 primaries", P3, 55556)):
        chrm = struct.pack(">8I", *[round(v * 100000) for xy in space for v in xy])
        chunks = [(b"gAMA", struct.pack(">I", gamma)), (b"cHRM", chrm)]
        yield f"{name}, gAMA {gamma} and cHRM, PNG", png(rgb, chunks), profile(space, 100000 / gamma if gamma != 45471 else 563 / 256)
    if cmyk:
        icc = open(cmyk, "rb").read()
        yield f"{os.path.basename(cmyk)}, TIFF", saved(picture("CMYK"), "TIFF", icc), icc
        yield f"{os.path.basename(cmyk)}, JPEG", saved(picture("CMYK"), "JPEG", icc), icc
    else:
        print("no CMYK profile is there: CMYK is not tried")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", default="target/release/blanksheet")
    options.add_argument("--cmyk", default=next((path for place in PLACES for path in glob.glob(place, recursive=True)), None))
    chosen = options.parse_args()
    srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile(SRGB, SRGB_CURVE)))
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        for number, (name, file, icc) in enumerate(cases(chosen.cmyk)):
            path, out = os.path.join(work, f"{number}"), os.path.join(work, f"out{number}")
            with open(path, "wb") as original:
                original.write(file)
            subprocess.run([os.path.abspath(chosen.program), "clean", path, "--out", out, "--quiet"], check=False)
            copies = os.listdir(out) if os.path.isdir(out) else []
            if len(copies) != 1:
                print(f"{name:48} no copy")
                wrong += 1
                continue
            source = Image.open(io.BytesIO(file))
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            expected = ImageCms.profileToProfile(source, ImageCms.ImageCmsProfile(io.BytesIO(icc)), srgb, renderingIntent=intent, outputMode="RGB")
            copy = Image.open(os.path.join(out, copies[0]))
            apart = [ciede2000(*pair) for pair in zip(lab(copy), lab(expected))]
            untouched = [ciede2000(*pair) for pair in zip(lab(source), lab(expected))]
            wrong += max(apart) > 1 or "icc_profile" in copy.info
            print(f"{name:48} mean {sum(apart) / len(apart):5.2f}   largest {max(apart):5.2f}   (without conversion {max(untouched):5.1f})")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
