"""Variants of free fonts with *stacked* tone marks.

Times New Roman and Arial, in which offices print, set a tone mark above the circumflex (ổ); the free fonts of the same widths set
it beside. A model trained on the latter alone learns the wrong shape.
"""

import random
import unicodedata

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

TRUETYPE = "usr/share/fonts/truetype/"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
# family: (path of a style, share among the lines); licence and source of each: README.md
PLAIN = {
    "LiberationSerif": (TRUETYPE + "liberation2/LiberationSerif-{}.ttf", 4),
    "LiberationSans": (TRUETYPE + "liberation2/LiberationSans-{}.ttf", 2),
    "Tinos": (TRUETYPE + "croscore/Tinos-{}.ttf", 10),
    "NotoSerif": (TRUETYPE + "noto/NotoSerif-{}.ttf", 2),
    "NotoSans": (TRUETYPE + "noto/NotoSans-{}.ttf", 1),
    "GentiumBookPlus": (TRUETYPE + "gentiumplus/GentiumBookPlus-{}.ttf", 2),
    "Carlito": (TRUETYPE + "crosextra/Carlito-{}.ttf", 2),
    "TeXGyreTermes": ("usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-{}.otf", 8),
}
# family to stack: (variants, share of each)
STACKED = {"LiberationSerif": (4, 12), "Tinos": (2, 8), "LiberationSans": (3, 4)}

ACUTE, GRAVE, HOOK, TILDE = "\u0301", "\u0300", "\u0309", "\u0303"
CIRCUMFLEX, BREVE = "\u0302", "\u0306"


def plain_file(root, family, style):
    name = style.lower() if family == "TeXGyreTermes" else style
    return root / PLAIN[family][0].format(name)


def make_stacked(root, target):
    """Writes all stacked variants into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for family, (variants, _) in STACKED.items():
        for variant in range(variants):
            for style in STYLES:
                rng = random.Random(f"{family} {variant}")
                font = TTFont(plain_file(root, family, style))
                stack(font, rng, slant=0.16 if "Italic" in style else 0)
                font.save(target / f"{family}-{variant}-{style}.ttf")


def families(root, stacked):
    """[(share, [regular, bold, italic, bold italic])] of all fonts that lines are set in."""
    found = [(share, [plain_file(root, family, style) for style in STYLES]) for family, (_, share) in PLAIN.items()]
    for family, (variants, share) in STACKED.items():
        found += [(share, [stacked / f"{family}-{v}-{style}.ttf" for style in STYLES]) for v in range(variants)]
    return found


def stack(font, rng, slant):
    """Redraws every letter with a hat and a tone; size, gap and side shift of the tone are the variant's own."""
    names, glyphs, em = font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm
    scale, gap = rng.uniform(0.72, 0.95), rng.uniform(-0.02, 0.025) * em
    shift = {ACUTE: rng.uniform(0.02, 0.12), GRAVE: rng.uniform(-0.09, 0.03), HOOK: rng.uniform(-0.01, 0.08), TILDE: rng.uniform(-0.02, 0.02)}
    nested = rng.uniform(0.1, 0.45)
    made = {}
    for letter in "aeoAEO":
        plain = outline(glyphs, names, letter)
        for hat in (CIRCUMFLEX, BREVE) if letter in "aA" else (CIRCUMFLEX,):
            base = unicodedata.normalize("NFC", letter + hat)
            body = outline(glyphs, names, base)
            left, low, right, high = bounds(above(body, bounds(plain)[3] * 0.93))
            for tone in shift:
                mark = tone_mark(glyphs, names, tone, letter.islower())
                x0, y0, x1, _ = bounds(mark)
                bottom = high + gap - (nested * (high - low) if hat == BREVE else 0)
                centre = (left + right) / 2 + shift[tone] * em + slant * (bottom - low) * 0.5
                pen = TTGlyphPen(None)
                replay(body, pen)
                replay(mark, TransformPen(pen, (scale, 0, 0, scale, centre - scale * (x0 + x1) / 2, bottom - scale * y0)))
                name = names[ord(unicodedata.normalize("NFC", base + tone))]
                made[name] = (pen.glyph(), font["hmtx"][names[ord(base)]][0])
    for name, (glyph, width) in made.items():
        glyph.recalcBounds(font["glyf"])
        font["glyf"][name] = glyph
        font["hmtx"][name] = (width, glyph.xMin)
    for table in ("fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH", "GSUB", "GPOS", "GDEF", "DSIG"):
        if table in font:
            del font[table]
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()


def tone_mark(glyphs, names, tone, small):
    """The tone's own outline, as it stands on an o."""
    letter = "o" if small else "O"
    top = bounds(outline(glyphs, names, letter))[3]
    return above(outline(glyphs, names, unicodedata.normalize("NFC", letter + tone)), top * 0.97)


def outline(glyphs, names, character):
    """A glyph's closed curves, each a list of pen steps."""
    pen = DecomposingRecordingPen(glyphs)
    glyphs[names[ord(character)]].draw(pen)
    found, current = [], []
    for step in pen.value:
        current.append(step)
        if step[0] in ("closePath", "endPath"):
            found.append(current)
            current = []
    return found


def bounds(curves):
    points = [p for curve in curves for _, args in curve for p in args if p]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def above(curves, height):
    """The curves that lie above `height`, or else the topmost one."""
    return [c for c in curves if bounds([c])[1] > height] or [max(curves, key=lambda c: bounds([c])[3])]


def replay(curves, pen):
    for curve in curves:
        for operator, args in curve:
            getattr(pen, operator)(*args)
