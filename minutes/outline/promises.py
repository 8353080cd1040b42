"""The chair's conclusions and what this meeting owes: by whom, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.outline.blocks import Block, Column, Table, text
from wording import dates, questions, register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.register import Commitment
    from meeting.state import State
    from minutes.question_summary import QuestionSummary

CONCLUDED = "Như kết luận số {number} nêu trên"
"""What stands in the table for a conclusion, whose words are told just above it."""

COLUMNS = (
    Column("STT", 0.07, centred=True),
    Column("Nội dung cam kết", 0.43),
    Column("Hình thức", 0.18),
    Column("Đơn vị, người thực hiện", 0.18),
    Column("Thời hạn", 0.14, centred=True),
)


def blocks(state: State, summaries: Sequence[QuestionSummary]) -> tuple[Block, ...]:
    """The conclusions in the order dictated, then the table of commitments made at this meeting."""
    conclusions = [
        text(line)
        for _, concluded in sorted(state.conclusions.items())
        for line in f"{concluded.number}. {concluded.text}".split("\n")
    ]
    withheld = {summary.number for summary in summaries if summary.is_withheld}
    made = [entry for _, entry in sorted(state.commitments.items()) if entry.question not in withheld]
    rows = tuple(
        (
            str(number),
            _content(state, entry),
            register.OBLIGATIONS[entry.kind.value].official,
            entry.owner,
            dates.official_day(entry.deadline),
        )
        for number, entry in enumerate(made, start=1)
    )
    if not rows:
        return tuple(conclusions)
    return (*conclusions, text("Các nội dung cam kết thực hiện:"), Table(COLUMNS, rows))


def _content(state: State, entry: Commitment) -> str:
    """What is owed: the conclusion by its number, a question by its number and words."""
    concluded = next((c for c in state.conclusions.values() if c.commitment == entry.number), None)
    if concluded is not None:
        return CONCLUDED.format(number=concluded.number)
    question = state.questions.get(entry.question)
    return (
        f"{questions.KINDS[question.kind].official} số {question.number}: {entry.text}"
        if question
        else entry.text
    )
