"""The live file: how to reach the server that runs a meeting, for this laptop's owner only."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from link import private_file

if TYPE_CHECKING:
    from meeting.phone_sections import Section

LIVE = "live.json"
OK = 200
ANSWER_SECONDS = 2.0
"""How long a live server may take to answer before it counts as gone."""


class Live(msgspec.Struct, frozen=True):
    """A running server.

    `control` is the base URL of the control link (loopback only) and `token` opens it. `phone_url` is what the QR
    carries and `address` the same for people to read; both are empty and `short_code` too once the meeting has closed.
    `timer_began` (ISO 8601, exact) is when countdown `timer_run` of the stage began: the record keeps it rounded.
    `consoles` are the process ids of the consoles, the first the one that commands, and `options` what `serve` was
    told: a server in the place of one that fell goes on with both. `pin` is set where the server runs on another
    laptop: `control` is TLS to the certificate it pins (see `pairing`).
    """

    pid: int
    started_at: str
    control: str
    token: str
    phone_url: str = ""
    address: str = ""
    short_code: str = ""
    pin: str = ""
    timer_run: int = 0
    timer_began: str = ""
    consoles: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def link(self, section: Section, number: int = 0) -> str:
        """The QR target that opens a section; empty without phones."""
        return section.link(self.phone_url, number) if self.phone_url else ""


def peek(folder: Path) -> Live | None:
    """What the live file in a meeting's folder says, unchecked; None where there is none or it is unreadable."""
    try:
        return msgspec.json.decode((folder / LIVE).read_bytes(), type=Live)
    except (OSError, ValueError, RecursionError):
        return None


def read(folder: Path) -> Live | None:
    """The server that runs this meeting now; None where none answers."""
    live = peek(folder)
    if live is None or not _is_running(live.pid):
        return None
    from link.control import ALIVE
    from link.wire import ask  # HTTP is loaded when something is asked for the first time

    try:
        status, _ = ask(
            live.control, live.token, ALIVE.method, ALIVE.path, pin=live.pin, timeout=ANSWER_SECONDS
        )
    except OSError:
        return None
    return live if status == OK else None


def fallen(folder: Path) -> Live | None:
    """The server of this laptop that ended without taking its live file away, as a crash does; None where none did.

    Its process and its port tell: a server that is only slow still holds its port, and one that is being stopped lets
    go of that long before it has let go of the record.
    """
    live = peek(folder)
    if live is None or live.pin or not _has_ended(live.pid):
        return None
    from link.control import ALIVE
    from link.wire import ask

    try:
        ask(live.control, live.token, ALIVE.method, ALIVE.path, timeout=ANSWER_SECONDS)
    except ConnectionRefusedError:
        return live
    except OSError:
        return None
    return None


def write(folder: Path, live: Live) -> Path:
    """Put the live file in place; return its path. Raises OSError."""
    path = folder / LIVE
    private_file.write(path, msgspec.json.encode(live))
    return path


def remove(folder: Path, pid: int) -> None:
    """Take the live file away if it still names process `pid`."""
    live = peek(folder)
    if live is not None and live.pid == pid:
        with suppress(
            OSError
        ):  # a screen reads it just now, which Windows minds; it names a process that is gone
            private_file.remove(folder / LIVE)


def is_there(folder: Path, pid: int) -> bool:
    """Whether process `pid` still has the record of this meeting, whether or not it still answers."""
    live = peek(folder)
    return live is not None and live.pid == pid and _is_running(pid)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":  # there, signal 0 would end the process
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _has_ended(pid: int) -> bool:
    """Whether the process is gone, also where whoever started it has not taken note yet."""
    if sys.platform == "win32":
        return not _runs_on_windows(pid)
    if not _is_running(pid):
        return True
    try:
        # Linux' own record of it: what stands behind the last parenthesis begins with the state, Z for an ended one.
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[:1] == [b"Z"]
    except OSError:
        return False


if sys.platform == "win32":
    SYNCHRONIZE = 0x100000
    ACCESS_DENIED = 5
    WAIT_TIMEOUT = 258

    def _runs_on_windows(pid: int) -> bool:
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        process = kernel.OpenProcess(SYNCHRONIZE, False, pid)
        if not process:
            return ctypes.get_last_error() == ACCESS_DENIED
        try:
            return int(kernel.WaitForSingleObject(ctypes.c_void_p(process), 0)) == WAIT_TIMEOUT
        finally:
            kernel.CloseHandle(ctypes.c_void_p(process))
