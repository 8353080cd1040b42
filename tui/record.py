"""A meeting's record as screens hold it: read whole once, typed, and followed line by line from there."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from meeting.state import State, document_types
from store.tinydb_journal.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "record"
"""Where in a meeting's folder its record is."""


class Read(NamedTuple):
    """What the record held, and the reader that tells what comes after."""

    state: State
    reader: Reader


def read(record: Path) -> Read:
    """Read the record in the folder `record`. Raises JournalError."""
    reader = Reader.open(record, document_types())
    return Read(state_of(reader), reader)


def state_of(reader: Reader) -> State:
    """What the record held when `reader` last read it whole. To be asked for once after each such reading."""
    return State.holding(reader.tables)


def begin_reading(folder: Path) -> Future[Read]:
    """Read the record of the meeting in `folder` in a thread, while the program loads what else a start needs."""
    reading: Future[Read] = Future()

    def run() -> None:
        if not reading.set_running_or_notify_cancel():
            return  # the window closed before the reading began
        try:
            reading.set_result(read(folder / RECORD))
        except Exception as refusal:  # noqa: BLE001  whoever waits for the result meets it
            reading.set_exception(refusal)

    Thread(target=run, name="reading", daemon=True).start()
    return reading
