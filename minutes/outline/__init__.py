"""The minutes as a typed document: one projection of the record that every format prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from minutes.layout import DEFAULT
from minutes.outline import annexes, body, frame
from minutes.outline.blocks import Minutes, note, printable
from minutes.question_summary import question_summaries
from wording import writing

if TYPE_CHECKING:
    from meeting.state import State
    from minutes.layout import Layout
    from minutes.outline.blocks import Block
    from minutes.seal import Seal


@using(OFFICIAL)
def outline(state: State, seal: Seal, *, names: bool = True, layout: Layout = DEFAULT) -> Minutes:
    """The minutes of a meeting's record in the order of Mẫu 1.9 (Nghị định 30/2020/NĐ-CP, Phụ lục III).

    `names` off leaves out the names that askers offered; `layout` is what the clerk chose. Raises Refusal
    ``no-meeting`` on an empty record.
    """
    meeting = state.meeting
    held_on = meeting.closed_at or meeting.opened_at or meeting.planned_on
    every = question_summaries(state, names=names)
    lacks = frame.lacks(meeting, minutes=True)
    if not state.attendance:
        lacks = (*lacks, "thành phần tham dự")
    projected = Minutes(
        letterhead=frame.letterhead(meeting),
        kind="BIÊN BẢN",
        subject=writing.in_full(meeting.title),
        blocks=(*lacking(lacks), *body.blocks(state, every, layout)),
        closing=frame.closing(meeting),
        secretary=frame.secretary(meeting),
        chair=frame.chair(meeting),
        recipients=frame.recipients(meeting),
        seal=frame.seal_lines(seal),
        annexes=annexes.annexes(state, every, layout),
        mark=frame.mark(meeting, seal),
        dated=held_on,
        dateline=frame.dateline(meeting, held_on),
        lacks=lacks,
    )
    return printable(projected)


def lacking(lacks: tuple[str, ...]) -> tuple[Block, ...]:
    """The note that lists what a document's form asks for and the record does not have; nothing where all is there."""
    return (note(f"(Hồ sơ còn thiếu, bổ sung trước khi ký: {'; '.join(lacks)}.)"),) if lacks else ()
