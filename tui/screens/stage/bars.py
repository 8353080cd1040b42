"""Bars in eighths of a cell: counts compared at a glance, each with its figure, never by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from tui.screens.stage.page import Line, Span, more, spaced, wrapped
from tui.widgets.measure import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.screens.stage.page import Item

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"

BESIDE_FROM = 52
"""On a narrower column a label stands above its bar."""

LABEL_SHARE = 0.45
"""Most of a column that labels take."""

LABEL_ROWS = 2


class Bar(NamedTuple):
    """One bar: its label, how much of it there is, and the figure beside it."""

    label: str
    amount: int
    figure: str


def counting(label: str, count: int) -> Bar:
    """A bar whose figure is its count."""
    return Bar(label, count, str(count))


def drawn(amount: int, most: int, width: int) -> str:
    """A bar for `amount` where `most` fills `width` cells; anything above nothing is seen."""
    if not amount or not most or width <= 0:
        return ""
    eighths = max(1, round(amount * width * 8 / most))
    full, rest = divmod(eighths, 8)
    return _FULL * full + (_EIGHTHS[rest] if rest else "")


def fitted(bars: Sequence[Bar], most: int, measure: int, room: int) -> tuple[Line, ...]:
    """The bars in at most `room` rows: with short labels where long ones do not fit.

    Where even these do not, the longest bars stand, in their order, and it is said how many more there are.
    """
    for label_rows in (LABEL_ROWS, 1):
        rows = entries(bars, most, measure, label_rows)
        if sum(map(len, rows)) <= room:
            return spaced(rows, room)
    fit = max(0, room - 1) // max(map(len, rows))
    longest = sorted(sorted(range(len(bars)), key=lambda place: -bars[place].amount)[:fit])
    return (*(line for place in longest for line in rows[place]), more(len(bars) - fit))[: max(0, room)]


def entries(bars: Sequence[Bar], most: int, measure: int, label_rows: int = LABEL_ROWS) -> tuple[Item, ...]:
    """The rows of each bar, all to the scale in which `most` is a full one."""
    figures = max((cell_len(bar.figure) for bar in bars), default=0) + 1
    if measure < BESIDE_FROM:
        return tuple(_below(bar, most, measure, measure - figures) for bar in bars)
    longest = max((cell_len(bar.label) for bar in bars), default=0)
    labels = min(longest, int(measure * LABEL_SHARE))
    width = measure - labels - 2 - figures
    return tuple(_beside(bar, most, labels, width, label_rows) for bar in bars)


def _below(bar: Bar, most: int, measure: int, width: int) -> Item:
    return (Line((Span(cut(bar.label, measure)),)), _row(bar, most, width))


def _beside(bar: Bar, most: int, labels: int, width: int, label_rows: int) -> Item:
    first, *rest = _label(bar.label, labels, label_rows)
    padding = " " * (labels + 2 - cell_len(first))
    row = _row(bar, most, width)
    return (Line((Span(first + padding), *row.left)), *(Line((Span(line),)) for line in rest))


def _label(text: str, width: int, most: int) -> list[str]:
    rows = wrapped(text, width)
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], cut(" ".join(rows[most - 1 :]), width)]


def _row(bar: Bar, most: int, width: int) -> Line:
    shape = drawn(bar.amount, most, width)
    return Line((Span(shape, "bar"), Span(f" {bar.figure}" if shape else bar.figure, "strong")))
