"""Starting a meeting's server as a process of its own, which outlives the screen that started it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from link import live
from link.own_process import own_command
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

START_SECONDS = 120.0
"""How long a server that runs may take to answer for the first time: an antivirus reads all of it before."""

_children: list[subprocess.Popen[bytes]] = []
"""Servers this process started: kept so that one that ended is taken off the system's list, and none warns."""

LOG = "server.log"
LOOK_EVERY = 0.05

RECORD_HELD = 4
"""The status with which a server ends because another process holds the record."""

LONGEST_REASON = 1000
"""Characters of why a server did not start: a refusal names a path, and at its end the way out."""

HELD_SECONDS = 5.0
"""How long it may hold it before that is told."""

AGAIN_SECONDS = 0.5
"""Pause before a server is started anew while another process holds the record."""


def ensure_serving(
    folder: Path, *options: str, waiting: Callable[[float], object] = lambda _seconds: None
) -> live.Live:
    """The server of the meeting in `folder`: the one that runs, or a new one once it answers.

    `options` are those of `doithoai serve`, for a new one; while it starts, `waiting` is told again and again for how
    many seconds. Raises Refusal ``server-did-not-start`` with what the new server said, or ``server-gone`` for a
    mirror whose link has closed.
    """
    running = live.read(folder)
    if running is not None:
        return running
    if (elsewhere := live.peek(folder)) is not None and elsewhere.pin:
        raise Refusal("server-gone")  # a mirror: the one writer is on the other laptop
    return _started(folder, options, waiting)


def revive(folder: Path) -> live.Live | None:
    """Start a server in the place of one that fell, told the same; None where none did: one that was stopped stays so.

    Raises Refusal as `ensure_serving`.
    """
    fell = live.fallen(folder)
    return None if fell is None else ensure_serving(folder, *fell.options)


def _started(folder: Path, options: tuple[str, ...], waiting: Callable[[float], object]) -> live.Live:
    log = folder / LOG
    process = _spawn(folder, log, options)
    began = time.monotonic()
    held_since: float | None = None
    while (waited := time.monotonic() - began) < START_SECONDS:
        waiting(waited)
        running = live.read(folder)
        if running is not None:
            return running
        if process.poll() is not None:
            # How long the record is held counts from when that was first seen: starting alone may take longer.
            held_since = held_since or time.monotonic()
            is_held = process.returncode == RECORD_HELD and time.monotonic() - held_since < HELD_SECONDS
            if not is_held and live.read(folder) is None:
                break
            # Another server was quicker and is about to answer, or a command has the record for a moment.
            time.sleep(AGAIN_SECONDS)
            if live.read(folder) is None:
                process = _spawn(folder, log, options)
        time.sleep(LOOK_EVERY)
    raise Refusal("server-did-not-start", why=_last_line(log))


def _spawn(folder: Path, log: Path, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    process = _new_process(folder, log, options)
    _children[:] = [child for child in _children if child.poll() is None] + [process]
    return process


def _new_process(folder: Path, log: Path, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start `doithoai serve` cut loose from this process's terminal and signals."""
    command = own_command("doithoai", "serve", str(folder), *options)
    descriptor = os.open(log, os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_WRONLY, 0o600)
    try:
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=descriptor,
                creationflags=flags,
            )
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=descriptor,
            start_new_session=True,
        )
    finally:
        os.close(descriptor)


def _last_line(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return ""
    written = [line for line in lines if line.strip()]
    return written[-1][:LONGEST_REASON] if written else ""
