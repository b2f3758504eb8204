#!/usr/bin/env bash
# Drives the real window on a screen of its own and takes pictures of it: tests/window.sh OUT_DIR [PROGRAM]
#
# Every step is checked in the program's own frame log and on disk; a step that did not happen ends the run with status 1.
# Pictures called practice-* show the practice photos, the others an empty window or the photos of ../shared, where it is there.
# Wanted: Xvfb, xdotool, ImageMagick. Nothing is installed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
out_dir=${1:?usage: tests/window.sh OUT_DIR [PROGRAM]}
program=$(realpath "${2:-$root/target/release/blanksheet}")
shared=$root/../shared/corpus

# What is clicked, in a window of 1280×800 with English words. Buttons that move with what is above them are looked for by
# their colour instead (`button` in window/screen.sh).
declare -A at=(
    [nowhere]="640 26"
    [practise]="640 553"
    [all-photos]="197 24"
    [language]="1120 24"
    [german]="1120 167"
    [looks]="1190 24"
    [second-photo]="42 166"
    [first-cover]="1213 220"
    [slider]="470 424"
    [slider-left]="200 424"
    [pause]="1158 776"
    [stop]="1233 776"
    [grid]="400 500"
)

source "$here/window/screen.sh"
source "$here/window/practice.sh"
source "$here/window/real.sh"

for tool in Xvfb xdotool import convert; do
    command -v "$tool" >/dev/null || missing+=" $tool"
done
[ -z "${missing:-}" ] || { echo "missing:$missing (Debian: xvfb xdotool imagemagick)" >&2; exit 2; }
[ -x "$program" ] || { echo "no program at $program: cargo build --release" >&2; exit 2; }
mkdir -p "$out_dir"
out_dir=$(realpath "$out_dir")

screen_up
practice_photos
if [ -d "$shared/dev" ]; then
    real_photos
    real_folder
else
    echo "SKIPPED: the steps with real photos, because $shared is not there"
fi
echo "all steps happened; $(find "$out_dir" -name '*.png' -newer "$work/began" | wc -l) pictures in $out_dir"
