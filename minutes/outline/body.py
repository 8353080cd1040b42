"""The body of the minutes: the facts of the meeting, then its parts in the order they were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.outline import attendance, ballots, carry_over, counts, dialogue, programme, promises
from minutes.outline.blocks import Block, Heading, fact, roman, text
from wording import dates, meetings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.profile import Meeting
    from meeting.state import State
    from minutes.question_summary import QuestionSummary


def blocks(state: State, summaries: Sequence[QuestionSummary]) -> tuple[Block, ...]:
    """Facts, then numbered parts; a part with nothing to say is left out."""
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("Chương trình hội nghị", programme.blocks(state)),
        ("Kết quả thực hiện cam kết, kiến nghị kỳ trước", carry_over.blocks(state)),
        ("Ký kết giao ước thi đua", ballots.pledges(state)),
        ("Nội dung đối thoại", dialogue.blocks(state, summaries)),
        ("Biểu quyết, khảo sát", ballots.polls_and_surveys(state)),
        ("Kết luận của chủ tọa và cam kết thực hiện", promises.blocks(state, summaries)),
        ("Số liệu tổng hợp", counts.blocks(state)),
    ]
    body: list[Block] = [*_facts(state)]
    present = [(title, content) for title, content in parts if content]
    for number, (title, content) in enumerate(present, start=1):
        body += [Heading(1, f"{roman(number)}. {title.upper()}"), *content]
    return tuple(body)


def _facts(state: State) -> list[Block]:
    """The opening lines of Mẫu 1.9."""
    meeting = state.meeting
    return [
        fact("Thời gian bắt đầu", dates.started_at(meeting.opened_at)),
        fact("Địa điểm", meeting.place or "…"),
        *attendance.blocks(state),
        fact("Chủ trì (chủ tọa)", meetings.named(meeting.chair)),
        *_co_chairs(meeting),
        fact("Thư ký (người ghi biên bản)", meetings.named(meeting.secretary)),
        text("Nội dung (theo diễn biến hội nghị):"),
    ]


def _co_chairs(meeting: Meeting) -> list[Block]:
    if not meeting.co_chairs:
        return []
    return [fact("Đồng chủ trì", "; ".join(meetings.named(person) for person in meeting.co_chairs))]
