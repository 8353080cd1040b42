"""`doithoai backup` and `doithoai restore`: a whole record as one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from doithoai.options import (
    FileToRead,
    FileToWrite,
    data_option,
    find_meeting,
    language_option,
    library,
    meeting_argument,
)
from doithoai.translated_help import TranslatedCommand


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.argument("file", type=FileToWrite())
@data_option
@language_option
def backup(meeting: str, file: Path) -> None:
    """Write the whole record of MEETING into one FILE.

    FILE is a .zip that `verify` and `restore` read.
    """
    from store import bundle

    click.echo(bundle(find_meeting(meeting).record, file))


@click.command(cls=TranslatedCommand)
@click.argument("file", type=FileToRead())
@data_option
@language_option
def restore(file: Path) -> None:
    """Bring the record in FILE back as a meeting.

    A meeting that is on this laptop is never overwritten. FILE is a backup (.zip), a copy of a record's
    journal.jsonl, or an exported JSON bundle. A bundle that holds every commit gives the same record with the same
    digest; from one that holds some back comes a record that goes on from the bundle's digest, with its tables.
    """
    from doithoai.laptop.importing import import_meeting, meeting_in

    click.echo(import_meeting(file, library(), meeting_in(file)).id)
