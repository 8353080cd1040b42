"""What a row has in the columns that are read, noting what is wrong on the way."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from intake.sheet import Field, Problem, SourceRow, letter, shortened
from intake.structure import cell
from meeting import limits
from meeting.text.clean import clean, each_grapheme, graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake.sheet import Sheet


def is_longer(text: str, limit: int) -> bool:
    """Whether people see more than `limit` characters; they never see more than there are code points."""
    return len(text) > limit and graphemes(text) > limit


class RowReader:
    """Reads fields of rows of `sheet`, with these `columns`, into lines fit to be recorded."""

    def __init__(self, sheet: Sheet, columns: Mapping[Field, int]) -> None:
        self.columns = columns
        self.problems: list[Problem] = []
        self._joined = sheet.joined
        self._lines: dict[str, tuple[str, bool]] = {}

    def written(self, row: SourceRow, field: Field) -> str:
        """What a row has for `field`, with the columns that go on with it."""
        column = self.columns.get(field)
        further = self._joined.get(column, ()) if column is not None else ()
        pieces = [
            cell(row, self.columns, field),
            *(row.cells[part] for part in further if part < len(row.cells)),
        ]
        return " ".join(piece for piece in pieces if piece.strip()) if len(pieces) > 1 else pieces[0]

    def line(self, row: SourceRow, field: Field) -> str:
        """A one-line cell, shortened to what a line holds (noted)."""
        written = self.written(row, field)
        if not written:
            return ""
        if written not in self._lines:
            # Units, areas and kinds come again and again.
            text = clean(written, lines=1).text
            self._lines[written] = text, is_longer(text, limits.LINE_GRAPHEMES)
        text, is_too_long = self._lines[written]
        if not is_too_long:
            return text
        self.note("line-shortened", row, field, text)
        return "".join(islice(each_grapheme(text), limits.LINE_GRAPHEMES)).rstrip()

    def note(self, code: str, row: SourceRow, field: Field | None = None, found: str = "") -> None:
        """Note something about a row, or about its cell for `field`."""
        column = letter(self.columns[field]) if field is not None and field in self.columns else ""
        self.problems.append(Problem(code, row.sheet, row.number, column, shortened(clean(found).text)))

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        """Within this, nothing is noted: a row is looked at that will hardly be taken."""
        noted = len(self.problems)
        yield
        del self.problems[noted:]
