"""Compares what `blanksheet inspect --hidden-only --json` reports with what exiftool sees, kind by kind.

    python tests/compare_exiftool.py FOLDER [--program target/release/blanksheet] [--lines FILE] [--exiftool-json FILE] [-v]

`--lines` takes finished lines of inspect, `--exiftool-json` a finished `exiftool -a -G1 -j -c %.7f -r FOLDER`.
Exit status 1 if a file lacks a kind that exiftool sees, a position differs by more than 0.0001 degrees, or inspect reports a kind
that exiftool does not see, without one of the reasons in REASONS.
Groups System, Composite, ICC and ExifTool do not count, nor do values that are blank, zero, or "not set".
"""
import argparse
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

KINDS = ["gps", "serial", "person", "time", "thumbnail"]
SKIPPED_GROUPS = re.compile(r"^(System|Composite|ExifTool|ICC.*|SourceFile)$")
BLANK = re.compile(r"^[\s0:\-/+.Zz,;'\"\[\]]*$|^\((none|not set|Binary data 0 bytes.*)\)$|^(undef|n/a|None|Unknown ?\(?.*\)?|No Lens)$", re.S)

# Which tags tell what kind: (kind, group, tag). The first that fits decides; None: no kind, whatever the name looks like.
TABLE = [
    # Names that only look like it.
    (None, r"QuickTime|Track\d+|Meta", r"(?!.*Date).*Time.*|Preview.*"),  # durations and scales of an image sequence
    (None, r"IFD0", r"PreviewImage(Start|Length)?"),  # coded strips of a TIFF, which are the picture itself
    (None, r"XMP-crs|XMP-plus", r".*(Date|Time|Name).*(Tone|Curve|Look|Lens).*|RetouchInfo|LookName|.*CurveName.*"),
    (None, r".*", r"(Date|Time)(Stamp|Display)(Mode|Format).*|SelfTimer.*|Exposure.*|.*ExposureTime|.*MeteringTime|.*ReviewTime"),
    (None, r".*", r"GPS(VersionID|MapDatum|Info|Status|MeasureMode|Differential|.*Ref|.*Accuracy|ProcessingMethod)|FirmwareDate"),
    (None, r".*", r"SerialNumberFormat|CopyrightFlag|Icccopyright|\w*Creator([Tt]ool|Software)|.*DateFormat|ColorCreatorEffect"),
    (None, r".*", r"Preview(Quality|Button.*|ImageSize|ImageWidth|ImageHeight|ImageValid|ImageBorders|Color.*)|UprightPreview"),
    (None, r"MPImage\d+", r".*"),  # second pictures, a kind of their own
    (None, r".*", r"(Thumbnail|Preview|JpgFromRaw|OtherImage)\w*(Offset|Start)|ThumbnailImageValidArea|Thumb(nail)?(FileName|MTime|Size|URL|Alg|Hash)|ThumbnailURL"),
    ("gps", r".*", r"GPS(Latitude|Longitude|Altitude|DateStamp|TimeStamp|DateTime|Dest.*|ImgDirection|Speed|Track|AreaInformation)"),
    ("gps", r".*", r"(Exif|Location\w*)GPS(Latitude|Longitude|Altitude)|DC(Decimal|Verbatim)(Latitude|Longitude)"),
    ("serial", r".*", r".*Serial(Number)?\d*|ImageUniqueID|SensorID|RawDataUniqueID"),
    ("thumbnail", r".*", r"(Thumbnail|Preview|OtherImage|JpgFromRaw|Photoshop)(Image|Thumbnail|TIFF|Length)|.*Thumbnail.*JpegData"),
    ("thumbnail", r".*", r"(Thumbnail|Preview|JpgFromRaw|OtherImage)\w*Length|Exifthumbnail\w*|JpgFromRaw"),
    ("person", r".*", r"(Photoshop)?(Artist|Author\w*|XPAuthor|By-line.*|Credit|Copyright\w*|CopyrightNotice|Rights|Writer-Editor)"),
    ("person", r".*", r".*(Owner|Creator|Artist|Photographer|PersonIn|PersonDisplay|Licensor|ImageSupplier|Contributor|Publisher)\w*"),
    ("person", r".*", r"Exif(Artist|Copyright)|CaptionWriter|Contact|Source|RegionName|RegionType|FaceName|RecognizedFace\w*Name|BabyName"),
    ("person", r"JSON|CBOR", r"AuthorName|CredentialSubjectName"),
    ("time", r".*", r".*(Date|DateTime|TimeStamp|Datestamp|DateCreated|When|TimeCreated|SigningTime|Signing_Time)(\w*)"),
    ("time", r".*", r"(Exif)?(DateTime\w*)|OffsetTime\w*|TimeZone(Offset)?|Time|PowerUpTime|Date(create|modify|timestamp)|SonyDateTime"),
]
TABLE = [(kind, re.compile(group + "$"), re.compile(tag + "$")) for kind, group, tag in TABLE]

# Why inspect may report a kind that exiftool (12.57) does not see: file, kind, where, what it says.
REASONS = [
    (r"", r".*", r"picture after|second picture|after (EOI|IEND|the end)", r"", "exiftool looks at the first picture only"),
    (r"\.webp$", r".*", r"^C2PA", r"", "content credentials in WebP, which exiftool does not read"),
    (r"\.(avif|heic|gif)$", r".*", r"^uuid box|C2PA", r"", "content credentials in GIF and HEIF, which exiftool does not read"),
    (r"\.(avif|heic)$", r".*", r"^iptc item", r"", "an item of HEIF with IPTC, which exiftool does not read"),
    (r"_in_idat\.", r".*", r"^Exif item", r"", "an item of HEIF inside idat, which exiftool does not read"),
    (r"\.(avif|heic)$", r"time", r"^(crtt|mdft) property", r"", "times as properties of an item of HEIF, which exiftool does not read"),
    (r"\.(hei[cf]|hif|avif)$", r"thumbnail", r"^thmb item", r"", "a thumbnail item of HEIF, which exiftool does not name"),
    (r"\.jxl$", r".*", r"^brob ", r"", "boxes under Brotli, for which exiftool lacks a library"),
    (r"trunc1_4f4933e3\.png$", r".*", r"^eXIf chunk", r"", "a cut PNG, of which exiftool reads no more"),
    (r"\.tiff?$", r"thumbnail", r"^IFD", r"", "a reduced page of a TIFF, which exiftool does not call a thumbnail"),
    (r"", r"serial", r"EXIF", r"camera serial number 2567806", "a broken maker note, which exiftool gives up"),
    (r"\.tiff?$", r"gps", r"", r"GeoTIFF", "a map's coordinates, which exiftool does not call GPS"),
]


def kind_of(group, tag, value):
    if SKIPPED_GROUPS.match(group) or BLANK.match(value):
        return None
    for kind, groups, tags in TABLE:
        if groups.match(group) and tags.match(tag):
            if kind == "time" and not re.search(r"[1-9]", value):
                return None
            return kind
    return None


def seen_by_exiftool(entry):
    seen = defaultdict(list)
    for key, value in entry.items():
        group, colon, tag = key.rpartition(":")
        kind = colon and kind_of(group, tag, str(value)[:200])
        kinds = [kind, "time"] if kind == "gps" and re.search("Date", tag) else [kind]
        for kind in filter(None, kinds):
            seen[kind].append(f"{key}={str(value)[:60]}")
    return seen


def degrees(value):
    match = re.match(r"^\s*([-+]?\d+(?:\.\d+)?)\s*([NSEW])?", str(value))
    if not match:
        return None
    number = float(match.group(1))
    return -number if match.group(2) in ("S", "W") else number


def positions(entry):
    """Latitude and longitude of each group."""
    found = []
    for key in entry:
        group, _, tag = key.rpartition(":")
        if tag != "GPSLatitude" or SKIPPED_GROUPS.match(group):
            continue
        pair = []
        for name, negative in (("GPSLatitude", "South"), ("GPSLongitude", "West")):
            number = degrees(entry.get(f"{group}:{name}", ""))
            if number is not None and str(entry.get(f"{group}:{name}Ref", "")).startswith(negative):
                number = -abs(number)
            pair.append(number)
        if None not in pair:
            found.append(pair)
    return found


def told_positions(items):
    text = " ".join(item.get("says") or "" for item in items if item["kind"] == "gps")
    return [(float(a), float(b)) for a, b in re.findall(r"(-?\d+\.\d{4}), (-?\d+\.\d{4})", text)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--program", default="target/release/blanksheet")
    parser.add_argument("--lines")
    parser.add_argument("--exiftool-json")
    parser.add_argument("-v", action="store_true", help="name the tags and items behind each difference")
    options = parser.parse_args()

    if options.lines:
        lines = Path(options.lines).read_text().splitlines()
    else:
        command = [options.program, "inspect", options.folder, "--hidden-only", "--json"]
        lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    if options.exiftool_json:
        raw = Path(options.exiftool_json).read_bytes()
    else:
        raw = subprocess.run(["exiftool", "-a", "-G1", "-j", "-c", "%.7f", "-r", options.folder], capture_output=True).stdout
    exiftool = {Path(entry["SourceFile"]).resolve(): entry for entry in json.loads(raw.decode("utf-8", "replace"))}

    counts = {kind: defaultdict(int) for kind in KINDS}
    reasons = defaultdict(int)
    bad, compared, farthest, checked = [], 0, 0.0, 0
    for line in map(json.loads, lines):
        entry = exiftool.get(Path(line["path"]).resolve())
        if entry is None or line["outcome"] != "inspected":
            continue
        compared += 1
        seen = seen_by_exiftool(entry)
        told = defaultdict(list)
        for item in line["hidden"]:
            told[item["kind"]].append(item)
        for kind in KINDS:
            count = counts[kind]
            count["exiftool"] += bool(seen[kind])
            count["inspect"] += bool(told[kind])
            if seen[kind] and not told[kind]:
                count["missing"] += 1
                bad.append((kind, "missing", line["path"], seen[kind]))
            elif told[kind] and not seen[kind]:
                left = []
                for item in told[kind]:
                    fits = [why for files, kinds, where, says, why in REASONS
                            if re.search(files, line["path"]) and re.match(kinds, kind) and re.search(where, item["where"]) and re.search(says, item.get("says") or "")]
                    if fits:
                        reasons[fits[0]] += 1
                    else:
                        left.append(f"{item['where']}: {item.get('says')}")
                count["excused" if not left else "extra"] += 1
                if left:
                    bad.append((kind, "extra", line["path"], left))
        ours = told_positions(line["hidden"])
        for theirs in positions(entry):
            checked += 1
            off = min((max(abs(a - b) for a, b in zip(theirs, pair)) for pair in ours), default=float("inf"))
            farthest = max(farthest, off)
            if off > 0.0001:
                bad.append(("gps", f"off by {off}", line["path"], [f"{theirs} {ours}"]))

    print(f"{compared} files compared")
    print(f"{'kind':10}" + "".join(f"{name:>10}" for name in ("exiftool", "inspect", "missing", "extra", "excused")))
    for kind in KINDS:
        print(f"{kind:10}" + "".join(f"{counts[kind][name]:>10}" for name in ("exiftool", "inspect", "missing", "extra", "excused")))
    print(f"{checked} positions, farthest apart {farthest:.6f} degrees")
    for why, number in reasons.items():
        print(f"excused {number}: {why}")
    for kind, what, path, details in sorted(bad):
        print(f"{what} {kind}: {path}" + (f"\n    {' | '.join(details[:6])[:400]}" if options.v else ""))
    return 1 if bad or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
