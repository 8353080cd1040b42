"""The agenda as it was held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.profile import Phase
from minutes.outline.blocks import Block, item, text
from wording import dates

if TYPE_CHECKING:
    from meeting.model.agenda import AgendaItem
    from meeting.state import State


def blocks(state: State) -> tuple[Block, ...]:
    """One line for each part, with the times it really ran; then how often a closed meeting was taken up again."""
    items = sorted(state.agenda.values(), key=lambda part: part.order)
    is_over = state.meeting.phase is Phase.CLOSED
    lines: list[Block] = [item(_line(part, is_over=is_over)) for part in items]
    if state.meeting.reopened:
        lines.append(text(f"Hội nghị được mở lại {state.meeting.reopened} lần sau khi đã bế mạc."))
    return tuple(lines)


def _line(part: AgendaItem, *, is_over: bool) -> str:
    started, ended = dates.parsed_time(part.started_at), dates.parsed_time(part.ended_at)
    if started is None:
        return f"{part.title} (không tiến hành)" if is_over else part.title
    if ended is None:
        return f"{part.title} (từ {dates.written_clock(started)})"
    if dates.written_clock(started) == dates.written_clock(ended):
        return f"{part.title} (lúc {dates.written_clock(started)})"
    return f"{part.title} (từ {dates.written_clock(started)} đến {dates.written_clock(ended)})"
