"""A program that makes a file for us, run as a child that somebody may stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_EVERY = 0.2
"""Seconds between two looks at whether somebody wants to stop."""


class StoppedError(Exception):
    """Somebody wanted no document any more while one was being made."""


def never() -> bool:
    """Nobody stops it."""
    return False


def run(command: list[str], folder: Path, seconds: float, stopped: Callable[[], bool] = never) -> None:
    """Run `command` in `folder` to its end, at most for `seconds`, asking `stopped` while it works.

    Raises StoppedError, OSError, CalledProcessError (with what the child said of its fault) or TimeoutExpired; nothing
    runs on.
    """
    until = time.monotonic() + seconds
    quiet = subprocess.DEVNULL
    complaint = folder / "complaint.txt"
    with (
        complaint.open("wb") as told,
        subprocess.Popen(
            command, cwd=folder, stdin=quiet, stdout=quiet, stderr=told, start_new_session=True
        ) as running,
    ):
        try:
            while True:
                try:
                    status = running.wait(LOOK_EVERY)
                    break
                except subprocess.TimeoutExpired:
                    if stopped():
                        raise StoppedError from None
                    if time.monotonic() > until:
                        raise
        finally:
            _end(running)
    if status:
        said = complaint.read_text(encoding="utf-8", errors="replace")
        raise subprocess.CalledProcessError(status, command[0], stderr=said)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the program, and what it started: LibreOffice's first process is only a script that waits."""
    if running.poll() is not None:
        return
    if sys.platform == "win32":
        program = Path(os.environ.get("SYSTEMROOT", "C:\\Windows"), "System32", "taskkill.exe")
        subprocess.run([program, "/T", "/F", "/PID", str(running.pid)], check=False, capture_output=True)
    else:
        os.killpg(running.pid, signal.SIGKILL)
