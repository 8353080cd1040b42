"""The last filter before the terminal: no character of a text can act on it, whatever widget shows it.

The cleaner at the doors (`meeting.text.clean`) already keeps such characters out of the record. This stands behind it,
for file names, older records and anything that came by another way: Textual itself passes ESC, C1 and bidi controls on.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.filter import LineFilter

from meeting.text.unsafe import REPLACEMENT, is_unsafe

if TYPE_CHECKING:
    from rich.style import Style
    from textual.color import Color


def _sanitize_character(character: str) -> str:
    # As many as the character had cells, so that the row keeps its length.
    return REPLACEMENT * get_character_cell_size(character) if is_unsafe(character) else character


@lru_cache(4096)
def sanitize(text: str) -> str:
    """`text` with nothing a terminal could obey, of the same width in cells."""
    if text.isprintable():
        return text
    return "".join(map(_sanitize_character, text))


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
