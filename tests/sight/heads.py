#!/usr/bin/env python3
"""Train the heads for bedding and windows on what features.py kept:

    heads.py bedding|window|pic folds     five folds by source -> WORK/PART_folds.pkl: what models say of sources they did not see
    heads.py bedding|window|pic all       everything -> WORK/PART.npz, for export.py

`bedding`, `window`: where, cell by cell. 1x1 to 64, depthwise 3x3, 1x1, plus a term for the whole picture.
`pic`: whether. Logistic regression on the pooled numbers."""
import json, pickle, sys, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from scipy.optimize import minimize
from data import *

SEED, HIDDEN, BATCH, RATE = 0, 64, 32, 2e-3
EASY_ROOM, EASY_CLOTH, EASY_PET = 600, 900, 700  # pictures without anything telling that are kept for training


class Bedding:
    """Learns from both tables; sofa, carpet and cloth only shape what bedding and window share."""
    cats = {"bedding": 1., "window": 1., "sofa": .5, "carpet": .5, "cloth": .5}
    channels, epochs, doubtful, answer = HEAD, 3, (.5, .5), "bedding"

    @staticmethod
    def keys(held_out, rng):
        keys = [k for k in training_keys(held_out, False) if k in INDEX]
        extra = [k for k in keys if base(k) not in DEV]
        easy = ([k for k in extra if TRAIN[k][4] == 1 and not set("BbWwF") & set(TRAIN[k][3])],
                [k for k in extra if TRAIN[k][4] == 2 and TRAIN[k][3] == "C"])
        out = {e[i] for e, n in zip(easy, (EASY_ROOM, EASY_CLOTH)) for i in rng.permutation(len(e))[n:]}
        return [k for k in keys if k not in out]


class Window:
    """Learns from rooms mainly, and sees features from inside the backbone too: there, panes have not yet been forgotten."""
    cats = {"bedding": .5, "window": 1.}
    channels, epochs, doubtful, answer = HEAD + 152, 4, (.35, .2), "window"

    @staticmethod
    def keys(held_out, rng):
        keys = [k for k in training_keys(held_out, True) if k in INDEX and (base(k) in DEV or TRAIN[k][4] != 2)]
        pets = [k for k in keys if base(k) not in DEV and source(TRAIN[k][0]) == "pool" and not set("Ww") & set(TRAIN[k][3])]
        out = {pets[i] for i in rng.permutation(len(pets))[EASY_PET:]}
        return [k for k in keys if k not in out]


torch.set_num_threads(1)
INDEX = pickle.load(open(f"{WORK}/index.pkl", "rb"))
GRID = {s: np.load(f"{WORK}/grid_{s[0]}x{s[1]}.npy", mmap_mode="r") for s in {v[0] for v in INDEX.values()}}
KEYS = json.load(open(f"{WORK}/keys.json"))
POOLED = np.load(f"{WORK}/pooled.npy")
AT = {k: i for i, k in enumerate(KEYS)}


def base(key):
    return key.split("#")[0]


def training_keys(held_out, rooms):
    """Pictures of other folds; where the pool is held out, none of its repositories. `rooms`: those of more_labels.tsv too."""
    return [k for k in KEYS if not k.endswith("#2") and (rooms or base(k) in DEV or TRAIN[k][4] != 3) and (held_out is None or FOLD[base(k)] != held_out if base(k) in DEV
                                else held_out != 0 or source(TRAIN[k][0]) != "pool")]


class Map(nn.Module):
    def __init__(self, channels, answers):
        super().__init__()
        self.a = nn.Conv2d(channels, HIDDEN, 1)
        self.d = nn.Conv2d(HIDDEN, HIDDEN, 3, padding=1, groups=HIDDEN)
        self.o = nn.Conv2d(HIDDEN, answers, 1)
        self.g = nn.Linear(HIDDEN, answers)
        self.drop = nn.Dropout2d(.15)
        nn.init.zeros_(self.g.weight)
        nn.init.zeros_(self.g.bias)

    def forward(self, x):
        h = self.drop(F.relu(self.a(x)))
        h = F.relu(h + self.d(h))
        return self.o(h) + self.g(h.mean((2, 3)))[:, :, None, None]


def strongest(y):
    """Mean of the strongest 4 % of the cells, three at least."""
    return y.flatten(2).topk(max(3, y.shape[2] * y.shape[3] // 25), 2)[0].mean(2)


def batch_of(keys, channels):
    grid = GRID[INDEX[keys[0]][0]]
    return torch.from_numpy(np.stack([grid[INDEX[k][1], :channels] for k in keys]).astype(np.float32))


def cells(key, h, w):
    """Boxes as cells: 1 in a clear box, -1 (not counted) in a doubtful one."""
    t = np.zeros((2, h, w), np.float32)
    for i, cat in enumerate(("bedding", "window")):
        for b in sorted((b for b in DEV[base(key)]["boxes"] if b["cat"] == cat), key=lambda b: b["clear"]):
            x0, y0, x1, y1 = b["box"]
            if key.endswith("#1"):
                x0, x1 = 1 - x1, 1 - x0
            c0, c1, r0, r1 = round(x0 * w), round(x1 * w), round(y0 * h), round(y1 * h)
            t[i, r0:max(r1, r0 + 1), c0:max(c1, c0 + 1)] = 1 if b["clear"] else -1
    return t


def train_map(kind, held_out):
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    keys = kind.keys(held_out, rng)
    truth = {c: {k: target(base(k), c, kind.doubtful) for k in keys} for c in kind.cats}
    positive = {c: (sum((1 - t) * w for t, w in v.values()) / max(1e-9, sum(t * w for t, w in v.values()))) ** .7 for c, v in truth.items()}
    shapes = {}
    for k in keys:
        shapes.setdefault(INDEX[k][0], []).append(k)
    steps = kind.epochs * sum(-(-len(v) // BATCH) for v in shapes.values())
    model = Map(kind.channels, len(kind.cats))
    best = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=.02)
    rate = torch.optim.lr_scheduler.LambdaLR(best, lambda i: min(1, (i + 1) / 40) * (.5 + .5 * np.cos(np.pi * min(i, steps) / steps)))
    for _ in range(kind.epochs):
        batches = []
        for v in shapes.values():
            v = [v[i] for i in rng.permutation(len(v))]
            batches += [v[i:i + BATCH] for i in range(0, len(v), BATCH)]
        for i in rng.permutation(len(batches)):
            b = batches[i]
            y = model(batch_of(b, kind.channels))
            q, loss = strongest(y), 0
            for ci, (c, share) in enumerate(kind.cats.items()):
                t = torch.tensor([truth[c][k][0] for k in b])
                w = torch.tensor([truth[c][k][1] * (2. if base(k) in DEV else 1.) for k in b])
                loss = loss + (-(positive[c] * t * F.logsigmoid(q[:, ci]) + (1 - t) * F.logsigmoid(-q[:, ci])) * w).mean() * share
            boxed = [j for j, k in enumerate(b) if base(k) in DEV]
            if boxed:
                t = torch.from_numpy(np.stack([cells(b[j], *y.shape[2:]) for j in boxed]))
                loss = loss + (F.binary_cross_entropy_with_logits(y[boxed][:, :2], t.clamp(0), reduction="none", pos_weight=torch.tensor(2.))
                               * (t >= 0)).mean() * len(boxed) / len(b) * 6
            best.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5)
            best.step()
            rate.step()
    return model.eval()


# cat -> weight of the data against the prior, weight of a labelled photo, what a doubtful "b" answers, second looks, rooms
PIC = {"bedding": (.0005, 2.5, (0., 0.), SECOND, True), "window": (.003, 1.5, (0., 0.), None, False)}


def train_pic(held_out, cat, start=None):
    """Logistic regression on standardised pooled numbers, both classes weighing the same -> weights, offset, start."""
    strength, labelled, doubtful, second, rooms = PIC[cat]
    keys = training_keys(held_out, rooms)
    t = np.array([target(base(k), cat, doubtful, second) for k in keys])
    y, w = t[:, 0], t[:, 1] * [labelled if base(k) in DEV else 1. for k in keys]
    x, y, w = POOLED[[AT[k] for k in keys]][w > 0], y[w > 0], w[w > 0]
    mean, sd = x.mean(0), x.std(0) + 1e-6
    x = np.ascontiguousarray((x - mean) / sd, np.float32)
    yes, no = w * y, w * (1 - y)
    yes = yes * (no.sum() / yes.sum() * .5)

    def cost(p):
        z = (x @ p[:-1].astype(np.float32) + np.float32(p[-1])).astype(np.float64)
        s = 1 / (1 + np.exp(-z))
        g = -yes * (1 - s) + no * s
        value = (yes * np.logaddexp(0, -z) + no * np.logaddexp(0, z)).sum() * strength + .5 * (p[:-1] ** 2).sum()
        return value, np.r_[strength * (x.T @ g.astype(np.float32)) + p[:-1], strength * g.sum()]

    p = minimize(cost, np.zeros(x.shape[1] + 1) if start is None else start, jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    weights = p[:-1] / sd
    return weights, float(p[-1] - (weights * mean).sum()), p


def map_folds(kind):
    result, answer = {}, list(kind.cats).index(kind.answer)
    for fold in range(5):
        began, model = time.time(), train_map(kind, fold)
        with torch.no_grad():
            result |= {k + view: model(batch_of([k + view], kind.channels))[0, answer].numpy()
                       for k in DEV if FOLD[k] == fold for view in ("#0", "#2")}
        print(f"fold {fold}: {time.time() - began:.0f} s", flush=True)
    return result


def map_all(kind):
    """The parameters, of the answers only the one asked for."""
    answer = list(kind.cats).index(kind.answer)
    parts = {n: p.detach().numpy() for n, p in train_map(kind, None).state_dict().items()}
    return {n: p[answer:answer + 1] if n[0] in "og" else p for n, p in parts.items()}


def pic_folds():
    result = {k + view: {"raw": POOLED[AT[k + view]][:80]} for k in DEV for view in ("#0", "#2")}
    for cat in PIC:
        start = None
        for fold in range(5):
            weights, offset, start = train_pic(fold, cat, start)
            for k, answers in result.items():
                if FOLD[base(k)] == fold:
                    answers[cat] = float(POOLED[AT[k]] @ weights + offset)
        print(cat, aucs({k: result[k + "#0"][cat] for k in DEV}, cat), flush=True)
    return result


def pic_all():
    parts = {}
    for cat in PIC:
        parts[cat], parts[f"offset_{cat}"], _ = train_pic(None, cat)
    return parts


def main():
    part, how = sys.argv[1:3]
    kind = {"bedding": (Bedding,), "window": (Window,), "pic": ()}[part]
    if how == "folds":
        pickle.dump((map_folds if kind else pic_folds)(*kind), open(f"{WORK}/{part}_folds.pkl", "wb"))
    else:
        np.savez(f"{WORK}/{part}.npz", **(map_all if kind else pic_all)(*kind))


if __name__ == "__main__":
    main()
