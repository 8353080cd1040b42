"""The minutes as a typed document: one projection of the record that every format prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from minutes.outline import annexes, body, frame
from minutes.outline.blocks import Minutes, printable
from minutes.question_summary import question_summaries

if TYPE_CHECKING:
    from meeting.state import State
    from minutes.seal import Seal


@using(OFFICIAL)
def outline(state: State, seal: Seal, *, names: bool = True) -> Minutes:
    """The minutes of a meeting's record in the order of Mẫu 1.9 (Nghị định 30/2020/NĐ-CP, Phụ lục III).

    `names` off leaves out the names that askers offered. Raises Refusal ``no-meeting`` on an empty record.
    """
    meeting = state.meeting
    held_on = meeting.closed_at or meeting.opened_at or meeting.planned_on
    every = question_summaries(state, names=names)
    projected = Minutes(
        letterhead=frame.letterhead(meeting),
        kind="BIÊN BẢN",
        subject=meeting.title,
        blocks=body.blocks(state, every),
        closing=frame.closing(meeting),
        secretary=frame.secretary(meeting),
        chair=frame.chair(meeting),
        recipients=frame.recipients(meeting),
        seal=frame.seal_lines(seal),
        annexes=annexes.annexes(state, every),
        mark=frame.mark(meeting, seal),
        dated=held_on,
        dateline=frame.dateline(meeting, held_on),
    )
    return printable(projected)
