#!/usr/bin/env python3
"""Cleans the real and hostile files of ../shared/corpus by both methods, verifies every copy, and prints how they ended.

    corpus.py BLANKSHEET [--shared ../shared]

The counts that the README quotes. Exits with 1 where an ordinary photo has no copy, a copy is not clean, or fewer than
nine of ten odd files are cleaned.
"""
import argparse, collections, csv, json, os, statistics, subprocess, sys, tempfile


def lines(command):
    out = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    return [json.loads(line) for line in out.decode().splitlines()]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("program")
    ap.add_argument("--shared", default=os.path.join(os.path.dirname(__file__), "../../shared"))
    a = ap.parse_args()
    corpus = os.path.realpath(os.path.join(a.shared, "corpus"))
    with open(os.path.join(corpus, "manifest.tsv"), encoding="utf-8") as manifest:
        rows = csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE)
        kinds = {row["path"]: (row["kind"], row["format"]) for row in rows}
    wrong = False
    for method in "redrawn", "exact":
        with tempfile.TemporaryDirectory() as out:
            done = lines([a.program, "clean", os.path.join(corpus, "dev"), "--out", out, "--method", method, "--json", "--quiet"])
            ended, exact, growth = collections.Counter(), collections.Counter(), []
            for line in done:
                path = os.path.relpath(line["path"], corpus)
                kind, form = kinds[path]
                ended[kind, line["outcome"]] += 1
                if line["outcome"] != "cleaned":
                    continue
                if kind == "photo":
                    exact[form, line["method"]] += 1
                if line["format"] == "webp" and any("without loss" in warning for warning in line["warnings"]):
                    growth.append(os.path.getsize(line["output"]) / os.path.getsize(line["path"]))
            dirty = [line["path"] for line in lines([a.program, "verify", out, "--json", "--quiet"]) if line["outcome"] != "clean"]
        print(f"{method}: {len(done)} files, {len(dirty)} copies that are not clean {dirty}")
        for (kind, outcome), count in sorted(ended.items()):
            print(f"  {kind:8} {outcome:8} {count}")
        for (form, used), count in sorted(exact.items()):
            if method == "exact":
                print(f"  photo, {form:5} {used:8} {count}")
        if growth:
            print(f"  lossy WebP written without loss: {statistics.median(growth):.1f} times the size (median of {len(growth)})")
        total = lambda kind: sum(count for (k, _), count in ended.items() if k == kind)
        wrong |= bool(dirty) or ended["photo", "cleaned"] < total("photo") or ended["odd", "cleaned"] < .9 * total("odd")
    sys.exit(wrong)


if __name__ == "__main__":
    main()
