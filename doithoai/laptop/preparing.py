"""Making a meeting, and what it is given before it begins: the holiday table, and what earlier meetings left."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from doithoai.laptop.holiday_table import in_use
from doithoai.laptop.records import read_all, read_state
from meeting.moment import Moment, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from link.library import MeetingFolder, MeetingLibrary
    from meeting.commands.profile import CreateMeeting
    from meeting.decision import Command


def create(
    library: MeetingLibrary, command: CreateMeeting, moment: Moment | None = None, *, identity: str = ""
) -> MeetingFolder:
    """Make the folder and the record of a meeting: its profile as the first commit, then what it inherits.

    That is the holiday table in use and what earlier meetings in the library left. Raises Refusal.
    A meeting whose record must come out the same every time gives its own `moment` and the record's `identity`.
    """
    import msgspec

    from meeting.state import State
    from server.writing.writer import apply_now
    from store import Record

    moment = moment or Moment(datetime.now().astimezone(), Role.HOST)
    command.rule(State(), moment)  # a profile that is refused must leave no folder behind
    inherited = inheritance(library, moment.at.date())
    with new_entry(library, command.meeting.title, command.meeting.planned_on) as entry:
        meeting = msgspec.structs.replace(command.meeting, id=entry.id)
        record = Record.create(entry.record, identity=identity)
        try:
            state = State()
            apply_now(record, state, msgspec.structs.replace(command, meeting=meeting), moment)
            for given in inherited:
                apply_now(record, state, given, moment._replace(by=Role.SYSTEM))
        finally:
            record.close()
    return entry


@contextmanager
def new_entry(library: MeetingLibrary, title: str, planned_on: str) -> Iterator[MeetingFolder]:
    """A folder for one more meeting, taken away again where the block fails: half a meeting is none."""
    entry = library.new(title, planned_on)
    try:
        yield entry
    except BaseException:
        shutil.rmtree(entry.folder, ignore_errors=True)
        raise


def inheritance(library: MeetingLibrary, today: date, *, but: str = "") -> list[Command]:
    """The commands that give a meeting the calendar in use and the carry-over of the others in the library.

    `but` is the meeting's own id if it is in the library already. Raises Refusal ``bad-holiday-table``.
    """
    from meeting.commands.carrying import BringCarryOver, SetCalendar
    from meeting.register.carry_over import left_by

    commands: list[Command] = [SetCalendar(in_use(library.home))]
    if left := left_by(read_all(library, but=but), today):
        commands.append(BringCarryOver(left))
    return commands


def refresh(library: MeetingLibrary, entry: MeetingFolder) -> None:
    """Bring a meeting that has not begun up to date with what the others left since it was made.

    It must not be open anywhere. Raises Refusal, and the store's refusals.
    """
    from meeting.commands.carrying import BringCarryOver
    from meeting.model.profile import Phase
    from meeting.register.carry_over import left_by
    from server.writing.writer import apply_now, load_state
    from store import Record

    meeting = read_state(entry.record)
    if not meeting.meetings or meeting.meeting.phase is not Phase.PREPARED:
        return
    moment = Moment(datetime.now().astimezone(), Role.SYSTEM)
    left = left_by(read_all(library, but=entry.id), moment.at.date(), into=meeting.meeting.id)
    if left == tuple(row for _, row in sorted(meeting.carried.items())):
        return
    record = Record.open(entry.record)
    try:
        apply_now(record, load_state(record), BringCarryOver(left), moment)
    finally:
        record.close()
