"""What a new meeting is given before it begins: the holiday table, and what earlier meetings left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doithoai.holidays import in_use
from doithoai.records import read_all, read_state

if TYPE_CHECKING:
    from datetime import date

    from link.shelf import Entry, Shelf
    from meeting.decision import Command


def inheritance(shelf: Shelf, today: date, *, but: str = "") -> list[Command]:
    """The commands that give a meeting the calendar in use and the carry-over of the others on the shelf.

    `but` is the meeting's own id if it is on the shelf already. Raises Refusal ``bad-holiday-table``.
    """
    from meeting.commands.carrying import BringCarryOver, SetCalendar
    from meeting.register.carry_over import left_by

    commands: list[Command] = [SetCalendar(in_use(shelf.home))]
    if left := left_by(read_all(shelf, but=but), today):
        commands.append(BringCarryOver(left))
    return commands


def refresh(shelf: Shelf, entry: Entry) -> None:
    """Bring a meeting that has not begun up to date with what the others left since it was made.

    It must not be open anywhere. Raises Refusal, and the store's refusals.
    """
    from datetime import datetime

    from meeting.commands.carrying import BringCarryOver
    from meeting.model.profile import Phase
    from meeting.moment import Moment, Role
    from meeting.register.carry_over import left_by
    from server.writing.writer import apply_now, load_state
    from store import Record

    meeting = read_state(entry.record)
    if not meeting.meetings or meeting.meeting.phase is not Phase.PREPARED:
        return
    moment = Moment(datetime.now().astimezone(), Role.SYSTEM)
    left = left_by(read_all(shelf, but=entry.id), moment.at.date(), into=meeting.meeting.id)
    if left == tuple(row for _, row in sorted(meeting.carried.items())):
        return
    record = Record.open(entry.record)
    try:
        apply_now(record, load_state(record), BringCarryOver(left), moment)
    finally:
        record.close()
