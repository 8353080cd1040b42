"""A plan as people look at it before anything is recorded: columns read as what, and what becomes of every row.

The screen, the command line and its JSON show these same rows and columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from intake.problems import reason, sentence
from intake.sheet import Field, letter
from intake.structure import Role
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from intake.planning import AttendancePlan, ImportPlan, PlannedRow
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
        samples = [" ".join(cell.split()) for cell in cells if cell.strip()][:SAMPLES]
        if column in further or not (samples or heading.strip()):
            continue
        letters = "+".join(letter(part) for part in (column, *sheet.joined.get(column, ())))
        shown.append(ColumnShown(letters, " ".join(heading.split()), fields.get(column), tuple(samples)))
    return shown


def raw(row: SourceRow) -> str:
    """What stands in a row, cell after cell."""
    return " | ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())


def question_rows(plan: ImportPlan, chosen: Container[int]) -> list[RowShown]:
    """The rows of questions; `chosen` are the places of those that will be imported."""
    return [_question_row(row, is_in=row.place in chosen) for row in plan.rows]


def _question_row(row: PlannedRow, *, is_in: bool) -> RowShown:
    question = row.question
    said = (question.text, question.unit, question.name) if question.text else (raw(row.row), "", "")
    state = PART if row.reason == Role.PART.value else IN if is_in else OUT
    return RowShown(row.row.sheet, row.row.number, state, why(row, is_in=is_in), said, row.place)


def why(row: PlannedRow, *, is_in: bool) -> str:
    """Why a row is left out, or what an imported one is like; empty for one that is as it should be."""
    same = (
        _("question {number}").format(number=row.same_as)
        if row.same_as
        else _("row {row}").format(row=row.same_row)
        if row.same_row
        else ""
    )
    if row.is_alike:
        return _("like {same} but for tone marks").format(same=same)
    if row.reason:
        return f"{reason(row.reason)} ({same})" if same else reason(row.reason)
    return "" if is_in else _("left out by you")


def people_rows(plan: AttendancePlan) -> list[RowShown]:
    """The rows of a list of people."""
    return [
        RowShown(
            row.row.sheet,
            row.row.number,
            IN if row.entry else OUT,
            reason(row.reason) if row.reason else "",
            (row.entry.name, row.entry.organisation, row.entry.post) if row.entry else (raw(row.row), "", ""),
            place,
        )
        for place, row in enumerate(plan.rows)
    ]


def as_document(
    sheet: Sheet, columns: Mapping[Field, int], rows: list[RowShown], problems: tuple[Problem, ...]
) -> dict[str, Any]:
    """The whole plan as plain values, for programs. Codes are stable; sentences are in the current language."""
    states = [row.state for row in rows]
    return {
        "file": sheet.name,
        "encoding": sheet.encoding,
        "converted": sheet.converted,
        "header": {"sheet": sheet.header_sheet, "rows": list(sheet.header_rows)},
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
