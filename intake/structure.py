"""What each row of a list is: an item, a part of the one above, a title over those below, or a total or signature."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from intake import limits
from intake.sheet import Field, SourceRow
from intake.titles import unit_named
from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LONGEST_SERIAL = 5
_GROUP_NUMBER = re.compile(r"[IVX]{1,5}|[A-Z]")
_TOTAL = re.compile(r"(?:tong cong|tong so|cong)\b")
_CLOSES = re.compile(
    r"(?:tong cong|tong so|cong|tong|trong do|danh sach (?:nay )?(?:gom|co)|ghi chu|luu y|chu thich|noi nhan|xac nhan"
    r"|nguoi (?:lap|tong hop|ghi|viet|thuc hien|kiem tra|bao cao)|thu ky|thu truong|lanh dao|giam doc|pho giam doc"
    r"|chu tich|pho chu tich|truong (?:phong|doi|ban|cong an)|pho (?:phong|doi|truong)|doi truong"
    r"|tm|kt|tl|tuq|\(?ky|da ky)\b"
)
"""How what stands below a table begins: totals, notes, and who signed."""

_DATED = re.compile(r"\bngay\s*[\d.…]+\s*thang\s*[\d.…]+\s*nam\b")
_FIGURE = re.compile(r"[\d.,]+%?")
_POINT = re.compile(r"\s*(?:[-–—•*+]\s*|\(?[a-zđ][.)]\s)")
_FINISHED = re.compile(r"[.?!…]['”\"»)]*\s*$")
_ASKS = re.compile(r"\?['”\"»)]*\s*$")
_WIDE = 3
"""A cell merged over as many columns as these in a row of its own is a title."""


class Role(Enum):
    """What a row is to the list."""

    ITEM = "item"
    PART = "row-joined"
    AREA = "area-heading"
    UNIT = "unit-heading"
    TITLE = "heading-or-total"
    BELOW = "below-table"


class Placed(NamedTuple):
    """A row, what it is, and the area and unit that the titles above it name."""

    row: SourceRow
    role: Role
    said: str = ""
    area: str = ""
    unit: str = ""


def cell(row: SourceRow, columns: Mapping[Field, int], field: Field) -> str:
    """What a row has in the column of `field`; empty where there is no such column."""
    column = columns.get(field)
    return row.cells[column] if column is not None and column < len(row.cells) else ""


class _Walk:
    """Goes through the rows from above; a title holds to the next one or to the end of its worksheet."""

    def __init__(
        self,
        rows: Sequence[SourceRow],
        columns: Mapping[Field, int],
        main: Field,
        area_headed: Callable[[str, bool], str],
    ) -> None:
        self._rows = rows
        self._columns = columns
        self._main = main
        self._area_headed = area_headed
        self._area = self._unit = self._sheet = ""
        self._is_below = False
        self._item: SourceRow | None = None
        self._text = ""
        serials = [self._serial(row) for row in rows]
        single = [serial for serial in serials if serial and not _GROUP_NUMBER.fullmatch(serial)]
        self._is_numbered = 2 * sum(map(str.isdecimal, single)) > len(single)
        self._last = {row.sheet: place for place, row in enumerate(rows) if serials[place].isdecimal()}
        self._tails = self._tail()

    def _serial(self, row: SourceRow) -> str:
        """The row's number, if what stands there is one: a heading merged over the row begins there, too."""
        written = cell(row, self._columns, Field.SERIAL).strip(" .)")
        return written if len(written) <= _LONGEST_SERIAL else ""

    def _said(self, row: SourceRow) -> list[str]:
        serial = self._serial(row)
        return [
            text
            for column, text in enumerate(row.cells)
            if text.strip() and text.strip(" .)") != serial and column not in row.filled
        ]

    def _closes(self, row: SourceRow) -> bool:
        """Whether a row reads like what stands below a table."""
        said = [text.strip() for text in self._said(row)]
        if not said or any(len(text) > limits.HEADING_CHARACTERS for text in said) or _ASKS.search(said[0]):
            return False
        if any(_DATED.search(fold(text)) for text in said):
            return True
        return _CLOSES.match(fold(said[0])) is not None and all(
            _CLOSES.match(fold(text)) or _FIGURE.fullmatch(text) for text in said
        )

    def _tail(self) -> frozenset[int]:
        """In a table without numbers: the last rows, from the first that closes it."""
        tails: set[int] = set()
        place = len(self._rows) - 1
        while place >= 0 and (self._closes(self._rows[place]) or self._is_signer(place)):
            tails.add(place)
            place -= 1
        if not any(self._closes(self._rows[place]) for place in tails):
            return frozenset()
        return frozenset(tails)

    def _is_signer(self, place: int) -> bool:
        """Whether a last row has one name or rank only, far from the first column: who signed."""
        row = self._rows[place]
        said = self._said(row)
        main = self._columns.get(self._main)
        return len(said) == 1 and not (main is not None and cell(row, self._columns, self._main).strip())

    def placed(self) -> list[Placed]:
        """Every row with its role."""
        return [self._place(place, row) for place, row in enumerate(self._rows)]

    def _place(self, place: int, row: SourceRow) -> Placed:
        if row.sheet != self._sheet:
            self._sheet, self._area, self._unit = row.sheet, "", ""
            self._is_below, self._item = False, None
        role, said = self._role(place, row)
        if role is Role.ITEM or role is Role.PART:
            self._item, self._text = row, cell(row, self._columns, self._main)
        return Placed(row, role, said, self._area, self._unit)

    def _role(self, place: int, row: SourceRow) -> tuple[Role, str]:
        said = self._said(row)
        if title := self._title(row, said):
            return title
        if self._is_under(place, row):
            self._is_below = True
            return Role.BELOW, said[0] if said else ""
        return (Role.PART if self._goes_on(row) else Role.ITEM), ""

    def _title(self, row: SourceRow, said: list[str]) -> tuple[Role, str] | None:
        serial = self._serial(row)
        if len(said) != 1 or serial.isdecimal() or len(said[0]) > limits.HEADING_CHARACTERS:
            return (self._headed(said[0]) if said else None) if row.is_heading else None
        is_group = self._is_numbered and _GROUP_NUMBER.fullmatch(serial) is not None
        is_wide = any(last - first + 1 >= _WIDE for first, last in row.wide)
        if area := self._area_headed(said[0], is_group or row.is_heading):
            self._area = area
            return Role.AREA, said[0]
        unit = unit_named(said[0])
        if is_group or row.is_heading or (unit and not serial and (is_wide or self._is_numbered)):
            return self._headed(said[0])
        if self._is_numbered and not serial and _TOTAL.match(fold(said[0])):
            return Role.TITLE, said[0]
        return None

    def _headed(self, said: str) -> tuple[Role, str]:
        self._area, self._unit = "", unit_named(said)
        return (Role.UNIT if self._unit else Role.TITLE), said

    def _is_under(self, place: int, row: SourceRow) -> bool:
        """Whether a row stands below the table: behind its last number, apart from it or closing it."""
        if not self._is_numbered:
            return place in self._tails
        if place <= self._last.get(row.sheet, len(self._rows)):
            return False
        is_apart = place > 0 and row.number - self._rows[place - 1].number > 1
        return self._is_below or is_apart or self._closes(row)

    def _goes_on(self, row: SourceRow) -> bool:
        """Whether a row is part of the item above: it says nothing but its text."""
        text = cell(row, self._columns, self._main)
        if self._item is None or self._main is not Field.TEXT or not text.strip():
            return False
        serial = self._columns.get(Field.SERIAL)
        if len(self._said(row)) > 1:
            return False
        if serial is not None and self._is_numbered:
            is_bare = not self._serial(row) or serial in row.filled
            return is_bare and (
                not _ASKS.search(text) or _POINT.match(text) is not None or not _FINISHED.search(self._text)
            )
        return _POINT.match(text) is not None and (
            self._text.rstrip().endswith(":") or _POINT.match(self._text) is not None
        )


def placed(
    rows: Sequence[SourceRow],
    columns: Mapping[Field, int],
    main: Field = Field.TEXT,
    area_headed: Callable[[str, bool], str] = lambda _said, _is_title: "",
) -> list[Placed]:
    """What each of `rows` is to a list of `main`, with the title that holds for it.

    In a table whose items are numbered 1, 2, 3 a title has a Roman number or a letter, a total and a part have none.
    """
    return _Walk(rows, columns, main, area_headed).placed()
