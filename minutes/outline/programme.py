"""The agenda as it was held, and what was reported and said in its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.dialogue.parts_held import done_without
from meeting.model.profile import Phase
from minutes.outline.blocks import Block, items, lines_of, text
from wording import dates
from wording.figures import quantity

if TYPE_CHECKING:
    from meeting.model.agenda import AgendaItem
    from meeting.state import State


def blocks(state: State) -> tuple[Block, ...]:
    """One line for each part, with the times it really ran; then how often a closed meeting was taken up again.

    A part nobody started is said not to have been held only where nothing of what it is for stands in the record.
    """
    is_over = state.meeting.phase is Phase.CLOSED
    lines = items(
        [_line(part, was_left_out=is_over and not done_without(state, part)) for part in in_order(state)]
    )
    if state.meeting.reopened:
        lines.append(text(f"Hội nghị được mở lại {quantity(state.meeting.reopened)} lần sau khi đã bế mạc."))
    return tuple(lines)


def in_order(state: State) -> list[AgendaItem]:
    """The parts as they are planned."""
    return sorted(state.agenda.values(), key=lambda part: part.order)


def content(part: AgendaItem) -> tuple[Block, ...]:
    """What was reported or said in a part; nothing where nothing was taken down."""
    return lines_of(part.content, f"agenda:{part.order}") if part.content else ()


def _line(part: AgendaItem, *, was_left_out: bool) -> str:
    started, ended = dates.parsed_time(part.started_at), dates.parsed_time(part.ended_at)
    if started is None:
        return f"{part.title} (không tiến hành)" if was_left_out else part.title
    if ended is None:
        return f"{part.title} (từ {dates.written_clock(started)})"
    if dates.written_clock(started) == dates.written_clock(ended):
        return f"{part.title} (lúc {dates.written_clock(started)})"
    return f"{part.title} (từ {dates.written_clock(started)} đến {dates.written_clock(ended)})"
