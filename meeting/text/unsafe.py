"""What may not leave for a terminal: characters that act on it, or on the order of what stands beside them."""

from __future__ import annotations

from unicodedata import category

JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners draw emoji and Indic words; they cannot act on a terminal."""

REPLACEMENT = "\ufffd"
"""What stands in the place of a removed character."""

UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories that never reach a terminal: controls, formats, surrogates, private, unassigned, line separators."""


def is_unsafe(character: str) -> bool:
    """Whether a terminal could obey `character`, or the eye be misled by it."""
    return category(character) in UNSHOWN and character not in JOINERS
