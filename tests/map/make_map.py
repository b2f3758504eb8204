#!/usr/bin/env python3
"""Makes assets/map/map.bin: land, lakes and borders of Natural Earth at 1:50 million.

    python3 tests/map/make_map.py ne_50m_land.json ne_50m_lakes.json ne_50m_admin_0_boundary_lines_land.json

The three GeoJSON files are in https://github.com/martynafford/natural-earth-geojson; their source is
https://www.naturalearthdata.com. Layout of map.bin: zlib over three layers (land, lakes, borders); a layer is the
number of its lines, then each line: the number of its points, then its points in hundredths of a degree, east and
north, each as the difference to the one before (to 0, 0 for the first of a line). Numbers are LEB128; differences are
zigzag-coded. The rings of land and lakes are left open at the end, holes among them: filled even-odd they come out right.
"""
import json
import sys
import zlib
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "assets" / "map" / "map.bin"
SCALE = 100
TOLERANCE = 0.012  # degrees a line may be off
SMALLEST_ISLAND = 0.0004  # square degrees; about 5 square kilometres at the equator


def lines_of(path):
    for feature in json.load(open(path))["features"]:
        geometry = feature["geometry"]
        if geometry is None:
            continue
        kind, parts = geometry["type"], geometry["coordinates"]
        if kind == "LineString":
            yield parts
        elif kind in ("MultiLineString", "Polygon"):
            yield from parts
        elif kind == "MultiPolygon":
            for polygon in parts:
                yield from polygon


def simplified(points):
    """Douglas and Peucker."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        far, where = 0, None
        for i in range(first + 1, last):
            x, y = points[i]
            if length:
                off = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            else:
                off = ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if off > far:
                far, where = off, i
        if where is not None and far > TOLERANCE:
            keep.add(where)
            todo += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def layer(path, closed):
    out = []
    for line in lines_of(path):
        line = [(p[0], p[1]) for p in line]
        if closed and area(line) < SMALLEST_ISLAND:
            continue
        points = []
        for x, y in simplified(line):
            point = (round(x * SCALE), round(y * SCALE))
            if not points or points[-1] != point:
                points.append(point)
        if closed and points[0] == points[-1]:
            points.pop()
        if len(points) >= (3 if closed else 2):
            out.append(points)
    # Neighbours beside each other pack better.
    out.sort(key=lambda points: (points[0][0] // 1000, points[0][1]))
    return out


def number(n):
    out = bytearray()
    while n >= 128:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def zigzag(n):
    return number(n * 2 if n >= 0 else -n * 2 - 1)


def packed(lines):
    out = bytearray(number(len(lines)))
    for line in lines:
        out += number(len(line))
        px, py = 0, 0
        for x, y in line:
            out += zigzag(x - px) + zigzag(y - py)
            px, py = x, y
    return bytes(out)


if __name__ == "__main__":
    land, lakes, borders = layer(sys.argv[1], True), layer(sys.argv[2], True), layer(sys.argv[3], False)
    for name, lines in ("land", land), ("lakes", lakes), ("borders", borders):
        print(name, len(lines), "lines,", sum(map(len, lines)), "points")
    raw = packed(land) + packed(lakes) + packed(borders)
    OUT.write_bytes(zlib.compress(raw, 9))
    print(OUT.name, OUT.stat().st_size, "bytes; unpacked", len(raw))
