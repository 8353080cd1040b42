"""A mirror: the record of a meeting that runs on another laptop, copied line by line as it is written there.

The copy is the same file in the same form, so every screen follows it as it follows a record of its own. It is never
written by anything else: commands go to the other laptop.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from typing import TYPE_CHECKING

from link import live
from link.control import JOURNAL as JOURNAL_STREAM
from link.library import FOLDER_MODE, RECORD
from link.live import Live
from link.wire import SIGN_OF_LIFE, WrongCertificateError, stream
from meeting.moment import step_down
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from link.pairing import Pairing

JOURNAL = "journal.jsonl"
FILE_MODE = 0o600
AGAIN_SECONDS = 1.0
"""How soon a broken stream is asked for again."""

FIRST_SECONDS = 20.0
"""How long the first line may take to come."""


class Mirror:
    """Keeps `folder` a copy of the meeting served at `address` ("ip:port") until `stop`."""

    def __init__(self, folder: Path, address: str, pairing: Pairing) -> None:
        self.folder = folder
        self._live = Live(
            pid=os.getpid(),
            started_at="",
            control=f"https://{address}",
            token=pairing.secret,
            pin=pairing.pin,
        )
        self._stopped = threading.Event()
        self._begun = threading.Event()
        self._refused = ""

    def start(self) -> None:
        """Begin to copy, and return once the first line stands here.

        Raises Refusal ``not-the-host`` where another machine answers, ``link-refused`` where none lets us in.
        """
        (self.folder / RECORD).mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        live.write(self.folder, self._live)
        threading.Thread(target=self._copy_for_ever, name="mirror", daemon=True).start()
        if not self._begun.wait(FIRST_SECONDS) or self._refused:
            self.stop()
            raise Refusal(
                self._refused or "link-refused", address=self._live.control.removeprefix("https://")
            )

    def stop(self) -> None:
        """Copy no more, and take the copy away: the record belongs on the host's laptop. Exports stay."""
        self._stopped.set()
        live.remove(self.folder, self._live.pid)
        shutil.rmtree(self.folder / RECORD, ignore_errors=True)

    def _copy_for_ever(self) -> None:
        while not self._stopped.is_set():
            try:
                self._copy()
            except WrongCertificateError:
                self._refuse("not-the-host")
            except OSError:
                if not self._begun.is_set():
                    self._refuse("link-refused")
            self._stopped.wait(AGAIN_SECONDS)

    def _refuse(self, code: str) -> None:
        if not self._begun.is_set():
            self._refused = code
            self._begun.set()

    def _copy(self) -> None:
        """Follow the stream from its beginning, writing what is not here yet."""
        path = self.folder / RECORD / JOURNAL
        here = path.read_bytes() if path.exists() else b""
        at, same = 0, True
        for line in stream(self._live.control, self._live.token, JOURNAL_STREAM.path, pin=self._live.pin):
            if self._stopped.is_set():
                return
            if line == SIGN_OF_LIFE:
                continue
            if same and here.startswith(line, at):
                at += len(line)
                self._begun.set()
                continue
            if same and at != len(here):  # a half line, or another record: keep what agrees
                os.truncate(path, at)
            same = False
            _append(path, line)
            self._begun.set()


def _append(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_BINARY", 0), FILE_MODE)
    try:
        os.write(descriptor, data)
    finally:
        os.close(descriptor)
    now = step_down(time.time())
    os.utime(path, (now, now))
