"""Makes the corpus' fonts with stacked tone marks from Tinos.

Free Times-metric fonts set the tone mark beside the circumflex; Times New Roman, in which offices print, sets it
above. This writes two variants ("Corpus Stack A" and "B": other size and place of the mark) in four styles, cut
down to Latin and Vietnamese, without hinting and under a name of their own.

Once, from the root:
  python3 -m venv .cache/tools/fonts && .cache/tools/fonts/bin/pip install fonttools==4.60.1
  .cache/tools/fonts/bin/python tests/corpus/fonts/make-stacked.py
"""

import os
import unicodedata

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = "node_modules/@expo-google-fonts/tinos"
TARGET = "tests/corpus/fonts"
STYLES = {
    "Regular": "400Regular/Tinos_400Regular.ttf",
    "Italic": "400Regular_Italic/Tinos_400Regular_Italic.ttf",
    "Bold": "700Bold/Tinos_700Bold.ttf",
    "BoldItalic": "700Bold_Italic/Tinos_700Bold_Italic.ttf",
}
ACUTE, GRAVE, HOOK, TILDE = "\u0301", "\u0300", "\u0309", "\u0303"
# scale of the mark; its gap above the hat and its shift to the side, in ems
VARIANTS = {
    "A": (0.80, 0.004, {ACUTE: 0.05, GRAVE: -0.04, HOOK: 0.02, TILDE: 0.0}),
    "B": (0.88, -0.010, {ACUTE: 0.09, GRAVE: -0.06, HOOK: 0.05, TILDE: 0.01}),
}
KEPT = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA),
        *range(0x300, 0x30A), 0x323, *range(0x2010, 0x2027), 0x2022, 0x2026, 0x20AB, 0x2264, 0x2265]


def contours(glyphs, name):
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    found, current = [], []
    for step in pen.value:
        current.append(step)
        if step[0] in ("closePath", "endPath"):
            found.append(current)
            current = []
    return found


def bounds(shapes):
    points = [p for shape in shapes for _, args in shape for p in args if p]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def replay(shapes, pen):
    for shape in shapes:
        for operator, args in shape:
            getattr(pen, operator)(*args)


def above(shapes, height):
    """The shapes above `height`, or the topmost one."""
    return [s for s in shapes if bounds([s])[1] > height] or [max(shapes, key=lambda s: bounds([s])[3])]


def stack(font, variant, italic):
    scale, gap, shift = VARIANTS[variant]
    names, glyphs, em = font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm
    made = {}
    for letter in "aeoAEO":
        plain_top = bounds(contours(glyphs, names[ord(letter)]))[3]
        for hat in ("\u0302", "\u0306") if letter in "aA" else ("\u0302",):
            base = unicodedata.normalize("NFC", letter + hat)
            body = contours(glyphs, names[ord(base)])
            x0, y0, x1, y1 = bounds(above(body, plain_top * 0.93))
            for tone in shift:
                marked = contours(glyphs, names[ord(unicodedata.normalize("NFC", ("o" if letter.islower() else "O") + tone))])
                o_top = bounds(contours(glyphs, names[ord("o" if letter.islower() else "O")]))[3]
                mark = above(marked, o_top * 0.97)
                mx0, my0, mx1, _ = bounds(mark)
                lift = y1 + gap * em - (0.4 * (y1 - y0) if hat == "\u0306" else 0)
                slant = 0.16 * (lift - y0) * 0.5 if italic else 0
                centre = (x0 + x1) / 2 + shift[tone] * em + slant
                pen = TTGlyphPen(None)
                replay(body, pen)
                replay(mark, TransformPen(pen, (scale, 0, 0, scale, centre - scale * (mx0 + mx1) / 2, lift - scale * my0)))
                made[names[ord(unicodedata.normalize("NFC", base + tone))]] = (pen.glyph(), font["hmtx"][names[ord(base)]][0])
    for name, (glyph, width) in made.items():
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, glyph.xMin)


def rename(font, family, style):
    keep = {0, 13, 14}
    table = font["name"]
    table.names = [n for n in table.names if n.nameID in keep]
    legible = style.replace("BoldItalic", "Bold Italic")
    postscript = family.replace(" ", "") + "-" + style
    for name_id, text in ((1, family), (2, legible), (3, postscript), (4, f"{family} {legible}"), (5, "Version 1.0"), (6, postscript)):
        table.setName(text, name_id, 3, 1, 0x409)


def make(variant, style):
    font = TTFont(os.path.join(SOURCE, STYLES[style]))
    options = Options()
    options.layout_features, options.hinting, options.name_IDs = [], False, ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)
    stack(font, variant, "Italic" in style)
    rename(font, f"Corpus Stack {variant}", style)
    font.save(os.path.join(TARGET, f"corpus-stack-{variant.lower()}-{style.lower()}.ttf"))


if __name__ == "__main__":
    for v in VARIANTS:
        for s in STYLES:
            make(v, s)
