"""What the decree's forms beside the minutes share: one signature, the recipients beside it, place and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from minutes.outline import frame
from minutes.outline.blocks import Minutes, note, printable
from wording import dates, writing

if TYPE_CHECKING:
    from meeting.model.profile import Meeting
    from meeting.state import State
    from minutes.outline.blocks import Annex, Block, Signature
    from minutes.seal import Seal


class Paper(NamedTuple):
    """A document with the part of its file's name that tells it from the others."""

    part: str
    document: Minutes


def held_on(meeting: Meeting) -> str:
    """The day of the meeting, ISO 8601."""
    return meeting.opened_at or meeting.planned_on


def on_the_day(meeting: Meeting) -> str:
    """Ngày 17 tháng 4 năm 2024; nothing where the day is not known."""
    day = dates.parsed_date(held_on(meeting))
    return dates.written_date(day) if day else ""


def called(meeting: Meeting) -> str:
    """The meeting as a sentence names it."""
    return writing.in_full(meeting.title)


def undated(meeting: Meeting) -> str:
    """The line of place and date of a document that is dated by hand when it is signed."""
    day = dates.parsed_date(held_on(meeting))
    year = f" {day.year}" if day else "      "
    return ", ".join(part for part in (meeting.locality, f"ngày      tháng      năm{year}") if part)


def made(
    state: State,
    seal: Seal,
    symbol: str | None,
    blocks: tuple[Block, ...],
    *,
    kind: str = "",
    subject: str = "",
    about: str = "",
    addressees: tuple[str, ...] = (),
    closing: str = "",
    first: tuple[str, ...] = (),
    annexes: tuple[Annex, ...] = (),
    lacks: tuple[str, ...] = (),
    signature: Signature | None = None,
) -> Minutes:
    """A document of the meeting's agency. `symbol` is its type's, None for a paper without a number.

    `first` are the recipients that stand before the meeting's. A paper without `signature` is nobody's to sign.
    """
    meeting = state.meeting
    head = frame.letterhead(meeting, symbol or "")
    numbered = head.number if symbol is not None else ""
    official = symbol is not None
    wanting = (*(frame.lacks(meeting, dated=True) if official else ()), *lacks)
    opening = (note(f"(Hồ sơ còn thiếu, bổ sung trước khi ký: {'; '.join(wanting)}.)"),) if wanting else ()
    return printable(
        Minutes(
            letterhead=type(head)(
                parent=head.parent,
                agency=head.agency,
                number=numbered,
                nation=head.nation,
                motto=head.motto,
                dateline=undated(meeting) if official else "",
            ),
            kind=kind,
            subject=subject,
            blocks=(*opening, *blocks),
            closing=closing,
            secretary=None,
            chair=signature,
            recipients=frame.recipients(meeting, first, addressees) if official else (),
            seal=frame.seal_lines(seal) if official else (),
            annexes=annexes,
            mark=frame.mark(meeting, seal) if official else "",
            dated=meeting.closed_at or held_on(meeting),
            dateline=undated(meeting) if official else "",
            addressees=addressees,
            about=about,
            lacks=wanting,
        )
    )
