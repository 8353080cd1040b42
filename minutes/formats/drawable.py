"""Texts as a PDF can show them: what no face can draw becomes one neutral sign, so that nothing vanishes."""

from __future__ import annotations

import unicodedata
from functools import cache

from minutes import fonts

NEUTRAL = "\u25a1"
"""An empty square, as printers have always put for what they have no type for."""

_TONES = range(0x1F3FB, 0x1F400)
"""Colours of skin: they change the emoji before them and are drawn by nothing else."""


def drawable(text: str) -> str:
    """`text` with an empty square in place of each thing a reader sees as one character and no face can draw.

    Signs that draw nothing themselves (variation selectors, joiners, direction marks) go without a trace. Of several
    emoji joined into one picture the first stands for all. Private-use characters are never drawn: archives (PDF/A)
    refuse them.
    """
    if text.isascii():
        return text
    from wcwidth import iter_graphemes  # large tables: not before a text needs them

    return "".join(map(_drawn, iter_graphemes(text)))


@cache
def _drawn(cluster: str) -> str:
    """One character as a reader counts them."""
    if cluster.isascii():
        return cluster
    seen = [letter for letter in cluster if not _is_silent(letter)]
    if not seen:
        return ""
    joined = "\u200d" in cluster and unicodedata.category(seen[0]) == "So"
    kept = seen[:1] if joined else seen
    return "".join(kept) if all(map(_has_glyph, kept)) else NEUTRAL


def _is_silent(letter: str) -> bool:
    return (
        "\ufe00" <= letter <= "\ufe0f"
        or "\U000e0000" <= letter <= "\U000e01ef"
        or ord(letter) in _TONES
        or unicodedata.category(letter) == "Cf"
    )


def _has_glyph(letter: str) -> bool:
    if letter == "\n" or letter == "\t":
        return True
    known = ord(letter) in fonts.glyphs() or ord(letter) in fonts.glyphs(fonts.FALLBACK)
    return known and unicodedata.category(letter) != "Co"
