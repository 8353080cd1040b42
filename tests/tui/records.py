"""Meetings on disk: real records in a folder of their own, as the server writes them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from link.library import RECORD
from meeting.changes import put
from meeting.decision import decide
from meeting.model.log import Counters
from meeting.moment import Moment, Role
from meeting.state import ONLY, State
from server.writing.writer import apply_now
from store import Record
from tests.tui.meetings import NOW

if TYPE_CHECKING:
    from meeting.changes import Change
    from meeting.decision import Command


class Kept:
    """A record being written while a screen follows it; what the server does, without the server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record = Record.create(folder / RECORD)
        self.state = State()
        self.at = NOW

    def put(self, *changes: Change, did: str = "prepare") -> None:
        """Commit documents as they are."""
        commit = self.record.stage(changes, by=Role.HOST.value, did=did, at=self.at.isoformat())
        self.state.apply_commit(commit)
        self.record.flush()

    def execute(self, command: Command, by: Role = Role.HOST) -> None:
        """Decide and commit a command, a minute after the last."""
        self.at += timedelta(minutes=1)
        apply_now(self.record, self.state, command, Moment(self.at, by))

    def decide(self, command: Command, moment: Moment) -> None:
        """Decide and stage a command; it is on the disk with the next flush."""
        decision = decide(self.state, command, moment)
        commit = self.record.stage(
            decision.changes, by=moment.by.value, did=command.did, at=moment.at.isoformat()
        )
        self.state.apply_commit(commit)

    def close(self) -> None:
        """Let go of the record."""
        self.record.close()


def kept(folder: Path, state: State) -> Kept:
    """A record with all that stands in `state`; numbers already given out are not given again."""
    writing = Kept(folder)
    given = Counters(questions=max(state.questions, default=0))
    writing.put(put("counters", ONLY, given))
    writing.put(*(put(name, id_, row) for name, rows in state.tables.items() for id_, row in rows.items()))
    return writing
