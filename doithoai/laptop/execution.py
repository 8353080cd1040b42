"""Executing a command on a meeting from the command line: through its server if one runs, otherwise to its record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from link.library import MeetingFolder
    from meeting.decision import Command


def execute(entry: MeetingFolder, command: Command) -> dict[str, Any]:
    """Have `command` carried out and on the disk; return its result. Raises Refusal, or the store's refusals.

    No server is started for it: work on the register of a meeting long past must not open a port.
    """
    from link import live
    from link.client import Client
    from meeting.moment import Moment, Role

    running = live.read(entry.folder)
    if running is not None:
        return Client(running, Role.SECRETARY).send_now(command).result or {}
    from server.writing.writer import apply_now, load_state
    from store import Record

    record = Record.open(entry.record)
    try:
        moment = Moment(datetime.now().astimezone(), Role.SECRETARY)
        return apply_now(record, load_state(record), command, moment).result or {}
    finally:
        record.close()
