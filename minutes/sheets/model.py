"""What a sheet is: titled columns of one kind each, and rows of plain values."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from wording import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Value = str | int | float | date | datetime | None
T = TypeVar("T")


class CellKind(Enum):
    """How a column is shown and filtered."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"


class SheetField(NamedTuple):
    """A column: its title and how it is shown."""

    title: str
    kind: CellKind = CellKind.TEXT


class Sheet(NamedTuple):
    """One sheet: `part` is its ASCII name in file names, `title` its tab."""

    part: str
    title: str
    fields: tuple[SheetField, ...]
    rows: tuple[tuple[Value, ...], ...]


def listed(
    part: str, title: str, readers: tuple[tuple[SheetField, Callable[[T], Value]], ...], things: Iterable[T]
) -> Sheet:
    """A sheet with a row for each thing, its cells read by the readers."""
    rows = tuple(tuple(read(thing) for _, read in readers) for thing in things)
    return Sheet(part, title, tuple(field for field, _ in readers), rows)


def wall_clock(text: str) -> datetime | None:
    """An ISO 8601 instant as the clock at the meeting's place showed it: spreadsheets know no offsets."""
    at = dates.parsed_time(text)
    return at.replace(tzinfo=None) if at else None
