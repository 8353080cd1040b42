"""Recognises which column holds what, from the header of the file and, without one, from what stands in it."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from intake import limits
from intake.sheet import Field
from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from intake.sheet import SourceRow

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


_GOOGLE = ("dau thoi gian", "timestamp")
_MICROSOFT = ("start time", "thoi gian bat dau", "gio bat dau")
FORM_STAMPS = (*_GOOGLE, *_MICROSOFT)
"""How the columns are headed in which Google's and Microsoft's forms note when somebody answered."""

FORM_OWN = (
    *FORM_STAMPS,
    *("completion time",),
    *(
        "thoi gian hoan thanh",
        "gio hoan thanh",
        "thoi gian ket thuc",
        "last modified time",
        "lan sua doi cuoi",
    ),
    *("thoi gian sua doi lan cuoi", "thoi gian sua doi gan nhat", "language", "ngon ngu"),
    *("dia chi email", "dia chi thu dien tu", "email address", "email", "e mail", "thu dien tu", "username"),
    *("ten nguoi dung", "score", "diem so", "total points", "quiz feedback"),
)
"""Columns that a form adds by itself, about who answered and when: never what was asked, and never kept."""

MICROSOFT_OWN = ("id", "name", "ten")
"""What Microsoft's forms add besides: who was signed in."""

_ASKED = {
    Field.TEXT: (
        r"\b(?:cau hoi|y kien|kien nghi|de xuat|vuong mac|gop y|phan anh|kho khan|noi dung|ban khoan|thac mac|tam tu"
        r"|questions?|suggestions?|feedback|comments?)\b"
    ),
    Field.UNIT: r"\b(?:don vi|co quan|phong ban|phong nao|doi nao|noi cong tac|cong tac tai|bo phan|unit|department)\b",
    Field.NAME: r"\b(?:ho va ten|ho ten|full name|your name)\b",
    Field.AREA: r"\b(?:linh vuc|nhom van de|area|topic)\b",
    Field.POST: r"\b(?:chuc vu|chuc danh|position)\b",
}
"""What a whole question asks for, by its words, in the order in which a question is told from another."""

_NAME_BEGINS = frozenset(
    (
        "ho",
        "ho dem",
        "ho va dem",
        "ho lot",
        "ho va ten dem",
        "ho va ten lot",
        "ho va chu dem",
        "ho chu dem",
        "last name",
    )
)
_NAME_GOES_ON = frozenset(("dem", "ten dem", "ten lot", "chu dem", "chu lot", "middle name"))
_NAME_ENDS = frozenset(("ten", "given name", "first name"))

_ASKING = 40
"""A question mark counts as much as these letters, where the column of questions is guessed."""

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
    if is_form(header):
        return _asked(header)
    columns: dict[Field, int] = {}
    for column, heading in enumerate(header):
        field = field_of(heading)
        if field is None and _plain(heading) in _NAME_BEGINS and _name_parts(header, column):
            field = Field.NAME
        if field is not None:
            columns.setdefault(field, column)
    return columns


def is_form(header: Sequence[str]) -> bool:
    """Whether a row heads what Google's or Microsoft's forms export: whole questions behind a column of times."""
    return len(header) > 1 and any(_plain(heading) in FORM_STAMPS for heading in header[:3])


def _asked(header: Sequence[str]) -> dict[Field, int]:
    """What the questions of a form ask for; what the form adds by itself is nothing of ours."""
    plain = [_plain(heading) for heading in header]
    own = (*FORM_OWN, *(MICROSOFT_OWN if any(heading in _MICROSOFT for heading in plain) else ()))
    asked = [column for column, heading in enumerate(plain) if heading and heading not in own]
    columns: dict[Field, int] = {}
    for column in asked:
        field = _exactly(header[column]) or _asked_for(plain[column])
        if field is not None:
            columns.setdefault(field, column)
    left = [column for column in asked if column not in columns.values()]
    if Field.TEXT not in columns and left:
        columns[Field.TEXT] = max(left, key=lambda column: len(header[column]))
    return columns


def _asked_for(plain: str) -> Field | None:
    """Who asks is told first: "Đơn vị của người có ý kiến" asks for a unit; "ý kiến với đơn vị" for an opinion."""
    found = {field: match.start() for field, words in _ASKED.items() if (match := re.search(words, plain))}
    return min(found, key=lambda field: found[field], default=None)


def _name_parts(header: Sequence[str], first: int) -> tuple[int, ...]:
    """The columns that go on with a name begun in `first`: "Họ và tên đệm", then "Tên"."""
    if _plain(header[first]) not in _NAME_BEGINS:
        return ()
    parts: list[int] = []
    for column in range(first + 1, len(header)):
        plain = _plain(header[column])
        if plain in _NAME_ENDS:
            return (*parts, column)
        if plain not in _NAME_GOES_ON:
            break
        parts.append(column)
    return ()


def joined(
    header: Sequence[str], wide: Iterable[tuple[int, int]], rows: Sequence[SourceRow]
) -> dict[int, tuple[int, ...]]:
    """The columns whose texts belong to the one that they are listed under: a name over two columns, merged or not."""
    found = {column: parts for column in range(len(header)) if (parts := _name_parts(header, column))}
    for first, last in wide:
        if first < len(header) and header[first].strip() and not any(header[first + 1 : last + 1]):
            parts = tuple(
                column
                for column in range(first + 1, last + 1)
                if any(column < len(row.cells) and row.cells[column].strip() for row in rows)
            )
            if parts:
                found.setdefault(first, parts)
    return found


class Header(NamedTuple):
    """Where a table's header is: its first row and how many rows it has, and what heads each column."""

    place: int
    height: int
    cells: tuple[str, ...]


def header_of(rows: Sequence[Sequence[str]]) -> Header | None:
    """The header among the first rows: the row that names most columns, with the one above where that names more."""
    place = find_header(rows)
    if place is None:
        return None
    best = Header(place, 1, tuple(rows[place]))
    for first in (place - 1, place):
        if first < 0 or first + 1 >= len(rows):
            continue
        cells = both(rows[first], rows[first + 1])
        upper, lower = recognised(rows[first]), recognised(rows[first + 1])
        short = all(len(cell) <= limits.HEADING_CHARACTERS for cell in rows[first + 1])
        if upper and lower and short and len(recognised(cells)) > len(recognised(best.cells)):
            best = Header(first, 2, cells)
    return best


def both(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Two rows of a header as one: what stands lower is nearer to the column."""
    pairs = zip_longest(upper, lower, fillvalue="")
    return tuple(below if below.strip() else above for above, below in pairs)


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows is the header: the one that names most columns, at least the text or a name."""
    best: tuple[int, int] | None = None
    for number, cells in enumerate(rows[: limits.HEADER_WITHIN]):
        if is_form(cells):
            return number
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
    """Without a header: the column with the longest texts, and most of all with questions, is taken for them."""
    width = max((len(cells) for cells in rows), default=0)
    if not width:
        return {}
    lengths = [
        sum(len(cells[column]) + _ASKING * ("?" in cells[column]) for cells in rows if column < len(cells))
        for column in range(width)
    ]
    return {Field.TEXT: max(range(width), key=lambda column: lengths[column])}
