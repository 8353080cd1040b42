"""The last filter before the terminal: no character of a text can act on it, whatever widget shows it.

The cleaner at the doors (`meeting.text.clean`) already keeps such characters out of the record. This stands behind it,
for file names, older records and anything that came by another way: Textual itself passes ESC, C1 and bidi controls on.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from textual.filter import LineFilter

from meeting.text.unsafe import REPLACEMENT, is_unsafe

if TYPE_CHECKING:
    from rich.style import Style
    from textual.color import Color


_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_CLUSTER = re.compile(
    f".(?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d[{_PICTURE}])+"
    "|[\U0001f1e6-\U0001f1ff]",
    re.DOTALL,
)
"""Pictures of several characters, about whose width terminals disagree: keycaps, flags, families, skins, selectors."""

_FLAG_LETTERS = {0x1F1E6 + place: chr(ord("A") + place) for place in range(26)}


def _settled(cluster: re.Match[str]) -> str:
    """The first of several characters that make one picture, and spaces for the cells the picture was given.

    Every terminal gives one character the same width; of keycaps, flags and joined pictures some draw one cell, some
    two, some each part, and all that follows in the row would stand elsewhere. The record keeps what was written.
    """
    text = cluster[0]
    first = text[0].translate(_FLAG_LETTERS)
    return first + " " * (cell_len(text) - cell_len(first))


def _sanitize_character(character: str) -> str:
    # As many as the character had cells, so that the row keeps its length.
    return REPLACEMENT * get_character_cell_size(character) if is_unsafe(character) else character


@lru_cache(4096)
def sanitize(text: str) -> str:
    """`text` with nothing a terminal could obey, of the same width in cells."""
    if text.isascii() and text.isprintable():
        return text
    settled = _CLUSTER.sub(_settled, text)
    return settled if settled.isprintable() else "".join(map(_sanitize_character, settled))


def _unlinked(style: Style | None) -> Style | None:
    """`style` without a hyperlink: no screen of ours makes one, so it could only come from a text."""
    if style is None or not style.link:
        return style
    return style.update_link(None)


class TerminalFilter(LineFilter):
    """Applied by the app to every line of every widget."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  Textual's signature
        """The same segments with sanitized text, no hyperlinks and no control codes."""
        return [Segment(sanitize(text), _unlinked(style)) for text, style, _control in segments]
