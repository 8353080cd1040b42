"""The projector's window: the stage of a meeting, opened from the console the way this program itself was started."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from link import terminal_window
from link.own_process import own_command
from meeting.refusal import Refusal

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from link.terminal_window import Surroundings

LOOK_EVERY = 0.1

_opened: list[subprocess.Popen[bytes]] = []
"""Windows this process opened: kept so that one that closed is taken off the system's list, and none warns."""


def command(folder: Path) -> list[str]:
    """The command that shows the stage of the meeting in `folder`."""
    return own_command("doithoai", "stage", str(folder.resolve()))


async def open_window(folder: Path, title: str, around: Surroundings | None = None) -> None:
    """Open it on the second display where the system lets it be placed.

    Raises Refusal ``no-terminal`` with the command to type elsewhere, or ``window-failed`` with why.
    """
    wanted = command(folder)
    # Displays are asked of other programs, which takes a moment.
    seen = await asyncio.to_thread(terminal_window.surroundings) if around is None else around
    found = terminal_window.launch(wanted, seen, title)
    if found is None:
        raise Refusal("no-terminal", command=terminal_window.typed(wanted))
    try:
        window = await asyncio.to_thread(terminal_window.start, found)
    except OSError as refused:
        raise _failed(found.command[0], wanted, str(refused.strerror)) from None
    _opened[:] = [one for one in _opened if one.poll() is None] + [window]
    for _ in range(round(terminal_window.PATIENCE / LOOK_EVERY)):
        await asyncio.sleep(LOOK_EVERY)
        if window.poll():
            raise _failed(found.command[0], wanted, f"exit {window.returncode}")


def _failed(program: str, wanted: list[str], why: str) -> Refusal:
    return Refusal("window-failed", program=program, why=why, command=terminal_window.typed(wanted))
