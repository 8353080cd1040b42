"""Plans what a list of people or organisations would add to the attendance: what becomes of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from intake.likeness import Likeness, Same
from intake.plans import DUPLICATE, Plan, Planned, in_order
from intake.progress import every_so_often
from intake.row_reader import RowReader
from intake.sheet import Field, Sheet, SourceRow
from intake.structure import Placed, Role, placed
from meeting import limits
from meeting.commands.attending import RecordAttendance
from meeting.model.attendance import AttendanceEntry, Source
from meeting.refusal import Refusal
from meeting.text import numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

NOBODY = AttendanceEntry("")

PlannedEntry: TypeAlias = Planned[AttendanceEntry]


class AttendancePlan(Plan[AttendanceEntry]):
    """What becomes of every row of a list of people or organisations."""

    @property
    def entries(self) -> tuple[AttendanceEntry, ...]:
        """Those to be recorded unless people say otherwise."""
        return tuple(row.item for row in self.planned_in)

    def command(self, rows: Iterable[PlannedEntry] | None = None) -> RecordAttendance:
        """The one command, one commit and one undo, that adds the chosen `rows`, or all that are planned."""
        return RecordAttendance(tuple(row.item for row in (self.chosen() if rows is None else rows)))


class _Reader(RowReader):
    """Turns rows into entries of the attendance."""

    def __init__(self, sheet: Sheet, columns: Mapping[Field, int], *, invited: bool) -> None:
        super().__init__(sheet, columns)
        self._invited = invited

    def entry(self, at: Placed) -> tuple[AttendanceEntry, str]:
        """The entry in a row, under the title above where it names no unit; nobody, and why, if there is none."""
        row = at.row
        name, unit = self.line(row, Field.NAME), self.line(row, Field.UNIT)
        if not name and not unit:
            self.note("row-without-name", row)
            return NOBODY, "row-without-name"
        typed = self.written(row, Field.COUNT)
        try:
            count = numbers.read_whole(typed, "count") if typed.strip() else 1
        except Refusal:
            count = limits.QUESTIONS_PER_MEETING + 1
        if count > limits.QUESTIONS_PER_MEETING:
            self.note("not-a-count", row, Field.COUNT, typed)
            return NOBODY, "not-a-count"
        entry = AttendanceEntry(
            name=name or unit,
            organisation=(unit or at.unit) if name else "",
            post=self.line(row, Field.POST),
            count=count,
            present=not self._invited,
            source=Source.INVITED if self._invited else Source.IMPORTED,
        )
        return entry, ""

    def put_back(self, row: SourceRow) -> AttendanceEntry:
        """Who a row that is left out would be, should people want it all the same."""
        with self.unnoted():
            return self.entry(Placed(row, Role.ITEM))[0]


def _known_as(entry: AttendanceEntry) -> str:
    """Everything a list says of somebody: two people of one name are two people."""
    return "\n".join((entry.name, entry.organisation, entry.post))


class _Planner:
    """Goes through the rows from above, and remembers who was listed."""

    def __init__(self, reader: _Reader, existing: Mapping[int, AttendanceEntry]) -> None:
        self._reader = reader
        self._listed, self._above = Likeness(), Likeness()
        for number, entry in existing.items():
            # Whose check-in by phone it is, people say themselves.
            if entry.source is not Source.PHONE:
                self._listed.remember(_known_as(entry), Same(number=number))

    def planned(self, place: int, at: Placed) -> PlannedEntry:
        """What becomes of the row at `place`."""
        row = at.row
        if at.role is not Role.ITEM:
            self._reader.note(at.role.value, row, found=at.said)
            kept = self._reader.put_back(row)
            return Planned(row, kept, at.role.value, place, takable=bool(kept.name))
        entry, reason = self._reader.entry(at)
        if reason:
            return Planned(row, entry, reason, place, takable=False)
        if (listed := self._listed.find(_known_as(entry)).same) is not None:
            self._reader.note("listed-already", row, found=entry.name)
            return Planned(row, entry, DUPLICATE, place, listed.number)
        above = self._above.find(_known_as(entry), Same(row=row.number)).same or Same()
        if above.row:
            self._reader.note("listed-twice", row, found=entry.name)
        return Planned(row, entry, "", place, same_row=above.row)


def plan_attendance(
    sheet: Sheet,
    columns: Mapping[Field, int],
    existing: Mapping[int, AttendanceEntry],
    *,
    invited: bool = False,
    report: Callable[[int], None] | None = None,
) -> AttendancePlan:
    """What importing `sheet` as a list of those present would add to `existing`, or of those `invited`.

    Who is invited is not here yet. A row needs a name or a unit. Who is on the list already is left out; a row that
    says the same as one above it is imported and pointed out, for two people can have one name. `report` is as for
    `intake.planning.plan`.
    """
    progress = every_so_often(report)
    reader = _Reader(sheet, columns, invited=invited)
    main = Field.NAME if Field.NAME in columns else Field.UNIT
    planner = _Planner(reader, existing)
    found = placed(sheet.rows, columns, main)
    planned = []
    for place, at in enumerate(found):
        progress(place)
        planned.append(planner.planned(place, at))
    for place, left in enumerate(sheet.left_out, start=len(found)):
        kept = reader.put_back(left.row)
        planned.append(Planned(left.row, kept, left.code, place, takable=bool(kept.name)))
    return AttendancePlan(in_order(sheet, planned), (*sheet.problems, *reader.problems))
