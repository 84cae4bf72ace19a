"""Pictures of lines, cut the way Tesseract cuts them and damaged the way office scans are."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from damage import damage

# Small letters are this high in Sohoa's OCR copies, px (ocr/cleanup/text-height.ts).
SOHOA_X_HEIGHT = 14.5
# Tesseract's padding around a line box, px.
PADDING = 4
OVERSAMPLING = 2
# Shares of regular, bold, italic and bold italic.
STYLES, HEADING_STYLES = (60, 20, 14, 6), (30, 58, 5, 7)


class Typesetter:
    """Draws lines in a random font of `families` ([(share, [regular, bold, italic, bold italic])])."""

    def __init__(self, families, rng):
        self.families, self.rng, self.loaded = families, rng, {}

    def font(self, path, size):
        key = (path, size)
        if key not in self.loaded:
            if len(self.loaded) > 500:
                self.loaded.clear()
            self.loaded[key] = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
        return self.loaded[key]

    def fonts(self, size, kind):
        """The line's main font and, on some lines, another style of it for the first words ("Điều 1.")."""
        (styles,) = self.rng.choices([files for _, files in self.families], [share for share, _ in self.families])
        main, first = self.rng.choices(range(4), HEADING_STYLES if kind == "heading" else STYLES)[0], self.rng.randrange(4)
        mixed = self.rng.random() < 0.12
        return self.font(styles[main], size), self.font(styles[first if mixed else main], size)


@dataclass
class Scan:
    """How a line was scanned. `dpi`: of the scan; `size`: of the letters, px of the scan."""

    dpi: int
    size: float


def choose_scan(rng):
    dpi = rng.choices([150, 200, 240, 300, 400], [10, 50, 8, 27, 5])[0]
    points = rng.choices([9, 10, 11, 12, 12.5, 13, 13.5, 14, 15, 16], [2, 3, 8, 14, 8, 20, 12, 24, 5, 4])[0]
    return Scan(dpi, points * dpi / 72)


def draw(canvas, text, fonts, x, baseline, gap):
    """Draws word by word. `fonts`: the line's and the first words'."""
    main, first = fonts
    words = text.split(" ")
    switch = 0 if main is first else 1 + len(words) // 4
    for i, word in enumerate(words):
        font = first if i < switch else main
        canvas.text((x, baseline), word, font=font, fill=0, anchor="ls")
        x += font.getlength(word) + gap


def picture(text, kind, setter, neighbour, rng):
    """One line as Tesseract would hand it to the network: gray, uint8; `None` where it can't be used.

    `neighbour(length)`: text for the lines above and below.
    """
    scan = choose_scan(rng)
    em = scan.size * OVERSAMPLING
    fonts = setter.fonts(max(8, round(em)), kind)
    main = fonts[0]
    x_height, ascender = -main.getbbox("x", anchor="ls")[1], -main.getbbox("d", anchor="ls")[1]
    gap = main.getlength(" ") * rng.choice([1, 1, 1, rng.uniform(0.8, 1.2), rng.uniform(1, 2.6)])
    shown = text.replace("-", "–") if "-" in text and rng.random() < 0.4 else text
    margin, lead = em * 0.8, em * rng.choice([1.05, 1.15, 1.15, 1.2, 1.3, 1.5, 1.8])
    width = max(font.getlength(shown) for font in fonts) + gap * shown.count(" ")
    page = Image.new("L", (int(width + 2 * margin), int(lead * 2 + em * 2.2)), 255)
    canvas, baseline = ImageDraw.Draw(page), page.height / 2 + em * 0.3
    draw(canvas, shown, fonts, margin, baseline, gap)
    ink = Image.eval(page, lambda v: 255 - v).getbbox()
    if ink is None:
        return None
    top, bottom, lead, crowded = line_box(ink, baseline, x_height, ascender, lead, em, kind, rng)
    if crowded or rng.random() < 0.5:
        for step in (-lead, lead):
            if rng.random() < 0.75:
                draw(canvas, neighbour(max(5, len(shown) + rng.randrange(-5, 15))), fonts, margin - rng.random() * margin, baseline + step, gap)
    y = max(0, int(top - em))
    page = page.crop((0, y, page.width, min(page.height, int(bottom + em))))
    gray, box = scan_down(page, (ink[0], top - y, ink[2], bottom - y), rng)
    gray, box = crop(gray, box, 12)
    gray = damage(gray, box, scan.dpi / 200, rng)
    gray, box = to_ocr_copy(gray, box, x_height / OVERSAMPLING, rng)
    return cut(gray, box, crowded, rng)


def line_box(ink, baseline, x_height, ascender, lead, em, kind, rng):
    """Top and bottom of the box as Tesseract would take it, the distance of the lines and whether they are tight."""
    top = min(ink[1], baseline - x_height * rng.uniform(1.3, 1.5))
    bottom = max(ink[3], baseline + x_height * rng.uniform(0.35, 0.5))
    chance = rng.random()
    clipped = chance < 0.38 and kind != "form"
    if clipped:  # layout analysis ends a tight line at its ascenders: marks on letters with a hat are cut away, on capitals in part
        height = rng.uniform(0.97, 1.1) if kind == "running" else rng.uniform(1.08, 1.3)
        top, lead = baseline - ascender * height, em * rng.choice([1.0, 1.05, 1.1, 1.15, 1.15, 1.2])
    reaching = 0.38 <= chance < 0.58
    if reaching or (clipped and chance < 0.13):  # the box runs into the next line, or into the one above
        bottom = max(bottom, baseline + lead - x_height * rng.uniform(1.0, 1.9))
    if reaching and rng.random() < 0.4:
        top = min(top, baseline - lead + x_height * rng.uniform(0, 0.45))
    return top, bottom, lead, clipped or reaching


def scan_down(page, box, rng):
    """From the oversampled drawing to the scan's pixels, with a little skew, stretch and a random phase. Returns (array, box)."""
    lean = math.tan(math.radians(rng.gauss(0, 0.22))) if rng.random() < 0.6 else 0.0
    stretch = rng.choice([1, 1, rng.uniform(0.93, 1.06)])
    middle = (box[0] + box[2]) / 2
    phase = rng.random() * OVERSAMPLING, rng.random() * OVERSAMPLING
    size = int(page.width * stretch) // OVERSAMPLING, page.height // OVERSAMPLING
    step = OVERSAMPLING
    # a bilinear sample every second pixel: now crisp, now softer, as the phase has it
    matrix = (step / stretch, 0, -phase[0], step * lean / stretch, step, -phase[1] - lean * middle)
    small = page.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=255)
    sag = abs(lean) * (box[2] - box[0]) / 2
    left, right = ((v + phase[0]) * stretch / step for v in (box[0], box[2]))
    top, bottom = (box[1] + phase[1] - sag) / step, (box[3] + phase[1] + sag) / step
    return np.asarray(small, np.float32) / 255, (left, top, right, bottom)


def crop(gray, box, spare):
    """What can reach the cut, so that the damage is not worked out for the rest."""
    height, width = gray.shape
    x0, y0 = max(0, int(box[0]) - spare), max(0, int(box[1]) - spare)
    x1, y1 = min(width, math.ceil(box[2]) + spare), min(height, math.ceil(box[3]) + spare)
    return gray[y0:y1, x0:x1], (box[0] - x0, box[1] - y0, box[2] - x0, box[3] - y0)


def to_ocr_copy(gray, box, x_height, rng):
    """Two thirds of the lines are scaled to the height of Sohoa's OCR copies, the rest stay as scanned."""
    if rng.random() < 0.36:
        return gray, box
    scale = SOHOA_X_HEIGHT * rng.gauss(1, 0.07) / x_height
    scale = min(2.5, max(0.3, scale))
    height, width = gray.shape
    filters = [Image.Resampling.BOX, Image.Resampling.HAMMING, Image.Resampling.BICUBIC, Image.Resampling.LANCZOS]
    scaled = Image.fromarray(gray).resize((max(8, round(width * scale)), max(8, round(height * scale))), rng.choice(filters))
    return np.asarray(scaled), tuple(v * scale for v in box)


def cut(gray, box, crowded, rng):
    height, width = gray.shape
    pad = rng.choice([4, 4, 4, 3, 5]) if crowded else rng.choice([4, 4, 4, 4, 3, 5, 2, 6, 8, rng.randrange(12)])
    y0, y1 = max(0, int(box[1]) - pad + rng.choice([0, 0, 0, -1, 1])), min(height, math.ceil(box[3]) + pad + rng.choice([0, 0, 0, -1, 1]))
    x0, x1 = max(0, int(box[0]) - pad), min(width, math.ceil(box[2]) + pad)
    found = gray[y0:y1, x0:x1]
    return found if found.shape[0] >= 12 and found.shape[1] >= 8 else None
