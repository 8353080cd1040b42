"""Reads text with columns (.csv, .tsv) as rows, whatever stands between its cells and however its quotes are set."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from intake import limits
from intake.columns import find_header, recognised
from intake.sheet import Field, Problem, SourceRow, letter, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEPARATORS = ";,\t|"
"""Excel in Vietnamese writes semicolons, in English commas."""

_NONE = "\U0010ffff"
"""A separator that stands nowhere: one column."""

_SAID = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_CURLY = {"“": "”", "„": "”", "«": "»"}


class _Record(NamedTuple):
    """One row: the line it begins on, from 1, its cells, and what was wrong with its quotes."""

    line: int
    cells: tuple[str, ...]
    problem: str = ""


class _Lines:
    """The lines of a text, taken apart into records by one separator."""

    def __init__(self, lines: list[str], mark: str) -> None:
        self._lines = lines
        self._mark = mark
        self._place = 0
        self._closes_at = -1
        self._closer = re.compile(rf'"\s*(?:{re.escape(mark)}|$)')
        self._curled = re.compile(rf"[”“]\s*{re.escape(mark)}\s*[“„]")
        counts = Counter(line.count(mark) for line in lines if '"' not in line and mark in line)
        self._usual = max(counts, key=lambda count: counts[count], default=0)

    def __iter__(self) -> Iterator[_Record]:
        while self._place < len(self._lines):
            yield self._record()

    def _record(self) -> _Record:
        first = self._place
        line = self._lines[first]
        self._place += 1
        if '"' not in line and not any(quote in line for quote in _CURLY):
            return _Record(first + 1, tuple(line.split(self._mark)))
        cells, problem = self._quoted(line)
        return _Record(first + 1, tuple(cells), problem)

    def _quoted(self, line: str) -> tuple[list[str], str]:
        """The cells of a line with quotes, and of those that a quoted cell reaches into."""
        cells: list[str] = []
        problem = ""
        at = 0
        while at <= len(line) and len(cells) <= limits.COLUMNS:
            begins = at
            while line.startswith(" ", begins):
                begins += 1
            sign = line[begins : begins + 1]
            if sign == '"':
                found = self._closed(line, begins + 1)
                if found is not None:
                    text, line, at = found
                    cells.append(text)
                    continue
                problem = "quote-open"
            elif sign in _CURLY:
                closing = _curled(line, begins, self._mark, is_usual=self._curled.search(line) is not None)
                if closing is not None:
                    cells.append(line[begins + 1 : closing[0]])
                    problem = problem or "quote-curly"
                    at = closing[1]
                    continue
                if line.find(_CURLY[sign], begins, begins + limits.CELL_CHARACTERS) < 0:
                    problem = problem or "quote-open"
            end = line.find(self._mark, at)
            end = len(line) if end < 0 else end
            text = line[at:end]
            is_stray = sign == '"' and text.count('"') == 1
            cells.append(text.replace('"', "") if is_stray else text)
            at = end + 1
        if at <= len(line):
            cells.append(line[at:])
        return cells, problem

    def _closed(self, line: str, at: int) -> tuple[str, str, int] | None:
        """The text of a quoted cell, the line it ends on, and where the next cell begins there.

        None for a quote that is never closed, or only where it would swallow rows that are whole by themselves.
        """
        if not self._may_close():
            return None
        pieces: list[str] = []
        for place in range(self._place, min(self._place + limits.QUOTED_LINES, len(self._lines) + 1)):
            closed, end = _closing(line, at, self._mark)
            pieces.append(line[at:end])
            if closed is not None:
                self._place = place
                return "".join(pieces).replace('""', '"'), line, closed
            if place == len(self._lines) or self._is_whole(self._lines[place]):
                return None
            line, at = self._lines[place], 0
            pieces.append("\n")
        return None

    def _may_close(self) -> bool:
        """Whether any line within reach has a quote that could close a cell; looked for once in so many lines."""
        first = self._place - 1
        if self._closes_at < first:
            self._closes_at = next(
                (
                    place
                    for place in range(first, len(self._lines))
                    if self._closer.search(self._lines[place])
                ),
                len(self._lines) + limits.QUOTED_LINES,
            )
        return self._closes_at - first < limits.QUOTED_LINES

    def _is_whole(self, line: str) -> bool:
        """Whether a line within quotes looks like a row of its own: the usual separators, and not as in a sentence."""
        count = line.count(self._mark)
        return count == self._usual > 0 and '"' not in line and f"{self._mark} " not in line


def _curled(line: str, begins: int, mark: str, *, is_usual: bool) -> tuple[int, int] | None:
    """Where the curly quote that begins at `begins` closes a cell, and where the next cell begins.

    It is one around a cell where separators stand in it, or where the cells of the line usually stand in such quotes.
    """
    end = line.find(_CURLY[line[begins]], begins, begins + limits.CELL_CHARACTERS)
    if end < 0 or not (is_usual or line.find(mark, begins, end) >= 0):
        return None
    behind = end + 1
    while line.startswith(" ", behind):
        behind += 1
    return (end, behind + 1) if behind == len(line) or line.startswith(mark, behind) else None


def _closing(line: str, at: int, mark: str) -> tuple[int | None, int]:
    """Where the next cell begins behind the quote that closes one, None where it does not, and where its text ends."""
    while (end := line.find('"', at)) >= 0:
        if line.startswith('"', end + 1):
            at = end + 2
            continue
        behind = end + 1
        while line.startswith(" ", behind):
            behind += 1
        if behind == len(line) or line.startswith(mark, behind):
            return behind + 1, end
        at = end + 1
    return None, len(line)


def _plain_endings(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _said(lines: list[str]) -> str:
    """The separator that a ``sep=;`` line of Excel's own names."""
    found = _SAID.fullmatch(lines[0].strip(" \ufeff")) if lines else None
    return found[1] if found else ""


def separator(text: str) -> str:
    """The separator that stands most evenly in the whole text; a ``sep=;`` line decides. Empty for one column."""
    lines = _plain_endings(text).split("\n")
    if said := _said(lines):
        return said
    scores = {mark: _evenness(lines, mark) for mark in SEPARATORS if any(mark in line for line in lines)}
    best = max(scores, key=lambda mark: (scores[mark], -SEPARATORS.index(mark)), default="")
    return best if best and scores[best] > (0, 0.5) else ""


def _evenness(lines: list[str], mark: str) -> tuple[int, float]:
    """How sure it is that `mark` separates: whether it gives a header of ours, and the part of rows equally wide."""
    records = [
        record
        for record in islice(_Lines(lines, mark), limits.ROWS)
        if any(cell.strip() for cell in record.cells)
    ]
    widths = Counter(len(record.cells) for record in records)
    wide = {width: rows for width, rows in widths.items() if width > 1}
    if not wide:
        return 0, 0.0
    header = find_header([record.cells for record in records[: limits.HEADER_WITHIN * 2]])
    evenness = max(wide.values()) / len(records)
    if header is not None:
        is_headed = len(recognised(records[header].cells)) > 1
        return int(is_headed), evenness if len(records[header].cells) > 1 else 0.0
    is_sentence = all(f"{mark} " in line for line in lines if mark in line)
    return 0, 0.0 if is_sentence else evenness


def is_table(text: str) -> bool:
    """Whether text in a file that need not be a table is one: Excel saves "Unicode Text" as .txt, with tabs."""
    first = [row.cells for row in islice(read(text, lambda _done: None, []), limits.HEADER_WITHIN)]
    header = find_header(first)
    return header is not None and len(recognised(first[header])) > 1


def read(text: str, progress: Callable[[int], None], problems: list[Problem]) -> Iterator[SourceRow]:
    """The rows that hold something, numbered by row. `text` may end its lines in any of the usual ways.

    A row whose quotes are wrong is noted in `problems`, and swallows no other.
    """
    lines = _plain_endings(text).split("\n")
    mark = separator(text) or _NONE
    body = lines[1:] if _said(lines) else lines
    skipped = len(lines) - len(body)
    width, ends_in_text = _width(body, mark)
    for number, record in enumerate(_Lines(body, mark), start=1 + skipped):
        progress(number)
        cells, problem = record.cells, record.problem
        if width < len(cells):
            cells, problem = _narrowed(cells, width, mark, ends_in_text=ends_in_text)
        if any(cell.strip() for cell in cells):
            if problem:
                problems.append(Problem(problem, "", number, "", shortened(mark.join(record.cells))))
            if beyond := sum(1 for cell in cells[limits.COLUMNS :] if cell.strip()):
                first = letter(limits.COLUMNS)
                problems.append(Problem("cells-beyond", "", number, first, str(beyond)))
            yield SourceRow("", number, cells[: limits.COLUMNS])


def _width(lines: list[str], mark: str) -> tuple[int, bool]:
    """How many cells a row has, as many as the header or else as most rows; and whether the last is the question."""
    records = [record.cells for record in islice(_Lines(lines, mark), limits.ROWS)]
    first = [cells for cells in records if any(cell.strip() for cell in cells)][: limits.HEADER_WITHIN]
    header = find_header(first)
    if header is not None:
        return len(first[header]), recognised(first[header]).get(Field.TEXT) == len(first[header]) - 1
    widths = Counter(len(cells) for cells in records if any(cell.strip() for cell in cells))
    return max(widths, key=lambda width: widths[width], default=0), False


def _narrowed(
    cells: tuple[str, ...], width: int, mark: str, *, ends_in_text: bool
) -> tuple[tuple[str, ...], str]:
    """A row with too many cells, put together again where a separator with a space behind it belongs to a sentence.

    What is left too wide is noted if it holds something.
    """
    kept: list[str] = []
    over = len(cells) - width
    for cell in cells:
        if over and kept and cell.startswith(" ") and kept[-1].strip() and cell.strip():
            kept[-1] += mark + cell
            over -= 1
        else:
            kept.append(cell)
    if ends_in_text and len(kept) > width and any(cell.strip() for cell in kept[width:]):
        kept[width - 1 :] = [mark.join(kept[width - 1 :])]
    if len(kept) == width:
        return tuple(kept), "separator-within"
    return tuple(kept), "row-too-wide" if any(cell.strip() for cell in kept[width:]) else ""
