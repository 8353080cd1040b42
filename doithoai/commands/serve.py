"""`doithoai serve`: run a meeting's server without a screen."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.options import (
    certificate_options,
    data_folder,
    data_option,
    find_meeting,
    language_option,
    library,
    meeting_argument,
)
from doithoai.refusals import refusal_message
from doithoai.translated_help import TranslatedCommand

if TYPE_CHECKING:
    from link.library import MeetingFolder

VIETNAM = timezone(timedelta(hours=7))
"""A scripted meeting happens in Vietnam's time wherever it is played, so that its record is the same everywhere."""


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.option("--host", help="Address for the phones (default: the best one found).")
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="Port for the phones (default: the first free one)."
)
@certificate_options
@click.option("--no-phones", is_flag=True, help="Serve the screens of this laptop only; no port for phones.")
@click.option("--scripted-clock", type=click.DateTime(), hidden=True)
@data_option
@language_option
def serve(
    meeting: str,
    host: str | None,
    port: int | None,
    certificate: Path | None,
    key: Path | None,
    name: str,
    *,
    no_phones: bool,
    scripted_clock: datetime | None,
) -> None:
    """Serve MEETING without a screen.

    Runs until told to stop (Ctrl+C or SIGTERM). Prints one line of JSON: the address for the phones, and the file
    where this laptop's screens find the control link. Stopping the server does not end the meeting; `doithoai end`
    does.
    """
    from server.clock import LaptopClock, ScriptedClock
    from server.serve import run

    entry = find_meeting(meeting)
    if scripted_clock is None:
        _refresh(entry)
    clock = ScriptedClock(scripted_clock.replace(tzinfo=VIETNAM)) if scripted_clock else LaptopClock()
    own = None if entry.stands_alone else data_folder()
    run(
        entry.folder,
        host=host,
        port=port,
        phones=not no_phones,
        clock=clock,
        own=own,
        certificate=certificate,
        key=key,
        name=name,
    )


def _refresh(entry: MeetingFolder) -> None:
    """Tell a meeting that has not begun what the others left since it was made; a failure only says so."""
    from doithoai.laptop.preparing import refresh
    from meeting.refusal import Refusal
    from store import JournalError

    try:
        refresh(library(), entry)
    except JournalError:
        return  # the server, which opens the same record next, says it
    except (Refusal, OSError) as problem:
        click.echo(refusal_message(problem), err=True)
