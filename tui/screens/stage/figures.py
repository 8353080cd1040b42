"""Large figures: a clock, a countdown or an address in digits three rows high."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.renderables.digits import Digits

from tui.screens.stage.page import Line, Span

_STROKES = Style(bold=True)
FIGURE_ROWS = 3


def figure_width(text: str) -> int:
    """How many cells `text` takes in large figures."""
    return Digits.get_width(text)


def figures(text: str, role: str = "figure") -> tuple[Line, ...]:
    """`text` (figures, point, colon, minus) in three rows."""
    parts = Digits(text).render(_STROKES)
    rows = "".join(part.text for part in parts if isinstance(part, Segment)).split("\n")[:FIGURE_ROWS]
    return tuple(Line((Span(row, role),)) for row in rows)


def countdown(seconds: int) -> str:
    """Seconds as minutes and seconds; below zero there is nothing left to count."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes:02}:{rest:02}"
