"""Small files for this laptop's owner only: written whole or not at all, mode 0600 whatever the umask."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from meeting.moment import step_down

if TYPE_CHECKING:
    from pathlib import Path

FILE_MODE = 0o600
MAY_BE_HELD_UP = os.name == "nt"
PATIENCE, PAUSE = 1.0, 0.02
"""Seconds a file is tried again, and how often, while another process reads the old one: Windows refuses until then."""


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step, readable by its owner only. Raises OSError."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        _date_roughly(aside)
        _replace(path, aside)
        _date_roughly(path.parent)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Take the file at `path` away, if it is there. Raises OSError."""
    path.unlink(missing_ok=True)
    _date_roughly(path.parent)


def _date_roughly(path: Path) -> None:
    """Have a file or folder say when it changed as roughly as the record tells times."""
    now = step_down(time.time())
    with suppress(OSError):
        os.utime(path, (now, now))


def _replace(path: Path, aside: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            aside.replace(path)
        except PermissionError:
            if not MAY_BE_HELD_UP or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
        else:
            return
