"""Reading what was collected beforehand, in whatever file it was, into questions and lists of people."""

from __future__ import annotations

from intake.people import AttendancePlan, PlannedEntry, plan_attendance
from intake.planning import ImportPlan, PlannedRow, plan
from intake.problems import reason, sentence
from intake.reading import SUFFIXES, lay_out, lay_out_under, read
from intake.sheet import Field, Problem, Sheet, Source, SourceRow

__all__ = [
    "SUFFIXES",
    "AttendancePlan",
    "Field",
    "ImportPlan",
    "PlannedEntry",
    "PlannedRow",
    "Problem",
    "Sheet",
    "Source",
    "SourceRow",
    "lay_out",
    "lay_out_under",
    "plan",
    "plan_attendance",
    "read",
    "reason",
    "sentence",
]
