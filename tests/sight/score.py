#!/usr/bin/env python3
"""Scores the detectors on the labelled photos, and draws contact sheets of hits, misses and false alarms to look at.

    score.py BLANKSHEET [--shared ../shared] [--sheets DIR] [--sensitivity low|normal|high|all]

Faces are labelled in faces.json, by photo: boxes with a last number that is 1 where it must be found, 0 where it may be: small,
dark, turned away, drawn, printed. Photos that are not in it have none. Their row is that of all three folders together.

The table is that of ../shared/eval/score_sight.py. Sheets need Pillow: labels are drawn green, flags red.
"""
import argparse, json, os, subprocess, sys

FACES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "faces.json")
SETS = {"hotel": ("bedding", "window"), "pets": ("bedding",), "text": ("text", "code")}
TEXT = {"signage", "plate", "screen", "document", "text"}
COLUMNS = ("image_recall", "box_recall", "false_alarms", "over_cover", "over_cover_with", "auc")


def flags_of(program, folder, sensitivity):
    command = [program, "inspect", "--visible-only", "--json", "--quiet", "--sensitivity", sensitivity, folder]
    lines = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout.decode().splitlines()
    photos = {os.path.basename(photo["path"]): photo for photo in map(json.loads, lines)}
    broken = [name for name, photo in photos.items() if photo["outcome"] != "inspected"]
    if broken:
        sys.exit(f"not inspected: {', '.join(broken)}")
    return photos


def share_under(box, others, cells=100):
    """The part of a box that lies under other boxes."""
    x0, y0, x1, y1 = box
    points = [(x0 + (x1 - x0) * (i + .5) / cells, y0 + (y1 - y0) * (j + .5) / cells) for i in range(cells) for j in range(cells)]
    return sum(any(a <= x < c and b <= y < d for a, b, c, d in others) for x, y in points) / len(points)


def sorts(labels, photos, category):
    """The photos with a box that was missed, and those flagged for nothing."""
    same = (lambda c: c in TEXT) if category == "text" else (lambda c: c == category)
    missed, wrong = [], []
    for name, label in labels.items():
        if not any(same(c) for c in label["scored"]):
            continue
        boxes = [box for box in label["boxes"] if same(box["cat"])]
        found = [flag["box"] for flag in photos[name]["flags"] if same(flag["category"])]
        clear = [box["box"] for box in boxes if box.get("clear", True)]
        if any(share_under(box, found) < .5 for box in clear):
            missed.append(name)
        elif not boxes and found:
            wrong.append(name)
    return missed, wrong


def sheet(path, folder, names, labels, photos, category, width=300, across=5):
    from PIL import Image, ImageDraw, ImageOps
    same = (lambda c: c in TEXT) if category == "text" else (lambda c: c == category)
    tiles = []
    for name in names:
        tile = ImageOps.exif_transpose(Image.open(os.path.join(folder, name))).convert("RGB")
        tile.thumbnail((width, width))
        draw = ImageDraw.Draw(tile)
        at = lambda box: [v * side for v, side in zip(box, tile.size * 2)]
        for box in labels[name]["boxes"]:
            if same(box["cat"]):
                draw.rectangle(at(box["box"]), outline="lime", width=3)
        for flag in photos[name]["flags"]:
            if same(flag["category"]):
                draw.rectangle(at(flag["box"]), outline="red", width=1)
        draw.text((4, 4), name, fill="yellow")
        tiles.append(tile)
    rows = -(-len(tiles) // across)
    page = Image.new("RGB", (across * width, max(1, rows) * width), "white")
    for i, tile in enumerate(tiles):
        page.paste(tile, (i % across * width, i // across * width))
    page.save(path)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("program")
    ap.add_argument("--shared", default=os.path.join(os.path.dirname(__file__), "../../../shared"))
    ap.add_argument("--sheets")
    ap.add_argument("--sensitivity", default="normal", choices=["low", "normal", "high", "all"])
    a = ap.parse_args()
    sys.path.insert(0, os.path.join(a.shared, "eval"))
    import score_sight
    print(f"{'':29}" + "".join(f"{column.replace('_', ' '):>17}" for column in COLUMNS))
    faces = json.load(open(FACES))
    for sensitivity in ["low", "normal", "high"] if a.sensitivity == "all" else [a.sensitivity]:
        labels_of_faces, flags_of_faces = {}, {}
        for name, categories in SETS.items():
            folder = os.path.join(a.shared, "sight", name)
            labels = json.load(open(os.path.join(a.shared, "sight", f"labels_{name}.json")))
            photos = flags_of(a.program, folder, sensitivity)
            scores = score_sight.score(labels, {photo: found["flags"] for photo, found in photos.items()})
            for photo in photos:
                boxes = [{"cat": "face", "box": box, "clear": bool(clear)} for *box, clear in faces.get(f"{name}/{photo}", [])]
                labels_of_faces[f"{name}/{photo}"] = {"scored": ["face"], "boxes": boxes}
                flags_of_faces[f"{name}/{photo}"] = photos[photo]["flags"]
            for category in categories:
                numbers = "".join(f"{scores[category][column]:17.3f}" for column in COLUMNS)
                print(f"{sensitivity:7} {name:6} {category:14}{numbers}", flush=True)
                if a.sheets:
                    os.makedirs(a.sheets, exist_ok=True)
                    for kind, names in zip(("missed", "wrong"), sorts(labels, photos, category)):
                        path = os.path.join(a.sheets, f"{name}-{category}-{kind}-{sensitivity}.png")
                        sheet(path, folder, names, labels, photos, category)
        scores = score_sight.score(labels_of_faces, flags_of_faces)["face"]
        print(f"{sensitivity:7} {'all':6} {'face':14}" + "".join(f"{scores[column]:17.3f}" for column in COLUMNS), flush=True)


if __name__ == "__main__":
    main()
