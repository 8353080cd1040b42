"""Reading what was collected beforehand: .xlsx, .csv, .docx and .txt into questions and lists of people."""

from __future__ import annotations

from intake.planning import AttendancePlan, ImportPlan, plan, plan_attendance
from intake.problems import sentence
from intake.reading import KINDS, read
from intake.sheet import Field, Problem, Row, Sheet

__all__ = [
    "KINDS",
    "AttendancePlan",
    "Field",
    "ImportPlan",
    "Problem",
    "Row",
    "Sheet",
    "plan",
    "plan_attendance",
    "read",
    "sentence",
]
