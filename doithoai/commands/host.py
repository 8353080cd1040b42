"""`doithoai host`: the host's console."""

from __future__ import annotations

from pathlib import Path

import click

from doithoai.options import (
    certificate_options,
    certificate_words,
    data_option,
    language_option,
    meeting_argument,
)
from doithoai.translated_help import TranslatedCommand


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.option(
    "--plain", is_flag=True, help="Line by line, for screen readers and terminals that cannot place text."
)
@certificate_options
@data_option
@language_option
def host(meeting: str, certificate: Path | None, key: Path | None, name: str, *, plain: bool) -> None:
    """Open the host's console for MEETING.

    Starts the meeting's server, or attaches to the one that runs. Closing the console does not end the meeting.
    """
    from doithoai.screens import converse, open_screen
    from tui import run_console, run_plain_console

    options = certificate_words(certificate, key, name)
    if plain:
        converse(meeting, run_plain_console, *options)
    open_screen(meeting, run_console, *options)
