"""Plans what an import of questions would do before it does it: what becomes of every row, and what is wrong where."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from intake import limits as intake_limits
from intake.likeness import Likeness, Same, says_nothing
from intake.naming import AreaNames, kind_called
from intake.plans import DUPLICATE, Plan, Planned, in_order
from intake.progress import every_so_often
from intake.row_reader import RowReader, is_longer
from intake.sheet import Field, Sheet, SourceRow
from intake.structure import Placed, Role, placed
from meeting import limits
from meeting.commands.asking import ImportedRow, ImportQuestions
from meeting.model.question import QuestionKind
from meeting.text.clean import clean
from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from meeting.areas import Area
    from meeting.model.question import Question

SAYS_NOTHING = "says-nothing"
_NO_QUESTION = ImportedRow("")

PlannedRow: TypeAlias = Planned[ImportedRow]


class ImportPlan(Plan[ImportedRow]):
    """What becomes of every row of a file of questions."""

    @property
    def questions(self) -> tuple[PlannedRow, ...]:
        """The rows that are imported."""
        return self.planned_in

    def command(self, source: str, rows: Iterable[PlannedRow] | None = None) -> ImportQuestions:
        """The one command, one commit and one undo, that adds the chosen `rows`, or all that are planned.

        `source` is the file's name.
        """
        added = tuple(row.item for row in (self.chosen() if rows is None else rows))
        return ImportQuestions(added, clean(source, lines=1).text)


class _Reader(RowReader):
    """Turns rows into questions."""

    def __init__(self, sheet: Sheet, columns: Mapping[Field, int], areas: AreaNames) -> None:
        super().__init__(sheet, columns)
        self._areas = areas
        self._area_called: dict[str, str] = {}
        self._kind_called: dict[str, QuestionKind | None] = {}

    def question(self, at: Placed, parts: Iterable[SourceRow] = ()) -> tuple[ImportedRow, str]:
        """The question in a row and the `parts` that go on with it, under the titles above where it names none itself.

        Without a text, and with the reason, if it cannot be imported.
        """
        row = at.row
        written = "\n".join(
            [self.written(row, Field.TEXT), *(self.written(part, Field.TEXT) for part in parts)]
        )
        text = clean(written)
        if not text.text:
            self.note("row-without-text", row, Field.TEXT)
            return _NO_QUESTION, "row-without-text"
        if len(written) > intake_limits.CELL_CHARACTERS or is_longer(text.text, limits.ANSWER_GRAPHEMES):
            self.note("text-too-long", row, Field.TEXT, written)
            return _NO_QUESTION, "text-too-long"
        if text.removed:
            self.note("characters-removed", row, Field.TEXT, text.text)
        question = ImportedRow(
            text=text.text,
            area=self._area(row) or at.area,
            kind=self._kind(row),
            name=self.line(row, Field.NAME),
            unit=self.line(row, Field.UNIT) or at.unit,
        )
        if says_nothing(text.text):
            self.note("says-nothing", row, Field.TEXT, text.text)
            return question, SAYS_NOTHING
        return question, ""

    def put_back(self, row: SourceRow) -> ImportedRow:
        """What a row that is left out would be as a question, should people want it all the same."""
        with self.unnoted():
            return self.question(Placed(row, Role.ITEM))[0]

    def _area(self, row: SourceRow) -> str:
        written = self.line(row, Field.AREA)
        if written not in self._area_called:
            self._area_called[written] = self._areas.called(written)
        area = self._area_called[written]
        if written and not area:
            self.note("unknown-area", row, Field.AREA, written)
        return area

    def _kind(self, row: SourceRow) -> QuestionKind:
        written = self.line(row, Field.KIND)
        if written not in self._kind_called:
            self._kind_called[written] = kind_called(fold(written))
        kind = self._kind_called[written]
        if kind is None and written:
            self.note("unknown-kind", row, Field.KIND, written)
        return kind or QuestionKind.QUESTION


class _Planner:
    """Goes through the rows from above, and remembers what was said."""

    def __init__(self, reader: _Reader, found: list[Placed], existing: Iterable[Question]) -> None:
        self._reader = reader
        self._found = found
        self._likeness = Likeness()
        for question in existing:
            self._likeness.remember(question.text, Same(number=question.number))

    def planned(self, place: int) -> PlannedRow:
        """What becomes of the row at `place`."""
        at = self._found[place]
        if at.role is not Role.ITEM:
            self._reader.note(
                at.role.value, at.row, found=at.said or self._reader.written(at.row, Field.TEXT)
            )
            kept = _NO_QUESTION if at.role is Role.PART else self._reader.put_back(at.row)
            return Planned(at.row, kept, at.role.value, place, takable=bool(kept.text))
        question, reason = self._reader.question(at, self._parts(place))
        if reason:
            return Planned(at.row, question, reason, place, takable=bool(question.text))
        same, alike = self._likeness.find(question.text, Same(row=at.row.number))
        if same is not None:
            return Planned(at.row, question, DUPLICATE, place, same.number, same.row)
        return Planned(at.row, question, "", place, alike.number, alike.row)

    def _parts(self, place: int) -> list[SourceRow]:
        """The rows right below that go on with the one at `place`."""
        parts = []
        after = place + 1
        while after < len(self._found) and self._found[after].role is Role.PART:
            parts.append(self._found[after].row)
            after += 1
        return parts


def plan(
    sheet: Sheet,
    columns: Mapping[Field, int],
    existing: Iterable[Question],
    areas: Iterable[Area],
    report: Callable[[int], None] | None = None,
) -> ImportPlan:
    """What importing `sheet` with these columns would add to a meeting that has `existing` questions and `areas`.

    `report` is told now and then how many rows are planned; what it raises ends the planning.
    """
    progress = every_so_often(report)
    names = AreaNames(areas)
    reader = _Reader(sheet, columns, names)
    found = placed(sheet.rows, columns, area_headed=names.headed)
    planner = _Planner(reader, found, existing)
    planned = []
    for place in range(len(found)):
        progress(place)
        planned.append(planner.planned(place))
    for place, left in enumerate(sheet.left_out, start=len(found)):
        kept = reader.put_back(left.row)
        planned.append(Planned(left.row, kept, left.code, place, takable=bool(kept.text)))
    return ImportPlan(in_order(sheet, planned), (*sheet.problems, *reader.problems))
