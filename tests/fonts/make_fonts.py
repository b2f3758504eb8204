#!/usr/bin/env python3
"""Makes assets/fonts/*.otf: the letters the window needs, out of Inter's regular and semi-bold.

    pip install fonttools
    python3 tests/fonts/make_fonts.py Inter-Regular.otf Inter-SemiBold.otf

Inter is at https://github.com/rsms/inter and in Debian's package fonts-inter.
"""
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FAMILY = "Blanksheet Sans"

RANGES = [
    (0x0020, 0x017F),  # Latin, with Extended-A
    (0x018F, 0x018F), (0x0192, 0x0192), (0x01A0, 0x01A1), (0x01AF, 0x01B0), (0x01CD, 0x01DC),  # of Extended-B
    (0x01E6, 0x01E7), (0x01EA, 0x01EB), (0x01F8, 0x01FF), (0x0218, 0x021B), (0x0232, 0x0233), (0x0259, 0x0259),
    (0x02BB, 0x02BC), (0x02C6, 0x02DD),  # spacing accents
    (0x0300, 0x030C), (0x0323, 0x0328),  # combining accents
    (0x0370, 0x03CE),  # Greek
    (0x0400, 0x045F), (0x0490, 0x04F9),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209F),  # superior and inferior figures
    (0x20A0, 0x20CF),  # currency
    (0x2116, 0x2122),
    (0x2190, 0x2199),  # arrows
    (0x2212, 0x2265),  # minus, nearly, at most
    (0x2713, 0x2717),  # check mark, cross
]


def make(source, weight):
    font = TTFont(source)
    options = Options()
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]
    options.hinting = False
    options.desubroutinize = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    subsetter.subset(font)

    # A name of its own: not to be mixed up with an installed Inter.
    full = f"{FAMILY} {weight}"
    postscript = full.replace(" ", "")
    for record in font["name"].names:
        new = {1: FAMILY if weight == "Regular" else full, 2: "Regular", 3: postscript, 4: full, 6: postscript}
        if record.nameID in new:
            record.string = new[record.nameID]
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    cff.topDictIndex[0].FullName = full
    cff.topDictIndex[0].FamilyName = FAMILY

    target = OUT / f"{full.replace(' ', '-')}.otf"
    font.save(target)
    print(target.name, target.stat().st_size, "bytes,", len(font.getGlyphOrder()), "glyphs")


if __name__ == "__main__":
    regular, semibold = sys.argv[1:]
    make(regular, "Regular")
    make(semibold, "SemiBold")
