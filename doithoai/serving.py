"""Having a meeting's server run before something is done with it, and saying so where that takes long."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from link.live import Live

SAID_AFTER = 3.0
"""Seconds after which the person is told what is waited for; the first start of all is checked by an antivirus."""

SAID_EVERY = 5.0


class _Waiting:
    """Tells on standard error that the server is still starting."""

    def __init__(self) -> None:
        self._next = SAID_AFTER

    def __call__(self, seconds: float) -> None:
        if seconds >= self._next and sys.stderr.isatty():
            self._next = seconds + SAID_EVERY
            click.echo(_("Starting the meeting's server… {seconds} s").format(seconds=int(seconds)), err=True)


def serving(folder: Path, *options: str) -> Live:
    """The server of the meeting in `folder`, started with `options` of `doithoai serve` where none runs.

    Raises Refusal as `ensure_serving`.
    """
    from link.start import ensure_serving

    return ensure_serving(folder, *options, waiting=_Waiting())
