"""A plan as people look at it before anything is recorded: columns read as what, and what becomes of every row.

The screen, the command line and its JSON show these same rows and columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from intake.problems import reason, sentence
from intake.sheet import Field, letter
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from intake.people import AttendancePlan
    from intake.planning import ImportPlan
    from intake.plans import Planned
    from intake.sheet import Problem, Sheet, SourceRow

FIELDS = {
    Field.TEXT: N_("Question"),
    Field.UNIT: N_("Unit"),
    Field.NAME: N_("Name"),
    Field.AREA: N_("Area"),
    Field.KIND: N_("Kind"),
    Field.SERIAL: N_("Serial number"),
    Field.POST: N_("Post"),
    Field.COUNT: N_("People"),
}
"""What a column can be read as, in the order in which people choose."""

QUESTION_FIELDS = (Field.TEXT, Field.UNIT, Field.NAME, Field.AREA, Field.KIND, Field.SERIAL)
PEOPLE_FIELDS = (Field.NAME, Field.UNIT, Field.POST, Field.COUNT, Field.SERIAL)

SAMPLES = 3
"""How many of a column's cells are shown."""

IN, PART, OUT = "in", "part", "out"
"""What becomes of a row: it is imported, it is part of the one above, it is left out."""


class ColumnShown(NamedTuple):
    """A column: its letter, with those that go on with it, its heading, what it is read as (None: not), some cells."""

    letter: str
    heading: str
    field: Field | None
    samples: tuple[str, ...]


class RowShown(NamedTuple):
    """A row: where it stands, what becomes of it and why, and what it says."""

    sheet: str
    number: int
    state: str
    why: str
    said: tuple[str, ...]
    place: int = 0


def columns_shown(sheet: Sheet, columns: Mapping[Field, int]) -> list[ColumnShown]:
    """Every column that holds or heads something."""
    fields = {column: field for field, column in columns.items()}
    further = {part for column in columns.values() for part in sheet.joined.get(column, ())}
    shown = []
    for column in range(max(sheet.width, len(sheet.header))):
        heading = sheet.header[column] if column < len(sheet.header) else ""
        cells = (row.cells[column] for row in sheet.rows if column < len(row.cells))
        samples = [" ".join(cell.split()) for cell in islice(filter(str.strip, cells), SAMPLES)]
        if column in further or not (samples or heading.strip()):
            continue
        letters = "+".join(letter(part) for part in (column, *sheet.joined.get(column, ())))
        shown.append(ColumnShown(letters, " ".join(heading.split()), fields.get(column), tuple(samples)))
    return shown


def raw(row: SourceRow) -> str:
    """What stands in a row, cell after cell."""
    return " | ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())


class _ReadAs(NamedTuple):
    """How a row is said to be like another: what a number of the meeting is called, and what likeness means."""

    numbered: str
    alike: str

    def same(self, row: Planned[Any]) -> str:
        """What says the same as a row; empty where nothing does."""
        if row.same_as:
            return _(self.numbered).format(number=row.same_as)
        return _("row {row}").format(row=row.same_row) if row.same_row else ""

    def why(self, row: Planned[Any], *, is_in: bool) -> str:
        """Why a row is left out, or what an imported one is like; empty for one that is as it should be."""
        same = self.same(row)
        if row.is_alike:
            return _(self.alike).format(same=same)
        if row.reason:
            return f"{reason(row.reason)} ({same})" if same else reason(row.reason)
        return "" if is_in else _("left out by you")


_QUESTIONS = _ReadAs(N_("question {number}"), N_("like {same} but for tone marks"))
_PEOPLE = _ReadAs(N_("entry {number}"), N_("the same as {same}"))


class RowsShown(Sequence[RowShown]):
    """The rows of a plan, each made when it is looked at; `chosen` are the places of those that will be imported."""

    def __init__(
        self,
        rows: Sequence[Planned[Any]],
        chosen: Container[int],
        said: Callable[[Any], tuple[str, ...]],
        words: _ReadAs,
    ) -> None:
        self._rows = rows
        self._chosen = chosen
        self._said = said
        self._words = words

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> RowShown: ...
    @overload
    def __getitem__(self, at: slice) -> list[RowShown]: ...
    def __getitem__(self, at: int | slice) -> RowShown | list[RowShown]:
        if isinstance(at, slice):
            return [self._shown(row) for row in self._rows[at]]
        return self._shown(self._rows[at])

    def _shown(self, row: Planned[Any]) -> RowShown:
        is_in = row.place in self._chosen
        said = self._said(row.item) if row.takable else (raw(row.row), "", "")
        state = PART if row.is_part else IN if is_in else OUT
        why = self._words.why(row, is_in=is_in)
        return RowShown(row.row.sheet, row.row.number, state, why, said, row.place)


def question_rows(plan: ImportPlan, chosen: Container[int]) -> RowsShown:
    """The rows of questions: each says its text, unit and name."""
    return RowsShown(plan.rows, chosen, lambda item: (item.text, item.unit, item.name), _QUESTIONS)


def people_rows(plan: AttendancePlan, chosen: Container[int]) -> RowsShown:
    """The rows of a list of people: each says name, organisation and post."""
    return RowsShown(plan.rows, chosen, lambda item: (item.name, item.organisation, item.post), _PEOPLE)


def as_document(
    sheet: Sheet, columns: Mapping[Field, int], rows: Sequence[RowShown], problems: tuple[Problem, ...]
) -> dict[str, Any]:
    """The whole plan as plain values, for programs. Codes are stable; sentences are in the current language."""
    rows = list(rows)
    states = [row.state for row in rows]
    return {
        "file": sheet.name,
        "encoding": sheet.encoding,
        "converted": sheet.converted,
        "header": {"sheet": sheet.header_sheet, "rows": list(sheet.header_rows)},
        "worksheets": [
            {"sheet": name, "rows": count} for name, count in sheet.source.worksheets.items() if name
        ],
        "columns": [
            {
                "column": one.letter,
                "heading": one.heading,
                "read_as": one.field.value if one.field else None,
            }
            for one in columns_shown(sheet, columns)
        ],
        "counts": {state: states.count(state) for state in (IN, PART, OUT)},
        "rows": [
            {
                "sheet": row.sheet,
                "row": row.number,
                "state": row.state,
                "why": row.why,
                "text": row.said[0],
                "unit": row.said[1],
                "name_or_post": row.said[2],
            }
            for row in rows
        ],
        "remarks": [
            {
                "sheet": one.sheet,
                "row": one.row,
                "column": one.column,
                "code": one.code,
                "text": sentence(one),
            }
            for one in problems
        ],
    }
