"""Reads the worksheets of a .xlsx file as rows of text, as a person sees them.

Only values, what is hidden and merged, and the formats of numbers are looked at: files whose styles, properties,
filters or drawings no library takes are read all the same, Strict Open XML like any other.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from intake import limits, number_formats
from intake.archive import check
from intake.grid import Area, Grid
from intake.markup import attribute, child, name, opened, whole
from intake.number_formats import BUILT_IN, Epoch
from intake.sheet import Problem, letter
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from intake.markup import Archive
    from intake.sheet import SourceRow

_TRUE = frozenset({"1", "true"})
"""How XML Schema writes yes."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,9})", re.IGNORECASE)
_ALPHABET = 26
_USUAL_TEXTS = "xl/sharedStrings.xml"
"""Where the texts are where the workbook does not say it."""

_WORKSHEETS = frozenset({"worksheet", "dialogsheet"})


class _Worksheet(NamedTuple):
    name: str
    part: str
    hidden: bool


class _Book:
    """What all worksheets of a workbook share: texts, formats, the day that days are counted from."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        main = archive.main()
        root = archive.tree(main)
        if name(root) != "workbook":
            raise Refusal("file-damaged")
        self._related = archive.related(main)
        by_kind = dict(self._related.values())
        self.texts = _shared_texts(archive, by_kind.get("sharedStrings", _USUAL_TEXTS))
        self.formats = _formats(archive.optional(by_kind.get("styles", "")))
        properties = child(root, "workbookPr")
        is_1904 = properties is not None and attribute(properties, "date1904") in _TRUE
        self.epoch = Epoch.OF_1904 if is_1904 else Epoch.OF_1900
        self.worksheets = [*self._worksheets(root)]

    def _worksheets(self, root: Any) -> Iterator[_Worksheet]:
        listed = child(root, "sheets")
        for one in listed if listed is not None else ():
            kind, part = self._related.get(attribute(one, "id"), ("", ""))
            if kind in _WORKSHEETS and part in self._archive:
                yield _Worksheet(
                    attribute(one, "name"), part, attribute(one, "state", "visible") != "visible"
                )


def unescaped(text: str) -> str:
    """`text` with the characters that Open XML writes as ``_xHHHH_``; carriage returns as line breaks (22.9.2.19)."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _rich(element: Any) -> str:
    """The text of a string with runs; readings above the letters (``rPh``) left out."""
    pieces = []
    for one in element:
        if name(one) == "t":
            pieces.append(one.text or "")
        elif name(one) == "r":
            text = child(one, "t")
            pieces.append((text.text or "") if text is not None else "")
    return unescaped("".join(pieces))


def _shared_texts(archive: Archive, part: str) -> list[str]:
    return [_rich(one) for one in archive.elements(part, "si")] if part in archive else []


def _formats(root: Any) -> list[str]:
    """The number format of each cell style; none at all where the styles cannot be understood."""
    own, cells = child(root, "numFmts"), child(root, "cellXfs")
    codes = dict(BUILT_IN)
    for one in own if own is not None else ():
        codes[whole(attribute(one, "numFmtId"))] = attribute(one, "formatCode")
    return [codes.get(whole(attribute(one, "numFmtId")), "") for one in cells] if cells is not None else []


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1, of ``B7``."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for one in found[1].upper():
        column = column * _ALPHABET + ord(one) - ord("A") + 1
    return int(found[2]), column


class _Reader:
    """Reads one worksheet, row after row, and keeps no more of it than its texts."""

    def __init__(self, book: _Book, worksheet: _Worksheet, progress: Callable[[], None]) -> None:
        self._book = book
        self._progress = progress
        self.grid = Grid(worksheet.name)
        self.problems: list[Problem] = []
        self._row = 0
        self._empty = 0

    def read(self, elements: Iterator[Any]) -> None:
        """Raises Refusal ``file-damaged``, ``file-has-too-many-rows``."""
        for element in elements:
            if not self._take(element):
                break

    def _take(self, element: Any) -> bool:
        """False where the worksheet goes on with nothing."""
        kind = name(element)
        if kind == "col" and (
            attribute(element, "hidden") in _TRUE or _is_nothing(attribute(element, "width"))
        ):
            first, last = whole(attribute(element, "min")), whole(attribute(element, "max"))
            self.grid.hidden_columns.update(range(first, min(last, limits.COLUMNS) + 1))
        elif kind == "mergeCell" and len(self.grid.merged) < limits.MERGED_CELLS:
            ends = [_place(end) for end in attribute(element, "ref").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                self.grid.merged.append(Area(*ends[0], *ends[1]))
        elif kind == "row":
            return self._take_row(element)
        return True

    def _take_row(self, element: Any) -> bool:
        self._progress()
        self._row = whole(attribute(element, "r"), self._row + 1)
        column = 0
        for cell in element:
            if name(cell) != "c":
                continue
            place = _place(attribute(cell, "r"))
            column = place[1] if place else column + 1
            self.grid.put(self._row, column, self._text(cell, column))
        self._empty = 0 if self._row in self.grid.cells else self._empty + 1
        if attribute(element, "hidden") in _TRUE or _is_nothing(attribute(element, "ht")):
            self.grid.hidden_rows.add(self._row)
        if len(self.grid.cells) > limits.ROWS:
            raise Refusal("file-has-too-many-rows", limit=limits.ROWS)
        return self._empty <= limits.EMPTY_ROWS

    def _text(self, cell: Any, column: int) -> str:
        kind = attribute(cell, "t", "n")
        if kind == "inlineStr":
            inline = child(cell, "is")
            return _rich(inline) if inline is not None else ""
        found = child(cell, "v")
        written = (found.text or "") if found is not None else ""
        if not written:
            if child(cell, "f") is not None and kind != "str":
                self._note("formula-without-value", column)
            return ""
        if kind == "s":
            place = whole(written.strip(), -1)
            return self._book.texts[place] if 0 <= place < len(self._book.texts) else ""
        if kind == "b":
            return "x" if written.strip() in _TRUE else ""
        if kind in {"str", "e"}:
            return unescaped(written)
        return _day(written) if kind == "d" else self._number(written.strip(), attribute(cell, "s"))

    def _number(self, written: str, style: str) -> str:
        place = whole(style, -1)
        format_ = self._book.formats[place] if 0 <= place < len(self._book.formats) else ""
        return number_formats.shown(written, format_, self._book.epoch)

    def _note(self, code: str, column: int) -> None:
        if column not in self.grid.hidden_columns:
            self.problems.append(Problem(code, self.grid.name, self._row, letter(column - 1)))


def _is_nothing(size: str) -> bool:
    """Whether a width or height is given as nothing, which hides as well."""
    try:
        return bool(size) and float(size) == 0
    except ValueError:
        return False


def _day(written: str) -> str:
    """A day as ISO 8601 writes it, which a few programs store."""
    from datetime import datetime

    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError:
        return written
    return number_formats.moment(at, time=True)


def read(path: Path, progress: Callable[[int], None], problems: list[Problem]) -> Iterator[SourceRow]:
    """The rows that hold something, worksheet by worksheet. What is hidden is left out and noted.

    Raises Refusal as `archive.check` does, and ``file-has-too-many-sheets``, ``file-has-too-many-rows``,
    ``file-damaged``.
    """
    check(path)
    done = count(1)
    with opened(path) as archive:
        book = _Book(archive)
        if len(book.worksheets) > limits.SHEETS:
            raise Refusal("file-has-too-many-sheets", limit=limits.SHEETS)
        for worksheet in book.worksheets:
            if worksheet.hidden:
                problems.append(Problem("sheet-hidden", worksheet.name))
                continue
            reader = _Reader(book, worksheet, lambda: progress(next(done)))
            reader.read(archive.elements(worksheet.part, "row", "col", "mergeCell"))
            problems += reader.problems
            yield from reader.grid.rows(problems)
