"""Tesseract's character set of a model: its `lstm-unicharset` and `lstm-recoder` components, and the characters that Sohoa adds."""

import struct

# Missing in the published model: "Ất Tỵ" is read "Ất Ty", "120 m²" as "120 m2". `like`: where the new output starts from.
ADDED = {"ỵ": "ỳ", "Ỵ": "Ỳ", "²": "2", "³": "3"}


def characters(unicharset):
    """The characters by their ids; id 0 is the space."""
    found = [line.split(" ")[0] for line in unicharset.decode().split("\n")[1:] if line.strip()]
    return [" ", *found[1:]]


def codes(recoder):
    """The network's output of each character id (this model has one each)."""
    (count,) = struct.unpack_from("<I", recoder)
    found, at = [], 4
    for _ in range(count):
        _, length = struct.unpack_from("<bi", recoder, at)
        (code,) = struct.unpack_from(f"<{length}i", recoder, at + 5)
        found.append(code)
        at += 5 + 4 * length
    return found


def extend(unicharset, recoder):
    """Both components with `ADDED` at the end; new outputs follow the old ones, so that no old one changes its number."""
    lines = [line for line in unicharset.decode().split("\n") if line.strip()]
    first, highest = len(lines) - 1, max(codes(recoder))
    ids = {character: first + i for i, character in enumerate(ADDED)}
    packed = recoder[4:]
    for i, character in enumerate(ADDED):
        lines.append(entry(character, ids))
        packed += struct.pack("<bii", 1, 1, highest + 1 + i)
    total = first + len(ADDED)
    return ("\n".join([str(total), *lines[1:]]) + "\n").encode(), struct.pack("<I", total) + packed


def entry(character, ids):
    """A unicharset line: character, properties (hex: 1 letter, 2 small, 4 capital), box statistics, script, id of the other case,
    direction, id of the mirror image, normal form."""
    number, boxes = ids[character], "0,255,0,255,0,0,0,0,0,0"
    if character.isalpha():
        return f"{character} {3 if character.islower() else 5} {boxes} Latin {ids[character.swapcase()]} 0 {number} {character}"
    return f"{character} 0 {boxes} Common {number} 2 {number} {character}"
