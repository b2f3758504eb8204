"""Labels, folds and targets of the sight heads. SIGHT: the folder with the labelled photos; WORK: a scratch folder."""

import json, os, re
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
SIGHT = os.environ.get("SIGHT", os.path.join(HERE, "../../../shared/sight"))
WORK = os.environ.get("WORK", os.path.join(HERE, "../../target/sight"))
# Four repositories that hold pictures of one pool: they count as one source.
POOL = {"ardamavi/Dog-Cat-Classifier", "chanakya2734/Image-classification-using-CNN",
        "4GeeksAcademy/Deep-Learning-CarlosFS", "khalilsarwari/cs61a_demo"}
BED, COUCH, CAT, DOG = 59, 57, 15, 16  # classes of the detector
HEAD = 656  # channels of the grid from the detector's own head; 152 from inside its backbone follow


def source(name):
    return "pool" if name in POOL else name


def _rows(path):
    for line in open(path):
        if not line.startswith("#") and not line.startswith("source\t"):
            yield line.rstrip("\n").split("\t")


# Labelled photos: key hotel/FILE or pets/FILE.
DEV = {f"{s}/{n}": l for s in ("hotel", "pets") for n, l in json.load(open(f"{SIGHT}/labels_{s}.json")).items()}
# Training pictures: key SOURCE|PATH -> (repository, commit, path, codes, table).
TRAIN = {}
for a, p, c in _rows(f"{SIGHT}/train_labels.tsv"):
    TRAIN[f"{a}|{p}"] = (a, "HEAD", p, c, 1)
for a, commit, p, c, _ in _rows(f"{SIGHT}/train_labels_pets.tsv"):
    TRAIN[f"{a}|{p}"] = (a, commit, p, c, 2)
MORE = {f"{a}|{p}": (a, commit, p, c) for a, commit, p, c in _rows(f"{HERE}/more_labels.tsv")}
SECOND = {k: v[3] for k, v in MORE.items() if k in TRAIN}  # doubtful "b" pictures looked at again: new codes
TRAIN |= {k: v + (3,) for k, v in MORE.items() if k not in TRAIN}  # table 3: rooms
# Names of labelled photos that the pool holds too: never trained on.
NAMES = {os.path.basename(l["path"]) for l in DEV.values() if re.fullmatch(r"(cat|dog)\.\d+\.jpg", os.path.basename(l["path"]))}


def picture(key):
    """Where the picture of a key lies."""
    return f"{SIGHT}/{key}" if key in DEV else f"{WORK}/pictures/" + key.replace("/", "__").replace("|", "/")


def has_pet(key):
    return any(t in ("cat", "dog") for t in DEV[key]["tags"])


ROOMS = [k for k in DEV if k.startswith("hotel/") and not has_pet(k)]
HOTEL_PETS = [k for k in DEV if k.startswith("hotel/") and has_pet(k)]
PETS = [k for k in DEV if k.startswith("pets/")]
HOTEL = ROOMS + HOTEL_PETS
GROUPS = {"hotel": HOTEL, "rooms": ROOMS, "hotel pets": HOTEL_PETS, "pets": PETS}


def folds(n=4):
    """Fold 0: the pool alone; the other sources dealt to 1..n by size, pets and hotel apart."""
    fold, load = {"pool": 0}, np.zeros((2, n))
    for i, part in enumerate((PETS, HOTEL)):
        count = {}
        for k in part:
            count[source(DEV[k]["source"])] = count.get(source(DEV[k]["source"]), 0) + 1
        for s, m in sorted(count.items(), key=lambda x: (-x[1], x[0])):
            if s not in fold:
                j = int(np.argmin(load[i] * 10 + load.sum(0) * .01))
                fold[s], load[i, j] = 1 + j, load[i, j] + m
    return {k: fold[source(l["source"])] for k, l in DEV.items()}


FOLD = folds()


def label(key, cat):
    """(truth, weight) of a labelled photo; a photo with doubtful boxes only is half."""
    boxes = [b for b in DEV[key]["boxes"] if b["cat"] == cat]
    return (1., 1.) if any(b["clear"] for b in boxes) else (0., 1.) if not boxes else (.5, .5)


def target(key, cat, doubtful, second=None):
    """(truth, weight) of any picture for bedding, window, sofa, carpet, cloth.

    `doubtful`: what a "b" answers for bedding, as such a pair; `second`: the new codes of pictures looked at again."""
    if key in DEV:
        return label(key, cat) if cat in ("bedding", "window") else (0., 0.)
    _, _, _, codes, table = TRAIN[key]
    if cat == "bedding":
        if second and key in second:
            return (.9, 1.) if "B" in second[key] else (0., 1.)
        return (1., 1.) if "B" in codes else doubtful if "b" in codes else (0., 1.)
    if cat == "window":
        return (1., 1.) if "W" in codes else (.5, .5) if "w" in codes else (0., .2 if table == 2 else 1.)
    if cat == "cloth" and table == 1:
        return (0., 0.)
    return (1., 1.) if {"sofa": "F", "carpet": "K", "cloth": "C"}[cat] in codes else (0., .3 if set("Bb") & set(codes) else 1.)


def auc(found, absent):
    p, n = np.asarray(found), np.asarray(absent)
    return float((p[:, None] > n).mean() + .5 * (p[:, None] == n).mean()) if len(p) and len(n) else float("nan")


def aucs(scores, cat):
    return "  ".join(f"{g} {auc([scores[k] for k in ks if label(k, cat)[0] == 1], [scores[k] for k in ks if label(k, cat)[0] == 0]):.3f}"
                     for g, ks in GROUPS.items())
