"""Recognises which column holds what, from the header of the file and, without one, from what stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake import limits
from intake.sheet import Field
from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAMES: dict[Field, tuple[str, ...]] = {
    Field.SERIAL: ("stt", "so tt", "so thu tu", "tt", "no", "id"),
    Field.TEXT: (
        "noi dung y kien kien nghi",
        "noi dung cau hoi",
        "noi dung kien nghi",
        "noi dung de xuat",
        "noi dung y kien",
        "noi dung",
        "cau hoi",
        "y kien kien nghi",
        "y kien",
        "kien nghi",
        "de xuat",
        "phan anh",
        "gop y",
        "kho khan vuong mac",
        "vuong mac",
        "van de",
        "question",
        "text",
        "content",
    ),
    Field.NAME: (
        "ho va ten",
        "ho ten",
        "nguoi neu",
        "nguoi hoi",
        "nguoi gui",
        "nguoi co y kien",
        "nguoi dat cau hoi",
        "nguoi kien nghi",
        "nguoi phan anh",
        "dai bieu",
        "ten",
        "full name",
        "name",
    ),
    Field.UNIT: (
        "don vi nguoi neu",
        "don vi cong tac",
        "don vi",
        "ca nhan don vi",
        "noi cong tac",
        "co quan",
        "phong ban",
        "phong doi",
        "phong",
        "doi",
        "to",
        "bo phan",
        "doan the",
        "to chuc",
        "unit",
        "organisation",
        "organization",
    ),
    Field.AREA: (
        "linh vuc",
        "nhom linh vuc",
        "thuoc linh vuc",
        "nhom van de",
        "noi dung cchc",
        "area",
        "field",
    ),
    Field.KIND: ("loai y kien", "loai cau hoi", "phan loai", "loai hinh", "loai", "kind", "type"),
    Field.POST: ("chuc vu", "chuc danh", "cap bac chuc vu", "post", "position"),
    Field.COUNT: ("so luong", "so nguoi", "count"),
}
"""What people call the columns, folded; a longer name is matched before a shorter one."""

NOT_OURS = (
    "noi dung tra loi",
    "noi dung giai",
    "noi dung xu ly",
    "co quan de nghi",
    "co quan tra loi",
    "co quan giai quyet",
    "co quan xu ly",
    "co quan chu tri",
    "don vi de nghi",
    "don vi tra loi",
    "don vi giai quyet",
    "don vi xu ly",
    "don vi chu tri",
    "don vi phoi hop",
    "don vi thuc hien",
    "don vi duoc giao",
    "y kien chi dao",
    "y kien tra loi",
    "y kien giai quyet",
    "y kien xu ly",
    "y kien cua lanh dao",
    "y kien lanh dao",
)
"""Beginnings of columns of the official list that are no questions: what was answered and by whom."""

_BY_LENGTH = sorted(
    ((name, field) for field, names in NAMES.items() for name in names), key=lambda pair: -len(pair[0])
)


_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(heading)))


def _exactly(heading: str) -> Field | None:
    plain = _plain(heading)
    return next((field for name, field in _BY_LENGTH if plain == name), None)


def field_of(heading: str) -> Field | None:
    """What a column headed `heading` holds, with or without diacritics; None if it is none of ours."""
    plain = _plain(heading)
    if plain.startswith(NOT_OURS):
        return None
    return _exactly(heading) or next(
        (field for name, field in _BY_LENGTH if " " in name and plain.startswith(name)), None
    )


def is_named_exactly(heading: str, field: Field) -> bool:
    """Whether `heading` says nothing but what such a column holds."""
    return _exactly(heading) is field


def recognised(header: Sequence[str]) -> dict[Field, int]:
    """The columns that a header names; the first of several with one meaning."""
    columns: dict[Field, int] = {}
    for column, heading in enumerate(header):
        field = field_of(heading)
        if field is not None:
            columns.setdefault(field, column)
    return columns


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows is the header: the one that names most columns, at least the text or a name."""
    best: tuple[int, int] | None = None
    for number, cells in enumerate(rows[: limits.HEADER_WITHIN]):
        columns = recognised(cells)
        if _is_header(cells, columns, rows[number + 1 :]) and (best is None or len(columns) > best[1]):
            best = (number, len(columns))
    return None if best is None else best[0]


def _is_header(cells: Sequence[str], columns: dict[Field, int], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row heads a table: a question that begins as a heading does must not be lost as one.

    It names one column exactly, or two by how they begin; the row itself has no number; and its words do not come
    again below, as kinds and units do.
    """
    if not columns.keys() & {Field.TEXT, Field.NAME}:
        return False
    if any(len(cells[column]) > limits.HEADING_CHARACTERS for column in columns.values()):
        return False
    if _NUMBER.fullmatch(next(filter(None, (cell.strip() for cell in cells)))):
        return False
    below = [row for row in below[: limits.HEADER_LOOKS_BELOW] if tuple(row) != tuple(cells)]
    exact = [(field, column) for field, column in columns.items() if _exactly(cells[column])]
    if exact:
        return any(not _comes_again(field, column, below, _exactly) for field, column in exact)
    return len(columns) > 1 and not any(_comes_again(*named, below, field_of) for named in columns.items())


def _comes_again(
    field: Field, column: int, below: Sequence[Sequence[str]], names: Callable[[str], Field | None]
) -> bool:
    cells = (row[column] for row in below if column < len(row))
    return any(len(cell) <= limits.HEADING_CHARACTERS and names(cell) is field for cell in cells)


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns, as the one below the header of an official table: (1), (2), (3)."""
    written = [cell.strip() for cell in cells if cell.strip()]
    return len(written) > 1 and all(map(_COLUMN_NUMBER.fullmatch, written))


def guessed(rows: Sequence[Sequence[str]]) -> dict[Field, int]:
    """Without a header: the column with the longest texts is taken for the questions."""
    width = max((len(cells) for cells in rows), default=0)
    if not width:
        return {}
    lengths = [sum(len(cells[column]) for cells in rows if column < len(cells)) for column in range(width)]
    return {Field.TEXT: max(range(width), key=lambda column: lengths[column])}
