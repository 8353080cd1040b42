"""`doithoai secretary`: the secretary's screen, at this laptop or at another."""

from __future__ import annotations

import re
import sys

import click

from doithoai.options import data_folder, data_option, language_option
from doithoai.translated_help import TranslatedCommand
from language import gettext as _

MIRRORS = "mirrors"
"""Where copies of meetings that run on another laptop are kept while their screen is open."""


@click.command(cls=TranslatedCommand)
@click.argument("meeting", required=False)
@click.option(
    "--at", "address", help="ADDRESS:PORT of the host's laptop, as `doithoai pair` prints it there."
)
@click.option("--code", help="The pairing code (default: asked for, so that no history keeps it).")
@data_option
@language_option
def secretary(meeting: str | None, address: str | None, code: str | None) -> None:
    """Open the secretary's screen for MEETING.

    It shows the minutes as they grow, and what is still missing. Starts the meeting's server, or attaches to the one
    that runs. With --at the meeting runs on another laptop, which has let this one in with `doithoai pair`; its
    record is copied here only while the screen is open.
    """
    from tui import run_secretary

    if address is not None:
        sys.exit(_from_afar(address, code or click.prompt(_("Pairing code"))))
    if meeting is None:
        raise click.UsageError(_("Which meeting? Give MEETING, or --at ADDRESS for one on another laptop."))
    from doithoai.screens import open_screen

    open_screen(meeting, run_secretary)


def _from_afar(address: str, code: str) -> int:
    """Copy the record from `address`, show the screen, and take the copy away; return the screen's status."""
    from doithoai.screens import require_terminal
    from link.mirror import Mirror
    from link.pairing import parse
    from tui import run_secretary

    require_terminal()
    folder = data_folder() / MIRRORS / re.sub(r"[^0-9A-Za-z]+", "-", address)
    folder.mkdir(0o700, parents=True, exist_ok=True)
    mirror = Mirror(folder, address, parse(code))
    mirror.start()
    try:
        return run_secretary(folder)
    finally:
        mirror.stop()
