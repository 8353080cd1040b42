"""The register of this laptop, as the screens use it: read from every record, changed in the one it belongs to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from doithoai.laptop.giving import give
from doithoai.laptop.records import meeting_id, read_all
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from link.shelf import Entry as Shelved
    from link.shelf import Shelf
    from meeting.decision import Command
    from meeting.register.view import RegisterEntry
    from tui.screens.register.source import RegisterSource


def shelved(shelf: Shelf, meeting: str) -> Shelved | None:
    """Where the meeting with this id is: in the folder of that name, or wherever it was brought in."""
    entries = shelf.meetings()
    named = sorted(entries, key=lambda entry: entry.id != meeting)
    return next((entry for entry in named if meeting_id(entry.record) == meeting), None)


def register_source(shelf: Shelf) -> RegisterSource:
    """The register of the meetings on `shelf`, and the way to change it."""
    from meeting.register.view import register
    from store import JournalError
    from tui.screens.register.source import RegisterSource

    def read() -> tuple[list[RegisterEntry], list[str]]:
        unread: list[str] = []
        states = read_all(shelf, lambda id_, _why: unread.append(id_))
        return register(states, date.today()), unread  # noqa: DTZ011  the laptop's own day

    def change(meeting: str, command: Command) -> object:
        entry = shelved(shelf, meeting)
        if entry is None:
            raise Refusal("no-such-meeting", text=meeting)
        try:
            return give(entry, command)
        except JournalError as refusal:
            raise Refusal("record-refuses", why=str(refusal)) from None

    return RegisterSource(read, change, shelf.home)
