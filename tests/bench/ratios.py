"""Times the program against reference programs in one run and prints ratios. Absolute times say little: the machine is shared.

usage: python3 tests/bench/ratios.py PHOTOS [--rounds 3] [--program target/release/blanksheet]

PHOTOS is a folder of phone-like JPEGs (../shared/bench/make_phone_set.py OUT N). Needs djpeg, cjpeg and jpegtran
(Debian: libjpeg-turbo-progs); mat2 and exiftool are timed where they are there. CPU is user + system time of the whole process tree, on one thread.
"""
import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time


def timed(commands):
    """CPU seconds, wall seconds and the largest resident set (MiB) of commands run one after the other."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    peak = 0
    for command in commands:
        process = subprocess.Popen(command, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        peak = max(peak, usage.ru_maxrss / 1024)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - start, peak


def quoted(path):
    return "'" + path.replace("'", "'\\''") + "'"


def orientation(path):
    from subprocess import check_output
    if not shutil.which("exiftool"):
        return 1
    out = check_output(["exiftool", "-n", "-s3", "-Orientation", path], text=True).strip()
    return int(out or 1)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("photos")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--program", default="target/release/blanksheet")
    chosen = options.parse_args()
    program = quoted(os.path.abspath(chosen.program))
    photos = sorted(os.path.join(chosen.photos, name) for name in os.listdir(chosen.photos) if name.lower().endswith((".jpg", ".jpeg")))
    work = tempfile.mkdtemp(prefix="blanksheet-bench-")
    folder = quoted(chosen.photos)
    turned = {path: orientation(path) for path in photos}

    exact_lines = subprocess.run(f"{program} clean {folder} --out {work}/probe --method exact --json", shell=True, capture_output=True, text=True).stdout
    can = [json.loads(line) for line in exact_lines.splitlines()]
    exact = [line["path"] for line in can if line.get("method") == "exact"]
    exact_folder = os.path.join(work, "exact-in")
    os.makedirs(exact_folder)
    for path in exact:
        shutil.copy(path, exact_folder)
    copies = quoted(os.path.join(work, "probe"))

    def jpegtran(path):
        turn = {3: "-rotate 180", 6: "-rotate 90", 8: "-rotate 270"}.get(turned.get(path, 1), "")
        return f"jpegtran -copy none {turn} {quoted(path)} > {work}/jpegtran.jpg"

    fresh = iter(range(10**6))

    def alone(how):
        return [f"{program} clean {quoted(path)} --out {work}/r{next(fresh)} --quiet {how}" for path in photos]

    tasks = {
        "djpeg | cjpeg -quality 92": lambda: [f"djpeg {quoted(p)} | cjpeg -quality 92 > {work}/cjpeg.jpg" for p in photos],
        "redrawn": lambda: [f"{program} clean {folder} --out {work}/r{next(fresh)} --quiet --jobs 1"],
        "jpegtran -copy none": lambda: [jpegtran(p) for p in exact],
        "exact": lambda: [f"{program} clean {quoted(exact_folder)} --out {work}/e{next(fresh)} --method exact --quiet --jobs 1"],
        "djpeg": lambda: [f"djpeg {quoted(p)}" for p in sorted(os.path.join(work, 'probe', n) for n in os.listdir(os.path.join(work, 'probe')))],
        "verify": lambda: [f"{program} verify {copies} --quiet --jobs 1"],
        "cat": lambda: [f"cat {folder}/*"],
        "inspect --hidden-only": lambda: [f"{program} inspect {folder} --hidden-only --quiet"],
        "djpeg, originals": lambda: [f"djpeg {quoted(p)}" for p in photos],
        "inspect --visible-only": lambda: [f"{program} inspect {folder} --visible-only --quiet --jobs 1"],
        "inspect, one photo": lambda: [f"{program} inspect {quoted(photos[0])} --quiet"],
        "redrawn, all cores": lambda: [f"{program} clean {folder} --out {work}/a{next(fresh)} --quiet"],
        "redrawn, one by one": lambda: alone(""),
        "covered, one by one": lambda: alone("--cover-box 0.2,0.2,0.6,0.6"),
        "scaled, one by one": lambda: alone("--max-side 1600"),
    }
    if shutil.which("mat2"):
        tasks["mat2"] = lambda: [f"cp -r {folder} {work}/m{next(fresh)}; mat2 --inplace {work}/m*; rm -r {work}/m*"]
    figures = {name: [] for name in tasks}
    for _ in range(chosen.rounds):
        for name, commands in tasks.items():
            figures[name].append(timed(commands()))
            for old in os.listdir(work):
                if old[0] in "rea" and old[1:].isdigit():
                    shutil.rmtree(os.path.join(work, old))
    middle = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()}
    print(f"{len(photos)} photos, {len(exact)} of them exact, {chosen.rounds} rounds, medians")
    for name, (cpu, wall, peak) in middle.items():
        print(f"{name:28} cpu {cpu:7.2f} s   wall {wall:7.2f} s   peak {peak:6.0f} MiB")

    def ratio(name, reference, column, limit):
        value = middle[name][column] / middle[reference][column]
        print(f"{name + ' / ' + reference:56} {value:5.2f} {('cpu', 'wall')[column]}  (at most {limit})")

    ratio("redrawn", "djpeg | cjpeg -quality 92", 0, 2.5)
    if exact:
        ratio("exact", "jpegtran -copy none", 0, 1.0)
    ratio("verify", "djpeg", 0, 1.0)
    ratio("inspect --hidden-only", "cat", 1, 3.0)
    ratio("inspect --visible-only", "djpeg, originals", 0, 6.0)
    if "mat2" in middle:
        ratio("redrawn, all cores", "mat2", 1, 0.5)
    for how in "redrawn", "covered", "scaled":
        print(f"{'largest peak memory for one photo, ' + how:56} {middle[how + ', one by one'][2]:5.0f} MiB  (at most 150)")
    print(f"{'inspect of one photo: wall':56} {middle['inspect, one photo'][1]:5.2f} s    (at most 0.5)")
    print(f"{'inspect of one photo: peak memory':56} {middle['inspect, one photo'][2]:5.0f} MiB  (at most 200)")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
