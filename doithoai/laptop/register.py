"""The register of this laptop, as the screens use it: read from every record, changed in the one it belongs to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from doithoai.laptop.execution import execute
from doithoai.laptop.records import meeting_id, read_all
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from link.library import MeetingFolder, MeetingLibrary
    from meeting.decision import Command
    from meeting.register.view import RegisterEntry
    from tui.screens.register.source import RegisterSource


def folder_of(library: MeetingLibrary, meeting: str) -> MeetingFolder | None:
    """Where the meeting with this id is: in the folder of that name, or wherever it was brought in."""
    entries = library.meetings()
    named = sorted(entries, key=lambda entry: entry.id != meeting)
    return next((entry for entry in named if meeting_id(entry.record) == meeting), None)


def register_source(library: MeetingLibrary) -> RegisterSource:
    """The register of the meetings on `library`, and the way to change it."""
    from meeting.register.view import register
    from store import JournalError, message
    from tui.screens.register.source import RegisterSource

    def read() -> tuple[list[RegisterEntry], list[str]]:
        unread: list[str] = []
        states = read_all(library, lambda id_, _why: unread.append(id_))
        return register(states, date.today()), unread  # noqa: DTZ011  the laptop's own day

    def change(meeting: str, command: Command) -> object:
        entry = folder_of(library, meeting)
        if entry is None:
            raise Refusal("no-such-meeting", text=meeting)
        try:
            return execute(entry, command)
        except JournalError as refusal:
            raise Refusal("record-refuses", why=message(refusal)) from None

    return RegisterSource(read, change, library.home)
