#!/usr/bin/env bash
# Makes files with a marker in every place that can hold something, cleans them with both methods, and lets the judge search.
# usage: tests/canaries.sh SHARED WORK
set -euo pipefail
shared=$1
work=$2
blanksheet=${BLANKSHEET:-target/release/blanksheet}

need() { command -v "$1" >/dev/null; }
if ! need exiftool || ! need cjxl || ! [ -e /usr/include/jxl/encode.h ]; then
    apt-get update -qq && apt-get install -y -qq libimage-exiftool-perl libjxl-tools libjxl-dev >/dev/null
fi
python=$work/venv/bin/python
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pillow==13.0.0 pillow-heif==1.8.1 numpy==2.4.6 brotli==1.2.1

"$python" "$shared/canaries/make_canaries.py" --out "$work/marked"
for method in redrawn exact; do
    for part in leak keep; do
        "$blanksheet" clean "$work/marked/$part" --out "$work/$method/$part" --method "$method" \
            --keep-names --keep-tree --json --quiet >"$work/$method-$part.jsonl" || true
    done
    echo "-- $method"
    CHECK_CACHE="$work/cache" "$python" "$shared/canaries/check_clean.py" "$work/marked" "$work/$method" \
        --jobs 2 --json "$work/$method.json" || true
    "$python" tests/judged.py "$work/$method.json"
done
