"""What of the meeting's own facts was put right after the close: told in the minutes, each with what stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.outline.blocks import Block, text
from wording import dates
from wording.profile import FIELDS, official

if TYPE_CHECKING:
    from meeting.model.profile import ProfileCorrection
    from meeting.state import State

TITLE = "Đính chính sau khi bế mạc"


def blocks(state: State) -> tuple[Block, ...]:
    """A paragraph a correction, in the order they were made; none where nothing was corrected."""
    return tuple(text(_words(one)) for one in state.meeting.corrections)


def _words(one: ProfileCorrection) -> str:
    name = FIELDS[one.field].official
    before, after = official(one.field, one.before), official(one.field, one.after)
    day = dates.parsed_date(one.at)
    on = f", đính chính {dates.written_date(day)}" if day else ""
    return f"{name}: {after} (trước đó ghi: {before}{on})."
