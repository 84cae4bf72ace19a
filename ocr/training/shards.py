"""Files of line pictures as the network takes them: `NAME.npz` with all pictures side by side, their widths and their texts' numbers."""

import random

import numpy as np

import leptonica
from lines import Typesetter, picture


def write_shard(path, chosen, lines, families, neighbour, seed):
    """Draws `lines[i]` for each i of `chosen`. Same seed, same pictures."""
    rng, lib = random.Random(seed), leptonica.library()
    setter, columns, widths, numbers = Typesetter(families, rng), [], [], []
    for number in chosen:
        kind, text = lines[number]
        gray = picture(text, kind, setter, neighbour(rng), rng)
        if gray is None:
            continue
        column = leptonica.scaled(gray, lib)
        columns.append(column)
        widths.append(column.shape[1])
        numbers.append(number)
    half_made = path.with_suffix(".part.npz")
    np.savez(half_made, columns=np.concatenate(columns, 1), widths=np.array(widths), numbers=np.array(numbers))
    half_made.rename(path)


def read_shard(path):
    """[(number of the text, picture 36 x width uint8)]."""
    with np.load(path) as packed:
        columns, widths, numbers = packed["columns"], packed["widths"], packed["numbers"]
    ends = np.cumsum(widths)
    return [(int(n), columns[:, end - width : end]) for n, width, end in zip(numbers, widths, ends)]
