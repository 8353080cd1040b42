"""`doithoai stage`: what the hall sees, in a window of its own."""

from __future__ import annotations

import click

from doithoai.options import data_option, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand


@click.command(cls=TranslatedCommand)
@meeting_argument
@data_option
@language_option
def stage(meeting: str) -> None:
    """Show the stage of MEETING, for the projector.

    Move this window to the projector and enlarge its font (Ctrl and +). It follows the host's console, and goes on by
    itself when the console or the server restarts.
    """
    from doithoai.screens import open_screen
    from tui import run_stage

    open_screen(meeting, run_stage)
