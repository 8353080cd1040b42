"""Opening a screen of a meeting: the terminal can show it, a server runs, then the screen until the person quits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from doithoai.options import find_meeting
from tui.terminal import missing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UNUSABLE = 2
"""The status where this terminal can show no screen."""


def require_terminal() -> None:
    """End with a sentence, before anything is started, where no screen can be shown."""
    if lack := missing():
        click.echo(lack, err=True)
        sys.exit(UNUSABLE)


def open_screen(meeting: str, show: Callable[[Path], int], *options: str) -> None:
    """Have `show` show the meeting's folder, with its server running; end with the screen's status.

    `options` are those of `doithoai serve`, for a server that does not run yet.

    Raises Refusal where the meeting is not found or its server does not start.
    """
    require_terminal()
    from doithoai.serving import serving

    folder = find_meeting(meeting).folder
    serving(folder, *options)
    sys.exit(show(folder))


def converse(meeting: str, talk: Callable[[Path], int], *options: str) -> NoReturn:
    """Have `talk` talk about the meeting's folder line by line, with its server running; end with its status.

    Any terminal will do, and a pipe. `options` and refusals are those of `open_screen`.
    """
    from doithoai.serving import serving

    folder = find_meeting(meeting).folder
    serving(folder, *options)
    sys.exit(talk(folder))
