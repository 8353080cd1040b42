"""A hall's outbox: questions that were taken in here, on this disk, until the main hall has given their numbers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from link.private_file import FILE_MODE
from link.private_file import write as write_whole
from meeting.commands import registry
from meeting.commands.asking import Ask
from meeting.refusal import Refusal
from store.box_log import erase
from store.tinydb_journal.files import DISK

if TYPE_CHECKING:
    from pathlib import Path

FILE = "outbox.jsonl"


class Outbox:
    """The questions that wait in `folder`, in the order they came. Raises OSError where the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._waiting = {asked.receipt: asked for asked in self._read()}

    def __len__(self) -> int:
        return len(self._waiting)

    def __contains__(self, receipt: str) -> bool:
        return receipt in self._waiting

    def first(self) -> Ask | None:
        """The one that came first; None where nothing waits."""
        return next(iter(self._waiting.values()), None)

    def put(self, asked: Ask) -> None:
        """Take one in; when this returns it is on the disk. The same receipt again changes nothing."""
        if asked.receipt in self._waiting:
            return
        descriptor = os.open(
            self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_BINARY", 0), FILE_MODE
        )
        with os.fdopen(descriptor, "ab") as opened:
            opened.write(_line(asked))
            opened.flush()
            os.fsync(opened.fileno())
        self._waiting[asked.receipt] = asked

    def done(self, receipt: str) -> None:
        """The main hall has it: nothing of it stays here."""
        if self._waiting.pop(receipt, None) is None:
            return
        if self._waiting:
            write_whole(self._path, b"".join(map(_line, self._waiting.values())))
        else:
            erase(DISK, self._path)

    def _read(self) -> list[Ask]:
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        asked = []
        for line in lines:
            try:
                command = registry.decode(line) if line else None
            except Refusal:  # a line cut off by a crash was never said to be kept
                continue
            if isinstance(command, Ask):
                asked.append(command)
        return asked


def _line(asked: Ask) -> bytes:
    return msgspec.json.encode(asked) + b"\n"
