"""What was read from a file: rows of text, the columns recognised, and what was wrong where."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Field(StrEnum):
    """What a column can hold."""

    SERIAL = "serial"
    TEXT = "text"
    NAME = "name"
    UNIT = "unit"
    AREA = "area"
    KIND = "kind"
    POST = "post"
    COUNT = "count"


class Problem(NamedTuple):
    """Something about one row, or the whole file when `row` is 0. `column` is its letter (A, B, ...), if it is in one.

    `code` is one of `intake.problems.SENTENCES`, `found` what stood there, shortened.
    """

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    found: str = ""


class Row(NamedTuple):
    """One row as it stands in the file: which worksheet (empty if the file has none), which row from 1, its cells."""

    sheet: str
    number: int
    cells: tuple[str, ...]


class Sheet(NamedTuple):
    """A file's rows without the header. `columns` says what was recognised; people confirm or change it.

    `encoding` is how the text was coded, `converted` how many cells were turned from TCVN3 or VNI into Unicode.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: dict[Field, int]
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    converted: int = 0

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row.cells) for row in self.rows), default=len(self.header))

    def left_out(self, columns: Mapping[Field, int]) -> tuple[str, ...]:
        """The headings, each with its letter, of what is not read with these columns."""
        return tuple(
            f"{letter(column)} {' '.join(heading.split())}"
            for column, heading in enumerate(self.header)
            if heading.strip() and column not in columns.values()
        )


ALPHABET = 26


def letter(column: int) -> str:
    """The name of a column, counted from 0, as spreadsheets write it: A to Z, then AA."""
    name = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, ALPHABET)
        name = chr(ord("A") + digit) + name
    return name
