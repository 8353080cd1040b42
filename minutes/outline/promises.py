"""The chair's conclusions and what this meeting owes: by whom, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from minutes.outline.blocks import Block, Column, Table, filled, lines_of, text
from minutes.outline.dialogue import called
from wording import dates, register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.register import Commitment, CommitmentKind
    from meeting.state import State
    from minutes.question_summary import QuestionSummary

COLUMNS = (
    Column("STT", 0.08, centred=True),
    Column("Nội dung", 0.5),
    Column("Đơn vị, người thực hiện", 0.26),
    Column("Thời hạn", 0.16, centred=True),
)


class _Owed(NamedTuple):
    """What one owner owes in one manner by one day."""

    kind: CommitmentKind
    owner: str
    deadline: str


def blocks(state: State, summaries: Sequence[QuestionSummary]) -> tuple[Block, ...]:
    """The conclusions in the order dictated, then the table of commitments made at this meeting."""
    told = conclusions(state)
    table = commitments(state, summaries)
    if table is None:
        return told
    return (*told, text("Các nội dung cam kết thực hiện:"), table)


def conclusions(state: State) -> tuple[Block, ...]:
    """The chair's conclusions, numbered."""
    return tuple(
        line
        for _, concluded in sorted(state.conclusions.items())
        for line in lines_of(f"{concluded.number}. {concluded.text}", f"conclusion:{concluded.number}")
    )


def commitments(state: State, summaries: Sequence[QuestionSummary]) -> Table | None:
    """What is owed as a table: what one owner owes on several questions by one day is one row; None without any."""
    by_number = {summary.number: summary for summary in summaries}
    rows: list[tuple[str, str, str]] = []
    on_questions: dict[_Owed, list[QuestionSummary]] = {}
    for _, entry in sorted(state.commitments.items()):
        summary = by_number.get(entry.question)
        if summary is None:
            rows.append((_words(state, entry), entry.owner, dates.official_day(entry.deadline)))
        elif not summary.is_withheld:
            on_questions.setdefault(_Owed(entry.kind, entry.owner, entry.deadline), []).append(summary)
    for owed, asked in on_questions.items():
        content = f"{register.DONE_BY[owed.kind]} {called(asked)}"
        rows.append((content, owed.owner, dates.official_day(owed.deadline)))
    if not rows:
        return None
    return filled(Table(COLUMNS, tuple((str(n), *row) for n, row in enumerate(rows, start=1))))


def _words(state: State, entry: Commitment) -> str:
    """A conclusion's own words, repeated where it is owed."""
    concluded = next((c for c in state.conclusions.values() if c.commitment == entry.number), None)
    return concluded.text if concluded is not None else entry.text
