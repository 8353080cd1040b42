"""Where the tone mark stands in oa, oe, uy: hòa and hoà are both in use; a document keeps to one.

The style here is the one of the official names (CỘNG HÒA, hiện đại hóa): on the first vowel of an open syllable. With
a final consonant or vowel (hoàn, xoáy, khuỷu) and after q (quý) both styles agree and nothing is changed.
"""

from __future__ import annotations

import re
import unicodedata

_TONED_A_E = "àáảãạèéẻẽẹ"
_TONED_Y = "ỳýỷỹỵ"
_NEW_STYLE = re.compile(
    rf"([oO])([{_TONED_A_E}{_TONED_A_E.upper()}])(?!\w)"
    rf"|(?<![qQ])([uU])([{_TONED_Y}{_TONED_Y.upper()}])(?!\w)"
)


def _moved(found: re.Match[str]) -> str:
    first, second = (found[1], found[2]) if found[1] else (found[3], found[4])
    bare, tone = tuple(unicodedata.normalize("NFD", second))
    return unicodedata.normalize("NFC", first + tone) + bare


def unified(text: str) -> str:
    """`text` (NFC) with every tone mark where the official names have it; the letters stay the same."""
    return _NEW_STYLE.sub(_moved, text)
