#!/usr/bin/env python3
"""Take the training pictures out of clones of the five repositories: pictures.py CLONES

CLONES/owner+name[/repo | .git] is a clone, with or without work tree. Writes WORK/pictures/owner__name/PATH."""
import collections, os, subprocess, sys
from data import TRAIN, picture


def clone(folder, name):
    for tail in ("/repo", "/.git", ".git", ""):
        path = os.path.join(folder, name.replace("/", "+")) + tail
        if os.path.isdir(path):
            return path
    sys.exit(f"no clone of {name} in {folder}: git clone https://github.com/{name} {name.replace('/', '+')}")


def main():
    parts = collections.defaultdict(list)
    for key, (name, commit, path, _, _) in TRAIN.items():
        parts[name].append((key, f"{commit}:{path}"))
    for name, wanted in parts.items():
        process = subprocess.run(["git", "--git-dir", clone(sys.argv[1], name), "cat-file", "--batch"], stdout=subprocess.PIPE,
                                 input="".join(f"{w}\n" for _, w in wanted).encode(), check=True)
        out, at, found = process.stdout, 0, 0
        for key, _ in wanted:
            end = out.index(b"\n", at)
            head, at = out[at:end].split(), end + 1
            if head[-1] == b"missing":
                continue
            size = int(head[-1])
            if not out.startswith(b"version https://git-lfs", at):
                os.makedirs(os.path.dirname(picture(key)), exist_ok=True)
                open(picture(key), "wb").write(out[at:at + size])
                found += 1
            at += size + 1
        print(name, found, "of", len(wanted))


if __name__ == "__main__":
    main()
