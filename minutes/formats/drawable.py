"""Texts as a PDF can show them: characters the faces lack are spelled out, so that nothing vanishes from the page."""

from __future__ import annotations

import unicodedata
from functools import cache

from minutes import fonts


def drawable(text: str) -> str:
    """`text` with [U+1F600] in place of each character without a glyph.

    Signs that draw nothing themselves (variation selectors, joiners, direction marks) go without a trace. Private-use
    characters are spelled out even where a face has them: archives (PDF/A) refuse them.
    """
    return text if text.isascii() else "".join(map(_drawn, text))


@cache
def _drawn(character: str) -> str:
    if "\ufe00" <= character <= "\ufe0f" or unicodedata.category(character) == "Cf":
        return ""
    if character == "\n" or (ord(character) in fonts.glyphs() and unicodedata.category(character) != "Co"):
        return character
    return f"[U+{ord(character):04X}]"
