"""What was read from a file: rows of text, the columns recognised, and what was wrong where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


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


class SourceRow(NamedTuple):
    """One row as it stands in the file: which worksheet (empty if the file has none), which row from 1, its cells.

    `filled` are the columns whose text is that of the cell above, merged downwards; `wide` pairs the first column of a
    cell merged across with its last. `is_heading` says that the page shows the row as a title, not as an item.
    """

    sheet: str
    number: int
    cells: tuple[str, ...]
    filled: frozenset[int] = frozenset()
    wide: tuple[tuple[int, int], ...] = ()
    is_heading: bool = False


class LeftOut(NamedTuple):
    """A row that is not read, and why: a code of `intake.problems.SENTENCES`."""

    row: SourceRow
    code: str


class Source(NamedTuple):
    """All rows of a file as a person sees them, before anybody says which of them is the header.

    `encoding` is how the text was coded, `converted` how many cells were turned from TCVN3 or VNI into Unicode.
    """

    name: str
    rows: tuple[SourceRow, ...]
    is_table: bool
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    converted: int = 0

    @property
    def worksheets(self) -> dict[str, int]:
        """The worksheets that show something, by name, and how many rows each has."""
        return dict(Counter(row.sheet for row in self.rows))


class Sheet(NamedTuple):
    """A file's rows without the header. `columns` says what was recognised; people confirm or change it.

    `header_rows` are the numbers of the rows that the header stands in, on the worksheet `header_sheet`. `joined` lists
    for a column those that go on with it. `left_out` are the rows that are neither header nor read.
    """

    source: Source
    header: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    columns: dict[Field, int]
    header_sheet: str = ""
    header_rows: tuple[int, ...] = ()
    joined: Mapping[int, tuple[int, ...]] = MappingProxyType({})
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The file's name."""
        return self.source.name

    @property
    def encoding(self) -> str:
        """How the text was coded."""
        return self.source.encoding

    @property
    def converted(self) -> int:
        """How many cells were turned from an old Vietnamese code into Unicode."""
        return self.source.converted

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row.cells) for row in self.rows), default=len(self.header))

    def unread(self, columns: Mapping[Field, int]) -> tuple[str, ...]:
        """The headings, each with its letter, of what is not read with these columns."""
        return tuple(
            f"{letter(column)} {' '.join(heading.split())}"
            for column, heading in enumerate(self.header)
            if heading.strip() and column not in self._read_with(columns)
        )

    def _read_with(self, columns: Mapping[Field, int]) -> set[int]:
        further = (part for column in columns.values() for part in self.joined.get(column, ()))
        return {*columns.values(), *further}


FOUND_CHARACTERS = 200
"""How much of a cell a remark shows at most."""


def shortened(text: str) -> str:
    """`text` in one line, as much of it as a remark shows; an ellipsis stands for what is cut off behind a word."""
    line = " ".join(text.split())
    if len(line) <= FOUND_CHARACTERS:
        return line
    cut = line[:FOUND_CHARACTERS]
    return f"{cut[: cut.rfind(' ')].rstrip() if ' ' in cut else cut}…"


ALPHABET = 26


def letter(column: int) -> str:
    """The name of a column, counted from 0, as spreadsheets write it: A to Z, then AA."""
    name = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, ALPHABET)
        name = chr(ord("A") + digit) + name
    return name
