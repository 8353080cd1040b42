"""The record as sheets with real types, for the workbook and for CSV: one projection, so that both hold the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from minutes.question_summary import question_summaries
from minutes.sheets import ballots, dialogue, pledges
from minutes.sheets.model import CellKind, Sheet, SheetField, Value
from minutes.texts import sanitize

if TYPE_CHECKING:
    from meeting.state import State

__all__ = ["CellKind", "Sheet", "SheetField", "Value", "sheets"]


@using(OFFICIAL)
def sheets(state: State, *, names: bool = True) -> tuple[Sheet, ...]:
    """Questions, referrals, commitments, carry-over, polls, surveys, pledges, attendance and counts, in this order.

    A sheet without rows keeps its header. `names` off leaves out the names that askers offered.
    """
    every = question_summaries(state, names=names)
    made = (
        *dialogue.sheets(state, every),
        ballots.polls(state),
        ballots.surveys(state),
        pledges.targets(state),
        dialogue.attendance(state),
        dialogue.summary(state),
    )
    return tuple(sheet._replace(rows=tuple(tuple(map(_safe, row)) for row in sheet.rows)) for sheet in made)


def _safe(value: Value) -> Value:
    return sanitize(value) if isinstance(value, str) else value
