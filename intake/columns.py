"""Recognises which column holds what, from the header of the file and, without one, from what stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake import limits
from intake.sheet import Field
from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES: dict[Field, tuple[str, ...]] = {
    Field.SERIAL: ("stt", "so tt", "so thu tu", "tt", "no", "id"),
    Field.TEXT: (
        "noi dung y kien kien nghi",
        "noi dung cau hoi",
        "noi dung kien nghi",
        "noi dung y kien",
        "noi dung",
        "cau hoi",
        "y kien kien nghi",
        "y kien",
        "kien nghi",
        "question",
        "text",
        "content",
    ),
    Field.NAME: ("ho va ten", "ho ten", "nguoi neu", "nguoi hoi", "nguoi gui", "ten", "full name", "name"),
    Field.UNIT: (
        "don vi nguoi neu",
        "don vi cong tac",
        "don vi",
        "co quan",
        "phong ban",
        "to chuc",
        "unit",
        "organisation",
        "organization",
    ),
    Field.AREA: ("linh vuc", "nhom linh vuc", "noi dung cchc", "area", "field"),
    Field.KIND: ("loai y kien", "loai cau hoi", "phan loai", "loai", "kind", "type"),
    Field.POST: ("chuc vu", "chuc danh", "cap bac chuc vu", "post", "position"),
    Field.COUNT: ("so luong", "so nguoi", "count"),
}
"""What people call the columns, folded; a longer name is matched before a shorter one."""

NOT_OURS = (
    "noi dung tra loi",
    "co quan de nghi",
    "co quan tra loi",
    "don vi tra loi",
    "don vi chu tri",
    "y kien chi dao",
)
"""Beginnings of columns of the official list that are no questions: what was answered and by whom."""

_BY_LENGTH = sorted(
    ((name, field) for field, names in NAMES.items() for name in names), key=lambda pair: -len(pair[0])
)


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(heading)))


def field_of(heading: str) -> Field | None:
    """What a column headed `heading` holds, with or without diacritics; None if it is none of ours."""
    plain = _plain(heading)
    if plain.startswith(NOT_OURS):
        return None
    exact = next((field for name, field in _BY_LENGTH if plain == name), None)
    if exact is not None:
        return exact
    return next((field for name, field in _BY_LENGTH if " " in name and plain.startswith(name)), None)


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
        if not columns.keys() & {Field.TEXT, Field.NAME}:
            continue
        if any(len(cells[column]) > limits.HEADING_CHARACTERS for column in columns.values()):
            continue
        if best is None or len(columns) > best[1]:
            best = (number, len(columns))
    return None if best is None else best[0]


def guessed(rows: Sequence[Sequence[str]]) -> dict[Field, int]:
    """Without a header: the column with the longest texts is taken for the questions."""
    width = max((len(cells) for cells in rows), default=0)
    if not width:
        return {}
    lengths = [sum(len(cells[column]) for cells in rows if column < len(cells)) for column in range(width)]
    return {Field.TEXT: max(range(width), key=lambda column: lengths[column])}
