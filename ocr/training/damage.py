"""What printing, stamping, scanning and cleaning do to a line. Pictures: float arrays, 0 ink, 1 paper."""

import io
import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from scipy import ndimage


def damage(gray, box, scale, rng):
    """`gray` with everything that happens between printer and engine; `scale`: resolution over 200 dpi. Returns uint8."""
    noise = np.random.default_rng(rng.randrange(1 << 31))
    if rng.random() < 0.10:
        return to_bytes(gray)
    gray = blur(gray, scale * rng.choice([rng.uniform(0.2, 0.6), rng.uniform(0.35, 0.95)]))
    for chance, step in ((0.5, uneven_ink), (0.35, grain), (0.12, bleed_through), (0.13, seal), (0.09, pen), (0.05, rule), (0.04, edge)):
        if rng.random() < chance:
            gray = step(gray, box, scale, rng, noise)
    return bilevel(gray, rng, noise) if rng.random() < 0.42 else halftone(gray, rng, noise)


def to_bytes(gray):
    return (np.clip(gray, 0, 1) * 255 + 0.5).astype(np.uint8)


def blur(gray, sigma):
    return ndimage.gaussian_filter(gray, sigma, truncate=3)


def uneven_ink(gray, box, scale, rng, noise):
    """Toner that comes and goes over some 15 px; half of the time it only thins the print."""
    height, width = gray.shape
    coarse = noise.normal(0, 1, (height // 14 + 2, width // 14 + 2)).astype(np.float32)
    field = np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BILINEAR))
    return np.clip(gray + field * rng.uniform(0.01, 0.1) * (1 if rng.random() < 0.5 else 1 - gray), 0, 1)


def grain(gray, box, scale, rng, noise):
    field = ndimage.gaussian_filter(noise.standard_normal(gray.shape, np.float32), rng.uniform(0.4, 1.0), truncate=2)
    return gray + field / (field.std() + 1e-6) * rng.uniform(0.02, 0.13)


def bleed_through(gray, box, scale, rng, noise):
    """The back of the sheet, mirrored."""
    back = gray[::-1, ::-1] if rng.random() < 0.3 else np.roll(gray[:, ::-1], rng.randrange(gray.shape[1]), 1)
    return gray - (1 - blur(back, 1.2 * scale)) * rng.uniform(0.05, 0.28)


def seal(gray, box, scale, rng, noise):
    """Arcs and letters of a round red seal: faint after the inks were separated, darker in a gray scan, with gaps in the ink."""
    height, width = gray.shape
    layer = Image.new("L", (width, height), 0)
    canvas = ImageDraw.Draw(layer)
    radius = rng.uniform(110, 150) * scale
    x, y = rng.uniform(-radius / 2, width + radius / 2), rng.uniform(-radius, height + radius)
    for share, thick in ((1, 3), (0.95, 1), (0.65, 2)):
        r = radius * share
        canvas.ellipse((x - r, y - r, x + r, y + r), outline=255, width=max(1, round(thick * scale * rng.uniform(0.6, 1.3))))
    angle = rng.uniform(0, 0.2)
    while angle < 2 * math.pi:  # the ring's letters: short strokes that point outwards and along the ring
        for _ in range(rng.randrange(2, 4)):
            a, b = (angle + rng.uniform(0, 0.11) for _ in range(2))
            p, q = (radius * rng.uniform(0.7, 0.9) for _ in range(2))
            ends = (x + p * math.cos(a), y + p * math.sin(a), x + q * math.cos(b), y + q * math.sin(b))
            canvas.line(ends, fill=255, width=max(1, round(2.4 * scale)))
        angle += 0.16
    ink = np.asarray(layer, np.float32) / 255
    if rng.random() < 0.7:
        ink *= np.clip(blur(noise.standard_normal(gray.shape, np.float32), 1.1) * 4 + 0.8, 0, 1)
    return stroke(gray, ink, rng.choice([rng.uniform(0.06, 0.25), rng.uniform(0.2, 0.6)]), rng)


def pen(gray, box, scale, rng, noise):
    """A signature's fast line through the text."""
    height, width = gray.shape
    layer = Image.new("L", (width, height), 0)
    x, points = rng.uniform(-20, width), []
    for _ in range(rng.randrange(3, 9)):
        points.append((x, rng.uniform(-height, 2 * height)))
        x += rng.uniform(-15, 45) * scale
    ImageDraw.Draw(layer).line(smooth(points), fill=255, width=max(1, round(rng.uniform(2, 6) * scale)), joint="curve")
    return stroke(gray, np.asarray(layer, np.float32) / 255, rng.choice([rng.uniform(0.1, 0.4), rng.uniform(0.4, 0.85)]), rng)


def smooth(points):
    """A polygon's corners cut twice."""
    for _ in range(2):
        points = [
            (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in zip(points, points[1:]) for t in (0.25, 0.75)
        ]
    return points


def stroke(gray, ink, strength, rng):
    """Ink over print. After the separation of inks print under a stroke may be paler than elsewhere."""
    over = np.minimum(gray, 1 - blur(ink, 0.6) * strength)
    return np.clip(over + ink * (1 - gray) * rng.uniform(0.05, 0.3), 0, 1) if rng.random() < 0.3 else over


def rule(gray, box, scale, rng, noise):
    """An underline or a table's border along the line."""
    y = min(gray.shape[0] - 1, max(0, int(box[3]) - rng.randrange(0, 5)))
    changed = gray.copy()
    changed[y : y + rng.choice([1, 2])] = rng.uniform(0, 0.3)
    return changed


def edge(gray, box, scale, rng, noise):
    """A table's upright border beside the text."""
    x = rng.choice([max(0, int(box[0]) - 3), min(gray.shape[1] - 1, int(box[2]) + 2)])
    changed = gray.copy()
    changed[:, x : x + 2] = rng.uniform(0, 0.3)
    return changed


def bilevel(gray, rng, noise):
    """1 bit, with or without specks."""
    black = gray < min(0.78, max(0.33, rng.gauss(0.56, 0.1)))
    result = np.where(black, 0, 255).astype(np.uint8)
    if rng.random() < 0.4:
        height, width = gray.shape
        count = int(height * width * 10 ** rng.uniform(-4.2, -2.5))
        ys, xs = noise.integers(0, height, count), noise.integers(0, width, count)
        result[ys, xs] = noise.integers(0, 2, count) * 255
        if rng.random() < 0.4 and count > 1:  # specks of two pixels
            result[np.minimum(ys[: count // 2] + 1, height - 1), xs[: count // 2]] = 0
    if rng.random() < 0.15:  # smoothed again, as a cleaned 1-bit page is
        result = np.asarray(Image.fromarray(result).filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 0.8))))
    return result


def halftone(gray, rng, noise):
    """Gray: weak print, gray paper, a slope of light, sensor noise, JPEG; or paper flattened to white as cleaning does."""
    black = rng.choice([0, rng.uniform(0, 0.15), rng.uniform(0, 0.4)])
    white = rng.choice([1, 1, rng.uniform(0.75, 1)])
    gray = black + (white - black) * np.clip(gray, -0.1, 1.05)
    strength = rng.choice([0, 0.01, 0.03, 0.05])
    if strength > 0:
        gray = gray + noise.standard_normal(gray.shape, np.float32) * strength
    if rng.random() < 0.25:
        gray = gray * np.linspace(rng.uniform(0.85, 1), rng.uniform(0.85, 1), gray.shape[1], dtype=np.float32)[None, :]
    result = to_bytes(gray)
    if rng.random() < 0.55:
        packed = io.BytesIO()
        Image.fromarray(result).save(packed, "JPEG", quality=rng.randrange(22, 88))
        result = np.asarray(Image.open(packed))
    if rng.random() < 0.35:  # background to white, print stretched
        low, high = np.percentile(result, 2), np.percentile(result, 80) * rng.uniform(0.92, 1)
        result = to_bytes((result.astype(np.float32) - low * rng.random()) / max(1, high - low * 0.5))
    return result
