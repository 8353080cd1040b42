"""What a file that is brought in is about: questions, or people for the attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import intake
from intake.preview import PEOPLE_FIELDS, QUESTION_FIELDS, people_rows, question_rows
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from intake import AttendancePlan, Field, ImportPlan, Sheet
    from intake.plans import Planned
    from intake.preview import RowShown
    from meeting.areas import Area
    from meeting.commands.asking import ImportQuestions
    from meeting.commands.attending import RecordAttendance
    from meeting.decision import Command
    from meeting.model.attendance import AttendanceEntry
    from meeting.model.question import Question


P = TypeVar("P")
"""The plan of such a file."""


class Subject(Protocol[P]):
    """How the rows of a file are planned, shown and counted, and what is recorded of those chosen."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a column can be read as."""

    def plan(self, sheet: Sheet, columns: Mapping[Field, int], report: Callable[[int], None]) -> P:
        """What becomes of every row; `report` is told how many have been looked at."""

    def rows(self, plan: P, chosen: Container[int]) -> Sequence[RowShown]:
        """The rows as they are shown, `chosen` being the places of those to import."""

    def counted(self, taken: int, out: int, problems: int) -> str:
        """How many rows are taken and left out, and how many remarks there are."""

    def alike(self, count: int) -> str:
        """How many are imported though another says nearly the same."""

    def command(self, plan: P, chosen: Sequence[Planned[Any]]) -> Command:
        """The one command that records the chosen rows."""


class Questions:
    """Questions of the file called `source`, for a meeting that has `existing` ones and sorts them by `areas`."""

    fields = QUESTION_FIELDS

    def __init__(self, source: str, existing: Sequence[Question], areas: Sequence[Area]) -> None:
        self._source = source
        self._existing = existing
        self._areas = areas

    def plan(self, sheet: Sheet, columns: Mapping[Field, int], report: Callable[[int], None]) -> ImportPlan:
        """Plan them."""
        return intake.plan(sheet, columns, self._existing, self._areas, report)

    def rows(self, plan: ImportPlan, chosen: Container[int]) -> Sequence[RowShown]:
        """Show text, unit and name."""
        return question_rows(plan, chosen)

    def counted(self, taken: int, out: int, problems: int) -> str:
        """Count questions."""
        message = _("{count} questions to import, {out} rows left out, {problems} remarks.")
        return message.format(count=taken, out=out, problems=problems)

    def alike(self, count: int) -> str:
        """Count those that differ in tone marks."""
        return _("{count} like another but for tone marks.").format(count=count)

    def command(self, plan: ImportPlan, chosen: Sequence[Planned[Any]]) -> ImportQuestions:
        """Record them."""
        return plan.command(self._source, chosen)


class People:
    """People for an attendance that lists `existing` ones; those `invited` are not here yet."""

    fields = PEOPLE_FIELDS

    def __init__(self, existing: Mapping[int, AttendanceEntry], *, invited: bool) -> None:
        self._existing = existing
        self._invited = invited

    def plan(
        self, sheet: Sheet, columns: Mapping[Field, int], report: Callable[[int], None]
    ) -> AttendancePlan:
        """Plan them."""
        return intake.plan_attendance(sheet, columns, self._existing, invited=self._invited, report=report)

    def rows(self, plan: AttendancePlan, chosen: Container[int]) -> Sequence[RowShown]:
        """Show name, organisation and post."""
        return people_rows(plan, chosen)

    def counted(self, taken: int, out: int, problems: int) -> str:
        """Count entries."""
        message = _("{count} entries to record, {out} rows left out, {problems} remarks.")
        return message.format(count=taken, out=out, problems=problems)

    def alike(self, count: int) -> str:
        """Count those who stand there twice."""
        return _("{count} stand there twice.").format(count=count)

    def command(self, plan: AttendancePlan, chosen: Sequence[Planned[Any]]) -> RecordAttendance:
        """Record them."""
        return plan.command(chosen)
