"""Keeps the pages that Sohoa is measured with out of the training text: no run of five words in common."""

import re
import unicodedata

RUN = 5


def words(text):
    """Lower case, NFC, without punctuation around a word; a word with a digit counts as "0", so that no number hides a run."""
    found = []
    for token in unicodedata.normalize("NFC", text).lower().split():
        token = re.sub(r"^[\W_]+|[\W_]+$", "", token)
        if token:
            found.append("0" if re.search(r"\d", token) else token)
    return found


def runs(text):
    """All runs of five words in `text`."""
    found = words(text)
    return {" ".join(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def held_out(texts, formulas):
    """The runs that no training line may hold: those of `texts` that do not stand in a formula of official letters."""
    allowed = set().union(*(runs(formula) for formula in formulas))
    return set().union(*(runs(text) for text in texts)) - allowed
